"""Which pages are shown, what they say about the Case, and how a Case becomes answers again."""

import pytest
from django.urls import reverse

from decisions import services
from decisions.case import Case
from decisions.questionnaire.contradictions import contradictions
from decisions.questionnaire.pages import PAGES, answers_from, case_from, walk
from decisions.questionnaire.question_pages import TWELVE
from decisions.questionnaire.summary import groups, not_used
from decisions.services.examples import example_case
from estimator.scenario import Given

LIVE = {"scenario.hosting.today": "live_self_hosted", "scenario.hosting.bill_last_month": "3.4k"}
RAISED = "reasons.raised"


def slugs(answers, book) -> list[str]:
    """Addresses of the pages shown, in order."""
    return [form.page.slug for form in walk(answers, book).shown]


def test_there_are_twelve_questions_in_order_with_three_numbers_at_most(book):
    assert [page.number for page in TWELVE] == list(range(1, 13))
    for form in walk({}, book).shown:
        assert len(list(form.numbers())) <= 3


def test_every_question_says_why_it_is_asked_and_lets_one_say_unknown(book):
    for page in PAGES:
        assert page.why.endswith(".")
    for page in TWELVE:
        asks = page.asks(book)
        open_ends = [ask for ask in asks if ask.unknown or ask.alone or ask.kind in ("words", "day")]
        assert open_ends, page.slug


@pytest.mark.parametrize(
    ("raised", "slug"),
    [
        ("country", "country"),
        ("on_premises", "on-premises"),
        ("certificate", "certificate"),
        ("offline", "offline"),
        ("fork", "fork"),
        ("learning", "learning"),
        ("other", "other"),
    ],
)
def test_a_reason_opens_its_page_right_after_question_two(book, raised, slug):
    assert slugs({RAISED: [raised]}, book)[1:4] == ["reasons", slug, "needs"]
    assert slug not in slugs({}, book)


def test_a_bill_stands_in_for_size_and_says_so(book):
    assert "patients" not in slugs(LIVE, book)
    assert "place" in slugs(LIVE, book)
    assert "patients" in slugs({**LIVE, "scenario.hosting.bill_last_month": "3,4"}, book)
    kept = {**LIVE, "scenario.workload.patients_band": "over_1m"}
    assert case_from(kept, book).scenario.workload.patients_band == "unknown"
    assert [(one.page.slug, one.because) for one in not_used(walk(kept, book))] == [
        ("patients", "last month’s bill stands in for it")
    ]


def test_what_stands_under_another_answer_is_kept_and_not_used(book):
    answers = {**LIVE, "scenario.hosting.today": "nothing"}
    assert case_from(answers, book).scenario.hosting.bill_last_month is None
    assert not_used(walk(answers, book))[0].rows[0].answer == "$3,400 a month"


def test_a_price_counts_only_while_there_is_one(book):
    answers = {"page.quote": "yes", "scenario.needs.quote_per_month": "5k", "scenario.needs.quote_until": "2027-03-31"}
    needs = case_from(answers, book).scenario.needs
    assert needs.quote_per_month == Given(5_000, 5_000, 5_000)
    assert str(needs.quote_until) == "2027-03-31"
    assert case_from({**answers, "page.quote": "no"}, book).scenario.needs.quote_per_month is None


@pytest.mark.parametrize(("ticked", "held"), [(["none"], ()), (["unknown"], None), ([], None), (["soc2"], ("soc2",))])
def test_no_certificate_is_not_the_same_as_not_known(book, ticked, held):
    assert case_from({"scenario.certificates.held": ticked}, book).scenario.certificates.held == held


def gates(book, **answers) -> dict[str, tuple[str, str, str]]:
    """(applies, sure, vendor) by gate, from answers whose dots are written as two underscores."""
    typed = {path.replace("__", "."): value for path, value in answers.items()}
    found = case_from(typed, book).reasons.gates
    return {gate: (answer.applies, answer.sure, answer.vendor) for gate, answer in found.items()}


