"""The first sentence of a result: which option, by how much, over which years, how sure; no odds where a gap is."""

from dataclasses import dataclass

from decisions.advice.results import Verdict
from estimator.estimate import OPTIONS, Estimate, OptionKey

from . import format as fmt
from .narrative import LABELS, NAMES, OTHER, OUTCOME_LABELS, about, chance_cheaper, gaps, missing, odds, walk_away


@dataclass(frozen=True)
class Comparison:
    """Both totals by size, as text in the display currency; `share` is the difference as a share of the lower one."""

    cheaper: OptionKey
    dearer: OptionKey
    low: str
    high: str
    gap: str
    share: float
    over: str


def compare(estimate: Estimate) -> Comparison:
    """The comparison behind every headline: nominal means, as far as costs could be estimated."""
    totals = {option: estimate.options[option].total for option in OPTIONS}
    cheaper: OptionKey = "self_host" if totals["self_host"] < totals["cloud"] else "cloud"
    dearer = OTHER[cheaper]
    gap = totals[dearer] - totals[cheaper]
    return Comparison(
        cheaper=cheaper,
        dearer=dearer,
        low=about(estimate, totals[cheaper]),
        high=about(estimate, totals[dearer]),
        gap=about(estimate, gap),
        share=gap / totals[cheaper] if totals[cheaper] else 1.0,
        over=f"over the {fmt.horizon(estimate.quarters)} {fmt.period(estimate.quarters)}",
    )


def headline(estimate: Estimate, verdict: Verdict) -> str:
    """The outcome, then what it costs; a verdict by money needs no words beside the figures."""
    found = compare(estimate)
    by_money = verdict.outcome in ("self_host_by_money", "cloud_recommended")
    opening = "" if by_money else f"{_without_label(verdict)} "
    if gaps(estimate):
        return opening + _with_gaps(estimate, found, verdict.winner)
    if verdict.outcome == "too_close":
        said = _close(estimate, found, verdict.money.limits.share)
    elif verdict.winner == found.dearer:
        said = _dearer_sentence(estimate, found)
    else:
        said = ("" if by_money else "On cost alone: ") + _cheaper_sentence(estimate, found)
    return opening + said + _only_new_money(estimate)


def _only_new_money(estimate: Estimate) -> str:
    """That people who are there already are not in the figures, and which option is cheaper with them."""
    if estimate.headline_view != "cash":
        return ""
    views = {one.view: one for one in estimate.combinations if one.basis == estimate.basis}
    loaded, cash = views["loaded"], views["cash"]
    if (loaded.npv < 0) == (cash.npv < 0) or not loaded.comparable:
        return " Only new money is counted, as your board does."
    name = NAMES["self_host" if loaded.npv < 0 else "cloud"]
    return f" Only new money is counted, as your board does; with all people counted {name} is cheaper on average."


def _without_label(verdict: Verdict) -> str:
    """The verdict's sentence without the words that already stand above it."""
    text = verdict.sentence.removeprefix(f"{OUTCOME_LABELS[verdict.outcome]}: ")
    return f"{text[:1].upper()}{text[1:]}"


def _cheaper_sentence(estimate: Estimate, found: Comparison) -> str:
    return (
        f"{LABELS[found.cheaper]} costs about {found.gap} less than {NAMES[found.dearer]} {found.over} "
        f"({found.low} against {found.high}) {_how_often(estimate, found, '')}."
    )


def _dearer_sentence(estimate: Estimate, found: Comparison) -> str:
    return (
        f"{LABELS[found.dearer]} costs about {found.gap} more than {NAMES[found.cheaper]} {found.over} "
        f"({found.high} against {found.low}), {_how_often(estimate, found, f'{NAMES[found.cheaper]} ')}."
    )


def _how_often(estimate: Estimate, found: Comparison, subject: str) -> str:
    """With skewed ranges the option with the lower mean can be the cheaper one in fewer than half of the futures."""
    if likelier(estimate) == found.cheaper:
        return f"and {subject}is cheaper {odds(estimate, found.cheaper)}"
    return f"though {NAMES[found.dearer]} is the cheaper one {odds(estimate, found.dearer)}"


def likelier(estimate: Estimate) -> OptionKey:
    """The option that is the cheaper one in more futures."""
    chance = estimate.difference.probability_self_host_cheaper
    return "self_host" if chance_cheaper(chance, "self_host") > chance_cheaper(chance, "cloud") else "cloud"


def odds_sentence(estimate: Estimate) -> str:
    """Which option is cheaper more often, in a sentence of its own; with gaps, that it cannot be told."""
    if gaps(estimate):
        return f"How often one is cheaper cannot be told while a total has gaps: {missing(estimate)}."
    option = likelier(estimate)
    return f"{LABELS[option]} is cheaper {odds(estimate, option)}."


def _close(estimate: Estimate, found: Comparison, material: float) -> str:
    often = likelier(estimate)
    tail = f"{NAMES[often]} is cheaper {odds(estimate, often)}."
    if found.share < material:
        amounts = f"{NAMES[found.cheaper]} about {found.low}, {NAMES[found.dearer]} about {found.high}"
        return f"Both cost about the same {found.over}, {amounts}; {tail}"
    amounts = f"{LABELS[found.cheaper]} costs about {found.low}, {NAMES[found.dearer]} about {found.high}"
    return f"{amounts} {found.over}; {tail}"


def _with_gaps(estimate: Estimate, found: Comparison, winner: OptionKey | None) -> str:
    """A missing cost can only be added to its own option: it makes a difference larger or leaves it open."""
    if gaps(estimate) != {found.dearer}:
        opening = f"The totals cannot be compared, because this could not be estimated: {missing(estimate)}."
        amounts = f"{NAMES[found.cheaper]} comes to about {found.low}, {NAMES[found.dearer]} to about {found.high}"
        return f"{opening} Without it {amounts} {found.over}. {walk_away(estimate)}"
    lacks = f"not estimated: {fmt.listed([line.label for line in estimate.not_estimated()])}"
    if winner == found.dearer:
        return (
            f"{LABELS[winner]} costs at least {found.gap} more than {NAMES[found.cheaper]} {found.over} "
            f"({found.high} against {found.low}; {lacks})."
        )
    return (
        f"{LABELS[found.cheaper]} costs at least {found.gap} less than {NAMES[found.dearer]} {found.over} "
        f"({found.low} against {found.high}; {lacks})."
    )
