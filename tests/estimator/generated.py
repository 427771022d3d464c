"""Scenarios for property tests: every choice, every quantity within its bounds, every need."""

from typing import Any

from hypothesis import strategies as st

from estimator import Scenario
from estimator.scenario import CERTIFICATE_LABELS, EXTRA_LABELS, Choice, Quantity
from tests.estimator.book_parts import shipped

NEEDS = tuple(row["need"] for row in shipped(1).rows("needs"))
CURRENCIES = ("USD", "EUR", "GBP", "INR", "CHF", "CAD", "AUD")


def scenario(**families: dict[str, Any]) -> Scenario:
    """A scenario from the JSON shape of its families; what is not named is unknown."""
    return Scenario.model_validate(families)


def _quantity(meaning: Quantity) -> st.SearchStrategy[Any]:
    numbers = st.floats(meaning.minimum, meaning.maximum, allow_nan=False)
    ranges = st.tuples(numbers, numbers, numbers).map(
        lambda three: dict(zip(("low", "likely", "high"), sorted(three), strict=True))
    )
    return st.one_of(st.just("unknown"), numbers, ranges)


def _choice(meaning: Choice) -> st.SearchStrategy[str]:
    return st.sampled_from(["unknown", *meaning.options])


def _quarters() -> st.SearchStrategy[str]:
    return st.builds("{}Q{}".format, st.integers(2026, 2038), st.integers(1, 4))


SPECIAL: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("needs", "answers"): st.dictionaries(
        st.sampled_from(NEEDS), st.sampled_from(["must", "own", "no", "unknown"]), max_size=6
    ),
    ("upgrades", "large_quarters"): st.one_of(st.none(), st.lists(_quarters(), max_size=4)),
    ("upgrades", "medplum_version"): st.sampled_from(["unknown", "3", "4.2", "3.2", "5.1.12", "9.9"]),
    ("people", "hire_quarter"): st.one_of(st.none(), _quarters()),
    ("certificates", "extra"): st.one_of(
        st.none(), st.lists(st.sampled_from(list(EXTRA_LABELS)), unique=True, max_size=2)
    ),
    ("certificates", "held"): st.one_of(
        st.none(), st.lists(st.sampled_from(list(CERTIFICATE_LABELS)), unique=True, max_size=2)
    ),
    ("money", "horizon_quarters"): st.integers(4, 40),
    ("money", "first_quarter"): st.one_of(st.none(), _quarters()),
    ("money", "currency"): st.sampled_from(CURRENCIES),
    ("money", "halve_vendor_claims"): st.booleans(),
}


def _family(name: str) -> st.SearchStrategy[dict[str, Any]]:
    model = Scenario.model_fields[name].annotation
    assert model is not None
    fields: dict[str, st.SearchStrategy[Any]] = {
        field: _choice(meaning) if isinstance(meaning, Choice) else _quantity(meaning)
        for field, meaning in model.declared().items()
    }
    fields |= {field: found for (family, field), found in SPECIAL.items() if family == name}
    return st.fixed_dictionaries({}, optional=fields)


def scenarios() -> st.SearchStrategy[Scenario]:
    """Any scenario that the questionnaire, an API caller or a file can give."""
    families = {name: _family(name) for name in Scenario.model_fields}
    return st.fixed_dictionaries(families).map(Scenario.model_validate)


