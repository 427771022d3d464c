"""Every sentence about a number. Both options get the same words: swapping figures swaps only the names."""

from estimator.estimate import OPTIONS, Combination, Estimate, OptionKey, OptionResult

from . import format as fmt

NAMES: dict[OptionKey, str] = {"self_host": "self-hosting", "cloud": "Medplum Cloud"}
LABELS: dict[OptionKey, str] = {"self_host": "Self-hosting", "cloud": "Medplum Cloud"}
OTHER: dict[OptionKey, OptionKey] = {"self_host": "cloud", "cloud": "self_host"}
VIEW_LABELS = {"loaded": "All people at full cost", "cash": "Only new money"}
BASIS_LABELS = {
    "quarters": "typical quarters (normal and large)",
    "tasks": "typical tasks (upgrades, running, incidents)",
    "measured": "your measured hours",
}
PEAK_WHY = {  # why the hours of large upgrades are as many as they are, by the way the work is counted
    "quarters": "A large upgrade is taken to bind several people for its whole quarter",
    "tasks": "A large upgrade is counted by its own weeks of work",
    "measured": "Measured hours hold upgrades already, so only the versions put off come on top",
}
GAPS_LEAVE_OPEN = "where exactly it turns, the gaps of the totals leave open"
OUTCOME_LABELS = {
    "not_feasible": "Not feasible as answered",
    "self_host_required": "Self-hosting required",
    "cloud_required": "Medplum Cloud required",
    "ask_first": "Ask first",
    "self_host_by_reason": "Self-hosting, for a reason other than money",
    "too_close": "Too close to call",
    "self_host_by_money": "Self-hosting is clearly cheaper",
    "cloud_recommended": "Medplum Cloud is clearly cheaper",
}


def outcome_inside(outcome: str) -> str:
    """The label of an outcome inside a sentence; a name keeps its capital."""
    label = OUTCOME_LABELS[outcome]
    return label if label.startswith(NAMES["cloud"]) else f"{label[:1].lower()}{label[1:]}"


def odds(estimate: Estimate, option: OptionKey) -> str:
    """How surely an option is the cheaper one: "in 83 of 100 futures, given our ranges", never 0 or 100."""
    chance = chance_cheaper(estimate.difference.probability_self_host_cheaper, option)
    text = f"{frequency(chance, estimate.run.draws)}, given our ranges"
    apart = chance in (0.0, 1.0) and not ranges_overlap(estimate)
    return f"{text}; the ranges do not overlap" if apart else text


def frequency(chance: float, draws: int) -> str:
    """ "in 83 of 100 futures", at the ends "in none of 8,192 simulated futures"."""
    if chance in (0.0, 1.0):
        return f"in {'none of' if chance == 0 else 'all'} {fmt.number(draws, 0)} simulated futures"
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


def gaps(estimate: Estimate) -> set[OptionKey]:
    """Options whose total lacks a line that could not be estimated."""
    return {option for option in OPTIONS if not estimate.options[option].complete}


def missing(estimate: Estimate) -> str:
    """The lines that could not be estimated, named."""
    return fmt.listed([f"{line.label} ({NAMES[line.option]})" for line in estimate.not_estimated()])


def missing_of(estimate: Estimate, option: OptionKey) -> str:
    """The lines of one option that could not be estimated, as they stand in a sentence."""
    return fmt.listed([f"“{line.label}”" for line in estimate.not_estimated() if line.option == option])


def walk_away(estimate: Estimate) -> str:
    """The price of Medplum Cloud at which both options cost the same, in one or two sentences."""
    price, bound = estimate.difference.walk_away_price_per_month, price_bound(estimate)
    if price is None:
        return f"Even at a price of nothing, {NAMES['cloud']} would cost more than {NAMES['self_host']}."
    if bound is None:
        return "At which price of Medplum Cloud both options cost the same cannot be told: both totals have gaps."
    amount = f"{about(estimate, price)} a month"
    if bound == "at least":
        return f"Up to a price of at least {amount} Medplum Cloud is the cheaper option; {GAPS_LEAVE_OPEN}."
    if bound == "at most":
        return f"From a price of at most {amount} on self-hosting is the cheaper option; {GAPS_LEAVE_OPEN}."
    text = f"Both options cost the same at about {amount} for Medplum Cloud, on the mean of all futures"
    return f"{text}: below that Medplum Cloud is cheaper, above it self-hosting."


def price_bound(estimate: Estimate) -> str | None:
    """What gaps besides the subscription's price make of the price of equal cost; "" without one, None for both."""
    found = sorted({line.option for line in estimate.not_estimated() if line.group != "subscription"})
    return {"": "", "self_host": "at least", "cloud": "at most"}.get(" ".join(found))


def staffing_sentence(estimate: Estimate, claimed: bool) -> str:
    """How staff time is counted, and what self-hosting comes to when it is counted another way."""
    used = next(one for one in estimate.combinations if _is_headline(one, estimate))
    other = next(one for one in estimate.combinations if one.view == used.view and one.basis != used.basis)
    if other.total_self_host == used.total_self_host:
        return ""
    claim = ", in part figures of the vendor" if claimed else ""
    amount = about(estimate, other.total_self_host)
    return (
        f"Staff time is counted by {BASIS_LABELS[used.basis]}{claim}; counted by {BASIS_LABELS[other.basis]}, "
        f"self-hosting comes to about {amount}."
    )


