"""A decision and the browser that may work on it."""

import pytest
from django.test import Client

from assumptions.reading import current_book
from decisions import services
from decisions.models import Decision
from decisions.views.access import GRANTS
from estimator.book import Book


@pytest.fixture
def book(site: None) -> Book:
    """The current book."""
    return current_book()


@pytest.fixture
def decision(site: None) -> Decision:
    """A decision with one answer, begun by nobody in particular."""
    return services.start_decision(answers={"scenario.hosting.today": "nothing"})[0]


@pytest.fixture
def owner(client: Client, decision: Decision) -> Client:
    """A browser that may work on `decision`."""
    session = client.session
    session[GRANTS] = {str(decision.pk): "2026-11-20"}
    session.save()
    return client
