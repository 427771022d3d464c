"""Where a self-hosted platform stands: the platform answered becomes a bill, a provider, a region and a shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .bill_words import ANY_SHAPE
from .book import Book
from .scenario import UNKNOWN, Scenario

Row = Mapping[str, str]
USUAL = "usual"


@dataclass(frozen=True)
class Place:
    """What the answers about hosting stand for; `because` says why there is no bill, `warnings` what was not followed.

    `label` names the platform; `region` is a key of the provider's regions, or "global" where it has none.
    """

    platform: str
    label: str
    bill: str
    because: str
    provider: str
    region: str
    shape: str
    support_end: str
    with_medplum: bool
    warnings: tuple[str, ...]


def place_of(scenario: Scenario, book: Book) -> Place:
    """The place of a scenario under a book."""
    hosting = scenario.hosting
    return _place(book, hosting.platform, hosting.choice("way"), hosting.region, hosting.choice("shape"))


@lru_cache(maxsize=256)
def _place(book: Book, platform: str, way: str, region: str, shape: str) -> Place:
    row = next(row for row in book.rows("platforms") if row["platform"] == platform)
    chosen, warnings = _way(book, row, way)
    provider = chosen["provider"]
    found, more = _region(book, provider, region, chosen["label"])
    warnings += more + _traps(book, chosen["bill"], shape)
    return Place(
        platform=platform,
        label=chosen["label"],
        bill=chosen["bill"],
        because=row["because"] if chosen is row else "",
        provider=provider,
        region=found["region"],
        shape=shape,
        support_end=row["support_end"],
        with_medplum=found["medplum_cloud"] == "1",
        warnings=tuple(warnings),
    )


def _way(book: Book, platform: Row, way: str) -> tuple[Row, list[str]]:
    """The row that names the bill: the platform's usual one, or another way of building there."""
    if way == USUAL:
        return platform, []
    same = {row["platform"] for row in book.rows("platforms") if row["bill"] == platform["bill"]}
    for row in book.rows("ways"):
        if row["platform"] in same and row["way"] == way:
            return row, []
    return platform, [f"“{way}” is no way to build on {platform['label']}: its usual way is taken."]


def _region(book: Book, provider: str, region: str, label: str) -> tuple[Row, list[str]]:
    """The region answered where the provider has it, else the provider's default."""
    offered = [row for row in book.rows("regions") if row["provider"] == provider and row["offered"] == "1"]
    default: Row = {"region": "global", "label": "", "medplum_cloud": "0"}
    default = next((row for row in offered if row["default"] == "1"), default)
    if region == UNKNOWN:
        return default, []
    for row in offered:
        if row["region"] == region:
            return row, []
    if not default["label"]:
        return default, []
    return default, [f"{region} is no region of {label} in this book: {default['label']} is taken."]


def default_region(book: Book, provider: str) -> str:
    """The region in which a provider's prices are taken where the answer names none; "global" without regions."""
    return _region(book, provider, UNKNOWN, "")[0]["region"]


def _traps(book: Book, bill: str, shape: str) -> list[str]:
    """What is known to go wrong with a bill's shape."""
    rows = [row for row in book.rows("traps") if row["platform"] == bill and row["shape"] in (ANY_SHAPE, shape)]
    return [row["sentence"] for row in rows]
