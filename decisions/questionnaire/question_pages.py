"""The twelve questions as pages, in order."""

from . import questions as ask
from .asks import Values
from .page import Page


def _not_measured(values: Values) -> bool:
    return ask.BILL not in values


MEASURED = "last month’s bill stands in for it"

TWELVE = (
    Page("today", "What do you run today?", "Today", ask.today_asks, ask.choice(ask.TODAY).why, 1),
    Page(
        "reasons",
        "Does anything rule one option out?",
        "Reasons",
        ask.raised_asks,
        "A law, a contract or a place can decide before money does. What is confirmed in writing counts; the rest "
        "becomes a question to ask.",
        2,
    ),
    Page(
        "needs",
        "Which of these do you need, and must Medplum provide it?",
        "Needs and price",
        ask.needs_asks,
        "Some features come with a larger plan only, and many can be had beside Medplum.",
        3,
        rest="no",
        rest_label="Answer No to the rest",
    ),
    Page(
        "price",
        "Has Medplum given you a price in writing?",
        "Needs and price",
        ask.quote_asks,
        "A price in writing replaces the list price. It stands in the offer or contract you were sent.",
        4,
        restore=ask.quote_restored,
    ),
    Page(
        "patients",
        "How many patients will have a record in three years?",
        "Size and service",
        ask.patients_asks,
        "The number of records sets the size of database, storage and servers. Count the people your system "
        "registers, not those active today.",
        5,
        shown=_not_measured,
        hidden_because=MEASURED,
    ),
    Page(
        "service",
        "When must it be up, and who is woken if it is not?",
        "Size and service",
        ask.hours_asks,
        "Round-the-clock service needs enough people to share the nights. Count those who carry a pager today.",
        6,
    ),
    Page(
        "people",
        "Who would do the work?",
        "People",
        ask.workforce_asks,
        "It decides which part of the cost is new money.",
        7,
    ),
    Page(
        "cost",
        "What does one such engineer cost you a year, everything included?",
        "People",
        ask.cost_asks,
        "People are the largest part of self-hosting. Finance knows the figure as fully loaded cost.",
        8,
        currency=ask.cost_currency,
        sources=ask.cost_sources,
    ),
    Page(
        "place",
        "Where would it run, and do you already run production there?",
        "Place",
        ask.place_asks,
        "Prices differ by provider and region, and a platform that is already there shortens the set-up. Another "
        "region can be chosen under “Make it sharper”.",
        9,
    ),
    Page(
        "outage",
        "If it stops at 10 in the morning, what happens in the first hour?",
        "Outage and certificates",
        ask.outage_asks,
        "The answer sets how fast recovery must be, and what standing by for it costs.",
        10,
    ),
    Page(
        "certificates",
        "Which certificates do you hold or need anyway, wherever Medplum runs?",
        "Outage and certificates",
        ask.certificates_asks,
        "Only the extra effort counts: what you need in any case costs the same in both options.",
        11,
        meaning=ask.held,
        restore=ask.held_restored,
    ),
    Page(
        "board",
        "Does your board count people you already employ?",
        "Money",
        ask.board_asks,
        "Half an engineer who is already there costs salary, but no new money.",
        12,
        more="Currency and kind of organisation",
    ),
)
