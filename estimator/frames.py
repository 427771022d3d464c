"""Estimates as tables: pandas frames for charts, exports and notebooks. Amounts in the display currency."""

import pandas as pd

from .estimate import Estimate, OptionKey
from .formulas import GROUPS

ABOUT = ("key", "label", "group", "option", "state", "because", "view", "basis", "one_off", "outside")


def lines_frame(estimate: Estimate) -> pd.DataFrame:
    """One row a line: what it is, its total, and a column for each quarter (means; empty where there is no figure)."""
    rows = []
    for line in estimate.lines:
        figures = [estimate.money(usd) for usd in line.per_quarter] if line.per_quarter is not None else []
        by_quarter = dict(zip(estimate.quarters, figures, strict=False))
        total = sum(figures) if figures else None
        rows.append({**{name: getattr(line, name) for name in ABOUT}, "total": total, **by_quarter})
    return pd.DataFrame(rows, columns=[*ABOUT, "total", *estimate.quarters])


def groups_frame(estimate: Estimate, option: OptionKey) -> pd.DataFrame:
    """Means by group (rows, in display order, as labels) and quarter (columns) of what counts in the headline total."""
    counted = [line for line in estimate.counted_lines(option) if line.per_quarter is not None]
    amounts = [[estimate.money(usd) for usd in line.per_quarter or ()] for line in counted]
    by_line = pd.DataFrame(amounts, index=[line.group for line in counted], columns=list(estimate.quarters))
    sums = by_line.groupby(level=0).sum()
    order = [group for group in GROUPS if group in sums.index]
    return sums.loc[order].rename(index=GROUPS)
