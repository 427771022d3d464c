"""Whom to ask: the role that stands first among those who know, as it stands inside a sentence."""

import re

NEXT_ROLE = re.compile(r",| or | and |;")
NO_ARTICLE = ("counsel", "finance", "procurement", "whoever", "the ", "Medplum")


def first_role(who: str) -> str:
    """ "data protection officer or counsel, with the clause" is first of all for the data protection officer."""
    return who if who.startswith("whoever") else NEXT_ROLE.split(who)[0].strip()


def in_sentence(who: str) -> str:
    """With its article, where it takes one."""
    return who if who.startswith(NO_ARTICLE) else f"the {who}"
