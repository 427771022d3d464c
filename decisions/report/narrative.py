"""Every sentence about a number. Both options get the same words: swapping figures swaps only the names."""

from dataclasses import dataclass

from decisions.advice.results import Verdict
from estimator.estimate import OPTIONS, Estimate, OptionKey

from . import format as fmt

NAMES: dict[OptionKey, str] = {"self_host": "self-hosting", "cloud": "Medplum Cloud"}
LABELS: dict[OptionKey, str] = {"self_host": "Self-hosting", "cloud": "Medplum Cloud"}
OTHER: dict[OptionKey, OptionKey] = {"self_host": "cloud", "cloud": "self_host"}
OUTCOME_LABELS = {
    "not_feasible": "Not feasible as answered",
    "self_host_required": "Self-hosting required",
    "cloud_required": "Medplum Cloud required",
    "ask_first": "Ask first",
    "self_host_by_reason": "Self-hosting, for a reason other than money",
    "too_close": "Too close to call",
    "self_host_by_money": "Self-hosting, by money",
    "cloud_recommended": "Medplum Cloud, by money",
}


@dataclass(frozen=True)
class Comparison:
    """Which option costs less, by how much and how surely; amounts as text in the display currency."""

    cheaper: OptionKey
    dearer: OptionKey
    gap: str
    low: str
    high: str
    over: str
    chance: float
    odds: str
    complete: bool


def compare(estimate: Estimate) -> Comparison:
    """The comparison behind every headline: nominal means, probability of the discounted difference."""
    totals = {option: estimate.options[option].total for option in OPTIONS}
    cheaper: OptionKey = "self_host" if totals["self_host"] < totals["cloud"] else "cloud"
    dearer = OTHER[cheaper]
    complete = all(estimate.options[option].complete for option in OPTIONS)
    return Comparison(
        cheaper=cheaper,
        dearer=dearer,
        gap=about(estimate, totals[dearer] - totals[cheaper]),
        low=about(estimate, totals[cheaper]),
        high=about(estimate, totals[dearer]),
        over=f"over the {fmt.horizon(estimate.quarters)} {fmt.period(estimate.quarters)}{_as_far(complete)}",
        chance=chance_cheaper(estimate.difference.probability_self_host_cheaper, cheaper),
        odds=odds(estimate, cheaper),
        complete=complete,
    )


def _as_far(complete: bool) -> str:
    return "" if complete else ", as far as costs could be estimated"


def odds(estimate: Estimate, option: OptionKey) -> str:
    """How surely an option is the cheaper one: "in 83 of 100 futures, given our ranges", never 0 or 100."""
    chance = chance_cheaper(estimate.difference.probability_self_host_cheaper, option)
    text = f"{_frequency(chance, estimate.run.draws)}, given our ranges"
    apart = chance in (0.0, 1.0) and not ranges_overlap(estimate)
    return f"{text}; the ranges do not overlap" if apart else text


def _frequency(chance: float, draws: int) -> str:
    if chance in (0.0, 1.0):
        return f"in {'none' if chance == 0 else 'every one'} of {fmt.number(draws, 0)} runs"
    return f"in {of_hundred(chance)} futures"


def of_hundred(chance: float) -> str:
    """A probability strictly between 0 and 1 as so many of 100."""
    count = round(chance * 100)
    if count == 0:
        return "fewer than 1 of 100"
    return "more than 99 of 100" if count == 100 else f"{count} of 100"


def chance_cheaper(probability_self_host_cheaper: float, option: OptionKey) -> float:
    """Probability that this option is the cheaper one."""
    return probability_self_host_cheaper if option == "self_host" else 1 - probability_self_host_cheaper


def ranges_overlap(estimate: Estimate) -> bool:
    """Whether the P10–P90 ranges of the two totals have anything in common."""
    own, cloud = estimate.options["self_host"], estimate.options["cloud"]
    return own.p10 <= cloud.p90 and cloud.p10 <= own.p90


def headline(estimate: Estimate, verdict: Verdict) -> str:
    """The first sentence: which option, by how much, over which years, how sure."""
    found = compare(estimate)
    if verdict.outcome in ("self_host_by_money", "cloud_recommended"):
        return _cheaper_sentence(found)
    opening = _without_label(verdict)
    if verdict.outcome == "ask_first" and not found.complete:
        return f"{opening} {_incomplete_sentence(estimate)}"
    return f"{opening} {_cost_sentence(found, verdict.winner)}"


def _without_label(verdict: Verdict) -> str:
    """The verdict's sentence without the words that already stand above it."""
    text = verdict.sentence.removeprefix(f"{OUTCOME_LABELS[verdict.outcome]}: ")
    return f"{text[:1].upper()}{text[1:]}"


