"""What a document shows beside one case: other scenarios, other books, and readiness as of the report before."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from decisions.advice.trend import Earlier

from .agreement import BookVerdict
from .compare import Compared


@dataclass(frozen=True)
class Beside:
    """`scenarios`: the answers as given and those tried, side by side; `earlier`: the case of the report before.

    `books`: what the other open books make of the same answers.
    """

    scenarios: Sequence[Compared] = ()
    earlier: Earlier | None = None
    books: Sequence[BookVerdict] = ()

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells one from another."""
        tried = tuple((one.name, json.dumps(one.changes)) for one in self.scenarios)
        before = self.earlier and (self.earlier.day, self.earlier.case.readiness.model_dump_json())
        return tried, before, tuple(self.books)


NOTHING_BESIDE = Beside()
