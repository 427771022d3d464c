"""Shipped folders become books: once, whole or not at all, and again when a folder changes."""

from pathlib import Path

from assumptions import completing
from assumptions.models import Book, BookRow, CurrentBook
from assumptions.publishing import load_shipped_books, make_current, publish_book, start_draft
from assumptions.reading import book_by_number, current_book
from estimator.book import Book as TableBook
from estimator.book import shipped_folders

from .conftest import rewrite

ROOT = Path(__file__).resolve().parents[2]


def test_a_stored_book_says_what_its_folder_says(shipped: list[Book]) -> None:
    for folder, number in zip(shipped_folders(), (1, 2), strict=True):
        assert book_by_number(number) == TableBook.from_folder(folder)
        assert book_by_number(number).filled == ()


def test_the_first_load_makes_book_1_current(shipped: list[Book]) -> None:
    assert [book.number for book in shipped] == [1, 2]
    assert CurrentBook.objects.get().book == shipped[0]
    assert current_book().default_staffing_basis == "quarters"


def test_a_second_load_changes_nothing(shipped: list[Book]) -> None:
    rows = BookRow.objects.count()
    assert load_shipped_books() == []
    assert (Book.objects.count(), BookRow.objects.count(), CurrentBook.objects.count()) == (2, rows, 1)


def test_a_changed_folder_becomes_a_new_book(shipped: list[Book], folders: Path) -> None:
    rewrite(folders / "book-2" / "fx.csv", "EUR,1.1567,", "EUR,1.2,")
    (loaded,) = load_shipped_books()
    assert (loaded.number, loaded.shipped_number, loaded.revision) == (3, 2, 2)
    assert loaded.label == "Medplum's July 2026 wording (book 2, revision 2)"
    assert book_by_number(3).fx("EUR").usd_per_unit == 1.2
    assert book_by_number(2).fx("EUR").usd_per_unit == 1.1567
    assert current_book().number == 1
    assert load_shipped_books() == []


def test_a_newer_revision_of_the_current_book_takes_over(shipped: list[Book], folders: Path) -> None:
    rewrite(folders / "book-1" / "fx.csv", "EUR,1.1567,", "EUR,1.2,")
    load_shipped_books()
    assert (current_book().number, current_book().revision) == (3, 2)


def test_an_own_current_book_stays_current(shipped: list[Book], draft: Book, folders: Path) -> None:
    publish_book(draft=draft, reason="Ours.", by=None)
    rewrite(folders / "book-1" / "fx.csv", "EUR,1.1567,", "EUR,1.2,")
    load_shipped_books()
    assert current_book().origin == "own"
    assert not Book.objects.filter(status=Book.DRAFT).exists()


def test_new_rows_prepare_a_draft_of_the_own_book(shipped: list[Book], draft: Book, folders: Path) -> None:
    publish_book(draft=draft, reason="Ours.", by=None)
    add_assumption(folders / "book-1")
    load_shipped_books()
    prepared = Book.objects.get(status=Book.DRAFT)
    assert prepared.based_on == draft
    assert prepared.label == "Our figures, with the rows new in model version 1"
    assert prepared.rows.filter(key="new_input").exists()
    assert not draft.rows.filter(key="new_input").exists()


def add_assumption(folder: Path) -> None:
    """Add a row that a formula of a later version would need."""
    with (folder / "assumptions.csv").open("a") as file:
        file.write("new_input,constants,New,count,1,2,3,2026-11,test,,judgement,pert,bounds,context,,both\n")
    completing.shipped_book.cache_clear()


def test_an_own_book_takes_the_next_number(shipped: list[Book], draft: Book, folders: Path) -> None:
    rewrite(folders / "book-2" / "fx.csv", "EUR,1.1567,", "EUR,1.2,")
    assert draft.number == 3
    assert load_shipped_books()[0].number == 4
    assert start_draft(based_on=shipped[1], label="Another", by=None).number == 5


def test_a_staff_choice_survives_the_next_load(shipped: list[Book], folders: Path) -> None:
    make_current(book=shipped[1], reason="July wording.", by=None)
    rewrite(folders / "book-1" / "fx.csv", "EUR,1.1567,", "EUR,1.2,")
    load_shipped_books()
    assert current_book().number == 2
