"""Sentences with numbers: which option, by how much, over which years, how sure; the same words for both options."""

from dataclasses import replace

import pytest

from decisions.advice import judge
from decisions.report import findings, headline, narrative
from decisions.report.cost_tables import combinations_table
from tests.builders_estimate import make_case, make_estimate, make_line, make_plan, shipped_book, swapped_estimate
from tests.decisions.cases import NOTHING_RAISED, reasons_with
from tests.decisions.test_verdict_mirror import swapped_names

MONEY = NOTHING_RAISED


def sentence_of(estimate, reasons=None):
    case = make_case(reasons=reasons or MONEY)
    return headline.headline(estimate, judge(case, estimate, shipped_book()))


def test_the_headline_says_which_by_how_much_when_and_how_surely():
    # 300,000 and 60,000 a year for three years, discounted by 0.9: totals of 1,000,000 and 200,000.
    text = sentence_of(make_estimate((300_000, 60_000), chance=0.17))
    assert text == (
        "Medplum Cloud costs about $800,000 less than self-hosting over the three years 2027 to 2029 "
        "($200,000 against $1 million) and is cheaper in 83 of 100 futures, given our ranges."
    )


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "in all 8,192 simulated futures, given our ranges; the ranges do not overlap"),
        (1 / 8_192, "in more than 99 of 100 futures, given our ranges"),
        (0.17, "in 83 of 100 futures, given our ranges"),
        (8_191 / 8_192, "in fewer than 1 of 100 futures, given our ranges"),
        (1.0, "in none of 8,192 simulated futures, given our ranges; the ranges do not overlap"),
    ],
)
def test_odds_are_never_0_or_100(chance, words):
    assert narrative.odds(make_estimate((300_000, 60_000), chance=chance), "cloud") == words


def test_overlapping_ranges_are_not_said_to_lie_apart():
    assert narrative.odds(make_estimate((110_000, 100_000), chance=0.0), "cloud") == (
        "in all 8,192 simulated futures, given our ranges"
    )


def test_an_option_with_the_lower_mean_that_rarely_wins_is_said_to():
    text = sentence_of(make_estimate((110_000, 100_000), chance=0.76), reasons_with("fail", "pass"))
    assert text.endswith("though self-hosting is the cheaper one in 76 of 100 futures, given our ranges.")


def test_close_totals_are_said_to_be_about_the_same():
    assert sentence_of(make_estimate((101_000, 100_000), chance=0.76)) == (
        "Neither option is clearly cheaper. Both cost about the same over the three years 2027 to 2029, Medplum Cloud "
        "about $330,000, self-hosting about $340,000; self-hosting is cheaper in 76 of 100 futures, given our ranges."
    )


def test_unclear_totals_that_lie_apart_are_not_said_to_be_the_same():
    assert sentence_of(make_estimate((150_000, 100_000), chance=0.4)) == (
        "Neither option is clearly cheaper. Medplum Cloud costs about $330,000, self-hosting about $500,000 over the "
        "three years 2027 to 2029; Medplum Cloud is cheaper in 60 of 100 futures, given our ranges."
    )


@pytest.mark.parametrize(
    ("yearly", "words"),
    [
        ((60_000, 300_000), "On cost alone: Self-hosting costs about $800,000 less than Medplum Cloud"),
        ((300_000, 60_000), "Self-hosting costs about $800,000 more than Medplum Cloud"),
    ],
)
def test_a_required_option_says_whether_it_is_the_dearer_one(yearly, words):
    text = sentence_of(make_estimate(yearly), reasons_with("pass", "fail"))
    assert text.startswith("Self-hosting is required: ")
    assert words in text


