"""Sentences that stand beside an estimate: what was assumed, what the design does not carry, what nobody does."""

from .book import Book
from .book_rows import FxRow
from .date_notes import date_notes
from .doubts import doubts
from .draws import Floats
from .engine import Values
from .model import Model
from .place import place_of
from .quarters import in_words
from .rates import asked_currency
from .recovery_level import recovery_warnings
from .scenario import UNKNOWN, Scenario
from .tally import Tally

DOLLAR = "USD"
AWS, AWS_STORE = "aws", "parameter_store"
COMMITTED_YEARS = {"one_year": 1, "three_years": 3}
BILL_CARRIED_FORWARD = (
    "Your hosting bill is carried forward with prices alone: growth of your load is not in it. Where the load grows, "
    "enter the bill that you expect in the middle of the period."
)
SMALL_DISK = "machine_disk_beyond_gb"


def warnings_of(model: Model, central: Values, tally: Tally, basis: str) -> tuple[str, ...]:
    """Every warning of an estimate; `central`: quantities at likely values, `basis`: the headline one."""
    found = [*place_of(model.scenario, model.book).warnings, *model.schedule.warnings]
    found += [*doubts(model.scenario, model.book), *_currency_notes(model)]
    found += recovery_warnings(model.recovery, model.book.assumptions["recovery_confidence"].likely)
    found += [*_offer_notes(model), *_installation_notes(model), *_commitment_notes(model), *_store_notes(model)]
    if model.scenario.hosting.bill_last_month is not None:
        found.append(BILL_CARRIED_FORWARD)
    found += date_notes(model.scenario, model.book, model.schedule)
    if model.scenario.people.choice("workforce") == "new_hire":
        found.append(_spare_posts(model, central, basis))
    if model.scenario.people.choice("peak_cover") == "nobody":
        found.append(_uncovered_peaks(tally, basis))
    found += [*_sizing_warnings(model, central), *_cache_warnings(model, central), *_disk_warnings(central)]
    return tuple(found)


def _sizing_warnings(model: Model, central: Values) -> list[str]:
    """Where the design reaches an end: the largest database writer, or the connections it takes by default."""
    needed = float(central["database_vcpu_needed"].max())
    ladder = model.database_ladder()
    if ladder is None:
        return _node_warnings(model, needed)
    found = []
    top = float(ladder[-1].row["capacity"])
    if needed > top:
        found.append(
            f"The load needs a database writer larger than the largest size in the price list ({top:g} vCPU): "
            "one PostgreSQL writer is the ceiling of this design."
        )
    taken = max(needed, model.in_shape("database_vcpu_min"))
    size = next((step.row for step in ladder if float(step.row["capacity"]) >= taken), ladder[-1].row)
    opened = float(central["database_connections"].max())
    if size["max_connections"] and opened > float(size["max_connections"]):
        found.append(
            f"The servers open up to {opened:,.0f} database connections; {size['size']} takes "
            f"{float(size['max_connections']):,.0f} by default: raise its limit or put a pooler in between."
        )
    return found


def _cache_warnings(model: Model, central: Values) -> list[str]:
    """Where the cache needs more memory than the largest node of the price list has."""
    ladder = model.cache_ladder()
    needed = float(central["redis_memory_sized_gb"].max())
    if ladder is None or needed <= (top := float(ladder[-1].row["capacity"])):
        return []
    return [
        f"The load needs {needed:,.0f} GB of cache, and the largest node in the price list has {top:g} GB: the cache "
        "has to be split over several, and the estimate holds the price of one."
    ]


def _node_warnings(model: Model, needed: float) -> list[str]:
    """Where the database runs on a node or machine: whether one of them carries it."""
    node = model.in_shape("node_vcpu")
    if not 0 < node < needed:
        return []
    return [
        f"The load needs a database of {needed:.0f} vCPU, and one machine here has {node:g}: "
        "one PostgreSQL writer is the ceiling of this design."
    ]


