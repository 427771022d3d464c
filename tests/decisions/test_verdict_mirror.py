"""Symmetry: when the options change places in gates and money, outcome and text change places, too."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.advice import judge
from estimator.book import Book
from tests.builders_estimate import (
    TYPICAL,
    VIEWS,
    make_case,
    make_combination,
    make_estimate,
    make_line,
    shipped_book,
    swapped,
    swapped_estimate,
)

MIRROR = {
    "not_feasible": "not_feasible",
    "self_host_required": "cloud_required",
    "cloud_required": "self_host_required",
    "ask_first": "ask_first",
    "too_close": "too_close",
    "self_host_by_money": "cloud_recommended",
    "cloud_recommended": "self_host_by_money",
}
# Gates for one option and one for both; in the mirrored book the same rows with the options' names changing places.
SINGLE = ("residency_country", "needed_feature_not_self_hostable", "on_premises_mandate", "request_limits")
SIDES = {"cloud": "self-host", "self-host": "cloud", "both": "both"}


def swapped_names(text):
    """Names of the options changed for each other, at the start of a sentence, too."""
    for name in ("Medplum Cloud", "self-hosting"):
        text = text.replace(name[0].upper() + name[1:], name)
    marked = text.replace("Medplum Cloud", "\0").replace("self-hosting", "Medplum Cloud")
    return marked.replace("\0", "self-hosting")


def mirrored_book():
    book = shipped_book()
    tables = {name: [dict(row) for row in book.rows(name)] for name in book.tables}
    for row in tables["gates"]:
        if row["effect"] == "excludes-option":
            row["option"] = SIDES[row["option"]]
        for column in ("subject", "rule", "question", "pass_means", "fail_means", "unknown_means", "vendor_question"):
            row[column] = swapped_names(row[column])
    return Book.from_tables(book.meta(), tables)


MIRRORED_BOOK = mirrored_book()

answers = st.fixed_dictionaries(
    {
        "applies": st.sampled_from(("yes", "yes", "no", "unknown")),
        "sure": st.sampled_from(("in_writing", "in_writing", "believe", "not_checked")),
        "vendor": st.sampled_from(("not_asked", "asked", "agreed", "refused", "refused")),
    }
)
amounts = st.floats(20_000, 500_000)
chances = st.sampled_from((0.0, 0.1, 0.25, 0.4, 0.5, 0.7, 0.75, 0.9, 1.0))


@st.composite
def estimates(draw):
    """Any money in every combination, any view, and lines without a figure on either side."""
    pairs = [(view, basis) for view in VIEWS for basis in TYPICAL]
    others = {
        (view, basis): make_combination(view, basis, (draw(amounts), draw(amounts)), draw(chances))
        for view, basis in pairs
    }
    missing = draw(st.lists(st.sampled_from(("self_host", "cloud")), max_size=2, unique=True))
    lines = [make_line("unpriced", option, state="not_estimated", group="needs") for option in missing]
    view, basis = draw(st.sampled_from(("loaded", "cash", "both"))), draw(st.sampled_from(TYPICAL))
    return make_estimate(others=others, lines=lines, view=view, basis=basis)


def plain(text):
    return swapped_names(swapped_names(text)).casefold()


def told(verdict, change=plain):
    """What a verdict says of both options, ready to be compared: readiness and third ways concern one option only."""
    reasons = {
        (reason.rule, reason.option, reason.state, change(reason.text).casefold())
        for reason in verdict.reasons
        if not reason.rule.startswith("ready_") and reason.rule != verdict.outcome
    }
    mirrored = [ask for ask in verdict.ask if ask.key != "budget_cap"]  # asked of Medplum, or of one's own side
    asks = {
        tuple(change(text).casefold() for text in (ask.question, ask.meaning_yes, ask.meaning_no)) for ask in mirrored
    }
    capped = [ask.question for ask in verdict.ask if ask.key == "budget_cap"]
    qualifiers = {change(text).casefold() for text in verdict.qualifiers if "incomplete" in text}
    return {
        "sentence": change(verdict.sentence).casefold(),
        "reasons": reasons,
        "ask": asks,
        "outcomes": {(ask.key, ask.outcome_yes, ask.outcome_no) for ask in mirrored},
        "depends_on": {change(text).casefold() for text in verdict.depends_on if text not in capped},
        "qualifiers": qualifiers,
    }


def mirror_of(verdict):
    found = told(verdict, swapped_names)
    found["reasons"] = {
        (rule, option and swapped(option), state, text) for rule, option, state, text in found["reasons"]
    }
    found["outcomes"] = {(key, MIRROR[yes], MIRROR[no]) for key, yes, no in found["outcomes"]}
    return found


@settings(max_examples=400, deadline=None)
@given(
    gates=st.dictionaries(st.sampled_from(SINGLE), answers, max_size=4),
    estimate=estimates(),
    workforce=st.sampled_from(("spare", "product")),
    cap=st.none() | st.fixed_dictionaries({"cap_per_year": amounts, "answer": answers}),
)
def test_swapping_the_options_mirrors_outcome_and_text(gates, estimate, workforce, cap):
    reasons = {"raised": ["nothing"], "gates": gates}
    if cap:
        reasons = {**reasons, "cap_per_year": cap["cap_per_year"], "gates": {**gates, "budget_cap": cap["answer"]}}
    case = make_case(scenario={"people": {"workforce": workforce}}, reasons=reasons)
    verdict = judge(case, estimate, shipped_book())
    mirrored = judge(case, swapped_estimate(estimate), MIRRORED_BOOK)

    assert mirrored.outcome == MIRROR[verdict.outcome]
    assert mirrored.winner == (verdict.winner and swapped(verdict.winner))
    assert mirrored.counted == verdict.counted
    assert told(mirrored) == mirror_of(verdict)


@pytest.mark.parametrize("view", ["loaded", "cash", "both"])
def test_swapping_twice_gives_the_estimate_back(view):
    estimate = make_estimate(view=view)
    once = swapped_estimate(estimate)
    twice = swapped_estimate(once)

    money = [(one.npv, one.npv_self_host, one.npv_cloud) for one in estimate.combinations]
    assert [(-one.npv, one.npv_cloud, one.npv_self_host) for one in once.combinations] == money
    assert [(one.npv, one.npv_self_host, one.npv_cloud) for one in twice.combinations] == money
    assert replace(twice, combinations=(), difference=estimate.difference) == replace(estimate, combinations=())
