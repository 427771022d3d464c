"""What a document shows beside one case: other scenarios, and how readiness has moved since the report before."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from decisions.advice.trend import Earlier

from .compare import Compared


@dataclass(frozen=True)
class Beside:
    """`scenarios`: the answers as given and those tried, side by side; `earlier`: the case of the report before."""

    scenarios: Sequence[Compared] = ()
    earlier: Earlier | None = None

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells one from another."""
        tried = tuple((one.name, json.dumps(one.changes)) for one in self.scenarios)
        return tried, self.earlier and (self.earlier.day, self.earlier.case.readiness.model_dump_json())


NOTHING_BESIDE = Beside()
