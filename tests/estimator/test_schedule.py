"""The calendar: quarters, Medplum majors, ends of PostgreSQL support, and the user's own list."""

from datetime import date

import pytest

from estimator.quarters import first_quarter_after, label_of, quarter_of
from estimator.schedule import schedule
from tests.estimator.book_parts import changed, row_of, shipped
from tests.estimator.generated import scenario


def row(name: str, **families) -> list[float]:
    return list(schedule(scenario(**families), shipped(1)).rows[name].by_quarter)


def large(**families) -> set[str]:
    """Quarters that are large by date."""
    found = schedule(scenario(**families), shipped(1))
    return {
        quarter
        for quarter, share in zip(found.quarters, found.rows["dated_large_quarter"].by_quarter, strict=True)
        if share
    }


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2027-11-11", "2027Q4"),
        ("2027-01", "2027Q1"),
        ("2027-03-31", "2027Q1"),
        ("2027-04", "2027Q2"),
        ("2027-Q4", "2027Q4"),
        ("2027Q2", "2027Q2"),
        ("2029-12-31", "2029Q4"),
    ],
)
def test_a_date_lies_in_its_quarter(text, label):
    assert label_of(quarter_of(text)) == label


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2026, 11, 20), "2027Q1"), (date(2026, 9, 30), "2026Q4"), (date(2027, 1, 1), "2027Q2")],
)
def test_the_horizon_begins_in_the_quarter_after_the_books_day(day, label):
    assert first_quarter_after(day) == label


def test_quarters_follow_each_other_over_the_horizon():
    assert schedule(scenario(), shipped(1)).quarters[:5] == ("2027Q1", "2027Q2", "2027Q3", "2027Q4", "2028Q1")
    found = schedule(scenario(money={"first_quarter": "2028Q3", "horizon_quarters": 4}), shipped(1))
    assert found.quarters == ("2028Q3", "2028Q4", "2029Q1", "2029Q2")


def test_prices_and_pay_count_years_from_the_quarter_after_the_books_day():
    """Book 1 is of 2026-11-20: 2027Q1 is the first quarter of year 0, whenever the period begins; none before it."""
    assert row("years_passed", money={"horizon_quarters": 6}) == [0, 0, 0, 0, 1, 1]
    assert row("years_passed", money={"first_quarter": "2028Q3", "horizon_quarters": 4}) == [1, 1, 2, 2]
    assert row("years_passed", money={"first_quarter": "2026Q1", "horizon_quarters": 10}) == [0] * 8 + [1] * 2
    assert row("years_since_start", money={"first_quarter": "2028Q3", "horizon_quarters": 5}) == [0, 0, 0, 0, 1]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2028-06-30"])
def test_any_day_may_end_an_offer(day):
    (share, *_) = row("offer_share_of_quarter", needs={"quote_per_month": 3_000, "quote_until": day})
    assert share == (0 if day.startswith("0001") else 1)


def test_years_count_from_the_first_quarter():
    assert row("years_to_middle", money={"horizon_quarters": 5}) == [0.125, 0.375, 0.625, 0.875, 1.125]
    assert row("is_first_quarter", money={"horizon_quarters": 4}) == [1, 0, 0, 0]


def test_each_fourth_quarter_carries_a_medplum_major():
    """Majors 7 to 9 are planned for the fourth quarters of 2027 to 2029."""
    majors = [0, 0, 0, 1] * 3
    assert row("medplum_major_release") == majors


def test_postgresql_16_ends_on_aws_in_february_2029():
    assert large(upgrades={"postgresql_version": "16"}) == {"2027Q4", "2028Q4", "2029Q1", "2029Q4"}


def test_an_unknown_version_is_the_newest_of_a_new_platform_and_16_of_a_live_one():
    """18 is in support until 2031; 16 ends on Amazon in 2029Q1, and Medplum 6 came before the period."""
    majors = {"2027Q4", "2028Q4", "2029Q4"}
    assert large() == majors
    assert large(hosting={"today": "live_self_hosted"}) == majors | {"2027Q1", "2029Q1"}


def test_elsewhere_the_community_ends_it_in_november_2028():
    """2028-11-09 falls into the quarter of a Medplum major: no further large quarter."""
    found = large(hosting={"platform": "azure"}, upgrades={"postgresql_version": "16"})
    assert found == {"2027Q4", "2028Q4", "2029Q4"}


@pytest.mark.parametrize(
    ("version", "first"),
    [("13", "2027Q1"), ("14", "2027Q1"), ("15", "2028Q1"), ("16", "2029Q1"), ("17", None), ("18", None)],
)
def test_an_end_that_is_past_falls_into_the_first_quarter(version, first):
    ends = large(upgrades={"postgresql_version": version}) - {"2027Q4", "2028Q4", "2029Q4"}
    assert ends == ({first} if first else set())


def test_after_an_upgrade_the_newest_version_of_that_day_runs_on():
    """16 until 2029Q1, then 20 (released 2027-09), on Amazon until 2033Q1; 15 until 2028Q1 leads to 20 as well."""
    ten_years = {"money": {"horizon_quarters": 40}}
    majors = {f"{year}Q4" for year in range(2027, 2037)}
    assert large(upgrades={"postgresql_version": "16"}, **ten_years) - majors == {"2029Q1", "2033Q1"}
    assert large(upgrades={"postgresql_version": "15"}, **ten_years) - majors == {"2028Q1", "2033Q1"}
    assert large(upgrades={"postgresql_version": "18"}, **ten_years) - majors == {"2031Q1", "2033Q1"}


def test_an_overdue_upgrade_leads_to_the_newest_version_of_the_first_quarter():
    """13 ended in February 2026: 19 from 2027Q1 (on Amazon until 2032Q1), then 20, the last one known, until 2033Q1."""
    found = large(upgrades={"postgresql_version": "13"}, money={"horizon_quarters": 40})
    assert found - {f"{year}Q4" for year in range(2027, 2037)} == {"2027Q1", "2032Q1", "2033Q1"}


def test_the_users_list_replaces_calendar_and_rate():
    listed = {"large_quarters": ["2027Q2", "2040Q1"]}
    assert large(upgrades=listed) == {"2027Q2"}
    assert large(upgrades={"large_quarters": []}) == set()
    assert row("medplum_major_release", upgrades=listed) == [0, 0, 0, 1] * 3
    assert schedule(scenario(upgrades=listed), shipped(1)).rows["dated_large_quarter"].source == "your answer"


def test_years_beyond_the_known_majors_are_announced():
    assert schedule(scenario(money={"horizon_quarters": 20}), shipped(1)).warnings == ()
    (warning,) = schedule(scenario(money={"horizon_quarters": 21}), shipped(1)).warnings
    assert "2031Q4" in warning
    (_, end) = schedule(scenario(money={"horizon_quarters": 26}), shipped(1)).warnings
    assert "No end of a PostgreSQL version is known after 2033Q1" in end
    ten_years = schedule(scenario(money={"horizon_quarters": 40}), shipped(1)).rows["medplum_major_release"]
    assert ten_years.by_quarter == (0, 0, 0, 1) * 10


def test_a_new_release_row_moves_the_calendar():
    def add(tables):
        major = row_of(tables["releases"], product="medplum", version="7.0.0")
        tables["releases"].append({**major, "version": "7.5.0", "released": "2027-Q2"})

    found = schedule(scenario(), changed(add))
    assert found.rows["medplum_major_release"].by_quarter[1] == 1
