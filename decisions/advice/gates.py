"""Gates: rules that no saving buys back. Each is pass, fail or unknown for each option that it can hit."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from decisions.case import Case, GateAnswer
from estimator.book import Book
from estimator.estimate import OPTIONS, Estimate, OptionKey
from estimator.request_points import QUOTA

from .abilities import ability_of
from .gate_rows import OWN_RULES, Row, gate_rows
from .jurisdictions import jurisdictions_of
from .reason_conditions import NOT_ANSWERED, condition_state, is_weighed
from .results import Ability, Asked, GateResult, State

OPTIONS_HIT: Mapping[str, tuple[OptionKey, ...]] = {"cloud": ("cloud",), "self-host": ("self_host",), "both": OPTIONS}
EXCLUDES, VOIDS, ASK_FIRST = "excludes-option", "voids-reason", "ask-first"
BY_FIGURES = ("enterprise_quote",)  # answered by the estimate: its price is known or not
WHOLE = ("learning", "fork")  # reasons that carry only when every gate of theirs is answered
DEMANDED_BY_NEED: Mapping[str, str] = {
    "onc_certified": "onc_certification",
    "contractual_uptime": "contractual_uptime",
    "own_encryption_keys": "own_keys_or_private_network",
    "private_network": "own_keys_or_private_network",
    "higher_request_limits": "request_limits",
}
BY_COUNTRY = (  # rules that concern whoever treats patients there: open until somebody has looked
    "hipaa_baa",
    "de_c5_sgb_v_393",
    "fr_hds",
    "eu_gdpr_transfer",
    "uk_nhs_offshoring",
    "ch_fadp",
    "ca_provinces",
    "au_my_health_record",
    "nl_nen7510",
)
FIRST_OF = {  # reason that was ticked → gates that stay open until they are answered themselves
    "country": ("residency_country",),
    "on_premises": ("on_premises_mandate",),
    "certificate": ("named_certificate",),
    "offline": ("offline_operation", "offline_lightweight"),
    "budget": ("budget_cap",),
}
FURTHER_RULES = (  # what "something else" may mean
    "provider_outside_us_law",
    "us_federal_fedramp",
    "residency_us_only",
    "contractual_uptime",
    "own_keys_or_private_network",
    *OWN_RULES.values(),
)
BELIEVED = GateAnswer(applies="yes", sure="believe")


def evaluate(case: Case, estimate: Estimate, book: Book) -> tuple[GateResult, ...]:
    """Every gate that was raised, answered or follows from a need, once for each option it can hit."""
    answers = asked_gates(case, estimate, book)
    rows = [row for row in gate_rows(case, book, estimate.points_at_peak) if row["gate"] in answers]
    results = [_result(option, row, answers, case, estimate, book) for option, row in _hits(rows)]
    results += _not_said(case)
    settled = {result.option for result in results if excludes(result) and result.state == "fail"}
    return tuple(replace(one, could_decide=one.state == "unknown" and one.option not in settled) for one in results)


def excludes(result: GateResult) -> bool:
    """Whether a fail of this gate takes its option out; the others void a reason, or lay duties on somebody."""
    return result.effect == EXCLUDES


def voids(result: GateResult) -> bool:
    """Whether a fail of this gate takes a reason to self-host away."""
    return result.effect == VOIDS


def reason_states(gates: tuple[GateResult, ...]) -> dict[str, State]:
    """State of each reason to self-host that was given: it carries (pass), is void (fail) or open (unknown)."""
    found: dict[str, list[State]] = {}
    for result in gates:
        if result.effect == VOIDS:
            found.setdefault(result.row["reason_group"], []).append(result.state)
    return {group: _weakest(states) for group, states in found.items()}


def _weakest(states: list[State]) -> State:
    return "fail" if "fail" in states else "unknown" if "unknown" in states else "pass"


def _hits(rows: list[Row]) -> Iterator[tuple[OptionKey, Row]]:
    for row in rows:
        for option in OPTIONS_HIT[row["option"]]:
            yield option, row


def asked_gates(case: Case, estimate: Estimate, book: Book) -> dict[str, GateAnswer]:
    """Answers by gate: those given, else believed by a need or a figure, else open because nobody has looked."""
    rows = [row for row in book.rows("gates") if row["effect"] != "not-ready" and row["gate"] not in BY_FIGURES]
    rows = [row for row in rows if row["effect"] != VOIDS or is_weighed(row, case)]
    given = {row["gate"]: case.reasons.gates[row["gate"]] for row in rows if row["gate"] in case.reasons.gates}
    demanded = dict.fromkeys((*gates_of_needs(case, book).values(), *_by_figures(case, estimate, book)), BELIEVED)
    begun = [row["reason_group"] for row in rows if row["gate"] in given and row["reason_group"] in WHOLE]
    raised = {gate: NOT_ANSWERED for reason in (*case.reasons.raised, *begun) for gate in _open_gates(reason, rows)}
    countries = jurisdictions_of(case)
    here = [row["gate"] for row in rows if row["gate"] in BY_COUNTRY and row["jurisdiction"] in countries]
    found = {**dict.fromkeys(here, NOT_ANSWERED), **raised, **demanded, **given}
    replies = case.reasons.reply_of
    return {
        gate: answer.model_copy(update={"vendor": replies[gate].said}) if gate in replies else answer
        for gate, answer in found.items()
    }


def _by_figures(case: Case, estimate: Estimate, book: Book) -> Iterator[str]:
    """Gates that a figure raises: a load beyond the default quota of requests, an amount that caps the spending."""
    if estimate.points_at_peak > book.assumptions[QUOTA].likely:
        yield "request_limits"
    if case.reasons.cap_per_year is not None:
        yield "budget_cap"


def gates_of_needs(case: Case, book: Book) -> dict[str, str]:
    """Need → gate, for needs that must be Medplum's and that a plan or a self-hoster may not be able to provide."""
    found = {}
    for row in book.rows("needs"):
        if case.scenario.needs.answers.get(row["need"]) != "must":
            continue
        if row["need"] in DEMANDED_BY_NEED:
            found[row["need"]] = DEMANDED_BY_NEED[row["need"]]
        elif row["smallest_plan"] == "none" and row["workaround_plan"] == "none":
            found[row["need"]] = "needed_feature_no_plan"
        elif row["self_host"] == "not-available":
            found[row["need"]] = "needed_feature_not_self_hostable"
    return found


