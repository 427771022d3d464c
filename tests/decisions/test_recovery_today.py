"""The plan beside what is known of today: the level that runs, what a drill measured, which practices are missing."""

from datetime import date

import pytest
from django.urls import reverse

from decisions import services
from decisions.advice.drills import Measured
from decisions.models import Report
from decisions.report.exports.recovery_markdown import as_markdown
from decisions.report.recovery_today import against_target, denied_sentence, measured_sentence, recovery_in_words
from tests.decisions.test_recovery_plan import case_with, document, estimate_of, plan_of
from tests.decisions.test_report_pages import change, own_copy

LIVE = {"today": "live_self_hosted", "bill_last_month": 3_400}
DAY = "2026-11-20"


def live(first_hour="care_delayed", practices=None, drills=(), **recovery):
    states = {key: {"state": state} for key, state in (practices or {}).items()}
    readiness = {"practices": states, "drills": [{"on": DAY, "kind": "real", "minutes": one} for one in drills]}
    return case_with(first_hour=first_hour, readiness=readiness, recovery=recovery, **LIVE)


# --- the level of today --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("unknown", "Which level your installation has today is not known"),
        ("warm_standby", "Your installation has warm standby today, by your answer; no real drill on record"),
        ("backup_restore", "By the model that misses the targets"),
        ("active_active", "more than the level planned"),
    ],
)
def test_plan_and_result_say_what_is_known_of_the_level_of_today(answer, words):
    case = live(level_today=answer)
    summary = document(case)["summary"]
    assert summary[0].startswith("Planned: warm standby. By the model it meets the targets")
    assert words in summary[1]
    assert words in recovery_in_words(case, estimate_of(case))
    assert "That would meet the target" in recovery_in_words(case, estimate_of(case))


def test_an_unknown_level_of_today_is_a_point_to_answer_and_a_known_one_is_marked():
    assert "level_today" in plan_of(live()).open_points
    known = live(level_today="backup_restore")
    assert "level_today" not in plan_of(known).open_points
    rows = document(known)["levels"]["rows"]
    assert [row["note"] for row in rows] == ["yours today", "", "counted", ""]


def test_nothing_is_said_of_today_where_nothing_of_ones_own_runs():
    case = case_with(first_hour="care_delayed", today="nothing")
    assert plan_of(case).today is None
    assert not any("today" in text for text in document(case)["summary"])


def test_an_own_bill_leaves_no_column_of_prices():
    levels = document(live())["levels"]
    assert "A month" not in levels["columns"]
    assert {len(row["cells"]) for row in levels["rows"]} == {len(levels["columns"]) - 1}
    assert "No prices: your own hosting bill" in levels["note"]


# --- what the readiness check denies ---------------------------------------------------------------


def test_practices_that_are_not_in_place_reach_the_plan():
    case = live(practices={"DR-11": "no", "DR-02": "partly", "DR-13": "in_place", "DR-16": "no", "BP-33": "no"})
    found = document(case)
    assert [(one["key"], one["state"]) for one in found["denied"]] == [("DR-11", "Missing"), ("DR-02", "Partly")]
    summary = " ".join(found["summary"])
    assert "one of the practices that recovery rests on is missing, one only partly in place" in summary
    assert "### Not in place, by the readiness check" in as_markdown(found)


def test_the_sentence_on_practices_counts_them():
    both = plan_of(live(practices={"DR-11": "no", "DR-13": "no"})).denied
    assert denied_sentence(both).endswith("two of the practices that recovery rests on are missing.")
    one = plan_of(live(practices={"DR-11": "partly"})).denied
    assert denied_sentence(one).endswith("one of the practices that recovery rests on is only partly in place.")
    assert denied_sentence(()) == ""


@pytest.mark.parametrize(
    ("hosting", "practices", "key", "words"),
    [
        ("unknown", {}, "code", "is not answered"),
        ("unknown", {"DR-02": "partly"}, "code_partly", "partly, by your readiness check"),
        ("unknown", {"DR-02": "partly", "BP-02": "no"}, "code_missing", "no, by your readiness check"),
        ("unknown", {"BP-02": "in_place"}, "", ""),
        ("yes", {"DR-02": "no"}, "code_differs", "yes by your answer about hosting, no by your readiness check"),
        ("no", {"DR-02": "in_place"}, "code_differs", "no by your answer about hosting, yes by your readiness check"),
        ("yes", {"DR-02": "in_place"}, "", ""),
        ("no", {"DR-02": "no"}, "", ""),
        ("no", {"DR-02": "not_applicable"}, "", ""),
    ],
)
def test_infrastructure_as_code_is_read_in_both_places(hosting, practices, key, words):
    states = {name: {"state": state} for name, state in practices.items()}
    case = case_with(readiness={"practices": states}, infrastructure_as_code=hosting)
    found = document(case)
    texts = dict(zip(found["open_keys"], found["open_points"], strict=True))
    assert [one for one in texts if one.startswith("code")] == ([key] if key else [])
    assert words in texts.get(key, "")


# --- what a drill measured -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(75, "missed by 15 minutes"), (50, "met with 10 minutes to spare"), (60, "met"), (None, "no time was measured")],
)
def test_a_drill_against_its_target(minutes, words):
    assert against_target(Measured(date(2026, 11, 20), minutes, 60)) == words


