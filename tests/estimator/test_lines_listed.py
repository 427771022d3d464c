"""A line that does not apply is listed as such: no answer makes a line of the model vanish without a word."""

import pytest
from hypothesis import given, settings

from estimator import Run, Scenario, estimate
from tests.estimator.book_parts import shipped
from tests.estimator.generated import TYPICAL, scenarios, typical

FEW = Run(draws=64)
# Lines of what is chosen, each named by its own row of the book: components, tools, needs, copies, taxes.
CHOSEN = {"infrastructure", "observability", "environments", "needs", "recovery", "tax"}
COMPONENTS = {f"{row['component']}_cost" for row in shipped(1).rows("bill_of_materials")}


def listed(answers: Scenario) -> set[tuple[str, str]]:
    """Option and key of each line that the formulas hold, whatever its state; all bases but the measured one."""
    lines = [line for line in estimate(answers, shipped(1), FEW).lines if line.group not in CHOSEN]
    return {
        (line.option, line.key)
        for line in lines
        if line.key not in COMPONENTS and not line.key.endswith(("_measured", "_work"))
    }


ALL = set().union(*(listed(typical(name)) for name in TYPICAL))


@pytest.mark.parametrize("name", list(TYPICAL))
def test_every_line_stands_in_every_typical_scenario(name):
    assert not ALL - listed(typical(name))


@given(scenarios())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_every_line_stands_whatever_is_answered(answers):
    """With a figure, with what is missing for one, or with the reason why it does not apply."""
    assert not ALL - listed(answers)
