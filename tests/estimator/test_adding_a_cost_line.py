"""Performs docs/adding-a-cost-line.md: its row goes into the book, its function into the file it names."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from estimator import Book, Run, Scenario, estimate, estimate_as_dict, formulas
from estimator.book import read_table_csv
from estimator.explain import Explanations
from estimator.model import forget_graphs
from tests.estimator.book_parts import changed, shipped
from tests.estimator.figures import base, line_of, means

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "adding-a-cost-line.md").read_text(encoding="utf-8")
RUN = Run(draws=1_024)


def block(language: str) -> str:
    """The only block of a language in the guide."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return str(found)


def with_row() -> Book:
    """Book 1 with the row of the guide."""
    return changed(lambda tables: tables["assumptions"].extend(read_table_csv("assumptions", block("csv"))))


def with_function(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The formula file that the guide names, with its function at the end, in the place of the original."""
    name = re.findall(r"here `(\w+)\.py`", GUIDE)[0]
    source = (ROOT / "estimator" / "formulas" / f"{name}.py").read_text(encoding="utf-8")
    path = folder / f"{name}.py"
    path.write_text(f"{source}\n\n{block('python')}", encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"{name}_with_a_new_line", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    replaced = tuple(module if file.__name__.endswith(f".{name}") else file for file in formulas.MODULES)
    assert module in replaced
    monkeypatch.setattr(formulas, "MODULES", replaced)
    forget_graphs()
    return module


@pytest.fixture
def before_and_after(tmp_path, monkeypatch):
    before = estimate(Scenario(), shipped(1), RUN)
    with_function(tmp_path, monkeypatch)
    yield before, estimate(Scenario(), with_row(), RUN)
    forget_graphs()


def test_there_is_one_new_line_with_figure_sentence_and_range(before_and_after):
    """30 × 3 USD at likely values in each of the twelve quarters."""
    before, after = before_and_after
    new = {line.key for line in after.lines} - {line.key for line in before.lines}
    assert new == {"status_page_cost"}
    line = line_of(after, "status_page_cost")
    assert base(line) == (90.0,) * 12
    assert (line.label, line.group, line.option) == ("Status page", "observability", "self_host")
    assert line.sentence == "A page outside the platform that tells users whether it is up."
    assert means(line)[0] > 90


def test_no_other_line_moves(before_and_after):
    before, after = before_and_after
    for line in before.lines:
        assert line_of(after, line.key) == line


def test_every_total_of_its_option_has_it_and_no_other(before_and_after):
    before, after = before_and_after
    cost = sum(means(line_of(after, "status_page_cost")))
    for old, new in zip(before.combinations, after.combinations, strict=True):
        assert new.total_self_host == pytest.approx(old.total_self_host + cost, rel=1e-9)
        assert new.total_cloud == old.total_cloud


def test_its_explanation_and_its_json_are_there(before_and_after):
    _, after = before_and_after
    assert isinstance(after.explanations, Explanations)
    explained = after.explanations["status_page_cost"]
    assert explained.formula == "status_page_usd_month * months_per_quarter"
    assert explained.with_values == "30 * 3"
    lines = estimate_as_dict(after)["options"]["self_host"]["lines"]
    assert [line["label"] for line in lines if line["key"] == "status_page_cost"] == ["Status page"]


def test_the_guide_names_every_tag_that_lines_use_and_every_function():
    tags = set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE))
    files = (ROOT / "estimator" / "formulas").glob("*.py")
    used = set(re.findall(r"\b(\w+)=\"", " ".join(tag for file in files for tag in tags_of(file))))
    assert tags - used <= {"spending"}  # so far lines of bills alone are capital
    assert used - tags <= {"fte", "posts", "subscription"}  # for single formulas, not for any line
    for name in ("step", "cumulative", "occurs", "total_of", "where", "minimum", "maximum", "ceil"):
        assert f"`{name}`" in GUIDE


def tags_of(file: Path) -> list[str]:
    return re.findall(r"@tag\((.*?)\)", file.read_text(encoding="utf-8"), re.DOTALL)
