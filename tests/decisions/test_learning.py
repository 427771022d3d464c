"""Learning without patients: it can be answered without a contradiction, and the result says whose amounts it shows."""

from datetime import date

import pytest

from decisions.advice.contradictions import contradicted
from decisions.advice.readiness import scopes
from decisions.report.notices import all_notices
from estimator import Run, Scenario, estimate
from tests.builders_estimate import make_case, shipped_book

FEW = Run(draws=64)
LEARNING = {
    "raised": ["learning"],
    "gates": {
        gate: {"applies": "yes", "sure": "in_writing"}
        for gate in ("learning_no_production", "learning_no_patients", "learning_no_scale")
    },
}


def notices(case):
    book = shipped_book()
    found = estimate(case.scenario, book, FEW)
    return [one["text"] for one in all_notices(case, found, book, {"nodes": {}, "roots": {}}, {}, date(2026, 11, 27))]


def test_the_result_says_once_what_a_system_for_learning_would_not_need():
    text = notices(make_case(reasons=LEARNING))[0]
    assert text.startswith("It is for learning only, and the amounts are those of a production installation.")
    for part in ("people ($", "recovery ($", "compliance ($"):
        assert part in text
    assert not any("for learning" in one for one in notices(make_case(reasons={"raised": ["nothing"]})))


def test_no_patients_is_an_answer_that_contradicts_nothing():
    case = make_case(reasons=LEARNING, scenario={"workload": {"patients_band": "none"}})
    assert not contradicted(case, shipped_book())


def test_no_patients_and_a_number_of_them_contradict_each_other():
    case = make_case(scenario={"workload": {"patients_band": "none", "patients": 500}})
    assert [one.slugs for one in contradicted(case, shipped_book())] == [("patients",)]


@pytest.mark.parametrize("number", [1, 2])
def test_no_patients_count_as_the_smallest_band(number):
    none, few = (
        estimate(Scenario.model_validate({"workload": {"patients_band": band}}), shipped_book(number), FEW)
        for band in ("none", "under_10k")
    )
    assert none.lines == few.lines


def test_what_must_work_without_internet_is_asked_the_practices_of_one_machine():
    assert "single-machine" in scopes(make_case(reasons={"raised": ["offline"]}), learning=False)
