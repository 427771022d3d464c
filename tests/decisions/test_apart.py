"""What a figure is never to be added to stands where it is explained: page, command line, frozen report."""

import json

import pytest
from django.core.management import call_command

from decisions import services
from decisions.case import Case
from decisions.report.apart import kept_apart
from decisions.report.explain import page_of
from estimator import Run, estimate
from estimator.scenario import Scenario
from tests.builders_estimate import shipped_book

NOT_ADDED = "not to be added to the same work estimated another way"


@pytest.fixture(scope="module")
def found():
    return estimate(Scenario(), shipped_book(), Run(draws=64))


def test_every_line_that_is_not_in_every_total_says_so(found):
    apart = kept_apart(found)
    for line in found.lines:
        partial = line.outside or line.basis != "both" or line.view != "both"
        assert (line.key in apart) == partial, line.key
    for basis in found.fte_by_basis:
        assert NOT_ADDED in apart[f"maintenance_fte_{basis}"][0]
    assert "added to none of them" in apart["downtime_cost_cloud"][0]


def test_the_page_of_a_figure_says_it_and_so_does_a_frozen_report(site):
    document = services.document_of(services.estimate_case(Case()))
    page = page_of(json.loads(json.dumps(document)), "maintenance_cost_quarters")
    assert page is not None
    assert any(NOT_ADDED in sentence for sentence in page["sentences"])
    old = {**document, "explanations": {key: document["explanations"][key] for key in ("roots", "nodes")}}
    older = page_of(old, "maintenance_cost_quarters")
    assert older is not None
    assert older["label"] == page["label"]


def test_the_command_line_says_it(site, tmp_path, capsys):
    path = tmp_path / "case.json"
    path.write_text("{}")
    call_command("explain", str(path), "maintenance_cost_tasks")
    assert NOT_ADDED in capsys.readouterr().out
