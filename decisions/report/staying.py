"""Who self-hosts already: what was measured beside the model, staying and fixing against moving, point by point."""

from collections.abc import Iterator
from typing import Any

from decisions.advice.counted import counted
from decisions.advice.progress import progress
from decisions.case import Case
from estimator import Run, estimate
from estimator.book import Book
from estimator.book_rows import AssumptionRow
from estimator.estimate import Estimate, Line

from . import format as fmt
from .cost_tables import usd_cells
from .fixing import beyond, cost_of, is_counted, with_cost
from .narrative import BASIS_LABELS
from .tables import Cell, Row, Table, cell, row, table

FEW = Run(draws=256)  # of the modelled platform beside the user's own bill: its mean is known to a few per cent
BILLED = ("infrastructure", "observability", "environments", "recovery")
# Steps of a move in order: the weeks of a row of the book, the line that carries the money, who does what.
STEPS = (
    ("cloud_onboarding_engineer_weeks", "onboarding_cost", "Project, sign-in, policies and integrations are set up."),
    ("migration_selfhost_to_cloud_weeks", "migration_to_cloud_cost", "Data, files, bots and identities move over."),
    ("parallel_run_weeks", "parallel_platform_cost", "Both run; results are compared before anybody switches."),
    ("decommission_weeks", "decommission_cost", "Archive, deletion with proof, end of contracts."),
)
# Lines of self-hosting → what stands for the same thing on Medplum Cloud, where the name does not say so.
IN_PLACE_OF = {
    "maintenance_cost": "remaining_work_cost",
    "compliance_work_cost": "vendor_review_cost",
    "staging_cost": "cloud_staging_cost",
    "own_bill_cost": "subscription_cost",
}
STEP_LINES = tuple(line for _, line, _ in STEPS)
BY_CHANCE = "What may come of it, by its chance."
CONTAINED = "contained in the plan’s price"
FALLS_AWAY = "falls away"
NOTHING_HERE = "Nothing here"


def staying_section(case: Case, found: Estimate, book: Book) -> dict[str, Any] | None:
    """The section for somebody who runs Medplum already; None for everybody else."""
    if case.scenario.hosting.today != "live_self_hosted":
        return None
    measured = list(_measured(case, found, book))
    return {
        "sentences": list(_sentences(case, found, book)),
        "measured": _table_of_measured(measured, found) if measured else None,
        "move": _move(case, found, book),
        "taken_over": _taken_over(found),
    }


def _sentences(case: Case, found: Estimate, book: Book) -> Iterator[str]:
    practices = progress(case, found, book)
    hours = beyond(practices.gaps)
    fixing = cost_of(hours, found) if is_counted(found) else None
    totals = (found.options["self_host"].total + (fixing or 0.0), found.options["cloud"].total)
    about = [fmt.money_about(found.money(usd), found.currency) for usd in totals]
    period = fmt.period(found.quarters)
    yield f"Staying and fixing costs about {about[0]} {period}, moving about {about[1]}, the move included."
    yield _backlog(found)
    if hours:
        count = fmt.counted(sum(gap.hours[1] > 0 and not gap.within for gap in practices.gaps), "missing practice")
        yield (
            f"Putting {count} in place takes about {with_cost(hours, found, book)}. No line of the estimate holds "
            f"{'it; the amount above does' if fixing is not None else 'it'}."
        )
    if left := beyond(practices.to_look_at):
        count = fmt.counted(len(practices.to_look_at), "practice")
        verb = "is" if len(practices.to_look_at) == 1 else "are"
        yield (
            f"{count} {verb} not looked at yet. What of them is missing comes on top: up to about "
            f"{with_cost(left, found, book)} that no line of the estimate holds."
        )


def _backlog(found: Estimate) -> str:
    """What the versions put off mean for the first quarter."""
    first = found.calendar[0] if found.calendar else None
    if first is None or first.size == "normal":
        return "No upgrade is put off, by your answers."
    why = "; ".join(first.why)
    return f"The first quarter is {first.size}: {why}. It comes with staying; a move brings the newest version along."


def _measured(case: Case, found: Estimate, book: Book) -> Iterator[Row]:
    scenario = case.scenario
    if scenario.people.hours_last_quarter is not None:
        yield _people(case, found)
    if scenario.hosting.bill_last_month is not None:
        yield _bill(case, found, book)


def _people(case: Case, found: Estimate) -> Row:
    """People in a quarter: the measured hours alone, and the mean of each typical way of estimating work."""
    hours = case.scenario.people.hours_last_quarter
    assert hours is not None  # noqa: S101
    every = found.fte_by_basis.items()
    typical = {basis: sum(people) / len(people) for basis, people in every if basis != "measured"}
    told = "; ".join(f"{fmt.people(value)} by {BASIS_LABELS[basis]}" for basis, value in typical.items())
    low, high = min(typical.values()), max(typical.values())
    why = "Measured hours hold what your team really does: other systems, a quiet or a busy quarter."
    own = found.explanations["ordinary_fte_measured"].value
    yours = f"{fmt.people(own)} ({fmt.number(hours.likely, 0)} hours)"
    return _beside("People in a quarter", yours, told, _against(own, low, high), why)


