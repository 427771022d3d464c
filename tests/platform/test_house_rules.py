"""Rules of the house that a reader relies on: short files, no inline code, no hidden couplings."""

import ast
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"assumptions", "config", "decisions", "estimator"}
NOT_OURS = {".git", ".venv", ".tools", "var", "node_modules", "vendor", "migrations", "__pycache__"}
CACHES = re.compile(r"^\.\w+_cache$|^\.hypothesis$")


def own_files(pattern: str) -> list[Path]:
    """Return our files of a kind, vendored ones and migrations left out."""
    found = [path for path in ROOT.rglob(pattern) if path.is_file()]
    parts = {path: path.relative_to(ROOT).parts for path in found}
    return sorted(path for path in found if not NOT_OURS & set(parts[path]) and not any(map(CACHES.match, parts[path])))


def lines(path: Path) -> int:
    """Return the number of lines."""
    return len(path.read_text(encoding="utf-8").splitlines())


def too_long(paths: list[Path], most: int) -> list[str]:
    """Return the files with more lines than allowed."""
    assert paths
    return [f"{path.relative_to(ROOT)}: {lines(path)}" for path in paths if lines(path) > most]


def functions() -> Iterator[tuple[str, int]]:
    """Yield place and length of every function."""
    for path in own_files("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (
                    f"{path.relative_to(ROOT)}:{node.lineno} {node.name}",
                    (node.end_lineno or 0) - node.lineno + 1,
                )


def test_files_stay_short():
    assert not too_long(own_files("*.py"), 300)
    assert not too_long(own_files("*.html"), 150)


def test_functions_stay_short():
    assert not [f"{place}: {length}" for place, length in functions() if length > 40]


def test_own_scripts_stay_small():
    assert sum(map(lines, own_files("*.js"))) <= 200


INLINE = re.compile(
    r"""<[^>]*\s(style|on[a-z]+|hx-on[:\w-]*)\s*=|<style\b|<script(?![^>]*(\ssrc=|type="application/json"))""",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "markup",
    ['<p style="x">', "<a href='#' onclick='x()'>", "<style>", "<script>x()</script>", "<b hx-on:click='x'>"],
)
def test_inline_code_is_recognised(markup):
    assert INLINE.search(markup)


def test_templates_hold_no_inline_style_or_script():
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in own_files("*.html")
        for match in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_no_file_names_a_package_registry():
    hosts = [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
    ]
    named = re.compile("|".join(re.escape(".".join(host)) for host in hosts), re.IGNORECASE)
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in own_files("*")}
    assert not [str(path.relative_to(ROOT)) for path, text in texts.items() if named.search(text)]


def test_pages_ask_no_other_host_for_anything():
    loads = re.compile(r"""<(?:script|link|img|iframe|source)[^>]+(?:src|href)\s*=\s*["'](?:https?:)?//""")
    styles = re.compile(r"""url\(\s*["']?(?:https?:)?//|@import""")
    assert not [path for path in own_files("*.html") if loads.search(path.read_text())]
    assert not [path for path in own_files("*.css") if styles.search(path.read_text())]


def test_no_private_name_crosses_a_package():
    found = []
    for path in own_files("*.py"):
        package = path.relative_to(ROOT).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            source = (getattr(node, "module", None) or "").split(".")[0]
            if isinstance(node, ast.ImportFrom) and source in PACKAGES - {package}:
                found += [f"{path.name}: {alias.name}" for alias in node.names if alias.name.startswith("_")]
    assert not found


def test_vendored_files_are_the_ones_written_down():
    folder = ROOT / "static" / "vendor"
    listed = dict(re.findall(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", (folder / "README.md").read_text(), re.M))
    scripts = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.js")}
    assert scripts
    assert scripts == listed
