"""Cases that several tests of advice need."""

from decisions.advice import judge
from tests.builders_estimate import make_case, make_estimate, shipped_book

VENDOR = {"pass": "agreed", "unknown": "not_asked", "fail": "refused"}
NOTHING_RAISED = {"raised": ["nothing"]}
SKILLED = {"applies": "yes", "sure": "in_writing"}
RAISED_FOR = {  # gate, or the first word of its key → what is ticked in question 2
    "residency_country": "country",
    "on_premises_mandate": "on_premises",
    "named_certificate": "certificate",
    "budget_cap": "budget",
    "offline": "offline",
    "learning": "learning",
    "fork": "fork",
}
LEARNING = ("learning_no_production", "learning_no_patients", "learning_no_scale")


def reasons_with(self_host="pass", cloud="pass", learning=None):
    """One confirmed demand for each option, met or not by what the vendor said; learning as a reason to self-host."""
    gates = {
        "needed_feature_not_self_hostable": {"applies": "yes", "sure": "in_writing", "vendor": VENDOR[self_host]},
        "residency_country": {"applies": "yes", "sure": "in_writing", "vendor": VENDOR[cloud]},
    }
    if learning:
        applies = {"pass": "yes", "unknown": "unknown", "fail": "no"}[learning]
        gates |= {gate: {"applies": "yes", "sure": "in_writing"} for gate in LEARNING}
        gates[LEARNING[1]] = {"applies": applies, "sure": "in_writing"}
    return looked_at({"gates": gates})


def looked_at(reasons):
    """The reasons with question 2 answered as the gates say it: a reason for each gate of its page, else nothing."""
    if "raised" in reasons:
        return reasons
    pages = [RAISED_FOR.get(gate, RAISED_FOR.get(gate.partition("_")[0])) for gate in reasons.get("gates", ())]
    return {"raised": list(dict.fromkeys(page for page in pages if page)) or ["nothing"], **reasons}


def blocker_ids():
    return [row["id"] for row in shipped_book().rows("readiness") if row["weight"] == "blocker"]


def ready_answers(**changes):
    """Scenario and readiness of a team that is ready; `changes` replace whole families."""
    scenario = {
        "people": {"coverage": "around_the_clock", "on_pager": "8_plus"},
        "hosting": {"platform": "aws", "today": "live_self_hosted"},
        "upgrades": {"medplum_version": "5.2", "postgresql_version": "17"},
    }
    practices = {practice: {"state": "in_place"} for practice in blocker_ids()}
    readiness = {"practices": practices, "drill_showed_recovery": "yes"}
    return {"scenario": {**scenario, **changes}, "readiness": readiness}


def ready_case(state=True, reasons=None, **changes):
    """A case that is ready (True), not ready (False: one blocker) or not known (None: one blocker unanswered)."""
    answers = ready_answers(**changes)
    if state is not True:
        answers["readiness"]["practices"]["BP-02"] = {"state": "no" if state is False else "unknown"}
    reasons = dict(looked_at(reasons or {}))
    reasons["gates"] = {**reasons.get("gates", {}), "skills": SKILLED}
    return make_case(reasons=reasons, **answers)


def verdict_of(reasons=None, estimate=None, book=1, **families):
    case = make_case(reasons=looked_at(reasons or {}), **families)
    return judge(case, estimate or make_estimate(), shipped_book(book))


def gate_row(gate):
    return next(row for row in shipped_book().rows("gates") if row["gate"] == gate)
