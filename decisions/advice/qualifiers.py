"""What has to be said beside an outcome: readiness, conditions, third ways, voided reasons, gaps, contradictions."""

from collections.abc import Iterator

from decisions.case import Case
from estimator.book import Book
from estimator.estimate import OPTIONS, OptionKey

from .abilities import OWN_CONDITIONS, own_condition
from .contradictions import contradicted
from .counted import offer_lapsed
from .gate_rows import gate_rows
from .gates import ASK_FIRST, excludes, gates_of_needs, reason_states, voids
from .jurisdictions import jurisdictions_of, without_patients
from .results import Capability, Facts, GateResult, Money, Outcome
from .wording import INSIDE, NAMES, as_sentence, sentence_case

LICENCE_MAY_COVER = ("needed_feature_not_self_hostable", "onc_certification", "contractual_uptime", "named_certificate")
OWN_ACCOUNT_MAY_COVER = ("compliance", "certificate", "service")
CONTRADICTION = "Two answers contradict each other: "
REASON_LABELS = {"learning": "learning", "fork": "a fork of the code", "connectivity": "a lightweight instance offline"}


def qualifiers(facts: Facts, outcome: Outcome, winner: OptionKey | None) -> tuple[str, ...]:
    """Every qualifier of an outcome, each a sentence without figures."""
    return (
        *_readiness(facts.case, facts.capability, outcome, winner),
        *_conditions(facts, winner),
        *_duties(facts.gates),
        *_reasons(facts.gates),
        *_countries(facts.case, facts.gates),
        *_lapsed(facts.case, facts.book),
        *_third_ways(facts.gates, facts.capability, winner),
        *_incomplete(facts.money),
        *_contradictions(facts.case, facts.book, facts.gates),
        *_judged(facts.case, facts.book),
    )


def _readiness(case: Case, capability: Capability, outcome: Outcome, winner: OptionKey | None) -> Iterator[str]:
    live = case.scenario.hosting.today == "live_self_hosted"
    if capability.ready is False and outcome == "self_host_required":
        yield "Self-hosting is required, but it is not ready: what is missing comes first."
    elif capability.ready is False and winner == "self_host":
        yield "Self-hosting is not ready: what is missing comes first."
    elif capability.ready is None and winner == "self_host":
        yield "Whether self-hosting is ready is not known: some points are not answered yet."
    if live and capability.ready is False:
        if winner == "cloud":
            yield "Already self-hosting: until a move is done, what is missing has to be fixed where it runs."
        else:
            yield "Already self-hosting: stay, and fix what is missing."


def _conditions(facts: Facts, winner: OptionKey | None) -> Iterator[str]:
    """Under which condition an option that may be chosen meets a rule."""
    for result in facts.gates:
        rule = f"“{sentence_case(result.row['subject'])}”"
        if result.condition and winner in (None, result.option):
            yield f"{NAMES[result.option]} meets the rule {rule} provided that {result.condition}."
        if result.gate not in OWN_CONDITIONS or result.applies == "no" or winner == "cloud":
            continue
        condition = own_condition(result.row, facts.case, facts.book)
        if result.state != "pass" or condition != OWN_CONDITIONS[result.gate]:
            yield f"{NAMES['self_host']} meets the rule {rule} provided that {condition}."


def _duties(gates: tuple[GateResult, ...]) -> Iterator[str]:
    """Duties that exclude nothing, and of which nobody knows yet who carries them."""
    for subject in dict.fromkeys(
        one.row["subject"] for one in gates if one.effect == ASK_FIRST and one.state == "unknown"
    ):
        yield f"Who carries the duties under “{sentence_case(subject)}” is open; they exclude neither option."


def _reasons(gates: tuple[GateResult, ...]) -> Iterator[str]:
    states = reason_states(gates)
    for group, state in states.items():
        label = REASON_LABELS.get(group, group)
        failed = [one for one in gates if voids(one) and one.state == "fail" and one.row["reason_group"] == group]
        for result in failed:
            yield f"The reason given, {label}, does not carry. {as_sentence(result.row['fail_means'])}"
        unlisted = any(one.row["listed_by_vendor"] == "no" and one.row["reason_group"] == group for one in gates)
        if state != "fail" and unlisted:
            yield f"Medplum's page on self-hosting no longer lists this reason: {label}."


