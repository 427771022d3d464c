"""Tools with a price in writing: monitoring, on-call, secrets. Tools with list prices are rows of bills."""

from hamilton.function_modifiers import config, tag
from numpy import maximum

from estimator.functions import Amount


@tag(
    group="observability", option="self_host", line="Monitoring and logs, your quote", unit="USD/quarter", taxed="saas"
)
@config.when(observability="quoted")
def observability_quote_cost(
    observability_quote_per_month: Amount, months_per_quarter: Amount, service_price_level: Amount
) -> Amount:
    """Your price in writing for monitoring and logs."""
    return observability_quote_per_month * months_per_quarter * service_price_level


@tag(group="observability", option="self_host", line="On-call tool, your quote", unit="USD/quarter", taxed="saas")
@config.when(on_call="quoted")
def on_call_quote_cost(
    on_call_quote_per_month: Amount, months_per_quarter: Amount, service_price_level: Amount
) -> Amount:
    """Your price in writing for the on-call tool."""
    return on_call_quote_per_month * months_per_quarter * service_price_level


@tag(group="infrastructure", option="self_host", line="Secrets store, your quote", unit="USD/quarter", taxed="saas")
@config.when(secrets="quoted")
def secrets_quote_cost(
    secrets_quote_per_month: Amount, months_per_quarter: Amount, service_price_level: Amount
) -> Amount:
    """Your price in writing for the secrets store."""
    return secrets_quote_per_month * months_per_quarter * service_price_level


@tag(unit="million/quarter")
def log_events_million_per_quarter(log_ingest_gb_per_quarter: Amount, million_log_events_per_gb: Amount) -> Amount:
    """Log events, in millions, for tools that charge for each one."""
    return log_ingest_gb_per_quarter * million_log_events_per_gb


@tag(unit="GB/quarter")
def trace_gb_per_quarter(million_requests_per_quarter: Amount, trace_gb_per_million_requests: Amount) -> Amount:
    """Traces kept in the quarter."""
    return million_requests_per_quarter * trace_gb_per_million_requests


@tag(unit="GB/quarter")
def telemetry_gb_per_quarter(log_ingest_gb_per_quarter: Amount, trace_gb_per_quarter: Amount) -> Amount:
    """Logs and traces together."""
    return log_ingest_gb_per_quarter + trace_gb_per_quarter


@tag(unit="count")
def watched_hosts(monitored_hosts: Amount, server_tasks: Amount, monitored_server_tasks: Amount) -> Amount:
    """Hosts of production under monitoring: those of the smallest shape and every further server."""
    return monitored_hosts + maximum(server_tasks - monitored_server_tasks, 0)
