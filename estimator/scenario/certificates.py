"""Certificates held or needed anyway."""

from typing import Literal

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


class Certificates(Answers):
    """`held`: certificates the company holds or needs wherever Medplum runs; None while unknown, empty for none."""

    held: tuple[Certificate, ...] | None = None
