"""Where each point that a recovery plan does not know is answered: page and question, by the key of the point."""

from collections.abc import Mapping
from dataclasses import dataclass

from .pages import BY_SLUG

RECOVERY, HOSTING = "recovery-in-detail", "hosting-in-detail"
RECOVERY_ANSWERS, HOSTING_ANSWERS = "scenario.recovery", "scenario.hosting"
CODE = (HOSTING, f"{HOSTING_ANSWERS}.infrastructure_as_code")
TARGETS = (RECOVERY, f"{RECOVERY_ANSWERS}.rto_minutes")
BILL = (RECOVERY, f"{RECOVERY_ANSWERS}.level_today")
HERE = ("", "drills")  # on the page of the plan itself
ANSWERED_ON: Mapping[str, tuple[str, str]] = {
    "level_today": (RECOVERY, f"{RECOVERY_ANSWERS}.level_today"),
    "platform": ("place", ""),
    "place": (HOSTING, ""),
    "first_hour": ("outage", ""),
    "targets": TARGETS,
    "one_target": TARGETS,
    "code": CODE,
    "code_partly": CODE,
    "code_missing": CODE,
    "code_differs": CODE,
    "tools": (HOSTING, ""),
    "database_size": ("workload-in-detail", "scenario.workload.database_gb_at_start"),
    "bill": BILL,
    "beyond_bill": BILL,
    "drill_missed": HERE,
    "drill_no": HERE,
    "drill_unknown": HERE,
}
LEVEL = (RECOVERY, f"{RECOVERY_ANSWERS}.level")
DRILLS = (RECOVERY, f"{RECOVERY_ANSWERS}.dr_tests_per_year")


@dataclass(frozen=True)
class Link:
    """A question: the page it is on, what the page is called, and its place there (empty for the page as a whole).

    `slug` is empty for the page of the plan itself.
    """

    slug: str
    title: str
    name: str


def link_of(where: tuple[str, str]) -> Link:
    """The link to a page and question."""
    slug, path = where
    return Link(slug, BY_SLUG[slug].title if slug else "Record a drill", path.replace(".", "-"))


def answered_at(key: str) -> Link | None:
    """Where a point of the plan is answered; None for what no question asks."""
    return link_of(ANSWERED_ON[key]) if key in ANSWERED_ON else None
