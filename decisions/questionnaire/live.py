"""The estimate beside the questions: both totals with their ranges, and one sentence."""

from dataclasses import dataclass

from decisions.advice.results import Verdict
from decisions.report import format as fmt
from decisions.report import narrative
from decisions.report.headline import odds_sentence
from estimator.estimate import OPTIONS, Estimate, OptionKey

NAMED = 2  # open questions that are named
SCALE = 100  # width of the drawing; the longest range ends there


@dataclass(frozen=True)
class Bar:
    """One option: its total as text, and its range on a scale from 0 to SCALE that both options share."""

    css: str
    label: str
    total: str
    between: str
    start: float
    width: float
    mark: float
    complete: bool


@dataclass(frozen=True)
class Panel:
    """What stands beside the questions; `questions`: what is open and can decide, `more`: how many others there are."""

    sentence: str
    questions: tuple[str, ...]
    more: int
    odds: str
    futures: str
    period: str
    bars: tuple[Bar, ...]


def panel(estimate: Estimate, verdict: Verdict) -> Panel:
    """The panel for an estimate and its verdict; amounts in the display currency."""
    longest = max(estimate.options[option].p90 for option in OPTIONS) or 1
    return Panel(
        sentence=verdict.sentence,
        questions=tuple(one.question for one in verdict.ask[:NAMED]),
        more=len(verdict.ask[NAMED:]),
        odds=odds_sentence(estimate),
        futures=fmt.number(estimate.run.draws, 0),
        period=f"{fmt.horizon(estimate.quarters)}, {fmt.period(estimate.quarters)}",
        bars=tuple(_bar(estimate, option, longest) for option in OPTIONS),
    )


def _bar(estimate: Estimate, option: OptionKey, longest: float) -> Bar:
    result = estimate.options[option]
    low, high, mean = (_place(value, longest) for value in (result.p10, result.p90, result.total))
    return Bar(
        css=option.replace("_", "-"),
        label=narrative.LABELS[option],
        total=fmt.money_about(estimate.money(result.total), estimate.currency),
        between=fmt.money_between(estimate.money(result.p10), estimate.money(result.p90), estimate.currency),
        start=low,
        width=max(round(high - low, 1), 1),
        mark=mean,
        complete=result.complete,
    )


def _place(value: float, longest: float) -> float:
    return round(max(0.0, value / longest) * SCALE, 1)
