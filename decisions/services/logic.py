"""Everything that a reviewer of the logic reads: questions, rules, gates, practices, read from code and book."""

from collections.abc import Iterator
from typing import Any

from decisions.advice import OUTCOMES
from decisions.advice.contradictions import CHECKS
from decisions.advice.gate_rows import OWN_RULE
from decisions.advice.progress import DOMAINS
from decisions.advice.rules import rule_number
from decisions.advice.vendor_words import vendor_question
from decisions.advice.wording import RULE_WHEN
from decisions.questionnaire.asked_at import asked_where
from decisions.questionnaire.asks import ANSWERED, DONT_KNOW, Ask
from decisions.questionnaire.forms import PageForm
from decisions.questionnaire.page import Page, Source
from decisions.questionnaire.pages import EVERY_BY_SLUG, PAGES
from decisions.report import format as fmt
from decisions.report.leaf_notes import reader_note
from decisions.report.narrative import OUTCOME_LABELS
from decisions.report.sources import sources_of
from estimator.book import Book
from estimator.scenario import UNKNOWN

Context = dict[str, Any]
LIMITS = (
    "verdict_probability_clear",
    "verdict_materiality_share",
    "verdict_materiality_usd_year",
    "recovery_confidence",
)
OPTION_LABELS = {"cloud": "Medplum Cloud", "self-host": "Self-hosting", "both": "Either option"}
EFFECT_LABELS = {
    "excludes-option": "rules the option out",
    "voids-reason": "voids the reason when it does not hold",
    "ask-first": "leaves the comparison open",
    "not-ready": "not ready while it does not hold",
}
GROUP_LABELS = {
    "compliance": "Law, contract and place",
    "certificate": "Certificates",
    "connectivity": "Without internet",
    "learning": "Learning",
    "fork": "Changing Medplum's code",
    "service": "Service and network",
    "capability": "Price, needs and team",
    "own": "A rule of your own",
}


def logic(book: Book) -> Context:
    """The whole logic under a book, as the template draws it."""
    return {
        "book": book,
        "families": _families(book),
        "contradictions": [_contradiction(check) for check in CHECKS],
        "rules": [_rule(outcome, book) for outcome in OUTCOMES],
        "limits": [_limit(key, book) for key in LIMITS if key in book.assumptions],
        "gates": _gates(book),
        "readiness": [_ready_rule(row) for row in book.rows("verdict_sources") if not row["number"]],
        "practices": _practices(book),
    }


# --- questions -----------------------------------------------------------------------------------


def _families(book: Book) -> list[Context]:
    found: dict[str, list[Context]] = {}
    for page in PAGES:
        found.setdefault(page.group, []).append(_page(page, book))
    return [{"title": title, "pages": pages} for title, pages in found.items()]


def _page(page: Page, book: Book) -> Context:
    form = PageForm(page, book, {}, every=True)
    return {
        "number": page.number,
        "slug": page.slug,
        "title": page.title,
        "why": page.why,
        "hidden_because": page.hidden_because,
        "questions": [_question(ask, form) for ask in form.asks],
        "sources": [
            {"title": one.title, "text": one.text, "links": sources_of(one.source)} for one in page.sources(book)
        ],
    }


def _source(one: Source) -> Context:
    return {"title": one.title, "text": one.text, "links": sources_of(one.source)}


def _question(ask: Ask, form: PageForm) -> Context:
    field: Any = form.fields[ask.path]
    labels = getattr(field, "labels", {})
    return {
        "label": "" if field.label == form.page.title else field.label,
        "hint": field.hint,
        "options": [label for value, label in labels.items() if value],
        "unknown": UNKNOWN in labels,
        "unit": getattr(field, "unit_in_words", ""),
        "under": _under(ask, form),
        "hidden_because": ask.rule.because if ask.rule else "",
        "fills": "" if ask.path.startswith("page.") else ask.path,
    }


def _under(ask: Ask, form: PageForm) -> str:
    """The answer below which a question stands."""
    if ask.under is None:
        return ""
    path, option = ask.under
    if option == ANSWERED:
        return f"any answer but {DONT_KNOW}"
    return str(getattr(form.fields[path], "labels", {}).get(option, option))


def _contradiction(check: Any) -> Context:
    pages = [EVERY_BY_SLUG[slug] for slug in check.slugs]
    return {"sentence": check.sentence, "believed": check.believed, "pages": [page.title for page in pages]}


# --- rules ---------------------------------------------------------------------------------------


def _rule(outcome: Any, book: Book) -> Context:
    row = next(row for row in book.rows("verdict_sources") if row["rule"] == outcome)
    return {
        "number": rule_number(outcome),
        "key": outcome,
        "when": RULE_WHEN[outcome],
        "label": OUTCOME_LABELS[outcome],
        "sentence": row["sentence"],
        "links": sources_of(row["source"]),
        "basis": row["basis"],
    }


def _limit(key: str, book: Book) -> Context:
    row = book.assumptions[key]
    value = fmt.percent(row.likely) if row.unit == "ratio" else f"{fmt.number(row.likely, 0)} {row.unit}"
    return {
        "label": row.label,
        "value": value,
        "links": sources_of(row.source),
        "basis": row.basis,
        "notes": reader_note(row.notes),
    }


def _gates(book: Book) -> list[Context]:
    found: dict[str, list[Context]] = {}
    for row in book.rows("gates"):
        where = fmt.listed(asked_where(row["gate"], book))
        found.setdefault(row["reason_group"], []).append(_gate(row) | {"asked": where})
    return [{"title": GROUP_LABELS[group], "gates": gates} for group, gates in sorted(found.items(), key=_group_order)]


def _group_order(item: tuple[str, Any]) -> int:
    return list(GROUP_LABELS).index(item[0])


def _gate(row: Any) -> Context:
    copied = ("gate", "rule", "question", "confirmed_by", "jurisdiction", "as_of", "basis")
    means = ("pass_means", "fail_means", "unknown_means")
    return {
        **{name: row[name].replace(OWN_RULE, "in your own words") for name in (*copied, *means)},
        "vendor_question": vendor_question(row).replace(OWN_RULE, "in your own words"),
        "option": OPTION_LABELS[row["option"]],
        "effect": EFFECT_LABELS[row["effect"]],
        "links": sources_of(row["source"]),
    }


# --- readiness -----------------------------------------------------------------------------------


def _ready_rule(row: Any) -> Context:
    return {"key": row["rule"], "sentence": row["sentence"], "links": sources_of(row["source"]), "basis": row["basis"]}


def _practices(book: Book) -> list[Context]:
    return [{"title": label, "rows": list(_practice_rows(domain, book))} for domain, label in DOMAINS.items()]


def _practice_rows(domain: str, book: Book) -> Iterator[Context]:
    for row in book.rows("readiness"):
        if row["domain"] == domain:
            hours = [float(row[f"setup_hours_{end}"]) for end in ("low", "likely", "high")]
            yield {
                "id": row["id"],
                "practice": row["practice"],
                "blocker": row["weight"] == "blocker",
                "evidence": row["evidence"],
                "hours": " – ".join(fmt.number(one, 0) for one in hours) if hours[2] else "",
                "applies_to": row["applies_to"].replace(";", ", "),
                "links": sources_of(row["source"]),
            }
