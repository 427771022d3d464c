"""Addresses of decisions and reports."""

from django.urls import path

from decisions.views import decision, questionnaire, readiness, recovery, report, result, sharing, sharper, start

app_name = "decisions"
urlpatterns = [
    path("", start.start, name="start"),
    path("about/data/", start.data, name="data"),
    path("method/", start.method, name="method"),
    path("method/<int:number>/", start.method, name="method_of"),
    path("logic/", start.logic, name="logic"),
    path("new/", start.begin, name="begin"),
    path("examples/<slug:slug>/", result.example, name="example"),
    path("examples/<slug:slug>/explain/<slug:key>/", result.example_explain, name="example_explain"),
    path("examples/<slug:slug>/tables/<slug:key>.<slug:kind>", result.example_table, name="example_table"),
    path("examples/<slug:slug>/workbook.xlsx", result.example_workbook, name="example_workbook"),
    path("examples/<slug:slug>/recovery/", recovery.example, name="example_recovery"),
    path("examples/<slug:slug>/recovery.md", recovery.example_markdown, name="example_recovery_markdown"),
    path("examples/<slug:slug>/copy/", start.copy_example, name="copy_example"),
    path("d/<uuid:decision_id>/q/<slug:slug>/", questionnaire.question, name="question"),
    path("d/<uuid:decision_id>/sharper/", sharper.sharper, name="sharper"),
    path("d/<uuid:decision_id>/readiness/", readiness.hub, name="readiness"),
    path("d/<uuid:decision_id>/readiness/<slug:slug>/", readiness.domain, name="readiness_domain"),
    path("d/<uuid:decision_id>/readiness/left.<slug:kind>", readiness.gaps, name="readiness_gaps"),
    path("d/<uuid:decision_id>/live/", questionnaire.live, name="live"),
    path("d/<uuid:decision_id>/check/", decision.check, name="check"),
    path("d/<uuid:decision_id>/link/", decision.edit_link, name="edit_link"),
    path("d/<uuid:decision_id>/delete/", decision.delete, name="delete"),
    path("e/<slug:token>/", decision.edit_entry, name="edit_entry"),
    path("d/<uuid:decision_id>/result/", result.result, name="result"),
    path("d/<uuid:decision_id>/explain/<slug:key>/", result.explain, name="explain"),
    path("d/<uuid:decision_id>/tables/<slug:key>.<slug:kind>", result.table, name="table"),
    path("d/<uuid:decision_id>/workbook.xlsx", result.workbook, name="workbook"),
    path("d/<uuid:decision_id>/recovery/", recovery.plan, name="recovery"),
    path("d/<uuid:decision_id>/recovery.md", recovery.markdown, name="recovery_markdown"),
    path("d/<uuid:decision_id>/recovery/drills/<int:place>/remove/", recovery.remove, name="remove_drill"),
    path("d/<uuid:decision_id>/freeze/", report.freeze, name="freeze"),
    path("r/<uuid:report_id>/", report.report, name="report"),
    path("r/<uuid:report_id>/explain/<slug:key>/", report.report_explain, name="report_explain"),
    path("r/<uuid:report_id>/tables/<slug:key>.<slug:kind>", report.report_table, name="report_table"),
    path("r/<uuid:report_id>/share/", sharing.share, name="share"),
    path("r/<uuid:report_id>/links/<uuid:link_id>/revoke/", sharing.revoke, name="revoke"),
    path("s/<slug:token>/", sharing.shared, name="shared"),
    path("s/<slug:token>/explain/<slug:key>/", sharing.shared_explain, name="shared_explain"),
    path("s/<slug:token>/tables/<slug:key>.<slug:kind>", sharing.shared_table, name="shared_table"),
]
