"""Health pages for a load balancer or a supervisor."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from assumptions.reading import has_current_book


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; touches no database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether database, migrations and a published book are there: 200, or 503 naming what is not."""
    checks = {"database": "no answer", "migrations": "unknown", "book": "unknown"}
    try:
        connection.ensure_connection()
        checks["database"] = "ok"
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        checks["migrations"] = f"{len(waiting)} to apply" if waiting else "ok"
        if not waiting:
            checks["book"] = "ok" if has_current_book() else "none published"
    except DatabaseError:
        connection.close()
    ready = set(checks.values()) == {"ok"}
    return JsonResponse(checks, status=200 if ready else 503)
