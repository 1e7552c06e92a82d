"""A stored copy: its text with a passage marked, the proof, its other copies, and what a person does about the page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.domain.archive import request_archive
from claims.domain.candidate import let_pass
from claims.domain.capture import request_recapture
from claims.domain.watch import own_watch, stop_watching, watch_page
from claims.enums import JobState
from claims.errors import BadInput
from claims.models import Desk, Snapshot
from claims.pipeline.ask_provider import archive_facts
from claims.pipeline.export_snapshot import WACZ_TYPE, open_export
from claims.tasks import enqueue
from claims.web.copy_panel import read_copy_panel
from claims.web.difference_page import copy_before, read_difference_page
from claims.web.errors import act_with, check_ids
from claims.web.live import live_fragment
from claims.web.own_desks import DeskForm, desks_to_act_for
from claims.web.sign_in import SignedInRequest
from claims.web.snapshot_forms import OverruleForm, WatchForm
from claims.web.snapshot_page import read_snapshot_page

NO_ARCHIVE = "There is no public archive of this name here. Whoever runs the workbench can name one in PROVIDERS."


def _visible(user: Any, public_id: str) -> Snapshot:
    visible = Snapshot.objects.visible_to(user).select_related("page", "overruled_by", "uploaded_by")
    return get_object_or_404(visible, public_id=public_id)


@require_safe
def show_snapshot(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The text view of a stored copy.

    `?start=&end=` mark a passage, `?check=1` reads the stored bytes anew, `?uses=all` lists every use.
    """
    page = read_snapshot_page(_visible(request.user, public_id), request.user, asked=request.GET)
    return render(request, "claims/snapshot.html", {"page": page})


@require_safe
def show_snapshot_live(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The copies of the page and what is under way, asked for again by the page."""
    panel = read_copy_panel(_visible(request.user, public_id), request.user)
    return live_fragment(request, "claims/_snapshot_live.html", {"panel": panel, "snapshot": panel.snapshot})


@require_safe
def show_difference(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What changed between this copy and another (`?with=`), else the one before; `?whole=1` folds nothing."""
    snapshot = _visible(request.user, public_id)
    asked = request.GET.get("with", "")
    check_ids(asked)
    other = _visible(request.user, asked) if asked else copy_before(snapshot, request.user)
    if other is None:
        return render(request, "claims/difference.html", {"snapshot": snapshot, "page": None})
    page = read_difference_page(snapshot, other, request.user, is_whole=bool(request.GET.get("whole")))
    return render(request, "claims/difference.html", {"snapshot": snapshot, "page": page})


@require_safe
def download(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The copy as a WACZ file; of a damaged one what is left, and only with `?damaged=1`."""
    snapshot = _visible(request.user, public_id)
    file = open_export(snapshot, is_damaged_allowed=bool(request.GET.get("damaged")))
    headers = {"X-Content-Type-Options": "nosniff"}
    name = f"{snapshot.public_id}.wacz"
    return FileResponse(file, as_attachment=True, filename=name, content_type=WACZ_TYPE, headers=headers)


@require_POST
def capture_again(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Have the page captured once more; a capture that is under way is found, not asked for twice."""

    def act(snapshot: Snapshot, desk: Desk) -> None:
        enqueue([request_recapture(snapshot, by=request.user, desk=desk)])

    return _acted(
        request, public_id, act, permission="recapture_page", form_class=DeskForm, said="A new copy is asked for."
    )


@require_POST
def watch(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Have the page captured again every so often."""

    def act(snapshot: Snapshot, desk: Desk, **given: Any) -> None:
        watch_page(snapshot.page, by=request.user, desk=desk, **given)

    return _acted(request, public_id, act, permission="watch_page", form_class=WatchForm, said="The page is watched.")


@require_POST
def stop_watch(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """End the watch that one of the person's desks keeps on the page; those of other desks go on."""
    snapshot = _visible(request.user, public_id)
    desk_id = request.POST.get("desk", "")
    check_ids(desk_id)
    own = own_watch(snapshot.page, user=request.user, desk_id=desk_id)
    if own is None:
        raise Http404(public_id)
    stop_watching(own, by=request.user)
    messages.info(request, f"{own.desk.name} does not watch the page any more.")
    return redirect("snapshot", snapshot.public_id)


@require_POST
def archive(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Ask a public archive to keep the page as well."""

    def act(snapshot: Snapshot, desk: Desk) -> None:
        facts = archive_facts().get(request.POST.get("archive", ""))
        if facts is None:
            raise BadInput(NO_ARCHIVE)
        job = request_archive(snapshot, by=request.user, desk=desk, facts=facts)
        enqueue([job] if job.job_state == JobState.QUEUED else [])

    said = "The page is handed to the archive."
    return _acted(request, public_id, act, permission="archive_page", form_class=DeskForm, said=said)


@require_POST
def overrule(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Say that the page will do as evidence whatever its label, and why."""

    def act(snapshot: Snapshot, desk: Desk, reason: str) -> None:
        reopened = let_pass(snapshot, by=request.user, desk=desk, reason=reason)
        enqueue([*reopened, *([snapshot] if snapshot.job_state == JobState.QUEUED else [])])

    said = "The label is overruled. Where your desks had dropped the page because of it, it is taken up again."
    return _acted(request, public_id, act, permission="overrule_quality", form_class=OverruleForm, said=said)


def _acted(
    request: SignedInRequest,
    public_id: str,
    act: Callable[..., None],
    *,
    permission: str,
    form_class: type[DeskForm],
    said: str,
) -> HttpResponseBase:
    """Act on the copy in the name of a desk that lets the person; the page again with the form when it cannot be."""
    snapshot = _visible(request.user, public_id)
    form = form_class(request.POST, desks=desks_to_act_for(request.user, permission, snapshot=snapshot))
    status = act_with(form, lambda **given: act(snapshot, **given))
    if status == 200:
        messages.info(request, said)
        return redirect("snapshot", snapshot.public_id)
    return _refused(request, snapshot, form, status=status)


def _refused(request: SignedInRequest, snapshot: Snapshot, form: Form, *, status: int) -> HttpResponse:
    page = read_snapshot_page(_visible(request.user, snapshot.public_id), request.user, asked={}, form=form)
    return render(request, "claims/snapshot.html", {"page": page}, status=status)
