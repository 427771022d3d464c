"""The runbook: its services are those of the platform and of the tools named; what the book lacks is said."""

import pytest

from decisions.advice.runbook import ANSWERS, runbook, service_for
from decisions.report.exports.recovery_markdown import as_markdown
from decisions.report.recovery_plan import plan_document
from estimator.book import Book
from tests.builders_estimate import shipped_book
from tests.decisions.test_recovery_plan import TODAY, case_with, document, estimate_of

LEVELS = ("backup_restore", "pilot_light", "warm_standby", "active_active")
FAILOVER = ("detect_decide", "restore", "provision", "traffic", "verify")
PLACES = [
    *((row["platform"], "usual") for row in shipped_book().rows("platforms")),
    *((row["platform"], row["way"]) for row in shipped_book().rows("ways")),
]
TOOLS = {
    ("observability", "grafana_self"): ("alarms", "Grafana with Prometheus, Loki and Tempo"),
    ("observability", "grafana_cloud"): ("alarms", "Grafana Cloud"),
    ("observability", "datadog"): ("alarms", "Datadog"),
    ("observability", "new_relic"): ("alarms", "New Relic"),
    ("observability", "sumo_logic"): ("alarms", "Sumo Logic"),
    ("on_call", "pagerduty"): ("waking", "PagerDuty"),
    ("on_call", "incident_io"): ("waking", "incident.io"),
    ("on_call", "opsgenie"): ("waking", "Opsgenie"),
    ("secrets", "parameter_store"): ("secrets", "AWS Systems Manager Parameter Store"),
    ("secrets", "vault"): ("secrets", "HashiCorp Vault, run by you"),
    ("secrets", "hcp_vault"): ("secrets", "HCP Vault or Vault Enterprise"),
    ("infrastructure_as_code", "no"): ("code", "Nothing as code"),
}


@pytest.mark.parametrize(("platform", "way"), PLACES)
@pytest.mark.parametrize("level", LEVELS)
def test_every_platform_has_a_service_for_every_step_that_needs_one(platform, way, level):
    steps = runbook(case_with(platform=platform, way=way), shipped_book(), level)
    assert not [step.step for step in steps if step.lacks_service]
    assert {step.phase for step in steps} >= {"prepare", "detect_decide", "traffic", "failback", "corruption"}
    assert [step.step for step in steps if step.service] != []


@pytest.mark.parametrize("number", [1, 2])
def test_one_service_for_each_bill_topic_and_tool(number):
    """Two rows that both fit would hide one another."""
    seen = set()
    for row in shipped_book(number).rows("runbook_services"):
        for platform in row["platforms"].split(";"):
            key = (row["topic"], platform, row["tool"])
            assert key not in seen
            seen.add(key)


@pytest.mark.parametrize(("answer", "expected"), TOOLS.items())
def test_the_tool_that_is_named_is_used(answer, expected):
    field, tool = answer
    topic, name = expected
    for platform in ("aws", "own_kubernetes"):
        found = service_for(case_with(platform=platform, **{field: tool}), shipped_book(), topic)
        if tool == "parameter_store" and platform != "aws":
            name = "Kubernetes secrets, encrypted in the repository"
        assert found is not None
        assert found.name == name


def test_every_tool_of_the_book_has_a_service_of_its_own():
    topics = {field: topic for topic, field in ANSWERS.items()}
    named = {(row["topic"], row["tool"]) for row in shipped_book().rows("runbook_services")}
    for row in shipped_book().rows("tools"):
        assert (topics[row["purpose"]], row["tool"]) in named


def name_of(topic, **hosting):
    found = service_for(case_with(**hosting), shipped_book(), topic)
    assert found
    return found.name


def test_platforms_differ_where_they_should():
    names = {
        platform: name_of("restore", platform=platform)
        for platform in ("aws", "azure", "gcp", "own_kubernetes", "own_servers", "small_machine")
    }
    assert names["aws"].startswith("Amazon RDS")
    assert names["azure"].startswith("Azure Database for PostgreSQL")
    assert names["gcp"].startswith("Cloud SQL")
    assert "logical backup" in names["own_kubernetes"]
    assert names["small_machine"] == "pg_restore on the spare machine"
    code = {way: name_of("code", platform="aws", way=way) for way in ("usual", "eks")}
    assert code == {"usual": "AWS CDK, which deploys by AWS CloudFormation", "eks": "Terraform"}


def test_a_service_that_the_book_lacks_is_said_and_not_made_up():
    tables = {name: list(shipped_book().rows(name)) for name in shipped_book().tables}
    tables["runbook_services"] = [row for row in tables["runbook_services"] if row["topic"] != "restore"]
    book = Book.from_tables(shipped_book().meta(), tables)
    case = case_with(platform="aws")
    steps = {step.step: step for step in runbook(case, book, "backup_restore")}
    assert steps["restore_database"].lacks_service
    plan = plan_document(case, estimate_of(case), book, TODAY)
    assert plan
    assert "The book names no service of this platform for this step." in as_markdown(plan)
    assert any("they say so" in text for text in plan["open_points"])


def test_levels_have_their_own_steps():
    by_level = {level: [one.step for one in runbook(case_with(), shipped_book(), level)] for level in LEVELS}
    assert "restore_database" in by_level["backup_restore"]
    assert "promote" in by_level["pilot_light"]
    assert "enlarge" in by_level["warm_standby"]
    assert "decide" not in by_level["active_active"]
    assert "one_writer" in by_level["active_active"]
    for level in LEVELS:
        assert by_level[level][-1] == "reopen"


def test_failover_steps_are_numbered_through_and_each_service_is_explained_once():
    phases = {phase["key"]: phase for phase in document(case_with())["phases"]}
    number = 1
    for key in FAILOVER:
        assert phases[key]["start"] == number
        number += len(phases[key]["steps"])
    assert (phases["prepare"]["start"], phases["failback"]["start"]) == (1, 1)
    told = [step["service"] for phase in phases.values() for step in phase["steps"] if step["how"]]
    assert len(told) == len(set(told))


def test_each_step_has_an_owner_and_a_source_or_is_marked_judgement():
    for number in (1, 2):
        book = shipped_book(number)
        for table in ("runbook_steps", "runbook_services"):
            assert all(row["source"] or row["basis"] == "judgement" for row in book.rows(table))
        assert all(row["owner"] for row in book.rows("runbook_steps"))
