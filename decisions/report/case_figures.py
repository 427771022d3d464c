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
SMALLEST = 0.005  # of the dearer total: a smaller difference of a group is not worth a sentence


def money_points(estimate: Estimate, option: OptionKey) -> tuple[list[Said], list[Said]]:
    """(weighty, finer): totals, best way of counting, price of equal cost, largest group; then groups and inputs."""
    groups = list(_groups(estimate, option))
    if gaps(estimate):
        return [*_with_gaps(estimate, option), *groups[:1]], groups[1:]
    weighty = [_totals(estimate, option), *_best_way(estimate, option), *_price(estimate, option), *groups[:1]]
    return weighty, [*_inputs(estimate, option), *groups[1:]]


def _totals(estimate: Estimate, option: OptionKey) -> Said:
    own, other = (about(estimate, estimate.options[one].total) for one in (option, OTHER[option]))
    over = compare(estimate).over
    return "totals", (
        f"It costs about {own} {over}, against about {other} for {NAMES[OTHER[option]]}, and is the cheaper one "
        f"{odds(estimate, option)}."
    )


def _with_gaps(estimate: Estimate, option: OptionKey) -> Iterator[Said]:
    """A missing figure of the other option can only make that one dearer."""
    own, other = (about(estimate, estimate.options[one].total) for one in (option, OTHER[option]))
    yield (
        "totals",
        (
            f"As far as it could be estimated it costs about {own} {compare(estimate).over}, against about {other} for "
            f"{NAMES[OTHER[option]]}."
        ),
    )
    if lacks := missing_of(estimate, OTHER[option]):
        yield "totals", f"What could not be estimated can only make {NAMES[OTHER[option]]} dearer: {lacks}."


def _lead(one: Combination, option: OptionKey) -> float:
    """By how many USD of today's money the option is cheaper; negative where it is dearer."""
    return -one.npv if option == "self_host" else one.npv


def _best_way(estimate: Estimate, option: OptionKey) -> Iterator[Said]:
    best = max(estimate.combinations, key=lambda one: _lead(one, option))
    lead = _lead(best, option)
    compared = "less" if lead > 0 else "more"
    chance = chance_cheaper(best.probability_self_host_cheaper, option)
    yield (
        f"combination:{best.view}:{best.basis}",
        (
            f"Counted in the way that favours it most, {combination_words(best.view, best.basis)}, it costs about "
            f"{about(estimate, abs(lead))} {compared} in today's money and is cheaper "
            f"{frequency(chance, estimate.run.draws)}."
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
            mine, theirs = (_amount(sum(sums.get(label, ())), estimate.currency) for sums in (own, other))
            yield f"group:{label}", f"For “{label}” it comes to {mine}, against {theirs} for {NAMES[OTHER[option]]}."


def _amount(amount: float, currency: str) -> str:
    return f"about {fmt.money_about(amount, currency)}" if amount else "nothing"


def _inputs(estimate: Estimate, option: OptionKey) -> Iterator[Said]:
    """The input whose best part helps it most; the nearest input that alone makes it the cheaper one."""
    found = estimate.sensitivity
    if found is None or not found.influences:
        return
    sign = -1.0 if option == "self_host" else 1.0
    best = max(found.influences.values(), key=lambda one: max(sign * mean for mean in one.means))
    lead = max(sign * mean for mean in best.means)
    compared = "less" if lead > 0 else "more"
    yield (
        f"input:{best.name}",
        (
            f"“{found.drivers[best.name].leaf.label}” can help it most: in the best part of that range it costs about "
            f"{about(estimate, abs(lead))} {compared} than {NAMES[OTHER[option]]} on average."
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
