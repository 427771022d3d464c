"""The JSON of a judged estimate as plain text for a terminal: totals, lines with their states, verdict."""

from collections.abc import Iterator
from typing import Any

from estimator.estimate import OPTIONS

from . import format as fmt
from .narrative import LABELS, NAMES, OUTCOME_LABELS, VIEW_LABELS

Json = dict[str, Any]
WIDTH, AMOUNT = 58, 26
DIFFERENCE = {"npv": "Mean", "p10": "P10", "p90": "P90"}


def plain_text(estimate: Json) -> str:
    """Totals, lines and verdict, one a row; amounts in the display currency, means over the futures."""
    verdict = estimate["verdict"]
    return "\n".join(
        [
            f"Verdict: {OUTCOME_LABELS[verdict['outcome']]}",
            *(f"  {text}" for text in (*verdict["disagreements"], *verdict["qualifiers"], *verdict["ask"])),
            "Next",
            *(f"  {number}. {text}" for number, text in enumerate(verdict["next_steps"], start=1)),
            *_cases(verdict["cases"]),
            *_look_again(verdict["revisit"]),
            f"Book {estimate['book']['number']}: {estimate['book']['label']}",
            f"{fmt.period(estimate['quarters'])}, mean of {estimate['draws']:,} futures, {estimate['currency']}",
            *_option(estimate, "self_host"),
            *_option(estimate, "cloud"),
            *_difference(estimate),
            *_recovery(estimate),
            *(f"Note: {warning}" for warning in estimate["warnings"]),
        ]
    )


def _cases(cases: Json) -> Iterator[str]:
    """The case for each option."""
    for option in OPTIONS:
        yield f"The case for {NAMES[option]}"
        yield from (f"  {point['text']}" for point in cases[option])


def _look_again(revisit: Json) -> list[str]:
    """The day that leads, and what is old already."""
    past = sum(one["count"] for one in revisit["past"])
    return [
        f"Look again: {revisit['day'] or 'no day is known'}",
        *(f"  Before that, once it is answered: {who}" for who in revisit["waits_for"]),
        *(f"  {one['day']}: {one['kind']}, {one['what']}{_more(one['count'])}" for one in revisit["dates"]),
        *([f"  Old already on the day of the book: {past}"] if past else []),
        *(f"  No date: {one['kind']}, {one['what']}" for one in revisit["undated"]),
    ]


def _more(count: int) -> str:
    return f" and {count - 1} more" if count > 1 else ""


def _option(estimate: Json, key: str) -> list[str]:
    option = estimate["options"][key]
    lines = [_line(line, estimate["currency"]) for line in option["lines"]]
    total = "Total" if option["complete"] else "Total of what could be estimated"
    names = {"total": total, "p10": "P10", "p50": "P50", "p90": "P90", "base_case": "Base case", "npv": "Discounted"}
    sums = [_row(label, fmt.money(option[name], estimate["currency"])) for name, label in names.items()]
    return ["", LABELS["self_host" if key == "self_host" else "cloud"], *lines, *sums, *_money(option, estimate)]


def _money(option: Json, estimate: Json) -> list[str]:
    """The total once more: one-off and running, capital and expense, both views, by fiscal year."""
    money, currency = option["money"], estimate["currency"]
    names = {"one_off": "One-off", "running": "Running", "capital": "Capital", "expense": "Expense", **VIEW_LABELS}
    rows = [(label, money[name]) for name, label in names.items()]
    rows += [(f"Fiscal year {one['year']}", one["amount"]) for one in money["by_fiscal_year"]]
    return [_row(f"  {label}", fmt.money(amount, currency)) for label, amount in rows]


def _line(line: Json, currency: str) -> str:
    if line["per_quarter"] is None:
        return f"  {line['label']}: {line['state'].replace('_', ' ')}, because {line['because']}"
    return _row(line["label"], fmt.money(sum(line["per_quarter"]), currency))


def _difference(estimate: Json) -> list[str]:
    difference, currency = estimate["difference"], estimate["currency"]
    price, odds = difference["walk_away_price_per_month"], difference["probability_self_host_cheaper"]
    return [
        "",
        "Self-hosting minus Medplum Cloud, discounted",
        *(_row(label, _known(difference[name], currency)) for name, label in DIFFERENCE.items()),
        _row("Share of futures in which self-hosting is cheaper", "not known" if odds is None else f"{odds:.4f}"),
        _row("Price of equal cost, a month", "none" if price is None else fmt.money(price, currency)),
        _row("Lower running total", _break_even(difference["break_even"])),
    ]


def _recovery(estimate: Json) -> list[str]:
    """All recovery levels: price a month, time at P80, whether the target is met."""
    rows = [_level(one, estimate["currency"]) for one in estimate["recovery"]["levels"]]
    return (
        ["", "Recovery by the model: a month, back in 80 of 100 futures, data lost with a region", *rows]
        if rows
        else []
    )


def _level(one: Json, currency: str) -> str:
    price = one["price_per_month"]
    money = "no price" if price is None else fmt.money(price, currency)
    state = "meets the target" if one["meets"] else "misses the target"
    label = f"{one['label']}{' (counted)' if one['counted'] else ''}: {state}"
    times = f"{fmt.minutes(one['rto_p80_minutes'])}, {fmt.minutes(one['rpo_region_minutes'])}"
    return f"{_row(label, money)}   {times}"


def _known(amount: float | None, currency: str) -> str:
    return "not known" if amount is None else fmt.money(amount, currency)


def _break_even(found: Json | None) -> str:
    if found is None:
        return "not known"
    when = "the start" if found["at_once"] else fmt.quarter(found["quarter"])
    return f"{NAMES['self_host' if found['option'] == 'self_host' else 'cloud']} from {when}"


def _row(label: str, text: str) -> str:
    return f"  {label:<{WIDTH}}{text:>{AMOUNT}}"
