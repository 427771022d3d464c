"""Own servers and machines, and nodes of a cluster: how many, their power, the share of their life in a quarter."""

from hamilton.function_modifiers import tag
from numpy import ceil, maximum

from estimator.functions import Amount


@tag(unit="ratio")
def years_per_quarter(quarters_per_year: Amount) -> Amount:
    """A quarter as a part of a year."""
    return 1 / quarters_per_year


@tag(unit="ratio")
def server_life_share_per_quarter(
    onprem_residual_share: Amount, onprem_server_life_years: Amount, quarters_per_year: Amount
) -> Amount:
    """Part of the purchase price that a quarter uses up: straight over the life, less what is left at its end."""
    return (1 - onprem_residual_share) / (onprem_server_life_years * quarters_per_year)


@tag(unit="ratio")
def machine_life_share_per_quarter(small_machine_life_years: Amount, quarters_per_year: Amount) -> Amount:
    """Part of a small machine's price that a quarter uses up: straight over its life, nothing left at the end."""
    return 1 / (small_machine_life_years * quarters_per_year)


@tag(unit="vCPU")
def services_vcpu(
    cluster_base_vcpu: Amount, database_vcpu_sized: Amount, database_instances: Amount, redis_nodes: Amount
) -> Amount:
    """vCPU beside the servers where database and cache run on the same machines."""
    return cluster_base_vcpu + database_vcpu_sized * database_instances + redis_nodes


@tag(unit="GB")
def services_memory_gb(
    cluster_base_memory_gb: Amount,
    database_vcpu_sized: Amount,
    own_database_gb_per_vcpu: Amount,
    database_instances: Amount,
    redis_memory_sized_gb: Amount,
    redis_nodes: Amount,
) -> Amount:
    """Memory beside the servers where database and cache run on the same machines."""
    database = database_vcpu_sized * own_database_gb_per_vcpu * database_instances
    return cluster_base_memory_gb + database + redis_memory_sized_gb * redis_nodes


@tag(unit="count")
def worker_nodes(
    server_task_vcpu: Amount,
    server_task_memory_gb: Amount,
    cluster_base_vcpu: Amount,
    cluster_base_memory_gb: Amount,
    node_vcpu: Amount,
    node_memory_gb: Amount,
    node_usable_share: Amount,
    worker_nodes_min: Amount,
) -> Amount:
    """Nodes for the servers where database and cache are services of the provider; by vCPU or memory."""
    by_vcpu = (server_task_vcpu + cluster_base_vcpu) / (node_vcpu * node_usable_share)
    by_memory = (server_task_memory_gb + cluster_base_memory_gb) / (node_memory_gb * node_usable_share)
    return maximum(worker_nodes_min, ceil(maximum(by_vcpu, by_memory)))


@tag(unit="count")
def full_nodes(
    server_task_vcpu: Amount,
    server_task_memory_gb: Amount,
    services_vcpu: Amount,
    services_memory_gb: Amount,
    node_vcpu: Amount,
    node_memory_gb: Amount,
    node_usable_share: Amount,
    worker_nodes_min: Amount,
) -> Amount:
    """Nodes or servers that carry everything, database and cache included; by vCPU or memory."""
    by_vcpu = (server_task_vcpu + services_vcpu) / (node_vcpu * node_usable_share)
    by_memory = (server_task_memory_gb + services_memory_gb) / (node_memory_gb * node_usable_share)
    return maximum(worker_nodes_min, ceil(maximum(by_vcpu, by_memory)))


@tag(unit="GB")
def node_disk_gb(worker_nodes: Amount, disk_gb_per_node: Amount) -> Amount:
    """System disks of the nodes."""
    return worker_nodes * disk_gb_per_node


@tag(unit="GB")
def database_disk_gb(
    database_storage_gb: Amount, disk_headroom: Amount, database_disk_min_gb: Amount, database_instances: Amount
) -> Amount:
    """Provisioned database disks, with room to grow, one for each instance."""
    return maximum(database_storage_gb * disk_headroom, database_disk_min_gb) * database_instances


