"""Details that do not go with the twelve answers, or with each other."""

from collections.abc import Iterator

from decisions.case import Case
from estimator.book import Book
from estimator.doubts import doubts
from estimator.scenario import CERTIFICATE_LABELS, UNKNOWN

Found = tuple[str, str, tuple[str, ...]]  # sentence, what is believed meanwhile, slugs of the pages to look at
BOTH = "Both count as answered."
HOUR, DAY = 60, 24 * 60  # minutes
WEEK = 7  # days that Medplum Cloud restores to any point of
HELD_AS = {"hitrust_e1": "hitrust", "hitrust_i1": "hitrust", "hitrust_r2": "hitrust"}


def detail_contradictions(case: Case, book: Book) -> Iterator[Found]:
    """Every pair of answers that can hardly both be true."""
    for sentence in doubts(case.scenario, book):
        yield sentence, "", ("patients", "workload-in-detail")
    for check in (_target, _window, _fork, _peak, _certificates, _pay, _secrets, _one_machine, _installations):
        yield from check(case)


def _target(case: Case) -> Iterator[Found]:
    recovery = case.scenario.recovery
    target, pages = recovery.rto_minutes, ("outage", "recovery-in-detail")
    believed = "The recovery level is chosen for the time that you named."
    if target and recovery.first_hour == "care_delayed" and target.likely >= DAY:
        yield "Care is delayed within the first hour of an outage, and it may be down for a day.", believed, pages
    if target and recovery.first_hour == "nobody" and target.likely <= HOUR:
        yield "Nobody notices an outage in the first hour, and it must be back within the hour.", believed, pages


def _window(case: Case) -> Iterator[Found]:
    window = case.scenario.recovery.restore_window_days
    if window and window.likely > WEEK and case.scenario.needs.answers.get("pitr_over_7_days") == "no":
        sentence = "You must restore more than seven days back, and the need to restore so far back is answered No."
        yield sentence, "The need counts as answered.", ("needs-in-detail", "recovery-in-detail")


def _fork(case: Case) -> Iterator[Found]:
    fork, raised = case.scenario.upgrades.fork, "fork" in case.reasons.raised
    pages = ("reasons", "upgrades-in-detail")
    if raised and fork == "no":
        sentence = "Medplum’s code must be changed, and you would keep no changed copy of it."
        yield sentence, "The verdict weighs the reason; the cost counts no upkeep of a copy.", pages
    if fork == "yes" and case.reasons.raised and not raised:
        sentence = "You would keep a changed copy of Medplum’s code, and the code need not be changed."
        yield sentence, "The cost counts the upkeep of a copy; the verdict weighs no reason for it.", pages


def _peak(case: Case) -> Iterator[Found]:
    people = case.scenario.people
    if (people.workforce, people.peak_cover) == ("contractors", "displaced"):
        sentence = "Contractors do the work, and your own people take on the large upgrades."
        yield sentence, BOTH, ("people", "people-in-detail")


def _certificates(case: Case) -> Iterator[Found]:
    held, extra = case.scenario.certificates.held or (), case.scenario.certificates.extra or ()
    twice = sorted({HELD_AS.get(one, one) for one in extra} & set(held))
    if twice:
        named = " and ".join(CERTIFICATE_LABELS[one] for one in twice)
        sentence = f"{named}: held or needed anyway, and made necessary by self-hosting alone."
        yield sentence, "It is counted as a cost of self-hosting.", ("certificates", "certificates-in-detail")


def _pay(case: Case) -> Iterator[Found]:
    people = case.scenario.people
    salary, full = people.base_salary_per_year, people.engineer_cost_per_year
    if salary and full and salary.likely > full.likely:
        sentence = "The gross salary is higher than the full cost of an engineer."
        yield sentence, "The full cost counts.", ("cost", "people-in-detail")


def _secrets(case: Case) -> Iterator[Found]:
    hosting = case.scenario.hosting
    if hosting.secrets == "parameter_store" and hosting.platform not in ("aws", UNKNOWN):
        sentence = "Secrets are kept in AWS Parameter Store, and it would not run on AWS."
        yield sentence, BOTH, ("place", "hosting-in-detail")


def _one_machine(case: Case) -> Iterator[Found]:
    scenario = case.scenario
    if scenario.hosting.platform == "small_machine" and scenario.recovery.level in ("warm_standby", "active_active"):
        sentence = "One small machine, and a second installation that stands by."
        yield sentence, BOTH, ("place", "recovery-in-detail")


def _installations(case: Case) -> Iterator[Found]:
    count = case.scenario.money.installations
    if count and count.likely > 1 and "learning" in case.reasons.raised:
        yield "It is for learning only, and there are several installations.", BOTH, ("learning", "money-in-detail")
