"""Nothing is counted twice: docs/counted-once.md names the one line that carries each kind of work and each outage."""

import re
from collections.abc import Iterable
from itertools import combinations, product
from pathlib import Path

import pytest

from estimator import Run, engine
from estimator.estimate import OPTIONS
from estimator.graph import Graph
from estimator.inputs import Ranged
from estimator.model import VIEWS, Model, prepare, total_name
from estimator.node import Node
from tests.estimator.book_parts import shipped
from tests.estimator.generated import TYPICAL, typical

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "counted-once.md"
BASES = ("quarters", "tasks", "measured")
# Rows that say the same thing in two ways: a total may rest on one of each group only.
ONE_OF = (
    {"loaded_us_devops_sre", "base_salary_per_year"},
    {"peak_rps_per_1000_patients", "peak_rps_per_clinician"},
    {"fork_underestimate_multiplier", "fork_hours_per_cycle"},
    {"setup_engineer_weeks", "setup_engineer_weeks_existing_platform"},
    {"compliance_internal_hours", "compliance_internal_hours_certified"},
    {"oncall_stipend_week", "outside_watch_usd_month"},
    {"fte_normal_quarter", "run_hours_per_month"},
)


def models() -> list[Model]:
    return [prepare(typical(name), shipped(1), Run()) for name in TYPICAL]


def leaves(graph: Graph) -> dict[str, frozenset[str]]:
    """Inputs behind every quantity."""
    found: dict[str, frozenset[str]] = {name: frozenset({name}) for name in graph.leaves}
    for node in graph.nodes:
        found[node.name] = frozenset().union(*(found[name] for name in node.inputs))
    return found


def guide_rows() -> list[tuple[str, list[str]]]:
    """(kind of work or outage, keys of the lines that carry it) of every row of the guide's table."""
    rows = []
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and "`" in cells[1]:
            rows.append((cells[0], re.findall(r"`(\w+)`", cells[1])))
    return rows


def of_any_basis(line: Node) -> str:
    """Key of a line without its basis: one row of the guide stands for the line on each basis."""
    basis = line.tag("basis")
    return line.name.removesuffix(f"_{basis}") if basis in BASES else line.name


def carries_work_or_outage(line: Node) -> bool:
    people = line.tag("view") in ("work", "loaded", "cash") or line.tag("group") == "people"
    return people or line.tag("outside") == "yes" or line.name.startswith("recruiting_cost")


def is_expanded(line: Node) -> bool:
    """Work of a need: rows of the book, one line each."""
    return line.name.startswith("need_")


def test_the_guide_names_each_line_that_carries_work_or_an_outage_once():
    named = [key for _, keys in guide_rows() for key in keys]
    assert len(named) == len(set(named))
    carrying = {
        of_any_basis(line)
        for model in models()
        for line in model.lines
        if carries_work_or_outage(line) and not is_expanded(line)
    }
    assert carrying == set(named)


def test_every_kind_of_work_stands_in_the_guide_once():
    kinds = [kind for kind, _ in guide_rows()]
    assert len(kinds) == len(set(kinds)) >= 20


@pytest.mark.parametrize("name", list(TYPICAL))
def test_a_line_that_is_taken_out_leaves_its_money_nowhere(name):
    """Without the line every other line is what it was or, where it is a share of others, less."""
    model = prepare(typical(name), shipped(1), Run())
    before = figures(model, model.graph)
    totals = [total_name(*key) for key in product(OPTIONS, VIEWS, model.bases)]
    for line in model.lines:
        after = figures(model, without(model.graph, line.name))
        for other in model.lines:
            if other is not line:
                assert after[other.name] <= before[other.name] + 1e-6, (line.name, other.name)
        for total in totals:
            counted = line.name in model.graph.by_name()[total].inputs
            less = before[line.name] if counted else 0.0
            assert after[total] <= before[total] - less + 1e-6 * abs(before[total]), (line.name, total)


def figures(model: Model, graph: Graph) -> dict[str, float]:
    names = [node.name for node in graph.nodes if node.is_line or node.name.startswith("total_")]
    found = engine.central(graph, model.inputs, model.quarters, names)
    return {name: float(found[name].sum()) for name in names}


def without(graph: Graph, line: str) -> Graph:
    """The graph in which one line costs nothing."""

    def nothing(**given):
        return next(node for node in graph.nodes if node.name == line).formula(**given) * 0

    nodes = [
        Node(node.name, nothing, node.inputs, node.tags, node.sentence) if node.name == line else node
        for node in graph.nodes
    ]
    return Graph(tuple(nodes), graph.leaves)


def test_a_row_of_one_staffing_basis_reaches_lines_of_that_basis_only():
    rows = shipped(1).assumptions
    reached = set()
    for model in models():
        behind = leaves(model.graph)
        for line in model.lines:
            for leaf in behind[line.name]:
                found = model.inputs[leaf]
                row = rows.get(found.draw_key) if isinstance(found, Ranged) else None
                if row is not None and row.basis_group in BASES:
                    reached.add(row.basis_group)
                    assert line.tag("basis") == row.basis_group, (line.name, row.key)
    assert reached == {"quarters", "tasks"}


def rows_behind(model: Model, names: Iterable[str]) -> set[str]:
    """Rows and answers with a range that quantities rest on."""
    behind = leaves(model.graph)
    inputs = (model.inputs[leaf] for name in names for leaf in behind[name])
    return {found.draw_key for found in inputs if isinstance(found, Ranged)}


def test_a_total_rests_on_one_of_two_rows_that_say_the_same():
    for model in models():
        for key in product(OPTIONS, VIEWS, model.bases):
            keys = rows_behind(model, [total_name(*key)])
            for group in ONE_OF:
                assert len(keys & group) <= 1, (key, keys & group)


def test_each_row_of_a_pair_is_read_by_some_model():
    read = set().union(*(rows_behind(model, [line.name for line in model.lines]) for model in models()))
    assert not set().union(*ONE_OF) - read


def test_no_two_lines_of_one_view_and_basis_have_the_same_formula_and_inputs():
    for model in models():
        for one, other in combinations(model.lines, 2):
            same_place = all(one.tag(tag) == other.tag(tag) for tag in ("option", "view", "basis"))
            if same_place and one.inputs == other.inputs:
                assert str(one.expression) != str(other.expression), (one.name, other.name)
