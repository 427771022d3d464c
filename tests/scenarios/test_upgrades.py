"""Being behind, late database versions and forks, by hand; the calendar of 2023 to 2026 as it really was."""

from itertools import pairwise

import pytest

from estimator import estimate, estimate_as_dict
from estimator.calendar_view import migration_hours
from estimator.upgrade_path import upgrade_path
from tests.estimator.book_parts import shipped
from tests.estimator.figures import base, line_of
from tests.estimator.generated import scenario
from tests.scenarios.at_likely_values import FEW, WEEK, likely, reason

LIVE = {"today": "live_self_hosted"}
# An hour of an engineer in the United States: 200,000 USD / 1,780 hours.
HOUR = 200_000 / 1_780


def behind(version: str, **more):
    return {"hosting": LIVE, "upgrades": {"medplum_version": version, **more}}


# --- the path --------------------------------------------------------------------------------


def test_from_3_2_to_5_1_in_nine_deployments_and_five_gates():
    """Release dates and data-version-manifest.json of medplum/medplum (main@3fd0390e): five versions have a gate."""
    path = upgrade_path("3.2", shipped(1), "5.1")
    assert [row["version"][:3] for row in path.hops] == ["3.3", "4.0", "4.1", "4.2", "4.3", "4.4", "4.5", "5.0", "5.1"]
    assert [row["version"][:3] for row in path.gates] == ["4.0", "4.2", "4.4", "5.0", "5.1"]
    assert len(path.majors) == 2


@pytest.mark.parametrize(
    ("version", "hops"), [("5.2", 0), ("5", 0), ("5.1.12", 1), ("5.1", 1), ("4.5.0", 3), ("1.0.0", 16)]
)
def test_patches_belong_to_their_minor_version(version, hops):
    path = upgrade_path(version, shipped(1))
    assert (len(path.hops), path.warning) == (hops, "")


@pytest.mark.parametrize("version", ["9.9", "4.7", "6.0", "0.9"])
def test_a_version_that_never_existed_is_a_sentence_and_the_rest_stands(version):
    found = estimate(scenario(**behind(version)), shipped(1), FEW)
    unknown = estimate(scenario(hosting=LIVE), shipped(1), FEW)
    sentence = next(text for text in found.warnings if f"Medplum {version} is no version" in text)
    assert "the newest is 5.2" in sentence
    assert sentence in estimate_as_dict(found)["warnings"]
    assert found.lines == unknown.lines


# --- the backlog -----------------------------------------------------------------------------


def test_a_backlog_with_a_major_makes_the_first_quarter_large():
    """2.5 FTE beyond 0.5 × 50,000 USD; the calendar has no other event in 2027Q1."""
    assert likely(behind("4.2"), "peak_cost_quarters") == 125_000.00
    # 2.5 × chance 0.25 / 4 of an undated one
    assert likely(behind("5.1") | {"money": {"first_quarter": "2026Q3"}}, "peak_cost_quarters") == 7_812.50
    found = estimate(scenario(**behind("4.2")), shipped(1), FEW).calendar[0]
    assert (found.quarter, found.size) == ("2027Q1", "large")
    assert found.why[0].startswith("catching up from 4.2 to 6: 7 versions one by one, with the major 5 and 6, 3 stops")


def test_a_major_planned_before_the_period_is_caught_up_with_too():
    """6.0 is planned for 2026Q4, the period begins in 2027Q1: 3.5 weeks × 36 h; the app 1.5 weeks; 2.5 FTE by quarters.

    Where the period begins in 2026Q4, it is an event of that quarter instead, and nothing is caught up with.
    """
    assert likely(behind("5.2"), "peak_cost_tasks") == pytest.approx(126 * HOUR, abs=0.01)
    assert likely(behind("5.2"), "peak_cost_quarters") == 125_000.00
    assert likely(behind("5.2"), "app_upgrade_cost_cloud") == pytest.approx(1.5 * WEEK, abs=0.02)
    found = estimate(scenario(**behind("5.2"), money={"first_quarter": "2026Q4"}), shipped(1), FEW).calendar[0]
    assert found.why == ("Medplum 6 is planned",)


