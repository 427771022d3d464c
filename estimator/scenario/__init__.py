"""What costs money, declared once: one sub-model for each family of questions."""

from collections.abc import Iterator

from pydantic import Field

from .assumed import Assumed
from .base import Answers
from .certificates import CERTIFICATE_LABELS, EXTRA_LABELS, Certificate, Certificates
from .hosting import Hosting
from .money import Money
from .needs import Need, Needs
from .people import People
from .quantity import UNKNOWN, Choice, Given, Quantity, dump_quantity
from .recovery import Recovery
from .upgrades import VERSION, Upgrades
from .workload import Workload

__all__ = [
    "CERTIFICATE_LABELS",
    "EXTRA_LABELS",
    "UNKNOWN",
    "VERSION",
    "Answers",
    "Assumed",
    "Certificate",
    "Certificates",
    "Choice",
    "Given",
    "Hosting",
    "Money",
    "Need",
    "Needs",
    "People",
    "Quantity",
    "Recovery",
    "Scenario",
    "Upgrades",
    "Workload",
    "dump_quantity",
]


class Scenario(Answers):
    """Everything that costs money. An empty scenario is valid: every answer is then unknown."""

    workload: Workload = Field(default_factory=Workload)
    needs: Needs = Field(default_factory=Needs)
    hosting: Hosting = Field(default_factory=Hosting)
    people: People = Field(default_factory=People)
    upgrades: Upgrades = Field(default_factory=Upgrades)
    recovery: Recovery = Field(default_factory=Recovery)
    certificates: Certificates = Field(default_factory=Certificates)
    money: Money = Field(default_factory=Money)
    assumed: Assumed = Field(default_factory=Assumed)

    def families(self) -> Iterator[tuple[str, Answers]]:
        """(name, sub-model) in the order of the questionnaire."""
        for name in type(self).model_fields:
            yield name, getattr(self, name)
