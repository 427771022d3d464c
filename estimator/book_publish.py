"""What a complete book must also keep before it may be published: checks across its tables."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from estimator.bill_words import ANY_SHAPE, LADDER, is_listed
from estimator.book import Book
from estimator.book_prices import ANY_SKU, GLOBAL
from estimator.book_rows import PriceRow

Row = Mapping[str, str]

VERDICT_RULES = (
    "not_feasible",
    "self_host_required",
    "cloud_required",
    "ask_first",
    "self_host_by_reason",
    "too_close",
    "self_host_by_money",
    "cloud_recommended",
)
_TAX_KEYS = ("rate_key", "company_key", "startup_key", "hospital_key", "public_key")
_COUNTRY_KEYS = ("loaded_key", "burden_key", "contractor_key", "productive_hours_key", "wage_ratio_key", "kwh_key")


class Sku(NamedTuple):
    """A SKU that a bill or a ladder names, how its price is multiplied out, and where it is named."""

    provider: str
    service: str
    sku: str
    per: str
    named_by: str


def check_publishable(book: Book) -> tuple[str, ...]:
    """Every reason why a book may not be published, one line each; empty when it may."""
    return tuple(fault for check in _CHECKS for fault in check(book))


def _skus(book: Book) -> Iterator[Sku]:
    steps: dict[str, list[Row]] = defaultdict(list)
    for row in book.rows("ladders"):
        steps[row["ladder"]].append(row)
    for bill in book.rows("bill_of_materials"):
        named_by = f"{bill['platform']} {bill['component']}"
        if is_listed(bill):
            yield Sku(bill["provider"], bill["service"], bill["sku"], bill["per"], named_by)
        for step in steps[bill["sku"].removeprefix(LADDER)] if bill["sku"].startswith(LADDER) else ():
            yield Sku(step["provider"], step["service"], step["sku"], bill["per"], named_by)
    for copy in filter(is_listed, book.rows("recovery_copies")):
        named_by = f"{copy['platform']} {copy['component']}"
        yield Sku(copy["provider"], copy["service"], copy["sku"], copy["per"], named_by)
    for plan in book.rows("support_plans"):
        yield Sku(plan["provider"], plan["service"], plan["minimum_sku"], "month", plan["label"])


def _price_faults(book: Book) -> Iterator[str]:
    regions: dict[str, list[str]] = defaultdict(list)
    for row in book.rows("regions"):
        if row["offered"] == "1":
            regions[row["provider"]].append(row["region"])
    for sku in _skus(book):
        for region in regions[sku.provider] or [GLOBAL]:
            place = f"{sku.provider} / {region} / {sku.service} / {sku.sku}"
            try:
                price = book.price(sku.provider, region, sku.service, sku.sku)
            except KeyError:
                yield f"prices.csv: no price and no declared gap for {place}, named by {sku.named_by}"
                continue
            if isinstance(price, PriceRow) and _per(price.unit) != sku.per:
                yield f"bill_of_materials.csv: {sku.named_by} is per {sku.per}, its price per {price.unit}"


def _per(unit: str) -> str:
    period = unit.rpartition("-")[2]
    return period if period in ("hour", "day", "month") else "each"


def _unused_price_faults(book: Book) -> Iterator[str]:
    named = {(sku.provider, sku.service, sku.sku) for sku in _skus(book)}
    for row in book.rows("prices"):
        if (row["provider"], row["service"], row["sku"]) not in named:
            yield f"prices.csv: no bill and no ladder names {row['service']} / {row['sku']}"


def _factor_faults(book: Book) -> Iterator[str]:
    prices = {(row["provider"], row["region"], row["service"], row["sku"]) for row in book.rows("prices")}
    for row in book.rows("regional_factors"):
        for sku in row["sku"].split("|"):
            place = f"{row['service']} / {sku} in {row['region']}"
            if (row["provider"], row["base_region"], row["service"], sku) not in prices:
                yield f"regional_factors.csv: {place} has no price in its base region {row['base_region']}"
            if (row["provider"], row["region"], row["service"], sku) in prices:
                yield f"regional_factors.csv: {place} has a price of its own"


def _region_faults(book: Book) -> Iterator[str]:
    known = {(row["provider"], row["region"]) for row in book.rows("regions")}
    providers = {provider for provider, _ in known}
    for table in ("prices", "regional_factors", "no_public_price"):
        for row in book.rows(table):
            everywhere = row["region"] in (GLOBAL, ANY_SKU)
            if row["provider"] in providers and not everywhere and (row["provider"], row["region"]) not in known:
                yield f"{table}.csv: region {row['region']} of {row['provider']} stands in no row of regions"
    offered = {row["region"] for row in book.rows("regions") if row["offered"] == "1"}
    for row in book.rows("countries"):
        if row["default_region"] not in offered:
            yield f"countries.csv: {row['country']} has a default region that is not offered"


def _ladder_name_faults(book: Book) -> Iterator[str]:
    known = {row["ladder"] for row in book.rows("ladders")}
    named = {row["sku"].removeprefix(LADDER) for row in book.rows("bill_of_materials") if LADDER in row["sku"]}
    yield from (f"bill_of_materials.csv: ladder {name} does not exist" for name in sorted(named - known))
    yield from (f"ladders.csv: no bill names ladder {name}" for name in sorted(known - named))


def _bill_faults(book: Book) -> Iterator[str]:
    bills = {row["platform"] for row in book.rows("bill_of_materials")}
    shapes = {row["shape"] for row in book.rows("shapes")} | {ANY_SHAPE}
    for table, named in (("platforms", "platform"), ("ways", "way"), ("tools", "tool")):
        for row in book.rows(table):
            if row["bill"] and row["bill"] not in bills:
                yield f"{table}.csv: {row[named]} has bill {row['bill']}, which does not exist"
    for row in book.rows("bill_of_materials"):
        if row["shape"] not in shapes:
            yield f"bill_of_materials.csv: {row['component']} has shape {row['shape']}, which does not exist"
        if row["tiers"] and not _has_tiers(book, row):
            yield f"bill_of_materials.csv: {row['component']} has tiers {row['tiers']}, which do not exist"
    for row in book.rows("traps"):
        if row["platform"] not in bills:
            yield f"traps.csv: {row['trap']} is a trap of {row['platform']}, which is no bill"


def _copy_faults(book: Book) -> Iterator[str]:
    bills = {row["platform"] for row in book.rows("bill_of_materials")}
    for row in book.rows("recovery_copies"):
        if row["platform"] not in bills:
            yield f"recovery_copies.csv: {row['component']} belongs to {row['platform']}, which is no bill"


def _runbook_faults(book: Book) -> Iterator[str]:
    """Platforms of a service are bills, and no topic of a step is without any service."""
    bills = {row["platform"] for row in book.rows("bill_of_materials")} | {ANY_SHAPE}
    for row in book.rows("runbook_services"):
        for platform in row["platforms"].split(";"):
            if platform not in bills:
                yield f"runbook_services.csv: {row['service']} belongs to {platform}, which is no bill"
    topics = {row["topic"] for row in book.rows("runbook_services")}
    for row in book.rows("runbook_steps"):
        if row["topic"] and row["topic"] not in topics:
            yield f"runbook_steps.csv: {row['step']} needs {row['topic']}, for which no service stands in the book"


def _has_tiers(book: Book, bill: Row) -> bool:
    wanted = (bill["provider"], bill["service"], bill["tiers"])
    return any((row["provider"], row["service"], row["sku"]) == wanted for row in book.rows("tiers"))


def _key_faults(book: Book) -> Iterator[str]:
    for table, columns in (
        ("correlations", ("key",)),
        ("countries", _COUNTRY_KEYS),
        ("patient_bands", ("key",)),
        ("certificates", ("key",)),
        ("tax_countries", _TAX_KEYS),
        ("recovery_levels", ("rto_hours_key", "rpo_hours_key")),
        ("recovery_steps", ("key",)),
    ):
        for row in book.rows(table):
            for column in columns:
                if row[column] not in book.assumptions:
                    yield f"{table}.csv: {column} {row[column]} is no key of assumptions"


def _reference_faults(book: Book) -> Iterator[str]:
    features = {row["feature"] for row in book.rows("plans")}
    for row in book.rows("needs"):
        for feature in filter(None, row["features"].split(";")):
            if feature not in features:
                yield f"needs.csv: {row['need']} names feature {feature}, which stands in no row of plans"
    rules = {row["rule"] for row in book.rows("verdict_sources")}
    yield from (f"verdict_sources.csv: rule {rule} is missing" for rule in VERDICT_RULES if rule not in rules)
    currencies = {row["currency"] for row in book.rows("fx")}
    for assumption in book.assumptions.values():
        if assumption.currency not in currencies:
            yield f"fx.csv: no rate for {assumption.currency}, the currency of {assumption.key}"
    for row in book.rows("countries"):
        if row["currency"] not in currencies:
            yield f"fx.csv: no rate for {row['currency']}, the currency of {row['country']}"


_CHECKS: tuple[Callable[[Book], Iterator[str]], ...] = (
    _price_faults,
    _unused_price_faults,
    _factor_faults,
    _region_faults,
    _ladder_name_faults,
    _bill_faults,
    _copy_faults,
    _runbook_faults,
    _key_faults,
    _reference_faults,
)
