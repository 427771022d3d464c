"""The parts of the graph that are rows of the book (bills, standby copies, needs), and what cannot be priced."""

from collections.abc import Mapping

from .additions import Expansion, Missing, not_estimated, sum_of
from .bill import PURPOSES, bill_rows, cost_name, is_paid, tool_of
from .bill_prices import gap_of
from .bill_words import WORK
from .book import Book
from .estimate import PlanChoice
from .expansion_certificates import add_certificates
from .expansion_components import add_component, without_price
from .expansion_needs import add_needs, add_replica
from .expansion_own_bill import OWN_STATE, lines_inside
from .expansion_recovery import add_recovery
from .expansion_support import add_support, billed_beside
from .place import place_of
from .scenario import Scenario

Row = Mapping[str, str]
SENT, EVERYTHING_SENT = "egress_gb_per_quarter", "all_egress_gb_per_quarter"
CDN, CDN_REQUESTS = "cdn_gb_per_quarter", "cdn_million_requests_per_quarter"


def expand(scenario: Scenario, book: Book, plan: PlanChoice, level: str, surcharge: bool) -> Expansion:
    """Components of the platform, standby parts of the recovery level and needs of the scenario.

    `surcharge`: whether a late database version costs money here.
    """
    found = Expansion()
    components = _add_platform(found, scenario, book)
    if scenario.hosting.bill_last_month is not None:
        found.missing += lines_inside(scenario, book, level)
    add_recovery(found, scenario, book, components, level)
    add_needs(found, scenario, book, plan)
    add_replica(found, scenario, components)
    add_certificates(found, scenario, book)
    mirrored = [name for name, row in components.items() if row["mirrored"] == "1"]
    found.config["mirrored"] = sum_of(mirrored)
    if found.platform == "priced":
        add_support(found, scenario, book, components, surcharge)
    found.config.setdefault("supported", sum_of([]))
    _add_parallel_run(found, scenario, book, plan, components)
    for name in PARAMETERS:
        found.config.setdefault(name, {})
    return found


def _add_parallel_run(
    found: Expansion, scenario: Scenario, book: Book, plan: PlanChoice, components: Mapping[str, Row]
) -> None:
    """What runs on while a migration lasts: everything the own platform is billed for, or the subscription."""
    own_bill = scenario.hosting.bill_last_month is not None
    parts = _running(found, scenario, book, components)
    known = own_bill or any(components[name]["group"] == "infrastructure" for name in parts if name in components)
    found.config["platform_parts"] = sum_of(["own_bill_cost"] * own_bill + parts)
    found.config["own_parallel"] = "priced" if known else "unpriced"
    today = scenario.hosting.today
    if today == "live_self_hosted" and not known:
        because = "the infrastructure of your platform has no price here"
        label = "Own platform while both run"
        found.missing.append(not_estimated("parallel_platform_cost", label, "transitions", because, "cloud"))
    if today == "live_cloud" and plan.price_per_month is None:
        because = "your plan has no public price; enter what you pay"
        label = "Medplum Cloud while both run"
        found.missing.append(not_estimated("parallel_subscription_cost", label, "transitions", because))


def _running(found: Expansion, scenario: Scenario, book: Book, components: Mapping[str, Row]) -> list[str]:
    """Lines that the platform goes on paying while it runs; hours of people are those of the migration."""
    names = [name for name, row in components.items() if row["sku"] != WORK]
    names += [f"{purpose}_quote_cost" for purpose in PURPOSES if scenario.hosting.quote(purpose) is not None]
    if found.platform == "priced":
        names += billed_beside(found, scenario, book)
    return names + ["cloud_support_cost"] * (found.support == "priced")


UNPRICED = (
    ("infrastructure", "Infrastructure", "infrastructure"),
    ("staging_cost", "Staging environment", "environments"),
    ("observability", "Monitoring and logs", "observability"),
    ("recovery", "Standby copies", "recovery"),
)
UNPRICED_COPIES = tuple(line for line in UNPRICED if line[0] in ("staging_cost", "recovery"))
# One formula for each kind of component; each takes its parameters and its tags from the configuration.
KINDS = ("plain", "committed", "allowance", "tiered", "own")
PARAMETERS = (
    *(name for kind in KINDS for name in (f"{kind}_components", f"{kind}_tags")),
    *("ladder_prices", "recovery_bases", "recovery_standbys", "recovery_tags", "recovery_started"),
    *("replicas", "replica_tags"),
    *("certificates", "certificate_tags"),
    *("tax_lines", "tax_tags"),
    *("need_works", "need_work_tags", "need_bills", "need_bill_tags"),
)


def _add_platform(found: Expansion, scenario: Scenario, book: Book) -> dict[str, Row]:
    """Adds a node for each component with a price; returns those components by node name."""
    place = place_of(scenario, book)
    priced: dict[str, Row] = {}
    because = place.because
    rows = bill_rows(scenario, book)
    without_cdn = any(row["quantity"] == CDN and gap_of(row, scenario, book, place) for row in rows)
    for row in (_sent_directly(row) for row in rows) if without_cdn else rows:
        gap = gap_of(row, scenario, book, place)
        if without_cdn and row["quantity"] == CDN_REQUESTS:
            because_of = "there is no content delivery network in this region"
            found.missing.append(Missing(cost_name(row), row["label"], row["group"], *OWN_STATE, because_of))
        elif gap:
            found.missing.append(without_price(row, gap))
            because = because or gap.reason
        else:
            add_component(found, row, scenario, book, place)
            priced[cost_name(row)] = row
    if not any(row["mirrored"] == "1" for row in priced.values()):
        _add_unpriced_platform(found, scenario, because, UNPRICED if not priced else UNPRICED_COPIES)
    found.missing += tools_without_rows(scenario, book)
    return priced


def _sent_directly(row: Row) -> Row:
    """Where the region has no content delivery network, its traffic goes to the internet directly."""
    return {**row, "quantity": EVERYTHING_SENT} if row["quantity"] == SENT else row


def _add_unpriced_platform(
    found: Expansion, scenario: Scenario, because: str, lines: tuple[tuple[str, str, str], ...]
) -> None:
    """What depends on components has no figure of its own where there are none."""
    found.platform = "unpriced"
    if scenario.hosting.bill_last_month is not None:
        return
    for key, label, group_name in lines:
        if key == "staging_cost" and scenario.hosting.choice("staging") == "no":
            continue
        found.missing.append(not_estimated(key, label, group_name, because))


def tools_without_rows(scenario: Scenario, book: Book) -> list[Missing]:
    """Tools that nobody prices publicly and for which the user has no quote, and those that cost nothing more."""
    found = []
    for purpose in PURPOSES:
        tool = tool_of(scenario, book, purpose)
        if tool is None or tool["state"] == "estimated" or scenario.hosting.quote(purpose) is not None:
            continue
        paid = is_paid(scenario, purpose)
        state = "not_applicable" if paid else tool["state"]
        because = "it is paid for anyway" if paid else tool["because"]
        group_name = "infrastructure" if purpose == "secrets" else "observability"
        found.append(Missing(f"{purpose}_tool", tool["label"], group_name, "self_host", state, because))
    return found