def test_a_backlog_by_tasks_and_on_top_of_measured_hours():
    """3.2 → 6: majors 4, 5, 6 × 3.5 weeks, 8 minors × 0.8 weeks = 16.9 weeks × 36 h, 5 gates × 8 h = 648.4 hours."""
    answers = behind("3.2") | {"people": {"hours_last_quarter": 400}}
    for basis in ("tasks", "measured"):
        assert likely(answers, f"peak_cost_{basis}") == pytest.approx(648.4 * HOUR, abs=0.01)
        assert likely(answers, f"peak_cost_{basis}", 1) == 0


def test_a_backlog_of_several_installations_is_worked_off_in_each():
    """On either basis by tasks 1.35 times for two, as all work: 648.4 h × 1.35; measured hours are those of all."""
    answers = behind("3.2") | {"people": {"hours_last_quarter": 400}, "money": {"installations": 2}}
    for basis in ("tasks", "measured"):
        assert likely(answers, f"peak_cost_{basis}") == pytest.approx(648.4 * 1.35 * HOUR, abs=0.01)
    assert likely(answers, "maintenance_cost_measured") == pytest.approx(400 * HOUR, abs=0.01)


def test_the_own_app_follows_the_majors_put_off_in_both_options():
    """Three majors × 1.5 weeks; nothing in the first quarter of an installation that has them all."""
    for option in ("self_host", "cloud"):
        assert likely(behind("3.2"), f"app_upgrade_cost_{option}") == pytest.approx(3 * 1.5 * WEEK, abs=0.03)
        early = {"money": {"first_quarter": "2026Q3"}}
        assert likely(behind("5.2") | early, f"app_upgrade_cost_{option}") == 0


def test_what_does_not_run_has_no_backlog():
    answers = {"upgrades": {"medplum_version": "3.2"}}
    assert likely(answers, "peak_cost_tasks") == likely({}, "peak_cost_tasks")
    assert estimate(scenario(**answers), shipped(1), FEW).calendar[0].size == "normal"


def test_own_large_quarters_stand_before_the_backlog():
    answers = behind("3.2", large_quarters=["2027Q2"])
    assert [likely(answers, "peak_cost_quarters", quarter) for quarter in range(3)] == [0, 125_000.00, 0]
    sizes = [one.size for one in estimate(scenario(**answers), shipped(1), FEW).calendar[:4]]
    assert sizes == ["medium", "large", "normal", "medium"]


# --- the calendar ----------------------------------------------------------------------------


def test_the_quarters_of_2023_to_2026():
    """Medplum's release dates; nobody on PostgreSQL 12, so 2024Q4 is normal; v6 still planned for 2026Q4."""
    answers = scenario(money={"first_quarter": "2023Q1", "horizon_quarters": 16})
    sizes = [one.size[0] for one in estimate(answers, shipped(1), FEW).calendar]
    assert "".join(sizes) == "lnmm lmmn lmml mnnl".replace(" ", "")
    assert (sizes.count("l"), sizes.count("m")) == (5, 7)


def test_the_calendar_says_why():
    answers = scenario(upgrades={"postgresql_version": "15"})
    found = {one.quarter: one for one in estimate(answers, shipped(1), FEW).calendar}
    assert found["2027Q4"].why == ("Medplum 7 is planned",)
    (why,) = found["2028Q1"].why
    assert why == "Amazon's standard support of PostgreSQL 15 ends on 29 February 2028, PostgreSQL 20 follows"
    assert found["2028Q2"] == type(found["2028Q2"])("2028Q2", "normal", (), None)


