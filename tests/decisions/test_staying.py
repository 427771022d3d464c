"""Already self-hosting: staying against moving, with what was measured beside the model; every figure is a line's."""

from functools import cache

import pytest

from decisions.advice import judge
from decisions.case import read_case
from decisions.report import format as fmt
from decisions.report.staying import FEW, staying_section
from estimator import estimate
from tests.builders_estimate import shipped_book

HOSTING = {"today": "live_self_hosted", "bill_last_month": 3_400}
LIVE = {
    "people": {"hours_last_quarter": 520},
    "upgrades": {"medplum_version": "4"},
}


@cache
def found(**hosting):
    scenario = {**LIVE, "hosting": {**HOSTING, **hosting}}
    case = read_case({"scenario": scenario, "reasons": {"raised": ["nothing"]}}, shipped_book())
    made = estimate(case.priced, shipped_book())
    return case, made, judge(case, made, shipped_book())


def section(**hosting):
    case, made, _ = found(**hosting)
    return staying_section(case, made, shipped_book())


def texts(table):
    return {row["head"]: [cell["text"] for cell in row["cells"]] for row in table["rows"]}


@pytest.mark.parametrize("today", ["nothing", "prototype", "live_cloud"])
def test_nobody_else_sees_it(today):
    assert section(today=today, bill_last_month=None) is None


def test_what_was_measured_stands_beside_what_the_model_would_have():
    case, made, _ = found()
    measured = texts(section()["measured"])
    people, hosting = measured["People in a quarter"], measured["Hosting a month"]
    hours = case.scenario.people.hours_last_quarter.likely
    alone = made.explanations["ordinary_fte_measured"].value
    assert people[0] == f"{fmt.people(alone)} ({fmt.number(hours, 0)} hours)"
    assert alone < made.fte_by_basis["measured"][0]
    every = {basis: sum(fte) / len(fte) for basis, fte in made.fte_by_basis.items()}
    assert all(fmt.people(every[basis]) in people[1] for basis in ("quarters", "tasks"))
    assert "comes on top of the hours measured" in section()["measured"]["note"]
    without = case.scenario.hosting.model_copy(update={"bill_last_month": None})
    modelled = estimate(case.scenario.model_copy(update={"hosting": without}), shipped_book(), FEW)
    groups = ("infrastructure", "observability", "environments", "recovery")
    lines = [line for line in modelled.lines if line.option == "self_host" and line.group in groups]
    month = sum(line.per_quarter[0] for line in lines if line.per_quarter) / 3
    assert hosting[:2] == ["$3,400", fmt.money_about(month, "USD")]
    assert hosting[2] == f"{fmt.percent(abs(3_400 / month - 1))} {'more' if month < 3_400 else 'less'}"


def test_without_measured_figures_there_is_no_such_table():
    case, made, _ = found(bill_last_month=None)
    people = case.scenario.people.model_copy(update={"hours_last_quarter": None})
    plain = case.model_copy(update={"scenario": case.scenario.model_copy(update={"people": people})})
    shown = staying_section(plain, made, shipped_book())
    assert shown
    assert shown["measured"] is None


def test_the_move_has_its_steps_with_weeks_and_the_cost_of_their_lines():
    _, made, _ = found()
    lines = {line.label: line for line in made.lines if line.option == "cloud"}
    *rows, total = section()["move"]["rows"]
    assert [row["head"] for row in rows[:4]] == [
        *("Onboarding", "Migration from own platform", "Own platform while both run", "Taking the own platform down")
    ]
    one_off = [line.total for line in made.counted_lines("cloud") if line.group == "transitions" and line.total]
    assert total["cells"][-1]["number"] == pytest.approx(sum(one_off))
    assert sum(row["cells"][-1]["number"] for row in rows) == pytest.approx(sum(one_off))
    for row in rows:
        line = lines[row["head"]]
        assert row["cells"][-1]["explain"] == line.key
        assert row["cells"][-1]["number"] == pytest.approx(line.total)
    assert [row["cells"][1]["text"] for row in rows[:4]] == [
        "2 (0.5 to 5)",
        "6 (2 to 16)",
        "4 (2 to 12)",
        "1 (0.2 to 3)",
    ]


def test_every_running_line_of_self_hosting_is_matched_with_what_stands_for_it():
    _, made, _ = found()
    *every, total = section()["taken_over"]["rows"]
    rows = [row for row in every if row["head"] != "Nothing here"]
    running = [line for line in made.counted_lines("self_host") if line.total and line.group != "transitions"]
    assert sorted(row["head"] for row in rows) == sorted(line.label for line in running)
    assert sum(row["cells"][0]["number"] for row in rows) == pytest.approx(sum(line.total for line in running))
    cloud = [line for line in made.counted_lines("cloud") if line.total and line.group != "transitions"]
    listed = {row["cells"][2]["explain"] for row in every if row["cells"][2].get("explain")}
    assert listed == {line.key for line in cloud}
    assert total["cells"][0]["number"] == pytest.approx(sum(line.total for line in running))
    assert total["cells"][2]["number"] == pytest.approx(sum(line.total for line in cloud))
    there = {row["cells"][0]["explain"]: row["cells"][1]["text"] for row in rows}
    assert there["maintenance_cost_measured"] == "Remaining technical work"
    assert there["own_bill_cost"] == "Medplum Cloud subscription"
    assert there["oncall_stipend_cost"] == "falls away"
    assert there["app_upgrade_cost_self_host"] == "Own app: Medplum majors"


def test_versions_put_off_are_named():
    assert "catching up from 4" in " ".join(section()["sentences"])
    assert "Staying and fixing costs about" in section()["sentences"][0]
