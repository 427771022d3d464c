"""What a page of the questionnaire is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from decisions.case import Case
from estimator.book import Book

from .asks import Ask, Raw, Values


def _always(values: Values) -> bool:
    return True


def _dollars(raw: Mapping[str, Raw], book: Book) -> str:
    return "USD"


def only_case_paths(values: Values) -> Values:
    """Drops what only steers a page."""
    return {path: value for path, value in values.items() if not path.startswith("page.")}


def _nothing(case: Case) -> dict[str, Raw]:
    return {}


@dataclass(frozen=True)
class Source:
    """What a page rests on: a rule or a typical figure, with where it comes from and of when it is."""

    title: str
    text: str
    source: str
    as_of: str


@dataclass(frozen=True)
class Section:
    """Questions of a page of details under one heading; `rare` ones open on demand."""

    heading: str
    fields: tuple[str, ...] = ()
    rare: bool = False


def _none(book: Book) -> tuple[Source, ...]:
    return ()


@dataclass(frozen=True)
class Page:
    """One topic. `asks` may read the book's wording; `number` is None for the pages of a reason.

    `shown` decides from the values of earlier pages; `meaning` turns values of the form into values of the Case and
    `restore` finds back what was ticked. `rest` is the option that one button gives to everything not yet answered.
    """

    slug: str
    title: str
    group: str
    asks: Callable[[Book], tuple[Ask, ...]]
    why: str = ""
    number: int | None = None
    shown: Callable[[Values], bool] = _always
    hidden_because: str = ""
    currency: Callable[[Mapping[str, Raw], Book], str] = _dollars
    meaning: Callable[[Values], Values] = only_case_paths
    restore: Callable[[Case], dict[str, Raw]] = _nothing
    rest: str = ""
    rest_label: str = ""
    more: str = ""  # heading of the part that opens on demand: every question after the first
    sources: Callable[[Book], tuple[Source, ...]] = _none
    sections: tuple[Section, ...] = ()  # of a page of details


@lru_cache(maxsize=128)
def asks_of(page: Page, book: Book) -> tuple[Ask, ...]:
    """The questions of a page in the wording of a book."""
    return page.asks(book)
