"""Certificates and tests that self-hosting alone makes necessary, as nodes of the graph."""

from collections.abc import Mapping

from hamilton.function_modifiers import source, value

from .additions import Expansion, Missing, line_tags
from .book import Book
from .scenario import Scenario


def add_certificates(found: Expansion, scenario: Scenario, book: Book) -> None:
    """One line for each certificate of the book: its fee, or why it is not counted."""
    for row in book.rows("certificates"):
        name = f"certificate_{row['certificate']}_cost"
        because = _not_needed(row, scenario)
        if because:
            found.missing.append(Missing(name, row["label"], "compliance", "self_host", "not_applicable", because))
            continue
        found.config["certificates"][name] = {
            "price_once": source(row["key"]),
            "counted_share": source(row["share_unless_named"]) if scenario.certificates.extra is None else value(1),
            "certificate_years": source(f"certificate_years_{row['certificate']}"),
        }
        found.config["certificate_tags"][name] = line_tags("compliance", "self_host", row["label"], taxed="yes")


def _not_needed(row: Mapping[str, str], scenario: Scenario) -> str:
    answers = scenario.certificates
    if row["held_as"] in (answers.held or ()):
        return "you hold or need it anyway, in both options"
    if scenario.needs.answers.get("baa") == "no" and answers.extra is None:
        return "no data of real patients is stored"
    named = bool(row["share_unless_named"]) if answers.extra is None else row["certificate"] in answers.extra
    return "" if named else "self-hosting does not make it necessary by your answers"
