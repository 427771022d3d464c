"""The readiness check as pages: what applies is asked, what is answered counts, nonsense is refused at its field."""

import json
import re

import pytest
from django.urls import reverse

from decisions import services
from decisions.advice.progress import DOMAINS
from decisions.models import Decision
from decisions.questionnaire.practice_pages import path_of
from tests.decisions.test_report_pages import change

HTMX = {"HTTP_HX_REQUEST": "true"}


def url(decision, slug="", name="readiness"):
    return reverse(f"decisions:{name}{'_domain' if slug else ''}", args=[decision.pk, *([slug] if slug else [])])


def name_of(practice, part="state"):
    return path_of(practice, part).replace(".", "-")


def send(client, decision, slug="security", *, htmx=False, base=None, editor="a", number=1, **values):
    """One save of a page; `values` by practice and part ("BP_33_state")."""
    fields = {}
    for key, value in values.items():
        practice, _, part = key.rpartition("_")
        fields[name_of(practice.replace("_", "-"), part)] = value
    paths = {path_of(practice.replace("_", "-"), part): "" for practice, _, part in (k.rpartition("_") for k in values)}
    hidden = {"base": json.dumps(base if base is not None else paths), "editor": editor, "number": number}
    return client.post(url(decision, slug), {**hidden, **fields}, **(HTMX if htmx else {}))


def case_of(decision):
    decision.refresh_from_db()
    return services.case_of(decision)


def page_of(client, decision, slug="security"):
    return client.get(url(decision, slug)).content.decode()


def test_the_hub_names_every_domain_and_the_way_back(owner, decision):
    html = owner.get(url(decision)).content.decode()
    for slug, label in DOMAINS.items():
        assert f'href="{url(decision, slug)}">{label}</a>' in html
    assert "None of the" in html
    assert reverse("decisions:result", args=[decision.pk]) in html
    for page in ("result", "sharper", "check"):
        assert url(decision) in owner.get(reverse(f"decisions:{page}", args=[decision.pk])).content.decode()


def test_only_who_may_work_on_the_decision_sees_it(client, decision):
    left = reverse("decisions:readiness_gaps", args=[decision.pk, "csv"])
    assert [client.get(one).status_code for one in (url(decision), url(decision, "security"), left)] == [404] * 3


def test_a_domain_that_there_is_not_and_a_format_that_there_is_not(owner, decision):
    assert owner.get(url(decision, "astrology")).status_code == 404
    assert owner.get(reverse("decisions:readiness_gaps", args=[decision.pk, "pdf"])).status_code == 404


@pytest.mark.parametrize("slug", DOMAINS)
def test_a_page_asks_every_practice_that_applies_with_reason_and_source(owner, decision, book, slug):
    change(decision, answers={"scenario.hosting.platform": "aws"})
    html = owner.get(url(decision, slug)).content.decode()
    rows = [row for row in book.rows("readiness") if row["domain"] == slug]
    applies = [row for row in rows if row["applies_to"] not in ("single-machine", "non-production")]
    assert applies
    for row in applies:
        assert f'id="{row["id"]}"' in html
        assert row["why"] in html.replace("&#x27;", "'")
        assert f'name="{name_of(row["id"], "owner")}"' in html
    assert html.count("<br>Source: ") == html.count('class="practice"') >= len(applies)


def test_what_does_not_apply_is_not_asked_and_what_was_answered_stays(owner, decision):
    change(decision, answers={"scenario.hosting.platform": "aws", path_of("BP-01"): "in_place"})
    send(
        owner, decision, "infrastructure", base={path_of("BP-01"): "in_place"}, BP_01_state="in_place", BP_02_state="no"
    )
    decision.refresh_from_db()
    change(decision, answers=decision.answers | {"scenario.hosting.platform": "own_servers"})
    html = owner.get(url(decision, "infrastructure")).content.decode()
    assert 'id="BP-02"' in html
    assert 'id="BP-01"' not in html
    assert path_of("BP-01") not in html  # a page that names it would send it back empty
    send(owner, decision, "infrastructure", base={path_of("BP-02"): "no"}, editor="b", BP_02_state="partly")
    practices = case_of(decision).readiness.practices
    assert (practices["BP-01"].state, practices["BP-02"].state) == ("in_place", "partly")


