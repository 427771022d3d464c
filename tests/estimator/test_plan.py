"""Which plan of Medplum Cloud: forced, avoided by a workaround, by quote, or with a price in writing."""

from datetime import date

import pytest

from estimator import estimate
from estimator.plan import choose_plan, list_price
from tests.estimator.book_parts import changed, row_of, shipped
from tests.estimator.figures import line_of
from tests.estimator.generated import scenario


def choose(quote=None, **answers: str):
    return choose_plan(
        scenario(needs={"answers": answers, **({"quote_per_month": quote} if quote else {})}), shipped(1)
    )


def names(pairs: tuple[tuple[str, str], ...]) -> list[str]:
    return [name for name, _ in pairs]


def test_without_needs_the_smallest_plan_for_patients_is_taken():
    assert (choose().plan, choose().price_per_month) == ("production", 2_000)
    assert choose(baa="no").plan == "production"  # the Free plan is for tests; the question is about US patients only
    assert choose(baa="unknown").plan == "production"


@pytest.mark.parametrize(
    ("need", "plan"),
    [
        ("baa", "production"),
        ("bots", "production"),
        ("email", "premium"),
        ("websocket_subscriptions", "premium"),
        ("access_policies_4_to_10", "premium"),
        ("access_policies_over_10", "enterprise"),
        ("scim", "enterprise"),
        ("hl7_engine", "enterprise"),
        ("dedicated_infrastructure", "enterprise"),
    ],
)
def test_what_must_be_medplums_forces_the_plan_that_has_it(need, plan):
    found = choose(**{need: "must"})
    assert found.plan == plan
    assert names(found.forced_by) == [need]
    assert found.workarounds == ()


@pytest.mark.parametrize(
    ("need", "plan"),
    [("email", "production"), ("hl7_engine", "production"), ("websocket_connections_over_2000", "premium")],
)
def test_an_own_solution_keeps_the_plan_of_its_workaround(need, plan):
    found = choose(**{need: "own"})
    assert found.plan == plan
    assert names(found.workarounds) == [need]
    assert found.forced_by == ()


def test_a_need_without_a_workaround_forces_its_plan_also_as_an_own_solution():
    found = choose(dedicated_infrastructure="own", private_support_channel="own")
    assert found.plan == "enterprise"
    assert names(found.forced_by) == ["dedicated_infrastructure"]


def test_a_plan_taken_for_another_reason_needs_no_workaround():
    """E-mail is part of Premium: once live updates force it, the own mail service is not paid on top."""
    found = choose(email="own", websocket_subscriptions="must", scim="own")
    assert found.plan == "premium"
    assert names(found.forced_by) == ["websocket_subscriptions"]
    assert names(found.workarounds) == ["scim"]


def test_only_the_needs_of_the_largest_plan_count_as_forcing_it():
    assert names(choose(email="must", scim="must", bots="must").forced_by) == ["scim"]


def test_answers_without_a_demand_decide_nothing():
    assert choose(scim="no", email="unknown") == choose()


def test_a_need_that_no_page_promises_is_to_be_asked():
    found = choose(own_encryption_keys="must", own_upgrade_date="must", scim="must")
    assert names(found.to_ask) == ["own_encryption_keys", "own_upgrade_date"]
    assert found.plan == "enterprise"


def test_what_community_self_hosting_cannot_have_is_named():
    assert names(choose(onc_certified="must", contractual_uptime="own").unavailable_self_hosted) == [
        "onc_certified",
        "contractual_uptime",
    ]
    assert choose(scim="must").unavailable_self_hosted == ()


def test_enterprise_has_a_price_by_quote_only():
    assert choose(scim="must").price_per_month is None
    quoted = choose(quote=9_500, scim="must")
    assert (quoted.plan, quoted.price_per_month, quoted.price_source) == ("enterprise", 9_500, "your price in writing")


def test_a_price_in_writing_replaces_the_list_price_until_its_day():
    answers = {"quote_per_month": {"low": 1_500, "likely": 1_600, "high": 1_900}, "quote_until": date(2028, 6, 30)}
    found = choose_plan(scenario(needs=answers), shipped(1))
    assert found.price_per_month == 1_600
    assert found.price_source == "your price in writing, valid until 30 June 2028"


def test_the_price_list_is_read_at_its_newest_row():
    assert list_price("premium", shipped(1))["price"] == "6000"

    def rise(tables):
        old = row_of(tables["plan_prices"], plan="premium", item="subscription")
        tables["plan_prices"].append({**old, "price": "7000", "valid_from": "2026-11-01"})
        old["valid_to"] = "2026-11-01"

    assert choose_plan(scenario(needs={"answers": {"email": "must"}}), changed(rise)).price_per_month == 7_000


@pytest.mark.parametrize(("answer", "state"), [("must", "not_estimated"), ("own", "estimated")])
def test_the_subscription_line_follows_the_plan(answer, state):
    found = estimate(scenario(needs={"answers": {"scim": answer}}), shipped(1))
    subscription = line_of(found, "subscription_cost")
    assert subscription.state == state
    assert found.options["cloud"].complete == (state == "estimated")
    assert (subscription.because == "") == (state == "estimated")
    workaround = [line.key for line in found.lines if line.key.startswith("need_scim_cloud")]
    assert workaround == ([] if answer == "must" else ["need_scim_cloud_bill", "need_scim_cloud_work"])
