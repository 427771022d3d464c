"""Sentences of a verdict. The same words serve both options; the option's name is the only thing that changes."""

from collections.abc import Collection, Mapping

from estimator.estimate import OPTIONS, Basis, OptionKey, View

from .results import Cause, GateResult, Outcome

NAMES: Mapping[OptionKey, str] = {"self_host": "Self-hosting", "cloud": "Medplum Cloud"}
INSIDE: Mapping[OptionKey, str] = {"self_host": "self-hosting", "cloud": "Medplum Cloud"}
VIEW_WORDS: Mapping[View, str] = {"loaded": "with all people counted", "cash": "with only new money counted"}
BASIS_WORDS: Mapping[Basis, str] = {
    "quarters": "with the work estimated by normal and large quarters",
    "tasks": "with the work estimated by single tasks",
    "measured": "with the work as it was measured",
}
CAUSE_WORDS: Mapping[Cause, str] = {
    "probability": "how wide the ranges are: in too many of the draws the other option is the cheaper one",
    "share": "small amounts: the mean difference is a small share of the cheaper option's cost",
    "amount": "small amounts: the mean difference a year is below the limit that counts as material",
    "combination": "how people and staffing are counted: another way that counts here favours the other option",
}

RULE_WHEN: Mapping[Outcome, str] = {
    "not_feasible": "Both options fail a confirmed rule.",
    "self_host_required": "Medplum Cloud fails a confirmed rule; self-hosting meets every one.",
    "cloud_required": "Self-hosting fails a confirmed rule; Medplum Cloud meets every one.",
    "ask_first": "Something unknown could change the answer: an open rule, or a figure that is missing.",
    "self_host_by_reason": "A reason to self-host carries, with each of its conditions confirmed.",
    "too_close": "Neither option is clearly cheaper in every way of counting that counts.",
    "self_host_by_money": "Self-hosting is clearly cheaper.",
    "cloud_recommended": "Medplum Cloud is clearly cheaper.",
}


def other(option: OptionKey) -> OptionKey:
    """The option that it is compared with."""
    return OPTIONS[1 - OPTIONS.index(option)]


def outcome_sentence(outcome: Outcome, winner: OptionKey | None) -> str:
    """The outcome in one sentence without figures."""
    if outcome == "not_feasible":
        return "Neither option is feasible as answered: each fails a confirmed rule."
    if outcome == "ask_first":
        return "Ask first: an answer that is still open decides between the options."
    if winner is None:
        return "Too close to call: neither option is clearly cheaper."
    if outcome in ("self_host_required", "cloud_required"):
        loser = INSIDE[other(winner)]
        return f"{NAMES[winner]} is required: {loser} fails a confirmed rule, {INSIDE[winner]} meets every one."
    if outcome == "self_host_by_reason":
        return f"{NAMES[winner]} is justified by a reason that carries, and no confirmed rule excludes it."
    return f"{NAMES[winner]} is clearly cheaper, and no confirmed rule excludes it."


def gate_text(result: GateResult) -> str:
    """What a gate means for its option."""
    name, row = NAMES[result.option], result.row
    if result.effect == "voids-reason":
        return _reason_gate_text(result)
    if result.applies == "no":
        unsure = "" if result.confirmed else " This is not confirmed in writing."
        return f"Answered: the rule does not apply.{unsure}"
    if result.state == "fail":
        return f"{name} does not meet this rule: {result.because}. {as_sentence(row['fail_means'])}"
    if result.state == "unknown":
        return f"Whether {INSIDE[result.option]} meets this rule is open. {as_sentence(row['unknown_means'])}"
    because = f", provided that {result.condition}" if result.condition else f": {result.because}"
    return f"{name} meets this rule{because}."


def either_open_text(row: Mapping[str, str]) -> str:
    """A gate that is open for both options."""
    return f"Whether either option meets this rule is open. {as_sentence(row['unknown_means'])}"


def _reason_gate_text(result: GateResult) -> str:
    if result.state == "pass":
        return f"The condition of this reason holds: {result.row['pass_means']}."
    if result.because:
        open_or_not = "does not hold" if result.state == "fail" else "is open"
        return f"The condition of this reason {open_or_not}: {result.because}."
    if result.state == "fail":
        return f"The condition of this reason does not hold. {as_sentence(result.row['fail_means'])}"
    return f"Whether the condition of this reason holds is open. {as_sentence(result.row['unknown_means'])}"


def settled_when(row: Mapping[str, str]) -> str:
    """When the rule of a gate rules nothing out, as a sentence."""
    return f"The rule is settled when {row['pass_means']}."


def as_sentence(clause: str) -> str:
    """A clause of the book as a sentence of its own."""
    return f"{sentence_case(clause).rstrip('.')}."


def sentence_case(text: str) -> str:
    """The text with its first letter large."""
    return f"{text[:1].upper()}{text[1:]}"


def combination_words(view: View, basis: Basis) -> str:
    """How a combination counts, inside a sentence."""
    return f"{VIEW_WORDS[view]} and {BASIS_WORDS[basis].removeprefix('with ')}"


def money_text(winner: OptionKey | None, contrary: Collection[tuple[View, Basis]]) -> str:
    """What money says, without figures; `contrary`: ways of counting, shown only, in which the other is cheaper."""
    if winner is None:
        return "Neither option is clearly cheaper in every way of counting that counts here."
    text = f"{NAMES[winner]} is clearly cheaper in the way your board counts."
    if not contrary:
        return text
    views = {view for view, _ in contrary}
    one_view = len(contrary) > 1 and len(views) == 1
    ways = VIEW_WORDS[views.pop()] if one_view else " and ".join(combination_words(*way) for way in contrary)
    return f"{text} Shown but not counted: {INSIDE[other(winner)]} is the cheaper one on average {ways}."
