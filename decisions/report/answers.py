"""The answers of a case in words, and what stood in for each one that was not given."""

from collections.abc import Iterator, Mapping
from typing import Any

from decisions.advice.counted import counted
from decisions.advice.gate_rows import gate_rows
from decisions.advice.jurisdictions import PATIENTS_IN
from decisions.case import Case, Drill, GateAnswer
from estimator.book import Book
from estimator.rates import OWN_CURRENCY, asked_currency, paid_in
from estimator.scenario import CERTIFICATE_LABELS, EXTRA_LABELS, UNKNOWN, Answers, Choice, Given, Quantity, Scenario

from . import format as fmt

Section = dict[str, Any]
Node = Mapping[str, Any]
FAMILY_LABELS = {
    "workload": "Workload",
    "needs": "Needs",
    "hosting": "Hosting",
    "people": "People",
    "upgrades": "Versions and upgrades",
    "recovery": "Recovery",
    "certificates": "Certificates",
    "money": "Money",
    "assumed": "Own values in place of typical ones",
}
RAISED_LABELS = {
    "country": "Data must stay in a country",
    "on_premises": "It must run on our own premises",
    "certificate": "A named certificate is demanded",
    "offline": "It must work without internet",
    "fork": "Medplum's code must be changed",
    "learning": "Only learning, no patient data",
    "budget": "A cap on yearly spending",
    "other": "Something else",
    "nothing": "Nothing",
    "not_sure": "Not sure",
}
NEED_LABELS = {
    "must": "must be Medplum's",
    "own": "we would solve it ourselves",
    "no": "not needed",
    "unknown": "not known",
}
SURE_LABELS = {"in_writing": "in writing", "believe": "believed so", "not_checked": "not checked"}
VENDOR_LABELS = {
    "not_asked": "Medplum not asked yet",
    "asked": "Medplum asked, no answer yet",
    "agreed": "Medplum agreed",
    "refused": "Medplum said no",
}
STATE_LABELS = {
    "in_place": "in place",
    "partly": "partly",
    "no": "not in place",
    "not_applicable": "not applicable",
    "unknown": "not known",
}
YES_NO = {"yes": "yes", "no": "no", "unknown": "not known"}
HOLDS = {"yes": "this holds", "no": "this does not hold", "unknown": "not known"}
DRILL_LABELS = {"tabletop": "Tabletop exercise", "real": "Real drill"}
NOT_ANSWERED = "Not answered"


def answers_in_words(case: Case, book: Book, leaves: Mapping[str, Node]) -> list[Section]:
    """Every answer by family: question, answer, whether it was given, and what counted instead.

    `leaves`: the inputs that the estimate used, by name, as explanations hold them.
    """
    told, currency = dict(case.priced.families()), paid_in(case.scenario, book)
    sections = []
    for name, family in counted(case, book).families():
        rows = [*_declared(family, told[name], book, leaves, currency), *_extra(name, case.scenario, book)]
        sections.append(_section(FAMILY_LABELS[name], rows))
    sections.append(_section("What rules an option out", _reasons(case, book)))
    sections.append(_section("Readiness to self-host", _readiness(case, book)))
    return [section for section in sections if section["rows"]]


def unknown_count(sections: list[Section]) -> int:
    """How many questions were left open."""
    return sum(not answer["given"] for section in sections for answer in section["rows"])


def _section(heading: str, rows: list[dict[str, Any]]) -> Section:
    return {"heading": heading, "rows": rows}


def _answer(question: str, text: str, *, given: bool = True, instead: str = "") -> dict[str, Any]:
    return {"question": question, "answer": text, "given": given, "instead": instead}


def _declared(
    family: Answers, told: Answers, book: Book, leaves: Mapping[str, Node], currency: str
) -> Iterator[dict[str, Any]]:
    for name, meaning in family.declared().items():
        value = getattr(family, name)
        if isinstance(meaning, Choice):
            yield _choice(meaning, getattr(told, name), value)
        elif value is not None:
            yield _answer(meaning.label, quantity(value, meaning.unit.replace(OWN_CURRENCY, currency)))
        else:
            instead = _used(leaves[name]) if name in leaves else _typical(meaning, book)
            yield _answer(meaning.label, NOT_ANSWERED, given=False, instead=instead)


