"""What is left of the readiness check as a file: complete, in order, harmless."""

import csv
import io

from decisions.advice.progress import progress
from decisions.report.exports.gaps import COLUMNS, NOTHING_LEFT, as_csv, as_markdown
from tests.builders_estimate import make_case, make_estimate, shipped_book

EVIL = '=HYPERLINK("x")'


def found(**practices):
    answers = {key.replace("_", "-"): value for key, value in practices.items()}
    case = make_case(readiness={"practices": answers})
    return progress(case, make_estimate(), shipped_book())


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_holds_every_open_practice_those_looked_at_first():
    result = found(BP_33={"state": "no", "owner": "Ann Example", "due": "2027-03-01"}, BP_37={"state": "in_place"})
    rows = rows_of(as_csv(result, "Ours"))
    assert len(rows) == len(result.gaps) + len(result.to_look_at)
    assert tuple(rows[0]) == COLUMNS
    assert [rows[0][name] for name in ("id", "state", "owner", "due")] == [
        "BP-33",
        "Missing",
        "Ann Example",
        "2027-03-01",
    ]
    assert {row["state"] for row in rows[1:]} == {"Not looked at"}
    assert "BP-37" not in {row["id"] for row in rows}


def test_hours_are_plain_numbers_of_what_is_left():
    (row,) = [row for row in rows_of(as_csv(found(BP_02={"state": "partly"}), "")) if row["id"] == "BP-02"]
    assert [float(row[f"hours_{end}"]) for end in ("low", "likely", "high")] == [6, 20, 55]


def test_no_cell_is_taken_for_a_formula():
    result = found(BP_33={"state": "no", "owner": EVIL, "note": "+1\n-2"})
    row = rows_of(as_csv(result, EVIL))[0]
    assert (row["owner"], row["note"]) == (f"'{EVIL}", "'+1\n-2")


def test_the_markdown_is_a_table_a_domain_with_owner_and_due_date():
    result = found(BP_33={"state": "no", "owner": "Ann | Example", "due": "2027-03-01"})
    text = as_markdown(result, "Ours <b>")
    assert text.startswith("# Ours \\<b\\>: what is left of the readiness check\n")
    (line,) = [line for line in text.splitlines() if "BP-33" in line]
    assert line.endswith("| blocks | Missing | 1 | Ann \\| Example | 1 March 2027 |")
    assert text.index("## Infrastructure") < text.index("## Security")


def test_a_note_of_several_lines_stays_in_its_cell():
    text = as_markdown(found(BP_33={"state": "no", "owner": "Ann\n\n# Title"}), "Ours")
    assert "Ann \\# Title" in text


def test_nothing_left_is_said():
    everything = {row["id"]: {"state": "in_place"} for row in shipped_book().rows("readiness")}
    text = as_markdown(found(**everything), "Ours")
    assert NOTHING_LEFT in text
    assert rows_of(as_csv(found(**everything), "Ours")) == []
