"""What is left of the readiness check as CSV and Markdown: one line a practice, with owner and due date."""

import csv
import io
from collections.abc import Iterator

from decisions.advice.progress import DOMAINS, Gap, Progress
from decisions.report import format as fmt
from decisions.report.readiness import STATE_LABELS, WEIGHT_LABELS, progress_sentence

from .tables import harmless

COLUMNS = (
    "id", "domain", "practice", "weight", "state", "hours_low", "hours_likely", "hours_high", "counted_in", "owner",
    "due", "evidence", "note", "source",
)  # fmt: skip
MARKDOWN = ("Practice", "Weight", "State", "Hours left", "Owner", "Due")
NOTHING_LEFT = "Nothing is left: every practice that applies is in place."


def as_csv(found: Progress, title: str) -> str:
    """Every open practice, those that nobody has looked at last; CR LF, no cell that a spreadsheet takes for a formula.

    The title is not part of it: the first line names the columns.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for gap in _left(found):
        texts = (gap.key, DOMAINS[gap.domain], gap.text, gap.weight, STATE_LABELS[gap.state])
        kept = (gap.practice.evidence, gap.practice.note, gap.source)
        owner, due = gap.practice.owner, gap.practice.due.isoformat() if gap.practice.due else ""
        hours = [fmt.number(value).replace(",", "") for value in gap.hours]
        writer.writerow(
            [*map(harmless, texts), *hours, harmless(gap.within), harmless(owner), due, *map(harmless, kept)]
        )
    return out.getvalue()


def as_markdown(found: Progress, title: str) -> str:
    """A heading, how far it is, and a table for each domain with something left."""
    parts = [f"# {_plain(title)}: what is left of the readiness check", progress_sentence(found)]
    for domain, label in DOMAINS.items():
        gaps = [gap for gap in _left(found) if gap.domain == domain]
        if gaps:
            rows = "\n".join(f"| {' | '.join(_plain(cell) for cell in _cells(gap))} |" for gap in gaps)
            head = f"| {' | '.join(MARKDOWN)} |\n|{' --- |' * len(MARKDOWN)}"
            parts += [f"## {label}", f"{head}\n{rows}"]
    if not _left(found):
        parts.append(NOTHING_LEFT)
    return "\n\n".join(parts) + "\n"


FORMATS = {"csv": (as_csv, "text/csv; charset=utf-8"), "md": (as_markdown, "text/markdown; charset=utf-8")}


def _left(found: Progress) -> list[Gap]:
    return [*found.gaps, *found.to_look_at]


def _cells(gap: Gap) -> Iterator[str]:
    yield f"{gap.key}: {gap.text}"
    yield WEIGHT_LABELS[gap.weight]
    yield STATE_LABELS[gap.state]
    yield fmt.number(gap.hours[1], 1)
    yield gap.practice.owner
    yield fmt.day(gap.practice.due) if gap.practice.due else ""


def _plain(text: str) -> str:
    """Text that stays text in a cell of Markdown."""
    one_line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\|`*_<>[]#" else sign for sign in one_line)
