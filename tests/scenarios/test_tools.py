"""Tools by hand: what replaces the cloud's own, what is there already, what has to be asked.

100,000 patients as in `aws_minimum.py`: 201.912 GB of logs and 47.304 million requests a quarter, so 47.304 × 5 =
236.52 GB of traces and 438.432 GB together; 2 servers; 8 hosts watched.
"""

import pytest

from estimator import Run, estimate
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario
from tests.scenarios.at_likely_values import likely, reason
from tests.scenarios.aws_minimum import CENT, first_quarter
from tests.scenarios.hundred_thousand import HOUR_OF_WORK, on

OWN = {"log_ingest_cost", "log_storage_cost", "custom_metrics_cost", "alarms_cost", "dashboards_cost"}


ARCHIVE = "log_archive_cost"  # wherever logs are searched, they are archived on the platform


def observability(found):
    lines = [line for line in found.lines if line.option == "self_host" and line.group == "observability"]
    return {line.key: line for line in lines}


def test_datadog():
    """8 hosts × 18, 2 traced hosts × 31 a month; 201.912 GB × 0.10 and 201.912 million events × 1.70 a quarter."""
    found = on(observability="datadog")
    assert observability(found).keys() == {
        *("datadog_hosts_cost", "datadog_apm_cost", "datadog_log_ingest_cost", "datadog_log_events_cost"),
        ARCHIVE,
    }
    assert first_quarter(found, "datadog_hosts_cost") == pytest.approx(8 * 18 * 3, abs=CENT)
    assert first_quarter(found, "datadog_apm_cost") == pytest.approx(2 * 31 * 3, abs=CENT)
    assert first_quarter(found, "datadog_log_ingest_cost") == pytest.approx(20.19, abs=CENT)
    assert first_quarter(found, "datadog_log_events_cost") == pytest.approx(343.25, abs=CENT)


def test_grafana_cloud():
    """(438.432 − 150 free) × 0.40 = 115.37; 438.432 × 0.05 = 21.92; 30 days are kept free; metrics: ask."""
    found = on(observability="grafana_cloud")
    assert first_quarter(found, "grafana_cloud_write_cost") == pytest.approx(115.37, abs=CENT)
    assert first_quarter(found, "grafana_cloud_process_cost") == pytest.approx(21.92, abs=CENT)
    assert first_quarter(found, "grafana_cloud_retain_cost") == pytest.approx(0, abs=CENT)
    assert observability(found)["grafana_cloud_metrics_cost"].state == "not_estimated"


def test_grafana_run_by_ones_own_people():
    """10 h × 112.36 × 3 = 3,370.79; machines 250 × 3; 66.382 GB × 0.025 × 3 = 4.98."""
    found = on(observability="grafana_self")
    assert first_quarter(found, "grafana_work_cost") == pytest.approx(10 * 3 * HOUR_OF_WORK, abs=CENT)
    assert first_quarter(found, "grafana_machines_cost") == pytest.approx(750, abs=CENT)
    assert first_quarter(found, "grafana_storage_cost") == pytest.approx(4.98, abs=CENT)
    assert not OWN & observability(found).keys()


def test_what_is_paid_for_anyway_costs_only_what_medplum_adds():
    paid = observability(on(observability="grafana_self", observability_paid="yes"))
    assert paid.keys() == {"grafana_storage_cost", ARCHIVE}
    assert observability(on(on_call="pagerduty", on_call_paid="yes")).keys() >= OWN
    assert "pagerduty_users_cost" not in observability(on(on_call="pagerduty", on_call_paid="yes"))
    assert observability(on(observability="new_relic", observability_paid="yes"))["observability_tool"].state == (
        "not_applicable"
    )


@pytest.mark.parametrize(("coverage", "users"), [("around_the_clock", 6), ("working_hours", 2)])
def test_pagerduty_is_paid_for_each_person_on_the_rota(coverage, users):
    found = on(on_call="pagerduty", people={"coverage": coverage})
    assert first_quarter(found, "pagerduty_users_cost") == pytest.approx(users * 25 * 3, abs=CENT)


