"""Whether a process is ready (`/health/`: it reaches its database) and whether it is alive
(`/health/live/`: it answers, whatever it reaches).
"""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.postgres.stops import UNREACHABLE


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 ``{"status": "ok"}``, or 503 when the database does not answer a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        told = {"status": "database unreachable"}
        return JsonResponse(told, status=503, headers={"Retry-After": UNREACHABLE.retry_after})
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 ``{"status": "ok"}``; who doesn't get it restarts the process."""
    return JsonResponse({"status": "ok"})
