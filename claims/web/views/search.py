"""Asking providers: a person's own question, and the same question again."""

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from claims.domain.search import ask_again, ask_question
from claims.models import SearchJob
from claims.pipeline.ask_provider import provider_facts
from claims.tasks import enqueue
from claims.web.claim_page import visible_claim
from claims.web.errors import act_with
from claims.web.panel_state import SEARCHED
from claims.web.search_panel import askable
from claims.web.sign_in import SignedInRequest
from claims.web.source_answer import acted_answer, refused_answer
from claims.web.source_forms import QuestionForm
from claims.web.words import counted


@require_POST
def ask(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Put a person's own or edited question to the providers that they chose."""
    claim, facts = visible_claim(request.user, public_id), provider_facts()
    form = QuestionForm(request.POST, providers=askable(facts))
    asked: list[SearchJob] = []
    status = act_with(form, lambda **given: asked.extend(ask_question(claim, by=request.user, facts=facts, **given)))
    if status != 200:
        return refused_answer(request, claim, panel=SEARCHED, place="ask", form=form, status=status)
    enqueue(asked)
    done = f"{counted(len(asked), 'search', plural='searches')} in the queue. What comes of it is shown here."
    return acted_answer(request, claim, panel=SEARCHED, done=done)


@require_POST
def again(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Put the same question to the same provider once more."""
    visible = SearchJob.objects.visible_to(request.user).select_related("claim__desk")
    search_job = get_object_or_404(visible, public_id=public_id)
    enqueue([ask_again(search_job, by=request.user, facts=provider_facts())])
    return acted_answer(request, search_job.claim, panel=SEARCHED, done="It is asked again. The old answer stays.")