def test_an_answer_is_stored_and_counts(owner, decision):
    parts = {
        "state": "partly",
        "note": "Two\nlines",
        "owner": "Ann",
        "evidence": "https://example.org/x",
        "due": "2027-03-01",
    }
    response = send(owner, decision, **{f"BP_33_{part}": value for part, value in parts.items()})
    assert (response.status_code, response["Location"]) == (303, url(decision))
    practice = case_of(decision).readiness.practices["BP-33"]
    found = {part: str(getattr(practice, part)).replace("\r", "") for part in parts}
    assert found == parts
    hub = owner.get(url(decision)).content.decode()
    assert "Ann" in hub
    assert "1 March 2027" in hub
    assert "looked at: 1 partly" in hub


def test_what_nobody_answered_is_unknown_and_never_no(owner, decision):
    send(owner, decision, BP_33_note="Somebody should look")
    practices = case_of(decision).readiness.practices
    assert practices["BP-33"].state == "unknown"
    assert "BP-34" not in practices
    send(owner, decision, editor="b", BP_34_state="unknown")
    assert case_of(decision).readiness.practices["BP-34"].state == "unknown"
    chosen = re.search(r'name="readiness-practices-BP-34-state"[^>]*value="unknown" checked', page_of(owner, decision))
    assert chosen


def test_a_page_goes_on_to_the_next_domain_if_asked(owner, decision):
    response = owner.post(url(decision, "security"), {"next": "yes"})
    assert response["Location"] == url(decision, "upgrades")
    assert owner.post(url(decision, "compliance"), {"next": "yes"})["Location"] == url(decision)


def test_evidence_is_linked_only_where_a_browser_may_open_it(owner, decision):
    send(owner, decision, BP_33_evidence='https://example.org/?a=1&b="2', BP_34_evidence="javascript:alert(1)")
    html = page_of(owner, decision)
    assert '<a href="https://example.org/?a=1&amp;b=&quot;2" rel="noopener noreferrer nofollow">evidence' in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        ("evidence", "javascript:alert(1)", "Write a link that begins with https:// or http://."),
        ("evidence", "wiki", "Write a link that begins with https:// or http://."),
        ("evidence", f"https://example.org/{'x' * 500}", "Write at most 500 characters."),
        ("owner", "x" * 201, "Write at most 200 characters."),
        ("due", "2027-02-30", "“2027-02-30” is no date. Write the date like 2027-03-31."),
        ("due", "1999-12-31", "Write a date from 2000 on."),
        ("due", "2200-01-01", "Write a date within the next 50 years."),
        ("state", "perhaps", "Choose one of the answers listed."),
    ],
)
def test_nonsense_is_named_at_its_field_kept_and_counts_for_nothing(owner, decision, part, value, message):
    response = send(owner, decision, **{"BP_34_state": "no", f"BP_33_{part}": value})
    assert response["Location"] == url(decision, "security") + "?faults"
    html = owner.get(response["Location"]).content.decode()
    assert f'<a href="#{name_of("BP-33", part)}">{message}</a>' in html
    assert html.count(message) == 2
    assert html.count('<details class="more-of" open>') == (part != "state")
    practices = case_of(decision).readiness.practices
    assert practices["BP-34"].state == "no"
    assert "BP-33" not in practices
    assert decision.answers[path_of("BP-33", part)] == value
    assert owner.get(url(decision)).status_code == 200


def test_a_text_too_long_to_be_kept_is_refused_and_the_rest_is_stored(owner, decision):
    response = send(owner, decision, BP_33_note="x" * 2_001, BP_34_state="no")
    assert response.status_code == 422
    assert "Write at most 2,000 characters." in response.content.decode()
    decision.refresh_from_db()
    assert path_of("BP-33", "note") not in decision.answers
    assert decision.answers[path_of("BP-34")] == "no"


def test_autosave_says_saved_and_names_a_fault_at_its_field(owner, decision):
    response = send(owner, decision, htmx=True, BP_33_state="in_place", BP_34_evidence="wiki")
    html = response.content.decode()
    assert "Saved" in html
    assert "answers-saved" in response["HX-Trigger"]
    fault = f'<p class="fault" id="{name_of("BP-34", "evidence")}-fault" hx-swap-oob="true">Write a link'
    assert fault in html
    assert f'<p class="fault" id="{name_of("BP-33", "due")}-fault" hx-swap-oob="true"></p>' in html
    assert 'id="standing" hx-swap-oob="true"' in html
    assert "1 in place" in html