@pytest.mark.parametrize(
    ("resources", "hours"), [(0, 0.01), (999_999, 0.01), (1_000_000, 0.3), (10_000_000, 6), (500_000_000, 72)]
)
def test_migrations_run_longer_on_more_resources(resources, hours):
    """The guide to Medplum 4: seconds, minutes from a million, hours from ten, days from a hundred million."""
    assert migration_hours(shipped(1), resources)[1] == hours


def test_hours_of_migration_stand_in_the_calendar():
    """400,000 patients now hold about 75 million resources: 6 hours at each of the five gates on the way from 3.2."""
    answers = scenario(**behind("3.2"), workload={"patients": 400_000, "patient_growth_per_year": 0})
    assert estimate(answers, shipped(1), FEW).calendar[0].migration_hours == (5, 30, 120)


# --- the surcharge for a late database version -------------------------------------------------


def late(version: str, in_time: str = "no", **more):
    return {"upgrades": {"postgresql_version": version, "in_time": in_time}, **more}


def test_two_instances_of_two_vcpu_pay_292_dollars_a_month():
    """2 × 2 vCPU × 730 h × 0.10 USD (US East). Support of 15 ends on 29 February 2028; three months late."""
    month = 2 * 2 * 730 * 0.10
    assert month == pytest.approx(292)
    costs = [likely(late("15"), "late_database_cost", quarter) for quarter in range(8)]
    assert costs == [0, 0, 0, 0, 292, 584, 0, 0]


def test_one_instance_pays_half_and_a_chance_its_share():
    assert likely(late("15", hosting={"multi_az": "no"}), "late_database_cost", 4) == 146
    assert likely(late("15", "unknown"), "late_database_cost", 4) == 87.60  # 292 × 0.3


def test_a_version_past_its_support_pays_from_the_first_day():
    """13 ended in February 2026: ten months overdue in 2027Q1, three more until it is done, whatever is answered."""
    for in_time in ("no", "unknown"):
        assert [likely(late("13", in_time), "late_database_cost", quarter) for quarter in range(2)] == [876, 0]


def test_the_third_year_costs_twice():
    """From 2028Q1 on 13 is 22 months past its support: two months at 0.10 and one at 0.20 USD."""
    answers = late("13", money={"first_quarter": "2028Q1"})
    assert likely(answers, "late_database_cost") == 292 * 2 + 584


def test_after_three_years_the_provider_upgrades():
    """From 2029Q1 on 13 is 34 months past its support: two months are left."""
    answers = late("13", money={"first_quarter": "2029Q1"})
    assert [likely(answers, "late_database_cost", quarter) for quarter in range(2)] == [2 * 584, 0]


def test_where_the_surcharge_does_not_apply():
    assert "happen before" in reason(late("15", "yes"), "late_database_cost")
    assert "in this period" in reason(late("18"), "late_database_cost")
    short = {"hosting": LIVE, "upgrades": {"in_time": "no"}, "money": {"horizon_quarters": 4}}
    assert "not known and taken as 16" in reason(short, "late_database_cost")
    assert "run the database yourselves" in reason(
        late("15", hosting={"platform": "own_servers"}), "late_database_cost"
    )
    paid = late("13", hosting={"bill_last_month": 4_000})
    assert "already contains it" in reason(paid, "late_database_cost")
    assert likely(late("15", hosting={"bill_last_month": 4_000}), "late_database_cost", 4) == 292


@pytest.mark.parametrize("platform", ["azure", "gcp"])
def test_a_provider_without_a_price_in_the_book_is_a_gap(platform):
    answers = late("15", hosting={"platform": platform})
    assert "its price is not in the book" in reason(answers, "late_database_cost", "not_estimated")
    assert "happen before" in reason(late("15", "yes", hosting={"platform": platform}), "late_database_cost")


