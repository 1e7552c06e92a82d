"""The queue of claims."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.web.live import live_fragment
from claims.web.queue_page import read_queue_page
from claims.web.sign_in import SignedInRequest


@require_safe
def show_queue(request: SignedInRequest) -> HttpResponse:
    """One view of the queue, filtered by the query string."""
    page = read_queue_page(request.user, request.GET)
    return render(request, "claims/queue.html", {"page": page}, status=400 if page.problems else 200)


@require_safe
def show_queue_live(request: SignedInRequest) -> HttpResponseBase:
    """Counts and rows of the same view, asked for again by the page."""
    page = read_queue_page(request.user, request.GET)
    return live_fragment(request, "claims/_queue_live.html", {"page": page})
