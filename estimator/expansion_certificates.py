"""Certificates and tests that self-hosting alone makes necessary, as nodes of the graph."""

from hamilton.function_modifiers import source

from .additions import Expansion, Missing, line_tags
from .book import Book
from .scenario import Scenario


def add_certificates(found: Expansion, scenario: Scenario, book: Book) -> None:
    """One line for each certificate of the book: its fee, or why it is not counted."""
    for row in book.rows("certificates"):
        name = f"certificate_{row['certificate']}_cost"
        because = _not_needed(row["certificate"], row["held_as"], row["default"] == "1", scenario)
        if because:
            found.missing.append(Missing(name, row["label"], "compliance", "self_host", "not_applicable", because))
            continue
        found.config["certificates"][name] = {
            "price_once": source(row["key"]),
            "certificate_years": source(f"certificate_years_{row['certificate']}"),
        }
        found.config["certificate_tags"][name] = line_tags("compliance", "self_host", row["label"])


def _not_needed(certificate: str, held_as: str, default: bool, scenario: Scenario) -> str:
    answers = scenario.certificates
    if held_as in (answers.held or ()):
        return "you hold or need it anyway, in both options"
    if scenario.needs.answers.get("baa") == "no" and answers.extra is None:
        return "no data of real patients is stored"
    named = default if answers.extra is None else certificate in answers.extra
    return "" if named else "self-hosting does not make it necessary by your answers"
