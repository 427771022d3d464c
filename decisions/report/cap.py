"""A cap on yearly spending beside what an average year of each option costs."""

from decisions.case import Case
from estimator.estimate import OPTIONS, Estimate, OptionKey

from . import format as fmt
from .narrative import NAMES, VIEW_LABELS, about, gaps, whole


def cap_sentence(case: Case, estimate: Estimate) -> str:
    """The cap and the average year of both options, against each other; empty where no cap is given."""
    cap = case.reasons.cap_per_year
    if cap is None:
        return ""
    parts = "; ".join(_average_year(estimate, option, cap.likely) for option in OPTIONS)
    view = VIEW_LABELS[estimate.headline_view].lower()
    tail = " What could not be estimated comes on top." if gaps(estimate) else ""
    return (
        f"Your cap is {_amount(estimate, cap.likely)} a year. An average year, {view}: {parts}. In half of the futures "
        f"it costs more than that, in half of them less.{tail}"
    )


def _amount(estimate: Estimate, usd: float) -> str:
    shown = whole(estimate, usd)
    return shown if estimate.currency == "USD" else f"{shown} ({fmt.money(usd, 'USD')})"


def _average_year(estimate: Estimate, option: OptionKey, cap: float) -> str:
    """The middle of the futures, which is what the cap is held against."""
    year = estimate.options[option].p50 / (len(estimate.quarters) / fmt.QUARTERS_A_YEAR)
    side = "above" if year > cap else "below"
    return f"about {about(estimate, year)} for {NAMES[option]}, {about(estimate, abs(year - cap))} {side} the cap"
