"""Finds every input of the graph by name: from the answers first, then from the book."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from .bill import PURPOSES, shape_rows, tool_bill
from .book import Book
from .estimate import PlanChoice
from .inputs import EstimateError, Input, Loadings, fixed, from_answer, from_assumption, lot, scheduled
from .late_support import is_overdue
from .own_rows import meaning_of
from .place import place_of
from .plan import LARGER_PLAN, list_price
from .rates import OWN_CURRENCY, paid_in, usd_rate
from .row_inputs import RowInputs
from .scenario import Given, Quantity, Scenario
from .scenario.workload import PATIENTS_ASKED_IN_YEARS
from .schedule import Schedule
from .taxes import tax_of

# Where Medplum Cloud runs, for readers of the region alone; the model reads `medplum_cloud` of the book's regions.
MEDPLUM_REGION = "us-east-1"
# Outages of a region hit both options where Medplum Cloud runs in the same one.
REGION_FACTOR = "region_outage"
# Levels with a second region that runs and takes over: an outage then is mostly over before it is long.
RUNNING_STANDBYS = ("warm_standby", "active_active")

# Inputs that belong to no row → the method that makes them.
SPECIAL = {
    "engineer_cost_usd_rate": "_own_usd_rate",
    "contractor_usd_rate": "_usd_rate",
    "learning_share": "_learning_share",
    "plan_price_per_month": "_plan_price",
    "larger_plan_price_per_month": "_larger_plan_price",
    "list_price_per_month": "_own_list_price",
    "encryption_keys": "_encryption_keys",
    "multi_az": "_multi_az",
    "patients_asked_in_years": "_asked_years",
    "oncall_paid_share": "_oncall_paid",
    "undated_large_quarters_per_year": "_undated",
    "late_upgrade_chance": "_late_chance",
    "kwh_usd_rate": "_kwh_rate",
    "tax_share_paid": "_tax_share",
}


class Binding:
    """Inputs of one scenario under one book: `find(name)` yields the input or raises EstimateError."""

    def __init__(self, scenario: Scenario, book: Book, plan: PlanChoice, level: str, schedule: Schedule) -> None:
        self.scenario = scenario
        self.book = book
        self.plan = plan
        self.schedule = schedule
        self.place = place_of(scenario, book)
        self._level = level
        self._rows = RowInputs(scenario, book, level)
        self._tax = tax_of(scenario, book)
        self._found: dict[str, Input] = {}

    def find(self, name: str) -> Input:
        """The input of that name."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> Input:
        for look_up in (self._special, self._answer, self._shape, self._assumption, self._prefixed):
            found = look_up(name)
            if found is not None:
                return found
        raise EstimateError(f"{name}: neither an answer nor a row of book {self.book.number}")

    # --- answers -------------------------------------------------------------------------------

    @cached_property
    def _quantities(self) -> dict[str, tuple[Quantity, Given | None]]:
        return {
            name: (meaning, given)
            for _, family in self.scenario.families()
            for name, meaning, given in family.quantities()
        }

    def _answer(self, name: str) -> Input | None:
        if name not in self._quantities:
            return None
        meaning, given = self._quantities[name]
        key = self.roles.get(name, meaning.default_key)
        if given is not None:
            return from_answer(name, self._in_currency(meaning), given, self._loadings(key))
        return self._shape(name) or (self._row(key) if key else None)

    def _in_currency(self, meaning: Quantity) -> Quantity:
        """The meaning with the currency that pay is given in, where it has an own one."""
        if OWN_CURRENCY not in meaning.unit:
            return meaning
        return replace(meaning, unit=meaning.unit.replace(OWN_CURRENCY, paid_in(self.scenario, self.book)))

    @cached_property
    def _country(self) -> dict[str, str]:
        country = self.scenario.people.choice("country")
        return dict(next(row for row in self.book.rows("countries") if row["country"] == country))

    @cached_property
    def roles(self) -> dict[str, str]:
        """Which row of the book stands for an input, given the choices."""
        scenario, country = self.scenario, self._country
        bands = {row["band"]: row["key"] for row in self.book.rows("patient_bands")}
        organisation = scenario.money.choice("organisation")
        existing = scenario.hosting.choice("production_there") == "yes"
        certified = bool(scenario.certificates.held)
        two_zones = scenario.hosting.choice("multi_az") == "yes" and "one_place" not in self._shapes
        always_open = scenario.people.choice("coverage") == "around_the_clock"
        hours = "_24x7" if always_open else ""
        zones = "multi_az" if two_zones else "single_az"
        stands_by = self._level in RUNNING_STANDBYS and scenario.hosting.bill_last_month is None
        return {
            "patients": bands.get(scenario.workload.patients_band, bands["not_sure"]),
            "engineer_cost_per_year": country["loaded_key"],
            "contractor_day_rate": country["contractor_key"],
            "productive_hours_per_year": country["productive_hours_key"],
            "wage_ratio": country["wage_ratio_key"],
            "burden": country["burden_key"],
            "discount_rate": "discount_rate" if organisation == "company" else f"discount_rate_{organisation}",
            "setup_weeks": "setup_engineer_weeks_existing_platform" if existing else "setup_engineer_weeks",
            "compliance_hours_per_year": f"compliance_internal_hours{'_certified' if certified else ''}",
            "availability_self_host": f"avail_selfhost_{'multi_region' if stands_by else zones}",
            "availability_cloud": "avail_medplum_cloud",
            "downtime_open_hours_share": f"downtime_open_hours_share{hours}",
            "downtime_working_share": f"downtime_working_share{hours}",
            "oncall_users": "oncall_min_rota" if always_open else "oncall_rota_working_hours",
            "kwh_price": country["kwh_key"],
            "tax_rate": self._tax.rate_key,
            "tax_share_paid": self._tax.share_key,
            "worker_nodes_min": "onprem_servers_min",
        }

    # --- rows of the book ----------------------------------------------------------------------

    def _assumption(self, name: str) -> Input | None:
        key = self.roles.get(name, name)
        return self._row(key) if key in self.book.assumptions else None

    def _row(self, key: str) -> Input:
        row = self.book.assumptions.get(key)
        if row is None:
            raise EstimateError(f"book {self.book.number} has no assumption {key}")
        own = self.scenario.assumed.values.get(key)
        if own is not None:
            return from_answer(key, meaning_of(row), own, self._loadings(key), row.shape)
        halve = self.scenario.money.halve_vendor_claims
        widening = self.book.assumptions["vendor_claim_widening"].likely if halve else 1.0
        return from_assumption(row, self._loadings(key), widening)

    def _loadings(self, key: str) -> Loadings:
        """Factors of a row; the region's outages are shared only when both options run in the same region."""
        shared = self.place.with_medplum
        return tuple(pair for pair in self._factors.get(key, ()) if shared or pair[0] != REGION_FACTOR)

    @cached_property
    def _factors(self) -> dict[str, Loadings]:
        found: dict[str, Loadings] = {}
        for row in self.book.rows("correlations"):
            found[row["key"]] = (*found.get(row["key"], ()), (row["factor"], float(row["loading"])))
        return found

    @cached_property
    def _shapes(self) -> dict[str, Mapping[str, str]]:
        """Counts and sizes of the platform's shape, then those of the tools."""
        bills = [tool_bill(self.scenario, self.book, purpose) for purpose in PURPOSES]
        found: dict[str, Mapping[str, str]] = {}
        for bill in (*bills, self.place.bill):
            found |= shape_rows(self.book, bill, self.place.shape)
        return found

    def _shape(self, name: str) -> Input | None:
        row = self._shapes.get(name)
        if row is None:
            return None
        label = name.replace("_", " ")
        number = float(row["value"])
        return fixed(
            name,
            number,
            label=label,
            unit=row["unit"],
            source=row["source"],
            basis="shape" if row["source"] else "judgement",
        )

    def _prefixed(self, name: str) -> Input | None:
        if name.startswith("lot_"):
            return lot(name)
        return self._rows.find(name)

    # --- inputs that belong to no row ----------------------------------------------------------

    def _special(self, name: str) -> Input | None:
        if name in self.schedule.rows:
            row = self.schedule.rows[name]
            return scheduled(name, row.by_quarter, label=row.label, unit=row.unit, source=row.source)
        maker = SPECIAL.get(name)
        return getattr(self, maker)(name) if maker else None

    def _own_usd_rate(self, name: str) -> Input:
        """Rate of the currency that own figures for people are given in; typical ones are in the country's own."""
        people = self.scenario.people
        own = people.choice("cost_currency")
        given = people.engineer_cost_per_year is not None or people.base_salary_per_year is not None
        return self._usd_rate(name, own if given and own != "own" else "")

    def _learning_share(self, name: str) -> Input | None:
        if self.scenario.people.choice("skills") == "partly":
            return self._row("learning_share_partly")
        label = "Share of the learning time that the team needs"
        return fixed(name, 1.0, label=label, unit="ratio", source="your answer", basis="answer")

    def _usd_rate(self, name: str, currency: str = "") -> Input:
        return usd_rate(self.book, name, currency or self._country["currency"])

    def _kwh_rate(self, name: str) -> Input:
        return usd_rate(self.book, name, self.book.assumptions[self._country["kwh_key"]].currency)

    def _plan_price(self, name: str) -> Input:
        quote = self._quantities["quote_per_month"]
        if quote[1] is not None:
            return from_answer("quote_per_month", quote[0], quote[1], ())
        if self.plan.price_per_month is None:
            raise EstimateError(f"the {self.plan.plan} plan has a price by quote only")
        return self._list_price(name, self.plan.plan)

    def _own_list_price(self, name: str) -> Input:
        return self._list_price(name, self.plan.plan)

    def _larger_plan_price(self, name: str) -> Input:
        return self._list_price(name, LARGER_PLAN)

    def _list_price(self, name: str, plan: str) -> Input:
        row = list_price(plan, self.book)
        return fixed(
            name,
            float(row["price"]),
            label=f"List price, {plan} plan",
            unit=row["unit"],
            source=row["source"],
            basis=row["basis"],
            as_of=row["as_of"],
        )

    def _multi_az(self, name: str) -> Input:
        number = 1.0 if self.scenario.hosting.choice("multi_az") == "yes" else 0.0
        return fixed(name, number, label="Two availability zones", unit="count", source="your answer", basis="answer")

    def _encryption_keys(self, name: str) -> Input | None:
        """One where keys of one's own are asked for and the template makes none."""
        asked = self.scenario.needs.answers.get("own_encryption_keys") in ("must", "own")
        if not asked or name not in self._shapes or float(self._shapes[name]["value"]):
            return self._shape(name)
        return fixed(name, 1.0, label="Encryption keys", unit="count", source="your answer", basis="answer")

    def _asked_years(self, name: str) -> Input:
        label = "Years ahead that the question about patients means"
        return fixed(
            name,
            PATIENTS_ASKED_IN_YEARS,
            label=label,
            unit="years",
            source="the question",
            basis="definition",
        )

    def _tax_share(self, name: str) -> Input | None:
        if self.scenario.money.recovers_tax != "no":
            return None
        return fixed(name, 1.0, label="Tax is not recovered", unit="ratio", source="your answer", basis="answer")

    def _oncall_paid(self, name: str) -> Input | None:
        if self.scenario.people.stipend != "yes":
            return None
        return fixed(name, 1.0, label="On-call duty is paid", unit="ratio", source="your answer", basis="answer")

    def _undated(self, name: str) -> Input | None:
        if self.scenario.upgrades.large_quarters is None:
            return None
        label = "Large quarters beyond those you listed"
        return fixed(name, 0.0, label=label, unit="count/year", source="your answer", basis="answer")

    def _late_chance(self, name: str) -> Input:
        """A chance while it is not known; certain where the answer or an overdue version says so."""
        if is_overdue(self.schedule.upgrades):
            source, basis = "the version in use is past its support", "derived"
        elif self.scenario.upgrades.in_time == "no":
            source, basis = "your answer", "answer"
        else:
            return self._row("late_database_upgrade_chance")
        label = "Database upgrades come late"
        return fixed(name, 1.0, label=label, unit="ratio", source=source, basis=basis)
