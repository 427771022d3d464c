"""Whether the ways of counting, and the books, agree: said where the verdict stands, in words without figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decisions.advice.results import Compared, Outcome, Verdict
from decisions.advice.wording import BASIS_WORDS, VIEW_WORDS, combination_words, sentence_case
from estimator.estimate import Estimate, OptionKey

from . import format as fmt
from .narrative import NAMES, OUTCOME_LABELS, gaps


@dataclass(frozen=True)
class BookVerdict:
    """The outcome of the same answers with another book that everybody may read."""

    number: int
    label: str
    outcome: Outcome


def disagreements(estimate: Estimate, verdict: Verdict, books: Sequence[BookVerdict]) -> list[str]:
    """Sentences for the lead: ways of counting that come out otherwise, books that do; none where all agree."""
    found = (ways_sentence(estimate, verdict), books_sentence(estimate.book.number, verdict.outcome, books))
    return [text for text in found if text]


def ways_sentence(estimate: Estimate, verdict: Verdict) -> str:
    """For whom each way of counting that is shown is clear, where they differ; nothing while a total has gaps."""
    shown = shown_ways(estimate, verdict)
    if gaps(estimate) or len({one.clear_for for one in shown}) < 2:
        return ""
    found = dict.fromkeys(one.clear_for for one in shown)
    parts = [_says(clear, [one for one in shown if one.clear_for == clear], shown, verdict) for clear in found]
    return f"{_which_disagree(shown)} disagree. {' '.join(parts)}"


def shown_ways(estimate: Estimate, verdict: Verdict) -> list[Compared]:
    """Counted ones first. With "show both" both views, else the one that counts; measured hours stand alone."""
    views = ("loaded", "cash") if estimate.view == "both" else (estimate.view,)
    every = (*verdict.money.counted, *verdict.money.uncounted)
    measured = estimate.basis == "measured"
    return [one for one in every if one.combination.view in views and (one.combination.basis == "measured") == measured]


def _which_disagree(shown: Sequence[Compared]) -> str:
    """The ways of estimating the work where one view alone already shows it, else the two ways of counting people."""
    for view in dict.fromkeys(one.combination.view for one in shown):
        if len({one.clear_for for one in shown if one.combination.view == view}) > 1:
            return "The two ways of estimating the work"
    return "The two ways of counting people"


def _says(clear: OptionKey | None, found: Sequence[Compared], shown: Sequence[Compared], verdict: Verdict) -> str:
    who = NAMES[clear] if clear else "neither option"
    ways = fmt.listed(list(_words(found, shown, verdict)))
    return f"{sentence_case(ways)}, {who} is clearly cheaper."


def _words(found: Sequence[Compared], shown: Sequence[Compared], verdict: Verdict) -> Iterator[str]:
    """A view as a whole where all its bases agree, else each of them."""
    one_view = len({one.combination.view for one in shown}) == 1
    for view in dict.fromkeys(one.combination.view for one in found):
        here = [one for one in found if one.combination.view == view]
        whole = len(here) == sum(one.combination.view == view for one in shown)
        note = "" if here[0] in verdict.money.counted else " (shown, but not what decides)"
        if whole and not one_view:
            yield f"{VIEW_WORDS[view]}{note}"
            continue
        for one in here:
            basis = one.combination.basis
            yield f"{BASIS_WORDS[basis] if one_view else combination_words(view, basis)}{note}"


def books_sentence(number: int, outcome: Outcome, books: Sequence[BookVerdict]) -> str:
    """What other books make of the same answers, where one makes something else of them."""
    others = [book for book in books if book.number != number and book.outcome != outcome]
    if not others:
        return ""
    said = [f"“{OUTCOME_LABELS[book.outcome]}” with book {book.number} ({book.label})" for book in others]
    return f"The books disagree: “{OUTCOME_LABELS[outcome]}” with book {number}, which counts here; {fmt.listed(said)}."
