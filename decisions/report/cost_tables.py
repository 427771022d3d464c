"""Money as tables: groups, every line with its state, lines outside the total, both views × bases."""

from collections.abc import Callable, Iterable, Sequence

from decisions.case import Case
from estimator.estimate import OPTIONS, Combination, Estimate, Line, OptionKey
from estimator.finance import by_year
from estimator.formulas import GROUPS

from . import format as fmt
from .groups import by_group, group_sums
from .narrative import BASIS_LABELS, LABELS, VIEW_LABELS, about, chance_cheaper, gaps, of_hundred, price_bound
from .tables import Cell, Row, Table, cell, row, table

STATE_LABELS = {"not_estimated": "not estimated", "not_applicable": "not applicable"}
SAME_CASH = (
    "With only new money counted, each way of estimating work gives the same total: "
    "people who are employed already cost no new money."
)
MOST_ALONE = 4  # lines without a figure for the same reason
Money = Callable[[float], Cell]


def money_cells(estimate: Estimate) -> Money:
    """A function that makes a money cell from an amount in the display currency."""
    return lambda amount: cell(fmt.money(amount, estimate.currency), amount)


def usd_cells(estimate: Estimate) -> Money:
    """A function that makes a money cell in the display currency from USD."""
    return lambda usd: money_cells(estimate)(estimate.money(usd))


def total_key(estimate: Estimate, option: OptionKey) -> str:
    """Key of the explanation of an option's headline total."""
    return f"total_{option}_{estimate.headline_view}_{estimate.basis}"


def groups_table(estimate: Estimate) -> Table:
    """Both options side by side, group by group, over the whole period."""
    money = money_cells(estimate)
    sums = {option: group_sums(estimate, option) for option in OPTIONS}
    rows = [
        row(label, [money(sum(sums[o][label])) if label in sums[o] else cell("–") for o in OPTIONS])
        for label in GROUPS.values()
        if any(label in sums[option] for option in OPTIONS)
    ]
    usd = usd_cells(estimate)
    totals = [usd(estimate.options[o].total) | {"explain": total_key(estimate, o)} for o in OPTIONS]
    rows.append(row("Total", totals, kind="total"))
    caption = f"Cost by group {fmt.period(estimate.quarters)}, mean of all futures"
    return table(caption, ["Group", *(LABELS[option] for option in OPTIONS)], rows)


def lines_table(estimate: Estimate, option: OptionKey, marks: dict[str, str]) -> Table:
    """Every line of an option by fiscal year below its group's subtotal; `marks`: note by line key."""
    years = list(dict.fromkeys(estimate.years))
    sums = group_sums(estimate, option)
    rows: list[Row] = []
    for label, lines in by_group(estimate.counted_lines(option)):
        subtotal = _amounts(estimate, sums[label]) if label in sums else []
        rows.append(row(label, subtotal, kind="group"))
        rows += _line_rows(estimate, sorted(lines, key=_largest_first), marks)
    result = estimate.options[option]
    name = "Total" if result.complete else "Total of what could be estimated"
    amounts = _amounts(estimate, [estimate.money(usd) for usd in result.per_quarter])
    rows.append(row(name, amounts, kind="total", explain=total_key(estimate, option)))
    caption = f"{LABELS[option]}: every cost line, mean of all futures"
    return table(caption, ["Line", *years, "Total"], rows, note="Whole amounts: sums can differ by one.")


def _largest_first(line: Line) -> float:
    return -sum(line.per_quarter) if line.per_quarter else float("inf")


def _amounts(estimate: Estimate, by_quarter: Sequence[float]) -> list[Cell]:
    """One cell a fiscal year, and the total; amounts in the display currency."""
    money = money_cells(estimate)
    yearly = [amount for _, amount in by_year(estimate.years, by_quarter)]
    return [money(amount) for amount in (*yearly, sum(by_quarter))]


def _line_rows(estimate: Estimate, lines: Sequence[Line], marks: dict[str, str]) -> list[Row]:
    """A row for each line; many without a figure for one and the same reason share a row."""
    same: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.per_quarter is None:
            same.setdefault((line.state, line.because), []).append(line)
    folded = {reason: found for reason, found in same.items() if len(found) > MOST_ALONE}
    rows = [_line_row(estimate, line, marks) for line in lines if (line.state, line.because) not in folded]
    return rows + [_folded_row(found) for found in folded.values()]


def _folded_row(lines: Sequence[Line]) -> Row:
    reason = f"{STATE_LABELS[lines[0].state]}: {lines[0].because} ({len(lines)} lines)"
    return row("; ".join(line.label for line in lines), [], kind="state", note=reason)


def _line_row(estimate: Estimate, line: Line, marks: dict[str, str]) -> Row:
    if line.per_quarter is None:
        return row(line.label, [], kind="state", note=f"{STATE_LABELS[line.state]}: {line.because}")
    cells = _amounts(estimate, [estimate.money(usd) for usd in line.per_quarter])
    return row(line.label, cells, explain=line.key, note=marks.get(line.key, ""))


