"""The question to send to the vendor for a gate of the book."""

from collections.abc import Mapping

PLACES = {
    "REGION": "our country",
    "FEATURE": "the feature we need",
    "N points": "the points our peak needs",
    " of AMOUNT": "",
}


def vendor_question(row: Mapping[str, str]) -> str:
    """The question to send, with words of our own where the book leaves a place for them."""
    text = row["vendor_question"]
    for place, words in PLACES.items():
        text = text.replace(place, words)
    return text