def _countries(case: Case, gates: tuple[GateResult, ...]) -> Iterator[str]:
    """Rules of countries that nobody could weigh: where the patients live is open, or the book holds none."""
    only_learning = "learning" in case.reasons.raised and reason_states(gates).get("learning") != "fail"
    living = case.reasons.patients_in
    if "other" in living:
        yield "Patients live in a country whose rules are not among those weighed here: counsel there has to look."
    if living or only_learning or without_patients(case):
        return
    if jurisdictions_of(case):
        yield "Where the patients live has not been said: the rules of the team's country were weighed instead."
    else:
        yield "Where the patients live has not been said: no rule of a country was weighed."


def _lapsed(case: Case, book: Book) -> Iterator[str]:
    if offer_lapsed(case.scenario, book):
        yield (
            "Your price in writing for Medplum Cloud ends before the period begins and does not count: ask Medplum "
            "whether it holds on, or say what follows it."
        )


def _third_ways(gates: tuple[GateResult, ...], capability: Capability, winner: OptionKey | None) -> Iterator[str]:
    """Options between the two that are named and not priced."""
    short = [one for one in gates if excludes(one) and one.state != "pass"]
    licence = any(one.option == "self_host" and one.gate in LICENCE_MAY_COVER for one in short)
    if licence or (winner == "self_host" and capability.ready is False):
        yield (
            "A third way, not priced here: Medplum's Enterprise self-host licence adds the vendor's help and fixes "
            "to own hosting; by quote."
        )
    if winner == "self_host" and any(point.domain == "operations" for point in capability.blockers):
        yield "A third way, not priced here: a service firm runs the platform, or watches it at night."
    if any(one.option == "cloud" and one.row["reason_group"] in OWN_ACCOUNT_MAY_COVER for one in short):
        yield (
            "A third way, not priced here: a deployment in your own cloud account that the vendor manages; "
            "whether Medplum offers it, and at what price, is a question to Medplum."
        )


def _incomplete(money: Money) -> Iterator[str]:
    for option in OPTIONS:
        lines = money.missing(option)
        if lines:
            labels = ", ".join(line.label for line in lines)
            yield f"The total of {INSIDE[option]} is incomplete; not estimated: {labels}."


def _contradictions(case: Case, book: Book, gates: tuple[GateResult, ...]) -> Iterator[str]:
    """Answers that contradict each other, and which one was believed."""
    if "nothing" in case.reasons.raised and any(_may_exclude(one, case) for one in gates):
        yield f"{CONTRADICTION}nothing rules an option out, and a rule applies. The rule was believed."
    for need, gate in gates_of_needs(case, book).items():
        answer = case.reasons.gates.get(gate)
        if answer is not None and answer.applies == "no":
            label = next(row["label"] for row in book.rows("needs") if row["need"] == need)
            believed = "The verdict leaves the rule out; the price is that of the need."
            yield f"{CONTRADICTION}{label} is a must, and its rule does not apply. {believed}"
    for gate, reply in case.reasons.reply_of.items():
        answer = case.reasons.gates.get(gate)
        if answer is not None and {answer.vendor, reply.said} == {"agreed", "refused"}:
            rule = next(row["subject"] for row in gate_rows(case, book) if row["gate"] == gate)
            yield f"{CONTRADICTION}Medplum's answers on “{rule}”. The one with a date was believed."


def _judged(case: Case, book: Book) -> Iterator[str]:
    """Answers that do not go together, where one of the two goes into the verdict."""
    for check in contradicted(case, book):
        if check.judged:
            yield f"{CONTRADICTION}{check.sentence[:1].lower()}{check.sentence[1:]} {check.believed}"


def _may_exclude(result: GateResult, case: Case) -> bool:
    """Whether a rule that was answered with yes takes an option out, or may: one that both meet excludes nothing."""
    answered = result.gate in case.reasons.gates and result.applies == "yes"
    return answered and excludes(result) and result.state != "pass"
