"""Readiness to self-host: blockers, people who can be woken, recovery with a drill, supported versions."""

import datetime

import pytest

from decisions.advice import ready
from decisions.advice.versions import last_day
from tests.builders_estimate import changed_book, make_case, make_estimate, shipped_book
from tests.builders_recovery import make_recovery
from tests.decisions.cases import SKILLED, blocker_ids, ready_answers, ready_case


def judged(case, book=None, **estimate):
    return ready(case, make_estimate(**estimate), book or shipped_book())


def keys(points):
    return {point.key for point in points}


def test_a_team_with_everything_in_place_is_ready():
    capability = judged(ready_case())

    assert capability.ready is True
    assert not capability.blockers
    assert not capability.unknown
    assert keys(capability.warnings) == {"version_medplum"}, "Medplum 5 ends within a year of the book's day"


def test_an_empty_case_is_neither_ready_nor_not_ready():
    capability = judged(make_case())

    assert capability.ready is None
    assert keys(capability.unknown) >= {*blocker_ids(), "rota", "drill", "skills"}


@pytest.mark.parametrize(
    ("state", "expected"), [("no", False), ("partly", False), ("unknown", None), ("not_applicable", True)]
)
@pytest.mark.parametrize("practice", blocker_ids())
def test_every_blocker_that_applies_counts(practice, state, expected):
    answers = ready_answers()
    answers["readiness"]["practices"][practice] = {"state": state}
    case = make_case(reasons={"raised": ["nothing"], "gates": {"skills": SKILLED}}, **answers)

    assert judged(case).ready is expected


def test_a_known_failing_thing_outweighs_unknown_ones():
    capability = judged(make_case(readiness={"practices": {"BP-02": {"state": "no"}}}))

    assert capability.ready is False
    assert keys(capability.blockers) == {"BP-02"}


def test_practices_that_are_no_blockers_do_not_hold_up():
    answers = ready_answers()
    others = [row["id"] for row in shipped_book().rows("readiness") if row["weight"] != "blocker"]
    answers["readiness"]["practices"] |= {practice: {"state": "no"} for practice in others}

    assert len(others) > 50
    assert judged(make_case(reasons={"gates": {"skills": SKILLED}}, **answers)).ready is True


@pytest.mark.parametrize(("field", "practice"), [("staging", "BP-44"), ("multi_az", "BP-30")])
def test_a_plain_no_elsewhere_is_a_missing_practice(field, practice):
    hosting = {"platform": "aws", "today": "live_self_hosted", field: "no"}

    assert keys(judged(ready_case(hosting=hosting)).blockers) == {practice}


@pytest.mark.parametrize(
    ("coverage", "on_pager", "expected", "warned"),
    [
        ("around_the_clock", "8_plus", True, False),
        ("around_the_clock", "5_7", True, True),
        ("around_the_clock", "2_4", False, False),
        ("around_the_clock", "1", False, False),
        ("around_the_clock", "0", False, False),
        ("around_the_clock", "outside_firm", None, False),
        ("around_the_clock", "unknown", None, False),
        ("working_hours", "8_plus", True, False),
        ("working_hours", "2_4", True, False),
        ("working_hours", "1", False, False),
        ("working_hours", "0", False, False),
        ("working_hours", "unknown", None, False),
        ("unknown", "8_plus", True, False),
        ("unknown", "5_7", True, True),
        ("unknown", "2_4", None, False),
        ("unknown", "1", False, False),
        ("unknown", "unknown", None, False),
    ],
)
def test_people_who_can_be_woken(coverage, on_pager, expected, warned):
    capability = judged(ready_case(people={"coverage": coverage, "on_pager": on_pager}))

    assert capability.ready is expected
    assert ("rota" in keys(capability.warnings)) is warned
    assert ("rota" in keys(capability.blockers)) is (expected is False)


def test_the_size_of_the_rota_is_a_row_of_the_book():
    case = ready_case(people={"coverage": "around_the_clock", "on_pager": "5_7"})
    larger = changed_book("assumptions", "oncall_min_rota", low="8", likely="9", high="10")
    between = changed_book("assumptions", "oncall_min_rota", low="6", likely="7", high="8")

    wide = changed_book("assumptions", "oncall_min_rota", low="5", likely="5", high="8")
    small = changed_book("assumptions", "oncall_min_rota", low="2", likely="3", high="5")

    assert judged(case).ready is True
    assert "rota" in keys(judged(case, wide).warnings), "comfortable begins at the high end of the row"
    assert "rota" not in keys(judged(case, small).warnings)
    assert judged(case, larger).ready is False
    assert judged(case, between).ready is None, "5 to 7 people may be five or seven"


