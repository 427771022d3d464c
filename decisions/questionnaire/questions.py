"""What the twelve questions ask. What the answers mean stands in the Case's models, typical figures in the book."""

from collections.abc import Mapping
from typing import cast

from decisions.advice.jurisdictions import PATIENTS_IN
from decisions.case import Case
from decisions.report import format as fmt
from estimator.book import Book
from estimator.rates import ELSEWHERE
from estimator.scenario import CERTIFICATE_LABELS, Choice

from .asks import Ask, Raw, Values, meaning_of
from .page import Source

TODAY = "scenario.hosting.today"
RAISED = "reasons.raised"
PATIENTS = "reasons.patients_in"
BILL = "scenario.hosting.bill_last_month"
QUOTE = "page.quote"
PLATFORM = "scenario.hosting.platform"
COUNTRY = "scenario.people.country"
FIRST_HOUR = "scenario.recovery.first_hour"
HELD = "scenario.certificates.held"
CURRENCY = "scenario.money.currency"
COST_CURRENCY = "scenario.people.cost_currency"
STANDS_IN = (
    "No pay figures of other countries are at hand, so those of the United States count until you give a figure; "
    "for western Europe those of Germany come nearer."
)

NEEDS = (
    "email",
    "websocket_subscriptions",
    "log_streaming",
    "second_identity_provider",
    "access_policies_4_to_10",
    "hl7_engine",
    "sql_warehouse",
    "scim",
    "dedicated_infrastructure",
    "labs",
    "eprescribing",
    "onc_certified",
)
OF_THE_UNITED_STATES = ("labs", "eprescribing", "onc_certified", "baa")  # needs that arise there alone
CURRENCIES = {
    "USD": "US dollar",
    "EUR": "Euro",
    "GBP": "Pound sterling",
    "INR": "Indian rupee",
    "CHF": "Swiss franc",
    "CAD": "Canadian dollar",
    "AUD": "Australian dollar",
}


def choice(path: str) -> Choice:
    """The choice that the Case declares at `path`."""
    return cast(Choice, meaning_of(path))


def today_asks(book: Book) -> tuple[Ask, ...]:
    """What runs now, with measured figures where it is self-hosted."""
    live = (TODAY, "live_self_hosted")
    return (
        Ask(TODAY),
        Ask("scenario.people.hours_last_quarter", under=live),
        Ask(
            BILL,
            under=live,
            hint="The provider’s invoice, for this platform only. With it, the number of patients is not asked.",
        ),
        Ask(
            "scenario.upgrades.medplum_version",
            "Which Medplum version runs today?",
            "Like 5.1. It stands at the foot of the Medplum app, or in /healthcheck. Leave it empty if you don’t know.",
            "version",
            under=live,
        ),
        Ask("scenario.upgrades.postgresql_version", "Which PostgreSQL version runs today?", kind="list", under=live),
    )


def raised_asks(book: Book) -> tuple[Ask, ...]:
    """What may rule one option out."""
    options = {
        "country": "Data must stay in a country",
        "on_premises": "It must run on our own premises",
        "certificate": "A named certificate is demanded",
        "offline": "It must work without internet",
        "fork": "Medplum’s code must be changed",
        "learning": "It is for learning only, without patient data",
        "budget": "There is a cap on yearly spending",
        "other": "Something else",
        "nothing": "Nothing",
        "not_sure": "Not sure",
    }
    hint = "Tick all that apply. Each one opens a short page."
    where = "Rules of these countries are asked after question 12. Leave it open while there are no patients."
    return (
        Ask(RAISED, "", hint, "boxes", options, unknown="", alone=("nothing", "not_sure")),
        Ask(PATIENTS, "Where do the patients live?", where, "boxes", PATIENTS_IN, unknown=""),
    )


def needs_asks(book: Book) -> tuple[Ask, ...]:
    """One row for each need, worded by the book."""
    rows = {row["need"]: row for row in book.rows("needs")}
    options = {"must": "Medplum", "own": "Ourselves", "no": "No"}
    return tuple(
        Ask(
            f"scenario.needs.answers.{need}",
            rows[need]["label"] + (" (United States)" if need in OF_THE_UNITED_STATES else ""),
            rows[need]["question"],
            "row",
            options,
            unknown="Not sure",
        )
        for need in NEEDS
    )


def quote_asks(book: Book) -> tuple[Ask, ...]:
    """The vendor's price in writing."""
    given = (QUOTE, "yes")
    return (
        Ask(QUOTE, options={"no": "No", "yes": "Yes"}),
        Ask("scenario.needs.quote_per_month", "Price a month, in US dollars", under=given),
        Ask("scenario.needs.quote_until", "Valid until", "Leave it empty if no end is named.", "day", under=given),
    )


def quote_restored(case: Case) -> dict[str, Raw]:
    """What was ticked for this Case."""
    return {QUOTE: "yes"} if case.scenario.needs.quote_per_month else {}


