"""Every quantity that the model can compute under a book, whatever the answers: for the methodology page.

A graph holds only what one configuration needs. Here the configurations that the choices open up, each alone, are put
together; a quantity whose formula depends on the answers then has several.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .binding import Binding
from .book import Book
from .estimate import Run
from .explanation import Leaf
from .graph import Graph
from .inputs import EstimateError
from .model import bind, every_formula, prepare
from .node import Node
from .scenario import EXTRA_LABELS, Choice, Quantity, Scenario

READINGS = Run(draws=64)
# Choices taken one by one: a place, what runs today.
# Where tax falls on lines: on both kinds of it.
TAXED = (
    {"money": {"tax_country": "DE", "organisation": "hospital"}, "people": {"workforce": "contractors"}},
    {"money": {"tax_country": "US"}, "hosting": {"today": "live_cloud"}},
)
ONE_BY_ONE = ("observability", "on_call", "secrets", "commitment", "shape")
APART = {("hosting", "platform"), ("hosting", "way"), ("hosting", "region"), ("hosting", "today")}


@dataclass
class Entry:
    """A quantity or cost line: its sentence, unit and tags, its formulas, what it reads and what reads it."""

    key: str
    label: str
    sentence: str
    unit: str
    is_line: bool
    group: str
    option: str
    tags: Mapping[str, str]
    formulas: list[str] = field(default_factory=list)
    reads: dict[str, None] = field(default_factory=dict)
    read_by: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Catalogue:
    """Entries in the order of the formula files; `leaves`: what formulas read from book, answers and calendar.

    `names`: key of a row → the names under which formulas read it, given one answer or another.
    """

    entries: Mapping[str, Entry]
    leaves: Mapping[str, Leaf]
    names: Mapping[str, frozenset[str]]

    def readers(self, key: str) -> list[str]:
        """Entries that read a row of the book."""
        names = self.names.get(key, frozenset())
        return [entry.key for entry in self.entries.values() if names & entry.reads.keys()]


def catalogue(book: Book) -> Catalogue:
    """All entries under a book; takes a second or two. EstimateError when a row is missing."""
    entries: dict[str, Entry] = {}
    leaves: dict[str, Leaf] = {}
    names: dict[str, set[str]] = defaultdict(set)
    for scenario in _scenarios(book):
        graph, binding = every_formula(scenario, book, READINGS)
        _add_all(entries, graph.nodes)
        for name, leaf in _leaves(graph, binding):
            leaves.setdefault(name, leaf)
            names[leaf.key].add(name)
    for scenario in map(_scenario, TAXED):
        _add_all(entries, prepare(scenario, book, READINGS).graph.nodes)
    for entry in entries.values():
        for name in entry.reads:
            if name in entries:
                entries[name].read_by[entry.key] = None
    _add_names(names, book)
    return Catalogue(entries, leaves, {key: frozenset(found) for key, found in names.items()})


def _leaves(graph: Graph, binding: Binding) -> Iterator[tuple[str, Leaf]]:
    """What the formulas read; a line that does not apply may read what only its own answer could give."""
    for name in graph.leaves:
        try:
            yield name, binding.find(name).leaf
        except EstimateError:
            continue


def _add_names(names: dict[str, set[str]], book: Book) -> None:
    """The names under which a row is read: one choice or another lets it stand in for a name."""
    for scenario in (*_each_option(), *_each_tax(book)):
        for name, key in bind(scenario, book, READINGS).roles.items():
            names[key].add(name)
    for _, family in Scenario().families():
        for name, meaning, _ in family.quantities():
            names[meaning.default_key].add(name)


def _add_all(entries: dict[str, Entry], nodes: Iterable[Node]) -> None:
    for node in nodes:
        if not _is_sum(node):
            _add(entries, node)


def _is_sum(node: Node) -> bool:
    """Totals by tags differ with every set of lines; their rule is one sentence."""
    return node.name.startswith("total_")


def _add(entries: dict[str, Entry], node: Node) -> None:
    entry = entries.setdefault(node.name, _entry(node))
    text = node.expression.text(lambda leaf: leaf.name)
    if text not in entry.formulas:
        entry.formulas.append(text)
    entry.reads |= dict.fromkeys(node.inputs)


def _entry(node: Node) -> Entry:
    return Entry(
        key=node.name,
        label=node.tag("line") or node.name.replace("_", " ").capitalize(),
        sentence=node.sentence,
        unit=node.tag("unit"),
        is_line=node.is_line,
        group=node.tag("group"),
        option=node.tag("option"),
        tags={name: node.tag(name) for name in ("view", "basis", "one_off", "outside", "spending")},
    )


def _each_option() -> Iterator[Scenario]:
    """Each option of each choice alone, but for regions."""
    for name, family in Scenario().families():
        for key, meaning in family.declared().items():
            options = meaning.options if isinstance(meaning, Choice) and key != "region" else ()
            yield from (_scenario({name: {key: option}}) for option in options)
    yield _scenario({"certificates": {"held": ["iso27001"]}})


def _each_tax(book: Book) -> Iterator[Scenario]:
    """Every country with every kind of organization."""
    meaning = Scenario().money.declared()["organisation"]
    for row in book.rows("tax_countries"):
        for kind in meaning.options if isinstance(meaning, Choice) else ():
            yield _scenario({"money": {"tax_country": row["country"], "organisation": kind, "recovers_tax": "no"}})


def _scenarios(book: Book) -> Iterator[Scenario]:
    yield Scenario()
    for turn, place in enumerate(_places(book)):
        yield _scenario({"hosting": place})
        yield _scenario(_options(turn), {"hosting": place})
    for today in ("live_cloud", "live_self_hosted"):
        yield _scenario({"hosting": {"today": today}})
    numbers = _numbers()
    yield _scenario(numbers)
    del numbers["hosting"]["bill_last_month"]
    offer = {"quote_until": "2028-06-30", "self_host_licence": "yes"}
    yield _scenario(numbers, {"needs": offer, "upgrades": {"fork": "yes"}})
    yield from _with_needs(book)
    yield _scenario({"certificates": {"extra": list(EXTRA_LABELS)}, "people": {"workforce": "new_hire"}})
    for name in ONE_BY_ONE:
        meaning = Scenario().hosting.declared()[name]
        for option in meaning.options if isinstance(meaning, Choice) else ():
            yield _scenario({"hosting": {name: option}})
    for given in ({"workload": {"clinicians": 1.0}}, {"people": {"base_salary_per_year": 50_000.0}}):
        yield _scenario(given)


def _with_needs(book: Book) -> Iterator[Scenario]:
    """All needs as Medplum's, all as one's own, and those that a smaller plan leaves to one's own work."""
    rows = book.rows("needs")
    around = [row for row in rows if row["workaround_plan"] != "none"]
    for said, needs in (("must", rows), ("own", rows)):
        yield _scenario({"needs": {"answers": {row["need"]: said for row in needs}}})
    for plan in dict.fromkeys(row["workaround_plan"] for row in around):
        some = {row["need"]: "own" for row in around if row["workaround_plan"] == plan}
        yield _scenario({"needs": {"answers": some}})


