"""Load becomes servers, database size, cache size and traffic: the quantities that bills of materials price."""

from hamilton.function_modifiers import config, tag
from numpy import ceil, maximum, minimum

from estimator.functions import Amount, cumulative


@tag(unit="count")
def server_tasks(
    peak_requests_per_second: Amount,
    req_per_s_per_task: Amount,
    benchmark_task_vcpu: Amount,
    task_vcpu: Amount,
    cpu_target_app: Amount,
    min_server_tasks: Amount,
) -> Amount:
    """Application servers: enough for the peak at the target CPU, never fewer than the minimum."""
    per_task = req_per_s_per_task * task_vcpu / benchmark_task_vcpu * cpu_target_app
    return maximum(min_server_tasks, ceil(peak_requests_per_second / per_task))


@tag(unit="vCPU")
def server_task_vcpu(server_tasks: Amount, task_vcpu: Amount) -> Amount:
    """vCPU over all application servers."""
    return server_tasks * task_vcpu


@tag(unit="GB")
def server_task_memory_gb(server_tasks: Amount, task_memory_gb: Amount) -> Amount:
    """Memory over all application servers."""
    return server_tasks * task_memory_gb


@tag(unit="vCPU")
def database_vcpu_by_load(
    peak_requests_per_second: Amount, req_per_s_per_db_vcpu: Amount, cpu_target_db: Amount
) -> Amount:
    """vCPU of database that the peak needs at the target CPU."""
    return peak_requests_per_second / (req_per_s_per_db_vcpu * cpu_target_db)


@tag(unit="vCPU")
@config.when(readers="no")
def database_vcpu_needed__writer(database_vcpu_by_load: Amount) -> Amount:
    """vCPU the database writer needs: it carries the whole load."""
    return 1 * database_vcpu_by_load


@tag(unit="vCPU")
@config.when(readers="yes")
def database_vcpu_needed__with_reader(database_vcpu_by_load: Amount, db_read_replica_load_share: Amount) -> Amount:
    """vCPU the database writer needs: a reader carries its share of the load."""
    return database_vcpu_by_load * (1 - db_read_replica_load_share)


@tag(unit="vCPU")
def database_vcpu_sized(database_vcpu_needed: Amount, database_vcpu_min: Amount) -> Amount:
    """vCPU that the database writer is given: what the load needs, never less than the shape has."""
    return maximum(database_vcpu_needed, database_vcpu_min)


@tag(unit="GB")
def redis_memory_sized_gb(
    redis_memory_gb: Amount,
    redis_memory_min_gb: Amount,
    peak_requests_per_second: Amount,
    redis_gb_per_request_per_second: Amount,
) -> Amount:
    """Memory that the cache is given: what production uses, what the peak asks for, never less than the shape has."""
    by_load = peak_requests_per_second * redis_gb_per_request_per_second
    return maximum(maximum(redis_memory_gb, by_load), redis_memory_min_gb)


@tag(unit="count")
def database_connections(server_tasks: Amount, connections_per_task: Amount) -> Amount:
    """Connections that the servers open to the database."""
    return server_tasks * connections_per_task


@tag(unit="count")
def database_instances(min_db_instances: Amount, multi_az: Amount) -> Amount:
    """Database instances: one, or writer and reader in two zones."""
    return 1 + (min_db_instances - 1) * multi_az


@tag(unit="count")
def redis_nodes(redis_nodes_two_zones: Amount, multi_az: Amount) -> Amount:
    """Cache nodes: one, or primary and replica in two zones."""
    return 1 + (redis_nodes_two_zones - 1) * multi_az


@tag(unit="count")
def nat_gateways(nat_gateways_two_zones: Amount, multi_az: Amount) -> Amount:
    """NAT gateways: one for each zone."""
    return 1 + (nat_gateways_two_zones - 1) * multi_az


@tag(unit="count")
def load_balancer_lcu(
    million_requests_per_quarter: Amount, lcu_hours_per_million_requests: Amount, hours_per_quarter: Amount
) -> Amount:
    """Average load-balancer capacity units in use."""
    return million_requests_per_quarter * lcu_hours_per_million_requests / hours_per_quarter


@tag(unit="million/quarter")
def database_io_million_per_quarter(million_requests_per_quarter: Amount, database_io_per_request: Amount) -> Amount:
    """Reads and writes of database storage, in millions."""
    return million_requests_per_quarter * database_io_per_request


@tag(unit="ratio")
@config.when(window="typical")
def backup_volumes__typical(backup_stored_volumes: Amount) -> Amount:
    """Backups as a multiple of the database: a full copy and the changes of a usual restore window."""
    return 1 * backup_stored_volumes


@tag(unit="ratio")
@config.when(window="given")
def backup_volumes__given(restore_window_days: Amount, backup_change_share_per_day: Amount) -> Amount:
    """Backups as a multiple of the database: a full copy and the changes of your restore window."""
    return 1 + restore_window_days * backup_change_share_per_day


@tag(unit="GB")
def database_backup_gb(database_storage_gb: Amount, backup_volumes: Amount) -> Amount:
    """Backups beyond the one volume that is free."""
    return database_storage_gb * maximum(backup_volumes - 1, 0)


@tag(unit="GB/quarter")
def egress_gb_per_quarter(million_requests_per_quarter: Amount, egress_gb_per_million_requests: Amount) -> Amount:
    """Answers sent to the internet."""
    return million_requests_per_quarter * egress_gb_per_million_requests


