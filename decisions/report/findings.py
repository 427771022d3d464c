"""What each chart shows, as a title and a summary in words; the same words for both options."""

from estimator.estimate import OPTIONS, Estimate, OptionKey

from . import format as fmt
from .groups import group_sums
from .narrative import LABELS, NAMES, OTHER, about, between, gaps, missing, ranges_overlap


def largest_groups(estimate: Estimate) -> str:
    """Which group of lines is the largest part of each option's cost."""
    parts = [_largest_group(estimate, option) for option in OPTIONS]
    return f"{_as_far(estimate)}The largest part: {'; '.join(part for part in parts if part)}"


def _as_far(estimate: Estimate) -> str:
    return "As far as costs could be estimated. " if gaps(estimate) else ""


def _left_out(estimate: Estimate) -> str:
    return f" Not in it, because not estimated: {missing(estimate)}." if gaps(estimate) else ""


def _largest_group(estimate: Estimate, option: OptionKey) -> str:
    sums = {label: sum(amounts) for label, amounts in group_sums(estimate, option).items()}
    whole = sum(sums.values())
    if not whole:
        return ""
    label = max(sums, key=lambda one: sums[one])
    return f"{label} for {NAMES[option]} ({fmt.percent(sums[label] / whole)})"


def by_quarter(estimate: Estimate) -> str:
    """Cheapest and dearest quarter of each option."""
    return " ".join(_span_of_quarters(estimate, option) for option in OPTIONS) + _left_out(estimate)


def _span_of_quarters(estimate: Estimate, option: OptionKey) -> str:
    amounts = estimate.options[option].per_quarter
    low, high = amounts.index(min(amounts)), amounts.index(max(amounts))
    if about(estimate, amounts[low]) == about(estimate, amounts[high]):
        return f"{LABELS[option]} costs about {about(estimate, amounts[low])} in every quarter."
    return (
        f"{LABELS[option]} costs between {about(estimate, amounts[low])} a quarter "
        f"({fmt.quarter(estimate.quarters[low])}) and {about(estimate, amounts[high])} "
        f"({fmt.quarter(estimate.quarters[high])})."
    )


def crossing(estimate: Estimate) -> str:
    """Whether the running totals cross, when, and how far apart they end."""
    own, cloud = (estimate.options[option].cumulative for option in OPTIONS)
    ahead = [_cheaper(a, b) for a, b in zip(own, cloud, strict=True)]
    gap = f"at the end the gap is about {about(estimate, abs(own[-1] - cloud[-1]))}"
    return f"{_as_far(estimate)}{_turns(estimate, ahead)}; {gap}"


def _turns(estimate: Estimate, ahead: list[OptionKey]) -> str:
    turns = [i for i in range(1, len(ahead)) if ahead[i] != ahead[i - 1]]
    if not turns:
        return f"{LABELS[ahead[0]]} is cheaper from the first quarter on"
    if len(turns) == 1:
        when = fmt.quarter(estimate.quarters[turns[0]])
        return f"{LABELS[ahead[0]]} is cheaper at first, {NAMES[OTHER[ahead[0]]]} from {when} on"
    return f"The running totals cross {fmt.word(len(turns))} times; {NAMES[ahead[-1]]} ends up cheaper"


def _cheaper(own: float, cloud: float) -> OptionKey:
    return "self_host" if own < cloud else "cloud"


def bands(estimate: Estimate) -> str:
    """What each option has cost by the end, with its range."""
    ends = []
    for option in OPTIONS:
        result = estimate.options[option]
        width = between(estimate, result.cumulative_p10[-1], result.cumulative_p90[-1])
        mean = about(estimate, result.cumulative[-1])
        ends.append(f"{NAMES[option]} has cost {mean} on average ({width} in 80 of 100 futures)")
    overlap = " The two ranges overlap." if ranges_overlap(estimate) else " The two ranges do not overlap."
    tail = _left_out(estimate) or overlap
    return f"At the end of {fmt.quarter(estimate.quarters[-1])} {fmt.listed(ends)}.{tail}"


def large_quarters(estimate: Estimate) -> list[int]:
    """Positions of the quarters that are certain to be large: dated by a release, or listed by the user."""
    return [i for i, share in enumerate(estimate.large_quarter_share) if share == 1.0]


def people(estimate: Estimate) -> str:
    """How many people each option needs on average."""
    averages = [f"{_people_average(estimate, option)} for {NAMES[option]}" for option in OPTIONS]
    return f"On average {fmt.listed(averages)}"


def _people_average(estimate: Estimate, option: OptionKey) -> str:
    fte = estimate.options[option].fte
    return fmt.people(sum(fte) / len(fte))


def people_peak(estimate: Estimate) -> str:
    """The quarter that needs most people, and which quarters are large."""
    sentences = []
    for option in OPTIONS:
        fte = estimate.options[option].fte
        if fmt.number(min(fte), 1) != fmt.number(max(fte), 1):
            when = fmt.quarter(estimate.quarters[fte.index(max(fte))])
            sentences.append(
                f"{LABELS[option]} needs {fmt.number(min(fte), 1)} to {fmt.people(max(fte))}, most in {when}."
            )
    return " ".join([*sentences, _large_sentence(estimate)])


def _large_sentence(estimate: Estimate) -> str:
    marked = [fmt.quarter(estimate.quarters[i]) for i in large_quarters(estimate)]
    if not marked:
        return "No quarter is certain to have a large maintenance project."
    return f"Large maintenance projects are dated for {fmt.listed(marked)}."
