"""The four worked examples: their inputs were fixed before any limit of the verdict, and each has its outcome.

Why each comes out as it does, from its inputs alone:
- EU hospital network: a contract keeps data in Germany (in writing); Medplum's hosted data stays in the United States
  unless agreed otherwise; Medplum was asked and has not answered → the open answer decides → ask first.
- Rural clinics: records must be written while the internet is down (in writing); no hosted service can do that and
  nothing can be agreed that would change it → self-hosting is required. One person can be woken, two are needed in
  working hours → not ready.
- Seed-stage company: only new money counts. Self-hosting: no stipend (working hours), the bill of materials with
  staging, about 25,000 USD a year. Cloud: 2,000 USD a month = 24,000 USD a year. The difference is far below both
  limits (10 % of the cheaper, 25,000 USD a year) → too close to call.
- Struggling self-hoster: 520 measured hours a quarter / 445 productive hours = 1.17 FTE × 200,000 USD = 234,000 USD
  a year, plus stipend and a bill of 3,400 USD a month, against Premium at 72,000 USD a year, the FTE that remains
  (0.15 × 200,000 = 30,000 USD) and one migration → Cloud is clearly cheaper.
"""

import json
from pathlib import Path

import pytest

from decisions.advice.verdict import judge
from decisions.case import read_case
from estimator import Book, estimate, shipped_folders

EXAMPLES = Path(__file__).parents[2] / "decisions" / "examples"
OUTCOMES = {
    "eu-hospital-network": ("ask_first", None),
    "rural-clinics": ("self_host_required", False),
    "seed-stage-company": ("too_close", False),
    "struggling-self-hoster": ("cloud_recommended", False),
}


@pytest.fixture(scope="module", params=[0, 1], ids=["book 1", "book 2"])
def book(request: pytest.FixtureRequest) -> Book:
    return Book.from_folder(shipped_folders()[request.param])


def test_every_example_has_an_outcome_here() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == set(OUTCOMES)


@pytest.mark.parametrize("name", OUTCOMES)
def test_outcome(name: str, book: Book) -> None:
    case = read_case(json.loads((EXAMPLES / f"{name}.json").read_text())["case"], book)
    verdict = judge(case, estimate(case.scenario, book), book)
    assert (verdict.outcome, verdict.ready) == OUTCOMES[name]


def test_measured_hours_of_the_struggling_self_hoster() -> None:
    """520 h ÷ (1,780 ÷ 4) h = 1.1685 FTE; × 200,000 ÷ 4 = 58,427 USD in the first quarter at likely values.

    On top: the way from 4.5 to 5.2 and to the 6 planned before 2027, two majors × 3.5 and two minors × 0.8 weeks of
    36 h, two stops × 8 h = 325.6 h.
    """
    book = Book.from_folder(shipped_folders()[0])
    case = read_case(json.loads((EXAMPLES / "struggling-self-hoster.json").read_text())["case"], book)
    found = estimate(case.scenario, book)
    assert found.basis == "measured"
    assert found.options["self_host"].fte_base_case[0] == pytest.approx((520 + 325.6) / 445)
    assert found.options["self_host"].fte_base_case[1] == pytest.approx(1.1685, abs=1e-4)
    line = next(line for line in found.lines if line.key == "maintenance_cost_measured")
    assert line.base_case is not None
    assert line.base_case[0] == pytest.approx(58_427, abs=1)
