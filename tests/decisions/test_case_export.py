"""The answers as a file: what comes out of a page goes into the command line and gives the same estimate."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from decisions import services
from decisions.case import read_case
from tests.builders_estimate import shipped_book
from tests.decisions.test_report_pages import own_copy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["rural-clinics", "struggling-self-hoster"])
def test_the_file_of_a_result_is_read_back_as_the_same_case_and_estimated_alike(client, site, tmp_path, capsys, slug):
    decision = own_copy(client, slug)
    address = reverse("decisions:case", args=[decision.pk])
    assert address in client.get(reverse("decisions:result", args=[decision.pk])).content.decode()
    response = client.get(address)
    assert response["Content-Disposition"] == 'attachment; filename="hostwise.json"'
    case = services.case_of(decision)
    assert read_case(json.loads(response.content), shipped_book()) == case
    path = tmp_path / "case.json"
    path.write_bytes(response.content)
    call_command("estimate", str(path))
    told = json.loads(capsys.readouterr().out)
    found = services.estimate_case(case).estimate
    assert told["options"]["self_host"]["total"] == pytest.approx(
        found.money(found.options["self_host"].total), abs=0.01
    )


def test_an_example_has_one_too(client, site):
    address = reverse("decisions:example_case", args=["rural-clinics"])
    assert address in client.get(reverse("decisions:example", args=["rural-clinics"])).content.decode()
    assert json.loads(client.get(address).content)["scenario"]


def test_nobody_else_gets_the_answers_of_a_decision(client, site):
    decision = own_copy(client, "rural-clinics")
    assert Client().get(reverse("decisions:case", args=[decision.pk])).status_code in (403, 404)