def test_two_people_on_one_practice_are_asked_which_answer_to_keep(owner, decision):
    send(owner, decision, BP_33_owner="Ann", BP_34_state="no")
    base = {path_of("BP-33", "owner"): "", path_of("BP-34"): "no"}
    response = send(owner, decision, base=base, editor="b", BP_33_owner="Bob", BP_34_state="no")
    assert response.status_code == 409
    html = response.content.decode()
    assert "Owner (BP-33)" in html
    assert "Ann" in html
    assert "Bob" in html
    assert case_of(decision).readiness.practices["BP-33"].owner == "Ann"
    assert send(owner, decision, htmx=True, base=base, editor="b", BP_33_owner="Bob").status_code == 409


def test_a_practice_that_another_answer_denies_counts_as_no_and_says_where(owner, decision):
    change(decision, answers={"scenario.hosting.platform": "aws", "scenario.hosting.staging": "no"})
    html = owner.get(url(decision, "upgrades")).content.decode()
    assert html.count("Counts as No") == 1
    assert reverse("decisions:question", args=[decision.pk, "hosting-in-detail"]) in html
    assert "looked at: 1 missing" in html


def test_a_version_far_behind_denies_that_it_stays_current(owner, decision):
    live = {"scenario.hosting.today": "live_self_hosted", "scenario.upgrades.medplum_version": "3.2"}
    change(decision, answers=live | {path_of("BP-43"): "in_place"})
    html = owner.get(url(decision, "upgrades")).content.decode()
    assert html.count("Counts as No") == 1
    assert reverse("decisions:question", args=[decision.pk, "today"]) in html


def test_the_drill_is_asked_with_recovery_and_only_there(owner, decision):
    page = {"readiness-drill_showed_recovery": "yes", "base": '{"readiness.drill_showed_recovery": ""}'}
    assert (
        "readiness-drill_showed_recovery" in owner.get(url(decision, "backup-and-disaster-recovery")).content.decode()
    )
    assert "readiness-drill_showed_recovery" not in owner.get(url(decision, "security")).content.decode()
    owner.post(url(decision, "backup-and-disaster-recovery"), page)
    assert case_of(decision).readiness.drill_showed_recovery == "yes"


def test_a_report_keeps_the_assessment_and_the_next_one_says_what_moved(owner, decision):
    change(decision, answers=decision.answers | {path_of("BP-33"): "in_place", path_of("BP-34"): "no"})
    first = services.freeze_report(decision=decision)
    assert first.snapshot["document"]["readiness"]["trend"] == ""
    hub = owner.get(url(decision)).content.decode()
    assert "no practice has moved" in hub
    moved = {path_of("BP-33"): "no", path_of("BP-34"): "in_place", path_of("BP-35"): "in_place"}
    decision.refresh_from_db()
    change(decision, answers=decision.answers | moved)
    said = "2 more in place, 1 fallen back."
    assert said in owner.get(url(decision)).content.decode()
    assert said in owner.get(reverse("decisions:result", args=[decision.pk])).content.decode()
    second = services.freeze_report(decision=decision)
    assert said in second.snapshot["document"]["readiness"]["trend"]
    assert said in owner.get(reverse("decisions:report", args=[second.pk])).content.decode()
    newest = services.newest_report(decision)
    assert newest
    assert newest.case == services.case_of(Decision.objects.get(pk=decision.pk))


def test_a_report_that_todays_case_cannot_hold_is_left_out(owner, decision):
    report = services.freeze_report(decision=decision)
    snapshot = report.snapshot | {"case": {"once": "known"}}
    report.delete()
    type(report).objects.create(
        decision=decision, decision_version=1, title="", book_number=1, model_version="1", document_version=1,
        snapshot=snapshot,
    )  # fmt: skip
    assert services.newest_report(decision) is None
    assert "Since the report" not in owner.get(url(decision)).content.decode()


def test_what_is_left_is_a_file_to_keep(owner, decision):
    send(owner, decision, BP_33_state="no", BP_33_owner="Ann")
    table = owner.get(reverse("decisions:readiness_gaps", args=[decision.pk, "csv"]))
    text = owner.get(reverse("decisions:readiness_gaps", args=[decision.pk, "md"]))
    assert table["Content-Disposition"] == 'attachment; filename="hostwise-readiness.csv"'
    assert table.content.decode().splitlines()[1].startswith("BP-33,Security,")
    assert text["Content-Type"] == "text/markdown; charset=utf-8"
    assert "Ann" in text.content.decode()
