"""Addresses for whoever watches the portal."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from center.services import background_work
from center.services.housekeeping import worker_is_alive


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer while the process lives; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether database, migrations and job worker are in order: 200, or 503 with what is not.

    `queue` is whether the worker keeps up: no job that could run waits longer than a quarter of an hour. It makes no
    503, since visitors are answered all the same, and a worker that begins anew has old jobs to do first.
    """
    state = {"database": False, "migrations": False, "worker": False}
    keeps_up = False
    try:
        executor = MigrationExecutor(connection)
        state["database"] = True
        state["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        state["worker"] = worker_is_alive()
        now = timezone.now()
        since = background_work.jobs(now).due_since
        keeps_up = since is None or now - since < background_work.LATE_AFTER
    except DatabaseError:
        pass
    ready = all(state.values())
    return JsonResponse({"ready": ready, **state, "queue": keeps_up}, status=200 if ready else 503)
