"""Recovery as it is today, in words: what a drill measured, the level that runs, what the readiness check denies."""

from collections.abc import Sequence

from decisions.advice.drills import Measured, measured
from decisions.advice.readiness import PracticeCheck
from decisions.advice.recovery_today import Today, level_today
from decisions.case import Case
from estimator.estimate import Estimate

from . import format as fmt
from .narrative import recovery_sentence

DENIED_LABELS = {"no": "Missing", "partly": "Partly"}


def against_target(found: Measured) -> str:
    """What a real drill came to against the target: "missed by 15 minutes"."""
    if found.minutes is None:
        return "no time was measured"
    apart = fmt.minutes(abs(found.minutes - found.target_minutes))
    if found.minutes == found.target_minutes:
        return "met"
    return f"met with {apart} to spare" if found.in_time else f"missed by {apart}"


def measured_sentence(found: Measured) -> str:
    """The latest real drill, which counts before every figure of the model."""
    when, target = f"the real drill of {fmt.day(found.on)}", fmt.minutes(found.target_minutes)
    if found.minutes is None:
        return f"No time was measured in {when}, or it broke off: it does not show that recovery meets its target."
    back = fmt.minutes(found.minutes)
    return f"Measured: back after {back} in {when}. The target is {target}: {against_target(found)}."


def today_sentence(found: Today, estimate: Estimate, *, drilled: bool) -> str:
    """Which level the installation has today, beside the one that is planned."""
    if found.level is None:
        return (
            "Which level your installation has today is not known: the level named here is planned and counted, and "
            "says nothing about what it can do today."
        )
    has = f"Your installation has {_lower(found.level.label)} today, by your answer"
    if found.against == "same":
        return f"{has}." if drilled else f"{has}; no real drill on record shows how fast it is back."
    if found.against == "more":
        return f"{has}, which is more than the level planned."
    meets = "meets" if found.level.meets else "misses"
    within = fmt.minutes(found.level.rto_p80_minutes)
    return (
        f"{has}. By the model that {meets} the targets: it is back within {within} in 80 of 100 futures. What the "
        "planned level needs beyond it is not there yet."
    )


def denied_sentence(denied: Sequence[PracticeCheck]) -> str:
    """How many practices that recovery rests on are missing or partly there; empty where none is."""
    missing, partly = (sum(one.state == state for one in denied) for state in DENIED_LABELS)
    rests, check = "of the practices that recovery rests on", "By the readiness check,"
    if missing and partly:
        return f"{check} {fmt.word(missing)} {rests} {_are(missing)} missing, {fmt.word(partly)} only partly in place."
    if missing or partly:
        state = "missing" if missing else "only partly in place"
        return f"{check} {fmt.word(missing or partly)} {rests} {_are(missing or partly)} {state}."
    return ""


def denied_list(denied: Sequence[PracticeCheck]) -> list[dict[str, str]]:
    """Those practices, each with its state, and where the readiness check asks for it."""
    return [
        {
            "text": f"{one.row['practice']}.",
            "state": DENIED_LABELS[one.state],
            "key": one.row["id"],
            "domain": one.row["domain"],
        }
        for one in denied
    ]


def measured_words(case: Case, estimate: Estimate) -> str:
    """The latest real drill against the target; empty where none is on record."""
    drill = measured(case, estimate.recovery.target_rto_minutes)
    return measured_sentence(drill) if drill else ""


def level_words(case: Case, estimate: Estimate) -> str:
    """The level that the installation has today, or that it is not known; empty where none is in use."""
    today = level_today(case, estimate)
    drilled = measured(case, estimate.recovery.target_rto_minutes) is not None
    return today_sentence(today, estimate, drilled=drilled) if today else ""


def recovery_in_words(case: Case, estimate: Estimate) -> str:
    """What was measured, what is planned by the model, and the level of today, in this order."""
    found = [measured_words(case, estimate), recovery_sentence(estimate), level_words(case, estimate)]
    return " ".join(text for text in found if text)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _lower(label: str) -> str:
    return f"{label[:1].lower()}{label[1:]}"
