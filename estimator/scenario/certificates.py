"""Certificates held or needed anyway."""

from typing import Literal

from pydantic import Field

from .base import Answers

Certificate = Literal["soc2", "hitrust", "iso27001", "c5", "hds", "nen7510", "onc", "fedramp"]

CERTIFICATE_LABELS: dict[str, str] = {
    "soc2": "SOC 2 Type II",
    "hitrust": "HITRUST (e1, i1 or r2)",
    "iso27001": "ISO 27001",
    "c5": "C5 (Germany)",
    "hds": "HDS (France)",
    "nen7510": "NEN 7510 (Netherlands)",
    "onc": "ONC health IT",
    "fedramp": "FedRAMP",
}


Extra = Literal["soc2", "hitrust_e1", "hitrust_i1", "hitrust_r2", "iso27001", "pentest", "vuln_scanning"]

EXTRA_LABELS: dict[str, str] = {
    "soc2": "SOC 2 Type II",
    "hitrust_e1": "HITRUST e1",
    "hitrust_i1": "HITRUST i1",
    "hitrust_r2": "HITRUST r2",
    "iso27001": "ISO 27001",
    "pentest": "Penetration test of the platform",
    "vuln_scanning": "Vulnerability scanning of the platform",
}


class Certificates(Answers):
    """`held`: certificates the company holds or needs wherever Medplum runs; None while unknown, empty for none.

    `extra`: what self-hosting alone would make necessary; None while unknown.
    """

    held: tuple[Certificate, ...] | None = None
    extra: tuple[Extra, ...] | None = Field(
        default=None,
        title="Which of these would self-hosting alone make necessary?",
        description="What you need in any case costs the same in both options and does not belong here.",
    )
