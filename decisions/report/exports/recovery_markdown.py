"""The recovery plan as Markdown, from its document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Document = Mapping[str, Any]
SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def as_markdown(plan: Document) -> str:
    """The whole plan; what people wrote is escaped, and parts that an older report lacks are left out."""
    title = f"Recovery plan: {plan['title']}" if plan["title"] else "Recovery plan"
    about = f"{plan['platform']}, {plan['level'].lower()}. Made on {plan['made_on']}. {plan['book']}."
    blocks = [
        f"# {safe(title)}",
        safe(about),
        *map(safe, plan["summary"]),
        "## Runbook",
        safe(plan["failover"]),
        *_contacts(plan.get("contacts", ())),
        *_phases(plan["phases"]),
        "## Timeline",
        safe(plan["base"]),
        _table(plan["timeline"]),
        "### What the times rest on",
        "\n".join(_assumption(one) for one in plan["rests_on"]),
        "## Levels and targets",
        _table(plan["levels"]),
        *map(safe, plan["points"]),
        "## What is not known",
        "\n".join(f"- {safe(text)}" for text in plan["open_points"]),
        *_denied(plan.get("denied", ())),
        "## Drills",
        *map(safe, plan["drills"]),
        *([_table(plan["calendar"])] if plan["calendar"] else []),
        *_records(plan["records"]),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def safe(text: str) -> str:
    """Text on one line in which nothing is taken for Markdown."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _table(table: Mapping[str, Any]) -> str:
    head = [str(column) for column in table["columns"]]
    rows = [[_head(row), *(cell["text"] for cell in row["cells"])] for row in table["rows"]]
    lines = [head, ["---"] * len(head), *([safe(text) for text in row] for row in rows)]
    found = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{found}\n\n{safe(table['note'])}" if table["note"] else found


def _head(row: Mapping[str, Any]) -> str:
    return f"{row['head']} ({row['note']})" if row["note"] else str(row["head"])


def _assumption(one: Mapping[str, Any]) -> str:
    basis = "judgement" if one["judgement"] else _sources(one["sources"])
    return f"- {safe(one['label'])}: {safe(one['range'])} ({basis})"


def _sources(sources: list[Mapping[str, str]]) -> str:
    return ", ".join(f"[{safe(one['text'])}]({one['url']})" if one["url"] else safe(one["text"]) for one in sources)


def _contacts(roles: Sequence[str]) -> Iterator[str]:
    """A table to fill in: who stands for each role."""
    if roles:
        yield "### Who to call"
        head = ["| Role | Name | Telephone | Stands in |", "| --- | --- | --- | --- |"]
        yield "\n".join([*head, *(f"| {safe(role)} | | | |" for role in roles)])
        yield "\n".join(f"- {line}:" for line in ("Second place", "Outage noticed on, at", "Back on, at"))


def _denied(practices: Sequence[Mapping[str, str]]) -> Iterator[str]:
    if practices:
        yield "### Not in place, by the readiness check"
        yield "\n".join(f"- {one['state']}: {safe(one['text'])}" for one in practices)


def _phases(phases: list[Mapping[str, Any]]) -> Iterator[str]:
    for phase in phases:
        time = f" ({phase['time']})" if phase["time"] else ""
        yield f"### {safe(phase['heading'] + time)}"
        if phase["into"]:
            yield safe(phase["into"])
        yield "\n".join(_step(number, step) for number, step in enumerate(phase["steps"], phase["start"]))


def _step(number: int, step: Mapping[str, Any]) -> str:
    inside = " " * len(f"{number}. ")
    lines = [f"{number}. [ ] **{safe(step['owner'])}:** {safe(step['words'])}"]
    if step["service"]:
        lines.append(f"{inside}- By {safe(step['service'])}{'. ' if step['how'] else ''}{safe(step['how'])}")
    if step["lacks_service"]:
        lines.append(f"{inside}- The book names no service of this platform for this step.")
    if step["needs"]:
        lines.append(f"{inside}- Needs: {safe(step['needs'])}")
    return "\n".join(lines)


def _records(records: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "### Drills held"
    if not records:
        yield "No drill is on record."
        return
    yield "\n".join(_record(one) for one in records)


def _record(one: Mapping[str, Any]) -> str:
    note = f": {safe(one['note'])}" if one["note"] else ""
    against = f"\n  {safe(one['against'])}" if one.get("against") else ""
    return f"- {one['day']}, {one['kind'].lower()}, {one['minutes']}{note}{against}"
