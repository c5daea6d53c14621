"""`/healthz`: this process answers. `/readyz`: the parts it leans on answer too."""

from django.core.cache import cache
from django.db import connection
from django.http import JsonResponse

from lo_portal.access import public


@public
def healthz(request):
    """Liveness, for a process supervisor: nothing but this process is asked."""
    return JsonResponse({"status": "ok"})


@public
def readyz(request):
    """Readiness, for a load balancer: 503 names the missing part. Redis only degrades."""
    parts = {"database": _database(), "cache": _cache()}
    ready = parts["database"] == "ok"
    return JsonResponse({"status": "ok" if ready else "unavailable", **parts}, status=200 if ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return "unavailable"
    return "ok"


def _cache() -> str:
    try:
        cache.get("readyz")
    except Exception:
        return "degraded"
    return "ok"
