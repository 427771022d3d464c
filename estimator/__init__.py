"""The cost model's public door. Pure: it knows scenarios and books, and nothing of the web."""

from .book import Book, BookError, shipped_folders
from .estimate import Estimate, Run
from .inputs import EstimateError
from .results import MODEL_VERSION, estimate
from .scenario import Scenario
from .serialise import estimate_as_dict

__all__ = [
    "MODEL_VERSION",
    "Book",
    "BookError",
    "Estimate",
    "EstimateError",
    "Run",
    "Scenario",
    "estimate",
    "estimate_as_dict",
    "shipped_folders",
]
