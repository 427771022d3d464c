"""“Make it sharper” in words: what each family can still change, and which questions turn the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from decisions.report import format as fmt
from estimator.estimate import Estimate
from estimator.scenario import UNKNOWN

from .forms import PageForm
from .leverage import Family, Lever, open_questions
from .page import Page

SCALE = 100  # width of the drawing; the longest bar ends there
NAMED = 5  # questions named in the opening sentence


@dataclass(frozen=True)
class Row:
    """One family: what it can still change in words, how much of it is answered, its strongest questions."""

    page: Page
    effect: str
    answered: str
    strongest: str
    width: float


@dataclass(frozen=True)
class Turning:
    """A question that alone makes the other option the cheaper one."""

    page: Page
    name: str
    label: str


def rows(families: Sequence[Family], estimate: Estimate) -> list[Row]:
    """The families in the order given."""
    longest = max((family.swing for family in families), default=0.0) or 1.0
    return [_row(family, estimate, longest) for family in families]


def _row(family: Family, estimate: Estimate, longest: float) -> Row:
    form = family.form
    strongest = [label_of(form, lever.path) for lever in family.levers[:2] if lever.swing]
    return Row(
        page=form.page,
        effect=_effect(family, estimate),
        answered=answered(form),
        strongest="; ".join(strongest),
        width=round(family.swing / longest * SCALE, 1),
    )


def answered(form: PageForm) -> str:
    """How many of a page's questions are answered: "2 of 9 answered"."""
    used = [ask for ask in form.asks if form.is_used(ask)]
    given = sum(form.raw[ask.path] not in ("", [], UNKNOWN) for ask in used)
    return f"{given} of {len(used)} answered"


def _effect(family: Family, estimate: Estimate) -> str:
    sentences = [_moved(family, estimate)]
    if family.value_usd:
        worth = fmt.money_about(estimate.money(family.value_usd), estimate.currency)
        sentences.append(f"Knowing the most telling answer in advance is worth about {worth}, given our ranges.")
    if family.by_quote:
        sentences.append("An answer can lead to a price that only the seller can name.")
    if family.untried:
        asked = f"{fmt.word(family.untried).capitalize()} of the open questions"
        sentences.append(f"{asked} {'has' if family.untried == 1 else 'have'} no typical range and could not be tried.")
    return " ".join(sentences)


def _moved(family: Family, estimate: Estimate) -> str:
    if not open_questions(family.form):
        return "Everything here is answered."
    if not family.swing:
        return "What could be tried here cannot move the difference."
    amount = fmt.money_about(estimate.money(family.swing), estimate.currency)
    return f"What is open here can move the difference by up to about {amount}."


def turning(found: Sequence[tuple[Family, Lever]]) -> list[Turning]:
    """The questions to name in the opening sentence, the strongest first."""
    return [
        Turning(family.form.page, lever.path.replace(".", "-"), label_of(family.form, lever.path))
        for family, lever in found[:NAMED]
    ]


def opening(found: Sequence[tuple[Family, Lever]]) -> str:
    """Whether an open question can still change which option is cheaper."""
    if not found:
        return (
            "No open question here, taken alone, changes which option is cheaper. Answers make the ranges narrower "
            "and the figures yours."
        )
    count = fmt.word(len(found)).capitalize()
    if len(found) == 1:
        return "One more question can change which option is cheaper:"
    rest = f", the strongest {fmt.word(NAMED)} of them" if len(found) > NAMED else ""
    return f"{count} more questions can change which option is cheaper{rest}:"


def label_of(form: PageForm, path: str) -> str:
    """The heading of a question."""
    return str(form.fields[path].label)
