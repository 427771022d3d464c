"""Details that do not go with the twelve answers, or with each other."""

from decisions.case import Case
from estimator.book import Book
from estimator.scenario import UNKNOWN, Given

from .check import Check

BOTH = "Both count as answered."
LEVEL = "The recovery level is chosen for the time that you named."
HOUR, DAY = 60, 24 * 60  # minutes
WEEK = 7  # days that Medplum Cloud restores to any point of
HELD_AS = {"hitrust_e1": "hitrust", "hitrust_i1": "hitrust", "hitrust_r2": "hitrust"}


def _likely(given: Given | None, instead: float) -> float:
    return instead if given is None else given.likely


def _outage(case: Case, first_hour: str, least: float, most: float) -> bool:
    """Whether the time it may be down lies within these minutes, for this consequence of an outage."""
    target = case.scenario.recovery.rto_minutes
    return target is not None and case.scenario.recovery.first_hour == first_hour and least <= target.likely <= most


def _far_back(case: Case, book: Book) -> bool:
    asked = _likely(case.scenario.recovery.restore_window_days, 0.0)
    return asked > WEEK and case.scenario.needs.answers.get("pitr_over_7_days") == "no"


def _fork(case: Case, kept: str, raised: bool) -> bool:
    reasons = case.reasons.raised
    return case.scenario.upgrades.fork == kept and bool(reasons) and ("fork" in reasons) == raised


def _own_peak(case: Case, book: Book) -> bool:
    people = case.scenario.people
    return (people.workforce, people.peak_cover) == ("contractors", "displaced")


def _twice(case: Case, book: Book) -> bool:
    held, extra = case.scenario.certificates.held or (), case.scenario.certificates.extra or ()
    return bool({HELD_AS.get(one, one) for one in extra} & set(held))


def _pay(case: Case, book: Book) -> bool:
    people = case.scenario.people
    return _likely(people.base_salary_per_year, 0.0) > _likely(people.engineer_cost_per_year, float("inf"))


def _secrets(case: Case, book: Book) -> bool:
    hosting = case.scenario.hosting
    return hosting.secrets == "parameter_store" and hosting.platform not in ("aws", UNKNOWN)


def _skilled_and_new_to_it(case: Case, book: Book) -> bool:
    answer = case.reasons.gates.get("skills")
    return case.scenario.people.skills == "no" and answer is not None and answer.applies == "yes"


def _second_machine(case: Case, book: Book) -> bool:
    scenario = case.scenario
    return scenario.hosting.platform == "small_machine" and scenario.recovery.level in ("warm_standby", "active_active")


def _many_to_learn(case: Case, book: Book) -> bool:
    return "learning" in case.reasons.raised and _likely(case.scenario.money.installations, 1.0) > 1


def _faster_than_the_level(case: Case, book: Book) -> bool:
    """Whether the time it may be down is less than the least that each step of the level chosen takes."""
    recovery = case.scenario.recovery
    keys = [row["key"] for row in book.rows("recovery_steps") if row["level"] == recovery.level]
    target = _likely(recovery.rto_minutes, float("inf"))
    return bool(keys) and target < sum(book.assumptions[key].low for key in keys)


DETAIL_CHECKS = (
    Check(
        _faster_than_the_level,
        "It must be back sooner than the recovery level that you chose can be at its fastest.",
        "The verdict and the cost take the level; readiness says that it misses the time.",
        ("outage", "recovery-in-detail"),
        judged=True,
    ),
    Check(
        lambda case, book: _outage(case, "care_delayed", DAY, float("inf")),
        "Care is delayed within the first hour of an outage, and it may be down for a day.",
        LEVEL,
        ("outage", "recovery-in-detail"),
    ),
    Check(
        lambda case, book: _outage(case, "nobody", 0, HOUR),
        "Nobody notices an outage in the first hour, and it must be back within the hour.",
        LEVEL,
        ("outage", "recovery-in-detail"),
    ),
    Check(
        _far_back,
        "You must restore more than seven days back, and the need to restore so far back is answered No.",
        "The need counts as answered.",
        ("needs-in-detail", "recovery-in-detail"),
    ),
    Check(
        lambda case, book: _fork(case, "no", raised=True),
        "Medplum’s code must be changed, and you would keep no changed copy of it.",
        "The verdict weighs the reason; the cost counts no upkeep of a copy.",
        ("reasons", "upgrades-in-detail"),
    ),
    Check(
        lambda case, book: _fork(case, "yes", raised=False),
        "You would keep a changed copy of Medplum’s code, and the code need not be changed.",
        "The cost counts the upkeep of a copy; the verdict weighs no reason for it.",
        ("reasons", "upgrades-in-detail"),
    ),
    Check(
        _own_peak,
        "Contractors do the work, and your own people take on the large upgrades.",
        BOTH,
        ("people", "people-in-detail"),
    ),
    Check(
        _twice,
        "A certificate is held or needed anyway, and made necessary by self-hosting alone.",
        "It is counted as a cost of self-hosting.",
        ("certificates", "certificates-in-detail"),
    ),
    Check(
        _pay,
        "The gross salary is higher than the full cost of an engineer.",
        "The full cost counts.",
        ("cost", "people-in-detail"),
    ),
    Check(
        _secrets,
        "Secrets are kept in AWS Parameter Store, and it would not run on AWS.",
        BOTH,
        ("place", "hosting-in-detail"),
    ),
    Check(
        _skilled_and_new_to_it,
        "The people who would do the work have not run such a database and servers before, and at least two of them "
        "know each skill.",
        "Readiness believes the readiness check; the cost counts the time to learn.",
        ("people-in-detail", "operations"),
        judged=True,
    ),
    Check(
        _second_machine,
        "One small machine, and a second installation that stands by.",
        BOTH,
        ("place", "recovery-in-detail"),
    ),
    Check(
        _many_to_learn,
        "It is for learning only, and there are several installations.",
        BOTH,
        ("learning", "money-in-detail"),
    ),
)
