"""The claim page, and what a person decides about a claim."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.domain.claim import accept_claim, dismiss_claim, edit_claim
from claims.enums import JobState
from claims.models import Claim
from claims.tasks import enqueue
from claims.web.claim_page import acted_context, claim_context, visible_claim
from claims.web.errors import act_with
from claims.web.evidence_column import read_evidence_column
from claims.web.forms import AcceptForm, DismissForm, WordForm
from claims.web.live import is_swift, live_fragment
from claims.web.panel_state import state_asked
from claims.web.sign_in import SignedInRequest


@require_safe
def show_claim(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Claim, evidence and decision side by side; `?open=` opens a panel, `?edit=` a question to be edited."""
    claim = visible_claim(request.user, public_id)
    context = claim_context(claim, request.user, state=state_asked(request.GET))
    return render(request, "claims/claim.html", context)


@require_safe
def show_evidence_live(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The evidence column, asked for again by the page."""
    claim = visible_claim(request.user, public_id)
    column = read_evidence_column(claim, request.user, state=state_asked(request.GET))
    return live_fragment(request, "claims/_evidence.html", {"column": column})


@require_POST
def accept(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """A person stands for the claim as worth checking."""
    claim, form = visible_claim(request.user, public_id), AcceptForm(request.POST)
    status = act_with(form, lambda version: accept_claim(claim, by=request.user, version=version))
    if status == 200 and claim.job_state == JobState.QUEUED:
        enqueue([claim])
    return _decided(request, claim, form=form, status=status)


@require_POST
def word(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """A person words the claim so that it stands alone."""
    claim, form = visible_claim(request.user, public_id), WordForm(request.POST)
    status = act_with(form, lambda **given: edit_claim(claim, by=request.user, **given))
    if status == 200:
        messages.info(request, "Saved: the claim reads as you worded it. Its quote stays as it was said.")
        return redirect("claim", claim.public_id)
    context = claim_context(visible_claim(request.user, public_id), request.user, wording=form)
    return render(request, "claims/claim.html", context, status=status)


@require_POST
def dismiss(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """A person says that the claim is not worth checking, and why."""
    claim, form = visible_claim(request.user, public_id), DismissForm(request.POST)
    status = act_with(form, lambda **given: dismiss_claim(claim, by=request.user, **given))
    return _decided(request, claim, form=form, status=status)


def _decided(request: SignedInRequest, claim: Claim, *, form: Form, status: int) -> HttpResponseBase:
    """The decision column anew, with what was typed when it could not be saved."""
    if status == 200 and not is_swift(request):
        return redirect("claim", claim.public_id)
    claim = visible_claim(request.user, claim.public_id)
    refused = form if status != 200 else None
    if not is_swift(request):
        return render(request, "claims/claim.html", claim_context(claim, request.user, form=refused), status=status)
    context = acted_context(claim, request.user, form=refused)
    return render(request, "claims/_decided.html", {**context, "is_swift": True}, status=status)
