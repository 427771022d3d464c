"""What a cost line is never to be added to: another way of estimating the same work, another view, the totals."""

from collections.abc import Iterator

from estimator.estimate import Estimate, Line

from .narrative import BASIS_LABELS, VIEW_LABELS


def kept_apart(estimate: Estimate) -> dict[str, list[str]]:
    """Sentences by key of the line, only for lines that are not part of every total."""
    found = {line.key: list(_sentences(line)) for line in estimate.lines}
    found |= {
        f"maintenance_fte_{basis}": [_other_ways(basis)] for basis in estimate.fte_by_basis if basis in BASIS_LABELS
    }
    return {key: sentences for key, sentences in found.items() if sentences}


def _sentences(line: Line) -> Iterator[str]:
    if line.outside:
        yield "It stands beside the totals and is added to none of them."
    if line.basis != "both":
        yield _other_ways(line.basis)
    if line.view != "both":
        other = "cash" if line.view == "loaded" else "loaded"
        yield (
            f"It counts where this is counted: {VIEW_LABELS[line.view].lower()}. It is never added to a total of the "
            f"other view ({VIEW_LABELS[other].lower()})."
        )


def _other_ways(basis: str) -> str:
    return (
        f"The work is estimated by {BASIS_LABELS[basis]}. It is not to be added to the same work estimated another way."
    )