def peak_sentence(estimate: Estimate) -> str:
    """Hours of large upgrades beyond ordinary work, who gives them, and why so many; empty where nobody does."""
    hours = sum(estimate.peak_hours)
    states = {line.key: line.state for line in estimate.lines}
    if not hours:
        return ""
    amount = f"about {_hours(hours)} beyond ordinary work"
    if states.get(f"peak_cost_{estimate.basis}") == "estimated":
        tail = "other work waits for that long."
    elif states.get(f"peak_contractor_cost_{estimate.basis}") == "estimated":
        tail = "contractors take them on."
    else:
        return ""
    sentence = f"Large upgrades take {amount} {fmt.period(estimate.quarters)}; {tail}"
    return f"{sentence} {PEAK_WHY[estimate.basis]}{_peak_elsewhere(estimate)}."


def _peak_elsewhere(estimate: Estimate) -> str:
    """What the same upgrades come to in the other typical way of counting."""
    other = "quarters" if estimate.basis != "quarters" else "tasks"
    hours = sum(estimate.peak_hours_by_basis.get(other, ()))
    return f"; counted by {BASIS_LABELS[other]} it is about {_hours(hours)}" if hours else ""


def _hours(hours: float) -> str:
    return f"{fmt.number(fmt.significant(hours))} hours"


def _is_headline(one: Combination, estimate: Estimate) -> bool:
    return (one.view, one.basis) == (estimate.headline_view, estimate.basis)


def plan_sentence(estimate: Estimate) -> str:
    """Which plan fits, what it costs a month, and what that comes to with all that follows from the price."""
    plan = estimate.plan
    name = plan.plan.capitalize()
    if plan.price_per_month is None:
        return f"The plan that fits is {name}; its price is by quote only."
    paid, steady = whole(estimate, plan.price_per_month), estimate.difference.counted_price_per_month
    text = f"The plan counted is {name} at {paid} a month"
    if steady is None or about(estimate, steady) == about(estimate, plan.price_per_month):
        return f"{text}."
    follows = "its rises, the tax on it and the chance of a larger plan"
    return f"{text}; with {follows} it weighs as much as a steady {about(estimate, steady)} a month."


def recovery_sentence(estimate: Estimate) -> str:
    """The recovery level that self-hosting pays for, how fast and complete the model finds it, and the target."""
    found = estimate.recovery
    meets = "That would meet the target" if found.meets else "That would miss the target"
    return (
        f"Recovery counted for self-hosting: {found.label}. By the model it is back within "
        f"{fmt.minutes(found.rto_p80_minutes)} in 80 of 100 futures and loses at most {fmt.minutes(found.rpo_minutes)} "
        f"of data. {meets}: back within {fmt.minutes(found.target_rto_minutes)}, at most "
        f"{fmt.minutes(found.target_rpo_minutes)} of data lost ({found.target_source})."
    )


def range_sentence(estimate: Estimate, option: OptionKey) -> str:
    """P10–P90 of an option's total."""
    result = estimate.options[option]
    return f"{between(estimate, result.p10, result.p90)} in 80 of 100 futures"


def base_case_sentence(estimate: Estimate, option: OptionKey) -> str:
    """The base case and where it lies among the futures."""
    result = estimate.options[option]
    share = result.base_case_percentile
    futures = f"{fmt.number(estimate.run.draws, 0)} simulated futures"
    ends = {0.0: f"none of {futures} cost", 1.0: f"all {futures} cost"}
    place = ends.get(share) or f"{of_hundred(share)} futures cost"
    amount = about(estimate, result.base_case)
    return f"{amount} with every input at its most likely value{_below_mean(result)}; {place} this much or less"


def _below_mean(result: OptionResult) -> str:
    apart = result.base_case / result.total - 1 if result.total else 0.0
    side = "below" if apart < 0 else "above"
    return f", {fmt.percent(abs(apart))} {side} the mean" if apart else ""


def mean_sentence(estimate: Estimate) -> str:
    """Why the amount that stands large is not the base case."""
    return (
        f"The amount on top is the mean of {fmt.number(estimate.run.draws, 0)} futures, rounded: it holds what can go "
        "wrong, each by its chance. The base case leaves that out, which is why the mean counts. Exact amounts stand "
        "in the tables."
    )


def discounted_sentence(estimate: Estimate) -> str:
    """The difference in today's money with its range; nothing where a total has gaps."""
    if gaps(estimate):
        return ""
    difference = estimate.difference
    cheaper: OptionKey = "self_host" if difference.npv < 0 else "cloud"
    return (
        f"In today's money (later amounts discounted) {NAMES[cheaper]} is about "
        f"{about(estimate, abs(difference.npv))} cheaper on average. Self-hosting minus Medplum Cloud "
        f"is {between(estimate, difference.p10, difference.p90)} in 80 of 100 futures."
    )


def whole(estimate: Estimate, usd: float) -> str:
    """A whole amount in the display currency, for tables."""
    return fmt.money(estimate.money(usd), estimate.currency)


def about(estimate: Estimate, usd: float) -> str:
    """An amount in the display currency with two significant digits, for sentences."""
    return fmt.money_about(estimate.money(usd), estimate.currency)


def between(estimate: Estimate, low: float, high: float) -> str:
    """A range in the display currency, for sentences."""
    return fmt.money_between(estimate.money(low), estimate.money(high), estimate.currency)