def _bill(case: Case, found: Estimate, book: Book) -> Row:
    """The bill of a month beside what the model would make of the same platform."""
    scenario = counted(case, book)
    hosting = scenario.hosting.model_copy(update={"bill_last_month": None})
    modelled = estimate(scenario.model_copy(update={"hosting": hosting}), book, FEW)
    months = book.assumptions["months_per_quarter"].likely
    usd = sum(_first(line) for line in modelled.lines if line.option == "self_host" and line.group in BILLED) / months
    own = case.scenario.hosting.bill_last_month
    assert own is not None  # noqa: S101
    amounts = [fmt.money_about(found.money(value), found.currency) for value in (own.likely, usd)]
    why = "The model takes list prices and your answers about size; a discount, other work in the account."
    return _beside("Hosting a month", amounts[0], amounts[1], _against(own.likely, usd, usd), why)


def _first(line: Line) -> float:
    return line.per_quarter[0] if line.per_quarter else 0.0


def _against(own: float, low: float, high: float) -> str:
    if low <= own <= high:
        return "between the two"
    nearest = low if own < low else high
    if not nearest:
        return ""
    return f"{fmt.percent(abs(own / nearest - 1))} {'less' if own < nearest else 'more'}"


def _beside(label: str, *texts: str) -> Row:
    return row(label, [cell(text) for text in texts])


def _table_of_measured(rows: list[Row], found: Estimate) -> Table:
    columns = ["Figure", "Yours", "By the model", "Yours is", "What can lie behind it"]
    note = "Your own figures count in this estimate. The model’s stand beside them and are never added."
    if found.basis == "measured" and any(found.peak_hours):
        hours = fmt.number(fmt.significant(sum(found.peak_hours)))
        note = f"{note} The work on versions put off, about {hours} hours, comes on top of the hours measured."
    return table("What you measured, beside the model", columns, rows, note=note, as_cards=True, words=True)


def _move(case: Case, found: Estimate, book: Book) -> Table:
    """The steps of a move with their weeks and what they cost."""
    lines = {line.key: line for line in found.lines}
    money = usd_cells(found)
    rows = [
        row(lines[key].label, [cell(what), cell(_weeks(case, book.assumptions[weeks])), _cost(lines[key], money)])
        for weeks, key, what in STEPS
        if key in lines
    ]
    more = [line for line in found.counted_lines("cloud") if line.group == "transitions" and line.total]
    rows += [
        row(one.label, [cell(BY_CHANCE), cell("–"), _cost(one, money)]) for one in more if one.key not in STEP_LINES
    ]
    total = sum(line.total or 0.0 for line in more)
    rows.append(row("Total", [cell(""), cell(""), money(total)], kind="total"))
    note = "Weeks of one engineer, but for the time in which both run: weeks of the calendar. Steps overlap in part."
    columns = ["Step", "What happens", "Weeks", "Cost, mean"]
    return table("The move, step by step", columns, rows, note=note, as_cards=True, words=True)


def _weeks(case: Case, typical: AssumptionRow) -> str:
    own = case.scenario.assumed.values.get(typical.key)
    low, likely, high = (own.low, own.likely, own.high) if own else (typical.low, typical.likely, typical.high)
    return f"{likely:g} ({low:g} to {high:g})" if low < high else f"{likely:g}"


def _cost(line: Line, money: Any) -> Cell:
    found: Cell = money(line.total) | {"explain": line.key} if line.total is not None else cell(line.because)
    return found


def _taken_over(found: Estimate) -> Table:
    """Every running line with a figure: of self-hosting with what stands for it, then those of Medplum Cloud alone."""
    money = usd_cells(found)
    lines = {line.key: line for line in found.lines}
    staying = [one for one in found.counted_lines("self_host") if one.total and one.group != "transitions"]
    rows = [_pair(one, lines.get(_other(one.key)), money) for one in sorted(staying, key=lambda one: -(one.total or 0))]
    stands_for = {_other(one.key) for one in staying}
    running = [one for one in found.counted_lines("cloud") if one.total and one.group != "transitions"]
    rows += [_there(one, money) for one in running if one.key not in stands_for]
    sums = [sum(one.total or 0.0 for one in lines_of) for lines_of in (staying, running)]
    rows.append(row("Total without one-off work", [money(sums[0]), cell(""), money(sums[1])], kind="total"))
    columns = ["Self-hosting", "Cost", "On Medplum Cloud", "Cost there"]
    caption = f"What Medplum takes over and what stays, {fmt.period(found.quarters)}"
    note = "What falls away there is Medplum’s work under its price. What stays is counted under Medplum Cloud."
    return table(caption, columns, rows, note=note, as_cards=True, words=True)


def _other(key: str) -> str:
    """Key of the line on Medplum Cloud that stands for a line of self-hosting."""
    without_basis = key
    for basis in BASIS_LABELS:
        without_basis = without_basis.removesuffix(f"_{basis}")
    if without_basis in IN_PLACE_OF:
        return IN_PLACE_OF[without_basis]
    named = without_basis.replace("_self_host", "_cloud")
    return named if named != without_basis else f"{without_basis}_cloud"


def _there(line: Line, money: Any) -> Row:
    """A line of Medplum Cloud that stands for nothing of self-hosting."""
    return row(NOTHING_HERE, [cell("–"), cell(line.label), money(line.total) | {"explain": line.key}])


def _pair(own: Line, there: Line | None, money: Any) -> Row:
    cost = [money(own.total) | {"explain": own.key}]
    if there is not None and there.total:
        return row(own.label, [*cost, cell(there.label), money(there.total) | {"explain": there.key}])
    instead = CONTAINED if own.group in (*BILLED, "needs") else FALLS_AWAY
    return row(own.label, [*cost, cell(instead), cell("–")])
