"""Failed work, and putting it back in the queue."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.domain.work import retry_work
from claims.tasks import enqueue
from claims.web.back import way_back
from claims.web.job_page import desk_to_retry_for, failed_work, visible_row
from claims.web.sign_in import SignedInRequest


@require_safe
def list_failed(request: SignedInRequest) -> HttpResponse:
    """Everything that machines gave up on for the person's desks."""
    return render(request, "claims/jobs.html", {"work": failed_work(request.user)})


@require_POST
def retry(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Put one failed row back in the queue, with all its attempts."""
    row = visible_row(request.user, public_id)
    retry_work(row, by=request.user, desk=desk_to_retry_for(request.user))
    enqueue([row])
    messages.info(request, "Back in the queue. It is tried again now.")
    return redirect(way_back(request, otherwise="jobs"))