def test_a_country_is_asked_with_how_sure_and_what_medplum_said(book):
    answers = {
        RAISED: ["country"],
        "reasons.gates.residency_country.applies": "yes",
        "reasons.gates.residency_country.detail": "Germany",
        "page.country.sure": "in_writing",
        "page.country.vendor": "refused",
    }
    gate = case_from(answers, book).reasons.gates["residency_country"]
    assert (gate.applies, gate.sure, gate.vendor, gate.detail) == ("yes", "in_writing", "refused", "Germany")
    unticked = case_from({**answers, RAISED: ["nothing"]}, book)
    assert unticked.reasons.gates == {}


def test_learning_holds_when_each_question_is_answered_no(book):
    path = "reasons.gates.learning_no_production.applies"
    listed = groups(walk({RAISED: ["learning"], path: "yes"}, book))
    rows = [row for group in listed for page in group.pages for row in page.rows]
    assert [row.answer for row in rows if row.label == "Does anyone depend on it being up?"] == ["No"]
    found = gates(book, reasons__raised=["learning"], reasons__gates__learning_no_patients__applies="no")
    assert found == {"learning_no_patients": ("no", "not_checked", "not_asked")}


@pytest.mark.parametrize(
    ("tried", "state"),
    [
        (["configuration", "bots", "subscriptions", "operations", "policies", "extension", "upstream"], "yes"),
        (["bots"], "unknown"),
        (["one_would_do"], "no"),
    ],
)
def test_a_fork_needs_every_other_way_ruled_out(book, tried, state):
    found = gates(book, reasons__raised=["fork"], page__fork__cause="licence", page__fork__tried=tried)
    assert found["fork_justified_cause"][0] == "yes"
    assert found["fork_alternatives_tried"][0] == state


FULL = {
    "scenario": {
        "hosting": {"today": "live_self_hosted", "bill_last_month": {"low": 3_000, "likely": 3_400, "high": 4_000}},
        "needs": {"answers": {"email": "must", "baa": "own"}, "quote_per_month": 5_000.5, "quote_until": "2027-03-31"},
        "people": {"hours_last_quarter": 520, "stipend": "yes", "country": "DE", "engineer_cost_per_year": 90_000},
        "upgrades": {"medplum_version": "5.0", "large_quarters": ["2027Q4"]},
        "certificates": {"held": []},
        "money": {"horizon_quarters": 20, "currency": "EUR", "board_counts": "all"},
    },
    "reasons": {
        "raised": ["country", "fork", "other"],
        "gates": {
            "residency_country": {"applies": "yes", "sure": "in_writing", "vendor": "asked", "detail": "France"},
            "fork_justified_cause": {"applies": "yes", "sure": "believe", "detail": "The project is abandoned"},
            "fork_alternatives_tried": {"applies": "unknown", "sure": "believe", "detail": "Bots; Subscriptions"},
            "us_federal_fedramp": {"applies": "yes", "sure": "not_checked"},
            "fr_hds": {"applies": "no", "sure": "in_writing"},
        },
    },
    "readiness": {"drill_showed_recovery": "yes"},
}


def test_a_case_becomes_answers_and_the_same_case_again(book):
    case = Case.model_validate(FULL)
    assert case_from(answers_from(case, book), book) == case


def test_no_answers_are_the_empty_case(book):
    assert case_from({}, book) == Case()


@pytest.mark.parametrize("junk", ["maybe", "<b>", "1" * 500, "\0", "ⅷ"])
def test_junk_in_every_answer_is_a_case_in_which_nothing_is_known(book, junk):
    answers = {ask.path: [junk] if ask.kind == "boxes" else junk for page in PAGES for ask in page.asks(book)}
    assert case_from(answers, book) == Case()


def test_all_answers_are_listed_and_what_is_missing_says_so(book):
    listed = groups(walk({"scenario.people.engineer_cost_per_year": "1,2", "scenario.people.country": "DE"}, book))
    rows = {row.label: row for group in listed for page in group.pages for row in page.rows}
    assert rows["Who would do the work?"].answer == "Not provided"
    assert rows["Where do these people work?"].answer == "Germany"
    assert rows["Your own figure for a year"].answer == "1,2"
    assert "counts as not known" in rows["Your own figure for a year"].problem


