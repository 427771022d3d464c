"""Where neither option is feasible it is said what would have to change, and by how much where a cap is the rule."""

from decisions.advice import judge
from decisions.report.changes import what_it_depends_on
from tests.builders_estimate import make_case, make_estimate, shipped_book
from tests.decisions.cases import reasons_with

YES = {"applies": "yes", "sure": "in_writing"}


def changes(reasons, yearly=(300_000.0, 60_000.0)):
    case, estimate = make_case(reasons=reasons), make_estimate(yearly)
    verdict = judge(case, estimate, shipped_book())
    return verdict.outcome, what_it_depends_on(case, estimate, verdict)


def test_every_option_has_one_sentence_with_all_that_has_to_change():
    reasons = reasons_with("fail", "fail")
    reasons["gates"]["request_limits"] = YES | {"vendor": "refused"}
    outcome, found = changes(reasons)

    assert outcome == "not_feasible"
    assert found == [
        "Self-hosting becomes feasible when none of these needs is a must, or the Enterprise self-host licence covers "
        "it (“Needs that community self-hosting lacks”).",
        "Medplum Cloud becomes feasible when the peak stays below the default, or a higher quota is agreed (“Request "
        "limits”); and when no such rule exists, or Medplum has agreed to the region in writing (“The country in which "
        "the data lies”).",
    ]


def test_a_cap_says_by_how_much_each_option_is_above_it():
    capped = {"raised": ["budget"], "gates": {"budget_cap": YES}, "cap_per_year": 50_000}
    outcome, found = changes(capped)
    estimate = make_estimate((300_000.0, 60_000.0))
    middle = estimate.options["cloud"].p50 * 4 / len(estimate.quarters)

    assert outcome == "not_feasible"
    assert [text.partition(" becomes")[0] for text in found] == ["Self-hosting", "Medplum Cloud"]
    over = f"${round((middle - 50_000) / 1000):,},000 more than the cap"
    assert over in found[-1]


def test_a_feasible_option_has_nothing_to_change():
    outcome, found = changes({"raised": ["nothing"], "gates": {"budget_cap": YES}, "cap_per_year": 90_000})
    assert outcome == "cloud_required"
    assert not [text for text in found if "cap" in text]
