"""Links to a frozen report: make, list, revoke; and the report as whoever has the link reads it."""

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.ratelimit import limit_rate
from decisions import services
from decisions.models import Report, ShareLink

from .report import owned_report
from .responses import SeeOther
from .result import address_before, explanation, plan_address, table_file, tables_before

LIFETIMES = {
    "1h": ("1 hour", timedelta(hours=1)),
    "1d": ("1 day", timedelta(days=1)),
    "7d": ("7 days", timedelta(days=7)),
    "30d": ("30 days", timedelta(days=30)),
    "1y": ("1 year", timedelta(days=365)),
}
USUAL_LIFETIME = "30d"


class ShareForm(forms.Form):
    """For whom, for how long, and that the risk is understood. `link_id`: the same form sent twice is one link."""

    name = forms.CharField(max_length=100, required=False, error_messages={"max_length": "Use 100 characters at most."})
    lifetime = forms.ChoiceField(
        choices=[(key, label) for key, (label, _) in LIFETIMES.items()],
        initial=USUAL_LIFETIME,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long it works.", "invalid_choice": "Choose how long it works."},
    )
    understood = forms.BooleanField(error_messages={"required": "Tick that whoever has the link can read the report."})
    link_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Make a link and show it once; list the links there are."""
    report = owned_report(request, report_id)
    form = ShareForm(request.POST if request.method == "POST" else None, use_required_attribute=False)
    if not form.is_valid():
        return _share_page(request, report, form, status=422 if form.is_bound else 200)
    wanted = form.cleaned_data
    _, lasts = LIFETIMES[wanted["lifetime"]]
    link, token = services.share_report(report=report, name=wanted["name"], lasts=lasts, link_id=wanted["link_id"])
    url = request.build_absolute_uri(reverse("decisions:shared", args=[token])) if token else ""
    return _share_page(request, report, ShareForm(), new_link=link, new_url=url)


def _share_page(
    request: HttpRequest, report: Report, form: ShareForm, *, status: int = 200, **new: Any
) -> HttpResponse:
    faults = {form[name].id_for_label: errors[0] for name, errors in form.errors.items()}
    context = {"report": report, "form": form, "faults": faults, "links": report.links.all(), "now": timezone.now()}
    return render(request, "decisions/sharing/share.html", context | new, status=status)


@require_POST
def revoke(request: HttpRequest, report_id: uuid.UUID, link_id: uuid.UUID) -> HttpResponse:
    """End a link at once."""
    report = owned_report(request, report_id)
    link = get_object_or_404(ShareLink, pk=link_id, report=report)
    services.revoke_link(link=link)
    messages.success(request, f"The link {link} no longer works.")
    return SeeOther(reverse("decisions:share", args=[report_id]))


@limit_rate("link")
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The report behind a link; every link that does not work gets the same 404."""
    report = shared_report(token, counts=is_reader(request))
    context = {
        "report": report,
        "document": report.snapshot["document"],
        "explain_base": address_before("decisions:shared_explain", token),
        "tables_base": tables_before("decisions:shared_table", token),
        "record": reverse("decisions:shared_record", args=[token]),
        "plan": plan_address(report, "decisions:shared_plan", token),
    }
    return without_referrer(render(request, "decisions/report/result.html", context))


@limit_rate("figure")
@require_safe
def shared_explain(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """How one figure of a shared report came about."""
    document = shared_report(token, counts=False).snapshot["document"]
    base = address_before("decisions:shared_explain", token)
    back = reverse("decisions:shared", args=[token])
    return without_referrer(explanation(request, document, key, base=base, back=back))


@limit_rate("export")
@require_safe
def shared_table(request: HttpRequest, token: str, key: str, kind: str) -> HttpResponse:
    """A table of a shared report as a file."""
    document = shared_report(token, counts=False).snapshot["document"]
    return without_referrer(table_file(document, key, kind))


def without_referrer(response: HttpResponse) -> HttpResponse:
    """The address holds the secret: no request from this page names it, not even to this site."""
    response["Referrer-Policy"] = "no-referrer"
    return response


def is_reader(request: HttpRequest) -> bool:
    """A person who opens the page: browsers say so; previews by chat programs, HEAD and prefetches do not count."""
    opens_page = request.headers.get("Sec-Fetch-Dest") == "document"
    purposes = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and opens_page and "prefetch" not in purposes


def shared_report(token: str, *, counts: bool) -> Report:
    """The report behind a link; 404 for every link that does not work."""
    report = services.open_link(token, counts=counts)
    if report is None:
        raise Http404
    return report
