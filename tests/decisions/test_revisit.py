"""When to look again: every date comes from the case or the book, the first one leads, what is not known is said."""

import datetime

import pytest

from decisions.advice import judge
from decisions.advice.revisit import Dated, Revisit, Undated, leaves_behind, revisit
from decisions.report.plain import plain_text
from decisions.report.revisit import lead, revisit_section, when
from decisions.services import document_of, estimate_case
from decisions.services.examples import example_case, examples
from estimator import Run, estimate
from tests.builders_estimate import changed_book, make_case, make_estimate, shipped_book
from tests.decisions.cases import NOTHING_RAISED, reasons_with

TODAY = datetime.date(2026, 11, 27)
MEASURED = Run(draws=256)
LIVE = {"today": "live_self_hosted", "platform": "aws"}


def found_for(scenario=None, reasons=None, book=None, figures=None):
    book = book or shipped_book()
    case = make_case(scenario=scenario or {}, reasons=reasons or NOTHING_RAISED)
    figures = figures or make_estimate()
    return revisit(case, figures, judge(case, figures, book), book)


def days(found, kind):
    return [f"{one.day}" for one in found.dates if one.kind == kind]


def test_a_price_in_writing_that_ends_is_a_day_to_look_again():
    found = found_for({"needs": {"quote_per_month": 3_000, "quote_until": "2027-03-31"}})

    assert days(found, "offer") == ["2027-03-31"]
    assert f"{found.day}" == "2027-03-31"
    assert lead(found, TODAY) == (
        "Look at this decision again on 31 March 2027: by then Medplum's price in writing has ended."
    )
    assert lead(found, datetime.date(2027, 4, 1)).startswith(
        "Look at this decision again now: 31 March 2027 has passed"
    )


def aged(day, kind, count=1):
    return Dated(datetime.date.fromisoformat(day), kind, "NAT Gateway", "2026-01-01", count)


def test_a_price_that_merely_grows_old_does_not_lead():
    offer = Dated(datetime.date(2027, 3, 31), "offer", "Medplum's price in writing")
    found = Revisit((aged("2027-01-01", "price"), offer, aged("2027-03-31", "price", 9)), (), (), 12)

    assert lead(found, TODAY) == (
        "Look at this decision again on 31 March 2027: by then Medplum's price in writing has ended."
    )
    assert found.as_dict()["day"] == "2027-03-31"


def test_prices_that_grow_old_lead_together_where_nothing_else_ends():
    found = Revisit(
        (aged("2027-01-01", "price"), aged("2027-07-23", "price", 20), aged("2027-08-01", "fact")), (), (), 12
    )

    assert lead(found, TODAY).startswith("Look at this decision again on 23 July 2027: by then 20 prices as of")


def test_open_questions_lead_and_a_day_is_what_remains_without_an_answer():
    asked = found_for(reasons={"raised": ["country"], "gates": {"residency_country": {"applies": "yes"}}})
    assert asked.waits_for == ("data protection officer or counsel, with the clause",)
    assert when(asked) == "as soon as the data protection officer has answered what is open"

    found = Revisit((aged("2027-07-23", "plan"),), (), (), 12, ("Medplum", "counsel, with the clause"))
    assert lead(found, TODAY) == (
        "Look at this decision again as soon as Medplum and counsel have answered what is open. Without an answer, "
        "look again on 23 July 2027: by then the plan price “NAT Gateway”, as of 1 January 2026, is 12 months old."
    )
    assert lead(found, datetime.date(2027, 8, 1)).startswith("Look at this decision again as soon as")
    assert found_for(reasons=reasons_with("pass", "pass")).waits_for == ()


def test_a_rule_is_named_by_its_subject():
    found = found_for(reasons={"raised": ["other"], "gates": {"eu_ehds_in_house": {"applies": "yes"}}})
    assert {one.what for one in found.dates if one.kind == "date"} == {"European Health Data Space (EHDS)"}


def test_a_day_of_a_rule_that_has_passed_is_nothing_to_look_at():
    found = found_for(reasons={"raised": ["other"], "gates": {"eu_gdpr_transfer": {"applies": "yes"}}})
    assert {one.kind for one in found.past} == {"rule"}


def test_an_offer_without_an_end_is_said_not_to_have_one():
    found = found_for({"needs": {"quote_per_month": 3_000}})

    assert Undated("offer", "Medplum's price in writing") in found.undated
    assert found.day is None
    assert lead(found, TODAY) == "No day ahead is known on which something behind this verdict ends."


def test_support_of_the_versions_in_use_ends_on_the_book_s_day_and_unknown_ones_are_said():
    upgrades = {"medplum_version": "5.2", "postgresql_version": "unknown"}
    found = found_for({"hosting": LIVE, "upgrades": upgrades | {"postgresql_version": "17"}})
    rows = [row for row in shipped_book().rows("releases") if (row["product"], row["version"]) == ("postgresql", "17")]

    assert rows[0]["aws_standard_end"][:7] in [day[:7] for day in days(found, "version")]
    assert Undated("version", "PostgreSQL") in found_for({"hosting": LIVE, "upgrades": upgrades}).undated
    assert not [one for one in found_for({"hosting": {"today": "nothing"}}).undated if one.kind == "version"]


