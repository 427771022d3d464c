"""Details that do not go with the twelve answers are named, with both pages to look at."""

import pytest
from django.urls import reverse

from decisions.case import Case
from decisions.models import Decision
from decisions.questionnaire.contradictions import contradictions
from decisions.questionnaire.pages import case_from
from decisions.questionnaire.people_on_duty import SKILLS

RAISED = "reasons.raised"
CLASHES = [
    ({"recovery.first_hour": "care_delayed", "recovery.rto_minutes": "2,000"}, ("outage", "recovery-in-detail")),
    ({"recovery.first_hour": "nobody", "recovery.rto_minutes": "30"}, ("outage", "recovery-in-detail")),
    (
        {"recovery.restore_window_days": "30", "needs.answers.pitr_over_7_days": "no"},
        ("needs-in-detail", "recovery-in-detail"),
    ),
    ({RAISED: ["fork"], "upgrades.fork": "no"}, ("reasons", "upgrades-in-detail")),
    ({RAISED: ["nothing"], "upgrades.fork": "yes"}, ("reasons", "upgrades-in-detail")),
    ({"people.workforce": "contractors", "people.peak_cover": "displaced"}, ("people", "people-in-detail")),
    (
        {"certificates.held": ["hitrust", "soc2"], "certificates.extra": ["hitrust_i1"]},
        ("certificates", "certificates-in-detail"),
    ),
    (
        {"people.engineer_cost_per_year": "90k", "people.base_salary_per_year": "100k"},
        ("cost", "people-in-detail"),
    ),
    ({"hosting.platform": "gcp", "hosting.secrets": "parameter_store"}, ("place", "hosting-in-detail")),
    ({"hosting.platform": "small_machine", "recovery.level": "active_active"}, ("place", "recovery-in-detail")),
    ({RAISED: ["learning"], "money.installations": "3"}, ("learning", "money-in-detail")),
    ({"people.skills": "no", SKILLS: "named"}, ("people-in-detail", "operations")),
    ({"people.skills": "no", SKILLS: "believe"}, ("people-in-detail", "operations")),
    (
        {"workload.patients": "500", "workload.requests_per_second_at_peak": "4,000"},
        ("patients", "workload-in-detail"),
    ),
]


def answers(short) -> dict[str, str]:
    """Answers by their whole paths."""
    return {path if path in (RAISED, SKILLS) else f"scenario.{path}": value for path, value in short.items()}


@pytest.mark.parametrize(("short", "slugs"), CLASHES)
def test_a_detail_that_contradicts_names_both_pages(book, short, slugs):
    found = contradictions(case_from(answers(short), book), book)
    assert [tuple(page.slug for page in one.pages) for one in found] == [slugs]


@pytest.mark.parametrize(("short", "slugs"), CLASHES)
def test_one_half_of_it_is_no_contradiction(book, short, slugs):
    for left_out in short:
        rest = answers({path: value for path, value in short.items() if path != left_out})
        assert not contradictions(case_from(rest, book), book)


def test_a_default_region_outside_the_country_is_named(book):
    said = {
        RAISED: ["country"],
        "reasons.gates.residency_country.applies": "yes",
        "reasons.gates.residency_country.detail": "Switzerland",
        "scenario.hosting.platform": "azure",
    }
    (found,) = contradictions(case_from(said, book), book)
    assert [page.slug for page in found.pages] == ["country", "hosting-in-detail"]
    in_germany = {**said, "reasons.gates.residency_country.detail": "Germany"}
    assert not contradictions(case_from({**in_germany, "scenario.hosting.region": "germanywestcentral"}, book), book)
    assert not contradictions(case_from(in_germany, book), book)


def test_the_check_page_links_to_both(owner, decision):
    short, slugs = CLASHES[0]
    Decision.objects.filter(pk=decision.pk).update(answers=answers(short))
    html = owner.get(reverse("decisions:check", args=[decision.pk])).content.decode()
    notice = html[html.index("Answers to look at again") :]
    for slug in slugs:
        assert f'{reverse("decisions:question", args=[decision.pk, slug])}?check">' in notice


def test_a_page_of_the_readiness_check_is_linked_as_such(owner, decision):
    decision.answers = answers({"people.skills": "no", SKILLS: "named"})
    decision.save()
    page = owner.get(reverse("decisions:check", args=[decision.pk])).content.decode()

    assert reverse("decisions:readiness_domain", args=[decision.pk, "operations"]) in page
    assert "Readiness believes the readiness check" in page


def test_a_must_whose_rule_was_denied_is_named_with_both_pages(book):
    said = {"scenario.needs.answers.onc_certified": "must", "reasons.gates.onc_certification.applies": "no"}
    (found,) = contradictions(case_from({"scenario.people.country": "US", **said}, book), book)
    assert [page.slug for page in found.pages] == ["needs", "rules"]
    assert not contradictions(case_from({**said, "scenario.needs.answers.onc_certified": "own"}, book), book)


def test_an_amount_that_caps_nothing_is_named(book):
    case = Case.model_validate({"reasons": {"cap_per_year": 1_000, "gates": {"budget_cap": {"applies": "no"}}}})
    assert ["budget"] in [[page.slug for page in one.pages] for one in contradictions(case, book)]
    open_cap = Case.model_validate({"reasons": {"cap_per_year": 1_000}})
    assert ["budget"] not in [[page.slug for page in one.pages] for one in contradictions(open_cap, book)]