def test_what_was_measured_stands_before_the_figures_of_the_model():
    case = live(drills=[75], level_today="warm_standby")
    measured = "Measured: back after 75 minutes in the real drill of 20 November 2026. The target is 1 hour: missed by"
    found = document(case)
    assert found["summary"][0].startswith(measured)
    assert "no real drill on record" not in " ".join(found["summary"])
    assert recovery_in_words(case, estimate_of(case)).startswith(measured)
    assert found["records"][0]["against"] == "The target of 1 hour was missed by 15 minutes."
    assert any("repeats that of 20 November 2026" in row["cells"][0]["text"] for row in found["calendar"]["rows"])
    assert "The target of 1 hour was missed by 15 minutes." in as_markdown(found)
    assert "does not show" in measured_sentence(Measured(date(2026, 11, 20), None, 60))


@pytest.mark.parametrize(
    ("drills", "shown", "key", "words"),
    [
        ([75], "unknown", "drill_missed", "missed by 15 minutes"),
        ([None], "unknown", "drill_missed", "no time was measured"),
        ([], "no", "drill_no", "no real drill is on record"),
        ([], "unknown", "drill_unknown", "No real drill is on record"),
        ([40], "no", "", ""),
    ],
)
def test_the_last_drill_is_named_only_where_one_is_on_record(drills, shown, key, words):
    held = [{"on": DAY, "kind": "real", "minutes": one} for one in drills]
    readiness = {"drills": held, "drill_showed_recovery": shown}
    found = document(case_with(first_hour="care_delayed", readiness=readiness))
    texts = dict(zip(found["open_keys"], found["open_points"], strict=True))
    assert [one for one in texts if one.startswith("drill")] == ([key] if key else [])
    assert words in texts.get(key, "")


# --- the page --------------------------------------------------------------------------------------


@pytest.fixture
def mine(client, site):
    return own_copy(client, "struggling-self-hoster")


def page(client, decision):
    return client.get(reverse("decisions:recovery", args=[decision.pk])).content.decode()


def test_what_is_not_known_leads_to_its_question(client, mine):
    text = page(client, mine)
    for slug, name in (("hosting-in-detail", "scenario-hosting-infrastructure_as_code"), ("place", "")):
        address = reverse("decisions:question", args=[mine.pk, slug])
        assert f'href="{address}{"#" if name else ""}{name}"' in text
        if name:
            assert f'id="{name}"' in client.get(address).content.decode()
    recovery = reverse("decisions:question", args=[mine.pk, "recovery-in-detail"])
    questions = client.get(recovery).content.decode()
    for name in ("level", "dr_tests_per_year", "rto_minutes", "level_today"):
        assert f'id="scenario-recovery-{name}"' in questions
    assert f"{recovery}#scenario-recovery-level" in text
    domain = reverse("decisions:readiness_domain", args=[mine.pk, "backup-and-disaster-recovery"])
    assert f'href="{domain}#readiness-practices-DR-14-state"' in text
    assert 'id="readiness-practices-DR-14-state"' in client.get(domain).content.decode()


def test_without_a_bill_a_live_installation_is_asked_for_its_level(client, mine):
    address = reverse("decisions:question", args=[mine.pk, "recovery-in-detail"])
    answers = {key: one for key, one in mine.answers.items() if not key.endswith("bill_last_month")}
    change(mine, answers=answers)
    assert "Which standby do you have today?" in client.get(address).content.decode()
    change(mine, answers={**answers, "scenario.hosting.today": "nothing"})
    assert "Which standby do you have today?" not in client.get(address).content.decode()


def test_paper_has_boxes_lines_and_a_table_to_fill(client, mine):
    text = page(client, mine)
    assert text.index('id="runbook"') < text.index('id="phase-detect_decide"') < text.index('id="phase-prepare"')
    assert text.index('id="phase-prepare"') < text.index('id="timeline"') < text.index('id="levels"')
    assert text.count('class="box"') == text.count('class="done on-paper"') > 20
    assert "Who to call" in text
    for role in ("Incident lead", "Engineer on call", "Clinical lead", "Support of the provider"):
        assert f'<th scope="row">{role}</th>' in text


def test_markdown_has_boxes_a_table_and_lines_and_nests_under_each_number():
    text = as_markdown(document(case_with(first_hour="care_delayed")))
    assert text.index("## Runbook") < text.index("### Who to call") < text.index("## Timeline")
    assert "- Second place:" in text
    assert "1. [ ] **Engineer on call:** The alarm is raised.\n   - By " in text
    assert "10. [ ] **Platform engineer:**" in text
    assert "\n    - By Amazon Route 53" in text


def test_a_plan_frozen_before_still_shows(client, mine):
    """It has no table to fill in, no practices and no keys of its points, and its drills have no target beside them."""
    report = services.freeze_report(decision=mine)
    new = ("open_keys", "denied", "contacts")
    plan = {key: part for key, part in report.snapshot["recovery_plan"].items() if key not in new}
    plan["phases"] = [{key: part for key, part in one.items() if key != "done"} for one in plan["phases"]]
    plan["records"] = [{"day": "1 May 2026", "kind": "Real drill", "minutes": "95 minutes", "note": ""}]
    kept = ("decision_version", "title", "book_number", "model_version", "document_version", "frozen_at")
    same = {name: getattr(report, name) for name in kept}
    old = Report.objects.create(decision=mine, snapshot={**report.snapshot, "recovery_plan": plan}, **same)
    text = client.get(reverse("decisions:report_plan", args=[old.pk])).content.decode()
    assert plan["open_points"][0] in text
    assert "1 May 2026, real drill, 95 minutes" in text
    assert "Who to call" not in text
    assert "Answer it" not in text
    markdown = client.get(reverse("decisions:report_plan_markdown", args=[old.pk])).content.decode()
    assert "1 May 2026, real drill, 95 minutes" in markdown
