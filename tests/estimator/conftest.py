"""`pytest tests/estimator --update-golden` rewrites the golden tables; read the difference before it is committed."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/estimator/golden/*.csv")