def patients_asks(book: Book) -> tuple[Ask, ...]:
    """A band, or the number itself."""
    return (
        Ask(
            "scenario.workload.patients_band",
            "Roughly",
            hints={"none": "For trying out or learning. Size and prices are those of the smallest answer below."},
            unknown="Not sure",
        ),
        Ask("scenario.workload.patients", "The number, if you know it", "It replaces the band above."),
    )


def hours_asks(book: Book) -> tuple[Ask, ...]:
    """Hours of service and who is woken."""
    return Ask("scenario.people.coverage"), Ask("scenario.people.on_pager")


def workforce_asks(book: Book) -> tuple[Ask, ...]:
    """Who does the work."""
    return (Ask("scenario.people.workforce"),)


def cost_asks(book: Book) -> tuple[Ask, ...]:
    """Country, with the typical range of the book, and the own figure."""
    own = (
        "Salary, employer’s contributions, equipment and overhead, in the currency of that country. Leave it empty "
        "to use the typical range. A range is fine, too: low – most likely – high."
    )
    shown = "The result is shown in the currency of this country, unless you choose another one in question 12."
    named = {code: f"{label} ({code})" for code, label in CURRENCIES.items()}
    hints = {row["country"]: _typical_cost(row, book) for row in book.rows("countries")}
    hints[ELSEWHERE] += f". {STANDS_IN}"
    return (
        Ask(COUNTRY, hint=shown, hints=hints),
        Ask(
            COST_CURRENCY,
            "In which currency are they paid?",
            "US dollar unless you choose another.",
            "list",
            named,
            unknown="",
            under=(COUNTRY, ELSEWHERE),
        ),
        Ask("scenario.people.engineer_cost_per_year", "Your own figure for a year", own),
    )


def _typical_cost(country: Mapping[str, str], book: Book) -> str:
    row = book.assumptions[country["loaded_key"]]
    low, likely, high = (fmt.money(value, country["currency"]) for value in (row.low, row.likely, row.high))
    return f"Typical: {likely} a year; range {low} to {high}"


def cost_sources(book: Book) -> tuple[Source, ...]:
    """The typical cost of an engineer in every country that has one, and where it comes from."""
    return tuple(
        Source(country["label"], _typical_cost(country, book), row.source, row.as_of)
        for country in book.rows("countries")
        if country["country"] != ELSEWHERE and (row := book.assumptions[country["loaded_key"]])
    )


def cost_currency(raw: Mapping[str, Raw], book: Book) -> str:
    """Currency of the country chosen, or of the default; elsewhere the one that is named."""
    country, named = str(raw.get(COUNTRY, "")), str(raw.get(COST_CURRENCY, ""))
    if country == ELSEWHERE and named in CURRENCIES:
        return named
    currencies = {row["country"]: row["currency"] for row in book.rows("countries")}
    return currencies.get(country, currencies[choice(COUNTRY).default])


def place_asks(book: Book) -> tuple[Ask, ...]:
    """Platform, and whether production runs there."""
    gaps = [row["platform"] for row in book.rows("platforms") if not row["bill"]]
    hints = dict.fromkeys(gaps, "Its infrastructure is not estimated in this version; everything else is.")
    return (
        Ask(PLATFORM, hints=hints),
        Ask("scenario.hosting.production_there"),
    )


def outage_asks(book: Book) -> tuple[Ask, ...]:
    """What the first hour of an outage means."""
    return Ask(FIRST_HOUR), Ask("scenario.recovery.loss_per_hour", under=(FIRST_HOUR, "loses_money"))


def certificates_asks(book: Book) -> tuple[Ask, ...]:
    """What is held or needed anyway."""
    options = {**CERTIFICATE_LABELS, "none": "None of these"}
    return (Ask(HELD, "", "Tick all that apply.", "boxes", options, alone=("none", "unknown")),)


def held(values: Values) -> Values:
    """Certificates as the Case keeps them: none is an empty list, unknown is absent."""
    ticked = values.get(HELD, [])
    if "unknown" in ticked or not ticked:
        return {}
    return {HELD: [key for key in ticked if key != "none"]}


def held_restored(case: Case) -> dict[str, Raw]:
    """What was ticked for this Case."""
    return {HELD: ["none"]} if case.scenario.certificates.held == () else {}


def board_asks(book: Book) -> tuple[Ask, ...]:
    """What the board counts, and how money is shown."""
    currencies = {code: f"{label} ({code})" for code, label in CURRENCIES.items()}
    return (
        Ask("scenario.money.board_counts"),
        Ask(
            CURRENCY,
            "Currency of the result",
            "That of the team’s country (question 8) unless you choose another.",
            "list",
            currencies,
            unknown="",
        ),
        Ask("scenario.money.organisation", kind="list"),
    )
