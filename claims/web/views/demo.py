"""Taking the demo away."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from claims.domain.demo import remove_demo
from claims.models import Desk
from claims.pipeline.forget_pages import forget_pages
from claims.web.errors import check_ids
from claims.web.sign_in import SignedInRequest


@require_POST
def remove(request: SignedInRequest) -> HttpResponseBase:
    """Remove every demo row, and the demo's pages from the library."""
    desk_id = request.POST.get("desk", "")
    check_ids(desk_id)
    desk = get_object_or_404(Desk.objects.visible_to(request.user), public_id=desk_id)
    forget_pages(remove_demo(desk, by=request.user))
    messages.info(request, "The demo is gone. The log of what happened stays.")
    return redirect("queue")
