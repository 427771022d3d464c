"""The pages of the reasons: each opened by what is ticked in question 2."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from decisions.advice.gate_rows import OWN_RULE, OWN_RULES
from decisions.advice.gates import FURTHER_RULES
from decisions.case import Case
from estimator.book import Book
from estimator.scenario import UNKNOWN

from . import reasons as ask
from .asks import Ask, Raw, Values
from .page import Page, Source, only_case_paths
from .questions import RAISED
from .reasons import (
    ALTERNATIVES,
    CAUSE,
    CAUSES,
    GATES,
    ONE_WOULD_DO,
    OWN_EXCLUDES,
    OWN_WORDS,
    TRIED,
)

FORK = ("fork_justified_cause", "fork_alternatives_tried")


def _reason(slug: str, gates: tuple[str, ...], values: Values) -> Values:
    """Gives every gate answered on the page how sure the answer is and what Medplum said."""
    found = only_case_paths(values)
    for gate in gates:
        if f"{GATES}.{gate}.applies" in found:
            found |= _shared(slug, gate, values)
    return found


def _shared(slug: str, gate: str, values: Values) -> Values:
    pairs = {part: values.get(f"page.{slug}.{part}") for part in ("sure", "vendor")}
    return {f"{GATES}.{gate}.{part}": value for part, value in pairs.items() if value}


def _fork_meaning(values: Values) -> Values:
    found: Values = {}
    cause, tried = values.get(CAUSE), values.get(TRIED)
    if cause:
        found[f"{GATES}.fork_justified_cause.applies"] = {"none": "no", "unknown": "unknown"}.get(cause, "yes")
        found[f"{GATES}.fork_justified_cause.detail"] = CAUSES.get(cause, "")
    if tried:
        ruled_out = [label for key, label in ALTERNATIVES.items() if key in tried]
        every = len(ruled_out) == len(ALTERNATIVES)
        state = "no" if ONE_WOULD_DO in tried else "yes" if every else "unknown"
        found[f"{GATES}.fork_alternatives_tried.applies"] = state
        found[f"{GATES}.fork_alternatives_tried.detail"] = "; ".join(ruled_out)
    return _reason("fork", FORK, {**values, **found})


def _fork_restored(case: Case) -> dict[str, Raw]:
    gates, found = case.reasons.gates, _restored("fork", ("fork_justified_cause",), case)
    if cause := gates.get("fork_justified_cause"):
        keys = {label: key for key, label in CAUSES.items()}
        found[CAUSE] = keys.get(cause.detail, "none" if cause.applies == "no" else "unknown")
    if tried := gates.get("fork_alternatives_tried"):
        ruled_out = [key for key, label in ALTERNATIVES.items() if label in tried.detail.split("; ")]
        found[TRIED] = [ONE_WOULD_DO] if tried.applies == "no" else ruled_out
    return found


def _other_meaning(values: Values) -> Values:
    """The rules listed stand in the Case as they are; a rule of one's own goes to the option that it would exclude."""
    words, excludes = values.get(OWN_WORDS, ""), values.get(OWN_EXCLUDES, UNKNOWN)
    if not (words or excludes in OWN_RULES):
        return only_case_paths(values)
    state = "yes" if excludes in OWN_RULES else "unknown"
    own: Values = {}
    for gate in [OWN_RULES[excludes]] if state == "yes" else OWN_RULES.values():
        own |= {f"{GATES}.{gate}.applies": state, f"{GATES}.{gate}.detail": words, **_shared("other", gate, values)}
    return only_case_paths(values) | own


def _other_restored(case: Case) -> dict[str, Raw]:
    given = {option: case.reasons.gates[gate] for option, gate in OWN_RULES.items() if gate in case.reasons.gates}
    if not given:
        return {}
    answer = next(iter(given.values()))
    chosen = next((option for option, one in given.items() if one.applies == "yes"), UNKNOWN)
    return {OWN_WORDS: answer.detail, OWN_EXCLUDES: chosen, **_restored("other", tuple(OWN_RULES.values()), case)}


