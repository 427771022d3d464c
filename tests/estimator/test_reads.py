"""What the model reads: every row of the book has a reader or is listed as waiting, every answer changes something."""

import ast
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from estimator import Book, Run, Scenario, estimate, estimate_as_dict, shipped_folders
from estimator.book import AssumptionRow
from estimator.model import prepare
from estimator.scenario import EXTRA_LABELS, Choice, Quantity
from estimator.scenario.tax import COUNTRIES
from tests.estimator.book_parts import shipped
from tests.estimator.generated import CURRENCIES, TYPICAL, scenario, scenarios, typical

ROOT = Path(__file__).resolve().parents[2]
ADVICE, FORMULAS = ROOT / "decisions" / "advice", ROOT / "estimator" / "formulas"
FEW = Run(draws=64)

# --- rows of the book --------------------------------------------------------------------------

# Rows for formulas of a later version of the model, one key a line. Take a key out when a formula reads it.
NOT_YET_READ = frozenset((Path(__file__).parent / "not_yet_read.txt").read_text(encoding="utf-8").split())
READ_BY_ADVICE = frozenset({"readiness_partly_share"})


class Noting(Mapping[str, AssumptionRow]):
    """Assumption rows that note which of them were looked up."""

    def __init__(self, rows: Mapping[str, AssumptionRow]) -> None:
        self.rows = rows
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> AssumptionRow:
        row = self.rows[key]
        self.read.add(key)
        return row

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def every_choice() -> Iterator[Scenario]:
    """Scenarios in which every option of every choice is taken once, and the typical ones."""
    yield from map(typical, TYPICAL)
    for family, model in scenario().families():
        for field, meaning in model.declared().items():
            for option in meaning.options if isinstance(meaning, Choice) else ():
                yield scenario(**{family: {field: option}})
    yield scenario(certificates={"extra": list(EXTRA_LABELS)})
    yield scenario(needs={"answers": {"off_vendor_backup": "own"}})
    yield scenario(workload={"clinicians": 40})
    yield scenario(upgrades={"fork": "yes", "fork_underestimate_multiplier": 2})
    yield scenario(upgrades={"postgresql_version": "15"})
    for way in shipped(1).rows("ways"):
        yield scenario(hosting={"platform": way["platform"], "way": way["way"]})
    yield scenario(money={"installations": 3})
    for country, organisation in product(COUNTRIES, ("company", "hospital", "public")):
        yield scenario(money={"tax_country": country, "organisation": organisation})
    for country in ("US", "GB", "DE", "FR", "IN"):
        yield scenario(people={"country": country, "workforce": "contractors"})


def test_every_row_for_a_formula_is_read_or_waits_by_name():
    book = Book.from_folder(shipped_folders()[0])
    noting = Noting(book.assumptions)
    book.__dict__["assumptions"] = noting
    for one in every_choice():
        prepare(one, book, FEW)
    rows = {key for key, row in noting.rows.items() if row.use == "formula"}
    assert rows - noting.read == NOT_YET_READ | READ_BY_ADVICE


def test_what_advice_reads_is_named_there():
    text = "\n".join(path.read_text(encoding="utf-8") for path in ADVICE.glob("*.py"))
    assert all(f'"{key}"' in text for key in READ_BY_ADVICE)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(scenarios())
@pytest.mark.parametrize("number", [1, 2])
def test_both_shipped_books_hold_all_that_any_scenario_needs(number, answers):
    book = shipped(number)
    assert book.filled == ()
    model = prepare(answers, book, FEW)
    assert set(model.inputs) == set(model.graph.leaves)


def test_the_two_books_differ_in_their_default_basis_alone():
    """Same values: the same figures on the same basis, and another headline."""
    one, two = (estimate(scenario(), shipped(number)) for number in (1, 2))
    assert (one.basis, two.basis) == ("quarters", "tasks")
    assert one.combinations == two.combinations
    assert one.lines == two.lines


def test_no_formula_file_holds_a_number_of_its_own():
    """0 and 1 are arithmetic; every other number stands in the book."""
    for path in FORMULAS.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        numbers = {value for value in constants if isinstance(value, int | float) and not isinstance(value, bool)}
        assert numbers <= {0, 1}, path.name


# --- answers -----------------------------------------------------------------------------------

