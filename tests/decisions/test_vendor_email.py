"""The e-mail to Medplum: only open questions, every one that the verdict has for it, in the words of the case."""

from urllib.parse import parse_qs, urlsplit

import pytest

from decisions.advice import judge
from decisions.advice.vendor_questions import vendor_questions
from decisions.report.email import vendor_email
from tests.builders_estimate import make_case, make_estimate, make_line, make_plan, shipped_book
from tests.decisions.cases import NOTHING_RAISED

PRICE = make_line("subscription_cost", "cloud", group="subscription", label="Subscription")
MUST_COUNTRY = {"applies": "yes", "sure": "in_writing", "detail": "Brazil"}


def keys(reasons=None, lines=(), **families):
    case = make_case(reasons=reasons or NOTHING_RAISED, **families)
    figures = make_estimate(lines=list(lines), plan=make_plan())
    verdict = judge(case, figures, shipped_book())
    return [one.key for one in vendor_questions(case, figures, verdict, shipped_book())]


def letter(reasons=None, lines=(PRICE,), **families):
    case = make_case(reasons=reasons or NOTHING_RAISED, **families)
    figures = make_estimate(lines=list(lines), plan=make_plan())
    return vendor_email(case, figures, judge(case, figures, shipped_book()), shipped_book())


@pytest.mark.parametrize("number", [1, 2])
def test_every_question_names_gates_and_needs_of_the_book(number):
    book = shipped_book(number)
    known = {
        "gates": {row["gate"] for row in book.rows("gates")},
        "needs": {row["need"] for row in book.rows("needs")},
    }
    for row in book.rows("vendor_questions"):
        for column, names in known.items():
            assert set(filter(None, row[column].split(";"))) <= names, (row["question"], column)


def test_nothing_open_asks_nothing():
    assert keys() == []
    assert letter(lines=()) is None


def test_the_price_is_asked_until_it_stands_in_writing():
    assert keys(lines=[PRICE]) == ["price"]
    assert keys(lines=[PRICE], scenario={"needs": {"quote_per_month": 3_000}}) == []


def test_an_open_rule_for_medplum_cloud_is_asked_and_a_settled_one_is_not():
    asked = {"raised": ["country"], "gates": {"residency_country": MUST_COUNTRY}}
    settled = {"raised": ["country"], "gates": {"residency_country": MUST_COUNTRY | {"vendor": "agreed"}}}
    assert keys(asked) == ["residency_country"]
    assert keys(settled) == []


def test_nothing_is_asked_once_medplum_cloud_is_out():
    refused = {"raised": ["country"], "gates": {"residency_country": MUST_COUNTRY | {"vendor": "refused"}}}
    assert keys(refused, lines=[PRICE]) == []


def test_a_need_that_must_be_medplum_s_is_asked():
    def answer(said):
        return {"needs": {"answers": {"support_with_response_time": said}}}

    assert "support" in keys(scenario=answer("must"))
    assert "support" not in keys(scenario=answer("own"))


def test_the_letter_numbers_its_questions_and_opens_in_a_mail_program():
    rules = {gate: {"applies": "no"} for gate in ("de_c5_sgb_v_393", "eu_gdpr_transfer")}
    germany = {"residency_country": MUST_COUNTRY | {"detail": "Germany"}}
    asked = {"raised": ["country"], "gates": germany | rules}
    found = letter(asked, scenario={"workload": {"patients": 51_234}})
    assert "about 51,000 patients, from Q1 2027 on" in found["body"]
    asked_first = "\n\n1. Can our project, with replica, backups, logs and support access, be hosted in Germany;"
    assert asked_first in found["body"]
    assert "\n\n2. Which plan fits us" in found["body"]
    link = urlsplit(found["link"])
    assert (link.scheme, link.path) == ("mailto", "hello@medplum.com")
    assert parse_qs(link.query, strict_parsing=True) == {"subject": [found["subject"]], "body": [found["body"]]}
    assert [one["number"] for one in found["questions"]] == [1, 2]


def test_free_text_of_a_case_file_stays_out_of_the_letter():
    detail = "Atlantis&body=<script>"
    asked = {"raised": ["country"], "gates": {"residency_country": MUST_COUNTRY | {"detail": detail}}}
    found = letter(asked)
    assert "Atlantis" not in found["body"]
    assert "be hosted in our country;" in found["body"]
