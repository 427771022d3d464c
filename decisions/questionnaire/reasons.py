"""What the pages of the reasons ask. Rules, and who can confirm them, stand in the book's gates."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from decisions.advice.gate_rows import OWN_RULE, OWN_RULES
from decisions.advice.gates import FURTHER_RULES
from decisions.advice.jurisdictions import COUNTRIES
from decisions.advice.vendor_words import vendor_question
from estimator.book import Book
from estimator.scenario import CERTIFICATE_LABELS

from .asks import ANSWERED, Ask, Rule

GATES = "reasons.gates"
ONLY_IN_WRITING = "Only what is in writing counts as confirmed."
SURE = {"in_writing": "In writing", "believe": "I believe so", "not_checked": "Not checked"}
VENDOR = {
    "not_asked": "Not yet",
    "asked": "Asked, no answer yet",
    "agreed": "Medplum agreed",
    "refused": "Medplum said no",
}
ANOTHER = "Another"
CAUSES = {
    "abandoned": "The project is abandoned",
    "licence": "Its licence has turned restrictive",
    "governance": "It refuses a change that the law demands",
}
ALTERNATIVES = {
    "configuration": "Configuration and project settings",
    "bots": "Bots",
    "subscriptions": "Subscriptions",
    "operations": "Custom operations",
    "policies": "Access policies",
    "extension": "An extension layer beside the untouched server",
    "upstream": "A proposal upstream, or sponsored work",
}
OTHER_RULES = tuple(gate for gate in FURTHER_RULES if gate not in OWN_RULES.values())
WHAT_THEY_DO = {
    "configuration": "Settings of the server and of each project, without code",
    "bots": "Code of your own that an event, a schedule or a call runs",
    "subscriptions": "A call to your own service whenever a record changes",
    "operations": "FHIR operations of your own, served by a bot",
    "policies": "Rules for who may read and write which records",
    "extension": "A service of your own in front of the server or next to it",
    "upstream": "A change that everybody gets, proposed by you or paid for",
}
CAUSE, TRIED = "page.fork.cause", "page.fork.tried"
OWN_WORDS, OWN_EXCLUDES = "page.other.words", "page.other.excludes"
ONE_WOULD_DO = "one_would_do"
# How to answer rules that depend on the option, or that more than one thing makes apply.
HOW_TO_ANSWER = {
    "eu_ehds_in_house": "Each of two things makes you one: building an own record system on Medplum for care in the "
    "EU, whichever option runs it; and changing Medplum’s code, which self-hosting alone allows.",
    "eu_gdpr_transfer": "It depends on the option. Answer for Medplum Cloud: data lies in the United States unless "
    "Medplum agrees to another region. Self-hosting stores it where question 9 places it.",
}


def _gate(book: Book, gate: str) -> Mapping[str, str]:
    return next(row for row in book.rows("gates") if row["gate"] == gate)


def _sure(slug: str, who: str) -> Ask:
    return Ask(f"page.{slug}.sure", "How sure are you?", f"{ONLY_IN_WRITING} {who}".strip(), options=SURE, unknown="")


def _vendor(slug: str, question: str, under: tuple[str, str] | None) -> Ask:
    hint = f"The question to send: “{question}”" if question else ""
    label = "Has Medplum been asked?"
    return Ask(f"page.{slug}.vendor", label, hint, options=VENDOR, unknown="", under=under)


def _who(row: Mapping[str, str]) -> str:
    return f"Who can confirm it: {row['confirmed_by']}."


def country_asks(book: Book) -> tuple[Ask, ...]:
    """Must the data stay in a country?"""
    row, applies = _gate(book, "residency_country"), f"{GATES}.residency_country.applies"
    places = {label: label for label in (*COUNTRIES.values(), ANOTHER)}
    question = row["vendor_question"].replace("REGION", "our country")
    return (
        Ask(applies, options={"yes": "A law or a contract", "no": "Neither: it is our own wish"}),
        Ask(
            f"{GATES}.residency_country.detail",
            "Which country?",
            "",
            "list",
            places,
            under=(applies, "yes"),
            unknown="",
        ),
        _vendor("country", question, (applies, "yes")),
        _sure("country", _who(row)),
    )


def premises_asks(book: Book) -> tuple[Ask, ...]:
    """Must it stand on own premises?"""
    options = {"yes": "Yes, in those words", "no": "No, or it names a country or a certificate instead"}
    return (
        Ask(f"{GATES}.on_premises_mandate.applies", options=options),
        _sure("on_premises", _who(_gate(book, "on_premises_mandate"))),
    )


def certificate_asks(book: Book) -> tuple[Ask, ...]:
    """Is a certificate of the operator demanded?"""
    row, applies = _gate(book, "named_certificate"), f"{GATES}.named_certificate.applies"
    names = {label: label for label in (*CERTIFICATE_LABELS.values(), ANOTHER)}
    return (
        Ask(applies, options={"yes": "Yes", "no": "No"}),
        Ask(f"{GATES}.named_certificate.detail", "Which one?", "", "list", names, under=(applies, "yes"), unknown=""),
        _vendor("certificate", vendor_question(row), (applies, "yes")),
        _sure("certificate", _who(row)),
    )


def offline_asks(book: Book) -> tuple[Ask, ...]:
    """Must it work without internet, and how much does it carry?"""
    written = {
        "yes": "Yes, records must be written meanwhile",
        "no": "No, paper or a copy to read is enough",
    }
    light = {"yes": "Yes, few users, little data, few requests", "no": "No, a production system like any other"}
    hint = (
        "A small machine in a rural clinic, or a device under development. With many users, much data or service "
        "around the clock it is a production system."
    )
    return (
        Ask(f"{GATES}.offline_operation.applies", "Must work go on in it while there is no internet?", options=written),
        Ask(f"{GATES}.offline_lightweight.applies", "Is it a lightweight installation?", hint, options=light),
        _sure("offline", _who(_gate(book, "offline_operation"))),
    )


def budget_asks(book: Book) -> tuple[Ask, ...]:
    """Is there a hard cap, and how high is it?"""
    applies = f"{GATES}.budget_cap.applies"
    return (
        Ask(applies, options={"yes": "Yes", "no": "No"}),
        Ask("reasons.cap_per_year", under=(applies, "yes")),
        _sure("budget", _who(_gate(book, "budget_cap"))),
    )


def learning_asks(book: Book) -> tuple[Ask, ...]:
    """Is it really learning only?"""
    # In the Case "yes" means that the condition of learning holds, which is the "No" of each question.
    asked = {
        "learning_no_production": "Does anyone depend on it being up?",
        "learning_no_patients": "Does it hold data of real patients?",
        "learning_no_scale": "Must it carry a certain load or number of users?",
    }
    options = {"yes": "No", "no": "Yes"}
    conditions = [Ask(f"{GATES}.{gate}.applies", label, options=options) for gate, label in asked.items()]
    return (*conditions, _sure("learning", ""))


def fork_asks(book: Book) -> tuple[Ask, ...]:
    """Cause of the fork, and what was tried before."""
    row = _gate(book, "fork_justified_cause")
    causes = {**CAUSES, "none": "None of these"}
    tried = {**ALTERNATIVES, ONE_WOULD_DO: "One of these would do"}
    return (
        Ask(CAUSE, "Which of the three causes of a fork applies?", options=causes),
        Ask(
            TRIED,
            "Which of the seven other ways have you ruled out?",
            "Tick each way that was tried and does not do.",
            "boxes",
            tried,
            WHAT_THEY_DO,
            unknown="",
            alone=(ONE_WOULD_DO,),
        ),
        _vendor("fork", row["vendor_question"], None),
        _sure("fork", _who(row)),
    )


def other_asks(book: Book) -> tuple[Ask, ...]:
    """Further rules of the book's gates, and one of one's own."""
    listed = (ask for gate in OTHER_RULES for ask in about_rule(_gate(book, gate)))
    words = "One sentence, as the law or contract has it. Leave it empty if there is none."
    sent = vendor_question(_gate(book, OWN_RULES["cloud"])).replace(OWN_RULE, "your sentence")
    return (
        *listed,
        Ask(OWN_WORDS, "Another rule, in your own words", words, "note"),
        Ask(
            OWN_EXCLUDES,
            "Which option would it exclude?",
            options={"cloud": "Medplum Cloud", "self_host": "Self-hosting"},
        ),
        _vendor("other", sent, (OWN_EXCLUDES, "cloud")),
        replace(_sure("other", ""), under=(OWN_EXCLUDES, ANSWERED)),
    )


def about_rule(row: Mapping[str, str], rule: Rule | None = None) -> Iterator[Ask]:
    """Whether a rule of the book applies, how sure that is, what Medplum said; asked while `rule` holds."""
    path = f"{GATES}.{row['gate']}"
    applies = f"{path}.applies"
    hint = f"{HOW_TO_ANSWER.get(row['gate'], '')} {_who(row)}".strip()
    yield Ask(applies, row["question"], hint, "row", {"yes": "Yes", "no": "No"}, rule=rule)
    yield Ask(f"{path}.sure", "How sure are you?", ONLY_IN_WRITING, options=SURE, unknown="", under=(applies, ANSWERED))
    if row["vendor_question"]:
        yield replace(_vendor("", vendor_question(row), (applies, "yes")), path=f"{path}.vendor")
