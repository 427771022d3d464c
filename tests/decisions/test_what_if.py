"""Trying other values: the figures of a whole case with them; kept scenarios on page, report and file; bad input."""

import json
from functools import cache

import pytest
from django.urls import reverse

from decisions import services
from decisions.advice.what_if import changed, movables
from decisions.case import CaseError, read_case
from decisions.models import NamedScenario
from estimator import estimate
from estimator.own_rows import can_be_replaced
from tests.builders_estimate import shipped_book

CASE = {"scenario": {"workload": {"patients": 50_000}, "people": {"workforce": "spare"}}}


@cache
def judged():
    case = read_case(CASE, shipped_book())
    return case, estimate(case.priced, shipped_book())


@pytest.fixture
def decision(site, client):
    client.post(reverse("decisions:copy_example", args=["seed-stage-company"]))
    return services.case_of, client.session and _newest()


def _newest():
    from decisions.models import Decision

    return Decision.objects.filter(example="").order_by("-created_at").first()


def address(decision, *more):
    return reverse("decisions:what_if", args=[decision.pk])


# --- changes --------------------------------------------------------------------------------------


def test_a_change_is_the_answer_or_the_own_value_of_a_row():
    case, _ = judged()
    book = shipped_book()
    tried = changed(case, {"workload.patients": 80_000.0, "people.country": "DE", "fte_large_quarter": 2.0}, book)
    whole = {
        "scenario": {
            "workload": {"patients": 80_000},
            "people": {"workforce": "spare", "country": "DE"},
            "assumed": {"values": {"fte_large_quarter": 2}},
        }
    }
    assert tried == read_case(whole, book)


def test_an_own_value_takes_the_place_of_the_rows_range_and_is_named_as_an_answer():
    case, before = judged()
    tried = changed(case, {"fte_large_quarter": 2.0}, shipped_book())
    after = estimate(tried.priced, shipped_book())
    assert after.sensitivity is not None
    curve = before.sensitivity.curves["fte_large_quarter"]
    (expected,) = before.sensitivity.differences([("fte_large_quarter", 2.0)])
    (found,) = after.sensitivity.differences([("fte_large_quarter", 2.0)])
    assert found == pytest.approx(expected)
    assert "fte_large_quarter" not in {one.driver.name for one in after.sensitivity.tornado}
    assert after.sensitivity.drivers["fte_large_quarter"].answered
    assert curve.driver.likely != 2.0