# Two answers to every field that is neither a choice nor a quantity.
OTHER: dict[tuple[str, str], tuple[Any, Any]] = {
    ("needs", "answers"): ({"scim": "must"}, {"scim": "no"}),
    ("needs", "quote_until"): (None, "2028-06-30"),
    ("upgrades", "large_quarters"): (None, ["2027Q2"]),
    ("upgrades", "medplum_version"): ("unknown", "4.2"),
    ("people", "hire_quarter"): (None, "2027Q3"),
    ("certificates", "extra"): (None, ["soc2"]),
    ("certificates", "held"): (None, ["soc2"]),
    ("money", "horizon_quarters"): (12, 16),
    ("money", "first_quarter"): (None, "2028Q3"),
    ("money", "currency"): CURRENCIES[:2],
    ("money", "halve_vendor_claims"): (False, True),
    ("assumed", "values"): ({}, {"fte_large_quarter": 2}),
}
# Answers that change no figure: who reads them instead.
READ_ELSEWHERE = {
    ("upgrades", "medplum_version"): "medplum_version",
}
# Answers whose formulas are still to come, one a line; take an answer out with its formula.
WAITING = frozenset((Path(__file__).parent / "answers_waiting.txt").read_text(encoding="utf-8").split())
# Options that give the same figures as the default, and why.
SAME_AS_DEFAULT = {
    ("hosting", "today", "prototype"): "a prototype without patients is set up again like a first installation",
    ("hosting", "production_there", "partly"): "only a platform that runs production shortens the set-up",
    **{("upgrades", "postgresql_version", v): "its end lies beyond twelve quarters" for v in ("17", "18")},
    ("people", "workforce", "spare"): "paid either way; the verdict counts the cash view for one of them",
    ("money", "tax_country", "US"): "the country where the people are taken to be",
    ("people", "cost_currency", "USD"): "the currency of the United States, where the people are taken to be",
    **{("people", "on_pager", size): "read by advice: the rota" for size in ("0", "1", "2_4", "5_7", "8_plus")},
}


def fields() -> list[tuple[str, str]]:
    return [(family, field) for family, model in scenario().families() for field in type(model).model_fields]


def answers_to(family: str, field: str) -> list[Any]:
    """Two or more answers to a field; the first is what unknown counts as."""
    if (family, field) in OTHER:
        return list(OTHER[(family, field)])
    meaning = getattr(scenario(), family).declared()[field]
    if isinstance(meaning, Quantity):
        middle = (meaning.minimum * 0.999 + meaning.maximum * 0.001) or 0.1
        return ["unknown", middle, meaning.maximum / 2]
    return [meaning.default, *(option for option in meaning.options if option != meaning.default)]


def figures(answers: dict[str, Any]) -> Any:
    found = estimate(Scenario.model_validate(answers), shipped(1), FEW)
    return estimate_as_dict(found), found.lines, found.plan, found.recovery, found.warnings


# Answers that count beside another answer only.
BESIDE: dict[tuple[str, str], dict[str, Any]] = {
    ("needs", "self_host_licence_per_month"): {"self_host_licence": "yes"},
    ("people", "hire_quarter"): {"workforce": "new_hire"},
    ("people", "cost_currency"): {"engineer_cost_per_year": 90_000},
    ("upgrades", "in_time"): {"postgresql_version": "15"},
    ("upgrades", "fork_engineer_months_per_year"): {"fork": "yes"},
    ("upgrades", "fork_underestimate_multiplier"): {"fork": "yes"},
    ("hosting", "node_cost_per_month"): {"platform": "own_kubernetes", "way": "own_nodes"},
    ("hosting", "internet_cost_per_month"): {"platform": "own_servers"},
    ("hosting", "observability_paid"): {"observability": "grafana_self"},
    ("hosting", "on_call_paid"): {"on_call": "pagerduty"},
    ("hosting", "secrets_paid"): {"secrets": "vault"},
    ("needs", "quote_until"): {"quote_per_month": 3_000, "after_quote": "list_price"},
    ("needs", "after_quote"): {"quote_per_month": 3_000, "quote_until": "2027-12-31"},
    ("needs", "later_price_per_month"): {"quote_per_month": 3_000, "quote_until": "2027-12-31"},
    ("money", "recovers_tax"): {"organisation": "hospital"},
    ("recovery", "level_today"): {"level": "active_active"},
}
BESIDE_FAMILY = {("recovery", "level_today"): {"hosting": {"bill_last_month": 4_000}}}


@pytest.mark.parametrize(("family", "field"), fields())
def test_every_answer_changes_something(family, field):
    first, *others = answers_to(family, field)
    beside = BESIDE.get((family, field), {})
    more = BESIDE_FAMILY.get((family, field), {})
    before = figures({family: {**beside, field: first}, **more})
    for other in others:
        changes = figures({family: {**beside, field: other}, **more}) != before
        if f"{family}.{field}" in WAITING:
            assert not changes
            continue
        same = (family, field) in READ_ELSEWHERE or (family, field, str(other)) in SAME_AS_DEFAULT
        assert changes != same, other


@pytest.mark.parametrize("name", sorted({*READ_ELSEWHERE.values(), "on_pager"}))
def test_answers_without_a_figure_are_read_by_advice(name):
    assert any(f".{name}" in path.read_text(encoding="utf-8") for path in ADVICE.glob("*.py"))
