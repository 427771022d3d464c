"""The scenario as it counts: what reasons, rules and countries imply about place and plan, where no answer says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decisions.case import Case
from estimator.book import Book
from estimator.place import Place, place_of
from estimator.quarters import first_day
from estimator.rates import ELSEWHERE
from estimator.scenario import UNKNOWN, Scenario
from estimator.schedule import first_number

from .jurisdictions import COUNTRIES, MEMBER_STATES, in_words, named_country

Row = Mapping[str, str]
SMALL_MACHINE = "small_machine"
LIGHTWEIGHT = ("offline_operation", "offline_lightweight")
PLATFORM_OF_RULE: Mapping[str, tuple[str, str]] = {
    "on_premises_mandate": ("own_servers", "it must run on your own premises"),
    "offline_operation": ("own_servers", "it must work without internet"),
    "provider_outside_us_law": ("own_kubernetes", "no provider under US law is allowed"),
}
NEED_OF_RULE: Mapping[str, str] = {
    "onc_certification": "onc_certified",
    "contractual_uptime": "contractual_uptime",
    "own_keys_or_private_network": "own_encryption_keys",
}


@dataclass(frozen=True)
class CountedRegion:
    """The region that counts while none is chosen; `because`: the answer that it follows from, as a part of a sentence.

    `label` is empty where the provider has no choice of regions.
    """

    region: str
    label: str
    because: str = ""


def counted(case: Case, book: Book) -> Scenario:
    """The scenario that is estimated: platform, region and needs that the other answers imply stand in for none."""
    scenario = _without_lapsed_offer(_with_needs(_on(case.priced, counted_platform(case)), case), book)
    if scenario.hosting.region != UNKNOWN:
        return scenario
    found = counted_region(case, book)
    if not found.because or found.region == _usual(scenario.hosting.platform, book).region:
        return scenario
    hosting = scenario.hosting.model_copy(update={"region": found.region})
    return scenario.model_copy(update={"hosting": hosting})


def counted_place(case: Case, book: Book) -> Place:
    """Where the scenario stands as it counts."""
    return place_of(counted(case, book), book)


def counted_platform(case: Case) -> str:
    """The platform chosen; while none is, the one that a rule or reason implies."""
    chosen = case.scenario.hosting.platform
    if chosen != UNKNOWN or case.scenario.hosting.bill_last_month:
        return chosen
    return implied_platform(case)[0]


def implied_platform(case: Case) -> tuple[str, str]:
    """The platform that a rule or reason implies, and which it is, as a part of a sentence; UNKNOWN where none does."""
    applies = {gate: answer.applies for gate, answer in case.reasons.gates.items()}
    if "offline" in case.reasons.raised and "no" not in [applies.get(gate) for gate in LIGHTWEIGHT]:
        return SMALL_MACHINE, "it must work without internet"
    for gate, (platform, because) in PLATFORM_OF_RULE.items():
        if applies.get(gate) == "yes":
            return platform, because
    return UNKNOWN, ""


def without_platform(case: Case) -> Case:
    """The case while its platform is open."""
    return case.model_copy(update={"scenario": _on(case.scenario, UNKNOWN)})


def counted_region(case: Case, book: Book, platform: str = "") -> CountedRegion:
    """The region that counts on a platform (the one that counts) while none is chosen.

    It lies in the country that a rule names, else in one where the patients live, else where the team works; where the
    provider has no region there, in the one that the book names for that country, or in the European Union for a
    member state; else it is the provider's usual one.
    """
    platform = platform or counted_platform(case)
    offered = offered_regions(platform, book)
    usual = _usual(platform, book)
    if len(offered) < 2:
        return usual
    for codes, because in _countries(case, book):
        for row in _regions_in(codes, usual.region, offered):
            return CountedRegion(row["region"], row["label"], because)
        for row in _nearest(codes, offered, book):
            label = next((one["label"] for one in book.rows("countries") if one["country"] == codes[0]), "")
            near = f"no region with prices lies in {in_words(codes[0], label)} and this one stands in"
            return CountedRegion(row["region"], row["label"], near)
    return usual


def _with_needs(scenario: Scenario, case: Case) -> Scenario:
    """A rule that applies makes what it demands a must: Medplum Cloud is priced on the plan that can meet it."""
    gates, answers = case.reasons.gates, scenario.needs.answers
    demanded = [need for gate, need in NEED_OF_RULE.items() if gate in gates and gates[gate].applies == "yes"]
    more = {need: "must" for need in demanded if answers.get(need, UNKNOWN) == UNKNOWN}
    needs = scenario.needs.model_copy(update={"answers": {**answers, **more}})
    return scenario.model_copy(update={"needs": needs}) if more else scenario


def _without_lapsed_offer(scenario: Scenario, book: Book) -> Scenario:
    if not offer_lapsed(scenario, book):
        return scenario
    needs = scenario.needs.model_copy(update={"quote_per_month": None, "quote_until": None})
    return scenario.model_copy(update={"needs": needs})


def offer_lapsed(scenario: Scenario, book: Book) -> bool:
    """Whether the price in writing ends before the period begins, and nobody has said what follows it."""
    needs = scenario.needs
    if needs.quote_per_month is None or needs.quote_until is None:
        return False
    followed = needs.after_quote != UNKNOWN or needs.later_price_per_month is not None
    return not followed and needs.quote_until < first_day(first_number(scenario, book))


def _on(scenario: Scenario, platform: str) -> Scenario:
    if scenario.hosting.platform == platform:
        return scenario
    return scenario.model_copy(update={"hosting": scenario.hosting.model_copy(update={"platform": platform})})


def offered_regions(platform: str, book: Book) -> list[Row]:
    """Regions of the platform's provider for which the book has prices."""
    provider = next(row["provider"] for row in book.rows("platforms") if row["platform"] == platform)
    return [row for row in book.rows("regions") if row["provider"] == provider and row["offered"] == "1"]