def test_every_slider_can_be_moved_to_both_ends():
    case, found = judged()
    for one in movables(found.sensitivity, shipped_book())[::7]:
        for end in (one.driver.low, one.driver.high):
            low, high = one.meaning.minimum, one.meaning.maximum
            changed(case, {one.place: min(max(end, low), high)}, shipped_book())


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"nothing.here": 1.0}, "nothing.here: no such answer"),
        ({"no_such_row": 1.0}, "no row of the book's assumptions that can be replaced"),
        ({"hours_per_day": 12.0}, "no row of the book's assumptions that can be replaced"),
        ({"fte_large_quarter": 1e18}, "is outside"),
        ({"staff_turnover_rate": -1.0}, "is outside"),
        ({"fte_large_quarter": float("nan")}, "is not a number to calculate with"),
        ({"people.country": "XX"}, "scenario.people.country"),
        ({"workload.patients": float("inf")}, "scenario.workload.patients"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_with_its_reason(changes, fault):
    case, _ = judged()
    with pytest.raises(CaseError, match=fault):
        changed(case, changes, shipped_book())


def test_definitions_cannot_be_replaced_but_judgements_can():
    book = shipped_book()
    assert can_be_replaced("fte_large_quarter", book)
    assert not can_be_replaced("quarters_per_year", book)
    assert not can_be_replaced("verdict_probability_clear", book)


# --- the page -------------------------------------------------------------------------------------


@pytest.fixture
def mine(decision):
    return decision[1]


def form_of(client, decision, **changes):
    page = client.get(address(decision))
    data = {name: str(field.value()) for name in page.context["form"].fields if (field := page.context["form"][name])}
    return {**data, "choice": "", **changes}


def test_an_untouched_form_changes_nothing(client, mine):
    page = client.post(address(mine), form_of(client, mine))
    assert page.status_code == 200
    assert page.context["trial"].changes == {}
    assert "Nothing is changed yet" in page.content.decode()


def test_what_is_tried_is_what_a_case_with_it_comes_to(client, mine):
    data = form_of(client, mine, fte_normal_quarter="0.9", choice="people.workforce=contractors")
    page = client.post(address(mine), data, headers={"HX-Request": "true"})
    assert page.content.decode().strip().startswith('<div id="outcome"')
    changes: dict[str, float | str] = {"fte_normal_quarter": 0.9, "people.workforce": "contractors"}
    assert page.context["trial"].changes == changes
    expected = services.try_changes(decision=mine, changes=changes)
    rows = {row["head"]: row["cells"] for row in page.context["trial"].outcome["rows"]}
    own = expected.estimate.money(expected.estimate.options["self_host"].total)
    assert rows["Self-hosting: total"][1]["number"] == pytest.approx(own)
    assert "contractors" in rows["Changed"][1]["text"].lower()
    mine.refresh_from_db()
    assert services.case_of(mine).scenario.assumed.values == {}


@pytest.mark.parametrize("value", ["abc", "nan", "inf", "1e18", "-5", "1;2"])
def test_a_number_that_cannot_be_is_refused_at_its_field(client, mine, value):
    page = client.post(address(mine), form_of(client, mine, fte_normal_quarter=value))
    assert page.status_code == 422
    assert "fte_normal_quarter" in page.context["form"].errors
    assert "#fte_normal_quarter" in page.content.decode()


def test_the_browser_does_not_hold_back_what_the_server_answers(client, mine):
    """With its own check the browser would keep a number out of bounds to itself, without a word."""
    assert "novalidate" in client.get(address(mine)).content.decode()


def test_an_unknown_choice_is_refused(client, mine):
    page = client.post(address(mine), form_of(client, mine, choice="people.country=XX"))
    assert page.status_code == 422
    assert "scenario.people.country" in page.content.decode()


def test_all_inputs_are_there_on_request(client, mine):
    few, every = (client.get(address(mine) + query).context["sliders"] for query in ("", "?all"))
    assert len(few) == 12
    assert len(every) == client.get(address(mine)).context["trial"].inputs > 60


def test_other_answers_are_listed_with_and_without_javascript(client, mine):
    url = reverse("decisions:other_answers", args=[mine.pk])
    assert "<html" in client.get(url).content.decode()
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'value="people.workforce=contractors"' in part


# --- kept scenarios -------------------------------------------------------------------------------


def keep(client, mine, name, value="0.9"):
    data = form_of(client, mine, fte_normal_quarter=value, keep="1", name=name)
    return client.post(address(mine), data)


def test_a_kept_scenario_stands_on_page_result_file_and_report(client, mine):
    assert keep(client, mine, "  Busy   team ").status_code == 303
    assert NamedScenario.objects.get().name == "Busy team"
    assert "Busy team" in client.get(address(mine)).content.decode()
    assert "Busy team" in client.get(reverse("decisions:result", args=[mine.pk])).content.decode()
    csv = client.get(reverse("decisions:table", args=[mine.pk, "scenarios", "csv"]))
    assert "Busy team" in csv.content.decode()
    report = services.freeze_report(decision=mine)
    assert "Busy team" in json.dumps(report.snapshot["document"]["scenarios"])
    assert services.freeze_report(decision=mine) == report
    services.drop_scenario(scenario=NamedScenario.objects.get())
    assert services.freeze_report(decision=mine) != report


def test_the_same_name_again_takes_the_new_changes(client, mine):
    keep(client, mine, "Busy team")
    keep(client, mine, "Busy team", "0.8")
    assert NamedScenario.objects.get().changes == {"fte_normal_quarter": 0.8}


def test_three_are_kept_and_a_fourth_is_refused_until_one_is_removed(client, mine):
    for number in range(3):
        assert keep(client, mine, f"Number {number}").status_code == 303
    refused = keep(client, mine, "Number 4")
    assert refused.status_code == 422
    assert "remove one first" in refused.content.decode()
    one = NamedScenario.objects.order_by("created_at")[0]
    client.post(reverse("decisions:drop_scenario", args=[mine.pk, one.pk]))
    assert keep(client, mine, "Number 4").status_code == 303
    assert len(client.get(address(mine)).context["trial"].side_by_side["columns"]) == 5


@pytest.mark.parametrize(("name", "value", "fault"), [("", "0.9", "a name"), ("Nothing", "", "Nothing is changed")])
def test_a_scenario_without_name_or_change_is_not_kept(client, mine, name, value, fault):
    page = keep(client, mine, name, value)
    assert page.status_code == 422
    assert fault in page.content.decode()
    assert not NamedScenario.objects.exists()


def test_a_name_is_shown_as_text(client, mine):
    keep(client, mine, "<script>alert(1)</script>")
    assert "<script>alert" not in client.get(address(mine)).content.decode()


def test_nobody_else_sees_moves_or_removes_them(client, mine, django_user_model):
    from django.test import Client

    keep(client, mine, "Busy team")
    stranger = Client()
    one = NamedScenario.objects.get()
    assert stranger.get(address(mine)).status_code in (403, 404)
    assert stranger.post(reverse("decisions:drop_scenario", args=[mine.pk, one.pk])).status_code in (403, 404)
    assert NamedScenario.objects.exists()


def test_a_scenario_that_the_book_no_longer_knows_is_left_out(client, mine):
    NamedScenario.objects.create(decision=mine, name="Old", changes={"row_of_another_time": 1.0})
    assert client.get(reverse("decisions:result", args=[mine.pk])).context["document"]["scenarios"] is None


def test_scenarios_go_with_their_decision(client, mine):
    keep(client, mine, "Busy team")
    services.delete_decision(decision=mine)
    assert not NamedScenario.objects.exists()
