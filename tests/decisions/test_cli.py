"""The command line: estimates and the schema of a Case; faults one a line, and then nothing else."""

import io
import json
import re
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from decisions import services
from decisions.case import Case
from estimator.estimate import OPTIONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(site, tmp_path, capsys, monkeypatch):
    """Runs `estimate` on a text; gives (exit status, standard output, lines of standard error)."""

    def estimate(text, *options, name="case.json"):
        if name == "-":
            data = text if isinstance(text, bytes) else text.encode()
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            path = name
        else:
            path = str(tmp_path / name)
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            call_command("estimate", path, *options)
        except SystemExit as stop:
            out, err = capsys.readouterr()
            return stop.code, out, err.splitlines()
        out, err = capsys.readouterr()
        return 0, out, err.splitlines()

    return estimate


def test_an_empty_case_is_valid(run):
    status, out, err = run("{}")
    assert (status, err) == (0, [])
    estimate = json.loads(out)
    assert estimate["verdict"]["outcome"] == "ask_first"
    assert estimate["book"]["number"] == 1
    assert set(estimate["options"]) == set(OPTIONS)


@pytest.mark.parametrize(
    ("case", "fields"),
    [
        ('{"titel": "x"}', ["titel"]),
        ('{"scenario": {"workload": {"patient": 1}}}', ["scenario.workload.patient"]),
        ('{"scenario": {"people": {"engineer_cost_per_year": "much"}}}', ["scenario.people.engineer_cost_per_year"]),
        ('{"scenario": {"money": {"horizon_quarters": 41}}}', ["scenario.money.horizon_quarters"]),
        (
            '{"scenario": {"workload": {"patients": {"low": 9, "likely": 5, "high": 7}}}}',
            ["scenario.workload.patients"],
        ),
        ('{"scenario": {"needs": {"answers": {"no such need": "must"}}}}', ["scenario.needs.answers.no such need"]),
        ('{"reasons": {"gates": {"no_such_gate": {}}}}', ["reasons.gates.no_such_gate"]),
        (
            '{"titel": "x", "scenario": {"money": {"currency": "XYZ", "horizon_quarters": 3}}}',
            ["scenario.money.horizon_quarters", "scenario.money.currency", "titel"],
        ),
        ('{"two\\nlines": 1}', ["two lines"]),
        ('{"scenario": {"needs": {"answers": {"two\\nlines": "must"}}}}', ["scenario.needs.answers.two lines"]),
        ("[]", ["case"]),
    ],
)
def test_each_fault_is_one_line_that_names_its_field(run, case, fields):
    status, out, err = run(case)
    assert (status, out) == (2, "")
    assert [line.partition(": ")[0] for line in err] == fields


PATIENTS = "scenario.workload.patients"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('{"low": 9, "likely": 5, "high": 9}', "low (9) ≤ likely (5) ≤ high (9) does not hold"),
        ('{"low": 1, "likely": 5, "high": 3}', "low (1) ≤ likely (5) ≤ high (3) does not hold"),
        ('{"low": 1, "likely": 5}', "exactly the three parts low, likely and high"),
        ("NaN", "nan is not a number to calculate with"),
        ("Infinity", "inf is not a number to calculate with"),
        ("-1e999", "-inf is not a number to calculate with"),
        ("9" * 5_000, "inf is not a number to calculate with"),
        ('{"low": 1, "likely": NaN, "high": 3}', "nan is not a number to calculate with"),
        ("1000000000000000000", "1000000000000000000 is outside 1 to 100,000,000"),
        ("1e18", "1e+18 is outside 1 to 100,000,000"),
        ('{"low": 1, "likely": 5, "high": 1e18}', "1e+18 is outside 1 to 100,000,000"),
    ],
)
def test_a_number_that_cannot_be_meant_is_refused_at_its_field(run, written, words):
    """The fault beside it is said on a line of its own."""
    case = f'{{"scenario": {{"workload": {{"patients": {written}}}, "money": {{"horizon_quarters": NaN}}}}}}'
    status, out, (patients, horizon) = run(case)
    assert (status, out) == (2, "")
    assert patients.startswith(f"{PATIENTS}: ")
    assert words in patients
    assert horizon.startswith("scenario.money.horizon_quarters: Input should be a ")


@pytest.mark.parametrize("written", ["nan", "inf", "-inf", "1e18", "{low = 9, likely = 5, high = 9}"])
def test_toml_refuses_the_same_numbers(run, written):
    status, out, (line,) = run(f"[scenario.workload]\npatients = {written}\n", name="case.toml")
    assert (status, out) == (2, "")
    assert line.startswith(f"{PATIENTS}: ")


AS_RANGE = {"low": 0, "likely": 0.5, "high": 1}
YES_OR_NO = {
    "scenario.hosting.staging": {"scenario": {"hosting": {"staging": AS_RANGE}}},
    "scenario.needs.answers.email": {"scenario": {"needs": {"answers": {"email": AS_RANGE}}}},
    "scenario.money.halve_vendor_claims": {"scenario": {"money": {"halve_vendor_claims": AS_RANGE}}},
    "reasons.gates.us_federal_fedramp.applies": {"reasons": {"gates": {"us_federal_fedramp": {"applies": AS_RANGE}}}},
    "readiness.drill_showed_recovery": {"readiness": {"drill_showed_recovery": AS_RANGE}},
}


