"""Which variant of a formula a scenario asks for: by what is known, who does the work, and how it is priced."""

from .bill import PURPOSES
from .estimate import PlanChoice
from .scenario import Scenario


def switches(scenario: Scenario, plan: PlanChoice) -> dict[str, str]:
    """The configuration that picks variants of formulas."""
    return {
        "workforce": scenario.people.choice("workforce"),
        "pay": _pay(scenario),
        "hire_date": "typical" if scenario.people.hire_quarter is None else "given",
        "measured": "yes" if scenario.people.hours_last_quarter is not None else "no",
        "bill": "measured" if scenario.hosting.bill_last_month is not None else "modelled",
        "load": _load(scenario),
        "data": "given" if scenario.workload.database_gb_at_start is not None else "estimated",
        "readers": _readers(scenario),
        "window": "typical" if scenario.recovery.restore_window_days is None else "given",
        "larger_plan": "none" if no_larger_plan(plan) else "listed",
        "loss_known": _loss_known(scenario),
        "cloud_price": _cloud_price(scenario, plan),
        "after_offer": _after_offer(scenario, plan),
        "installations": "one" if scenario.money.installations is None else "several",
        "leaving_cloud": "yes" if scenario.hosting.today == "live_cloud" else "no",
        "fork": _fork(scenario),
        "licence": "by_quote" if licence_by_quote(scenario) else "known",
        **{purpose: _tool_price(scenario, purpose) for purpose in PURPOSES},
    }


def licence_by_quote(scenario: Scenario) -> bool:
    """Whether the vendor's licence for an own platform is wanted and its price not known."""
    wanted = scenario.needs.choice("self_host_licence") == "yes"
    return wanted and scenario.needs.self_host_licence_per_month is None


def _fork(scenario: Scenario) -> str:
    """How the upkeep of a fork is reckoned: by the user's own estimate where there is one, else by typical merges."""
    if scenario.upgrades.choice("fork") != "yes":
        return "none"
    upgrades = scenario.upgrades
    own = upgrades.fork_engineer_months_per_year is not None or upgrades.fork_underestimate_multiplier is not None
    return "own_estimate" if own else "typical"


def _pay(scenario: Scenario) -> str:
    """Whether the cost of people starts from a salary: only while the full cost is not given."""
    people = scenario.people
    return "salary" if people.engineer_cost_per_year is None and people.base_salary_per_year is not None else "loaded"


def _load(scenario: Scenario) -> str:
    """What the load is reckoned from: a figure of the user's own goes before clinicians, these before patients."""
    if scenario.workload.requests_per_second_at_peak is not None:
        return "given"
    return "clinicians" if scenario.workload.clinicians is not None else "patients"


def _readers(scenario: Scenario) -> str:
    """A reader takes load only where there are two database instances."""
    hosting = scenario.hosting
    return "yes" if {hosting.choice("reader_pool"), hosting.choice("multi_az")} == {"yes"} else "no"


def _loss_known(scenario: Scenario) -> str:
    """What the cost of an outage is reckoned from: the user's own figure, else the clinicians named, else patients."""
    if scenario.recovery.loss_per_hour is not None:
        return "yes"
    return "clinicians" if scenario.workload.clinicians is not None else "no"


def no_larger_plan(plan: PlanChoice) -> str:
    """Why changed contents could force no larger plan at a list price; empty where one could."""
    if plan.contents_fixed:
        return "a price in writing fixes what the plan contains"
    if plan.larger_price_per_month is not None:
        return ""
    return "no plan above yours has a list price"


def _cloud_price(scenario: Scenario, plan: PlanChoice) -> str:
    """How Medplum Cloud is priced: by list, by an offer, by an offer with an end, or not known yet."""
    needs = scenario.needs
    if needs.quote_per_month is not None:
        return "offered" if needs.quote_until is None else "offered_until"
    return "by_quote" if plan.price_per_month is None else "listed"


def _after_offer(scenario: Scenario, plan: PlanChoice) -> str:
    """What follows an offer: the price it names, the list price where the plan has one, else the same price."""
    needs = scenario.needs
    if needs.later_price_per_month is not None:
        return "named"
    wanted = needs.choice("after_quote") == "list_price" and plan.list_price_per_month is not None
    return "listed" if wanted else "kept"


def _tool_price(scenario: Scenario, purpose: str) -> str:
    """Whether the user's quote stands for a tool."""
    return "quoted" if scenario.hosting.quote(purpose) is not None else "listed"