def test_always_in_time_with_a_version_past_its_support_is_a_sentence():
    found = estimate(scenario(**late("13", "yes")), shipped(1), FEW)
    assert any("PostgreSQL 13 is past its support" in text for text in found.warnings)
    assert not any("past its support" in text for text in estimate(scenario(**late("15", "yes")), shipped(1)).warnings)


# --- the fork ----------------------------------------------------------------------------------


def fork(**more):
    return {"upgrades": {"fork": "yes", **more}}


def test_upkeep_of_a_fork_by_typical_merges():
    """6 merges a year × 60 hours (Linux Foundation) / 4 quarters = 90 hours a quarter."""
    assert likely(fork(), "fork_cost") == pytest.approx(90 * HOUR, abs=0.01)
    found = estimate(scenario(**fork()), shipped(1), FEW).options["self_host"]
    plain = estimate(scenario(), shipped(1), FEW).options["self_host"]
    assert found.fte_base_case[0] - plain.fte_base_case[0] == pytest.approx(90 / 445)


def test_upkeep_of_a_fork_by_an_own_estimate_times_three():
    """1.5 engineer-months a year × 3 / 12 = 0.375 FTE × 50,000 USD a quarter; 1 takes it as it is."""
    assert likely(fork(fork_engineer_months_per_year=1.5), "fork_cost") == 18_750.00
    as_it_is = fork(fork_engineer_months_per_year=1.5, fork_underestimate_multiplier=1)
    assert likely(as_it_is, "fork_cost") == 6_250.00
    assert likely(fork(fork_underestimate_multiplier=2), "fork_cost") == pytest.approx(2 * 2 / 12 * 50_000, abs=0.01)


def test_a_fork_needs_posts():
    """0.5 FTE and 3 months × 3 / 12 = 0.75 FTE: two posts, not one."""
    answers = fork(fork_engineer_months_per_year=3) | {"people": {"workforce": "new_hire"}}
    assert likely(answers, "new_hire_pay_quarters", 1) == 100_000.00


def test_no_fork_no_upkeep():
    assert "no changed copy" in reason({}, "fork_cost")
    assert line_of(estimate(scenario(upgrades={"fork": "no"}), shipped(1), FEW), "fork_cost").state == "not_applicable"


# --- what must hold between two estimates ---------------------------------------------------------

# Oldest first; "3" is taken as the last of its line, 3.3.
VERSIONS = ("1.0", "2.1", "3.2", "3", "4.0", "4.2", "4.4", "4.5", "5.0", "5.1", "5.2")


@pytest.mark.parametrize("more", [{}, {"workforce": "contractors"}, {"peak_cover": "contractor"}])
def test_an_older_version_is_never_cheaper(more):
    for people in (more, more | {"hours_last_quarter": 600}):
        found = [estimate(scenario(**behind(version), people=people), shipped(1), FEW) for version in VERSIONS]
        for older, newer in pairwise(found):
            for one, other in zip(older.combinations, newer.combinations, strict=True):
                assert one.total_self_host >= other.total_self_host - 1e-6, (one.view, one.basis)


@pytest.mark.parametrize("version", ["13", "14", "15", "16", "unknown"])
def test_upgrades_in_time_never_cost_more(version):
    answers = [late(version, in_time, money={"horizon_quarters": 20}) for in_time in ("yes", "unknown", "no")]
    found = [estimate(scenario(**one), shipped(1)) for one in answers]
    for earlier, later in pairwise(found):
        for one, other in zip(earlier.combinations, later.combinations, strict=True):
            assert one.total_self_host <= other.total_self_host + 1e-6


def test_the_surcharge_is_no_more_than_its_months():
    """In every draw: at most three years at the rates of the book for four vCPU."""
    found = estimate(scenario(**late("13"), money={"horizon_quarters": 20}), shipped(1))
    assert sum(base(line_of(found, "late_database_cost"))) == pytest.approx(876)
    assert 876 < sum(line_of(found, "late_database_cost").per_quarter or ()) < 14 * 292 + 12 * 584