def _cheaper_sentence(found: Comparison) -> str:
    return (
        f"{LABELS[found.cheaper]} costs about {found.gap} less than {NAMES[found.dearer]} {found.over} "
        f"({found.low} against {found.high}) {_how_often(found)}."
    )


def _how_often(found: Comparison, subject: str = "") -> str:
    """The odds in the same sentence; skewed ranges can make the option with the lower mean the rarer winner."""
    joint, only = ("but", " only") if found.chance < 1 - found.chance else ("and", "")
    return f"{joint} {subject}is cheaper{only} {found.odds}"


def _cost_sentence(found: Comparison, winner: OptionKey | None) -> str:
    if winner is None or winner == found.cheaper:
        return f"On cost alone: {_cheaper_sentence(found)}"
    return (
        f"{LABELS[winner]} costs about {found.gap} more than {NAMES[found.cheaper]} {found.over} "
        f"({found.high} against {found.low}), {_how_often(found, f'{NAMES[found.cheaper]} ')}."
    )


def _incomplete_sentence(estimate: Estimate) -> str:
    text = f"The totals cannot be compared yet, because this could not be estimated: {missing(estimate)}."
    return f"{text} {walk_away(estimate)}"


def missing(estimate: Estimate) -> str:
    """The lines that could not be estimated, named."""
    return fmt.listed([f"{line.label} ({NAMES[line.option]})" for line in estimate.not_estimated()])


def walk_away(estimate: Estimate) -> str:
    """The price of Medplum Cloud at which both options cost the same, in one or two sentences."""
    price = estimate.difference.walk_away_price_per_month
    if price is None:
        return f"Even at a price of nothing, {NAMES['cloud']} would cost more than {NAMES['self_host']}."
    gaps = [line for line in estimate.not_estimated() if line.group != "subscription"]
    opening = "As far as costs could be estimated, both" if gaps else "Both"
    text = f"{opening} options cost the same at about {about(estimate, price)} a month for Medplum Cloud"
    return f"{text}: below that Medplum Cloud is cheaper, above it self-hosting."


def plan_sentence(estimate: Estimate) -> str:
    """Which plan fits and what it costs a month."""
    plan = estimate.plan
    name = plan.plan.capitalize()
    if plan.price_per_month is None:
        return f"The plan that fits is {name}; its price is by quote only."
    return f"The plan counted is {name} at {whole(estimate, plan.price_per_month)} a month."


def recovery_sentence(estimate: Estimate) -> str:
    """The recovery level that self-hosting pays for, how fast and complete it recovers, and the target."""
    found = estimate.recovery
    meets = "This meets the target" if found.meets else "This misses the target"
    return (
        f"Recovery counted for self-hosting: {found.label}. It is back within {fmt.minutes(found.rto_p80_minutes)} in "
        f"80 of 100 futures and loses at most {fmt.minutes(found.rpo_minutes)} of data. {meets} of "
        f"{fmt.minutes(found.target_rto_minutes)} and {fmt.minutes(found.target_rpo_minutes)} ({found.target_source})."
    )


def range_sentence(estimate: Estimate, option: OptionKey) -> str:
    """P10–P90 of an option's total."""
    result = estimate.options[option]
    return f"{about(estimate, result.p10)} to {about(estimate, result.p90)} in 80 of 100 futures"


def base_case_sentence(estimate: Estimate, option: OptionKey) -> str:
    """The base case and where it lies among the runs."""
    result = estimate.options[option]
    share = result.base_case_percentile
    runs = f"{fmt.number(estimate.run.draws, 0)} runs"
    ends = {0.0: f"none of {runs} cost", 1.0: f"all {runs} cost"}
    place = ends.get(share) or f"{of_hundred(share)} futures cost"
    amount = about(estimate, result.base_case)
    return f"{amount} with every input at its most likely value; {place} this much or less"


def discounted_sentence(estimate: Estimate) -> str:
    """The difference in today's money with its range."""
    difference = estimate.difference
    cheaper: OptionKey = "self_host" if difference.npv < 0 else "cloud"
    low, high = about(estimate, difference.p10), about(estimate, difference.p90)
    return (
        f"In today's money (later amounts discounted) {NAMES[cheaper]} is about "
        f"{about(estimate, abs(difference.npv))} cheaper on average. Self-hosting minus Medplum Cloud "
        f"lies between {low} and {high} in 80 of 100 futures."
    )


def whole(estimate: Estimate, usd: float) -> str:
    """A whole amount in the display currency, for tables."""
    return fmt.money(estimate.money(usd), estimate.currency)


def about(estimate: Estimate, usd: float) -> str:
    """An amount in the display currency with two significant digits, for sentences."""
    return fmt.money_about(estimate.money(usd), estimate.currency)