@tag(unit="GB/quarter")
def nat_gb_per_quarter(
    million_requests_per_quarter: Amount,
    nat_gb_per_million_requests: Amount,
    log_ingest_gb_per_quarter: Amount,
    new_files_gb_per_quarter: Amount,
) -> Amount:
    """Traffic through the NAT gateways: calls out, logs and file uploads."""
    calls = million_requests_per_quarter * nat_gb_per_million_requests
    return calls + log_ingest_gb_per_quarter + new_files_gb_per_quarter


@tag(unit="GB/quarter")
def inter_az_gb_per_quarter(
    million_requests_per_quarter: Amount, inter_az_gb_per_million_requests: Amount, multi_az: Amount
) -> Amount:
    """Traffic between the zones."""
    return million_requests_per_quarter * inter_az_gb_per_million_requests * multi_az


@tag(unit="million/quarter")
def dns_million_per_quarter(million_requests_per_quarter: Amount, dns_queries_per_request: Amount) -> Amount:
    """DNS queries, in millions."""
    return million_requests_per_quarter * dns_queries_per_request


@tag(unit="GB/quarter")
def cdn_gb_per_quarter(
    new_files_gb_per_quarter: Amount,
    file_downloads_per_upload: Amount,
    million_requests_per_quarter: Amount,
    cdn_gb_per_million_requests: Amount,
) -> Amount:
    """Files and app pages sent through the content delivery network."""
    pages = million_requests_per_quarter * cdn_gb_per_million_requests
    return new_files_gb_per_quarter * file_downloads_per_upload + pages


@tag(unit="GB/quarter")
def all_egress_gb_per_quarter(egress_gb_per_quarter: Amount, cdn_gb_per_quarter: Amount) -> Amount:
    """Answers, files and app pages sent to the internet where there is no content delivery network."""
    return egress_gb_per_quarter + cdn_gb_per_quarter


@tag(unit="million/quarter")
def cdn_million_requests_per_quarter(million_requests_per_quarter: Amount, cdn_requests_per_request: Amount) -> Amount:
    """Requests to the content delivery network, in millions."""
    return million_requests_per_quarter * cdn_requests_per_request


@tag(unit="GB")
def log_kept_gb(log_ingest_gb_per_quarter: Amount, log_hot_days: Amount, days_per_quarter: Amount) -> Amount:
    """Logs kept searchable, as they came in: they grow until the oldest are archived or dropped."""
    kept = log_ingest_gb_per_quarter / days_per_quarter * log_hot_days
    return minimum(cumulative(log_ingest_gb_per_quarter), kept)


@tag(unit="GB")
def log_archived_gb(
    log_ingest_gb_per_quarter: Amount, log_retention_years: Amount, quarters_per_year: Amount, log_kept_gb: Amount
) -> Amount:
    """Logs in the archive, as they came in: all that must be kept and is no longer searchable."""
    kept = log_ingest_gb_per_quarter * log_retention_years * quarters_per_year
    return maximum(minimum(cumulative(log_ingest_gb_per_quarter), kept) - log_kept_gb, 0)


@tag(unit="GB")
def log_archive_gb(log_archived_gb: Amount, log_stored_share: Amount) -> Amount:
    """Logs in the archive, compressed."""
    return log_archived_gb * log_stored_share


@tag(unit="GB")
def log_stored_gb(log_kept_gb: Amount, log_stored_share: Amount) -> Amount:
    """Logs kept, compressed."""
    return log_kept_gb * log_stored_share


@tag(unit="GB")
def log_kept_later_gb(log_kept_gb: Amount, log_ingest_gb_per_quarter: Amount, months_per_quarter: Amount) -> Amount:
    """Logs kept beyond the first month, which the provider includes."""
    return maximum(log_kept_gb - log_ingest_gb_per_quarter / months_per_quarter, 0)


@tag(unit="count")
def gateway_capacity_units(load_balancer_lcu: Amount, gateway_capacity_units_min: Amount) -> Amount:
    """Capacity units of an application gateway: its fixed part, or what the traffic needs."""
    return maximum(load_balancer_lcu, gateway_capacity_units_min)


@tag(unit="count")
def secret_reads_10k_per_quarter(
    secret_reads_per_month: Amount, months_per_quarter: Amount, per_ten_thousand: Amount
) -> Amount:
    """Reads of secrets, in tens of thousands."""
    return secret_reads_per_month * months_per_quarter / per_ten_thousand


@tag(unit="count")
def object_put_10k_per_quarter(
    object_put_million_per_quarter: Amount, per_million: Amount, per_ten_thousand: Amount
) -> Amount:
    """Uploads to object storage, in tens of thousands."""
    return object_put_million_per_quarter * per_million / per_ten_thousand


@tag(unit="count")
def object_get_10k_per_quarter(
    object_get_million_per_quarter: Amount, per_million: Amount, per_ten_thousand: Amount
) -> Amount:
    """Downloads from object storage, in tens of thousands."""
    return object_get_million_per_quarter * per_million / per_ten_thousand


@tag(unit="count")
def cdn_requests_10k_per_quarter(
    cdn_million_requests_per_quarter: Amount, per_million: Amount, per_ten_thousand: Amount
) -> Amount:
    """Requests to the content delivery network, in tens of thousands."""
    return cdn_million_requests_per_quarter * per_million / per_ten_thousand
