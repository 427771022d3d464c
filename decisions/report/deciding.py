"""What decides, in words and tables: how wide the answer is, which inputs move it, and where it turns."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from decisions.advice.results import Verdict
from decisions.advice.turning import Turn, money_decides
from estimator.estimate import Estimate, OptionKey
from estimator.sensitivity import Sensitivity, Switch

from . import format as fmt
from .answers import with_unit
from .narrative import NAMES, OTHER, about, gaps, outcome_inside
from .tornado import drivers_table, tornado_chart
from .two_way import two_way_chart

SHOWN = 10
NAMED = 5
HARDLY = 0.01  # of the range: what is smaller is not worth a word


def deciding_section(estimate: Estimate, verdict: Verdict, turns: Sequence[Turn]) -> dict[str, Any] | None:
    """Sentences, chart and tables; None where a total has gaps, for then nothing is compared."""
    found = estimate.sensitivity
    if found is None or gaps(estimate):
        return None
    return {
        "sentences": [
            _width(estimate, found),
            _rests_on(found),
            _certainty(estimate, found),
            *_unknown(estimate, found),
        ],
        "likely": _turns_at_likely_values(estimate, found),
        "switches": [_switch(found, one) for one in found.nearest[:SHOWN]],
        "verdict": _verdict_sentence(verdict, turns),
        "turns": [_turn(found, one) for one in turns],
        "chart": tornado_chart(estimate, found.tornado[:SHOWN]),
        "two_way": two_way_chart(estimate, found),
        "every": drivers_table(estimate, found),
    }


# --- sentences -----------------------------------------------------------------------------------


def _width(estimate: Estimate, found: Sensitivity) -> str:
    low, high = estimate.difference.p10, estimate.difference.p90
    if low >= 0 or high <= 0:
        dearer: OptionKey = "self_host" if low >= 0 else "cloud"
        least, most = sorted((abs(low), abs(high)))
        amounts = fmt.money_between(estimate.money(least), estimate.money(most), estimate.currency)
        return f"In 80 of 100 futures {NAMES[dearer]} costs {amounts} more, in today's money and given our ranges."
    return (
        f"In 80 of 100 futures the answer lies between self-hosting costing {about(estimate, -low)} less and "
        f"{about(estimate, high)} more than Medplum Cloud, in today's money and given our ranges."
    )


def _rests_on(found: Sensitivity) -> str:
    kinds = {"judgement": "judgement", "sources": "figures with a source", "answers": "ranges of your own"}
    parts = [f"{fmt.percent(found.shares[kind])} from {words}" for kind, words in kinds.items() if found.shares[kind]]
    if found.shares["rest"] > HARDLY:
        parts.append("the rest from events and from inputs that act together")
    return f"What makes that range wide: {fmt.listed(parts)}."


def _certainty(estimate: Estimate, found: Sensitivity) -> str:
    """What knowing more would be worth: all of it, and the input whose knowledge is worth most."""
    worth = found.value_of_knowing_all_usd
    if worth < HARDLY * found.width_usd:
        return "Knowing more beforehand would hardly make the choice a better one."
    text = f"Knowing everything beforehand would be worth {about(estimate, worth)} at most"
    best = max(found.influences.values(), key=lambda one: one.value_usd, default=None)
    if best is None or not best.value_usd:
        return f"{text}; no single input would tell enough to change the choice."
    label = found.drivers[best.name].leaf.label
    return f"{text}; the single input worth most is “{label}”, about {about(estimate, best.value_usd)}."


def _unknown(estimate: Estimate, found: Sensitivity) -> Iterator[str]:
    """The typical ranges that make the answer widest."""
    widest = sorted(found.influences.values(), key=lambda one: -one.width_usd)[:NAMED]
    named = [one for one in widest if one.width_usd >= HARDLY * found.width_usd]
    if named:
        words = [f"“{found.drivers[one.name].leaf.label}” ({about(estimate, one.width_usd)})" for one in named]
        width = about(estimate, found.width_usd)
        yield f"The range spans {width}. Known exactly, these would make it narrower: {fmt.listed(words)}."


def _turns_at_likely_values(estimate: Estimate, found: Sensitivity) -> str:
    count, every = len(found.nearest), len(found.drivers)
    cheaper = NAMES[_cheaper(found)]
    if not count:
        return (
            f"At likely values {cheaper} is the cheaper option. Moved alone, within its range, none of the "
            f"{fmt.number(every, 0)} inputs changes that."
        )
    verb = "changes" if count == 1 else "change"
    return (
        f"At likely values {cheaper} is the cheaper option. Moved alone, {fmt.word(count)} of the "
        f"{fmt.number(every, 0)} inputs {verb} that; the nearest first:"
    )


def _cheaper(found: Sensitivity) -> OptionKey:
    curve = next(iter(found.curves.values()))
    now = curve.differences[curve.values.index(curve.driver.likely)]
    return "self_host" if now < 0 else "cloud"


def _switch(found: Sensitivity, switch: Switch) -> dict[str, Any]:
    driver = found.drivers[switch.name]
    other = OTHER[_cheaper(found)]
    rises = switch.value > driver.likely
    value = _rounded(switch.value, up=rises)
    return {
        "label": driver.leaf.label,
        "text": f"{'from' if rises else 'down to'} {with_unit(value, driver.leaf.unit)} on, {NAMES[other]} is cheaper",
        "now": f"now {with_unit(driver.likely, driver.leaf.unit)}{'' if driver.ranged else ', known exactly'}",
        "way": switch.way,
        "name": switch.name,
    }


def _turn(found: Sensitivity, turn: Turn) -> dict[str, Any]:
    driver = found.drivers[turn.name]
    rises = turn.value > driver.likely
    value = with_unit(_rounded(turn.value, up=rises), driver.leaf.unit)
    return {
        "label": driver.leaf.label,
        "text": f"at {value} or {'more' if rises else 'less'}: {outcome_inside(turn.outcome)}",
        "now": f"now {with_unit(driver.likely, driver.leaf.unit)}",
        "name": turn.name,
    }


def _verdict_sentence(verdict: Verdict, turns: Sequence[Turn]) -> str:
    if not money_decides(verdict):
        return "The verdict does not rest on cost, so no figure changes it; what changes it stands under its reasons."
    if not turns:
        return "Counted with all futures, no single input within its range was found to make the verdict another one."
    return "Counted with all futures, the verdict is another one when a single input is known to be:"


def _rounded(value: float, *, up: bool) -> float:
    """Four digits, away from the likely value: what is written lies past the turn."""
    if not value:
        return value
    size = 10.0 ** (math.floor(math.log10(abs(value))) - 3)
    return (math.ceil(value / size) if up else math.floor(value / size)) * size
