"""A stored copy: its text with a passage marked, and the proof of what was captured."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.models import Snapshot
from claims.web.sign_in import SignedInRequest
from claims.web.snapshot_page import read_snapshot_page


@require_safe
def show_snapshot(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The text view of a stored copy; `?start=&end=` mark a passage, `?check=1` reads the stored bytes anew."""
    visible = Snapshot.objects.visible_to(request.user).select_related("page")
    snapshot = get_object_or_404(visible, public_id=public_id)
    page = read_snapshot_page(snapshot, request.user, asked=request.GET)
    return render(request, "claims/snapshot.html", {"page": page})