def _choice(meaning: Choice, told: str, counts: str) -> dict[str, Any]:
    """A choice as it was answered; `counts`: the answer that the others imply while it is open."""
    if told in meaning.options:
        return _answer(meaning.label, meaning.options[told])
    stand_in = meaning.options.get(counts) or meaning.options.get(meaning.default, "")
    instead = f'counted as "{stand_in}"' if stand_in else ""
    return _answer(meaning.label, NOT_ANSWERED, given=False, instead=instead)


def quantity(value: Given, unit: str) -> str:
    """A number somebody gave, with its unit: "120,000 EUR/year" or "10 to 20, most likely 15 hours"."""
    if value.exact:
        return with_unit(value.likely, unit)
    low, high = fmt.number(value.low), fmt.number(value.high)
    return f"{low} to {high}, most likely {with_unit(value.likely, unit)}"


def with_unit(value: float, unit: str) -> str:
    """A number and its unit in words: "40 hours/month", "0.15 a year"; a plain count or ratio has none."""
    words = unit_words(unit)
    return f"{fmt.number(value, 4)} {words}" if words else fmt.number(value, 4)


def unit_words(unit: str) -> str:
    """The unit as it stands behind a number."""
    if unit in ("count", "ratio"):
        return ""
    words = unit.replace("ratio/", "a ").replace("count/", "a ").replace("FTE", "full-time people")
    return words.replace(f"{OWN_CURRENCY}/year", "a year in the team’s currency")


def _used(leaf: Node) -> str:
    """What the estimate took: the row can depend on other answers (a band, a country)."""
    if not leaf["range_text"]:
        return f"typical value: {leaf['value_text']}"
    return f"typical range: {leaf['range_text']}, most likely {leaf['value_text']}"


def _typical(meaning: Quantity, book: Book) -> str:
    found = book.assumptions.get(meaning.default_key)
    if found is None:
        return ""
    if found.low == found.high:
        return f"typical value: {with_unit(found.likely, found.unit)}"
    low, high = fmt.number(found.low, 4), fmt.number(found.high, 4)
    return f"typical range: {low} to {high}, most likely {with_unit(found.likely, found.unit)}"


def _extra(family: str, scenario: Scenario, book: Book) -> Iterator[dict[str, Any]]:
    """Answers that are neither a number nor a choice."""
    if family == "needs":
        yield from _needs(scenario, book)
    elif family == "certificates":
        yield from _certificates(scenario)
    elif family == "assumed":
        yield from _own_values(scenario, book)
    elif family == "upgrades":
        yield from _upgrades(scenario)
    elif family == "people" and scenario.people.hire_quarter is not None:
        yield _answer("The new hire starts in", fmt.quarter(scenario.people.hire_quarter))
    elif family == "money":
        yield _answer("Horizon", _capital(f"{fmt.word(scenario.money.horizon_quarters)} quarters"))
        chosen = scenario.money.currency != UNKNOWN
        instead = "" if chosen else f"the one of the team’s country: {asked_currency(scenario, book)}"
        yield _answer("Currency", scenario.money.currency if chosen else NOT_ANSWERED, given=chosen, instead=instead)
        if scenario.money.halve_vendor_claims:
            yield _answer("Figures that the vendor claims", "Trusted only half")


def _needs(scenario: Scenario, book: Book) -> Iterator[dict[str, Any]]:
    labels = _column(book, "needs", "need", "label")
    for key, answer in scenario.needs.answers.items():
        yield _answer(labels.get(key, key), _capital(NEED_LABELS[answer]), given=answer != "unknown")
    if scenario.needs.quote_until is not None:
        yield _answer("The price in writing holds until", fmt.day(scenario.needs.quote_until))


def _upgrades(scenario: Scenario) -> Iterator[dict[str, Any]]:
    version = scenario.upgrades.medplum_version
    known = version != UNKNOWN
    yield _answer("Which Medplum version runs today?", version if known else NOT_ANSWERED, given=known)
    if scenario.upgrades.large_quarters is not None:
        named = [fmt.quarter(quarter) for quarter in scenario.upgrades.large_quarters]
        yield _answer("Quarters with large maintenance projects", fmt.listed(named) or "None")