def quarterly(estimate: Estimate) -> dict[str, dict[str, list[float]]]:
    """Totals and estimated lines by quarter in the display currency: mean and at most likely values, by key."""
    lines = {
        line.key: {"mean": _in_cents(estimate, line.per_quarter), "likely": _in_cents(estimate, line.base_case)}
        for line in estimate.lines
        if line.per_quarter is not None and line.base_case is not None
    }
    totals = {
        total_key(estimate, option): {"mean": _in_cents(estimate, estimate.options[option].per_quarter)}
        for option in OPTIONS
    }
    return lines | totals


def _in_cents(estimate: Estimate, by_quarter: Sequence[float]) -> list[float]:
    return [round(estimate.money(usd), 2) for usd in by_quarter]


def outside_table(estimate: Estimate, case: Case) -> Table | None:
    """What is shown beside the total, option by option, and what it rests on; None when there is nothing."""
    groups: dict[str, dict[OptionKey, Line]] = {}
    for line in estimate.outside_lines():
        groups.setdefault(line.group, {})[line.option] = line
    if not groups:
        return None
    rows = [
        row(label, [_outside_cell(estimate, groups[lines[0].group].get(option)) for option in OPTIONS])
        for label, lines in by_group(estimate.outside_lines())
    ]
    columns = ["Not in the totals", *(LABELS[option] for option in OPTIONS)]
    caption = f"Cost beside the totals {fmt.period(estimate.quarters)}, mean of all futures"
    return table(caption, columns, rows, note=_downtime_note(estimate, case))


def _downtime_note(estimate: Estimate, case: Case) -> str:
    """Where the cost of downtime comes from: hours down, and what an hour of them costs."""
    found = [line for line in estimate.outside_lines() if line.group == "downtime" and line.total]
    if not found:
        return ""
    text = "Downtime: the hours in which each is expected to be down while people work, times what such an hour costs."
    if case.scenario.recovery.loss_per_hour is not None:
        return f"{text} That cost is your own answer."
    per_hour = estimate.explanations.get("outage_usd_per_hour")
    amount = f"about {about(estimate, per_hour.value)} an hour at likely values: " if per_hour else ""
    named = case.scenario.workload.clinicians is not None
    whose = "the clinicians you named" if named else "the clinicians that your patients usually have"
    return (
        f"{text} You gave no such cost. Counted is {amount}{whose}, as far as they are at work, times a published cost "
        "of an hour of each. A loss of your own, in Recovery, takes its place."
    )


def _outside_cell(estimate: Estimate, line: Line | None) -> Cell:
    if line is None or line.total is None:
        return cell(f"{STATE_LABELS[line.state]}: {line.because}" if line else "–")
    return usd_cells(estimate)(line.total) | {"explain": line.key}


def combinations_table(estimate: Estimate, counted: Iterable[tuple[str, str]]) -> Table:
    """The comparison under every view and staffing basis; the counted ones are marked."""
    marked = set(counted)
    rows = [
        row(
            f"{VIEW_LABELS[one.view]}; {BASIS_LABELS[one.basis]}",
            _combination_cells(estimate, one),
            note="counts for the verdict" if (one.view, one.basis) in marked else "",
        )
        for one in estimate.combinations
    ]
    note = SAME_CASH if _cash_is_the_same(estimate) else ""
    columns = ["People counted; work estimated by", *(LABELS[option] for option in OPTIONS)]
    columns += ["Cheaper, and how often", "Price of equal cost, a month"]
    caption = f"Totals {fmt.period(estimate.quarters)}, mean of all futures"
    return table(caption, columns, rows, note=note, as_cards=True)


def _cash_is_the_same(estimate: Estimate) -> bool:
    return len({one.total_self_host for one in estimate.combinations if one.view == "cash"}) == 1


def _combination_cells(estimate: Estimate, one: Combination) -> list[Cell]:
    money = usd_cells(estimate)
    cheaper: OptionKey = "self_host" if one.npv < 0 else "cloud"
    chance = chance_cheaper(one.probability_self_host_cheaper, cheaper)
    often = {0.0: "no future", 1.0: "all futures"}.get(chance) or of_hundred(chance)
    price, bound = one.walk_away_price_per_month, price_bound(estimate)
    often_cell = cell("a total has gaps") if gaps(estimate) else cell(f"{LABELS[cheaper]}, {often}", chance)
    price_cell = cell("none") if price is None else cell("a total has gaps") if bound is None else money(price)
    if bound:
        price_cell["text"] = f"{bound} {price_cell['text']}"
    return [
        money(one.total_self_host) | {"explain": f"total_self_host_{one.view}_{one.basis}"},
        money(one.total_cloud) | {"explain": f"total_cloud_{one.view}_{one.basis}"},
        often_cell,
        price_cell,
    ]
