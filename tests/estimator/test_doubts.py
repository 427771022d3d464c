"""Answers that hardly go together are named, in the warnings of an estimate that stands all the same."""

import pytest

from estimator import Run, estimate, estimate_as_dict
from estimator.doubts import doubts
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario


def warned(text: str, **families) -> list[str]:
    """Warnings of an estimate that name a piece of text."""
    return [found for found in estimate(scenario(**families), shipped(1), Run(draws=64)).warnings if text in found]


def test_a_hire_outside_the_period_is_named():
    (late,) = warned("2050Q1", people={"workforce": "new_hire", "hire_quarter": "2050Q1"})
    assert "after the period (2027Q1 to 2029Q4): neither pay nor the search is counted" in late
    (early,) = warned("2026Q1", people={"workforce": "new_hire", "hire_quarter": "2026Q1"})
    assert "pay counts from its first quarter" in early
    assert not warned("new hire starts", people={"workforce": "new_hire", "hire_quarter": "2029Q4"})
    assert not warned("2050Q1", people={"hire_quarter": "2050Q1"})


def test_large_quarters_outside_the_period_are_named():
    (every,) = warned("2001Q1", upgrades={"large_quarters": ["2001Q1"]})
    assert "2001Q1 lies outside the period (2027Q1 to 2029Q4)" in every
    assert "No large quarter is left" in every
    (some,) = warned("2001Q1", upgrades={"large_quarters": ["2001Q1", "2027Q4", "2030Q1"]})
    assert "2001Q1, 2030Q1 lie outside" in some
    assert "is left" not in some
    assert not warned("outside the period", upgrades={"large_quarters": []})


def test_a_period_that_has_begun_before_the_books_day_is_named():
    (sentence,) = warned("The period begins", money={"first_quarter": "2015Q1"})
    assert "2015Q1, before the book's day (20 November 2026)" in sentence
    assert not warned("The period begins", money={"first_quarter": "2026Q4"})


def said(**workload):
    return doubts(scenario(workload=workload), shipped(1))


def test_growth_that_empties_the_system():
    """Half a year over three years: 0.5³ = 12.5 % are left."""
    (sentence,) = said(patient_growth_per_year=-0.5)
    assert "shrinks by 50% a year: 12.5% of them are left" in sentence
    assert not said(patient_growth_per_year=-0.49)
    (sentence,) = said(patients=1_000, patient_growth_per_year=-0.5)
    assert "About 1,000 patients in 3 years, as answered, are about 8,000 today." in sentence


def test_a_load_that_the_patients_cannot_explain():
    """1,000 patients make 0.05 to 1.5 requests a second; twenty times more or less is doubted."""
    assert not said(patients=1_000, requests_per_second_at_peak=30)
    (sentence,) = said(patients=1_000, requests_per_second_at_peak=31)
    assert "31 requests a second and about 1,000 patients hardly go together" in sentence
    assert "usually make 0.05 to 1.5 requests" in sentence
    assert not said(patients=1_000_000, requests_per_second_at_peak=2.5)
    assert said(patients=1_000_000, requests_per_second_at_peak=2.4)
    assert said(patients_band="under_10k", requests_per_second_at_peak=5_000)
    assert not said(requests_per_second_at_peak=5_000)


def test_a_database_that_the_patients_cannot_fill():
    assert not said(patients=1_000, database_gb_at_start=100)
    (sentence,) = said(patients=1_000, database_gb_at_start=100_000)
    assert "A database of 100,000 GB at the start and about 1,000 patients" in sentence


@pytest.mark.parametrize(
    "workload",
    [
        {"patient_growth_per_year": -0.9},
        {"patients": 10, "requests_per_second_at_peak": 90_000, "database_gb_at_start": 1e6},
    ],
)
def test_the_estimate_stands_and_its_json_says_so(workload):
    found = estimate(scenario(workload=workload), shipped(1), Run(draws=64))
    assert found.options["self_host"].total > 0
    for sentence in said(**workload):
        assert sentence in estimate_as_dict(found)["warnings"]
