"""The lead says it where ways of counting, or books, come to different answers; and nothing where they agree."""

import pytest

from decisions.advice import judge
from decisions.report.agreement import BookVerdict, books_sentence, ways_sentence
from decisions.report.as_json import judged_as_dict
from decisions.report.beside import Beside
from decisions.report.plain import plain_text
from decisions.services import document_of, estimate_case
from decisions.services.estimates import other_books
from decisions.services.examples import example_case, examples
from tests.builders_estimate import make_case, make_combination, make_estimate, make_line, shipped_book
from tests.decisions.cases import NOTHING_RAISED

SELF, CLOUD, CLOSE = (60_000.0, 300_000.0), (300_000.0, 60_000.0), (100_000.0, 105_000.0)


def said(yearly=CLOUD, others=(), workforce="product", **changes):
    found = {(view, basis): make_combination(view, basis, pair) for (view, basis), pair in dict(others).items()}
    estimate = make_estimate(yearly, others=found, **changes)
    case = make_case(reasons=NOTHING_RAISED, scenario={"people": {"workforce": workforce}})
    return ways_sentence(estimate, judge(case, estimate, shipped_book()))


@pytest.mark.parametrize("view", ["loaded", "cash", "both"])
@pytest.mark.parametrize("yearly", [SELF, CLOUD, CLOSE])
def test_ways_of_counting_that_agree_are_not_mentioned(yearly, view):
    assert said(yearly, view=view) == ""


def test_staffing_bases_that_disagree_are_named_with_what_each_says():
    assert said(CLOUD, {("loaded", "tasks"): SELF}, view="loaded") == (
        "The two ways of estimating the work disagree. With the work estimated by normal and large quarters, Medplum "
        "Cloud is clearly cheaper. With the work estimated by single tasks, self-hosting is clearly cheaper."
    )


def test_a_basis_that_is_merely_unclear_is_a_disagreement_too():
    assert " With the work estimated by single tasks, neither option is clearly cheaper." in said(
        CLOUD, {("loaded", "tasks"): CLOSE}, view="loaded"
    )


def test_views_that_disagree_are_said_as_a_whole_and_what_does_not_count_is_marked():
    contrary = {("cash", "quarters"): SELF, ("cash", "tasks"): SELF}
    assert said(CLOUD, contrary, view="both") == (
        "The two ways of counting people disagree. With all people counted, Medplum Cloud is clearly cheaper. With "
        "only new money counted (shown, but not what decides), self-hosting is clearly cheaper."
    )
    assert "not what decides" not in said(CLOUD, contrary, view="both", workforce="spare")


def test_with_both_views_a_single_combination_that_differs_is_named():
    assert said(CLOUD, {("loaded", "tasks"): SELF}, view="both").endswith(
        "With all people counted and the work estimated by single tasks, self-hosting is clearly cheaper."
    )


def test_a_view_that_nobody_asked_for_and_typical_bases_beside_measured_hours_are_not_mentioned():
    assert said(CLOUD, {("cash", "tasks"): SELF}, view="loaded") == ""
    assert said(CLOUD, {("loaded", "tasks"): SELF}, view="loaded", basis="measured") == ""


def test_totals_with_gaps_are_not_compared():
    gap = make_line("need_scim", "self_host", group="needs", state="not_estimated", because="no public price")
    assert said(CLOUD, {("loaded", "tasks"): SELF}, view="loaded", lines=[gap]) == ""


def test_books_that_disagree_are_named_and_books_that_agree_are_not():
    same, other = BookVerdict(2, "July", "too_close"), BookVerdict(3, "Ours", "cloud_recommended")
    assert books_sentence(1, "too_close", [same]) == ""
    assert books_sentence(1, "too_close", [same, other]) == (
        "The books disagree: “Too close to call” with book 1, which counts here; "
        "“Medplum Cloud is clearly cheaper” with book 3 (Ours)."
    )


@pytest.mark.django_db
def test_the_same_answers_are_judged_with_the_other_shipped_book(site):
    case = example_case(examples()[0])
    judged = estimate_case(case)
    (found,) = other_books(judged)

    assert found.number != judged.book.number
    again = estimate_case(case, book=shipped_book(found.number))
    assert found.outcome == again.verdict.outcome


@pytest.mark.django_db
def test_page_and_terminal_say_the_same(site):
    """The rural clinics without the rule that decides: the books' headline bases come to different answers."""
    rural = next(one for one in examples() if one.slug == "rural-clinics")
    case = example_case(rural).model_copy(update={"reasons": make_case(reasons=NOTHING_RAISED).reasons})
    judged = estimate_case(case)
    books = other_books(judged)
    sentences = document_of(judged, beside=Beside(books=books))["headline"]["disagreements"]
    printed = plain_text(judged_as_dict(judged.case, judged.estimate, judged.verdict, judged.book, books))

    assert [text.partition(" disagree")[0] for text in sentences] == [
        "The two ways of estimating the work",
        "The books",
    ]
    assert all(f"  {text}\n" in printed for text in sentences)
