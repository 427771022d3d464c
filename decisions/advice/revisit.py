"""When to look at a decision again: every day on which something behind its verdict ends or has grown old."""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from decisions.case import Case
from estimator.book import Book
from estimator.book_csv import earliest_day
from estimator.estimate import OPTIONS, Estimate
from estimator.explanation import Explanation, Leaf
from estimator.scenario import CERTIFICATE_LABELS
from estimator.upgrade_path import release_of

from .gates import excludes
from .results import Verdict
from .turning import money_decides
from .versions import LABELS, end_of_support

Kind = Literal["offer", "plan", "price", "rate", "version", "rule", "answer", "date", "fact"]
PLAN_PRICES = ("plan_price_per_month", "larger_plan_price_per_month")
MONTHS_A_YEAR = 12
GROWS_OLD = ("price", "rate", "fact")
SHARED = ("plan", *GROWS_OLD)  # read on one day they are one entry
BY_DEFINITION = "by definition"
MATTERS = 0.01  # share of the answer's spread from which a fact is worth reading again
DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True)
class Dated:
    """What ends on `day` (`as_of` empty), or was read `as_of` and has then grown old; `count`: how many share it."""

    day: datetime.date
    kind: Kind
    what: str
    as_of: str = ""
    count: int = 1
    source: str = ""


@dataclass(frozen=True)
class Undated:
    """Something behind the verdict whose end nobody has told: by `kind`, with its name."""

    kind: Literal["offer", "version", "support", "certificate", "rule", "fact", "price"]
    what: str


@dataclass(frozen=True)
class Revisit:
    """Days after the book's day in their order; what was past on that day; what has no date; whose answers are open.

    Prices and facts that merely grow old lead only where nothing else has a day, and then most of them at once.
    """

    dates: tuple[Dated, ...]
    past: tuple[Dated, ...]
    undated: tuple[Undated, ...]
    months: int
    waits_for: tuple[str, ...] = ()

    @property
    def day(self) -> datetime.date | None:
        """The day to look at the decision again; None while no day is known."""
        ends = [one.day for one in self.dates if one.kind not in GROWS_OLD]
        if ends:
            return ends[0]
        counts: dict[datetime.date, int] = {}
        for one in self.dates:
            counts[one.day] = counts.get(one.day, 0) + one.count
        return max(counts, key=lambda day: (counts[day], -day.toordinal())) if counts else None

    @property
    def leading(self) -> tuple[Dated, ...]:
        """What happens on that day: ends before what merely grows old."""
        then = [one for one in self.dates if one.day == self.day]
        return tuple([one for one in then if one.kind not in GROWS_OLD] or then)

    def as_dict(self) -> dict[str, Any]:
        """For JSON: days as YYYY-MM-DD."""
        dates, past = ([asdict(one) | {"day": f"{one.day}"} for one in found] for found in (self.dates, self.past))
        undated = [asdict(one) for one in self.undated]
        day, waits_for = self.day and f"{self.day}", list(self.waits_for)
        return {"day": day, "waits_for": waits_for, "dates": dates, "past": past, "undated": undated}


def revisit(case: Case, estimate: Estimate, verdict: Verdict, book: Book) -> Revisit:
    """Dates of the case and the book behind this verdict: of money only where money counts for the outcome."""
    months = round(book.assumptions["stale_after_months"].likely)
    found: list[Dated | Undated] = [*_rules(verdict, months), *_replies(case, verdict, months)]
    found += [*_versions(case, verdict, book), *_certificates(case)]
    capped = any(one.gate == "budget_cap" and one.applies != "no" for one in verdict.gates)
    if money_decides(verdict) or capped or verdict.outcome == "ask_first":
        found += [*_offer(case), *_figures(estimate, months)]
    dated = _together(one for one in found if isinstance(one, Dated))
    return Revisit(
        dates=tuple(one for one in dated if one.day > book.as_of),
        past=tuple(one for one in dated if one.day <= book.as_of and one.kind != "date"),
        undated=tuple(dict.fromkeys(one for one in found if isinstance(one, Undated))),
        months=months,
        waits_for=tuple(dict.fromkeys(one.whom for one in verdict.ask)),
    )


def _together(found: Iterable[Dated]) -> list[Dated]:
    """In date order; prices and facts read on the same day are one entry, under the name of the first."""
    kept: dict[tuple[Any, ...], Dated] = {}
    for one in found:
        shared = one.kind in SHARED
        key = (one.day, one.kind, one.as_of) if shared else (one.day, one.kind, one.what)
        known = kept.get(key)
        kept[key] = one if known is None else replace(known, count=known.count + 1) if shared else known
    return sorted(kept.values(), key=lambda one: one.day)