def _restored(slug: str, gates: tuple[str, ...], case: Case) -> dict[str, Raw]:
    answer = next((case.reasons.gates[gate] for gate in gates if gate in case.reasons.gates), None)
    if answer is None:
        return {}
    return {f"page.{slug}.sure": answer.sure, f"page.{slug}.vendor": answer.vendor}


def _page(
    raised: str,
    group: str,
    title: str,
    why: str,
    asks: Callable[[Book], tuple[Ask, ...]],
    gates: tuple[str, ...],
    meaning: Callable[[Values], Values] | None = None,
    restore: Callable[[Case], dict[str, Raw]] | None = None,
) -> Page:
    return Page(
        slug=raised.replace("_", "-"),
        title=title,
        group=group,
        asks=asks,
        why=why,
        shown=lambda values: raised in values.get(RAISED, []),
        hidden_because="its reason is not ticked in question 2",
        meaning=meaning or partial(_reason, raised, gates),
        restore=restore or partial(_restored, raised, gates),
        sources=partial(_rules, gates),
    )


def _rules(gates: tuple[str, ...], book: Book) -> tuple[Source, ...]:
    return rule_sources([row for row in book.rows("gates") if row["gate"] in gates])


def rule_sources(rows: Iterable[Mapping[str, str]]) -> tuple[Source, ...]:
    """What each of these gates says, and what it means while it is not known."""
    return tuple(
        Source(
            row["rule"].replace(f": {OWN_RULE}", ""),
            f"While it is not known: {row['unknown_means']}.",
            row["source"] or row["basis"],
            row["as_of"],
        )
        for row in rows
    )


REASONS = (
    _page(
        "country",
        "Compliance",
        "Who says in which country the data must stay?",
        "Hosted Medplum data lies in the United States unless something else is agreed. A region elsewhere may be "
        "possible, so Medplum Cloud is out only when the rule is confirmed and Medplum has said no.",
        ask.country_asks,
        ("residency_country",),
    ),
    _page(
        "on_premises",
        "Compliance",
        "Does anything in writing demand your own premises?",
        "Many such rules turn out to name a country or a certificate, not a building. If the words do demand own "
        "premises, Medplum Cloud is out without asking further.",
        ask.premises_asks,
        ("on_premises_mandate",),
    ),
    _page(
        "certificate",
        "Compliance",
        "Does a customer or a law demand a certificate of whoever operates it?",
        "A certificate belongs to an operation, not to the code: Medplum’s covers its hosted platform, a self-hoster "
        "needs an own one.",
        ask.certificate_asks,
        ("named_certificate",),
    ),
    _page(
        "offline",
        "Connectivity",
        "How does it have to work without internet?",
        "A hosted service stops when the connection does. Low connectivity is a reason to self-host a lightweight "
        "installation; a large one is a production system like any other.",
        ask.offline_asks,
        ("offline_operation", "offline_lightweight"),
    ),
    _page(
        "fork",
        "Fork",
        "Why must Medplum’s code be changed?",
        "A fork has to be kept current for good. It carries self-hosting only if one of three causes is shown and "
        "every other way has been tried.",
        ask.fork_asks,
        FORK,
        _fork_meaning,
        _fork_restored,
    ),
    _page(
        "learning",
        "Learning",
        "Is it for learning only?",
        "Learning is a reason to self-host as long as nobody depends on the system, it holds no data of real patients "
        "and it has no load to carry.",
        ask.learning_asks,
        ("learning_no_production", "learning_no_patients", "learning_no_scale"),
    ),
    _page(
        "budget",
        "Budget",
        "Is there a hard cap on what may be spent in a year?",
        "An option whose average year costs more than a confirmed cap is out. The result shows what both options cost.",
        ask.budget_asks,
        ("budget_cap",),
    ),
    _page(
        "other",
        "Another rule",
        "Which further rule can exclude an option?",
        "Five rules, and one in your own words. A rule excludes an option once it is confirmed in writing and cannot "
        "be met.",
        ask.other_asks,
        FURTHER_RULES,
        _other_meaning,
        _other_restored,
    ),
)