def _open_gates(reason: str, rows: list[Row]) -> list[str]:
    """Gates that a raised reason leaves open: every one of its page, of a reason to self-host all of the reason."""
    if reason in WHOLE:
        return [row["gate"] for row in rows if row["reason_group"] == reason]
    return list(FIRST_OF.get(reason, ()))


def _not_said(case: Case) -> list[GateResult]:
    """What nobody has looked at yet: nothing answered, not sure, or "something else" without saying what."""
    raised = case.reasons.raised
    answers = case.reasons.gates
    rows = []
    if "not_sure" in raised or not raised:
        rows.append(NOTHING_SAID)
    if "other" in raised and not _said(answers):
        rows.append(SOMETHING_ELSE)
    return [_open(option, row) for row in rows for option in OPTIONS]


def _said(answers: Mapping[str, GateAnswer]) -> bool:
    """Whether it was said what "something else" is: a rule that may be it, or of every one that it is not."""
    given = [answers[gate].applies for gate in FURTHER_RULES if gate in answers]
    return any(applies != "no" for applies in given) or len(given) == len(FURTHER_RULES)


def _open(option: OptionKey, row: Row) -> GateResult:
    return GateResult(
        gate=row["gate"],
        option=option,
        effect=EXCLUDES,
        applies="unknown",
        meets="unknown",
        state="unknown",
        confirmed=False,
        asked="demand",
        because="",
        condition="",
        row=row,
    )


def _result(
    option: OptionKey, row: Row, answers: Mapping[str, GateAnswer], case: Case, estimate: Estimate, book: Book
) -> GateResult:
    answer = answers[row["gate"]]
    if row["effect"] == VOIDS:
        state, because = condition_state(row, answers, case)
        ability = Ability("unknown", because)
    else:
        ability = ability_of(option, row, answer, case, estimate, book)
        state = gate_state(answer, ability)
    return GateResult(
        gate=row["gate"],
        option=option,
        effect=row["effect"],
        applies=answer.applies,
        meets=ability.meets,
        state=state,
        confirmed=answer.sure == "in_writing",
        asked=_asked(option, row, answer, ability) if state == "unknown" else "",
        because=ability.because,
        condition=ability.condition if state == "pass" and answer.applies != "no" else "",
        row=row,
    )


def gate_state(answer: GateAnswer, ability: Ability) -> State:
    """A demand that is not there, or can be met, passes; one that is confirmed and cannot be met fails."""
    if answer.applies == "no" or ability.meets == "yes":
        return "pass"
    if ability.meets == "no" and answer.applies == "yes" and answer.sure == "in_writing":
        return "fail"
    return "unknown"


def _asked(option: OptionKey, row: Row, answer: GateAnswer, ability: Ability) -> Asked:
    """Whose answer comes next: first whether the demand is there, then whether the option can meet it."""
    if row["effect"] == VOIDS or answer.applies != "yes" or answer.sure != "in_writing" or ability.meets == "no":
        return "demand"
    return "own" if row["option"] == "both" and option == "self_host" else "vendor"


def _pseudo_gate(gate: str, rule: str, question: str, unknown_means: str) -> Row:
    return {
        "gate": gate,
        "reason_group": "any",
        "option": "both",
        "effect": EXCLUDES,
        "subject": "a rule that excludes an option",
        "task": "is there one?",
        "rule": rule,
        "question": question,
        "confirmed_by": "data protection officer or counsel, contract owner, engineering lead",
        "vendor_may_meet": "not-applicable",
        "vendor_question": "",
        "pass_means": "nothing rules an option out; then money decides",
        "fail_means": "the rule that is found decides which option is out",
        "unknown_means": unknown_means,
        "source": "",
        "listed_by_vendor": "not-applicable",
    }


NOTHING_SAID = _pseudo_gate(
    "not_checked",
    "A law, a contract, a named certificate or a place without internet can rule an option out.",
    "Does a law, a contract, a certificate or a place without internet rule one of the options out?",
    "nobody has looked at this yet",
)
SOMETHING_ELSE = _pseudo_gate(
    "something_else",
    "Something else was said to rule an option out; what it is has not been said.",
    "What is it that rules an option out, which option, and where does it stand in writing?",
    "say what it is, on the page of this reason",
)
