"""How the practices moved since an earlier assessment, and the bounds of what is written about a practice."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from decisions.advice.trend import Earlier, assessment, change_since
from decisions.case import CaseError, link_fault, read_case, year_fault
from decisions.report.readiness import trend_sentence
from tests.builders_estimate import make_case, make_estimate, shipped_book

THEN = date(2026, 11, 3)


def case(platform="aws", **states):
    practices = {key.replace("_", "-"): {"state": state} for key, state in states.items()}
    return make_case(scenario={"hosting": {"platform": platform}}, readiness={"practices": practices})


def moved(before, now):
    change = change_since(Earlier(THEN, before), now, make_estimate(), shipped_book())
    return change.more_in_place, change.begun, change.fallen_back, change.newly_looked_at


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ("unknown", "in_place", (1, 0, 0, 0)),
        ("no", "in_place", (1, 0, 0, 0)),
        ("partly", "in_place", (1, 0, 0, 0)),
        ("in_place", "in_place", (0, 0, 0, 0)),
        ("in_place", "partly", (0, 0, 1, 0)),
        ("in_place", "no", (0, 0, 1, 0)),
        ("in_place", "unknown", (0, 0, 1, 0)),
        ("partly", "no", (0, 0, 1, 0)),
        ("partly", "unknown", (0, 0, 0, 0)),
        ("no", "unknown", (0, 0, 0, 0)),
        ("no", "partly", (0, 1, 0, 0)),
        ("unknown", "no", (0, 0, 0, 1)),
        ("unknown", "partly", (0, 0, 0, 1)),
        ("unknown", "not_applicable", (0, 0, 0, 0)),
        ("in_place", "not_applicable", (0, 0, 0, 0)),
        ("not_applicable", "no", (0, 0, 0, 0)),
        ("not_applicable", "in_place", (0, 0, 0, 0)),
    ],
)
def test_every_move_of_a_practice_counts_as_what_it_is(then, now, expected):
    assert tuple(len(keys) for keys in moved(case(BP_33=then), case(BP_33=now))) == expected


def test_a_practice_that_applies_only_since_another_answer_is_not_compared():
    """BP-01 asks for a cloud account; it did not apply on servers of one's own."""
    assert moved(case("own_servers"), case("aws", BP_01="in_place")) == ((), (), (), ())


def test_an_answer_elsewhere_that_denies_a_practice_counts_as_falling_back():
    now = make_case(
        scenario={"hosting": {"platform": "aws", "staging": "no"}},
        readiness={"practices": {"BP-44": {"state": "in_place"}}},
    )
    assert moved(case(BP_44="in_place"), now) == ((), (), ("BP-44",), ())


def test_the_sentence_names_the_day_and_only_what_moved():
    earlier = Earlier(THEN, case(BP_33="in_place"))
    change = change_since(
        earlier, case(BP_33="no", BP_34="in_place", BP_35="in_place"), make_estimate(), shipped_book()
    )
    assert trend_sentence(change) == "Since the report of 3 November 2026: 2 more in place, 1 fallen back."
    same = change_since(earlier, earlier.case, make_estimate(), shipped_book())
    assert same.none
    assert trend_sentence(same) == "Since the report of 3 November 2026 no practice has moved."


def test_an_earlier_assessment_is_counted_by_the_practices_that_apply_now():
    found = assessment(Earlier(THEN, case(BP_33="in_place", BP_34="no")), case(), make_estimate(), shipped_book())
    assert (found.states["in_place"], found.states["no"]) == (1, 1)
    assert 0 < found.done < 1
    on_own = assessment(Earlier(THEN, case()), case("own_servers"), make_estimate(), shipped_book())
    assert sum(on_own.states.values()) < sum(found.states.values())


@pytest.mark.parametrize(
    "link", ["", "https://wiki.example.org/x?y=1#z", "http://intranet/restore-test", "HTTPS://EXAMPLE.ORG"]
)
def test_a_web_address_is_evidence(link):
    assert link_fault(link) == ""


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "//example.org",
        "example.org",
        "https://",
        "https:// example.org",
        "http:example.org",
        "https://exa mple.org",
        "java\nscript:alert(1)",
        "mailto:a@example.org",
        "our wiki, page 3",
    ],
)
def test_anything_else_is_not_a_link(link):
    assert link_fault(link).startswith("Write a link")


@time_machine.travel(datetime(2026, 11, 26, tzinfo=UTC))
@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (date(1999, 12, 31), "Write a date from 2000 on."),
        (date(2000, 1, 1), ""),
        (date(2076, 11, 26), ""),
        (date(2076, 11, 27), "Write a date within the next 50 years."),
        (date(2028, 2, 29), ""),
        (date(9999, 12, 31), "Write a date within the next 50 years."),
    ],
)
def test_a_day_lies_between_2000_and_fifty_years_ahead(day, fault):
    assert year_fault(day) == fault


@pytest.mark.parametrize(
    ("part", "value"),
    [("evidence", "javascript:alert(1)"), ("due", "1999-12-31"), ("due", "2200-01-01"), ("on", "0202-02-03")],
)
def test_a_case_file_obeys_the_same_bounds(part, value):
    with pytest.raises(CaseError) as caught:
        read_case({"readiness": {"practices": {"BP-33": {part: value}}}}, shipped_book())
    assert [fault.split(":")[0] for fault in caught.value.faults] == [f"readiness.practices.BP-33.{part}"]


def test_every_practice_says_why_it_matters():
    for number in (1, 2):
        assert [row["id"] for row in shipped_book(number).rows("readiness") if not row["why"].endswith(".")] == []