def test_vault():
    """6 h × 112.36 × 3 = 2,022.47 and machines 120 × 3; the cloud's own store goes."""
    found = on(secrets="vault")
    assert first_quarter(found, "vault_work_cost") == pytest.approx(2_022.47, abs=CENT)
    assert first_quarter(found, "vault_machines_cost") == pytest.approx(360, abs=CENT)
    assert "secrets_cost" not in {line.key for line in found.lines}


@pytest.mark.parametrize("tool", ["new_relic", "sumo_logic"])
def test_a_tool_without_a_public_price_asks_for_the_quote(tool):
    asked = on(observability=tool)
    line = observability(asked)["observability_tool"]
    assert (line.state, observability(asked).keys()) == ("not_estimated", {"observability_tool", ARCHIVE})
    assert "enter your quote" in line.because
    quoted = on(observability=tool, observability_quote_per_month=900)
    assert observability(quoted).keys() == {"observability_quote_cost", ARCHIVE}
    assert first_quarter(quoted, "observability_quote_cost") == pytest.approx(2_700, abs=CENT)


@pytest.mark.parametrize(
    ("purpose", "tool"), [("on_call", "incident_io"), ("on_call", "opsgenie"), ("secrets", "hcp_vault")]
)
def test_other_tools_without_a_public_price_ask_too(purpose, tool):
    """Without the quote the estimate is incomplete, never 0; with it 60 a month × 3 = 180. The cloud's own goes."""
    asked = on(**{purpose: tool})
    line = next(line for line in asked.lines if line.key == f"{purpose}_tool")
    assert (line.state, line.per_quarter, asked.options["self_host"].complete) == ("not_estimated", None, False)
    assert "enter your quote" in line.because
    quoted = on(**{purpose: tool, f"{purpose}_quote_per_month": 60})
    assert first_quarter(quoted, f"{purpose}_quote_cost") == pytest.approx(180, abs=CENT)
    assert quoted.options["self_host"].complete
    assert ("secrets_cost" in {line.key for line in quoted.lines}) == (purpose != "secrets")


def test_what_costs_nothing_or_is_paid_anyway_does_not_apply():
    found = on(secrets="parameter_store", on_call="opsgenie", on_call_paid="yes")
    states = {line.key: line.state for line in found.lines}
    assert states["secrets_tool"] == states["on_call_tool"] == "not_applicable"
    assert found.options["self_host"].complete


def test_an_own_hosting_bill_contains_the_providers_tools_and_none_of_other_vendors():
    own = on(bill_last_month=3_000)
    assert {line.state for line in observability(own).values()} == {"not_applicable"}
    assert observability(own).keys() == observability(on()).keys()
    found = observability(on(bill_last_month=3_000, observability="datadog", on_call_quote_per_month=90))
    expected = observability(on(observability="datadog", on_call_quote_per_month=90))
    datadog = {key for key in found if key.startswith("datadog")}
    assert datadog == {key for key in expected if key.startswith("datadog")}
    assert {found[key].state for key in (*datadog, "on_call_quote_cost")} == {"estimated"}
    assert (found["log_archive_cost"].state, found["log_archive_cost"].because) == ("not_applicable", INSIDE)


INSIDE = "your own hosting bill contains it"


@pytest.mark.parametrize(("platform", "hours"), [("own_kubernetes", (8, 4, 10)), ("own_servers", (8, 4, 10))])
def test_no_invoice_holds_the_hours_of_your_people(platform, hours):
    """Cluster 8, database 4 and monitoring 10 hours a month × 112.36; hands on 3 servers 10 h a year each."""
    own, modelled = on(platform=platform, bill_last_month=3_000), on(platform=platform)
    for name, count in zip(("cluster_work_cost", "database_work_cost", "monitoring_work_cost"), hours, strict=True):
        assert first_quarter(own, name) == pytest.approx(count * 3 * HOUR_OF_WORK, abs=CENT)
    if platform == "own_servers":
        assert first_quarter(own, "hands_cost") == pytest.approx(3 * 10 / 4 * HOUR_OF_WORK, abs=CENT)
    replaced = {line.key for line in modelled.lines if line.group in ("infrastructure", "observability")} - {
        line.key for line in own.lines if line.state == "estimated"
    }
    listed = {line.key for line in own.lines if line.because == INSIDE}
    assert replaced <= listed | {"cloud_support_cost", "late_database_cost"}
    assert {"staging_cost", "development_cost", "recovery_drill_cost"} <= {
        line.key for line in own.lines if line.state != "estimated"
    }


