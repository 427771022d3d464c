"""How each figure came about: explanation trees with each node stored once, and the steps of one page."""

from collections.abc import Mapping
from typing import Any

from estimator.estimate import OPTIONS, Estimate
from estimator.explanation import Explanation, Leaf

from . import format as fmt
from .apart import kept_apart
from .leaf_notes import claimed_by, reader_note
from .narrative import BASIS_LABELS, NAMES, VIEW_LABELS
from .sources import sources_of
from .tables import Cell, Table, cell, row, table

Nodes = dict[str, dict[str, Any]]
Document = Mapping[str, Any]
KIND_LABELS = {
    "assumption": "assumption of the book",
    "price": "list price",
    "answer": "your answer",
    "schedule": "calendar",
    "constant": "constant",
}
SPELT = {"Fte": "FTE", "fte": "FTE", "vcpu": "vCPU", "gb": "GB", "usd": "USD", "cdn": "CDN", "dns": "DNS", "nat": "NAT"}


MOST_IN_FORMULA = 12


class Shelf:
    """Nodes of many trees, each kept once under a short id."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        """`labels`: better names of some keys."""
        self.nodes: Nodes = {}
        self._labels = labels
        self._ids: dict[tuple[Any, ...], str] = {}

    def add(self, item: Explanation | Leaf) -> str:
        """Keep an explanation or leaf with everything below it and return its id."""
        identity = _identity(item)
        if identity not in self._ids:
            self._ids[identity] = found = f"n{len(self._ids)}"
            self.nodes[found] = _leaf(item) if isinstance(item, Leaf) else self._step(item)
        return self._ids[identity]

    def _step(self, item: Explanation) -> dict[str, Any]:
        return {
            "is_leaf": False,
            "key": item.key,
            "name": item.key,
            "label": self._labels.get(item.key) or spelt(item.label),
            "sentence": item.sentence,
            "quarter": fmt.quarter(item.quarter) if item.quarter else "",
            "value": item.value,
            "value_text": _value(item.value, item.unit),
            "formula": item.formula,
            "with_values": item.with_values,
            "inputs": [self.add(part) for part in item.inputs],
        }


def _identity(item: Explanation | Leaf) -> tuple[Any, ...]:
    if isinstance(item, Leaf):
        return ("leaf", item.kind, item.key, item.name, item.value, item.source)
    return ("step", item.key, item.quarter, item.value, bool(item.inputs))


def _leaf(leaf: Leaf) -> dict[str, Any]:
    return {
        "is_leaf": True,
        "key": leaf.key,
        "name": leaf.name,
        "kind": KIND_LABELS[leaf.kind],
        "label": leaf.label,
        "value": leaf.value,
        "value_text": _value(leaf.value, leaf.unit),
        "range_text": _range(leaf),
        "sources": sources_of(leaf.source),
        "as_of": leaf.as_of,
        "basis": leaf.basis,
        "vendor_claim": (claim := claimed_by(leaf.claim, leaf.source)) == "vendor",
        "seller_claim": claim == "seller",
        "notes": reader_note(leaf.notes),
        "inputs": [],
    }


def spelt(label: str) -> str:
    """A name made from a key, with abbreviations as people write them."""
    return " ".join(SPELT.get(part, part) for part in label.split(" "))


def _value(value: float, unit: str) -> str:
    return fmt.precise(value) if unit in ("", "count", "ratio") else f"{fmt.precise(value)} {unit}"


def _range(leaf: Leaf) -> str:
    if leaf.low is None or leaf.high is None or leaf.low == leaf.high:
        return ""
    return f"{fmt.precise(leaf.low)} to {fmt.precise(leaf.high)}"


def all_explanations(estimate: Estimate) -> dict[str, Any]:
    """Every explanation of an estimate: the node id of each key, and the nodes."""
    shelf = Shelf(total_labels(estimate))
    roots = {key: shelf.add(tree) for key, tree in estimate.explanations.items()}
    return {"roots": roots, "nodes": shelf.nodes, "apart": kept_apart(estimate)}


def leaves_by_name(explanations: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The inputs that formulas read, by their names in the formulas."""
    return {node["name"]: node for node in explanations["nodes"].values() if node["is_leaf"]}


