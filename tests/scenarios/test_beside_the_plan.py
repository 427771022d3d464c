"""What Medplum Cloud costs beside its plan, certificates, and a breach, by hand."""

from estimator import estimate
from tests.estimator.book_parts import shipped
from tests.estimator.figures import line_of
from tests.estimator.generated import scenario
from tests.scenarios.at_likely_values import FEW, likely, reason

OFFER = {"needs": {"quote_per_month": 2_500}}


def test_a_forced_move_to_the_larger_plan():
    """25 % a year: 1 − 0.75^(1/4) by the end of the first quarter, 1 − 0.75^3 of the twelfth, × 3 × (6,000 − 2,000)."""
    assert likely({}, "larger_plan_cost") == 832.74
    assert likely({}, "larger_plan_cost", 11) == 6_937.50


def test_a_price_in_writing_fixes_the_plan():
    found = estimate(scenario(**OFFER), shipped(1))
    assert "larger_plan_cost" not in {line.key for line in found.lines if line.state == "estimated"}


def test_after_an_offer_that_ends_a_larger_plan_can_be_forced_again():
    """Until 2028-06-30 nothing; then 25 % a year: 1 − 0.75^(1/4) by the end of 2028Q3 × 3 × (6,000 − what follows)."""
    until = {"quote_per_month": 2_500, "quote_until": "2028-06-30"}
    for after, follows in (({"after_quote": "list_price"}, 2_000), ({"after_quote": "kept"}, 2_500)):
        answers = {"needs": {**until, **after}}
        assert likely(answers, "larger_plan_cost", 5) == 0
        assert likely(answers, "larger_plan_cost", 6) == round((1 - 0.75**0.25) * 3 * (6_000 - follows), 2)
    whole = {"needs": {"quote_per_month": 2_500, "quote_until": "2029-12-31"}}
    assert "fixes what the plan contains" in reason(whole, "larger_plan_cost")
    assert "fixes what the plan contains" in reason(OFFER, "larger_plan_cost")


def test_from_premium_the_move_has_no_price_and_stands_beside_the_total():
    """The chance is 5 % a year (2 to 15); Enterprise has no public price, and the comparison stays."""
    answers = {"needs": {"answers": {"email": "must"}}}
    assert "5% a year (2% to 15%, judgement)" in reason(answers, "larger_plan_cost", "not_estimated")
    found = estimate(scenario(**answers), shipped(1), FEW)
    assert (found.plan.plan, line_of(found, "larger_plan_cost").outside) == ("premium", True)
    assert found.options["cloud"].complete
    assert all(one.comparable for one in found.combinations)


def test_prices_and_pay_have_risen_when_the_period_begins_later():
    """A year later inflation is 2.6 %: the first quarter costs what the fifth does in a period that begins now."""
    wanted = {"needs": {"self_host_licence": "yes", "self_host_licence_per_month": 1_500}}
    later = wanted | {"money": {"first_quarter": "2028Q1"}}
    assert likely(later, "self_host_licence_cost") == 4_617.00
    for key in ("maintenance_cost_quarters", "subscription_cost", "oncall_stipend_cost"):
        assert likely(later, key) == likely(wanted, key, 4)


def test_a_staging_project():
    assert likely({}, "cloud_staging_cost") == 3_000.00
    solved = {"needs": {"answers": {"staging_project": "own"}}}
    assert "solve it yourselves" in reason(solved, "cloud_staging_cost")
    assert "keep no staging" in reason({"hosting": {"staging": "no"}}, "cloud_staging_cost")


def test_a_copy_outside_the_vendor():
    """200 GB of data given and nothing added (no files, one resource a patient): × 1.5 × 0.023 USD × 3 months."""
    small = {
        "patients": 1,
        "binary_gb_per_patient_year": 0,
        "resources_per_patient_year": 1,
        "database_gb_at_start": 200,
    }
    answers = {"workload": small, "needs": {"answers": {"off_vendor_backup": "own"}}}
    assert likely(answers, "offvendor_backup_cost") == 20.70


def test_the_vendor_s_licence_for_an_own_platform():
    """An offer of 1,500 USD a month × 3; a year later 2.6 % more, like prices at large."""
    wanted = {"needs": {"self_host_licence": "yes", "self_host_licence_per_month": 1_500}}
    assert likely(wanted, "self_host_licence_cost") == 4_500.00
    assert likely(wanted, "self_host_licence_cost", 4) == 4_617.00
    unpriced = {"needs": {"self_host_licence": "yes"}}
    assert "publishes no price" in reason(unpriced, "self_host_licence_cost", "not_estimated")
    assert "do not want" in reason({}, "self_host_licence_cost")


def test_certificates_that_self_hosting_alone_makes_necessary():
    """A fee over the years it is valid: audits 30,000 a year, ISO 90,000 in three years, r2 220,000 in two."""
    asked = {"certificates": {"extra": ["soc2", "iso27001", "hitrust_r2"]}}
    assert likely(asked, "certificate_soc2_cost") == 7_500.00
    assert likely(asked, "certificate_iso27001_cost") == 7_500.00
    assert likely(asked, "certificate_hitrust_r2_cost") == 27_500.00
    assert "by your answers" in reason(asked, "certificate_pentest_cost")


def test_tests_of_the_platform_count_unless_answered():
    """Two fifths of 15,000 and of 6,000 USD a year: the rest tests the own app anyway; 2.6 % more in a year."""
    assert likely({}, "certificate_pentest_cost") == 1_500.00
    assert likely({}, "certificate_pentest_cost", 4) == 1_539.00
    assert likely({}, "certificate_vuln_scanning_cost") == 600.00
    named = {"certificates": {"extra": ["pentest"]}}
    assert likely(named, "certificate_pentest_cost") == 3_750.00


def test_a_certificate_held_anyway_costs_nothing_more():
    answers = {"certificates": {"held": ["soc2"], "extra": ["soc2"]}}
    assert "in both options" in reason(answers, "certificate_soc2_cost")


def test_a_breach_stands_beside_the_total():
    """0.8 % a year × 3 million USD / 4, the same in both at likely values."""
    assert likely({}, "breach_cost_cloud") == likely({}, "breach_cost_self_host") == 6_000.00
    assert "real patients" in reason({"needs": {"answers": {"baa": "no"}}}, "breach_cost_cloud")


def test_a_development_environment_is_a_tenth_of_production_where_staging_is_half():
    answers = {"hosting": {"development": "yes"}}
    assert likely(answers, "development_cost") == round(likely(answers, "staging_cost") / 5, 2)