@pytest.mark.parametrize(
    ("rto_p80", "rpo", "expected"), [(480, 60, True), (480.5, 60, False), (298, 60.5, False), (298, 0, True)]
)
def test_recovery_at_p80_within_both_targets(rto_p80, rpo, expected):
    recovery = make_recovery(
        target_rto_minutes=480, target_rpo_minutes=60, rto_p80_minutes=rto_p80, rpo_minutes=rpo, rto_p50_minutes=100
    )
    capability = judged(ready_case(), recovery=recovery)

    assert capability.ready is expected
    assert ("recovery" in keys(capability.blockers)) is not expected


@pytest.mark.parametrize(("drill", "expected"), [("yes", True), ("no", False), ("unknown", None)])
def test_a_drill_has_to_have_shown_it(drill, expected):
    answers = ready_answers()
    answers["readiness"]["drill_showed_recovery"] = drill

    assert judged(make_case(reasons={"gates": {"skills": SKILLED}}, **answers)).ready is expected


@pytest.mark.parametrize(
    ("platform", "medplum", "postgresql", "expected", "warned"),
    [
        ("aws", "5.2", "17", True, {"version_medplum"}),  # Medplum 5: October 2027; the book: 20 November 2026
        ("aws", "5.0", "16", True, {"version_medplum"}),
        ("aws", "4", "17", False, set()),  # October 2026
        ("aws", "3", "17", False, set()),
        ("aws", "5.2", "13", False, {"version_medplum"}),
        ("aws", "5.2", "14", True, {"version_medplum", "version_postgresql"}),  # Amazon: February 2027
        ("own_kubernetes", "5.2", "14", False, {"version_medplum"}),  # community: 12 November 2026
        ("own_kubernetes", "5.2", "15", True, {"version_medplum", "version_postgresql"}),  # 11 November 2027
        ("own_kubernetes", "5.2", "16", True, {"version_medplum"}),  # 9 November 2028
        ("aws", "unknown", "17", None, set()),
        ("aws", "5.2", "unknown", None, {"version_medplum"}),
    ],
)
def test_versions_supported_on_the_day_of_the_book(platform, medplum, postgresql, expected, warned):
    capability = judged(
        ready_case(
            hosting={"platform": platform, "today": "live_self_hosted"},
            upgrades={"medplum_version": medplum, "postgresql_version": postgresql},
        )
    )

    assert capability.ready is expected
    assert keys(capability.warnings) == warned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-12", (2026, 11, 12)),
        ("2026-10", (2026, 10, 31)),
        ("2028-02", (2028, 2, 29)),
        ("2026-Q2", (2026, 6, 30)),
        ("2026", (2026, 12, 31)),
    ],
)
def test_support_that_ends_in_a_month_ends_on_its_last_day(text, expected):
    assert last_day(text) == datetime.date(*expected)


def book_with_long_support():
    """The book with every Medplum release supported for years."""
    book = shipped_book()
    tables = {name: [dict(row) for row in book.rows(name)] for name in book.tables}
    for row in tables["releases"]:
        row["community_eol"] = "2030-10"
    return type(book).from_tables(book.meta(), tables)


@pytest.mark.parametrize(
    ("version", "ready", "warned", "blocked"),
    [("5.1", True, False, False), ("5", True, False, False), ("4.5", True, True, False), ("4.4", False, True, True)],
)
def test_a_live_installation_stays_within_two_to_three_releases(version, ready, warned, blocked):
    book = book_with_long_support()
    upgrades = {"medplum_version": version, "postgresql_version": "17"}
    found = judged(ready_case(upgrades=upgrades), book)
    planned = judged(ready_case(upgrades=upgrades, hosting={"platform": "aws", "today": "prototype"}), book)

    assert found.ready is ready
    assert ("version_lag" in keys(found.warnings)) is warned
    assert keys(found.blockers) == ({"BP-43"} if blocked else set())
    assert planned.ready is True
    assert "version_lag" not in keys(planned.warnings)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"in_time": "no"}, "upgrades_late"),
        ({"up_minors_per_year": 0}, "upgrades_seldom"),
        ({"in_time": "yes", "up_minors_per_year": 2}, ""),
    ],
)
def test_upgrades_that_come_late_or_seldom_are_named_where_it_runs(said, key):
    upgrades = {"medplum_version": "5.2", "postgresql_version": "17", **said}
    live = judged(ready_case(upgrades=upgrades))
    planned = judged(ready_case(upgrades=upgrades, hosting={"platform": "aws", "today": "nothing"}))

    assert live.ready is True
    assert keys(live.warnings) - {"version_medplum"} == ({key} if key else set())
    assert keys(planned.warnings) == {"version_medplum"}


