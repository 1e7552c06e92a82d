"""Pages proposed for a claim: one more, one less, one after all, and one that a person hands in."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from claims.domain.candidate import check_can_upload, let_pass
from claims.domain.search import drop_candidate, propose_source, reopen_candidate
from claims.enums import JobState
from claims.errors import BadInput
from claims.models import CandidateSource, Snapshot
from claims.pipeline.upload_page import upload_for_candidate
from claims.tasks import enqueue
from claims.web.claim_page import visible_claim
from claims.web.errors import act_with
from claims.web.panel_state import PAGES
from claims.web.sign_in import SignedInRequest
from claims.web.source_answer import acted_answer, panel_url, refused_answer
from claims.web.source_forms import LET_PASS, DropForm, ProposeForm, TakeUpForm, UploadForm
from claims.web.upload import words_on_upload

NO_COPY = "There is no copy of this page to let pass. Have it tried again, or upload the page."


def _visible_candidate(user: Any, public_id: str) -> CandidateSource:
    visible = CandidateSource.objects.visible_to(user).select_related("claim__desk", "snapshot", "capture_job")
    return get_object_or_404(visible, public_id=public_id)


@require_POST
def propose(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """A page that a person knows of, by its address."""
    claim, form = visible_claim(request.user, public_id), ProposeForm(request.POST)
    proposed: list[CandidateSource] = []
    status = act_with(form, lambda url: proposed.append(propose_source(claim, by=request.user, url=url)))
    if status != 200:
        return refused_answer(request, claim, panel=PAGES, place="propose", form=form, status=status)
    is_queued = proposed[0].job_state == JobState.QUEUED
    enqueue(proposed if is_queued else [])
    done = "The page is captured and read now." if is_queued else "This page is in the list already."
    return acted_answer(request, claim, panel=PAGES, done=done)


@require_POST
def drop(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """A page cannot serve as a source, and why."""
    candidate, form = _visible_candidate(request.user, public_id), DropForm(request.POST)
    claim, place = candidate.claim, f"drop-{public_id}"
    status = act_with(form, lambda reason: drop_candidate(candidate, by=request.user, reason=reason))
    if status != 200:
        return refused_answer(request, claim, panel=PAGES, place=place, form=form, status=status)
    return acted_answer(request, claim, panel=PAGES, done="The page is dropped; it stays in the list with your reason.")


@require_POST
def take_up(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """A dropped page is used after all: its copy is let pass, or it is captured and read anew."""
    candidate, form = _visible_candidate(request.user, public_id), TakeUpForm(request.POST)
    claim, place = candidate.claim, f"take-up-{public_id}"
    reopened: list[CandidateSource] = []
    status = act_with(form, lambda **given: reopened.extend(_take_up(candidate, by=request.user, **given)))
    if status != 200:
        return refused_answer(request, claim, panel=PAGES, place=place, form=form, status=status)
    enqueue([*reopened, *_copy_to_index(candidate)])
    return acted_answer(request, claim, panel=PAGES, done="The page is taken up again and read now.")


def _take_up(candidate: CandidateSource, *, by: Any, reason: str, act: str) -> list[CandidateSource]:
    """The pages that are taken up again: this one, and others that were dropped for the same label."""
    with transaction.atomic():
        reopened = _let_pass(candidate, by=by, reason=reason) if act == LET_PASS else []
        if candidate in reopened:
            candidate.refresh_from_db()
            return reopened
        reopen_candidate(candidate, by=by, reason=reason)
    return [*reopened, candidate]


def _let_pass(candidate: CandidateSource, *, by: Any, reason: str) -> list[CandidateSource]:
    """Overrule the label of its copy, unless somebody did so already."""
    if candidate.snapshot is None:
        raise BadInput(NO_COPY)
    if candidate.snapshot.overruled_at is not None:
        return []
    return let_pass(candidate.snapshot, by=by, desk=candidate.claim.desk, reason=reason)


def _copy_to_index(candidate: CandidateSource) -> list[Any]:
    snapshot = candidate.snapshot
    return [snapshot] if snapshot and snapshot.job_state == JobState.QUEUED else []


def upload(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Hand in the page for an address that could not be captured."""
    candidate = _visible_candidate(request.user, public_id)
    check_can_upload(candidate, by=request.user)
    context = {"candidate": candidate, "claim": candidate.claim, "form": UploadForm()}
    if request.method != "POST":
        return render(request, "claims/source_upload.html", context)
    context["form"] = form = UploadForm(request.POST, request.FILES)
    copies: list[Snapshot] = []
    status = act_with(form, lambda **given: copies.append(upload_for_candidate(candidate, by=request.user, **given)))
    if status != 200:
        return render(request, "claims/source_upload.html", context, status=status)
    enqueue([candidate] if copies[0].is_usable and candidate.job_state == JobState.QUEUED else [])
    messages.info(request, words_on_upload(candidate, copies[0]))
    return redirect(panel_url(candidate.claim, PAGES))