def test_a_confirmed_rule_against_self_hosting_makes_its_versions_irrelevant():
    scenario = {"hosting": LIVE, "upgrades": {"postgresql_version": "17"}}

    assert days(found_for(scenario, reasons_with("fail", "pass")), "version") == []
    assert days(found_for(scenario, reasons_with("pass", "pass")), "version") != []


def test_a_rule_that_was_raised_grows_old_with_its_reading_in_the_book():
    book = changed_book("gates", "residency_country", as_of="2026-09-15")
    reasons = reasons_with("pass", "fail")

    assert "2027-09-15" in days(found_for(reasons=reasons, book=book), "rule")
    assert days(found_for(), "rule") == []


def test_a_day_that_a_rule_names_is_listed():
    gates = {"eu_ehds_in_house": {"applies": "yes", "sure": "believe"}}
    found = found_for(reasons={"raised": ["other"], "gates": gates})

    assert days(found, "date") == ["2029-03-26", "2031-03-26"]


@pytest.mark.parametrize(("months", "day"), [("12", "2027-07-23"), ("18", "2028-01-23"), ("1", "2026-08-23")])
def test_list_prices_grow_old_by_the_book_s_row(months, day):
    book = changed_book("assumptions", "stale_after_months", low=months, likely=months, high=months)
    case = make_case(reasons=NOTHING_RAISED)
    figures = estimate(case.priced, book, MEASURED)
    found = revisit(case, figures, judge(case, figures, book), book)
    plans = [one for one in (*found.dates, *found.past) if one.kind == "plan"]

    assert {f"{one.day}" for one in plans} == {day}
    assert all(one in (found.past if one.day <= book.as_of else found.dates) for one in plans)


def test_prices_stand_behind_a_verdict_by_money_and_not_behind_one_by_a_rule():
    book = shipped_book()
    by_money, by_rule = make_case(reasons=NOTHING_RAISED), make_case(reasons=reasons_with("pass", "fail"))
    figures = estimate(by_money.priced, book, MEASURED)
    kinds = {
        one.kind
        for case in (by_money, by_rule)
        for one in revisit(case, figures, judge(case, figures, book), book).dates
        if case is by_rule
    }

    assert kinds == {"rule"}
    assert {"plan", "price"} <= {
        one.kind for one in revisit(by_money, figures, judge(by_money, figures, book), book).dates
    }


def test_prices_stand_behind_a_verdict_by_a_cap():
    figures = estimate(make_case().scenario, shipped_book(), MEASURED)
    capped = {"raised": ["nothing"], "cap_per_year": 1, "gates": {"budget_cap": {"applies": "yes"}}}

    assert days(found_for(reasons=capped, figures=figures), "price")


def test_certificates_held_have_no_end_in_the_answers():
    found = found_for({"certificates": {"held": ["iso27001"]}})

    assert revisit_section(found, TODAY)["undated"] == [
        "Until when your certificate ISO 27001 is valid is not part of the answers."
    ]


@pytest.mark.django_db
def test_every_example_lists_its_dates_in_order_and_says_the_same_everywhere(site):
    from decisions.report.as_json import judged_as_dict

    for example in examples():
        judged = estimate_case(example_case(example))
        document = document_of(judged)
        as_json = judged_as_dict(judged.case, judged.estimate, judged.verdict, judged.book)["verdict"]["revisit"]
        dates = [one["day"] for one in as_json["dates"]]

        assert dates == sorted(dates)
        assert as_json["day"] in (dates or [None])
        assert all(day > f"{judged.book.as_of}" for day in dates)
        assert len(document["revisit"]["dates"]) == len(dates)
        assert document["revisit"]["day"] in document["revisit"]["lead"]
        printed = plain_text(judged_as_dict(judged.case, judged.estimate, judged.verdict, judged.book))
        assert f"Look again: {as_json['day'] or 'no day is known'}\n" in printed


@pytest.mark.django_db
def test_every_date_of_a_price_is_one_of_the_leaves_behind_the_totals(site):
    judged = estimate_case(example_case(examples()[0]))
    found = revisit(judged.case, judged.estimate, judged.verdict, judged.book)
    known = {leaf.as_of for leaf in leaves_behind(judged.estimate) if leaf.kind == "price"}
    prices = [one for one in (*found.dates, *found.past) if one.kind in ("price", "plan", "rate")]

    assert {one.as_of for one in prices} <= known
    assert {one.as_of for one in prices} >= {as_of for as_of in known if as_of} - {
        leaf.as_of for leaf in leaves_behind(judged.estimate) if leaf.source == "by definition"
    }
