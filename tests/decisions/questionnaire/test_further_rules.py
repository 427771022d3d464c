"""The page of "something else": five rules of the book, and one in the team's own words that is weighed like them."""

from html import unescape
from importlib import import_module

import pytest
from django.urls import reverse

from decisions.advice.gates import FURTHER_RULES
from decisions.case import Case
from decisions.models import Decision
from decisions.questionnaire.contradictions import contradictions
from decisions.questionnaire.pages import answers_from, case_from, walk
from decisions.questionnaire.reasons import OTHER_RULES
from decisions.services import case_of, estimate_case

OTHER = {"reasons.raised": ["other"]}
WORDS = "The ministry wants every server in a bank vault"
OWN = {**OTHER, "page.other.words": WORDS, "page.other.sure": "in_writing"}


def gates(answers, book):
    return {key: (one.applies, one.sure, one.vendor) for key, one in case_from(answers, book).reasons.gates.items()}


def states(answers, book):
    verdict = estimate_case(case_from(answers, book)).verdict
    return {(one.gate, one.option): one.state for one in verdict.gates}, verdict


def test_each_rule_has_its_own_answer(book):
    first, second = "reasons.gates.provider_outside_us_law", "reasons.gates.contractual_uptime"
    answers = {
        **OTHER,
        f"{first}.applies": "yes",
        f"{first}.sure": "in_writing",
        f"{first}.vendor": "refused",
        f"{second}.applies": "no",
        f"{second}.sure": "believe",
        f"{second}.vendor": "agreed",  # stands under Yes
    }

    assert gates(answers, book) == {
        "provider_outside_us_law": ("yes", "in_writing", "refused"),
        "contractual_uptime": ("no", "believe", "not_asked"),
    }


def test_an_answer_that_is_not_known_opens_nothing_further(book):
    path = f"reasons.gates.{OTHER_RULES[0]}"
    answers = {**OTHER, f"{path}.applies": "unknown", f"{path}.sure": "in_writing"}

    assert gates(answers, book) == {OTHER_RULES[0]: ("unknown", "not_checked", "not_asked")}


def test_its_rules_are_not_asked_twice(book):
    american = {"scenario.people.country": "US", "reasons.patients_in": ["US"]}

    def asked(answers):
        form = walk({**american, **answers}, book).form("rules")
        return {ask.path.split(".")[2] for ask in form.asks} if form else set()

    assert asked({}) - asked(OTHER) == {"us_federal_fedramp", "residency_us_only"}
    assert "hipaa_baa" in asked(OTHER)


@pytest.mark.parametrize(
    ("excludes", "vendor", "expected"),
    [
        ("cloud", "refused", {("own_rule_cloud", "cloud"): "fail"}),
        ("cloud", "agreed", {("own_rule_cloud", "cloud"): "pass"}),
        ("cloud", "asked", {("own_rule_cloud", "cloud"): "unknown"}),
        ("self_host", "not_asked", {("own_rule_self_host", "self_host"): "fail"}),
        ("unknown", "", {("own_rule_cloud", "cloud"): "unknown", ("own_rule_self_host", "self_host"): "unknown"}),
    ],
)
def test_a_rule_in_own_words_is_weighed_like_any_other(book, excludes, vendor, expected):
    found, verdict = states({**OWN, "page.other.excludes": excludes, "page.other.vendor": vendor}, book)

    assert found == expected
    assert any(WORDS in reason.sentence for reason in verdict.reasons)


def test_an_own_rule_that_is_only_believed_is_asked_about_in_its_words(book):
    answers = {**OWN, "page.other.excludes": "cloud", "page.other.sure": "believe"}
    _, verdict = states(answers, book)

    assert verdict.outcome == "ask_first"
    assert f"Does this hold, and where does it stand: {WORDS}?" in [one.question for one in verdict.ask]


def test_something_else_that_nobody_named_is_open_for_both(book):
    found, _ = states(OTHER, book)

    assert found == {("something_else", option): "unknown" for option in ("cloud", "self_host")}


