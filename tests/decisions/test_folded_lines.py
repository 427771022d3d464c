"""Lines without a figure for one and the same reason share a row of the table of lines."""

from decisions.report.cost_tables import lines_table
from tests.scenarios.hundred_thousand import on

INSIDE = "your own hosting bill contains it"


def rows(**hosting):
    return lines_table(on(**hosting), "self_host", {})["rows"]


def test_what_an_own_bill_contains_stands_in_one_row_a_group_and_every_line_is_named():
    found = on(bill_last_month=3_000)
    inside = [line for line in found.lines if line.because == INSIDE and line.group == "infrastructure"]
    note = f"not applicable: {INSIDE} ({len(inside)} lines)"
    folded = [one["head"] for one in rows(bill_last_month=3_000) if one["note"] == note]
    assert [sorted(label.split("; ")) for label in folded] == [sorted(line.label for line in inside)]


def test_few_lines_keep_their_own_rows():
    states = [one for one in rows() if one["kind"] == "state"]
    assert all(" lines)" in one["note"] for one in states if "; " in one["head"])
    assert sum("nothing runs on Medplum Cloud yet" in one["note"] for one in states) > 1
