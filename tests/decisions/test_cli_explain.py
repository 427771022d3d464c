"""`manage.py explain`: the page's steps as text, for any quantity and quarter; unknown keys name close ones."""

import json

import pytest
from django.core.management import call_command

from decisions import services
from decisions.case import Case
from decisions.report.explain import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def explain(tmp_path, capsys):
    def run(key, *options, case="{}"):
        path = tmp_path / "case.json"
        path.write_text(case)
        try:
            call_command("explain", str(path), key, *options)
        except SystemExit as stop:
            out, err = capsys.readouterr()
            return stop.code, out, err
        out, err = capsys.readouterr()
        return 0, out, err

    return run


def test_a_line_is_explained_down_to_row_range_source_and_answer(explain):
    status, out, err = explain("maintenance_cost_quarters")
    assert (status, err) == (0, "")
    assert out.startswith("1. Maintenance staff (maintenance_cost_quarters)\n")
    assert "maintenance_cost_quarters = ordinary_fte_quarters * person_quarter_cost\n   = 0.5 * 50,000\n" in out
    (row,) = [line for line in out.splitlines() if line.startswith("   - fte_normal_quarter:")]
    for part in (
        "0.5 FTE",
        "range 0.25 to 1",
        "assumption of the book",
        "quoted",
        "the vendor's own claim",
        "Medplum docs",
    ):
        assert part in row
    answered = explain("maintenance_cost_quarters", case=json.dumps({"scenario": {"people": {"country": "DE"}}}))[1]
    assert answered != out


def test_it_says_what_the_page_says(explain):
    """Every step of the page, with its values, for every figure of an empty case."""
    document = services.document_of(services.estimate_case(Case()))
    for key in list(document["explanations"]["roots"])[::9]:
        out = explain(key)[1]
        page = page_of(document, key)
        assert page
        for step in page["steps"]:
            assert f"= {step['with_values']}" in out
            assert step["sentence"] in out


def test_a_quarter_can_be_named(explain):
    first, later = (explain("subscription_cost", "--quarter", quarter)[1] for quarter in ("2027Q1", "2029Q4"))
    assert "in Q1 2027." in first
    assert "in Q4 2029." in later


def test_a_quantity_on_the_way_is_explained_too(explain):
    assert "1. Wage level (wage_level)" in explain("wage_level")[1]


def test_a_figure_without_one_formula_tells_its_method(explain):
    assert "Price of equal cost" in explain("walk_away_price")[1]


def test_a_line_that_does_not_apply_says_why(explain):
    assert "Not applicable, because no outside firm watches the platform." in explain("outside_watch_cost")[1]


@pytest.mark.parametrize(
    ("key", "options", "said"),
    [
        ("maintenanc_cost", (), "there is no figure maintenanc_cost; close to it: maintenance_cost_"),
        ("x\ny" * 2_000, (), "there is no figure"),
        ("subscription_cost", ("--quarter", "2050Q1"), "--quarter: 2050Q1 is not in 2027Q1 to 2029Q4"),
        ("subscription_cost", ("--quarter", "=1+1"), "--quarter: =1+1 is not in"),
        ("subscription_cost", ("--book", "99"), "--book: There is no published book 99."),
    ],
)
def test_what_there_is_not_is_said_in_one_line(explain, key, options, said):
    status, out, err = explain(key, *options)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_fault_of_the_case_is_said_as_by_estimate(explain):
    status, out, err = explain("subscription_cost", case='{"scenario": {"workload": {"patients": -1}}}')
    assert (status, out) == (2, "")
    assert err.startswith("scenario.workload.patients: ")