@pytest.mark.parametrize(
    "reasons",
    [MONEY, reasons_with("pass", "fail"), reasons_with("fail", "pass"), reasons_with("fail", "fail")],
    ids=["money", "self-host required", "cloud required", "not feasible"],
)
@pytest.mark.parametrize("yearly", [(300_000, 60_000), (101_000, 100_000), (60_000, 300_000)])
def test_swapping_the_options_swaps_their_names_and_nothing_else(reasons, yearly):
    """With mirrored gates, too: the gates of `reasons` hit one option each."""
    estimate = make_estimate(yearly)
    mirrored = {**reasons, "gates": mirrored_gates(reasons)} if "gates" in reasons else reasons
    assert (
        sentence_of(swapped_estimate(estimate), mirrored).lower()
        == swapped_names(sentence_of(estimate, reasons)).lower()
    )
    for sentence in (discounted, findings.crossing):
        assert sentence(swapped_estimate(estimate)).lower() == swapped_names(sentence(estimate)).lower()


def discounted(estimate):
    """Without its second half, which subtracts in one direction whoever is cheaper."""
    return narrative.discounted_sentence(estimate).partition(". ")[0]


def mirrored_gates(reasons):
    cloud, self_host = "residency_country", "needed_feature_not_self_hostable"
    return {cloud: reasons["gates"][self_host], self_host: reasons["gates"][cloud]}


def test_totals_with_a_gap_that_could_decide_are_not_compared():
    quote = make_line("subscription_quote", "cloud", group="subscription", state="not_estimated", because="no quote")
    estimate = make_estimate((300_000, 60_000), lines=[quote], plan=make_plan(plan="enterprise", price_per_month=None))
    text = sentence_of(estimate)
    assert "Subscription quote (Medplum Cloud)" in text
    assert "less than" not in text
    assert "Both options cost the same at about" in text


def test_a_gap_of_the_dearer_option_makes_the_difference_a_lower_bound_without_odds():
    needs = make_line("need_scim", "self_host", group="needs", state="not_estimated", because="no public price")
    text = sentence_of(make_estimate((300_000, 60_000), lines=[needs]))
    assert text == (
        "Medplum Cloud costs at least $800,000 less than self-hosting over the three years 2027 to 2029 "
        "($200,000 against $1 million; not estimated: Need scim)."
    )


def test_gaps_leave_out_odds_and_bound_the_price_of_equal_cost():
    def with_gap(option):
        line = make_line("need_scim", option, group="needs", state="not_estimated", because="no public price")
        return make_estimate((300_000, 60_000), lines=[line])

    for option, words in (("self_host", "at least $28,000"), ("cloud", "at most $28,000")):
        estimate = with_gap(option)
        assert f"a price of {words} a month" in narrative.walk_away(estimate)
        assert narrative.discounted_sentence(estimate) == ""
        assert "futures" not in sentence_of(estimate)
        assert headline.odds_sentence(estimate).startswith("How often one is cheaper cannot be told")
        row = combinations_table(estimate, [])["rows"][0]["cells"]
        assert row[2]["text"] == "a total has gaps"
        assert row[3]["text"] == f"{words.rpartition(' ')[0]} $27,778"


def test_a_price_of_equal_cost_that_does_not_exist_is_said_so():
    estimate = make_estimate((60_000, 300_000))
    difference = replace(estimate.difference, walk_away_price_per_month=None)
    text = narrative.walk_away(replace(estimate, difference=difference))
    assert text == "Even at a price of nothing, Medplum Cloud would cost more than self-hosting."


def test_the_base_case_says_where_it_lies():
    assert narrative.base_case_sentence(make_estimate((300_000, 60_000)), "self_host") == (
        "$920,000 with every input at its most likely value, 8% below the mean; "
        "31 of 100 futures cost this much or less"
    )


def test_running_totals_that_cross_say_when():
    estimate = make_estimate((300_000, 60_000))
    own, cloud = (estimate.options[option] for option in ("self_host", "cloud"))
    early = tuple(x + 100_000 for x in cloud.cumulative)  # dearer at first: 116,667 against 83,333 after one quarter
    options = {"self_host": own, "cloud": cloud.__class__(**{**vars(cloud), "cumulative": early})}
    text = findings.crossing(estimate.__class__(**{**vars(estimate), "options": options}))
    assert (
        text == "Self-hosting is cheaper at first, Medplum Cloud from Q2 2027 on; at the end the gap is about $700,000"
    )
