"""Whatever figure of an example is opened, its explanation ends at a source, a judgement that says so, or an answer."""

import pytest

from decisions import services
from decisions.models import Decision
from decisions.report.explain import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
EXAMPLES = ["eu-hospital-network", "rural-clinics", "seed-stage-company", "struggling-self-hoster"]


@pytest.mark.parametrize("slug", EXAMPLES)
def test_every_leaf_of_every_figure_says_where_it_comes_from(slug):
    decision = Decision.objects.get(example=slug)
    document = services.document_of(services.estimate_case(services.case_of(decision)))
    opened, silent = 0, []
    for key in document["explanations"]["roots"]:
        page = page_of(document, key)
        assert page
        assert page["steps"]
        for step in page["steps"]:
            for part in step["inputs"]:
                assert part["is_leaf"] or part["step"] or part["page"], (key, part["name"])
                if part["is_leaf"]:
                    opened += 1
                    said = part["sources"] or part["basis"] in ("judgement", "answer") or part["kind"] == "your answer"
                    if not said:
                        silent.append((key, part["name"], part["kind"], part["basis"]))
    assert silent == []
    assert opened > 500
