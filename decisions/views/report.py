"""Frozen reports, for the one who froze them."""

import uuid
from datetime import UTC, date, datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assumptions.reading import current_book
from config.ratelimit import limit_rate
from decisions import services
from decisions.advice.gate_rows import gate_rows
from decisions.case import year_fault
from decisions.models import Decision, Report

from .access import granted_decision, with_decision
from .responses import SeeOther
from .result import address_before, explanation, plan_address, table_file, tables_before


class ConfirmationForm(forms.Form):
    """Who confirmed one rule in writing, and when; both may stay empty."""

    by = forms.CharField(max_length=200, required=False)
    on = forms.DateField(required=False, error_messages={"invalid": "Write the date like 2026-11-20."})
    rule = ""

    def clean_on(self) -> date | None:
        """The day of a confirmation that has been given already."""
        day: date | None = self.cleaned_data["on"]
        fault = year_fault(day) if day else ""
        if day and day > datetime.now(UTC).date():
            fault = "Write the day on which it was confirmed, not one to come."
        if fault:
            raise forms.ValidationError(fault)
        return day


@limit_rate("freeze")
@require_http_methods(["GET", "HEAD", "POST"])
@with_decision
def freeze(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Ask who confirmed what, then pin answers, book and figures to a report."""
    asked = confirmation_forms(request, decision)
    if request.method == "POST" and all(form.is_valid() for form in asked.values()):
        given = {gate: services.Confirmation(**form.cleaned_data) for gate, form in asked.items()}
        frozen = services.freeze_report(decision=decision, confirmations=given)
        return SeeOther(reverse("decisions:report", args=[frozen.pk]))
    faults = {form[name].id_for_label: errors[0] for form in asked.values() for name, errors in form.errors.items()}
    context = {"decision": decision, "confirmations": asked.values(), "faults": faults}
    return render(request, "decisions/report/freeze.html", context, status=422 if faults else 200)


def confirmation_forms(request: HttpRequest, decision: Decision) -> dict[str, ConfirmationForm]:
    """A form for each rule that is said to be confirmed in writing, by gate."""
    book = current_book()
    case = services.case_of(decision, book)
    rules = {row["gate"]: row["rule"] for row in gate_rows(case, book)}
    asked = {}
    for gate, answer in case.reasons.gates.items():
        if answer.sure == "in_writing":
            posted = request.POST if request.method == "POST" else None
            asked[gate] = ConfirmationForm(posted, prefix=gate, use_required_attribute=False)
            asked[gate].rule = rules[gate]
    return asked


@require_safe
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """A frozen report with what its owner can do."""
    found = owned_report(request, report_id)
    context = {
        "report": found,
        "is_owner": True,
        "document": found.snapshot["document"],
        "explain_base": address_before("decisions:report_explain", report_id),
        "tables_base": tables_before("decisions:report_table", report_id),
        "record": reverse("decisions:report_record", args=[report_id]),
        "plan": plan_address(found, "decisions:report_plan", report_id),
    }
    return render(request, "decisions/report/result.html", context)


@limit_rate("export")
@require_safe
def report_table(request: HttpRequest, report_id: uuid.UUID, key: str, kind: str) -> HttpResponse:
    """A table of a frozen report as a file."""
    return table_file(owned_report(request, report_id).snapshot["document"], key, kind)


@require_safe
def report_explain(request: HttpRequest, report_id: uuid.UUID, key: str) -> HttpResponse:
    """How one figure of a frozen report came about."""
    document = owned_report(request, report_id).snapshot["document"]
    base = address_before("decisions:report_explain", report_id)
    return explanation(request, document, key, base=base, back=reverse("decisions:report", args=[report_id]))


def owned_report(request: HttpRequest, report_id: uuid.UUID) -> Report:
    """A report of a decision that this browser may work on; 404 for every other id."""
    found = Report.objects.filter(pk=report_id).first()
    if found is None:
        raise Http404
    granted_decision(request, found.decision_id)
    return found
