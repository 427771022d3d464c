"""Answers that hardly go together are named, in the warnings of an estimate that stands all the same."""

import pytest

from estimator import Run, estimate, estimate_as_dict
from estimator.doubts import doubts
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario


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
