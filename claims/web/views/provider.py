"""Providers: the board, one of them, switching it, and putting a question to it by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.domain.provider import request_provider_test, switch_provider
from claims.models import ProviderTest
from claims.tasks import enqueue
from claims.web.errors import act_with
from claims.web.live import live_fragment
from claims.web.own_desks import desks_to_act_for
from claims.web.provider_forms import SwitchForm, TryForm
from claims.web.provider_page import TryPage, facts_named, read_board, read_provider_page, read_try_page
from claims.web.sign_in import SignedInRequest


@require_safe
def list_providers(request: SignedInRequest) -> HttpResponse:
    """The board."""
    return render(request, "claims/providers.html", {"board": read_board(request.user)})


@require_safe
def list_providers_live(request: SignedInRequest) -> HttpResponseBase:
    """The board, asked for again by the page."""
    return live_fragment(request, "claims/_providers_live.html", {"board": read_board(request.user)})


@require_safe
def show_provider(request: SignedInRequest, name: str) -> HttpResponse:
    """One provider, with its switch and a question to try it with."""
    return render(request, "claims/provider.html", {"page": read_provider_page(facts_named(name), request.user)})


@require_POST
def switch(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Who runs the machine switches a provider on or off for the whole house."""
    facts, form = facts_named(name), SwitchForm(request.POST)
    desk, *_ = desks_to_act_for(request.user, "switch_provider")
    status = act_with(form, lambda **given: switch_provider(facts.name, by=request.user, desk=desk, **given))
    if status != 200:
        page = read_provider_page(facts, request.user, form=form)
        return render(request, "claims/provider.html", {"page": page}, status=status)
    messages.info(request, f"{facts.label} is switched {'on' if form.cleaned_data['is_on'] else 'off'} for everybody.")
    return redirect("provider", name)


@require_POST
def ask(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Put a question to a provider by hand; the answer comes on a page of its own."""
    facts, form = facts_named(name), TryForm(request.POST)
    desk, *_ = desks_to_act_for(request.user, "test_provider")
    tests: list[ProviderTest] = []
    status = act_with(
        form,
        lambda query: tests.append(request_provider_test(facts.name, by=request.user, desk=desk, query=query)),
    )
    if status != 200:
        page = read_provider_page(facts, request.user, form=form)
        return render(request, "claims/provider.html", {"page": page}, status=status)
    enqueue(tests)
    return redirect("provider-test", tests[0].public_id)


@require_safe
def show_test(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What was sent and what came back."""
    return render(request, "claims/provider_test.html", {"page": _try_page(request, public_id)})


@require_safe
def show_test_live(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The same, asked for again by the page."""
    return live_fragment(request, "claims/_provider_test_live.html", {"page": _try_page(request, public_id)})


def _try_page(request: SignedInRequest, public_id: str) -> TryPage:
    visible = ProviderTest.objects.visible_to(request.user).select_related("provider", "desk", "asked_by")
    return read_try_page(get_object_or_404(visible, public_id=public_id), request.user)
