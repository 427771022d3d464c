"""The workbook as a file: what it holds and never holds, for whom, and what the command line says."""

import io
import re
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.urls import reverse

from decisions import services
from decisions.advice import judge
from decisions.case import Case
from decisions.report.exports.workbook import CONTENT_TYPE, Material, write_workbook
from estimator import Run, estimate
from estimator.calculation import calculation
from estimator.estimate import OPTIONS
from tests.builders_estimate import shipped_book
from tests.estimator.generated import TYPICAL

FEW = Run(draws=64)
SHEETS = [
    "Summary", "Quarters", "Lines", "Inputs", "Assumptions", "Prices", "People", "Calculation", "Reconciliation",
    "Checks",
]  # fmt: skip


def parts_of(case, book=None):
    book = book or shipped_book()
    found = estimate(case.scenario, book, FEW)
    steps = calculation(case.scenario, book, FEW)
    content = write_workbook(
        Material(case, found, judge(case, found, book), book, steps, datetime(2026, 11, 26, tzinfo=UTC))
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("name", sorted(TYPICAL))
def test_the_calculation_is_the_base_case(name):
    case = Case.model_validate({"scenario": TYPICAL[name]})
    found = estimate(case.scenario, shipped_book(), FEW)
    steps = {step.name: step.values for step in calculation(case.scenario, shipped_book(), FEW).steps}
    for line in found.lines:
        if line.base_case is not None:
            assert steps[line.key] == pytest.approx(line.base_case)
    for option in OPTIONS:
        total = steps[f"total_{option}_{found.headline_view}_{found.basis}"]
        assert sum(total) == pytest.approx(found.options[option].base_case)


def test_its_sheets_have_formulas_with_figures_print_areas_and_no_link_or_macro():
    parts = parts_of(Case())
    assert re.findall(r'<sheet name="(\w+)"', parts["xl/workbook.xml"]) == SHEETS
    assert parts["xl/workbook.xml"].count("Print_Area") == len(SHEETS)
    assert not [name for name in parts if "vba" in name.lower() or "externalLink" in name]
    everything = "".join(text for name, text in parts.items() if name.startswith("xl/worksheets/sheet"))
    assert "<hyperlink" not in everything
    formulas = re.findall(r"<f>([^<]*)</f><v>([^<]*)</v>", everything)
    assert len(formulas) > 2_000
    assert len(formulas) == everything.count("<f>")
    assert len([name for name in parts if name.startswith("xl/charts/chart")]) == 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "@A1", "http://example.org", "\0\x07=1", "\t=1"])
def test_text_that_people_typed_is_text(text):
    parts = parts_of(Case.model_validate({"title": text}))
    sheets = "".join(body for name, body in parts.items() if name.startswith("xl/worksheets/sheet"))
    assert "<hyperlink" not in sheets
    assert f"<f>{text.lstrip('=')}</f>" not in sheets
    assert "\0" not in parts["xl/sharedStrings.xml"]


def test_lines_without_a_figure_say_why():
    parts = parts_of(Case.model_validate({"scenario": {"needs": {"answers": {"scim": "must"}}}}))
    assert "has no public price; ask Medplum for a quote" in parts["xl/sharedStrings.xml"]


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
class TestOut:
    """Over the web and on the command line."""

    def test_an_example_is_there_for_everybody_and_a_decision_for_its_owner(self, client):
        answer = client.get(reverse("decisions:example_workbook", args=["seed-stage-company"]))
        assert (answer.status_code, answer["Content-Type"]) == (200, CONTENT_TYPE)
        assert answer["Content-Disposition"] == 'attachment; filename="seed-stage-company.xlsx"'
        assert zipfile.is_zipfile(io.BytesIO(answer.content))
        decision, _ = services.start_decision()
        assert client.get(reverse("decisions:workbook", args=[decision.pk])).status_code == 404

    def test_the_command_writes_it_or_says_why_not(self, tmp_path, capsys):
        (tmp_path / "case.json").write_text("{}")
        call_command("workbook", str(tmp_path / "case.json"), str(tmp_path / "out.xlsx"))
        assert zipfile.is_zipfile(tmp_path / "out.xlsx")
        with pytest.raises(SystemExit) as stop:
            call_command("workbook", str(tmp_path / "case.json"), str(tmp_path / "none" / "out.xlsx"))
        assert stop.value.code == 2
        assert capsys.readouterr().err == "OUT: No such file or directory\n"


GAPPED = {"needs": {"answers": {"scim": "must"}}, "hosting": {"platform": "own_kubernetes", "way": "own_nodes"}}


def cells_of(parts, sheet):
    """Texts of a sheet's cells by their place."""
    shared = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"], re.DOTALL)
    found = re.findall(r'<c r="(\w+)"[^>]*t="s"[^>]*><v>(\d+)</v>', parts[f"xl/worksheets/sheet{sheet}.xml"])
    return {place: shared[int(number)] for place, number in found}


@pytest.mark.parametrize(("scenario", "gaps"), [(GAPPED, 1), ({}, 0)])
def test_where_a_total_has_gaps_nothing_is_compared(scenario, gaps):
    summary = cells_of(parts_of(Case.model_validate({"scenario": scenario})), 1)
    assert list(summary.values()).count("a total has gaps") == gaps


def test_a_price_of_equal_cost_beside_one_gap_says_at_least_or_at_most():
    parts = parts_of(Case.model_validate({"scenario": {"hosting": GAPPED["hosting"]}}))
    assert "Price of equal cost, a month, USD (at least)" in cells_of(parts, 1).values()


@pytest.mark.parametrize("name", sorted(TYPICAL))
def test_no_formula_is_longer_than_a_cell_takes(name):
    parts = parts_of(Case.model_validate({"scenario": TYPICAL[name]}))
    sheets = "".join(body for part, body in parts.items() if part.startswith("xl/worksheets/sheet"))
    assert max(map(len, re.findall(r"<f>([^<]*)</f>", sheets))) < 8_192
    (counting,) = re.findall(r'<c r="B5"[^>]*><f>([^<]*)</f>', parts[f"xl/worksheets/sheet{len(SHEETS)}.xml"])
    assert len(counting) < 200


def test_the_properties_of_the_file_hold_no_character_that_a_file_cannot():
    parts = parts_of(Case.model_validate({"title": "Ours\x00\x01\x0b = <b>&"}))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", parts["docProps/core.xml"] + parts["docProps/app.xml"])
    ElementTree.fromstring(parts["docProps/core.xml"])