# A short list that meets every formula: each workforce, basis, kind of bill, plan by quote and one-off work.
TYPICAL: dict[str, dict[str, dict[str, Any]]] = {
    "nothing answered": {},
    "small company that hires": {
        "workload": {"patients_band": "under_10k"},
        "people": {"workforce": "new_hire", "coverage": "working_hours", "base_salary_per_year": 120_000},
        "money": {"board_counts": "new_money", "organisation": "startup"},
    },
    "hospital in Germany with contractors": {
        "workload": {"patients": {"low": 200_000, "likely": 400_000, "high": 900_000}},
        "needs": {
            "answers": {
                "email": "own",
                "websocket_subscriptions": "own",
                "hl7_engine": "own",
                "sql_warehouse": "own",
                "own_encryption_keys": "must",
            }
        },
        "hosting": {"region": "eu-central-1", "production_there": "yes"},
        "people": {"workforce": "contractors", "country": "DE", "stipend": "yes"},
        "recovery": {"first_hour": "care_delayed", "loss_per_hour": 20_000},
        "certificates": {"held": ["iso27001"]},
        "money": {"currency": "EUR", "organisation": "hospital", "horizon_quarters": 20},
    },
    "already self-hosting, measured": {
        "workload": {"patients": 60_000, "patient_growth_per_year": 0.1},
        "hosting": {"today": "live_self_hosted", "bill_last_month": 4_000},
        "people": {"hours_last_quarter": 700, "workforce": "spare", "on_pager": "outside_firm"},
        "upgrades": {"postgresql_version": "14"},
    },
    "live on Medplum Cloud, offer in writing": {
        "needs": {"answers": {"scim": "must"}, "quote_per_month": 11_000, "quote_until": "2028-06-30"},
        "hosting": {"today": "live_cloud", "region": "us-west-2", "multi_az": "no", "staging": "no"},
        "recovery": {"first_hour": "loses_money", "rto_minutes": 60, "rpo_minutes": 5},
        "money": {"halve_vendor_claims": True, "board_counts": "all"},
    },
    "price by quote, Azure": {
        "needs": {
            "answers": {"dedicated_infrastructure": "must", "labs": "must"},
            "self_host_licence": "yes",
            "self_host_licence_per_month": {"low": 1_000, "likely": 1_500, "high": 3_000},
        },
        "hosting": {"platform": "azure"},
        "recovery": {"level": "pilot_light"},
        "people": {"country": "IN", "hours_last_quarter": {"low": 300, "likely": 500, "high": 900}},
    },
    "GovCloud, a hire, own hours": {
        "hosting": {"region": "us-gov-west-1"},
        "people": {"workforce": "new_hire", "hours_last_quarter": 400, "hire_quarter": "2027Q3"},
        "workload": {"clinicians": 200, "database_gb_at_start": 80},
        "recovery": {"first_hour": "nobody"},
        "upgrades": {"large_quarters": ["2027Q2"]},
    },
    "EKS with support, an offer and quotes for tools": {
        "workload": {"clinicians": 120},
        "needs": {"quote_per_month": 4_000},
        "hosting": {
            "platform": "aws",
            "way": "eks",
            "support_plan": "business",
            "shape": "recommended",
            "observability": "new_relic",
            "observability_quote_per_month": 900,
            "on_call": "incident_io",
            "on_call_quote_per_month": {"low": 100, "likely": 150, "high": 300},
            "secrets": "hcp_vault",
            "secrets_quote_per_month": 60,
        },
    },
    "Google Cloud, committed, with bought tools": {
        "hosting": {
            "platform": "gcp",
            "region": "europe-west3",
            "development": "yes",
            "reader_pool": "yes",
            "commitment": "three_years",
            "shape": "large",
            "observability": "datadog",
            "on_call": "pagerduty",
            "secrets": "vault",
        },
        "workload": {"requests_per_second_at_peak": 300},
        "needs": {"answers": {"off_vendor_backup": "must"}},
        "people": {
            "country": "DE",
            "coverage": "around_the_clock",
            "peak_cover": "contractor",
            "skills": "partly",
            "cost_currency": "CHF",
            "engineer_cost_per_year": 150_000,
        },
        "certificates": {"extra": ["soc2", "iso27001"]},
        "recovery": {"level": "active_active", "restore_window_days": 30},
    },
    "rented nodes with Grafana Cloud": {
        "hosting": {"platform": "own_kubernetes", "observability": "grafana_cloud", "observability_paid": "yes"},
    },
    "DigitalOcean": {"hosting": {"platform": "digitalocean", "region": "fra1"}},
    "rented metal": {"hosting": {"platform": "own_servers", "way": "rented_metal"}},
    "servers in an own room": {
        "workload": {"patients": 3_000_000},
        "hosting": {"platform": "own_servers", "way": "own_room", "internet_cost_per_month": 800},
        "people": {"country": "DE"},
    },
    "servers in a rented rack": {"hosting": {"platform": "own_servers"}},
    "one small machine": {"hosting": {"platform": "small_machine"}, "people": {"country": "IN"}},
    "behind on every version, with a fork": {
        "hosting": {"today": "live_self_hosted"},
        "people": {"hours_last_quarter": 500},
        "upgrades": {"medplum_version": "3.2", "postgresql_version": "13", "in_time": "no", "fork": "yes"},
    },
    "a fork by own estimate, the database seldom in time": {
        "hosting": {"observability": "grafana_self"},
        "people": {"workforce": "new_hire"},
        "upgrades": {"postgresql_version": "15", "fork": "yes", "fork_engineer_months_per_year": 2},
    },
    "a vendor with an installation for each customer": {
        "needs": {"quote_per_month": 5_000, "quote_until": "2027-11-15", "later_price_per_month": 7_000},
        "money": {"installations": {"low": 3, "likely": 4, "high": 8}, "fiscal_year_starts": "7"},
    },
    "an offer before the list price, public body": {
        "needs": {"quote_per_month": 900, "quote_until": "2027-12-31", "after_quote": "list_price"},
        "money": {"organisation": "public", "tax_country": "GB", "installations": 2},
        "hosting": {"today": "live_cloud", "observability": "datadog"},
    },
    "no patient data": {"needs": {"answers": {"baa": "no"}}, "hosting": {"today": "prototype"}},
}


def typical(name: str) -> Scenario:
    """One of the typical scenarios."""
    return scenario(**TYPICAL[name])