def _disk_warnings(central: Values) -> list[str]:
    """Where a small machine is asked to hold more than it can."""
    beyond = float(central[SMALL_DISK].max()) if SMALL_DISK in central else 0.0
    if not beyond:
        return []
    return [
        f"Files and database grow to about {beyond:,.0f} GB more than one small machine holds: disks are priced by "
        "the GB, but ask whether a machine of that kind can carry them."
    ]


def display_rate(scenario: Scenario, book: Book) -> FxRow:
    """The rate of the currency that amounts are shown in; dollars where the book has none for it."""
    try:
        return book.fx(asked_currency(scenario, book))
    except KeyError:
        return book.fx(DOLLAR)


def _currency_notes(model: Model) -> list[str]:
    asked = asked_currency(model.scenario, model.book)
    if display_rate(model.scenario, model.book).currency == asked:
        return []
    return [f"Book {model.book.number} has no rate for {asked}: amounts are in US dollars."]


def _offer_notes(model: Model) -> list[str]:
    """What a price in writing with an end is followed by, and where the answers leave that open."""
    needs, plan = model.scenario.needs, model.plan
    if needs.quote_per_month is None or needs.quote_until is None:
        return []
    until, found = needs.quote_until, []
    ended, last_day = until < model.book.as_of, in_words(until.isoformat())
    if ended:
        found.append(
            f"Your price in writing ended on {last_day}; the estimate goes on with it or what follows it. Ask "
            "Medplum whether it still holds."
        )
    if needs.later_price_per_month is not None:
        return found
    if needs.choice("after_quote") == "list_price" and plan.list_price_per_month is None:
        found.append(f"The {plan.plan.capitalize()} plan has no list price: your price is kept after {last_day}.")
    elif needs.after_quote == UNKNOWN and not ended:
        found.append(
            f"Your price in writing is valid until {last_day}; later quarters assume that it is kept. "
            "Ask Medplum what follows."
        )
    return found


def _installation_notes(model: Model) -> list[str]:
    """What is taken for granted about Medplum's price where there are several installations."""
    asked = model.scenario.money.installations
    if asked is None or asked.high <= 1:
        return []
    if model.scenario.needs.quote_per_month is not None:
        return ["Your price in writing is taken to cover all installations together."]
    return [
        "Medplum does not say whether one plan may serve several installations: the list price is counted once for "
        "each. Ask Medplum."
    ]


def _store_notes(model: Model) -> list[str]:
    """A store of secrets that only one provider has."""
    place = place_of(model.scenario, model.book)
    if model.scenario.hosting.choice("secrets") != AWS_STORE or place.provider == AWS:
        return []
    return [f"Parameter Store is a service of AWS: at {place.label} it costs nothing because it is not there."]


def _commitment_notes(model: Model) -> list[str]:
    """A commitment that runs on after the period: what is still owed then is in no total."""
    years = COMMITTED_YEARS.get(model.scenario.hosting.choice("commitment"), 0)
    quarters = years * model.book.assumptions["quarters_per_year"].likely
    if quarters <= len(model.quarters):
        return []
    return [
        f"The commitment lasts {years} years and the estimate {len(model.quarters)} quarters: what is owed afterwards, "
        "used or not, is not in the total."
    ]


def _uncovered_peaks(tally: Tally, basis: str) -> str:
    """Work that is left undone costs nothing here: how much it is, and what follows."""
    hours = sum(tally.mean(f"peak_hours_{basis}"))
    return (
        f"Nobody is named for large upgrades: about {hours:,.0f} hours of work are left out of the total. "
        "Versions fall behind meanwhile, and security fixes wait."
    )


def _spare_posts(model: Model, central: Values, basis: str) -> str:
    """A new hire is a whole post; says how much of it the platform does not need."""
    posts = sum(_likely(central, f"new_posts_{basis}")) / len(model.quarters)
    work = _likely(central, f"ordinary_fte_{basis}") + _likely(central, "fork_fte")
    needed = sum(work) / len(model.quarters)
    return (
        f"New money counts a new hire as a whole post: {posts:.1f} here, "
        f"of which {max(posts - needed, 0.0):.1f} is not needed in a normal quarter."
    )


def _likely(central: Values, name: str) -> Floats:
    found: Floats = central[name][0]
    return found
