"""The decision record as Markdown, from a document: verdict, why, both cases, next steps, when to look again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .recovery_markdown import safe

Document = Mapping[str, Any]
DEPENDS = {"not_feasible": "## What would have to change"}


def decision_record(document: Document) -> str:
    """What a team files beside its other decisions; a part that an older report lacks is left out."""
    head = document["headline"]
    blocks = [
        f"# {safe(document['title'])}: {safe(head['label'])}",
        safe(head["sentence"]),
        *map(safe, head.get("disagreements", ())),
        _list(head["qualifiers"]),
        "## What each costs",
        "\n".join(_option(one) for one in document["options"]),
        safe(document["walk_away"]["sentence"]),
        "## Why",
        "\n".join(_reason(one) for one in document["reasons"]),
        *_part(DEPENDS.get(head["outcome"], "## What the answer depends on"), document.get("depends_on")),
        *_asks(document.get("ask") or ()),
        *_steps(document.get("next_steps")),
        *_cases(document.get("cases")),
        *_revisit(document.get("revisit")),
        *_part("## What Medplum answered", [_reply(one) for one in document.get("replies", ())]),
        *_part("## What to know about these figures", [one["text"] for one in document["notices"]]),
        "## About this record",
        _list([f"{row['label']}: {row['text']}" for row in document["meta"]["rows"]]),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _list(texts: Sequence[str], *, numbered: bool = False) -> str:
    return "\n".join(f"{f'{place}.' if numbered else '-'} {safe(text)}" for place, text in enumerate(texts, start=1))


def _part(heading: str, texts: Sequence[str] | None, *, numbered: bool = False) -> Iterator[str]:
    if texts:
        yield heading
        yield _list(texts, numbered=numbered)


def _option(one: Mapping[str, Any]) -> str:
    missing = "" if one["complete"] else " (as far as it could be estimated)"
    return f"- {safe(one['label'])}: {safe(one['total']['text'])}{missing}; {safe(one['range'])}"


def _reason(one: Mapping[str, Any]) -> str:
    state = f"**{safe(one['state_label'])}**: " if one["state_label"] else ""
    return f"- {state}{safe(one['text'])}"


def _asks(asks: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Questions, for whom, and what each answer means."""
    texts = [f"{one['question']} Ask: {one['whom']}. {one['meaning_yes']} {one['meaning_no']}" for one in asks]
    yield from _part("## What to ask, and whom", texts, numbered=True)


def _cases(cases: Mapping[str, Any] | None) -> Iterator[str]:
    if cases:
        yield "## The case for each option"
        yield safe(cases["lead"])
        for case in cases["cases"]:
            yield from _part(f"### {safe(case['heading'])}", [one["text"] for one in case["points"]], numbered=True)


def _steps(steps: Sequence[Mapping[str, Any] | str] | None) -> Iterator[str]:
    """Numbered, each with its points; older reports hold plain sentences."""
    if steps:
        yield "## Next steps"
        yield "\n".join(_step(place, step) for place, step in enumerate(steps, start=1))


def _step(place: int, step: Mapping[str, Any] | str) -> str:
    if isinstance(step, str):
        return f"{place}. {safe(step)}"
    return "\n".join((f"{place}. {safe(step['text'])}", *(f"   - {safe(point)}" for point in step["points"])))


def _revisit(revisit: Mapping[str, Any] | None) -> Iterator[str]:
    if revisit:
        yield "## When to look again"
        yield safe(revisit["lead"])
        yield _list([f"{one['day']}: {one['text']}" for one in revisit["dates"]])
        yield from _part("### Old already when the book was made", [one["text"] for one in revisit["past"]])
        yield from _part("### Dates that are not known", revisit["undated"])


def _reply(one: Mapping[str, str]) -> str:
    return f"{one['day']}, {one['said']}: {one['rule']}"