def _aged(kind: Kind, what: str, as_of: str, months: int, source: str) -> Dated | None:
    """From its first possible day; None where the book gives no date."""
    try:
        return Dated(_later(earliest_day(as_of), months), kind, what, as_of, source=source)
    except ValueError:
        return None


def _later(day: datetime.date, months: int) -> datetime.date:
    """So many months later, on the same day or the last one of a shorter month."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _rules(verdict: Verdict, months: int) -> Iterator[Dated | Undated]:
    """Rules that were raised, with the days they name themselves; what was answered with no has nothing to expire."""
    for result in verdict.gates:
        row = result.row
        if result.applies == "no" or not row["source"]:
            continue
        rule = row["subject"]
        yield _aged("rule", rule, row["as_of"], months, row["source"]) or Undated("rule", rule)
        for day in DATE.findall(row["rule"]):
            yield Dated(datetime.date.fromisoformat(day), "date", rule, source=row["source"])


def _replies(case: Case, verdict: Verdict, months: int) -> Iterator[Dated]:
    """Medplum's answers on rules that were raised."""
    for gate, reply in case.reasons.reply_of.items():
        rule = next((one.row["subject"] for one in verdict.gates if one.gate == gate), None)
        if rule is not None:
            yield Dated(_later(reply.on, months), "answer", rule, f"{reply.on}")


def _versions(case: Case, verdict: Verdict, book: Book) -> Iterator[Dated | Undated]:
    """Ends of support of the versions in use, unless a confirmed rule excludes self-hosting."""
    if any(excludes(one) and one.option == "self_host" and one.state == "fail" for one in verdict.gates):
        return
    upgrades, hosting = case.scenario.upgrades, case.scenario.hosting
    for product, answer in (("medplum", upgrades.medplum_version), ("postgresql", upgrades.postgresql_version)):
        row = release_of(product, answer, book) if answer != "unknown" else None
        if row is None:
            if hosting.today == "live_self_hosted":
                yield Undated("version", LABELS[product])
            continue
        end = end_of_support(row, on_aws=hosting.choice("platform") == "aws")
        name = f"{LABELS[product]} {answer}"
        yield Dated(end, "version", name, source=row["source"]) if end else Undated("support", name)


def _certificates(case: Case) -> Iterator[Undated]:
    for key in case.scenario.certificates.held or ():
        yield Undated("certificate", CERTIFICATE_LABELS[key])


def _offer(case: Case) -> Iterator[Dated | Undated]:
    needs = case.scenario.needs
    if needs.quote_per_month is not None:
        what = "Medplum's price in writing"
        yield Dated(needs.quote_until, "offer", what) if needs.quote_until else Undated("offer", what)


def _figures(estimate: Estimate, months: int) -> Iterator[Dated | Undated]:
    """Prices of the lines that count, and facts that make a share of the answer's spread; judgement has no date."""
    for leaf in leaves_behind(estimate):
        if leaf.kind == "price" and leaf.source != BY_DEFINITION:
            kind: Kind = "plan" if leaf.name in PLAN_PRICES or leaf.key in PLAN_PRICES else "price"
            kind = "rate" if leaf.key.endswith("_usd_rate") else kind
            yield _aged(kind, leaf.label, leaf.as_of, months, leaf.source) or Undated("price", leaf.label)
    yield from _facts(estimate, months)


def _facts(estimate: Estimate, months: int) -> Iterator[Dated | Undated]:
    found = estimate.sensitivity
    if found is None:
        return
    for name, influence in found.influences.items():
        leaf = found.drivers[name].leaf
        if leaf.kind == "assumption" and leaf.basis != "judgement" and influence.share >= MATTERS:
            yield _aged("fact", leaf.label, leaf.as_of, months, leaf.source) or Undated("fact", leaf.label)


def leaves_behind(estimate: Estimate) -> tuple[Leaf, ...]:
    """Where the explanations of all lines end that count under the headline, each leaf once, in their order."""
    keys = [line.key for option in OPTIONS for line in estimate.counted_lines(option)]
    waiting: list[Explanation | Leaf] = [estimate.explanations[key] for key in keys if key in estimate.explanations]
    seen: dict[int, Explanation] = {}
    found: dict[tuple[str, str], Leaf] = {}
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Leaf):
            found.setdefault((one.kind, one.key), one)
        elif id(one) not in seen:
            seen[id(one)] = one
            waiting += one.inputs
    return tuple(found.values())
