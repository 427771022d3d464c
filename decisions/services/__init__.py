"""Every write of the app and every computed answer, as verbs; views, commands and tests call these."""

from .answers import (
    Conflict,
    Save,
    SaveResult,
    case_of,
    delete_decision,
    open_edit_link,
    purge_idle_decisions,
    rename,
    renew_edit_link,
    save_answers,
    start_decision,
)
from .estimates import Judged, estimate_case
from .examples import copy_example, examples, load_examples

__all__ = [
    "Conflict",
    "Judged",
    "Save",
    "SaveResult",
    "case_of",
    "copy_example",
    "delete_decision",
    "estimate_case",
    "examples",
    "load_examples",
    "open_edit_link",
    "purge_idle_decisions",
    "rename",
    "renew_edit_link",
    "save_answers",
    "start_decision",
]
