"""What the pages say beside their questions: what is open, where rules come from, what was begun in this browser."""

import re

from django.urls import reverse

from decisions import services
from decisions.models import Decision
from decisions.questionnaire.hub import rows
from decisions.questionnaire.page import asks_of
from decisions.questionnaire.pages import BY_SLUG

GERMAN = {
    "reasons.raised": ["country"],
    "reasons.patients_in": ["DE"],
    "reasons.gates.residency_country.applies": "yes",
    "reasons.gates.residency_country.detail": "Germany",
    "scenario.people.country": "DE",
}


def of(decision, answers, name="live", *args):
    Decision.objects.filter(pk=decision.pk).update(answers=answers)
    return reverse(f"decisions:{name}", args=[decision.pk, *args])


def test_the_strip_names_the_question_that_is_open_and_says_what_a_future_is(owner, decision, book):
    html = owner.get(of(decision, {"reasons.raised": ["certificate"]})).content.decode()
    decision.refresh_from_db()
    verdict = services.estimate_case(services.case_of(decision)).verdict
    assert verdict.outcome == "ask_first"
    assert verdict.ask[0].question in html.replace("&#x27;", "'")
    assert "8,192 of them are counted" in html


def test_the_strip_names_no_question_where_none_is_open(owner, decision):
    html = owner.get(of(decision, {"reasons.raised": ["nothing"], "reasons.patients_in": ["other"]})).content.decode()
    assert 'class="open"' not in html


def test_only_the_rules_that_are_asked_stand_under_where_this_comes_from(owner, decision):
    html = owner.get(of(decision, GERMAN, "question", "rules")).content.decode()
    sources = html[html.index("Where this comes from") :]
    assert "393" in sources
    for elsewhere in ("Australia", "Switzerland", "FedRAMP", "Florida", "NEN 7510"):
        assert elsewhere not in sources
    assert not re.search(r">[^<]*…</a>", sources)


def test_the_rule_on_record_systems_names_its_law_and_the_one_on_transfers_says_for_which_option(owner, decision):
    html = owner.get(of(decision, GERMAN, "question", "rules")).content.decode()
    assert "under the European Health Data Space (EHDS)?" in html
    assert "It depends on the option. Answer for Medplum Cloud" in html
    assert "Each of two things makes you one" in html


def test_needs_of_the_united_states_come_last_and_say_so(book):
    labels = [ask.label for ask in asks_of(BY_SLUG["needs"], book)]
    marked = [label.endswith("(United States)") for label in labels]
    assert marked == sorted(marked)
    assert sum(marked) == 3


def test_the_start_page_lists_what_was_begun_in_this_browser(owner, client, decision):
    html = owner.get(reverse("decisions:start")).content.decode()
    assert reverse("decisions:check", args=[decision.pk]) in html
    assert "readiness check" in html
    assert "recovery plan" in html
    client.cookies.clear()
    assert "Begun in this browser" not in client.get(reverse("decisions:start")).content.decode()


def test_recovery_stands_where_its_level_puts_it(owner, decision):
    answers = {**GERMAN, "scenario.hosting.platform": "aws", "scenario.recovery.first_hour": "care_delayed"}
    decision.answers = answers
    found = services.sharper(decision=decision)
    recovery = next(one for one in found.families if one.form.page.slug == "recovery-in-detail")
    level = next(lever for lever in recovery.levers if lever.path == "scenario.recovery.level")
    assert level.swing > 10_000
    needs = next(row for row in rows(found.families, found.judged.estimate) if row.page.slug == "needs-in-detail")
    assert not needs.strongest.startswith("Business associate")
