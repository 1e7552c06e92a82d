"""The answer to an act on the sources of a claim: its panel anew, or the way back to it."""

from django.contrib import messages
from django.forms import Form
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from claims.models import Claim
from claims.web.claim_page import acted_context, claim_context, visible_claim
from claims.web.live import is_swift
from claims.web.panel_state import ORIGINS, PAGES, SEARCHED, PanelState, Refused
from claims.web.sign_in import SignedInRequest

PANEL_TEMPLATES = {
    ORIGINS: "claims/_origins.html",
    PAGES: "claims/_pages.html",
    SEARCHED: "claims/_searches.html",
}


def panel_url(claim: Claim, panel: str) -> str:
    """The claim page with a panel open, and at it."""
    return f"{reverse('claim', args=[claim.public_id])}?open={panel}#{panel}"


def acted_answer(request: SignedInRequest, claim: Claim, *, panel: str, done: str) -> HttpResponseBase:
    """What was asked for is done: the panel says so."""
    if not is_swift(request):
        messages.info(request, done)
        return redirect(panel_url(claim, panel))
    return _panel_answer(request, claim, state=PanelState(open_panel=panel, done=done), status=200)


def refused_answer(
    request: SignedInRequest, claim: Claim, *, panel: str, place: str, form: Form, status: int
) -> HttpResponseBase:
    """It could not be saved: the panel says why, and keeps what was typed."""
    state = PanelState(open_panel=panel, refused=Refused(place, form))
    return _panel_answer(request, claim, state=state, status=status)


def _panel_answer(request: SignedInRequest, claim: Claim, *, state: PanelState, status: int) -> HttpResponseBase:
    claim = visible_claim(request.user, claim.public_id)
    if not is_swift(request):
        context = claim_context(claim, request.user, state=state)
        return render(request, "claims/claim.html", context, status=status)
    context = acted_context(claim, request.user, state=state)
    context |= {"panel_template": PANEL_TEMPLATES[state.open_panel], "is_swift": True}
    return render(request, "claims/_panel_answered.html", context, status=status)