@pytest.mark.parametrize(("note", "warned"), [("", True), ("  ", True), ("Another team runs it", False)])
def test_a_blocker_that_does_not_apply_says_why(note, warned):
    answers = ready_answers()
    answers["readiness"]["practices"]["BP-02"] = {"state": "not_applicable", "note": note}
    found = judged(make_case(reasons={"gates": {"skills": SKILLED}}, **answers))

    assert found.ready is True
    assert ("BP-02" in keys(found.warnings)) is warned
    assert all("say why in its note" in one.text for one in found.warnings if one.key == "BP-02")


def test_a_new_installation_need_not_know_its_versions():
    assert judged(ready_case(hosting={"platform": "aws", "today": "nothing"}, upgrades={})).ready is True


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"applies": "yes", "sure": "in_writing"}, True),
        ({"applies": "yes", "sure": "believe"}, None),
        ({"applies": "no"}, False),
        ({}, None),
    ],
)
def test_skills_rest_on_more_than_one_person(answer, expected):
    answers = ready_answers()

    assert judged(make_case(reasons={"gates": {"skills": answer}}, **answers)).ready is expected


def test_a_gate_answers_what_the_questions_left_open():
    gates = {"minimum_rota": SKILLED, "unsupported_versions": SKILLED, "skills": SKILLED}
    answers = ready_answers(people={"coverage": "around_the_clock"}, upgrades={})

    assert judged(make_case(reasons={"gates": gates}, **answers)).ready is True
    gates["minimum_rota"] = {"applies": "no"}
    assert keys(judged(make_case(reasons={"gates": gates}, **answers)).blockers) == {"minimum_rota"}


def practices_of(capability):
    return {point.key for point in capability.unknown if point.rule == "ready_blockers"}


def test_a_single_small_machine_answers_only_for_the_practices_of_one():
    capability = judged(make_case(scenario={"hosting": {"platform": "small_machine"}}))

    expected = {"BP-08", "BP-27", "BP-28", "BP-33", "BP-35", "BP-43", "DR-01", "DR-05", "DR-06", "DR-11"}
    assert practices_of(capability) == expected


def test_own_servers_leave_out_what_belongs_to_a_cloud_platform():
    capability = judged(make_case(scenario={"hosting": {"platform": "own_servers"}}))

    assert set(blocker_ids()) - practices_of(capability) == {"BP-26", "BP-30"}


def test_learning_without_production_answers_only_for_what_applies_to_it():
    gates = ("learning_no_production", "learning_no_patients", "learning_no_scale")
    confirmed = {gate: {"applies": "yes", "sure": "in_writing"} for gate in gates}
    reasons = {"raised": ["learning"], "gates": confirmed}

    assert keys(judged(make_case(reasons=reasons)).unknown) == {"BP-33"}
    in_place = {"practices": {"BP-33": {"state": "in_place"}}}
    assert judged(make_case(reasons=reasons, readiness=in_place)).ready is True


def test_the_hours_to_close_the_gaps_add_up_over_the_missing_blockers():
    missing = {"BP-02": {"state": "no"}, "BP-44": {"state": "partly"}, "BP-01": {"state": "no"}}
    rows = {row["id"]: row for row in shipped_book().rows("readiness")}
    share = shipped_book().assumptions["readiness_partly_share"].likely
    hours = judged(make_case(readiness={"practices": missing})).setup_hours

    assert (rows["BP-02"]["setup_hours_likely"], rows["BP-44"]["setup_hours_likely"], share) == ("40", "32", 0.5)
    assert hours == (12 + 12 / 2, 40 + 32 / 2, float(rows["BP-02"]["setup_hours_high"]) + 80 / 2)
