"""The formulas written out by hand for the benchmark give the engine's own figures."""

import pytest

from benchmarks.by_hand import straight_line
from estimator import Run, engine
from estimator.model import prepare, total_name
from tests.estimator.book_parts import shipped
from tests.estimator.generated import TYPICAL, typical

DRAWS = engine.BLOCK


@pytest.mark.parametrize("name", sorted(TYPICAL))
def test_by_hand_equals_the_engine(name):
    run = Run(draws=DRAWS)
    model = prepare(typical(name), shipped(1), run)
    keep = [total_name(option, "loaded", "quarters") for option in ("self_host", "cloud")]
    given = {leaf: found.drawn(run.seed, DRAWS, model.quarters) for leaf, found in model.inputs.items()}
    (block,) = engine.drawn(model.graph, model.inputs, model.quarters, keep, run.seed, DRAWS)
    written = straight_line(model.graph, keep)(given)
    for total in keep:
        assert written[total] == pytest.approx(block[total])
