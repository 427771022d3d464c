"""How the figures come about that no single formula yields: means, ranges, odds, prices of equal cost."""

from typing import Any

from estimator.estimate import OPTIONS, Estimate

from . import format as fmt
from . import narrative

Method = dict[str, Any]


def all_methods(estimate: Estimate) -> dict[str, Method]:
    """Page of each such figure by its key: heading, sentences, figures it is made of."""
    return {
        "mean": _mean(estimate),
        "range": _range(estimate),
        "base_case": _base_case(estimate),
        "today": _today(estimate),
        "odds": _odds(estimate),
        "walk_away_price": _walk_away(estimate),
    }


def _method(label: str, sentences: list[str], figures: list[tuple[str, str]]) -> Method:
    return {"label": label, "sentences": sentences, "figures": [{"label": a, "text": b} for a, b in figures]}


def _futures(estimate: Estimate) -> str:
    return f"{fmt.number(estimate.run.draws, 0)} futures"


def _mean(estimate: Estimate) -> Method:
    return _method(
        "Totals and lines",
        [
            f"In each of {_futures(estimate)} every uncertain input is drawn from its range, and every line is "
            "computed for every quarter.",
            "Tables show the mean of all futures. Means add up: lines to groups, groups to totals, quarters to years.",
        ],
        [(narrative.LABELS[o], narrative.whole(estimate, estimate.options[o].total)) for o in OPTIONS],
    )


def _range(estimate: Estimate) -> Method:
    figures = []
    for option in OPTIONS:
        result = estimate.options[option]
        for name, amount in (("P10", result.p10), ("P50", result.p50), ("P90", result.p90)):
            figures.append((f"{narrative.LABELS[option]}, {name}", narrative.whole(estimate, amount)))
    return _method(
        "Range of a total",
        [
            f"The totals of the {_futures(estimate)} are sorted. One tenth of them lies below P10, half below "
            "P50, one tenth above P90: 80 of 100 futures lie between P10 and P90, given our ranges.",
        ],
        figures,
    )


def _base_case(estimate: Estimate) -> Method:
    figures = [(narrative.LABELS[option], narrative.base_case_sentence(estimate, option)) for option in OPTIONS]
    return _method(
        "Base case",
        [
            "Every input takes its most likely value at once. Formulas shown for a line use these values.",
            "Most inputs can turn out much higher but only a little lower, so the base case is usually below the mean.",
        ],
        figures,
    )


def _today(estimate: Estimate) -> Method:
    return _method(
        "In today's money",
        [
            "A cost counts less the later it falls: it is divided by 1 + the discount rate for every year between the "
            "start of the period and the middle of its quarter. The rate stands among the answers.",
            "Shown is the mean of all futures.",
        ],
        [(narrative.LABELS[option], narrative.whole(estimate, estimate.options[option].npv)) for option in OPTIONS],
    )


def _odds(estimate: Estimate) -> Method:
    difference = estimate.difference
    chance = difference.probability_self_host_cheaper
    count = round(chance * estimate.run.draws)
    figures = [
        ("Futures in which self-hosting costs less", f"{fmt.number(count, 0)} of {_futures(estimate)}"),
        ("Mean difference in today's money", narrative.whole(estimate, difference.npv)),
        ("P10 of the difference", narrative.whole(estimate, difference.p10)),
        ("P90 of the difference", narrative.whole(estimate, difference.p90)),
    ]
    return _method(
        "How often an option is cheaper",
        [
            "In each future both options' costs are discounted to the start of the period, and Medplum Cloud is "
            "taken from self-hosting. Both options meet the same wages, load and events.",
            "Counted are the futures in which the difference is below nothing.",
        ],
        [] if narrative.gaps(estimate) else figures,
    )


def _walk_away(estimate: Estimate) -> Method:
    found = next(
        one for one in estimate.combinations if (one.view, one.basis) == (estimate.headline_view, estimate.basis)
    )
    price = estimate.difference.walk_away_price_per_month
    paid, steady = estimate.plan.price_per_month, estimate.difference.counted_price_per_month
    figures = [
        ("Self-hosting, in today's money", narrative.whole(estimate, found.npv_self_host)),
        ("Medplum Cloud, in today's money", narrative.whole(estimate, found.npv_cloud)),
        ("Price counted now, a month", "by quote" if paid is None else narrative.whole(estimate, paid)),
        ("The same as a steady price, a month", "by quote" if steady is None else narrative.whole(estimate, steady)),
        ("Price of equal cost, a month", "none" if price is None else narrative.whole(estimate, price)),
    ]
    return _method(
        "Price of equal cost",
        [
            "The monthly price of Medplum Cloud at which both options cost the same on average, in today's money.",
            "From self-hosting's cost the other costs of Medplum Cloud are taken off; what is left is spread "
            "over the discounted months of the subscription, at today's price level.",
            "The price counted now rises, is taxed and can be forced up; spread in the same way over the same months, "
            "all of that is the steady price to hold against it.",
        ],
        figures,
    )
