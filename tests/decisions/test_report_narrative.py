"""Sentences with numbers: which option, by how much, over which years, how sure; the same words for both options."""

from dataclasses import replace

import pytest

from decisions.advice import judge
from decisions.report import findings, narrative
from tests.builders_estimate import make_case, make_estimate, make_line, make_plan, shipped_book, swapped_estimate
from tests.decisions.cases import NOTHING_RAISED, reasons_with
from tests.decisions.test_verdict_mirror import swapped_names

MONEY = NOTHING_RAISED


def headline(estimate, reasons=None):
    case = make_case(reasons=reasons or MONEY)
    return narrative.headline(estimate, judge(case, estimate, shipped_book()))


def test_the_headline_says_which_by_how_much_when_and_how_surely():
    # 300,000 and 60,000 a year for three years, discounted by 0.9: totals of 1,000,000 and 200,000.
    text = headline(make_estimate((300_000, 60_000), chance=0.17))
    assert text == (
        "Medplum Cloud costs about $800,000 less than self-hosting over the three years 2027 to 2029 "
        "($200,000 against $1 million) and is cheaper in 83 of 100 futures, given our ranges."
    )


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "in every one of 8,192 runs, given our ranges; the ranges do not overlap"),
        (1 / 8_192, "in more than 99 of 100 futures, given our ranges"),
        (0.17, "in 83 of 100 futures, given our ranges"),
        (8_191 / 8_192, "in fewer than 1 of 100 futures, given our ranges"),
        (1.0, "in none of 8,192 runs, given our ranges; the ranges do not overlap"),
    ],
)
def test_odds_are_never_0_or_100(chance, words):
    assert narrative.odds(make_estimate((300_000, 60_000), chance=chance), "cloud") == words


def test_overlapping_ranges_are_not_said_to_lie_apart():
    assert narrative.odds(make_estimate((110_000, 100_000), chance=0.0), "cloud") == (
        "in every one of 8,192 runs, given our ranges"
    )


def test_an_option_with_the_lower_mean_that_rarely_wins_is_said_to():
    assert "but is cheaper only in 24 of 100 futures" in headline(make_estimate((110_000, 100_000), chance=0.76))


@pytest.mark.parametrize(
    ("yearly", "words"),
    [
        ((60_000, 300_000), "On cost alone: Self-hosting costs about $800,000 less than Medplum Cloud"),
        ((300_000, 60_000), "Self-hosting costs about $800,000 more than Medplum Cloud"),
    ],
)
def test_a_required_option_says_whether_it_is_the_dearer_one(yearly, words):
    text = headline(make_estimate(yearly), reasons_with("pass", "fail"))
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
    assert headline(swapped_estimate(estimate), mirrored).lower() == swapped_names(headline(estimate, reasons)).lower()
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
    text = headline(estimate)
    assert "Subscription quote (Medplum Cloud)" in text
    assert "less than" not in text
    assert "Both options cost the same at about" in text


def test_a_gap_that_cannot_decide_is_said_within_the_comparison():
    needs = make_line("need_scim", "self_host", group="needs", state="not_estimated", because="no public price")
    text = headline(make_estimate((300_000, 60_000), lines=[needs]))
    assert "costs about $800,000 less" in text
    assert "2027 to 2029, as far as costs could be estimated ($200,000 against $1 million)" in text


def test_a_price_of_equal_cost_that_does_not_exist_is_said_so():
    estimate = make_estimate((60_000, 300_000))
    difference = replace(estimate.difference, walk_away_price_per_month=None)
    text = narrative.walk_away(replace(estimate, difference=difference))
    assert text == "Even at a price of nothing, Medplum Cloud would cost more than self-hosting."


def test_the_base_case_says_where_it_lies():
    assert narrative.base_case_sentence(make_estimate((300_000, 60_000)), "self_host") == (
        "$920,000 with every input at its most likely value; 31 of 100 futures cost this much or less"
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
