"""The JSON of a judged estimate as plain text for a terminal: totals, lines with their states, verdict."""

from typing import Any

from . import format as fmt
from .narrative import LABELS, OUTCOME_LABELS

Json = dict[str, Any]
WIDTH, AMOUNT = 58, 16


def plain_text(estimate: Json) -> str:
    """Totals, lines and verdict, one a row; amounts in the display currency, means over the futures."""
    verdict = estimate["verdict"]
    return "\n".join(
        [
            f"Verdict: {OUTCOME_LABELS[verdict['outcome']]}",
            *(f"  {text}" for text in (*verdict["qualifiers"], *verdict["ask"])),
            f"Book {estimate['book']['number']}: {estimate['book']['label']}",
            f"{fmt.period(estimate['quarters'])}, mean of {estimate['draws']:,} futures, {estimate['currency']}",
            *_option(estimate, "self_host"),
            *_option(estimate, "cloud"),
            *_difference(estimate),
            *(f"Note: {warning}" for warning in estimate["warnings"]),
        ]
    )


def _option(estimate: Json, key: str) -> list[str]:
    option = estimate["options"][key]
    lines = [_line(line, estimate["currency"]) for line in option["lines"]]
    total = "Total" if option["complete"] else "Total of what could be estimated"
    names = {"total": total, "p10": "P10", "p50": "P50", "p90": "P90", "base_case": "Base case", "npv": "Discounted"}
    sums = [_row(label, fmt.money(option[name], estimate["currency"])) for name, label in names.items()]
    return ["", LABELS["self_host" if key == "self_host" else "cloud"], *lines, *sums]


def _line(line: Json, currency: str) -> str:
    if line["per_quarter"] is None:
        return f"  {line['label']}: {line['state'].replace('_', ' ')}, because {line['because']}"
    return _row(line["label"], fmt.money(sum(line["per_quarter"]), currency))


def _difference(estimate: Json) -> list[str]:
    difference, currency = estimate["difference"], estimate["currency"]
    price = difference["walk_away_price_per_month"]
    return [
        "",
        "Self-hosting minus Medplum Cloud, discounted",
        _row("Mean", fmt.money(difference["npv"], currency)),
        _row("P10", fmt.money(difference["p10"], currency)),
        _row("P90", fmt.money(difference["p90"], currency)),
        _row("Share of futures in which self-hosting is cheaper", f"{difference['probability_self_host_cheaper']:.4f}"),
        _row("Price of equal cost, a month", "none" if price is None else fmt.money(price, currency)),
    ]


def _row(label: str, text: str) -> str:
    return f"  {label:<{WIDTH}}{text:>{AMOUNT}}"
