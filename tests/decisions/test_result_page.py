"""What a reader of a result holds against each other: ages, prices, one-off work, upgrades, the cap, the next step."""

import json
from dataclasses import replace

import pytest

from decisions.report import narrative
from decisions.report.cap import cap_sentence
from decisions.report.cost_tables import outside_table
from decisions.report.leaf_notes import claimed_by, reader_note
from decisions.report.money_table import break_even_sentence
from decisions.services import document_of, estimate_case
from decisions.services.examples import example_case, examples
from estimator.estimate import OptionKey
from tests.builders_estimate import make_case, make_estimate, make_line, shipped_book


@pytest.fixture(scope="module")
def documents(loaded_books, django_db_blocker):
    with django_db_blocker.unblock():
        found = [estimate_case(example_case(example)) for example in examples()]
        yield {example.slug: (one, document_of(one)) for example, one in zip(examples(), found, strict=True)}


def rows(table):
    return {row["head"]: [cell["text"] for cell in row["cells"]] for row in table["rows"]}


def test_the_oldest_price_is_the_same_in_both_places(documents):
    for _, document in documents.values():
        about = next(row["text"] for row in document["meta"]["rows"] if row["label"] == "Prices")
        stale = [one["text"] for one in document["notices"] if one["kind"] == "stale"]
        day = about.removeprefix("the oldest one used here is of ")
        assert all(text.endswith(f"is of {day}.") for text in stale)


def test_two_prices_of_equal_cost_stand_in_one_sentence_with_what_they_are(documents):
    judged, document = documents["eu-hospital-network"]
    mean = narrative.about(judged.estimate, judged.estimate.difference.walk_away_price_per_month)
    title = document["deciding"]["two_way"]["title"]
    assert title.startswith("At likely values both cost the same at about ")
    assert f"on the mean of all futures at about {mean}" in title
    assert "on the mean of all futures" in document["walk_away"]["sentence"]


def test_one_off_work_is_the_same_as_group_and_in_the_budget(documents):
    for _, document in documents.values():
        group = rows(document["groups"]).get("One-off work")
        if group and "One-off holds" not in document["money"]["note"]:
            assert rows(document["money"])["One-off"] == group


def test_the_large_amounts_are_rounded_and_say_why_they_are_not_the_base_case(documents):
    judged, document = documents["eu-hospital-network"]
    own = document["options"][0]
    assert own["total"]["text"] == narrative.about(judged.estimate, judged.estimate.options["self_host"].total)
    assert "% below the mean" in own["base_case_sentence"]
    assert "The base case leaves that out" in document["mean_sentence"]


def test_hours_of_large_upgrades_say_why_they_are_so_many(documents):
    typical, measured = (documents[slug][1]["staffing"] for slug in ("eu-hospital-network", "struggling-self-hoster"))
    assert "several people for its whole quarter; counted by typical tasks" in typical
    assert "only the versions put off come on top; counted by typical quarters" in measured


def test_no_line_of_the_chart_runs_through_a_label(documents):
    layout = documents["eu-hospital-network"][1]["deciding"]["chart"]["figure"]["layout"]
    assert layout["yaxis"]["showline"] is False
    assert all(one["bgcolor"] == "var(--paper)" for one in layout["annotations"])


def test_downtime_says_where_its_cost_comes_from():
    line = make_line("downtime_cost_self_host", group="downtime", outside=True)
    estimate = replace(make_estimate(), lines=(line,))

    def note(case):
        found = outside_table(estimate, case)
        assert found is not None
        return found["note"]

    assert "You gave no such cost. Counted is the clinicians that your patients usually have" in note(make_case())
    own = make_case(scenario={"recovery": {"first_hour": "loses_money", "loss_per_hour": 900}})
    assert note(own).endswith("That cost is your own answer.")


def test_break_even_is_told_while_only_the_dearer_option_lacks_a_figure():
    def sentence(option):
        line = make_line("need_scim", option, group="needs", state="not_estimated", because="no public price")
        return break_even_sentence(make_estimate((300_000, 60_000), lines=[line]))

    assert "Self-hosting has cost more than Medplum Cloud from the first quarter on" in sentence("self_host")
    assert "only makes self-hosting dearer" in sentence("self_host")
    assert sentence("cloud").startswith("Break-even cannot be told")


def test_a_cap_stands_beside_the_average_year_of_both_options():
    estimate = make_estimate((300_000, 60_000))
    case = make_case(reasons={"raised": ["budget"], "cap_per_year": 150_000})
    text = cap_sentence(case, estimate)
    assert text.startswith("Your cap is $150,000 a year.")
    years = len(estimate.quarters) / 4
    sides: dict[OptionKey, str] = {"self_host": "above", "cloud": "below"}
    for option, side in sides.items():
        year = estimate.options[option].p50 / years
        name = narrative.NAMES[option]
        assert f"about {narrative.about(estimate, year)} for {name}, " in text
        assert f"{side} the cap" in text.partition(f"for {name}, ")[2].partition(";")[0]
    assert cap_sentence(make_case(), estimate) == ""


@pytest.mark.parametrize(
    ("slug", "label", "place"),
    [
        ("eu-hospital-network", "Ask what decides: three questions", "ask"),
        ("seed-stage-company", "See what would turn the answer", "deciding"),
        ("struggling-self-hoster", "See what the move takes", "staying"),
    ],
)
def test_one_step_comes_first_by_the_outcome(documents, slug, label, place):
    assert documents[slug][1]["first_step"] == {"label": label, "place": place}


@pytest.mark.django_db
def test_the_first_step_leads_to_a_place_on_the_page(client, site):
    for example in examples():
        page = client.get(f"/examples/{example.slug}/").content.decode()
        target = page.partition('<p class="first-step">')[2].partition('href="#')[2].partition('"')[0]
        assert f'id="{target}"' in page, example.slug


@pytest.mark.parametrize("number", [1, 2])
def test_notes_that_readers_see_hold_no_word_to_the_keepers_of_the_book(number):
    book = shipped_book(number)
    shown = [reader_note(row.notes) for row in book.assumptions.values()]
    told = json.dumps(shown)
    for words in ("do not add", "Do not add", "CONSTANT", "DERIVED", "Not on top", "Ask for", "Basis tasks", "MTTR"):
        assert words not in told
    assert sum(bool(note) for note in shown) > len(shown) / 2
    assert not any(key in note for note in shown for key in book.assumptions if "_" in key)


def test_a_claim_is_the_vendors_only_where_medplum_is_the_source():
    rows = shipped_book().assumptions
    stratus, page = rows["downtime_usd_per_physician_hour"], rows["fte_normal_quarter"]
    assert claimed_by(stratus.claim, stratus.source) == "seller"
    assert claimed_by(page.claim, page.source) == "vendor"
    assert claimed_by("", page.source) == ""
