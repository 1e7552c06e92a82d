"""What a desk finds worth checking: the points of features, a preview, the change, and past decisions as examples."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.views.decorators.http import require_POST, require_safe

from claims.domain.example import example_lines, proposals
from claims.domain.permissions import check_can
from claims.domain.worthiness import change_worthiness, preview_worthiness
from claims.models import Desk
from claims.web.errors import act_with
from claims.web.sign_in import SignedInRequest
from claims.web.worthiness_form import SAVE, WorthinessForm
from claims.web.worthiness_page import form_of, read_worthiness_page, visible_desk


@require_safe
def show_worthiness(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every feature with its points."""
    page = read_worthiness_page(visible_desk(request.user, public_id), request.user)
    return render(request, "claims/worthiness.html", {"page": page})


@require_POST
def change(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Look what other points would have done, or give them from now on."""
    desk = visible_desk(request.user, public_id)
    form = form_of(desk, request.POST)
    if request.POST.get("act") == SAVE:
        return _saved(request, desk, form)
    preview = preview_worthiness(desk, points=form.points) if form.is_valid() else None
    page = read_worthiness_page(desk, request.user, form=form, preview=preview)
    return render(request, "claims/worthiness.html", {"page": page}, status=200 if preview else 422)


def _saved(request: SignedInRequest, desk: Desk, form: WorthinessForm) -> HttpResponseBase:
    moved: list[int] = []
    status = act_with(form, lambda **_: moved.append(change_worthiness(desk, by=request.user, points=form.points)))
    if status != 200:
        page = read_worthiness_page(desk, request.user, form=form)
        return render(request, "claims/worthiness.html", {"page": page}, status=status)
    waiting = f"{moved[0]} waiting proposal{pluralize(moved[0])} weighed anew"
    messages.info(request, f"Saved. {waiting}; what people decided stays as it is.")
    return redirect("worthiness", desk.public_id)


@require_safe
def export_examples(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The desk's decisions on proposals, one JSON object a line."""
    desk = visible_desk(request.user, public_id)
    check_can(request.user, "export_examples", desk)
    lines = example_lines(proposals(request.user, desk=desk))
    headers = {"Content-Disposition": f'attachment; filename="{desk.slug}-examples.jsonl"'}
    return StreamingHttpResponse(lines, content_type="application/jsonl", headers=headers)
