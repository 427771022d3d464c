"""What a workbook is made from."""

from dataclasses import dataclass
from datetime import datetime

from decisions.advice.results import Verdict
from decisions.case import Case
from estimator.book import Book
from estimator.calculation import Calculation
from estimator.estimate import Estimate, Line, OptionKey
from estimator.model import total_name


@dataclass(frozen=True)
class Material:
    """One judged case: what the report shows, and the calculation of its base case."""

    case: Case
    estimate: Estimate
    verdict: Verdict
    book: Book
    calculation: Calculation
    made_at: datetime

    @property
    def currency(self) -> str:
        """The display currency; formulas of the model run in USD."""
        return self.estimate.currency

    def headline_total(self, option: OptionKey) -> str:
        """Name of the step that is an option's total under the headline view and basis."""
        return total_name(option, self.estimate.headline_view, self.estimate.basis)

    def counts(self, line: Line) -> bool:
        """Whether a line is part of the headline total."""
        return line.counts(self.estimate.headline_view, self.estimate.basis)
