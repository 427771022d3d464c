"""Sentences of the recovery plan."""

from collections.abc import Iterator

from decisions.advice.recovery_plan import Plan, PlannedLevel, least_price
from decisions.advice.recovery_today import written_as_code
from decisions.case import Case
from estimator.book import Book
from estimator.estimate import Estimate

from . import format as fmt
from .recovery_timeline import STEPS, between
from .recovery_today import against_target, denied_sentence, level_words, measured_words

QUOTED = ("dr_step_db_restore_minutes", "dr_step_provision_minutes", "dr_step_traffic_minutes")
PHASES = {  # what is read in the emergency comes first
    **STEPS,
    "corruption": "When data is corrupted or wrongly deleted",
    "failback": "Going back",
    "prepare": "Before: what has to be there",
}
SUPPORT = "Support of the provider"
INTO = {
    "prepare": "Nothing of it can be made up for during an outage.",
    "failback": "The plan ends at the first place again. Nothing of it is urgent or counts in the recovery time.",
    "corruption": "Every copy follows a wrong change within seconds, so switching over does not help.",
}
FAILOVER = {
    "backup_restore": "Failover builds the platform anew from backup and code, after somebody has decided to.",
    "pilot_light": "Failover makes the copy of the database the writer and starts servers beside it.",
    "warm_standby": "Failover makes the copy of the database the writer, enlarges the standby and moves the addresses.",
    "active_active": "Health checks move the traffic to the place that is left; nobody has to decide.",
}
CHECKED = {"in_place": "yes", "partly": "partly", "no": "no", "unknown": "not known"}
OPEN = {
    "platform": "{because}. The runbook names its services.",
    "first_hour": "What an outage does in the first hour is not answered: the target is the usual one ({why}).",
    "targets": "Both targets follow from your answer about the first hour, from no contract or continuity plan: {why}.",
    "one_target": "One target is yours; the other follows from your answer about the first hour.",
    "level_today": (
        "Which level your installation has today is not answered. The plan is for the level that the estimate counts."
    ),
    "code": "Whether everything is written as code is not answered: the times count as if it were.",
    "code_partly": (
        "Whether everything is written as code: partly, by your readiness check. The times count as if all of it were; "
        "built by hand, the application takes about {factor} times as long to provision."
    ),
    "code_missing": (
        "Whether everything is written as code: no, by your readiness check. The times count as if it were; built by "
        "hand, the application takes about {factor} times as long to provision."
    ),
    "code_differs": (
        "Whether everything is written as code: {hosting} by your answer about hosting, {check} by your readiness "
        "check. The times count the answer about hosting."
    ),
    "tools": "Not every tool is answered; where it is not, the platform’s own service stands in the runbook.",
    "database_size": "The size of the database is reckoned from the patients: {size} at the end of the period.",
    "second_place": (
        "The second place is not chosen. The price takes a place like the first one. "
        "The printed plan has a line for it."
    ),
    "second_place_in_country": (
        "The second place is not chosen. It must lie where the data may be kept: the rule that binds the first place "
        "binds the copies, too. The printed plan has a line for it."
    ),
    "services": "The book names no service of this platform for some steps: they say so.",
    "bill": "What each level costs is inside your own bill and not known apart.",
    "beyond_bill": "What the planned level costs beyond your own bill is not known.",
    "prices": "A price of the standby is missing, so the levels cannot be compared in full.",
    "drill_missed": "The latest real drill did not show that recovery meets its target: {missed}.",
    "drill_no": "No drill has shown that recovery meets its target, by your answer, and no real drill is on record.",
    "drill_unknown": "No real drill is on record: the times are ranges of the book, not measurements of yours.",
}


def summary(case: Case, estimate: Estimate, plan: Plan) -> list[str]:
    """What was measured, the level that is planned and its times by the model, and what is known of today."""
    found, rto = estimate.recovery, plan.counted.rto
    verb = "meets" if found.meets else "misses"
    chosen = "You chose it." if found.by_user else _why_counted(estimate)
    sentences = [
        measured_words(case, estimate),
        f"Planned: {plan.counted.label.lower()}. By the model it {verb} the targets: back within "
        f"{fmt.minutes(found.target_rto_minutes)}, at most {fmt.minutes(found.target_rpo_minutes)} of data lost when a "
        f"place is lost. {chosen}",
        level_words(case, estimate),
        denied_sentence(plan.denied),
        cheaper_sentence(estimate),
        f"By the model it is back after {fmt.minutes(rto.p50)} at the median, {between(rto)} in 80 of 100 futures; "
        f"{fmt.minutes(rto.confident)} is what counts against the target.",
    ]
    return [text for text in sentences if text]


