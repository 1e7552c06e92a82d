"""Health, for whoever watches the process: the only two addresses that need no sign-in."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.domain.health import Finding, readiness


@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, tables, Redis and a worker are well, else 503; each finding with what to do."""
    findings = readiness()
    is_ready = all(finding.is_well for finding in findings)
    answer = {"is_ready": is_ready, "findings": [_told(finding) for finding in findings]}
    return JsonResponse(answer, status=200 if is_ready else 503)


def _told(finding: Finding) -> dict[str, str | bool]:
    """A finding for anybody: what a failing part said may name hosts, paths and people, so only the log has it."""
    told = asdict(finding)
    return told if finding.is_well else told | {"seen": "not well"}
