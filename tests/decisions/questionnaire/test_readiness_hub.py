"""The start page of the readiness check: what decides, by domain, with one count on every page."""

import re

from django.urls import reverse

from decisions import services
from decisions.advice.progress import DOMAINS
from decisions.case import read_case
from decisions.questionnaire.pages import answers_from
from decisions.questionnaire.practice_pages import path_of
from decisions.report import format as fmt
from decisions.report.next_steps import named
from tests.builders_estimate import shipped_book
from tests.decisions.test_report_pages import change


def page_of(client, decision, name="readiness", *more):
    return client.get(reverse(f"decisions:{name}", args=[decision.pk, *more])).content.decode()


def test_result_hub_and_next_step_count_the_same_points_and_name_what_blocks(owner, decision):
    live = {"hosting": {"today": "live_self_hosted"}, "upgrades": {"medplum_version": "4.5.1"}}
    change(decision, answers=answers_from(read_case({"scenario": live}, shipped_book()), shipped_book()))
    decision.refresh_from_db()
    capability = services.estimate_case(services.case_of(decision)).verdict.capability
    assert len(capability.blockers) == 1
    pages = [
        owner.get(reverse(f"decisions:{name}", args=[decision.pk])).content.decode() for name in ("result", "readiness")
    ]
    result, hub = pages
    said = f"1 point blocks, and {len(capability.unknown)} more that decide are not known yet."
    assert all(said in page for page in (result, hub))
    assert f"one point, listed under “Readiness”: {named(capability.blockers[0])}." in result
    assert f"{fmt.word(len(capability.unknown))} of its points decide and are not known" in result
    assert capability.blockers[0].text in hub[hub.index("What blocks") : hub.index("By domain")]
    assert "badge fail" in hub
    assert hub.count('class="badge fail"') == 1, "what nobody looked at is not missing"


def test_nothing_looked_at_is_said_so_and_nothing_is_called_missing(owner, decision):
    hub = page_of(owner, decision)
    assert "Nothing has been looked at yet." in hub
    assert "Nothing that was looked at is missing." not in hub
    assert "counts as not done" not in hub
    assert 'class="badge fail"' not in hub
    assert "What blocks" not in hub


def test_the_work_of_every_domain_stands_in_hours_with_a_total_below(owner, decision):
    change(decision, answers=decision.answers | {path_of("BP-02"): "no", path_of("BP-33"): "no"})
    hub = page_of(owner, decision)
    domains = hub[hub.index("By domain") : hub.index("What is left")]
    assert "week" not in domains
    assert "about 40 hours of work missing" in domains
    assert len(re.findall(r"up to about [\d.,]+ hours not looked at", domains)) >= len(DOMAINS) - 1
    assert "Work in all domains: about 1.1 engineer-weeks, or about $" in hub


def test_what_was_not_looked_at_stands_under_its_domain(owner, decision):
    hub = page_of(owner, decision)
    left = hub[hub.index("Not looked at yet, by domain") :]
    places = [left.index(f"<h3>{label} (") for label in DOMAINS.values()]
    assert places == sorted(places)


def test_the_hub_leads_to_the_recovery_plan_and_a_long_page_to_each_practice(owner, decision):
    assert reverse("decisions:recovery", args=[decision.pk]) in page_of(owner, decision)
    page = page_of(owner, decision, "readiness_domain", "backup-and-disaster-recovery")
    jump = page[page.index("practices of this page") : page.index("</nav>", page.index("practices of this page"))]
    assert jump.count('<li><a href="#') == page.count('class="practice"')