def _why_counted(estimate: Estimate) -> str:
    if not estimate.recovery.cheapest:
        return "No level meets both; it is the fastest there is."
    return "It is the cheapest level that does." if is_cheapest(estimate) else "No level with less standing by does."


def is_cheapest(estimate: Estimate) -> bool:
    """Whether the first level that meets the target is also the one with the least price; not where prices lack."""
    found = least_price(estimate)
    return found is not None and found.times.level == estimate.recovery.cheapest


def cheaper_sentence(estimate: Estimate) -> str:
    """Which other level meets the target for less money; empty where the counted one is the cheapest, or misses it."""
    found = least_price(estimate)
    prices = {one.times.level: one.usd_per_month for one in estimate.recovery_prices.levels}
    counted = prices[estimate.recovery.level]
    if not estimate.recovery.meets or found is None or found.counted or not found.usd_per_month or counted is None:
        return ""
    less = fmt.money(estimate.money(counted - found.usd_per_month), estimate.currency)
    return f"{found.times.label} meets the target, too, and costs {less} a month less than {_label(estimate)}."


def _label(estimate: Estimate) -> str:
    return estimate.recovery.label[:1].lower() + estimate.recovery.label[1:]


def base_sentence(book: Book, level: str) -> str:
    """What Medplum's page reckons, and what it leaves out."""
    minutes = [book.assumptions[key].likely for key in QUOTED]
    anew = (
        ""
        if level == "backup_restore"
        else " Its times are those of building anew; this level starts from a copy that runs."
    )
    parts = " + ".join(fmt.number(one, 0) for one in minutes)
    return (
        f"Medplum’s page reckons {parts} = {fmt.number(sum(minutes), 0)} minutes, up to an hour, for restoring, "
        "provisioning and switching. It leaves out detecting and deciding, the size of the database, and checking; the "
        f"timeline adds them, with ranges.{anew}"
    )


def recovery_points(estimate: Estimate, plan: Plan) -> list[str]:
    """The two points to which data comes back: a lost place, corrupted data."""
    lost, target = plan.corruption, estimate.recovery.target_rpo_minutes
    outcome = "is more" if lost.p80_minutes > target else "is within it"
    return [
        f"When a place is lost: {between(plan.counted.rpo)} of data is lost in 80 of 100 futures; "
        f"{fmt.minutes(plan.counted.rpo_minutes)} counts against the target.",
        f"When data is corrupted: what was written until it is noticed is lost, {between(lost.lost)} in 80 of 100 "
        f"futures, at every level. What counts against the target of {fmt.minutes(target)} is "
        f"{fmt.minutes(lost.p80_minutes)}, which {outcome}; no standby changes it, only noticing sooner. In "
        f"{fmt.number(100 * lost.late, 0)} of 100 futures it is noticed after the "
        f"{fmt.number(lost.window_days, 0)} days back to which the database can be restored.",
    ]


def beyond(estimate: Estimate, level: PlannedLevel) -> str:
    """What a level has beyond the targets, in time and money; empty where it misses them."""
    if level.spare_minutes is None:
        return "–"
    parts = [f"{fmt.minutes(level.spare_minutes)} to spare"]
    if level.surplus_usd_per_month and not level.is_cheapest:
        usd = estimate.money(level.surplus_usd_per_month)
        parts.append(f"{fmt.money(usd, estimate.currency)} a month more than needed")
    return ", ".join(parts)


def open_points(case: Case, estimate: Estimate, plan: Plan, book: Book) -> Iterator[tuple[str, str]]:
    """What the plan does not know: the key of each point, and its words."""
    size = f"{fmt.number(fmt.significant(estimate.recovery.database_gb), 0)} GB"
    values = {
        "because": f"{plan.place.because[:1].upper()}{plan.place.because[1:]}",
        "why": estimate.recovery.target_source,
        "size": size,
        "factor": fmt.number(book.assumptions["dr_provision_by_hand_factor"].likely, 1),
        "hosting": case.scenario.hosting.infrastructure_as_code,
        "check": CHECKED[written_as_code(case)],
        "missed": against_target(plan.measured) if plan.measured else "",
    }
    yield from ((key, OPEN[key].format(**values)) for key in plan.open_points)
    if plan.place.because and case.scenario.hosting.platform != "unknown":
        yield "place", f"{plan.place.label}: {plan.place.because}."
