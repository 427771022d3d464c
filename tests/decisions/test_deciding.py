"""What decides, on the page: every sentence against the figures it stands for; confirmed turns against whole runs."""

from dataclasses import replace
from functools import cache

import pytest

from decisions.advice import judge
from decisions.advice.turning import money_decides, verdict_turns
from decisions.case import Case, read_case
from decisions.report.deciding import deciding_section
from decisions.report.format import word
from decisions.report.narrative import NAMES
from estimator import estimate
from estimator.estimate import OptionKey
from tests.builders_estimate import changed_book, make_estimate, shipped_book

# A price in writing near the price of equal cost: several inputs turn the answer, each way.
CLOSE = {
    "scenario": {"needs": {"quote_per_month": 26_000}, "workload": {"patients": 50_000}},
    "reasons": {"raised": ["nothing"]},
}
CLEAR = {"scenario": {"workload": {"patients": 50_000}}, "reasons": {"raised": ["nothing"]}}
BY_QUOTE = {"scenario": {"needs": {"answers": {"scim": "must"}}}, "reasons": {"raised": ["nothing"]}}


@cache
def judged(name):
    case = read_case({"close": CLOSE, "clear": CLEAR, "by quote": BY_QUOTE}[name], shipped_book())
    found = estimate(case.priced, shipped_book())
    return case, found, judge(case, found, shipped_book())


@cache
def turns(name):
    case, found, verdict = judged(name)
    return verdict_turns(case, found, shipped_book(), verdict)


@cache
def section(name):
    _, found, verdict = judged(name)
    return deciding_section(found, verdict, turns(name))


def test_every_confirmed_turn_is_the_verdict_of_a_whole_run():
    case, found, verdict = judged("close")
    rows = shipped_book().assumptions
    checked = 0
    for turn in turns("close"):
        key = found.sensitivity.drivers[turn.name].leaf.key
        if key not in rows:
            continue
        cells = dict.fromkeys(("low", "likely", "high"), repr(turn.value)) | {"shape": "constant", "ends": "bounds"}
        book = changed_book("assumptions", key, None, **cells)
        again = judge(case, estimate(case.priced, book), book)
        assert again.outcome == turn.outcome != verdict.outcome
        checked += 1
    assert checked
    assert len(turns("close")) <= 10


def test_the_nearest_turn_comes_first():
    ways = [turn.way for turn in turns("close")]
    assert ways == sorted(ways)


def test_a_verdict_that_rests_on_no_cost_is_not_turned_by_one():
    case, found, verdict = judged("close")
    required = replace(verdict, outcome="self_host_required")
    assert not money_decides(required)
    assert verdict_turns(case, found, shipped_book(), required) == ()
    shown = deciding_section(found, required, ())
    assert shown is not None
    assert "does not rest on cost" in shown["verdict"]


def test_where_a_total_has_gaps_nothing_is_compared():
    assert section("by quote") is None


def test_a_hand_made_estimate_without_draws_has_no_section():
    _, _, verdict = judged("close")
    assert deciding_section(make_estimate(), verdict, ()) is None


def test_switches_are_written_past_the_turn_and_name_the_other_option():
    _, found, _ = judged("close")
    curve = found.sensitivity.tornado[0]
    now = curve.differences[curve.values.index(curve.driver.likely)]
    dearer: OptionKey = "cloud" if now < 0 else "self_host"
    for shown, switch in zip(section("close")["switches"], found.sensitivity.nearest, strict=False):
        driver = found.sensitivity.drivers[switch.name]
        assert shown["label"] == driver.leaf.label
        assert shown["text"].startswith("from" if switch.value > driver.likely else "down to")
        assert f"{NAMES[dearer]} is cheaper" in shown["text"]
    assert section("close")["switches"]
    assert f"Moved alone, {word(len(found.sensitivity.nearest))} of the" in section("close")["likely"]


def test_no_switch_is_said_plainly():
    _, found, _ = judged("clear")
    if found.sensitivity.nearest:
        pytest.skip("an input turns it")
    assert "none of the" in section("clear")["likely"]


def test_the_range_is_that_of_the_difference():
    _, found, _ = judged("clear")
    assert "80 of 100 futures self-hosting costs" in section("clear")["sentences"][0]
    assert found.difference.p10 > 0


def test_the_chart_and_its_table_hold_the_ten_widest_and_the_file_every_input():
    _, found, _ = judged("close")
    chart, every = section("close")["chart"], section("close")["every"]
    assert [row["head"] for row in chart["table"]["rows"]] == [row["head"] for row in every["rows"][:10]]
    assert len(every["rows"]) == len(found.sensitivity.tornado)
    swings = [abs(row["cells"][4]["number"] - row["cells"][3]["number"]) for row in every["rows"]]
    assert swings == sorted(swings, reverse=True)
    low, high = chart["figure"]["data"]
    for place, curve in enumerate(found.sensitivity.tornado[:10]):
        assert low["base"][place] + low["x"][place] == pytest.approx(curve.at_low)
        assert high["base"][place] + high["x"][place] == pytest.approx(curve.at_high)


def test_amounts_are_in_the_display_currency():
    case, _, _ = judged("close")
    data = case.model_dump(mode="json") | {}
    data["scenario"]["money"]["currency"] = "EUR"
    euro = Case.model_validate(data)
    found = estimate(euro.priced, shipped_book())
    assert found.sensitivity is not None
    shown = deciding_section(found, judge(euro, found, shipped_book()), ())
    assert shown is not None
    assert "€" in shown["sentences"][0]
    first = found.sensitivity.tornado[0]
    assert shown["every"]["rows"][0]["cells"][3]["number"] == pytest.approx(found.money(first.at_low))


def test_the_two_way_chart_has_a_line_a_basis_and_the_answers_own_place():
    _, found, _ = judged("close")
    chart = section("close")["two_way"]
    *lines, point = chart["figure"]["data"]
    assert len(lines) == len(found.sensitivity.equal_cost)
    assert (point["x"], point["y"]) == ([found.sensitivity.people.driver.likely], [26_000])
    for line, equal in zip(lines, found.sensitivity.equal_cost, strict=True):
        assert line["y"] == pytest.approx(list(equal.prices_usd_per_month))


def test_where_the_cost_of_people_moves_nothing_there_is_no_two_way_chart():
    spare = read_case(
        {"scenario": {"people": {"workforce": "spare"}, "money": {"board_counts": "new_money"}}}, shipped_book()
    )
    found = estimate(spare.priced, shipped_book())
    shown = deciding_section(found, judge(spare, found, shipped_book()), ())
    assert shown is not None
    assert shown["two_way"] is None
