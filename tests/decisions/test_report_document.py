"""The document of real estimates: figures add up, every gap says why, every figure has its page."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from decisions.advice import judge
from decisions.case import read_case
from decisions.report import format as fmt
from decisions.report.document import build_document
from decisions.report.explain import page_of
from decisions.report.tables import Row
from estimator import Book, estimate
from tests.builders_estimate import shipped_book

FOLDER = Path(__file__).parents[2] / "decisions" / "examples"
EXAMPLES = sorted(path.stem for path in FOLDER.glob("*.json"))
MADE_AT = datetime(2026, 11, 20, 14, 3, tzinfo=UTC)
BY_QUOTE = {
    "scenario": {"needs": {"answers": {"scim": "must"}}, "hosting": {"platform": "own_kubernetes", "way": "own_nodes"}},
    "reasons": {"raised": ["nothing"]},
}


def document_of(data, book=None, made_at=MADE_AT):
    book = book or shipped_book()
    case = read_case(data, book)
    found = estimate(case.scenario, book)
    return build_document(case, found, judge(case, found, book), book, made_at=made_at)


@cache
def example(name):
    return document_of(json.loads((FOLDER / f"{name}.json").read_text())["case"])


@pytest.mark.parametrize("name", EXAMPLES)
def test_lines_add_up_to_groups_and_groups_to_the_total(name):
    for option, table in zip(example(name)["options"], example(name)["lines"], strict=True):
        groups: list[tuple[Row, list[Row]]] = []
        for row in table["rows"][:-1]:
            if row["kind"] == "group":
                groups.append((row, []))
            elif row["kind"] == "row":
                groups[-1][1].append(row)
        for row, lines in groups:
            if lines:
                assert amounts(row) == pytest.approx([sum(column) for column in zip(*map(amounts, lines), strict=True)])
        total = table["rows"][-1]
        sums = [sum(column) for column in zip(*(amounts(row) for row, lines in groups if lines), strict=True)]
        assert amounts(total) == pytest.approx(sums)
        assert amounts(total)[-1] == pytest.approx(option["total"]["number"])


def amounts(row):
    return [cell["number"] for cell in row["cells"]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_line_without_a_figure_says_why(name):
    states = [row for table in example(name)["lines"] for row in table["rows"] if row["kind"] == "state"]
    assert states
    for row in states:
        state, _, because = row["note"].partition(": ")
        assert row["cells"] == []
        assert state in ("not estimated", "not applicable")
        assert len(because) > 10


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_that_opens_an_explanation_has_its_page(name):
    document = example(name)
    keys = set(_explain_keys(document)) | set(document["methods"])
    assert len(keys) > 10
    assert all(option["average_people"]["explain"] in keys for option in document["options"])
    for key in keys:
        page = page_of(document, key)
        assert page is not None, key
        assert page["label"]


def _explain_keys(part):
    if isinstance(part, dict):
        if part.get("explain"):
            yield part["explain"]
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from _explain_keys(one)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_document_is_plain_json(name):
    assert json.loads(json.dumps(example(name), allow_nan=False)) == example(name)


def test_a_missing_price_stands_in_the_headline_beside_it_and_at_the_total():
    document = document_of(BY_QUOTE)
    assert document["headline"]["outcome"] == "ask_first"
    assert "Medplum Cloud subscription (Medplum Cloud)" in document["headline"]["sentence"]
    assert any("Medplum Cloud subscription" in text for text in document["headline"]["qualifiers"])
    assert [option["complete"] for option in document["options"]] == [False, False]
    assert document["lines"][1]["rows"][-1]["head"] == "Total of what could be estimated"


@pytest.mark.parametrize(("day", "stale"), [("2025-11-19", True), ("2025-11-20", False)])
def test_prices_older_than_twelve_months_raise_a_notice(day, stale):
    document = document_of({}, book=with_price_dates(day))
    found = [notice["text"] for notice in document["notices"] if notice["kind"] == "stale"]
    assert bool(found) == stale
    assert all("older than 12 months" in text and "19 November 2025" in text for text in found)


def with_price_dates(day):
    book = shipped_book()
    tables = {name: [dict(row) for row in book.rows(name)] for name in book.tables}
    for row in (*tables["prices"], *tables["plan_prices"]):
        row["as_of"] = day
    return Book.from_tables(book.meta(), tables)


def test_filled_keys_are_named():
    book = shipped_book()
    tables = {name: [dict(row) for row in book.rows(name)] for name in book.tables}
    tables["assumptions"] = [row for row in tables["assumptions"] if row["key"] != "fte_normal_quarter"]
    own = Book.from_tables(book.meta(), tables).with_missing_from(book)
    texts = [notice["text"] for notice in document_of({}, book=own)["notices"] if notice["kind"] == "filled"]
    assert len(texts) == 1
    assert "assumptions/fte_normal_quarter" in texts[0]


def test_a_line_that_rests_on_a_vendors_claim_is_marked():
    rows = {row["explain"]: row["note"] for table in document_of({})["lines"] for row in table["rows"]}
    assert rows["maintenance_cost_quarters"] == "vendor's claim in 1 input"  # people in a normal quarter
    assert rows["peak_cost_quarters"] == "vendor's claim in 2 inputs"  # people in a large and a normal quarter
    assert rows["subscription_cost"] == ""


def test_the_share_of_each_total_that_rests_on_claims_is_said():
    document = document_of({})
    (text,) = [notice["text"] for notice in document["notices"] if notice["kind"] == "claims"]
    marked = sum(
        row["cells"][-1]["number"]
        for row in document["lines"][0]["rows"]
        if row["kind"] == "row" and row["note"].startswith("vendor's claim")
    )
    share = round(100 * marked / document["options"][0]["total"]["number"])
    assert f"that is {share}% of self-hosting and" in text


def test_the_other_way_of_counting_staff_stands_near_the_totals():
    document = document_of({})
    tasks = document["combinations"]["rows"][2]["cells"][0]["number"]
    assert document["staffing"].startswith("Staff time is counted by typical quarters (normal and large), in part")
    assert f"self-hosting comes to about {fmt.money_about(tasks, 'USD')}." in document["staffing"]
    assert "other work waits for that long." in document["staffing"]


def test_another_currency_names_its_rate():
    document = document_of({"scenario": {"money": {"currency": "EUR"}}})
    rate = shipped_book().fx("EUR").usd_per_unit
    usd, eur = (doc["options"][0]["total"] for doc in (document_of({}), document))
    assert eur["text"].startswith("€")
    assert eur["number"] == pytest.approx(usd["number"] / rate)
    assert "currency" in [notice["kind"] for notice in document["notices"]]


def test_answers_that_were_not_given_say_what_counted():
    given = {"scenario": {"hosting": {"today": "prototype"}, "workload": {"patients": 5_000}}}
    answers = {row["question"]: row for section in document_of(given)["answers"] for row in section["rows"]}
    assert answers["What do you run today?"]["answer"] == "A prototype without patient data"
    assert answers["Patients with a record in three years"]["answer"] == "5,000"
    assert answers["Where would it run?"]["instead"] == 'counted as "AWS"'
    assert answers["Discount rate"]["instead"].startswith("typical range: ")
    assert not answers["Discount rate"]["given"]


def test_the_country_of_the_patients_is_a_question_until_it_is_answered():
    def row_and_count(patients):
        document = document_of({"reasons": {"raised": ["nothing"], "patients_in": patients}})
        rows = [row for section in document["answers"] for row in section["rows"]]
        return next(row for row in rows if row["question"] == "Where do the patients live?"), document["unknown_count"]

    open_row, before = row_and_count([])
    answered, after = row_and_count(["other"])
    assert (open_row["given"], open_row["instead"]) == (False, "the rules of the team's country count")
    assert (answered["given"], answered["answer"]) == (True, "Elsewhere")
    assert before == after + 1


def test_readiness_names_blockers_and_what_removing_them_takes():
    case = {"readiness": {"practices": {"BP-02": {"state": "no"}}}, "scenario": {"people": {"on_pager": "0"}}}
    readiness = document_of(case)["readiness"]
    assert readiness["label"] == "Not ready to self-host"
    assert "engineer-week" in readiness["sentence"]
    assert len(readiness["blockers"]) == int(readiness["sentence"].split(" ")[0])


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_table_for_the_budget_splits_the_total_in_every_way(name):
    document = example(name)
    rows = {row["head"]: amounts(row) for row in document["money"]["rows"]}
    total = rows["Total"]
    assert total == pytest.approx([option["total"]["number"] for option in document["options"]])
    capital = next(amount for head, amount in rows.items() if head.startswith("Capital"))
    years = [amount for head, amount in rows.items() if head.startswith("Fiscal year")]
    for parts in ([rows["One-off"], rows["Running"]], [capital, rows["Expense"]], years):
        assert [sum(column) for column in zip(*parts, strict=True)] == pytest.approx(total)
    assert document["money"]["note"].startswith("Break-even")
    assert len(document["break_even"]["rows"]) == len(document["combinations"]["rows"])
