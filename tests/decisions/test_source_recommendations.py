"""Every recommendation of Medplum's three pages on self-hosting has its place in the product."""

import csv
from pathlib import Path

import pytest

from decisions.case import Case
from decisions.questionnaire.asks import declaration
from estimator import Run, estimate
from tests.builders_estimate import make_case, shipped_book

FILE = Path(__file__).parent / "source_recommendations.csv"
ROWS = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))
COUNTS = {"BP": 51, "SV": 8, "DR": 17}  # best practices, self-hosting against cloud, disaster recovery
TABLES = {
    "practice": ("readiness", "id"),
    "gate": ("gates", "gate"),
    "assumption": ("assumptions", "key"),
    "tool": ("tools", "tool"),
    "step": ("runbook_steps", "step"),
    "level": ("recovery_levels", "level"),
}


def places(row):
    """Kind and key of each place that a row names."""
    return [tuple(place.split(":", 1)) for place in row["stands_at"].split(";")]


@pytest.fixture(scope="module")
def keys():
    """Every key by kind that both shipped books have; lines are those that any estimate lists."""
    found = {
        kind: set.intersection(*({row[column] for row in shipped_book(number).rows(table)} for number in (1, 2)))
        for kind, (table, column) in TABLES.items()
    }
    lines = {line.key for line in estimate(make_case().scenario, shipped_book(), Run(draws=64)).lines}
    return {**found, "line": lines}


def test_every_recommendation_is_listed_once_in_own_words():
    wanted = [f"{source}-{number:02}" for source, count in COUNTS.items() for number in range(1, count + 1)]
    assert sorted(row["id"] for row in ROWS) == sorted(wanted)
    assert [row["id"] for row in ROWS if not row["says"].strip()] == []


def test_every_place_exists(keys):
    missing = [
        (row["id"], kind, key)
        for row in ROWS
        for kind, key in places(row)
        if not (declaration(key) if kind == "input" else key in keys[kind])
    ]
    assert missing == []


def test_every_recommendation_that_can_be_done_is_a_practice():
    """Figures and reasons are no practices; all else can be ticked off."""
    not_done = {"SV-01", "SV-02", "SV-08"}
    without = {row["id"] for row in ROWS if ("practice", row["id"]) not in places(row)}
    assert without == not_done


def test_every_practice_from_these_pages_is_on_the_list():
    listed = {row["id"] for row in ROWS}
    practices = {row["id"] for row in shipped_book().rows("readiness")}
    assert {key for key in practices if key[:2] in COUNTS} <= listed


def test_inputs_are_parts_of_the_case():
    assert declaration("readiness.drills")
    assert declaration("readiness.moon") is None
    assert "readiness" in Case.model_fields