def _places(book: Book) -> Iterator[dict[str, str]]:
    """Every platform, and every way of building on one."""
    for row in book.rows("platforms"):
        yield {"platform": row["platform"]}
    for row in book.rows("ways"):
        yield {"platform": row["platform"], "way": row["way"]}


def _options(turn: int) -> dict[str, dict[str, Any]]:
    """For this turn one option of each choice that leaves the others to count."""
    found: dict[str, dict[str, Any]] = {}
    for name, family in Scenario().families():
        for key, meaning in family.declared().items():
            if isinstance(meaning, Choice) and (name, key) not in APART:
                options = list(meaning.options)
                found.setdefault(name, {})[key] = options[turn % len(options)]
    return found


def _numbers() -> dict[str, dict[str, Any]]:
    """Every number given."""
    return {
        name: {key: _middle(meaning) for key, meaning, _ in family.quantities()}
        for name, family in Scenario().families()
    }


def _middle(meaning: Quantity) -> float:
    return max(meaning.minimum, min(meaning.maximum, 1.0))


def _scenario(*parts: Mapping[str, Mapping[str, Any]]) -> Scenario:
    """The scenario of several parts, later ones going before earlier ones."""
    answers: dict[str, dict[str, Any]] = {}
    for part in parts:
        for family, said in part.items():
            answers[family] = {**answers.get(family, {}), **said}
    return Scenario.model_validate(answers)
