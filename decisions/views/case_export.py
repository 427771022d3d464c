"""The answers of a decision or example as a Case file, which the command line reads."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from config.ratelimit import limit_rate
from decisions import services
from decisions.case import Case
from decisions.models import Decision

from .access import with_decision
from .responses import file_to_keep
from .result import example_decision


@limit_rate("export")
@require_safe
@with_decision
def case_file(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The answers as they are now."""
    return _file(services.case_of(decision), "hostwise")


@limit_rate("export")
@require_safe
def example_case_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The answers of a worked example."""
    return _file(services.case_of(example_decision(slug)), slug)


def _file(case: Case, name: str) -> HttpResponse:
    return file_to_keep(case.model_dump_json(indent=2, exclude_defaults=True), "application/json", f"{name}.json")