@pytest.mark.parametrize("gate", [*OTHER_RULES, "own_rule_cloud"])
def test_one_rule_on_the_page_that_may_be_it_names_it(book, gate):
    def is_open(applies: str) -> bool:
        case = Case.model_validate({"reasons": {"raised": ["other"], "gates": {gate: {"applies": applies}}}})
        return "something_else" in {one.gate for one in estimate_case(case).verdict.gates}

    assert not is_open("yes")
    assert not is_open("unknown")
    assert is_open("no")


def test_something_else_is_closed_once_every_rule_of_its_page_is_denied(book):
    gates = {gate: {"applies": "no"} for gate in FURTHER_RULES}
    case = Case.model_validate({"reasons": {"raised": ["other"], "gates": gates}})

    assert "something_else" not in {one.gate for one in estimate_case(case).verdict.gates}


@pytest.mark.parametrize("excludes", ["cloud", "self_host", "unknown"])
def test_a_case_with_an_own_rule_becomes_answers_and_the_same_case(book, excludes):
    case = case_from({**OWN, "page.other.excludes": excludes}, book)

    assert case.reasons.gates
    assert case_from(answers_from(case, book), book) == case


def test_own_words_are_written_safely_wherever_they_stand(owner, decision):
    sent = {
        "page-other-words": "<b>no</b> *cloud*",
        "page-other-excludes": "cloud",
        "page-other-sure": "in_writing",
        "page-other-vendor": "refused",
    }
    decision.answers = OTHER
    decision.save()
    owner.post(
        reverse("decisions:question", args=[decision.pk, "other"]),
        {"base": "{}", "editor": "me", "number": 1, **sent},
    )
    decision.refresh_from_db()
    page = owner.get(reverse("decisions:result", args=[decision.pk])).content.decode()
    record = owner.get(reverse("decisions:record", args=[decision.pk])).content.decode()
    frozen = owner.get(reverse("decisions:freeze", args=[decision.pk])).content.decode()

    assert case_of(decision).reasons.gates["own_rule_cloud"].detail == "<b>no</b> *cloud*"
    assert "<b>no</b>" not in page + frozen
    assert "<b>no</b> *cloud*" in unescape(page)
    assert "<b>no</b> *cloud*" in unescape(frozen)
    assert "*cloud*" not in record.replace("\\*cloud\\*", "")
    assert not contradictions(case_of(decision), estimate_case(case_of(decision)).book)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"page.other.rule": "contractual_uptime", "page.other.sure": "believe", "page.other.vendor": "asked"},
            {
                "reasons.gates.contractual_uptime.applies": "yes",
                "reasons.gates.contractual_uptime.sure": "believe",
                "reasons.gates.contractual_uptime.vendor": "asked",
            },
        ),
        ({"page.other.rule": "none"}, {}),
    ],
)
def test_an_answer_of_the_earlier_page_is_carried_over(decision, before, after):
    migration = import_module("decisions.migrations.0003_further_rules_by_themselves")
    decision.answers = {**OTHER, **before}
    decision.save()

    class Apps:
        get_model = staticmethod(lambda app, name: Decision)

    migration.carry_over(Apps, None)
    decision.refresh_from_db()
    assert decision.answers == {**OTHER, **after}


LIGHT = {
    "reasons.raised": ["offline"],
    "reasons.gates.offline_operation.applies": "yes",
    "reasons.gates.offline_lightweight.applies": "yes",
}


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"scenario.workload.patients_band": "100k_1m"}, True),
        ({"scenario.people.coverage": "around_the_clock"}, True),
        ({"scenario.workload.patients_band": "under_10k", "scenario.people.coverage": "working_hours"}, False),
        (
            {"reasons.gates.offline_lightweight.applies": "no", "scenario.people.coverage": "around_the_clock"},
            False,
        ),
    ],
)
def test_a_lightweight_site_of_a_production_system_s_size_is_named(book, more, named):
    found = [one for one in contradictions(case_from({**LIGHT, **more}, book), book) if "lightweight" in one.sentence]

    assert [tuple(page.slug for page in one.pages) for one in found] == ([("offline", "patients", "service")] * named)
