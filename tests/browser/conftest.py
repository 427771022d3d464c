"""A visitor in Chromium who tolerates no console error, no CSP violation and no request to anybody else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.visitor import Visitor
from tests.server import Server

NewVisitor = Callable[..., Visitor]


@pytest.fixture
def new_visitor(server: Server, browser: Browser) -> Iterator[NewVisitor]:
    """Makes visitors: width in CSS pixels, dark, js; at the end none may have met a fault."""
    made: list[Visitor] = []

    def make(*, width: int = 1280, dark: bool = False, js: bool = True, **options: Any) -> Visitor:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=js,
            **options,
        )
        made.append(Visitor(context.new_page(), server.url, js=js))
        return made[-1]

    yield make
    for visitor in made:
        visitor.page.context.close()
    assert [fault for visitor in made for fault in visitor.faults] == []


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    """A visitor at a desk."""
    return new_visitor()