@pytest.mark.parametrize("field", YES_OR_NO)
def test_a_range_does_not_answer_a_yes_or_no_question(run, field):
    status, out, (line,) = run(json.dumps(YES_OR_NO[field]))
    assert (status, out) == (2, "")
    assert line.startswith(f"{field}: a range does not answer this: write ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "line 1 column 2"),
        ('{"title": "a", "title": "b"}', "'title' stands twice"),
        (b'{"title": "\xe9"}', "byte 11 is not UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ("", "line 1 column 1"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(run, text, words):
    status, out, (line,) = run(text)
    assert (status, out) == (2, "")
    assert words in line


def test_toml_and_standard_input_say_the_same_as_json(run):
    as_json = '\ufeff{"title": "A", "scenario": {"needs": {"quote_until": "2027-06-30", "quote_per_month": 9000}}}'
    as_toml = 'title = "A"\n[scenario.needs]\nquote_until = 2027-06-30\nquote_per_month = 9000\n'
    outputs = {run(as_json)[1], run(as_toml, name="case.toml")[1], run(as_json, name="-")[1]}
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["warnings"]


def test_broken_toml_says_where(run):
    status, out, (line,) = run("title = ", name="case.toml")
    assert (status, out) == (2, "")
    assert "case.toml: Invalid value" in line


def test_a_missing_file_and_an_unknown_book_are_faults(run, capsys):
    with pytest.raises(SystemExit) as stop:
        call_command("estimate", "/no/such/file.json")
    assert (stop.value.code, capsys.readouterr().out) == (2, "")
    status, out, (line,) = run("{}", "--book", "99")
    assert (status, out, line) == (2, "", "--book: There is no published book 99.")


def test_another_book_can_be_asked_for(run):
    first, second = (json.loads(run("{}", "--book", number)[1]) for number in ("1", "2"))
    assert (first["basis"], second["basis"]) == ("quarters", "tasks")
    assert (first["book"]["number"], second["book"]["number"]) == (1, 2)


def test_the_table_shows_the_totals_and_every_line_of_the_json(run):
    estimate = json.loads(run("{}")[1])
    table = run("{}", "--format", "table")[1]
    assert table.startswith("Verdict: Ask first")
    for option in estimate["options"].values():
        assert f"${option['total']:,.0f}" in table
        for line in option["lines"]:
            assert line["label"] in table
            assert line["because"] is None or line["because"] in table


def test_the_table_says_what_is_not_known(run):
    """A plan by quote leaves the comparison open: no figure, and no crash."""
    case = '{"scenario": {"needs": {"answers": {"scim": "must"}}}}'
    table = run(case, "--format", "table")[1]
    assert "Mean" in table
    assert table.count("not known") == 5


def test_the_json_has_the_fields_of_its_description(run):
    estimate = json.loads(run("{}")[1])
    assert set(estimate) == {
        "book", "model_version", "seed", "draws", "currency", "usd_per_unit", "view", "basis", "quarters",
        "large_quarter_share", "peak_hours", "calendar", "options", "difference", "outside_total", "warnings",
        "verdict", "fiscal_years", "discount_rate", "capital_life_years", "recovery",
    }  # fmt: skip
    option = estimate["options"]["cloud"]
    assert {"total", "npv", "p10", "p50", "p90", "base_case", "base_case_percentile", "complete", "fte"} <= set(option)
    sums = sum(sum(line["per_quarter"]) for line in option["lines"] if line["per_quarter"])
    assert sums == pytest.approx(option["total"])
    money = option["money"]
    for parts in (("one_off", "running"), ("capital", "expense")):
        assert sum(money[part] for part in parts) == pytest.approx(option["total"])
    assert sum(one["amount"] for one in money["by_fiscal_year"]) == pytest.approx(option["total"])
    assert estimate["difference"]["break_even"] == {"option": "cloud", "quarter": "2027Q1", "at_once": True}
    assert {row["key"] for row in estimate["outside_total"]} == {"downtime", "breach"}
    assert all(row["self_host"] > 0 and row["cloud"] > 0 for row in estimate["outside_total"])
    assert {"outcome", "ready", "qualifiers", "reasons", "ask"} <= set(estimate["verdict"])


def test_every_field_is_described(run):
    described = set(re.findall(r"`([\w.]+)`", (settings.BASE_DIR / "docs" / "api.md").read_text()))
    estimate = json.loads(run("{}")[1])
    option = estimate["options"]["cloud"]
    difference, verdict = estimate["difference"], estimate["verdict"]
    parts = [estimate, estimate["book"], option, option["lines"][0], difference, difference["combinations"][0]]
    parts += [option["money"], option["money"]["by_fiscal_year"][0], difference["break_even"]]
    parts += [estimate["outside_total"][0], verdict, verdict["reasons"][0]]
    fields = {field for part in parts for field in part} - {"options"}
    assert fields - described == set()


def test_the_schema_has_units_bounds_and_what_counts_while_unknown(site, capsys):
    call_command("scenario", "--schema")
    schema = json.loads(capsys.readouterr().out)
    people = schema["$defs"]["People"]["properties"]["engineer_cost_per_year"]
    assert people["unit"] == "own currency/year"
    assert people["anyOf"][0] == {"type": "number", "minimum": 1_000, "maximum": 100_000_000}
    assert people["when_unknown"]["unit"] == "USD/year"
    assert people["when_unknown"]["low"] < people["when_unknown"]["likely"] < people["when_unknown"]["high"]
    assert "scim" in schema["$defs"]["Needs"]["properties"]["answers"]["propertyNames"]["enum"]
    assert schema["$defs"]["Hosting"]["properties"]["platform"]["labels"]["aws"] == "AWS"


def test_a_case_written_by_the_site_reads_back_the_same(site):
    for example in services.examples():
        copied = services.copy_example(slug=example.slug)
        assert copied
        case = services.case_of(copied[0])
        assert Case.model_validate(case.model_dump(mode="json")) == case
