"""Progress of the practices: by domain, gaps in order, and the work that other lines already hold."""

import pytest

from decisions.advice import ready
from decisions.advice.progress import CARRIERS, DOMAINS, EITHER_WAY, WEIGHTS, progress
from decisions.advice.readiness import practice_checks
from decisions.questionnaire.practice_drawing import domain_rows
from decisions.report.fixing import beyond
from estimator import Run, estimate
from tests.builders_estimate import changed_book, make_case, make_estimate, make_line, shipped_book
from tests.decisions.cases import ready_case

SETUP = make_line("setup_cost", label="Setting up the platform")


def found(practices=None, book=None, lines=(), **families):
    answers = {key: {"state": state} for key, state in (practices or {}).items()}
    case = make_case(readiness={"practices": answers}, **families)
    return progress(case, make_estimate(lines=list(lines)), book or shipped_book())


def every(state):
    return {row["id"]: state for row in shipped_book().rows("readiness")}


def test_every_domain_and_weight_of_the_book_has_its_place():
    for number in (1, 2):
        rows = shipped_book(number).rows("readiness")
        assert {row["domain"] for row in rows} == set(DOMAINS)
        assert {row["weight"] for row in rows} == set(WEIGHTS)


def test_every_carrier_of_the_book_is_known_and_its_line_exists():
    rows = shipped_book().rows("readiness")
    carriers = {row["already_in"].split(";")[0].removeprefix("setup:") for row in rows}
    practices = {carrier for carrier in carriers if carrier.startswith("practice ")}
    assert {name.removeprefix("practice ") for name in practices} <= {row["id"] for row in rows}
    assert carriers - practices == {*CARRIERS, "none", "both-options"}
    lines = {line.key for line in estimate(make_case().scenario, shipped_book(), Run(draws=64)).lines}
    assert set(CARRIERS.values()) <= lines


def test_nothing_answered_is_nothing_done_and_all_to_look_at():
    result = found()
    assert result.done == 0.0
    assert result.gaps == ()
    assert len(result.to_look_at) == sum(domain.applicable for domain in result.domains)


def test_all_in_place_is_all_done():
    result = found(every("in_place"))
    assert (result.done, result.gaps, result.to_look_at) == (1.0, (), ())
    assert all(domain.done == 1.0 for domain in result.domains)


def test_what_does_not_apply_counts_in_nothing():
    result = found(every("not_applicable"))
    assert result.done == 1.0
    assert [domain.applicable for domain in result.domains] == [0] * len(result.domains)


def test_progress_is_the_share_of_hours_that_is_done():
    """Capacity has five practices of 4 + 4 + 4 + 6 + 6 hours (as set here); one done and one half done: 4 + 3 of 24."""
    book = shipped_book()
    rows = [row["id"] for row in book.rows("readiness") if row["domain"] == "capacity"]
    for key, hours in zip(rows, (4, 4, 4, 6, 6), strict=True):
        book = changed_book("readiness", key, book, setup_hours_likely=str(hours), setup_hours_high="20")
    result = found({rows[0]: "in_place", rows[3]: "partly"}, book)
    (capacity,) = [domain for domain in result.domains if domain.domain == "capacity"]
    assert capacity.done == pytest.approx(7 / 24)
    assert capacity.states == {"in_place": 1, "partly": 1, "unknown": 3}


def test_nothing_is_done_in_full_while_a_practice_without_hours_is_missing():
    rows = shipped_book().rows("readiness")
    free = [row["id"] for row in rows if not float(row["setup_hours_likely"])]
    assert free
    for missing in free:
        result = found({**every("in_place"), missing: "no"})
        domain = next(row["domain"] for row in rows if row["id"] == missing)
        assert result.done < 1.0
        assert next(one for one in result.domains if one.domain == domain).done < 1.0


def test_gaps_stand_by_weight_then_from_the_least_work_on():
    gaps = found(every("no")).gaps
    places = [(WEIGHTS.index(gap.weight), gap.hours[1]) for gap in gaps]
    assert places == sorted(places)
    assert gaps[0].weight == "blocker"


def test_what_blocks_is_counted_apart_from_progress():
    states = {**every("in_place"), "BP-02": "no"}
    case = make_case(readiness={"practices": {key: {"state": state} for key, state in states.items()}})
    rows = domain_rows(found(states), ready(case, make_estimate(), shipped_book()))
    (row,) = [row for row in rows if row.slug == "infrastructure"]
    assert (row.blockers, row.unknown) == ("1 point blocks", "")
    assert 0 < row.width < 100


def test_work_that_the_set_up_holds_is_not_counted_again():
    with_setup, without = found({"BP-02": "no"}, lines=[SETUP]), found({"BP-02": "no"})
    assert [gap.within for gap in with_setup.gaps] == ["Setting up the platform"]
    assert beyond(with_setup.gaps) == 0
    assert without.gaps[0].hours == (12, 40, 110)
    assert beyond(without.gaps) == 40


def test_a_set_up_that_does_not_apply_holds_nothing():
    line = make_line("setup_cost", state="not_applicable", label="Setting up the platform")
    assert beyond(found({"BP-02": "no"}, lines=[line]).gaps) == 40


def test_work_that_another_open_practice_holds_is_not_counted_twice():
    rows = {row["id"]: row for row in shipped_book().rows("readiness")}
    held = next(key for key, row in rows.items() if row["already_in"].startswith("setup:practice BP-44"))
    book = changed_book("readiness", held, setup_hours_likely="3", setup_hours_high="5")
    both = found({held: "no", "BP-44": "no"}, book)
    alone = found({**every("in_place"), held: "no"}, book)
    assert {gap.key: gap.within for gap in both.gaps}[held] == rows["BP-44"]["practice"], "in words, never as an id"
    assert [gap.within for gap in alone.gaps] == [""]


def test_a_practice_without_work_is_held_by_nothing():
    """SV-05 takes no hours of its own, so BP-11 does not hold any."""
    assert {gap.key: gap.within for gap in found({"SV-05": "no", "BP-11": "no"}).gaps}["SV-05"] == ""


def test_work_that_both_options_need_is_said_so():
    held = next(row for row in shipped_book().rows("readiness") if "setup:both-options" in row["already_in"])["id"]
    (gap,) = [gap for gap in found({held: "no"}).gaps if gap.key == held]
    assert gap.within == EITHER_WAY


def test_the_same_practices_as_readiness_itself():
    case = ready_case()
    result = progress(case, make_estimate(), shipped_book())
    assert sum(sum(domain.states.values()) for domain in result.domains) == len(
        practice_checks(case, shipped_book(), learning=False)
    )


@pytest.mark.parametrize(
    ("answer", "practice"), [("infrastructure_as_code", "BP-02"), ("multi_az", "BP-30"), ("staging", "BP-44")]
)
def test_a_plain_no_elsewhere_is_a_gap_whatever_the_practice_says(answer, practice):
    hosting = {"platform": "aws", answer: "no"}
    result = found({practice: "in_place"}, scenario={"hosting": hosting})
    assert [gap.key for gap in result.gaps] == [practice]
