"""The live result, a worked example's result, and how each figure comes about."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.ratelimit import limit_rate
from decisions import services
from decisions.case import Case
from decisions.models import Decision, Report
from decisions.report.explain import page_of
from decisions.report.exports.tables import FORMATS, tables_of
from decisions.report.exports.workbook import CONTENT_TYPE

from .access import with_decision
from .responses import file_to_keep, is_htmx


@limit_rate("estimate")
@require_safe
@with_decision
def result(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Verdict, figures, charts and tables of the answers as they are now."""
    context = {
        "decision": decision,
        "reports": decision.reports.defer("snapshot"),
        "document": live_document(decision),
        "explain_base": address_before("decisions:explain", decision.pk),
        "tables_base": tables_before("decisions:table", decision.pk),
        "record": reverse("decisions:record", args=[decision.pk]),
        "plan": reverse("decisions:recovery", args=[decision.pk]),
    }
    return render(request, "decisions/report/result.html", context)


@limit_rate("export")
@require_safe
@with_decision
def table(request: HttpRequest, decision: Decision, key: str, kind: str) -> HttpResponse:
    """A table of the live result as a file."""
    return table_file(live_document(decision), key, kind)


@limit_rate("estimate")
@require_safe
@with_decision
def explain(request: HttpRequest, decision: Decision, key: str) -> HttpResponse:
    """How one figure of the live result comes about."""
    base = address_before("decisions:explain", decision.pk)
    back = reverse("decisions:result", args=[decision.pk])
    return explanation(request, live_document(decision), key, base=base, back=back)


@limit_rate("estimate")
@require_safe
def example(request: HttpRequest, slug: str) -> HttpResponse:
    """The result of a worked example, to read or to copy."""
    decision = example_decision(slug)
    context = {
        "document": live_document(decision),
        "example": decision,
        "explain_base": address_before("decisions:example_explain", slug),
        "tables_base": tables_before("decisions:example_table", slug),
        "record": reverse("decisions:example_record", args=[slug]),
        "plan": reverse("decisions:example_recovery", args=[slug]),
    }
    return render(request, "decisions/report/result.html", context)


@limit_rate("export")
@require_safe
def example_table(request: HttpRequest, slug: str, key: str, kind: str) -> HttpResponse:
    """A table of an example as a file."""
    return table_file(live_document(example_decision(slug)), key, kind)


@limit_rate("estimate")
@require_safe
def example_explain(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """How one figure of an example comes about."""
    base = address_before("decisions:example_explain", slug)
    back = reverse("decisions:example", args=[slug])
    return explanation(request, live_document(example_decision(slug)), key, base=base, back=back)


@limit_rate("export")
@require_safe
@with_decision
def workbook(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The live result as a workbook with live formulas."""
    return workbook_file(services.case_of(decision), "hostwise")


@limit_rate("export")
@require_safe
def example_workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """An example as a workbook with live formulas."""
    return workbook_file(services.case_of(example_decision(slug)), slug)


def workbook_file(case: Case, name: str) -> HttpResponse:
    """The workbook of a case as a file to keep."""
    content = services.workbook_of(services.estimate_case(case))
    return file_to_keep(content, CONTENT_TYPE, f"{name}.xlsx")


def address_before(name: str, *args: object) -> str:
    """The address of explanations up to the key, which templates add."""
    return reverse(name, args=[*args, "key"]).removesuffix("key/")


def tables_before(name: str, *args: object) -> str:
    """The address of tables up to the key, which templates add."""
    return reverse(name, args=[*args, "key", "csv"]).removesuffix("key.csv")


def plan_address(report: Report, name: str, *args: object) -> str:
    """The address of a frozen report's recovery plan; empty where it was frozen without one."""
    return reverse(name, args=args) if report.snapshot.get("recovery_plan") else ""


def table_file(document: dict[str, Any], key: str, kind: str) -> HttpResponse:
    """A table of a document as a file to keep; 404 for a table or format that there is not."""
    table = tables_of(document).get(key)
    if table is None or kind not in FORMATS:
        raise Http404
    write, content_type = FORMATS[kind]
    return file_to_keep(write(document, table), content_type, f"hostwise-{key}.{kind}")


def live_document(decision: Decision) -> dict[str, Any]:
    """The document of the answers as they are now, with the current book."""
    judged = services.estimate_case(services.case_of(decision))
    return services.recent_document(judged, services.beside(decision=decision, judged=judged))


def explanation(request: HttpRequest, document: dict[str, Any], key: str, *, base: str, back: str) -> HttpResponse:
    """The page of a figure, or for htmx only its content; 404 for a figure that there is not."""
    page = page_of(document, key)
    if page is None:
        raise Http404
    template = "decisions/report/explain.html" + ("#explanation" if is_htmx(request) else "")
    response = render(request, template, {"page": page, "explain_base": base, "back": back})
    response["Vary"] = "HX-Request"
    return response


def example_decision(slug: str) -> Decision:
    """A worked example; 404 for every other name."""
    found = Decision.objects.filter(example=slug).exclude(example="").first()
    if found is None:
        raise Http404
    return found
