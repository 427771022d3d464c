"""What Medplum answered: recorded with its date, the rule's state follows, and the answer grows old."""

from datetime import date

import pytest
from django.urls import reverse

from decisions import services
from decisions.advice import judge
from decisions.advice.replies import answerable
from decisions.advice.revisit import revisit
from decisions.case import CaseError, read_case
from decisions.questionnaire.reply_form import ReplyForm
from tests.builders_estimate import make_case, make_estimate, shipped_book
from tests.decisions.test_report_pages import own_copy

WRITTEN = {"applies": "yes", "sure": "in_writing"}
COUNTRY = {"raised": ["country"], "gates": {"residency_country": WRITTEN}}
POSTED = {"reply-gate": "residency_country", "reply-said": "agreed", "reply-on": "2026-11-20"}


def reply(gate, said, on="2026-11-20"):
    return {"gate": gate, "said": said, "on": on}


def case_with(*replies, reasons=COUNTRY, needs=None):
    scenario = {"needs": {"answers": needs or {}}}
    return make_case(reasons={**reasons, "replies": list(replies)}, scenario=scenario)


def judged(case):
    return judge(case, make_estimate(), shipped_book())


def state(case, gate):
    return next(one.state for one in judged(case).gates if one.gate == gate and one.option == "cloud")


@pytest.mark.parametrize(("said", "expected"), [("agreed", "pass"), ("refused", "fail")])
def test_the_state_of_the_rule_follows_the_answer(said, expected):
    assert state(case_with(), "residency_country") == "unknown"
    assert state(case_with(reply("residency_country", said)), "residency_country") == expected


def test_the_latest_answer_counts_in_whatever_order_they_were_recorded():
    later, earlier = (
        reply("residency_country", "agreed", "2026-11-20"),
        reply("residency_country", "refused", "2026-10-01"),
    )
    assert state(case_with(later, earlier), "residency_country") == "pass"
    assert state(case_with(earlier, later), "residency_country") == "pass"


def test_a_rule_that_follows_from_a_need_can_be_answered_without_a_page_of_its_own():
    needs = {"own_encryption_keys": "must"}
    nothing = {"raised": ["nothing"]}
    gate = "own_keys_or_private_network"
    assert gate in answerable(judged(case_with(reasons=nothing, needs=needs)).gates)
    assert state(case_with(reasons=nothing, needs=needs), gate) == "unknown"
    assert state(case_with(reply(gate, "agreed"), reasons=nothing, needs=needs), gate) == "pass"


def test_an_answer_to_a_rule_that_nobody_raised_changes_nothing():
    plain, answered = ({"raised": ["nothing"], "replies": found} for found in ((), [reply("ch_fadp", "refused")]))
    assert judged(make_case(reasons=answered)).gates == judged(make_case(reasons=plain)).gates


def test_an_answer_that_the_page_of_the_rule_contradicts_is_named_and_the_dated_one_believed():
    reasons = {"raised": ["country"], "gates": {"residency_country": WRITTEN | {"vendor": "refused"}}}
    case = case_with(reply("residency_country", "agreed"), reasons=reasons)
    assert state(case, "residency_country") == "pass"
    assert [text for text in judged(case).qualifiers if "The one with a date was believed" in text]


def test_an_answer_grows_old():
    case = case_with(reply("residency_country", "agreed"))
    found = revisit(case, make_estimate(), judged(case), shipped_book())
    assert [f"{one.day}" for one in found.dates if one.kind == "answer"] == ["2027-11-20"]


def test_a_case_file_with_an_unknown_rule_or_an_absurd_day_is_refused():
    for bad in (reply("no_such_rule", "agreed"), reply("residency_country", "agreed", "1026-11-20")):
        with pytest.raises(CaseError):
            read_case({"reasons": {"replies": [bad]}}, shipped_book())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reply-on": "2027-01-01"}, "still to come"),
        ({"reply-on": "2012-01-01"}, "check the year"),
        ({"reply-on": "31.02."}, "2027-03-31"),
        ({"reply-on": ""}, "Give the day"),
        ({"reply-gate": ""}, "Choose the rule"),
        ({"reply-gate": "ch_fadp"}, ""),
        ({"reply-said": ""}, "agreed or said no"),
    ],
)
def test_impossible_answers_are_refused_at_their_field(changes, words):
    today = date(2026, 11, 27)
    form = ReplyForm(POSTED | changes, rules={"residency_country": "x"}, today=today, book=shipped_book())
    (name,) = changes
    assert not form.is_valid()
    assert list(form.faults()) == [name]
    assert words in form.faults()[name]


@pytest.mark.django_db
def test_an_answer_is_recorded_shown_and_removed(site, client):
    decision = own_copy(client, "eu-hospital-network")
    page = reverse("decisions:replies", args=[decision.pk])
    assert reverse("decisions:question", args=[decision.pk, "price"]) in client.get(page).content.decode()

    def asked():
        decision.refresh_from_db()
        return {one.key for one in services.estimate_case(services.case_of(decision)).verdict.ask}

    before = asked()
    assert client.get(page).status_code == 200
    assert client.post(page, POSTED | {"reply-on": "2999-01-01"}).status_code == 422
    assert client.post(page, POSTED).status_code == 303
    assert client.post(page, POSTED).status_code == 303
    assert before - asked() == {"residency_country"}
    assert "de_c5_sgb_v_393" in asked(), "the rules of the country are open still"
    assert len(services.case_of(decision).reasons.replies) == 1
    shown = client.get(reverse("decisions:result", args=[decision.pk])).content.decode()
    assert "20 November 2026, Medplum agreed" in shown

    remove = reverse("decisions:remove_reply", args=[decision.pk, 0])
    client.post(remove, {"on": "2026-01-01"})
    assert len(services.case_of(decision).reasons.replies) == 1
    client.post(remove, {"on": "2026-11-20"})
    assert asked() == before


@pytest.mark.django_db
def test_another_s_answers_cannot_be_recorded(site, client):
    copied = services.copy_example(slug="eu-hospital-network")
    assert copied
    assert client.post(reverse("decisions:replies", args=[copied[0].pk]), POSTED).status_code in (403, 404)
