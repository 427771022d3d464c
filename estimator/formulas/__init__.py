"""The cost model: one file a subject. Files never import each other; their functions meet in the graph, by name."""

from . import (
    calendar,
    capacity,
    compliance,
    environments,
    infrastructure,
    managed_cloud,
    needs,
    observability,
    own_hardware,
    people,
    recovery,
    risk,
    staffing,
    team,
    totals,
    transitions,
    upgrades,
    workload,
)

MODULES = (
    calendar,
    workload,
    capacity,
    infrastructure,
    own_hardware,
    environments,
    observability,
    staffing,
    upgrades,
    people,
    team,
    recovery,
    compliance,
    needs,
    transitions,
    managed_cloud,
    risk,
    totals,
)

# In display order.
GROUPS: dict[str, str] = {
    "people": "People",
    "subscription": "Subscription",
    "infrastructure": "Infrastructure",
    "environments": "Environments",
    "observability": "Observability",
    "recovery": "Recovery",
    "compliance": "Compliance",
    "needs": "Needs",
    "transitions": "One-off work",
    "downtime": "Downtime",
    "breach": "Breach of data",
}