def test_machines_of_an_own_tool_run_at_the_provider_and_their_work_is_yours():
    found = observability(on(bill_last_month=3_000, observability="grafana_self"))
    assert found["grafana_machines_cost"].because == INSIDE
    assert found["grafana_work_cost"].state == "estimated"


def test_what_recovery_needs_beyond_todays_bill_is_not_known():
    def recovery(**answers):
        asked = scenario(hosting={"bill_last_month": 3_000}, recovery=answers)
        found = estimate(asked, shipped(1), Run(draws=64))
        line = next(line for line in found.lines if line.key == "recovery")
        return line.state, line.because, found.options["self_host"].complete

    state, because, complete = recovery(level="warm_standby")
    assert (state, complete) == ("not_estimated", False)
    assert "pays for backup and restore; what warm standby costs beyond it is not known" in because
    for paid in ("warm_standby", "active_active"):
        state, because, complete = recovery(level="warm_standby", level_today=paid)
        assert (state, complete) == ("not_applicable", True)
    assert "(active/active)" in because
    assert recovery(level="backup_restore")[0] == "not_applicable"


def test_one_more_database_beside_an_own_bill_is_not_known():
    def because(answer, state):
        answers = {"hosting": {"bill_last_month": 3_000}, "needs": {"answers": {"sql_warehouse": answer}}}
        return reason(answers, "analytics_replica_cost", state)

    assert "add it to the bill" in because("must", "not_estimated")
    assert because("own", "not_applicable") == INSIDE


def test_a_store_of_secrets_that_only_aws_has_is_named_elsewhere():
    named = "Parameter Store is a service of AWS"
    assert any(named in text for text in on(platform="azure", secrets="parameter_store").warnings)
    assert not any(named in text for text in on(platform="aws", secrets="parameter_store").warnings)


def test_a_commitment_that_outlasts_the_period_is_named():
    def said(quarters, commitment):
        found = scenario(money={"horizon_quarters": quarters}, hosting={"commitment": commitment})
        return any("The commitment lasts" in text for text in estimate(found, shipped(1), Run(draws=64)).warnings)

    assert said(4, "three_years")
    assert not said(12, "three_years")
    assert not said(4, "one_year")


def test_keys_of_ones_own_are_bought_where_the_template_makes_none():
    """A key is 1 USD a month on AWS; EKS comes with one."""

    def keys(answer, **hosting):
        answers = {"hosting": hosting, "needs": {"answers": {"own_encryption_keys": answer}}}
        return likely(answers, "encryption_keys_cost")

    assert (keys("no"), keys("must"), keys("own")) == (0, 3, 3)
    assert keys("no", way="eks") == keys("must", way="eks") == 3


@pytest.mark.parametrize(("shape", "hosts"), [("minimum", 8), ("recommended", 9), ("large", 21)])
def test_every_server_beyond_the_smallest_shape_is_one_more_host_watched(shape, hosts):
    """8 hosts hold 2 servers; 3 and 15 servers are 1 and 13 more, at 18 USD a month. Staging is not watched."""
    found = on(observability="datadog", shape=shape)
    assert first_quarter(found, "datadog_hosts_cost") == pytest.approx(hosts * 18 * 3, abs=CENT)


def test_a_bill_that_is_carried_forward_says_that_growth_is_not_in_it():
    assert any("carried forward with prices alone" in text for text in on(bill_last_month=3_000).warnings)
    assert not any("carried forward" in text for text in on().warnings)