def _usual(platform: str, book: Book) -> CountedRegion:
    """The provider's usual region."""
    row = next((row for row in offered_regions(platform, book) if row["default"] == "1"), None)
    return CountedRegion(row["region"], row["label"]) if row else CountedRegion("", "")


def _countries(case: Case, book: Book) -> Iterator[tuple[list[str], str]]:
    """Codes of countries in order of their weight, each with the answer that names them."""
    patients: list[str] = [code for code in case.reasons.patients_in if code in COUNTRIES]
    named = named_country(case)
    if named:
        members = [code for code in patients if named == "EU" and code in MEMBER_STATES]
        yield [*members, named], f"the data must stay in {in_words(named)}"
    if patients:
        yield patients, f"patients live in {' and '.join(map(in_words, patients))}"
    team = next((row for row in book.rows("countries") if row["country"] == case.scenario.people.country), None)
    if team and team["country"] != ELSEWHERE:
        yield [team["country"]], f"the team works in {in_words(team['country'], team['label'])}"


def _regions_in(codes: list[str], usual: str, offered: list[Row]) -> Iterator[Row]:
    """Regions in these countries: the provider's usual one where it is among them, else by the order of countries."""
    found = [row for code in codes for row in offered if code in (row["country"], *row["jurisdictions"].split(";"))]
    yield from sorted(found, key=lambda row: row["region"] != usual)


def _nearest(codes: list[str], offered: list[Row], book: Book) -> Iterator[Row]:
    """Regions that stand in: the one that the book names for a country, then those of the European Union."""
    named = {row["default_region"] for row in book.rows("countries") if row["country"] in codes}
    yield from (row for row in offered if row["region"] in named)
    if set(codes) & set(MEMBER_STATES):
        yield from (row for row in offered if "EU" in row["jurisdictions"].split(";"))