def _own_values(scenario: Scenario, book: Book) -> Iterator[dict[str, Any]]:
    for key, given in scenario.assumed.values.items():
        row = book.assumptions[key]
        if given is not None:
            yield _answer(row.label, quantity(given, row.unit))


def _certificates(scenario: Scenario) -> Iterator[dict[str, Any]]:
    answers = scenario.certificates
    for question, ticked, labels in (
        ("Certificates held or needed anyway", answers.held, CERTIFICATE_LABELS),
        ("Certificates and tests that only self-hosting makes necessary", answers.extra, EXTRA_LABELS),
    ):
        if ticked is None:
            yield _answer(question, NOT_ANSWERED, given=False, instead="counted as none")
        else:
            yield _answer(question, fmt.listed([labels[one] for one in ticked]) or "None")


def _reasons(case: Case, book: Book) -> list[dict[str, Any]]:
    raised = fmt.listed([RAISED_LABELS[one] for one in case.reasons.raised])
    question = "Does anything rule one option out?"
    rows = [_answer(question, raised or NOT_ANSWERED, given=bool(raised))]
    rows.append(_patients(case))
    if case.reasons.cap_per_year:
        rows.append(_answer("The most that may be spent in a year", quantity(case.reasons.cap_per_year, "USD/year")))
    known = {row["gate"]: row for row in gate_rows(case, book)}
    for key, gate in case.reasons.gates.items():
        rows.append(_gate(known[key], gate))
    return rows


def _patients(case: Case) -> dict[str, Any]:
    """Which rules are weighed hangs on it, so it is a question even where nobody answered it."""
    question, countries = "Where do the patients live?", [PATIENTS_IN[one] for one in case.reasons.patients_in]
    if countries:
        return _answer(question, fmt.listed(countries))
    return _answer(question, NOT_ANSWERED, given=False, instead="the rules of the team's country count")


def _gate(gate: Mapping[str, str], answer: GateAnswer) -> dict[str, Any]:
    """Gates of a reason to self-host are answered by whether their rule holds, the others by yes or no."""
    is_condition = gate["effect"] not in ("excludes-option", "ask-first")
    question = gate["rule"] if is_condition else gate["question"]
    words = HOLDS if is_condition else YES_NO
    return _answer(question, _gate_text(answer, words), given=answer.applies != "unknown")


def _gate_text(gate: GateAnswer, words: Mapping[str, str]) -> str:
    parts = [_capital(words[gate.applies])]
    if gate.applies != "unknown":
        parts.append(SURE_LABELS[gate.sure])
    if gate.vendor != "not_asked":
        parts.append(VENDOR_LABELS[gate.vendor])
    if gate.confirmed_by:
        parts.append(f"confirmed by {gate.confirmed_by}")
    if gate.confirmed_on:
        parts.append(f"on {fmt.day(gate.confirmed_on)}")
    text = ", ".join(parts)
    return f"{text}. {gate.detail}" if gate.detail else text


def _readiness(case: Case, book: Book) -> list[dict[str, Any]]:
    drill = case.readiness.drill_showed_recovery
    rows = [_answer("A drill showed that it is back in time", _capital(YES_NO[drill]), given=drill != "unknown")]
    rows += [_answer("A recovery drill that was held", _drill(one), given=True) for one in case.readiness.drills]
    practices = _column(book, "readiness", "id", "practice")
    for key, practice in case.readiness.practices.items():
        text = _capital(STATE_LABELS[practice.state])
        by = f" ({practice.owner})" if practice.owner else ""
        rows.append(_answer(practices.get(key, key), f"{text}{by}", given=practice.state != "unknown"))
    return rows


def _drill(drill: Drill) -> str:
    back = f"back after {fmt.minutes(drill.minutes)}" if drill.minutes else ""
    return ", ".join(part for part in (DRILL_LABELS[drill.kind], fmt.day(drill.on), back, drill.note) if part)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _column(book: Book, table: str, key: str, column: str) -> Mapping[str, str]:
    return {row[key]: row[column] for row in book.rows(table)}
