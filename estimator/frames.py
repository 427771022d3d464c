"""Estimates as tables: pandas frames for charts and tables. Amounts in the display currency."""

import pandas as pd

from .estimate import Estimate, OptionKey
from .formulas import GROUPS


def groups_frame(estimate: Estimate, option: OptionKey) -> pd.DataFrame:
    """Means by group (rows, in display order, as labels) and quarter (columns) of what counts in the headline total."""
    counted = [line for line in estimate.counted_lines(option) if line.per_quarter is not None]
    amounts = [[estimate.money(usd) for usd in line.per_quarter or ()] for line in counted]
    by_line = pd.DataFrame(amounts, index=[line.group for line in counted], columns=list(estimate.quarters))
    sums = by_line.groupby(level=0).sum()
    order = [group for group in GROUPS if group in sums.index]
    return sums.loc[order].rename(index=GROUPS)
