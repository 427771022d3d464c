"""The same figures on page, command line, JSON, CSV, workbook and frozen report."""

import csv
import html
import io
import json
import re
import zipfile

import pytest
from django.core.management import call_command
from django.urls import reverse

from decisions import services
from decisions.report import format as fmt
from estimator.estimate import OPTIONS
from tests.decisions.test_report_pages import own_copy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
EXAMPLES = ["eu-hospital-network", "rural-clinics", "seed-stage-company", "struggling-self-hoster"]
FIRST = {"self_host": "B8", "cloud": "C8"}  # base case on the workbook's first sheet, in USD


@pytest.fixture(params=EXAMPLES)
def mine(request, client):
    return own_copy(client, request.param)


def printed(decision, tmp_path, capsys, *options):
    case = services.case_of(decision)
    path = tmp_path / "case.json"
    path.write_text(case.model_dump_json(exclude_defaults=True))
    call_command("estimate", str(path), *options)
    return capsys.readouterr().out


def first_sheet(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_every_surface_shows_the_same_figures(client, mine, tmp_path, capsys):
    found = json.loads(printed(mine, tmp_path, capsys))
    table = printed(mine, tmp_path, capsys, "--format", "table")
    page = html.unescape(client.get(reverse("decisions:result", args=[mine.pk])).content.decode())
    report = services.freeze_report(decision=mine)
    frozen = html.unescape(client.get(reverse("decisions:report", args=[report.pk])).content.decode())
    lines = client.get(reverse("decisions:table", args=[mine.pk, "lines-by-quarter", "csv"])).content.decode()
    sheet = first_sheet(client.get(reverse("decisions:workbook", args=[mine.pk])).content)
    by_key = lines_of(lines)
    for option in OPTIONS:
        figures = found["options"][option]
        total = fmt.money(figures["total"], found["currency"])
        assert total in page
        assert total in frozen
        assert total in table
        for line in figures["lines"]:
            if line["per_quarter"] is not None:
                assert by_key[line["key"]] == pytest.approx(line["per_quarter"], abs=0.006), line["key"]
        (usd,) = re.findall(rf'<c r="{FIRST[option]}"[^>]*><f>[^<]*</f><v>([^<]*)</v>', sheet)
        assert float(usd) / found["usd_per_unit"] == pytest.approx(figures["base_case"], abs=0.005)


def lines_of(text):
    """Means by quarter of every line, by its key."""
    found: dict[str, list[float]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["note"] == "mean":
            found.setdefault(row["row"].rpartition("(")[2].rstrip(")"), []).append(float(row["number"]))
    return found
