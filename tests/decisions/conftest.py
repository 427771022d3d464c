"""Books and examples for every test of this folder that stores decisions."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from assumptions import completing, reading
from assumptions.publishing import load_shipped_books
from decisions.services import load_examples


@pytest.fixture(scope="module")
def loaded_books(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The shipped books and the examples, loaded once for a module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_shipped_books()
        load_examples()
        yield
        transaction.set_rollback(True)
    reading.cached_book.cache_clear()
    completing.shipped_book.cache_clear()


@pytest.fixture
def site(loaded_books: None, db: None) -> None:
    """Books and examples as they ship; what a test writes is rolled back."""
