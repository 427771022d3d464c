"""Tools around the platform: watching it, waking people, keeping secrets."""

from typing import Annotated, Literal

from .base import Answers
from .quantity import Choice, Given, Quantity

YesNo = Literal["yes", "no", "unknown"]
_PAID_WHY = "What is paid for anyway costs only what Medplum adds to it."
_QUOTE_WHY = "A price in writing replaces the list price, or stands where there is none."


def _paid(label: str) -> Choice:
    return Choice(label=label, options={"yes": "Yes", "no": "No"}, default="no", why=_PAID_WHY)


def _quote(label: str) -> Quantity:
    return Quantity(unit="USD/month", minimum=0, maximum=1_000_000, label=label, why=_QUOTE_WHY)


class Tools(Answers):
    """What is used for monitoring, on-call and secrets, and what of it is there already."""

    observability: Annotated[
        Literal["cloud", "grafana_self", "grafana_cloud", "datadog", "new_relic", "sumo_logic", "unknown"],
        Choice(
            label="What watches the platform?",
            options={
                "cloud": "The cloud's own monitoring and logs",
                "grafana_self": "Grafana, Prometheus and Loki, run by you",
                "grafana_cloud": "Grafana Cloud",
                "datadog": "Datadog",
                "new_relic": "New Relic",
                "sumo_logic": "Sumo Logic",
            },
            default="cloud",
            why="Tools charge by host, by gigabyte or by people's time.",
        ),
    ] = "unknown"
    observability_paid: Annotated[YesNo, _paid("Do you already pay for it?")] = "unknown"
    observability_quote_per_month: Annotated[Given | None, _quote("Quote for monitoring and logs")] = None
    on_call: Annotated[
        Literal["cloud", "pagerduty", "incident_io", "opsgenie", "unknown"],
        Choice(
            label="What wakes people?",
            options={
                "cloud": "Messages of the monitoring itself, or a free plan",
                "pagerduty": "PagerDuty",
                "incident_io": "incident.io",
                "opsgenie": "Opsgenie",
            },
            default="cloud",
            why="On-call tools charge for every person on the rota.",
        ),
    ] = "unknown"
    on_call_paid: Annotated[YesNo, _paid("Do you already pay for the on-call tool?")] = "unknown"
    on_call_quote_per_month: Annotated[Given | None, _quote("Quote for the on-call tool")] = None
    secrets: Annotated[
        Literal["cloud", "parameter_store", "vault", "hcp_vault", "unknown"],
        Choice(
            label="Where are secrets kept?",
            options={
                "cloud": "The platform's own store",
                "parameter_store": "AWS Parameter Store, standard tier",
                "vault": "Vault, run by you",
                "hcp_vault": "HCP Vault or Vault Enterprise",
            },
            default="cloud",
            why="A store of one's own needs machines and people.",
        ),
    ] = "unknown"
    secrets_paid: Annotated[YesNo, _paid("Is the secrets store there anyway?")] = "unknown"
    secrets_quote_per_month: Annotated[Given | None, _quote("Quote for the secrets store")] = None

    def quote(self, purpose: str) -> Given | None:
        """The price in writing for a purpose, USD a month."""
        found: Given | None = getattr(self, f"{purpose}_quote_per_month")
        return found
