"""The question pages over HTTP, as a plain form and as autosave."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from decisions import services
from decisions.models import Decision

RAISED = "reasons.raised"
COST = "scenario-people-engineer_cost_per_year"


def page(decision, slug, query="") -> str:
    """Address of a question."""
    return reverse("decisions:question", args=[decision.pk, slug]) + query


def sent(base=None, editor="me", number=1, **values):
    """What a page sends, with the hidden fields."""
    return {"base": json.dumps(base or {}), "editor": editor, "number": number} | values


def answers(decision) -> dict[str, object]:
    """What is stored."""
    return Decision.objects.get(pk=decision.pk).answers


def test_a_decision_is_open_to_nobody_else(client, decision):
    foreign = client.get(page(decision, "reasons"))
    unknown = client.get("/d/00000000-0000-4000-8000-000000000000/q/reasons/")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content
    for name in ("live", "check", "edit_link", "delete"):
        assert client.get(reverse(f"decisions:{name}", args=[decision.pk])).status_code == 404
    assert client.post(page(decision, "board"), sent()).status_code == 404


def test_an_example_cannot_be_edited(client, site):
    example = Decision.objects.get(example="rural-clinics")
    session = client.session
    session["decisions"] = {str(example.pk): "2026-11-20"}
    session.save()
    assert client.get(page(example, "today")).status_code == 404


def test_every_page_shows_its_question_as_the_only_heading(owner, decision):
    found = 0
    address = page(decision, "today")
    raised = ["country", "on_premises", "certificate", "offline", "fork", "learning", "other"]
    Decision.objects.filter(pk=decision.pk).update(answers={RAISED: raised})
    while "/q/" in address:
        html = owner.get(address).content.decode()
        assert html.count("<h1>") == 1
        assert ">Back</a>" in html
        found += 1
        address = owner.post(address, sent()).url
    assert found == 12 + 7
    assert address == reverse("decisions:check", args=[decision.pk])


def test_continue_stores_the_answer_and_shows_the_next_question(owner, decision):
    reply = owner.post(page(decision, "people"), sent(**{"scenario-people-workforce": "spare"}))
    assert reply.status_code == 303
    assert reply.url == page(decision, "cost")
    assert answers(decision)["scenario.people.workforce"] == "spare"


def test_a_fault_is_said_once_above_and_once_at_the_field_and_nothing_is_lost(owner, decision):
    typed = {COST: "1,2", "scenario-people-country": "DE"}
    reply = owner.post(page(decision, "cost"), sent(**typed))
    assert reply.status_code == 303
    html = owner.get(reply.url).content.decode()
    assert "<title>Error: " in html
    assert f'<a href="#{COST}">“1,2” can mean 12 or 1.2.' in html
    assert f'id="{COST}" value="1,2"' in html
    assert html.count("can mean 12 or 1.2") == 2
    assert answers(decision)["scenario.people.engineer_cost_per_year"] == "1,2"
    assert 'value="DE" checked' in html


def test_a_fault_in_a_question_that_is_not_used_is_no_fault(owner, decision):
    typed = {"scenario-hosting-today": "nothing", "scenario-hosting-bill_last_month": "1,2"}
    assert owner.post(page(decision, "today"), sent(**typed)).status_code == 303


def test_nothing_excludes_everything_else(owner, decision):
    reply = owner.post(page(decision, "reasons"), sent(**{"reasons-raised": ["country", "nothing"]}), follow=True)
    assert "Tick either “Nothing” or other answers, not both." in reply.content.decode()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "-5", "９９９"])
def test_bad_input_is_refused_and_kept(owner, decision, typed):
    html = owner.post(page(decision, "cost"), sent(**{COST: typed}), follow=True).content.decode()
    assert "There is a problem" in html
    assert "<script>alert" not in html
    assert answers(decision)["scenario.people.engineer_cost_per_year"] == typed


def test_a_huge_paste_is_refused_and_not_sent_back(owner, decision):
    reply = owner.post(page(decision, "cost"), sent(**{COST: "1" * 1_000_000}))
    assert reply.status_code == 422
    assert "at most 100 characters" in reply.content.decode()
    assert len(reply.content) < 40_000
    assert "1" * 2_001 not in str(answers(decision))


def test_hidden_fields_that_nobody_can_read_are_taken_as_absent(owner, decision):
    broken = {"base": "{", "editor": "x" * 5_000, "number": "-1e9", "scenario-people-workforce": "spare"}
    assert owner.post(page(decision, "people"), broken).status_code == 303


def test_change_leads_straight_back_to_the_answers(owner, decision):
    reply = owner.post(page(decision, "people", "?check"), sent(**{"scenario-people-workforce": "spare"}))
    assert reply.url == reverse("decisions:check", args=[decision.pk]) + "#people"
    html = owner.get(page(decision, "people", "?check")).content.decode()
    assert "Save and return" in html


def test_a_change_that_opens_a_page_leads_there_first(owner, decision):
    reply = owner.post(page(decision, "reasons", "?check"), sent(**{"reasons-raised": ["offline"]}))
    assert reply.url == page(decision, "offline", "?check")


def test_one_button_answers_no_to_the_rest(owner, decision):
    reply = owner.post(page(decision, "needs"), sent(rest="no", **{"scenario-needs-answers-email": "must"}))
    assert reply.url == page(decision, "needs")
    needs = services.case_of(Decision.objects.get(pk=decision.pk)).scenario.needs.answers
    assert needs["email"] == "must"
    assert {answer for need, answer in needs.items() if need != "email"} == {"no"}


def autosave(client, decision, slug, **typed):
    """A save while the page is open."""
    return client.post(page(decision, slug), sent(**typed), headers={"HX-Request": "true"})


def test_autosave_says_saved_echoes_the_number_and_asks_for_a_new_estimate(owner, decision):
    reply = autosave(owner, decision, "price", **{"page-quote": "yes", "scenario-needs-quote_per_month": "$1.2M"})
    html = reply.content.decode()
    assert "Saved" in html
    assert "= $1,200,000 a month" in html
    assert "<html" not in html
    assert reply.headers["HX-Trigger"] == '{"answers-saved": {}}'
    again = autosave(owner, decision, "price", **{"page-quote": "yes", "scenario-needs-quote_per_month": "$1.2M"})
    assert "HX-Trigger" not in again.headers


def test_autosave_of_unfinished_text_is_stored_without_a_reproach(owner, decision):
    html = autosave(owner, decision, "cost", **{COST: "1,"}).content.decode()
    assert "Not read as a number yet" in html
    assert "There is a problem" not in html
    assert answers(decision)["scenario.people.engineer_cost_per_year"] == "1,"


def test_two_editors_of_one_answer_see_both_and_choose(owner, decision):
    path, name = "scenario.people.workforce", "scenario-people-workforce"
    first = sent({path: ""}, editor="a", **{name: "spare"})
    second = sent({path: ""}, editor="b", **{name: "product"})
    owner.post(page(decision, "people"), first)
    assert autosave(owner, decision, "people", **{name: "product"}).status_code == 409
    reply = owner.post(page(decision, "people"), second)
    html = reply.content.decode()
    assert reply.status_code == 409
    assert "People with time to spare" in html
    assert "People taken from product work" in html
    assert answers(decision)[path] == "spare"
    hidden = dict(re.findall(r'name="(editor|number|base)" value="([^"]*)"', html))
    hidden["base"] = hidden["base"].replace("&quot;", '"')
    assert owner.post(page(decision, "people"), {**hidden, name: "product"}).status_code == 303
    assert answers(decision)[path] == "product"


def test_choosing_between_two_answers_keeps_what_the_other_changed_besides(owner, decision):
    hours, pager = "scenario-people-coverage", "scenario-people-on_pager"
    opened = {"scenario.people.coverage": "", "scenario.people.on_pager": ""}
    owner.post(page(decision, "service"), sent(opened, editor="a", **{hours: "working_hours", pager: "8_plus"}))
    reply = owner.post(page(decision, "service"), sent(opened, editor="b", **{hours: "around_the_clock"}))
    html = reply.content.decode()
    assert f'name="{pager}" value="8_plus"' in html
    assert 'value="around_the_clock" checked' in html


def test_the_estimate_stands_beside_the_questions_from_the_second_on(owner, decision):
    assert 'id="live"' not in owner.get(page(decision, "today")).content.decode()
    html = owner.get(page(decision, "reasons")).content.decode()
    assert 'id="live"' in html
    fragment = owner.get(reverse("decisions:live", args=[decision.pk])).content.decode()
    assert "Self-hosting" in fragment
    assert "Medplum Cloud" in fragment
    assert "given our ranges" in fragment


def test_a_page_that_is_not_shown_leads_to_the_answers(owner, decision):
    assert owner.get(page(decision, "offline")).url == reverse("decisions:check", args=[decision.pk])
    assert owner.get(page(decision, "no-such-page")).status_code == 404


def test_the_answers_are_listed_with_a_way_to_change_each(owner, decision):
    Decision.objects.filter(pk=decision.pk).update(
        answers={RAISED: ["learning"], "scenario.hosting.today": "live_cloud", "scenario.hosting.bill_last_month": "9"}
    )
    html = owner.get(reverse("decisions:check", args=[decision.pk])).content.decode()
    assert "Not provided" in html
    assert page(decision, "board", "?check") in html
    assert "It is for learning only, and it is live." in html
    assert "Not used" in html


def test_the_decision_can_be_named_on_the_way_to_the_result(owner, decision):
    address = reverse("decisions:check", args=[decision.pk])
    reply = owner.post(address, {"title": "x" * 300, "title_before": ""})
    assert reply.url == reverse("decisions:result", args=[decision.pk])
    assert Decision.objects.get(pk=decision.pk).title == "x" * 200
    typed = {"title": "Ours", "title_before": ""}
    assert "Not saved" in owner.post(address, typed, headers={"HX-Request": "true"}).content.decode()
    assert owner.post(address, typed).status_code == 409


def test_an_edit_link_opens_the_answers_in_another_browser(owner, decision):
    html = owner.post(reverse("decisions:edit_link", args=[decision.pk])).content.decode()
    (path,) = re.findall(r'value="http://testserver(/e/[\w-]{43}/)"', html)
    other = Client()
    reply = other.get(path)
    assert reply.status_code == 303
    assert reply.headers["Location"] == reverse("decisions:check", args=[decision.pk])
    assert other.get(reply.headers["Location"]).status_code == 200
    assert Client().get(path[:-2] + "/").status_code == 404


def test_deleting_asks_first_and_then_closes_everything(owner, decision):
    address = reverse("decisions:delete", args=[decision.pk])
    assert "This cannot be undone" in owner.get(address).content.decode()
    assert Decision.objects.filter(pk=decision.pk).exists()
    assert owner.post(address).url == "/"
    assert not Decision.objects.filter(pk=decision.pk).exists()
    assert owner.get(address).status_code == 404


def test_a_page_costs_few_queries(owner, decision, django_assert_max_num_queries):
    owner.get(page(decision, "people"))
    with django_assert_max_num_queries(8):
        owner.get(page(decision, "people"))
    with django_assert_max_num_queries(16):
        autosave(owner, decision, "people", **{"scenario-people-workforce": "spare"})


def test_i_dont_know_stays_chosen_when_the_page_is_opened_again(owner, decision):
    path = "scenario.people.coverage"
    services.save_answers(decision=decision, save=services.Save("service", {path: "unknown"}))
    html = owner.get(reverse("decisions:question", args=[decision.pk, "service"])).content.decode()
    assert re.search(r'name="scenario-people-coverage"[^>]*value="unknown" checked', html)
