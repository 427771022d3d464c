"""Every write of the app and every computed answer, as verbs; views, commands and tests call these."""

from .answers import (
    IDLE_DAYS,
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
from .logic import logic
from .method import method
from .readiness import ReadinessCheck, newest_report, readiness_check
from .recovery import record_drill, recovery_document, remove_drill
from .remaining import nothing_left_to_change
from .replies import record_reply, remove_reply
from .reports import (
    Confirmation,
    beside,
    document_of,
    freeze_report,
    open_link,
    recent_document,
    revoke_link,
    share_report,
)
from .sharper import Sharper, sharper
from .what_ifs import (
    MOST_KEPT,
    ScenarioError,
    Trial,
    compared,
    drop_scenario,
    keep_scenario,
    other_answers,
    trial,
    try_changes,
)
from .workbooks import workbook_of

__all__ = [
    "IDLE_DAYS",
    "MOST_KEPT",
    "Confirmation",
    "Conflict",
    "Judged",
    "ReadinessCheck",
    "Save",
    "SaveResult",
    "ScenarioError",
    "Sharper",
    "Trial",
    "beside",
    "case_of",
    "compared",
    "copy_example",
    "delete_decision",
    "document_of",
    "drop_scenario",
    "estimate_case",
    "examples",
    "freeze_report",
    "keep_scenario",
    "load_examples",
    "logic",
    "method",
    "newest_report",
    "nothing_left_to_change",
    "open_edit_link",
    "open_link",
    "other_answers",
    "purge_idle_decisions",
    "readiness_check",
    "recent_document",
    "record_drill",
    "record_reply",
    "recovery_document",
    "remove_drill",
    "remove_reply",
    "rename",
    "renew_edit_link",
    "revoke_link",
    "save_answers",
    "share_report",
    "sharper",
    "start_decision",
    "trial",
    "try_changes",
    "workbook_of",
]
