"""Lines gathered by group, in the order in which every table and chart shows them."""

from collections.abc import Iterable, Iterator

from estimator.estimate import OPTIONS, Estimate, Line, OptionKey
from estimator.formulas import GROUPS
from estimator.frames import groups_frame

MAX_GROUPS = 8  # more colours than this cannot be told apart
Amounts = tuple[float, ...]
Groups = dict[str, dict[OptionKey, Amounts]]  # label of a group → option → amount by quarter


def by_group(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Lines of each group in display order: (label of the group, lines)."""
    lines = list(lines)
    for group, label in GROUPS.items():
        if members := [line for line in lines if line.group == group]:
            yield label, members


def group_sums(estimate: Estimate, option: OptionKey) -> dict[str, Amounts]:
    """Means of each group that has any by quarter, in the display currency and display order."""
    frame = groups_frame(estimate, option)
    return {str(label): tuple(amounts) for label, amounts in frame.T.to_dict("list").items()}


def grouped_costs(estimate: Estimate) -> Groups:
    """Cost of each group by option and quarter, in the display currency; beyond eight groups: "Other"."""
    sums = {option: group_sums(estimate, option) for option in OPTIONS}
    nothing = (0.0,) * len(estimate.quarters)
    costs: Groups = {
        label: {option: sums[option].get(label, nothing) for option in OPTIONS} for label in GROUPS.values()
    }
    used = {label: by_option for label, by_option in costs.items() if _size(by_option) > 0}
    return used if len(used) <= MAX_GROUPS else _fold_smallest(used)


def _size(by_option: dict[OptionKey, Amounts]) -> float:
    return sum(sum(amounts) for amounts in by_option.values())


def _fold_smallest(costs: Groups) -> Groups:
    by_size = sorted(costs, key=lambda label: _size(costs[label]))
    folded = by_size[: len(costs) - MAX_GROUPS + 1]
    other: dict[OptionKey, Amounts] = {
        option: tuple(map(sum, zip(*(costs[label][option] for label in folded), strict=True))) for option in OPTIONS
    }
    return {label: costs[label] for label in costs if label not in folded} | {"Other": other}
