"""What a person says of a passage."""

from typing import Any

from django.forms import Form
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.domain.evidence import confirm_stance, reject_evidence
from claims.models import Evidence
from claims.web.claim_page import acted_context, claim_context
from claims.web.errors import act_with
from claims.web.evidence_column import EvidenceColumn
from claims.web.forms import RejectForm, StanceForm
from claims.web.live import is_swift
from claims.web.sign_in import SignedInRequest


def _visible_evidence(user: Any, public_id: str) -> Evidence:
    visible = Evidence.objects.visible_to(user).select_related(
        "claim__desk", "claim__article__snapshot__page", "snapshot"
    )
    return get_object_or_404(visible, public_id=public_id)


@require_POST
def set_stance(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """A person says what the passage says of the claim."""
    evidence, form = _visible_evidence(request.user, public_id), StanceForm(request.POST)
    status = act_with(form, lambda **given: confirm_stance(evidence, by=request.user, **given))
    return _answered(request, evidence, form=form, status=status)


@require_POST
def reject(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """A person says that the passage does not bear on the claim, and why."""
    evidence, form = _visible_evidence(request.user, public_id), RejectForm(request.POST)
    status = act_with(form, lambda **given: reject_evidence(evidence, by=request.user, **given))
    return _answered(request, evidence, form=form, status=status)


def _answered(request: SignedInRequest, evidence: Evidence, *, form: Form, status: int) -> HttpResponseBase:
    """The card anew, with what was typed when it could not be saved."""
    claim = evidence.claim
    if status == 200 and not is_swift(request):
        return redirect(reverse("claim", args=[claim.public_id]) + f"#{evidence.public_id}")
    context = acted_context(claim, request.user) if is_swift(request) else claim_context(claim, request.user)
    column: EvidenceColumn = context["column"].with_form(evidence, form if status != 200 else None)
    context["column"] = column
    if is_swift(request):
        context |= {"card": column.card_of(evidence), "is_swift": True}
        return render(request, "claims/_card_answered.html", context, status=status)
    return render(request, "claims/claim.html", context, status=status)