def total_labels(estimate: Estimate) -> dict[str, str]:
    """What each total is called, by the key of its explanation."""
    return {
        f"total_{option}_{one.view}_{one.basis}": (
            f"Total of {NAMES[option]}: {VIEW_LABELS[one.view].lower()}, {BASIS_LABELS[one.basis]}"
        )
        for one in estimate.combinations
        for option in OPTIONS
    }


def vendor_claims(explanations: dict[str, Any], key: str) -> list[str]:
    """Labels of the vendor's own claims that the figure of this key rests on."""
    nodes: Nodes = explanations["nodes"]
    steps = _in_reading_order(nodes, explanations["roots"][key])
    parts = dict.fromkeys(part for step in steps for part in nodes[step]["inputs"])
    return [nodes[part]["label"] for part in parts if nodes[part].get("vendor_claim")]


def page_of(document: Document, key: str) -> dict[str, Any] | None:
    """What the page of a figure shows: its method, or its steps and quarters; None for an unknown key."""
    if key in document["methods"]:
        return {"steps": [], "quarterly": None, **document["methods"][key]}
    if key not in document["explanations"]["roots"]:
        return None
    steps = steps_of(document["explanations"], key)
    quarterly = document["quarterly"].get(key)
    return {
        "label": steps[0]["label"],
        "sentences": [*_opening(document, quarterly), *document["explanations"].get("apart", {}).get(key, [])],
        "steps": steps,
        "quarterly": _quarterly_table(document, quarterly) if quarterly else None,
    }


def _opening(document: Document, quarterly: Mapping[str, list[float]] | None) -> list[str]:
    """How the figure of the tables and the formula below go together."""
    meta = document["meta"]
    sentences = []
    if quarterly:
        total = fmt.money(sum(quarterly["mean"]), meta["currency"])
        sentences.append(f"{total} over {meta['period']}, as the mean of {meta['futures']} futures.")
    sentences.append("The formula is shown for one quarter, with every input at its most likely value.")
    return [*sentences, meta["currency_note"]] if meta["currency_note"] else sentences


def _quarterly_table(document: Document, amounts: Mapping[str, list[float]]) -> Table:
    meta = document["meta"]
    series = [(*amounts[name], sum(amounts[name])) for name in ("mean", "likely") if name in amounts]
    rows = [
        row(name, [_money(column[i], meta) for column in series], kind="total" if name == "Total" else "row")
        for i, name in enumerate([*meta["quarters"], "Total"])
    ]
    columns = ["Quarter", "Mean of all futures", "At most likely values"]
    return table("Cost by quarter", columns[: len(series) + 1], rows)


def _money(amount: float, meta: Mapping[str, Any]) -> Cell:
    return cell(fmt.money(amount, meta["currency"]), amount)


def steps_of(explanations: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The steps that lead to a figure, itself first; each input says in which step or page it is explained."""
    nodes, roots = explanations["nodes"], explanations["roots"]
    order = [node for node in _in_reading_order(nodes, roots[key]) if nodes[node]["inputs"] or node == roots[key]]
    place = {node_id: number for number, node_id in enumerate(order, start=1)}
    steps = []
    for node_id in order:
        inputs = [
            nodes[part] | {"step": place.get(part), "page": nodes[part]["key"] if nodes[part]["key"] in roots else ""}
            for part in nodes[node_id]["inputs"]
        ]
        steps.append(nodes[node_id] | {"step": place[node_id], **_long_sum(inputs)})
    return steps


def _long_sum(inputs: list[dict[str, Any]]) -> dict[str, Any]:
    """A sum of many lines is read as a list, largest first, not as a formula."""
    if len(inputs) <= MOST_IN_FORMULA:
        return {"inputs": inputs, "is_list": False}
    return {"inputs": sorted(inputs, key=lambda part: -part["value"]), "is_list": True}


def _in_reading_order(nodes: Nodes, root: str) -> list[str]:
    """Steps (no leaves) breadth first, each once."""
    order = {root: None}
    for waiting in (queue := [root]):
        for part in nodes[waiting]["inputs"]:
            if not nodes[part]["is_leaf"] and part not in order:
                order[part] = None
                queue.append(part)
    return list(order)
