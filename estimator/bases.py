"""One formula for every staffing basis: the bases stand side by side and are never summed."""

from collections.abc import Callable
from typing import Any

from hamilton.function_modifiers import ResolveAt, parameterize, resolve, source, tag_outputs

Formula = Callable[..., Any]


def each_basis(*own: str, **tags: str) -> Callable[[Formula], Formula]:
    """Expands a formula to one node for each basis of the configuration, named `<formula>_<basis>`.

    `own`: parameters that have a figure of their own on each basis (`ordinary_fte` reads `ordinary_fte_quarters`).
    `tags`: tags of every node; lines also carry the basis they count in.
    """

    def decorate(formula: Formula) -> Formula:
        def nodes(bases: tuple[str, ...]) -> Any:
            inputs = {one: {name: source(f"{name}_{one}") for name in own} for one in bases}
            return parameterize(**{f"{formula.__name__}_{one}": inputs[one] for one in bases})

        def marks(bases: tuple[str, ...]) -> Any:
            return tag_outputs(**{f"{formula.__name__}_{one}": _of_basis(tags, one) for one in bases})

        now = ResolveAt.CONFIG_AVAILABLE
        expanded: Formula = resolve(when=now, decorate_with=nodes)(formula)
        marked: Formula = resolve(when=now, decorate_with=marks)(expanded)
        return marked

    return decorate


def _of_basis(tags: dict[str, str], basis: str) -> dict[str, str]:
    """A tag with the value "basis" names the basis; a line counts in its own basis only."""
    found = {name: basis if text == "basis" else text for name, text in tags.items()}
    return found | ({"basis": basis} if "line" in tags else {})
