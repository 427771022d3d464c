"""How a figure comes about, as plain text for a terminal: steps with formula, values and sources."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, cast

from estimator.estimate import Estimate, Line
from estimator.explain import Explanations

from .apart import kept_apart
from .explain import Shelf, steps_of, total_labels
from .methods import all_methods

SUGGESTED = 5


class NotExplainedError(ValueError):
    """A key or quarter that there is not; says which there are."""


def explained(estimate: Estimate, key: str, quarter: str = "") -> str:
    """The text; NotExplainedError names close keys, or the quarters of the horizon."""
    methods = all_methods(estimate)
    if key in methods:
        return "\n".join(_method(methods[key]))
    line = next((line for line in estimate.lines if line.key == key and line.per_quarter is None), None)
    if line is not None:
        return _without_figure(line)
    if quarter and quarter not in estimate.quarters:
        raise NotExplainedError(f"--quarter: {quarter} is not in {estimate.quarters[0]} to {estimate.quarters[-1]}")
    explanations = cast(Explanations, estimate.explanations)
    if key not in explanations.names():
        raise NotExplainedError(_close(key, [*methods, *explanations.names(), *(line.key for line in estimate.lines)]))
    tree = explanations.in_quarter(key, quarter) if quarter else explanations[key]
    shelf = Shelf(total_labels(estimate))
    root = shelf.add(tree)
    steps = steps_of({"roots": {key: root}, "nodes": shelf.nodes}, key)
    apart = kept_apart(estimate).get(key, [])
    return "\n\n".join([*("\n".join(_step(step)) for step in steps), *apart])


def _close(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, SUGGESTED, 0.5)
    return f"KEY: there is no figure {key:.60}" + (f"; close to it: {', '.join(near)}" if near else "")


def _without_figure(line: Line) -> str:
    sentence = f"{line.sentence}\n" if line.sentence else ""
    state = line.state.replace("_", " ").capitalize()
    return f"{line.label} ({line.key})\n{sentence}{state}, because {line.because}."


def _method(method: Mapping[str, Any]) -> Iterator[str]:
    yield method["label"]
    yield from method["sentences"]
    for figure in method["figures"]:
        yield f"  {figure['label']}: {figure['text']}"


def _step(step: Mapping[str, Any]) -> Iterator[str]:
    yield f"{step['step']}. {step['label']} ({step['key']})"
    yield f"   {step['sentence']} {step['value_text']} in {step['quarter']}."
    yield f"   {step['name']} = {step['formula']}"
    yield f"   = {step['with_values']}"
    for part in step["inputs"]:
        yield f"   - {part['name']}: {_input(part)}"


def _input(part: Mapping[str, Any]) -> str:
    """Value, range, kind, basis, date, claim, sources and notes of an input; a quantity says its step."""
    if not part["is_leaf"]:
        return f"{part['value_text']}, step {part['step']}" if part["step"] else part["value_text"]
    facts = [part["value_text"], part["range_text"] and f"range {part['range_text']}", part["label"], part["kind"]]
    facts += [part["basis"], part["as_of"], "the vendor's own claim" if part["vendor_claim"] else ""]
    facts += ["claim of a firm that sells" if part["seller_claim"] else ""]
    facts += [f"{one['text']} {one['url']}".strip() for one in part["sources"]]
    return " | ".join(fact for fact in (*facts, part["notes"]) if fact)
