"""Numbers that cannot be meant: refused at their field with the reason, kept as typed, never counted."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from decisions import services
from decisions.models import Decision

PATIENTS = "scenario-workload-patients"
GROWTH = "scenario-workload-patient_growth_per_year"
STAGING = "scenario-hosting-staging"
HALVE = "scenario-money-halve_vendor_claims"
QUARTERS = "scenario-money-horizon_quarters"
RISING = "Give the three numbers in rising order: low – most likely – high."
NOT_A_NUMBER = "Write a number, for example 1200, 1,200 or 1.2k."
PATIENTS_BOUNDS = "Write a number from 1 to 100,000,000."
UNTIL = "scenario-needs-quote_until"
GROWTH_BOUNDS = "Write a number from −90 % to 500 % a year."


def shown_after(owner, decision: Decision, slug: str, field: str, typed: str) -> str:
    """The page that comes back."""
    address = reverse("decisions:question", args=[decision.pk, slug])
    sent = {"base": json.dumps({}), "editor": "me", "number": 1, field: typed}
    return unescape(owner.post(address, sent, follow=True).content.decode())


def fault_at(html: str, field: str) -> str:
    """What the summary says about the field and the field says itself; both are the same sentence."""
    summary = re.search(rf'<a href="#{field}[^"]*">([^<]+)</a>', html)
    assert summary, "no fault in the summary"
    assert html.count(summary[1]) == 2
    return summary[1]


@pytest.mark.parametrize(
    ("slug", "field", "typed", "reason"),
    [
        ("patients", PATIENTS, "9k – 5k – 20k", RISING),
        ("patients", PATIENTS, "5k – 30k – 20k", RISING),
        ("patients", PATIENTS, "NaN", NOT_A_NUMBER),
        ("patients", PATIENTS, "5k – NaN – 20k", NOT_A_NUMBER),
        ("patients", PATIENTS, "Infinity", NOT_A_NUMBER),
        ("patients", PATIENTS, "-inf", NOT_A_NUMBER),
        ("patients", PATIENTS, "∞", NOT_A_NUMBER),
        ("patients", PATIENTS, "1000000000000000000", PATIENTS_BOUNDS),
        ("patients", PATIENTS, "1,000,000,000bn", PATIENTS_BOUNDS),
        ("patients", PATIENTS, "1e18", "Write the number in full, or with k or M: 100000 or 100k."),
        ("patients", PATIENTS, "10^18", NOT_A_NUMBER),
        ("patients", PATIENTS, "5k – 9k – 1,000,000,000,000,000k", PATIENTS_BOUNDS),
        ("workload-in-detail", GROWTH, "10 % – 5 % – 20 %", RISING),
        ("workload-in-detail", GROWTH, "1000000000000000000", GROWTH_BOUNDS),
        ("workload-in-detail", GROWTH, "0.13", "“0.13” can mean 0.13 % or 13 %. Write one of the two."),
        ("money-in-detail", QUARTERS, "4 – 8 – 12", NOT_A_NUMBER),
        ("money-in-detail", QUARTERS, "nan", NOT_A_NUMBER),
        ("money-in-detail", QUARTERS, "1000000000000000000", "Write a whole number from 4 to 40."),
        ("hosting-in-detail", STAGING, "0 – 0.5 – 1", "Choose one of the answers listed."),
        ("hosting-in-detail", STAGING, "1000000000000000000", "Choose one of the answers listed."),
        ("money-in-detail", HALVE, "0 – 0.5 – 1", "Tick the box or leave it."),
    ],
)
def test_bad_input_is_refused_at_its_field_with_the_reason(owner, decision, slug, field, typed, reason):
    html = shown_after(owner, decision, slug, field, typed)
    assert "There is a problem" in html
    assert fault_at(html, field) == reason
    kept = Decision.objects.get(pk=decision.pk)
    path = field.replace("-", ".")
    assert kept.answers[path] == typed
    before, after = (services.case_of(one).model_dump() for one in (decision, kept))
    assert after == before


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2027-02-30", "“2027-02-30” is no date. Write the date like 2027-03-31."),
        ("soon", "“soon” is no date. Write the date like 2027-03-31."),
        ("0001-01-01", "Write a date from 2000 on."),
        ("9999-12-31", "Write a date within the next 50 years."),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused_at_its_field(owner, decision, typed, reason):
    address = reverse("decisions:question", args=[decision.pk, "price"])
    sent = {"base": json.dumps({}), "editor": "me", "number": 1, "page-quote": "yes", UNTIL: typed}
    page = unescape(owner.post(address, sent, follow=True).content.decode())

    assert fault_at(page, UNTIL) == reason
    assert f'value="{typed}"' in page