@pytest.mark.parametrize(
    ("answers", "pages"),
    [
        ({RAISED: ["learning"], "scenario.hosting.today": "live_cloud"}, ("learning", "today")),
        ({RAISED: ["offline"], "scenario.hosting.platform": "gcp"}, ("offline", "place")),
        (
            {
                RAISED: ["learning"],
                "reasons.gates.learning_no_patients.applies": "yes",
                "scenario.workload.patients_band": "100k_1m",
            },
            ("learning", "patients"),
        ),
        (
            {
                RAISED: ["country"],
                "reasons.gates.residency_country.applies": "yes",
                "reasons.gates.residency_country.detail": "Germany",
                "scenario.hosting.platform": "aws",
                "scenario.hosting.region": "us-east-1",
            },
            ("country", "hosting-in-detail"),
        ),
        ({RAISED: ["country"], "reasons.gates.residency_country.applies": "yes"}, ("country",)),
        ({RAISED: ["learning"], "scenario.workload.patients": "20,000"}, ("learning", "patients")),
        (
            {
                RAISED: ["offline"],
                "scenario.hosting.platform": "small_machine",
                "scenario.workload.requests_per_second_at_peak": "5,000",
            },
            ("offline", "workload-in-detail"),
        ),
        (
            {"scenario.recovery.level": "backup_restore", "scenario.recovery.rto_minutes": "5"},
            ("outage", "recovery-in-detail"),
        ),
        ({"reasons.patients_in": ["CH"]}, ("reasons", "hosting-in-detail")),
        ({"reasons.patients_in": ["AU"], "scenario.hosting.platform": "gcp"}, ("reasons", "hosting-in-detail")),
        (
            {
                RAISED: ["on_premises"],
                "reasons.gates.on_premises_mandate.applies": "yes",
                "scenario.hosting.platform": "aws",
            },
            ("on-premises", "place"),
        ),
        (
            {"scenario.people.coverage": "around_the_clock", "scenario.recovery.first_hour": "nobody"},
            ("service", "outage"),
        ),
        (
            {"scenario.hosting.platform": "small_machine", "scenario.workload.patients_band": "over_1m"},
            ("patients", "place"),
        ),
    ],
)
def test_what_does_not_fit_together_names_its_questions(book, answers, pages):
    found = contradictions(case_from(answers, book), book)
    assert [tuple(page.slug for page in one.pages) for one in found] == [pages]


@pytest.mark.parametrize(
    "answers",
    [
        {RAISED: ["learning"]},
        {RAISED: ["offline"], "scenario.workload.requests_per_second_at_peak": "5"},
        {"scenario.recovery.level": "backup_restore", "scenario.recovery.rto_minutes": "45"},
        {"scenario.recovery.level": "warm_standby", "scenario.recovery.rto_minutes": "30"},
        {"scenario.people.country": "DE", "scenario.hosting.platform": "own_servers"},
        {"reasons.patients_in": ["EU"], "scenario.hosting.platform": "aws", "scenario.hosting.region": "eu-west-1"},
        {"scenario.people.country": "DE", "reasons.patients_in": ["US"]},
        {"scenario.people.country": "DE"},
        {"reasons.patients_in": ["EU"], "scenario.hosting.platform": "gcp"},
        {"scenario.people.country": "IN"},
    ],
)
def test_answers_that_go_together_are_not_named(book, answers):
    assert not contradictions(case_from(answers, book), book)


def test_the_check_page_links_to_both_questions_and_the_verdict_says_what_it_believed(owner, decision):
    decision.answers = {"scenario.recovery.level": "backup_restore", "scenario.recovery.rto_minutes": "5"}
    decision.save()
    page = owner.get(reverse("decisions:check", args=[decision.pk])).content.decode()
    result = owner.get(reverse("decisions:result", args=[decision.pk])).content.decode()

    for slug in ("outage", "recovery-in-detail"):
        assert f"{reverse('decisions:question', args=[decision.pk, slug])}?check" in page
    assert "The verdict and the cost take the level" in page
    assert "Two answers contradict each other: it must be back sooner" in result


def test_the_right_region_is_no_contradiction(book):
    answers = {
        RAISED: ["country"],
        "reasons.gates.residency_country.applies": "yes",
        "reasons.gates.residency_country.detail": "European Union, any member state",
        "scenario.hosting.platform": "aws",
        "scenario.hosting.region": "eu-west-1",
    }
    assert not contradictions(case_from(answers, book), book)


@pytest.mark.parametrize("example", services.examples(), ids=lambda example: example.slug)
def test_no_example_contradicts_itself(book, example):
    assert not contradictions(example_case(example), book)