@tag(unit="GB")
def own_data_gb(object_storage_gb: Amount, database_disk_gb: Amount, own_data_copies: Amount) -> Amount:
    """Files and database on own disks, every copy of them."""
    return (object_storage_gb + database_disk_gb) * own_data_copies


@tag(unit="GB")
def server_disk_beyond_gb(own_data_gb: Amount, full_nodes: Amount, node_disk_usable_gb: Amount) -> Amount:
    """Disk space beyond what the servers or nodes hold anyway."""
    return maximum(own_data_gb - full_nodes * node_disk_usable_gb, 0)


@tag(unit="GB")
def machine_disk_beyond_gb(
    object_storage_gb: Amount, database_disk_gb: Amount, small_machines: Amount, node_disk_usable_gb: Amount
) -> Amount:
    """Disk space beyond what the small machines hold."""
    return maximum(object_storage_gb + database_disk_gb - small_machines * node_disk_usable_gb, 0)


@tag(unit="GB")
def backup_target_beyond_gb(
    object_storage_gb: Amount, own_backup_gb: Amount, backup_targets: Amount, backup_target_gb: Amount
) -> Amount:
    """Files and database backups beyond what the backup target holds."""
    return maximum(object_storage_gb + own_backup_gb - backup_targets * backup_target_gb, 0)


@tag(unit="count")
def rented_servers(full_nodes: Amount, database_disk_gb: Amount, node_disk_usable_gb: Amount) -> Amount:
    """Rented servers: as many as carry everything, and as hold the database on their own disks."""
    return maximum(full_nodes, ceil(database_disk_gb / node_disk_usable_gb))


@tag(unit="GB")
def own_backup_gb(database_storage_gb: Amount, backup_volumes: Amount) -> Amount:
    """Database backups kept in object storage, none of them free."""
    return database_storage_gb * backup_volumes


@tag(unit="kWh/quarter")
def server_kwh_per_quarter(
    full_nodes: Amount,
    onprem_server_power_w: Amount,
    onprem_pue: Amount,
    hours_per_quarter: Amount,
    per_thousand: Amount,
) -> Amount:
    """Electricity of the servers and of the room that cools them."""
    return full_nodes * onprem_server_power_w * onprem_pue * hours_per_quarter / per_thousand


@tag(unit="kWh/quarter")
def machine_kwh_per_quarter(
    small_machines: Amount, small_machine_power_w: Amount, hours_per_quarter: Amount, per_thousand: Amount
) -> Amount:
    """Electricity of the small machines in use."""
    return small_machines * small_machine_power_w * hours_per_quarter / per_thousand


@tag(unit="USD/kWh")
def electricity_price(kwh_price: Amount, kwh_usd_rate: Amount) -> Amount:
    """Electricity in the country of the people, in USD."""
    return kwh_price * kwh_usd_rate


@tag(unit="count")
def rack_units(full_nodes: Amount, rack_u_per_server: Amount) -> Amount:
    """Rack units of the servers and their share of switches."""
    return full_nodes * rack_u_per_server


@tag(unit="count")
def server_spares(full_nodes: Amount, onprem_spares_share: Amount) -> Amount:
    """Spare parts, counted in servers."""
    return full_nodes * onprem_spares_share


@tag(unit="count")
def servers_under_contract(
    full_nodes: Amount,
    onprem_hardware_support_share_year: Amount,
    onprem_server_life_years: Amount,
    onprem_warranty_years: Amount,
) -> Amount:
    """Support contract of a year counted in server prices, for the part of the life after the warranty."""
    after = maximum(onprem_server_life_years - onprem_warranty_years, 0) / onprem_server_life_years
    return full_nodes * onprem_hardware_support_share_year * after


@tag(unit="hours/year")
def hands_hours_per_year(full_nodes: Amount, onprem_hands_hours_per_server_year: Amount) -> Amount:
    """Hardware work on the servers."""
    return full_nodes * onprem_hands_hours_per_server_year


@tag(unit="count")
def machines_with_spares(small_machines: Amount, small_machine_spares: Amount) -> Amount:
    """Small machines in use and those on the shelf."""
    return small_machines * (1 + small_machine_spares)
