"""What a reader needs of a row of the book: its note without what it tells the keepers, and whose claim it is."""

import re

# How a row is used, what it must not be added to, other rows by key, whom to ask: for those who keep the book.
FOR_KEEPERS = re.compile(
    r"[a-z0-9]+_[a-z0-9*]|\.csv|^Judgement\.$|\b(?:[Dd]o not|[Nn]ever|NOT|ONLY|BOTH|[Nn]ot on top|[Oo]n top of"
    r"|Instead of|Replaces|[Bb]as[ie]s|BASIS|Context|DERIVED|DOUBLE|Thresholds?|[Aa]sk|Cross-check|rows?|Derivation"
    r"|convenience|[Tt]imes|Serves|Only when|a draw|Use as|no checked|MTTR|[Oo]utside the default|OUTSIDE)\b"
)
MARK = re.compile(r"^CONSTANT(?: default)?[:,.]?\s*(?:judgement[:.]?\s*)?")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9'“\"])")


def reader_note(note: str) -> str:
    """The sentences that a reader gains by; empty where there are none."""
    return " ".join(_unmarked(one) for one in SENTENCE.split(note.strip()) if one and not FOR_KEEPERS.search(one))


def _unmarked(sentence: str) -> str:
    rest = MARK.sub("", sentence)
    return sentence if rest == sentence else f"{rest[:1].upper()}{rest[1:]}"


def claimed_by(claim: str, source: str) -> str:
    """Whose own claim a figure is: "vendor" for Medplum's about itself, "seller" for that of another firm, else ""."""
    if claim != "vendor":
        return ""
    return "vendor" if "medplum" in source.lower() else "seller"
