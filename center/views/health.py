"""Addresses for whoever watches the portal."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from center.services.housekeeping import worker_is_alive


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer while the process lives; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether database, migrations and job worker are in order: 200, or 503 with what is not."""
    state = {"database": False, "migrations": False, "worker": False}
    try:
        executor = MigrationExecutor(connection)
        state["database"] = True
        state["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        state["worker"] = worker_is_alive()
    except DatabaseError:
        pass
    ready = all(state.values())
    return JsonResponse({"ready": ready, **state}, status=200 if ready else 503)
