"""The case for each option: equally long, by the same words, each sentence resting on something that exists."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.advice import judge
from decisions.report.as_json import judged_as_dict
from decisions.report.both_cases import TOLERANCE, Point, balanced, both_cases, cases_section, unmeasured
from decisions.report.case_figures import money_points
from decisions.report.groups import group_sums
from decisions.report.narrative import OTHER, about
from decisions.report.plain import plain_text
from decisions.services import document_of, estimate_case
from decisions.services.examples import example_case, examples
from estimator.estimate import OPTIONS, OptionKey
from tests.builders_estimate import make_case, make_estimate, shipped_book, swapped, swapped_estimate
from tests.decisions.cases import NOTHING_RAISED, reasons_with
from tests.decisions.test_verdict_mirror import SINGLE, answers, estimates, swapped_names

SELF, CLOUD = (60_000.0, 300_000.0), (300_000.0, 60_000.0)
RULES = (*SINGLE, "offline_operation", "onc_certification", "own_keys_or_private_network", "eu_gdpr_transfer")


def cases_of(estimate, reasons=NOTHING_RAISED, book=1):
    case = make_case(reasons=reasons)
    return both_cases(estimate, judge(case, estimate, shipped_book(book)), shipped_book(book))


def words(points):
    return sum(len(point.text.split()) for point in points)


def assert_alike(found):
    long, short = sorted((words(found[option]) for option in OPTIONS), reverse=True)
    assert long <= (1 + TOLERANCE) * short, found
    assert min(len(found[option]) for option in OPTIONS) >= 3


def keys_of(book):
    return {row["gate"] for row in book.rows("gates")}, {row["id"] for row in book.rows("readiness")}


def assert_cites(found, estimate, book):
    gates, practices = (
        {row[key] for row in book.rows(table)} for table, key in (("gates", "gate"), ("readiness", "id"))
    )
    for option in OPTIONS:
        for point in found[option]:
            features = {row["feature"] for row in book.rows("plans")}
            known = {"gate": gates, "practice": practices, "feature": features, "figure": figures_of(estimate)}
            known = known[point.cites]
            assert point.key in known, point


def figures_of(estimate):
    ways = {f"combination:{one.view}:{one.basis}" for one in estimate.combinations}
    groups = {f"group:{label}" for option in OPTIONS for label in group_sums(estimate, option)}
    inputs = {f"input:{name}" for name in (estimate.sensitivity.drivers if estimate.sensitivity else ())}
    price = set() if estimate.difference.walk_away_price_per_month is None else {"walk_away_price"}
    return {"totals"} | ways | groups | inputs | price


@settings(max_examples=150, deadline=None)
@given(estimate=estimates(), gates=st.dictionaries(st.sampled_from(RULES), answers, max_size=5))
def test_both_cases_are_alike_in_length_and_cite_what_exists(estimate, gates):
    found = cases_of(estimate, {"raised": ["nothing"], "gates": gates})

    assert_alike(found)
    assert_cites(found, estimate, shipped_book())


@pytest.mark.django_db
def test_the_examples_too_on_page_terminal_and_in_json(site):
    for example in examples():
        judged = estimate_case(example_case(example))
        found = both_cases(judged.estimate, judged.verdict, judged.book)
        as_json = judged_as_dict(judged.case, judged.estimate, judged.verdict, judged.book)
        document = document_of(judged)
        printed = plain_text(as_json)

        assert_alike(found)
        assert_cites(found, judged.estimate, judged.book)
        for option, points in found.items():
            texts = [point.text for point in points]
            assert [one["text"] for one in as_json["verdict"]["cases"][option]] == texts
            assert all(f"  {text}\n" in printed for text in texts)
            style = option.replace("_", "-")
            shown = next(one for one in document["cases"]["cases"] if one["style"] == style)
            assert [one["text"] for one in shown["points"]] == texts
            assert not any("100%" in text or " 0%" in text or "0 of 100" in text.split() for text in texts)


@pytest.mark.parametrize("yearly", [SELF, CLOUD, (101_000.0, 100_000.0)])
def test_money_speaks_for_both_in_the_same_words(yearly):
    estimate = make_estimate(yearly)
    there = swapped_estimate(estimate)
    for option in OPTIONS:
        mine, theirs = money_points(estimate, option), money_points(there, swapped(option))
        for here, mirrored in zip((*mine[0], *mine[1]), (*theirs[0], *theirs[1]), strict=True):
            if here[0] != "walk_away_price":
                assert (here[0], swapped_names(here[1]).casefold()) == (mirrored[0], mirrored[1].casefold())


def test_figures_are_those_of_the_estimate():
    cheaper: list[tuple[tuple[float, float], OptionKey]] = [(CLOUD, "cloud"), (SELF, "self_host")]
    for yearly, option in cheaper:
        estimate = make_estimate(yearly)
        said = dict(money_points(estimate, option)[0])
        own, other = (about(estimate, estimate.options[one].total) for one in (option, OTHER[option]))
        assert f"about {own} over" in said["totals"]
        assert f"against about {other} for" in said["totals"]
        assert about(estimate, estimate.difference.walk_away_price_per_month or 0.0) in said["walk_away_price"]


@pytest.mark.parametrize(("yearly", "dearer"), [(CLOUD, "self_host"), (SELF, "cloud")])
def test_no_point_of_a_case_speaks_against_its_option(yearly, dearer):
    weighty, finer = money_points(make_estimate(yearly), dearer)
    said = " ".join(text for _, text in (*weighty, *finer))

    assert "totals" not in dict(weighty)
    assert not any(words in said for words in ("none of", "fewer than", "nothing", " more "))


def test_a_row_whose_rule_does_not_apply_is_no_point():
    def cited(applies):
        gates = {"onc_certification": {"applies": applies, "sure": "believe"}}
        found = cases_of(make_estimate(SELF), {"raised": ["nothing"], "gates": gates})
        return {point.key for point in found["cloud"]}

    assert "onc_certification" in cited("yes")
    assert "onc_certification" not in cited("no")


def test_only_a_reason_that_carries_as_a_whole_is_argued():
    held = {"applies": "yes", "sure": "in_writing"}

    def argued(tried):
        gates = {"fork_justified_cause": held, "fork_alternatives_tried": tried}
        found = cases_of(make_estimate(CLOUD), {"raised": ["fork"], "gates": gates})
        return [point.key for point in found["self_host"] if "A condition of a reason" in point.text]

    assert sorted(argued(held)) == ["fork_alternatives_tried", "fork_justified_cause"]
    assert argued({"applies": "no", "sure": "in_writing"}) == []


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_said_of_the_hosted_platform_rests_on_a_source_about_it(number):
    book = shipped_book(number)
    verdict = judge(make_case(reasons=NOTHING_RAISED), make_estimate(SELF), book)
    points = unmeasured("cloud", verdict, book)

    assert [point.text for point in points if not point.source or "self-hosting/" in point.source] == []


def test_a_rule_that_excludes_the_other_option_comes_first():
    found = cases_of(make_estimate(CLOUD), reasons_with("pass", "fail"))

    assert (found["self_host"][0].cites, found["self_host"][0].key) == ("gate", "residency_country")
    assert "residency_country" not in {point.key for point in found["cloud"]}


def test_the_winner_s_case_stands_first_and_without_a_winner_neither_does():
    def headings(yearly):
        estimate = make_estimate(yearly)
        verdict = judge(make_case(reasons=NOTHING_RAISED), estimate, shipped_book())
        section = cases_section(estimate, verdict, shipped_book())
        return [one["style"] for one in section["cases"]], section["lead"]

    assert headings(CLOUD)[0] == ["cloud", "self-host"]
    assert "The strongest case for self-hosting stands beside it" in headings(CLOUD)[1]
    assert headings(SELF)[0] == ["self-host", "cloud"]
    assert "picks neither option" in headings((100_000.0, 101_000.0))[1]


@pytest.mark.parametrize("number", [1, 2])
def test_what_money_does_not_measure_rests_on_rows_of_the_book(number):
    book = shipped_book(number)
    tables = {"gate": ("gates", "gate"), "practice": ("readiness", "id"), "feature": ("plans", "feature")}
    known = {cites: {row[key] for row in book.rows(table)} for cites, (table, key) in tables.items()}
    rows = book.rows("case_points")

    assert all(row["key"] in known[row["cites"]] for row in rows)
    lengths = {option: sum(len(row["text"].split()) for row in rows if row["option"] == option) for option in OPTIONS}
    assert max(lengths.values()) <= 1.1 * min(lengths.values())


@pytest.mark.parametrize(("long", "short"), [(30, 12), (40, 14), (25, 20), (12, 30)])
def test_the_longer_case_is_cut_by_its_lightest_points(long, short):
    every = {
        option: [Point(" ".join(["word"] * (count + place % 3)), "figure", f"{place}") for place in range(9)]
        for option, count in zip(OPTIONS, (long, short), strict=True)
    }
    found = balanced(every)

    assert_alike(found)
    assert all(found[option] == tuple(every[option][: len(found[option])]) for option in OPTIONS)
    assert len(found["self_host"]) == 9 or len(found["cloud"]) == 9
