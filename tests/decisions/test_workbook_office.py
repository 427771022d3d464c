"""The workbook, recalculated by LibreOffice from wrong figures: it comes to the report's base case, to the cent."""

import json
import random
from datetime import UTC, datetime

import pytest

from decisions.advice import judge
from decisions.case import Case, read_case
from decisions.report.exports.workbook import Material, write_workbook
from decisions.report.exports.workbook.inputs import VALUE
from decisions.report.exports.workbook.places import Places
from decisions.services.examples import FOLDER
from estimator import EstimateError, Run, Scenario, estimate
from estimator.calculation import calculation
from estimator.estimate import OPTIONS
from estimator.model import prepare
from estimator.own_rows import can_be_replaced
from estimator.scenario import Choice
from tests.builders_estimate import changed_book, shipped_book
from tests.estimator.generated import TYPICAL
from tests.recalculate import labelled, other_input, recalculated, wrong_figures

pytestmark = pytest.mark.office
FEW = Run(draws=256)
CENT = 0.005
EXAMPLES = sorted(path.stem for path in FOLDER.glob("*.json"))


def material(case, book=None):
    book = book or shipped_book()
    found = estimate(case.scenario, book, FEW)
    steps = calculation(case.scenario, book, FEW)
    return Material(case, found, judge(case, found, book), book, steps, datetime(2026, 11, 26, tzinfo=UTC))


def example(slug):
    data = json.loads((FOLDER / f"{slug}.json").read_text(encoding="utf-8"))
    return read_case(data.get("case", data), shipped_book())


def assert_base_case(sheets, found, cent=CENT):
    total = labelled(sheets["Summary"], "Base case")
    for option, cell in zip(OPTIONS, total[1:], strict=False):
        assert float(cell) == pytest.approx(found.options[option].base_case, abs=cent), option


def assert_all_ok(sheets):
    states = {row[0]: row[1] for row in sheets["Checks"][5:] if len(row) > 1 and row[1] in ("ok", "changed", "differs")}
    assert len(states) >= 10
    assert set(states.values()) == {"ok"}, states


@pytest.mark.parametrize("slug", EXAMPLES)
def test_the_examples_come_to_the_base_case(slug, tmp_path, monkeypatch):
    found = material(example(slug))
    with wrong_figures(monkeypatch):
        content = write_workbook(found)
    sheets = recalculated(content, tmp_path)
    assert_base_case(sheets, found.estimate)
    assert_all_ok(sheets)


@pytest.mark.parametrize("name", random.Random(7).sample(sorted(TYPICAL), 10))
def test_ten_other_cases_come_to_the_base_case(name, tmp_path, monkeypatch):
    found = material(Case.model_validate({"scenario": TYPICAL[name]}))
    with wrong_figures(monkeypatch):
        content = write_workbook(found)
    sheets = recalculated(content, tmp_path)
    assert_base_case(sheets, found.estimate)
    assert_all_ok(sheets)


def drawn_at_random(seed):
    """A case that the model can estimate: other answers to some choices, numbers within their typical ranges."""
    rng, book = random.Random(seed), shipped_book()
    while True:
        answers = {family: dict(_some_answers(rng, model, book)) for family, model in Scenario().families()}
        own = rng.sample(sorted(key for key in book.assumptions if can_be_replaced(key, book)), 3)
        answers["assumed"] = {"values": {key: book.assumptions[key].high for key in own}}
        answers["money"]["horizon_quarters"] = rng.randint(4, 20)
        case = Case.model_validate({"scenario": answers})
        try:
            prepare(case.scenario, book, FEW)
        except EstimateError:
            continue
        return case


def _some_answers(rng, model, book):
    for name, meaning in model.declared().items():
        if rng.random() > 0.4:
            continue
        if isinstance(meaning, Choice):
            yield name, rng.choice([*meaning.options, "unknown"])
        elif row := book.assumptions.get(meaning.default_key):
            low, high = max(row.low, meaning.minimum), min(row.high, meaning.maximum)
            yield name, round(rng.uniform(low, high), 6)


@pytest.mark.parametrize("seed", range(10))
def test_ten_random_cases_with_own_values_come_to_the_base_case(seed, tmp_path, monkeypatch):
    found = material(drawn_at_random(seed))
    with wrong_figures(monkeypatch):
        content = write_workbook(found)
    sheets = recalculated(content, tmp_path)
    assert_base_case(sheets, found.estimate)
    assert_all_ok(sheets)


def test_forty_quarters_and_a_decimal_comma(tmp_path, monkeypatch):
    found = material(Case.model_validate({"scenario": {"money": {"horizon_quarters": 40, "currency": "EUR"}}}))
    with wrong_figures(monkeypatch):
        content = write_workbook(found)
    sheets = recalculated(content, tmp_path, locale="de-DE")
    german = {"Summary": [[cell.replace(",", ".") for cell in row] for row in sheets["Summary"]]}
    assert_base_case(german, found.estimate)
    assert_all_ok(sheets)


def candidates():
    """Ten assumptions whose likely value can be moved without another design being chosen."""
    case, book = Case(), shipped_book()
    before = calculation(case.scenario, book, FEW)
    names = {step.name: step.expression for step in before.steps}
    keys = sorted(g.leaf.key for g in before.inputs if g.leaf.kind == "assumption" and g.leaf.low != g.leaf.high)
    found = []
    for key in random.Random(11).sample(keys, len(keys)):
        row = book.assumptions[key]
        other = (row.likely + (row.high if row.high > row.likely else row.low)) / 2
        changed = changed_book("assumptions", key, likely=repr(other))
        if {step.name: step.expression for step in calculation(case.scenario, changed, FEW).steps} == names:
            found.append((key, other, changed))
        if len(found) == 10:
            return found
    raise AssertionError("too few")


def test_changing_an_input_equals_an_estimate_with_it(tmp_path, monkeypatch):
    before = material(Case())
    places = Places(before)
    rows = {
        given.leaf.key: (sheet, row)
        for sheet, sections in places.scalar_sheets.items()
        for section in sections
        for row, given in section.items
    }
    moved = 0
    for number, (key, value, book) in enumerate(candidates()):
        sheet, row = rows[key]
        with other_input(monkeypatch, sheet, row, VALUE, value), wrong_figures(monkeypatch):
            content = write_workbook(before)
        folder = tmp_path / str(number)
        folder.mkdir()
        sheets = recalculated(content, folder)
        after = estimate(Case().scenario, book, FEW)
        assert_base_case(sheets, after)
        assert labelled(sheets["Checks"], "Inputs that differ")[1] == "1", key
        assert "stale" in labelled(sheets["Summary"], "P50")[1:3], key
        moved += any(abs(after.options[o].base_case - before.estimate.options[o].base_case) > 1 for o in OPTIONS)
    assert moved >= 5


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\0=1", "http://example.org", "x" * 199]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_users_stays_text(text, tmp_path):
    found = material(Case.model_validate({"title": text}))
    sheets = recalculated(write_workbook(found), tmp_path)
    clean = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert sheets["Summary"][0][0].strip() == clean.strip()
