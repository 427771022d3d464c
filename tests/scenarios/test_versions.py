"""Releases after the version in use, each counted once; versions of a running installation not looked up."""

import pytest

from estimator import estimate
from estimator.quarters import quarter_of
from estimator.upgrade_calendar import upgrade_calendar
from estimator.upgrade_path import release_of, version_of
from tests.estimator.book_parts import shipped
from tests.estimator.generated import scenario
from tests.scenarios.at_likely_values import FEW, likely
from tests.scenarios.test_upgrades import HOUR, LIVE, behind


@pytest.mark.parametrize("first", ["2024Q1", "2025Q4", "2026Q3", "2026Q4", "2027Q1", "2028Q1"])
@pytest.mark.parametrize("version", ["1.0", "3.2", "4", "4.2", "5.0", "5.2", "unknown"])
def test_each_release_after_the_own_version_counts_exactly_once(version, first):
    numbers = [quarter_of(first) + i for i in range(12)]
    calendar = upgrade_calendar(scenario(**behind(version)), shipped(1), numbers)
    row = release_of("medplum", "5.2" if version == "unknown" else version, shipped(1))
    assert row is not None
    after = [
        one
        for one in shipped(1).rows("releases")
        if one["product"] == "medplum"
        and version_of(one["version"]) > version_of(row["version"])
        and quarter_of(one["released"]) <= numbers[-1]
    ]
    events = [event for event in calendar.events if event.why.startswith("Medplum ")]
    assert len(calendar.path.hops) + len(events) == len(after)
    majors = sum(one["kind"] == "major" for one in after)
    assert len(calendar.path.majors) + sum(event.size == "large" for event in events) == majors


# --- a version that is not known ---------------------------------------------------------------


def test_a_medplum_version_not_known_lies_between_the_oldest_with_support_and_the_newest():
    """5.0 to 5.2: 2 minors × 0.8 weeks, 1 gate × 8 h, 0.4 of them: (57.6 + 8) × 0.4 = 26.24 h; 6.0 is certain: 126 h.

    From 4.0: majors 5 and 6 × 3.5, 7 minors × 0.8 = 12.6 weeks × 36 h, gates of 4.2, 4.4, 5.0, 5.1 × 8 h = 485.6 h.
    """
    answers = {"hosting": LIVE}
    assert likely(answers, "peak_cost_tasks") == pytest.approx(152.24 * HOUR, abs=0.01)
    found = estimate(scenario(**answers), shipped(1), FEW)
    sentence = next(text for text in found.warnings if "Medplum version is not known" in text)
    assert "between 5.0 and 5.2" in sentence
    assert "from 4.0 takes about 486 hours" in sentence
    assert not any("not known" in text for text in estimate(scenario(), shipped(1), FEW).warnings)


def test_a_postgresql_version_not_known_is_taken_as_16_and_said():
    """Support of 16 ends on Amazon on 28 February 2029: quarter 9 has one month of 292 USD × chance 0.3."""
    assert likely({"hosting": LIVE}, "late_database_cost", 8) == pytest.approx(292 * 0.3)
    found = estimate(scenario(hosting=LIVE), shipped(1), FEW)
    sentence = next(text for text in found.warnings if "PostgreSQL version is not known" in text)
    assert "taken as 16, which has to be left by Q1 2029" in sentence
    assert "version 14 has to be left by Q1 2027" in sentence


def test_not_knowing_the_versions_is_never_the_cheapest_answer():
    newest = estimate(scenario(**behind("5.2", postgresql_version="18")), shipped(1), FEW)
    unknown = estimate(scenario(hosting=LIVE), shipped(1), FEW)
    for one, other in zip(unknown.combinations, newest.combinations, strict=True):
        assert one.total_self_host > other.total_self_host, (one.view, one.basis)
