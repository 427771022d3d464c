"""What it takes to become ready: hours and money, where they are counted, and how many points decide."""

import pytest

from decisions import services
from decisions.advice.progress import EITHER_WAY, progress
from decisions.case import read_case
from decisions.questionnaire.asked_at import FOUND_ON, point_rows
from decisions.questionnaire.page import asks_of
from decisions.questionnaire.pages import EVERY_BY_SLUG
from decisions.report import format as fmt
from decisions.report.fixing import cost_of, is_counted, total_sentence, work_sentence
from decisions.report.readiness import readiness_section, standing_sentence
from decisions.report.staying import staying_section
from estimator import Run
from tests.builders_estimate import make_case, make_estimate, make_line, shipped_book

LIVE = {"hosting": {"today": "live_self_hosted"}}
FEW = Run(draws=64)


def judged(practices, scenario=LIVE):
    answers = {key: {"state": state} for key, state in practices.items()}
    data = {"scenario": scenario, "readiness": {"practices": answers}, "reasons": {"raised": ["nothing"]}}
    return services.estimate_case(read_case(data, shipped_book()), book=shipped_book(), run=FEW)


def section(found):
    return readiness_section(found.case, found.estimate, found.verdict, found.book)


def staying(found):
    shown = staying_section(found.case, found.estimate, found.book)
    return shown["sentences"] if shown else []


def test_hours_cost_what_an_hour_of_an_engineer_costs():
    """200,000 USD a year over some 1,780 productive hours; twice the pay costs twice as much."""
    found, dear = (
        judged({}, {**LIVE, "people": {"country": "US", "engineer_cost_per_year": pay}}).estimate
        for pay in (200_000, 400_000)
    )
    ten, dear_ten = cost_of(10, found), cost_of(10, dear)
    assert ten
    assert 10 * 100 < ten < 10 * 125
    assert dear_ten == pytest.approx(2 * ten)
    assert cost_of(10, make_estimate()) is None, "without a cost of an hour it is not known, not nothing"


def test_the_work_is_said_with_weeks_money_and_where_it_is_counted():
    alone = section(judged({"BP-02": "no"}))["sentence"]
    assert "takes about 1.1 engineer-weeks, or about $" in alone
    assert alone.endswith("No line of the estimate holds this work.")
    planned = section(judged({"BP-02": "no"}, {}))["sentence"]
    assert planned.endswith("It is counted under “Set-up”.")


def test_no_sentence_names_a_practice_by_its_id_or_lets_no_hours_carry_work():
    both = section(judged({"SV-05": "no", "BP-11": "no"}))
    assert "BP-11" not in both["sentence"]
    assert both["sentence"].endswith("No line of the estimate holds this work.")
    cells = {row["head"]: [cell["text"] for cell in row["cells"]] for row in both["gaps"]["rows"]}
    assert cells["Implement observability in the cluster."][1:3] == ["–", "–"]


def test_work_that_is_held_in_part_says_both_parts():
    book = shipped_book()
    case = make_case(readiness={"practices": {row["id"]: {"state": "no"} for row in book.rows("readiness")}})
    found = progress(case, make_estimate(lines=[make_line("setup_cost", label="Set-up")]), book)
    said = work_sentence(found.gaps, make_estimate(), book)
    assert "In part it is counted under “Set-up” or needed with either option" in said
    assert EITHER_WAY in said
    assert "no line of the estimate holds the other " in said


def test_own_peoples_time_is_no_new_money_where_the_board_counts_so():
    new_money = judged({"BP-02": "no"}, {**LIVE, "money": {"board_counts": "new_money"}})
    assert not is_counted(new_money.estimate)
    assert "of your own people’s time, no new money" in section(new_money)["sentence"]
    contractors = {**LIVE, "money": {"board_counts": "new_money"}, "people": {"workforce": "contractors"}}
    assert is_counted(judged({}, contractors).estimate)


def test_staying_and_fixing_contains_the_fixing():
    plain, broken = judged({"BP-02": "in_place"}), judged({"BP-02": "no", "BP-44": "no"})
    first, _, fixing, *_ = staying(broken)
    total = broken.estimate.options["self_host"].total + (cost_of(72, broken.estimate) or 0.0)
    assert f"costs about {fmt.money_about(total, 'USD')} " in first
    assert fixing.startswith("Putting 2 missing practices in place takes about 2 engineer-weeks, or about $")
    assert fixing.endswith("No line of the estimate holds it; the amount above does.")
    *_, left = staying(plain)
    assert "practices are not looked at yet. What of them is missing comes on top: up to about " in left


def test_the_total_over_all_domains_has_one_unit_for_what_is_missing_and_what_is_open():
    found = judged({"BP-02": "no"})
    said = total_sentence(progress(found.case, found.estimate, found.book), found.estimate, found.book)
    assert said.startswith("Work in all domains: about 1.1 engineer-weeks, or about $")
    assert "; up to about " in said
    assert said.endswith(" for what was not looked at.")


@pytest.mark.parametrize(
    ("states", "said"),
    [("no", " block"), ("unknown", " points that decide are not known yet.")],
)
def test_the_count_of_what_decides_in_words(states, said):
    assert said in standing_sentence(judged({"BP-02": states}).verdict.capability)


def test_every_point_leads_to_a_page_that_asks_it():
    for slug, path in FOUND_ON.values():
        assert not path or path in {ask.path for ask in asks_of(EVERY_BY_SLUG[slug], shipped_book())}
    found = judged({"BP-02": "no"}, {**LIVE, "people": {"on_pager": "outside_firm"}}).verdict.capability
    rows = {row.text: row for row in point_rows([*found.blockers, *found.unknown])}
    assert len(rows) == len(found.blockers) + len(found.unknown)
    assert {row.page.slug for row in rows.values()} >= {"operations", "today", "infrastructure"}
