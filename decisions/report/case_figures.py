"""What money says for an option, whoever wins: where it is cheaper, which way of counting and which input favour it."""

from collections.abc import Iterator

from decisions.advice.wording import combination_words
from estimator.estimate import Combination, Estimate, OptionKey

from . import format as fmt
from .answers import with_unit
from .groups import group_sums
from .headline import compare
from .narrative import NAMES, OTHER, about, chance_cheaper, frequency, gaps, missing_of, odds, price_bound

Said = tuple[str, str]  # key of the figure, sentence
GROUPS_NAMED = 2
MOSTLY, NOT_SELDOM = 0.5, 0.25  # shares of the futures from which it speaks for an option to be the cheaper one
SMALLEST = 0.005  # of the dearer total: a smaller difference of a group is not worth a sentence


def money_points(estimate: Estimate, option: OptionKey) -> tuple[list[Said], list[Said]]:
    """(weighty, finer): totals, best way of counting, price of equal cost, largest group; then groups and inputs.

    Only what speaks for the option: where a figure does not, there is no sentence.
    """
    groups = list(_groups(estimate, option))
    if gaps(estimate):
        return [*_with_gaps(estimate, option), *groups[:1]], groups[1:]
    weighty = [*_totals(estimate, option), *_best_way(estimate, option), *_price(estimate, option), *groups[:1]]
    return weighty, [*_inputs(estimate, option), *groups[1:]]


def _totals(estimate: Estimate, option: OptionKey) -> Iterator[Said]:
    """Cheaper on average, and how often where that is the rule; else only how often, where that is not seldom."""
    own, other = (estimate.options[one].total for one in (option, OTHER[option]))
    chance = chance_cheaper(estimate.difference.probability_self_host_cheaper, option)
    often = f"is the cheaper one {odds(estimate, option)}"
    if own < other:
        tail = f", and {often}" if chance >= MOSTLY else ""
        yield "totals", f"{_compared(estimate, option)}{tail}."
    elif chance >= NOT_SELDOM:
        yield "totals", f"It {often}."


def _compared(estimate: Estimate, option: OptionKey) -> str:
    own, other = (about(estimate, estimate.options[one].total) for one in (option, OTHER[option]))
    return f"It costs about {own} {compare(estimate).over}, against about {other} for {NAMES[OTHER[option]]}"


def _with_gaps(estimate: Estimate, option: OptionKey) -> Iterator[Said]:
    """A missing figure of the other option can only make that one dearer."""
    if estimate.options[option].total < estimate.options[OTHER[option]].total:
        text = _compared(estimate, option)
        yield "totals", f"As far as it could be estimated {text[:1].lower()}{text[1:]}."
    if lacks := missing_of(estimate, OTHER[option]):
        yield "totals", f"What could not be estimated can only make {NAMES[OTHER[option]]} dearer: {lacks}."


def _lead(one: Combination, option: OptionKey) -> float:
    """By how many USD of today's money the option is cheaper; negative where it is dearer."""
    return -one.npv if option == "self_host" else one.npv


def _best_way(estimate: Estimate, option: OptionKey) -> Iterator[Said]:
    """The way of counting in which it is cheapest against the other, if it is cheaper in any."""
    best = max(estimate.combinations, key=lambda one: _lead(one, option))
    lead = _lead(best, option)
    if lead <= 0:
        return
    chance = chance_cheaper(best.probability_self_host_cheaper, option)
    tail = f" and is cheaper {frequency(chance, estimate.run.draws)}" if chance >= MOSTLY else ""
    yield (
        f"combination:{best.view}:{best.basis}",
        (
            f"Counted in the way that favours it most, {combination_words(best.view, best.basis)}, it costs about "
            f"{about(estimate, lead)} less in today's money{tail}."
        ),
    )


def _price(estimate: Estimate, option: OptionKey) -> Iterator[Said]:
    price = estimate.difference.walk_away_price_per_month
    if price is None or price_bound(estimate) != "":
        return
    side = "Above" if option == "self_host" else "Below"
    yield (
        "walk_away_price",
        (f"{side} a price of about {about(estimate, price)} a month for Medplum Cloud it is the cheaper one."),
    )


def _groups(estimate: Estimate, option: OptionKey) -> Iterator[Said]:
    """The groups of lines in which it costs least against the other, the largest difference first."""
    own, other = group_sums(estimate, option), group_sums(estimate, OTHER[option])
    gains = {label: sum(amounts) - sum(own.get(label, ())) for label, amounts in other.items()}
    worth = SMALLEST * max(sum(map(sum, own.values())), sum(map(sum, other.values())))
    for label in sorted(gains, key=lambda one: -gains[one])[:GROUPS_NAMED]:
        if gains[label] > worth:
            yield f"group:{label}", _group_sentence(estimate, option, label, sum(own.get(label, ())), sum(other[label]))


def _group_sentence(estimate: Estimate, option: OptionKey, label: str, own: float, other: float) -> str:
    theirs = f"about {fmt.money_about(other, estimate.currency)}"
    if not own:
        return f"It has no cost for “{label}”, where {NAMES[OTHER[option]]} has {theirs}."
    mine = fmt.money_about(own, estimate.currency)
    return f"For “{label}” it comes to about {mine}, against {theirs} for {NAMES[OTHER[option]]}."


def _inputs(estimate: Estimate, option: OptionKey) -> Iterator[Said]:
    """The input whose best part helps it most, if it is cheaper there; the nearest that alone makes it the cheaper."""
    found = estimate.sensitivity
    if found is None or not found.influences:
        return
    sign = -1.0 if option == "self_host" else 1.0
    best = max(found.influences.values(), key=lambda one: max(sign * mean for mean in one.means))
    lead = max(sign * mean for mean in best.means)
    if lead > 0:
        yield (
            f"input:{best.name}",
            (
                f"“{found.drivers[best.name].leaf.label}” can help it most: in the best part of that range it costs "
                f"about {about(estimate, lead)} less than {NAMES[OTHER[option]]} on average."
            ),
        )
    curve = next(iter(found.curves.values()))
    now = curve.differences[curve.values.index(curve.driver.likely)]
    if sign * now < 0 and found.nearest:
        switch = found.nearest[0]
        driver = found.drivers[switch.name]
        value = with_unit(fmt.significant(switch.value, 4), driver.leaf.unit)
        yield (
            f"input:{switch.name}",
            (
                f"With all else at its likely value, “{driver.leaf.label}” alone makes it the cheaper one from about "
                f"{value} on (likely: {with_unit(driver.likely, driver.leaf.unit)})."
            ),
        )
