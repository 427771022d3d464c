"""Logging without link secrets."""

import logging
import re

# /s/<token> and /e/<token>, also percent-encoded as in ?next=%2Fe%2F…
LINK_SECRET = re.compile(r"((?:/|%2F)[se](?:/|%2F))[\w-]{8,}", re.IGNORECASE)


def scrub(text: str) -> str:
    """Return the text with the token of every share and edit link replaced."""
    return LINK_SECRET.sub(r"\1[token]", text)


class ScrubbingFormatter(logging.Formatter):
    """Formats as usual, then scrubs the finished text, traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line to write."""
        return scrub(super().format(record))
