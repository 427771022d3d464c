"""What another book makes of the same answers: fewer draws where nothing is near a limit, never another outcome."""

import pytest

from decisions import services
from decisions.advice.money_rule import is_far_from_limits
from decisions.case import read_case
from decisions.services.estimates import other_books
from tests.builders_estimate import shipped_book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def judged(quote):
    needs = {"quote_per_month": quote}
    case = read_case({"scenario": {"needs": needs}, "reasons": {"raised": ["nothing"]}}, shipped_book())
    return services.estimate_case(case)


@pytest.mark.parametrize("quote", [500, 5_000, 9_000, 12_000, 16_000, 20_000, 24_000, 28_000, 34_000, 60_000])
def test_the_outcome_is_that_of_all_draws(quote):
    one = judged(quote)
    for other in other_books(one):
        book = shipped_book(other.number)
        whole = services.estimate_case(one.case, book=book, run=one.estimate.run)
        assert other.outcome == whole.verdict.outcome


def test_near_a_limit_all_draws_decide():
    far = {quote: is_far_from_limits(judged(quote).estimate, shipped_book()) for quote in range(1_000, 30_000, 1_000)}
    assert set(far.values()) == {True, False}
