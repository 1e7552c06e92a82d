"""What a person says of the origin of pages: they are one source, or they are not."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from claims.domain.origin import decide_origins
from claims.web.claim_page import visible_claim
from claims.web.errors import act_with
from claims.web.panel_state import ORIGINS
from claims.web.sign_in import SignedInRequest
from claims.web.source_answer import acted_answer, refused_answer
from claims.web.source_forms import OriginForm

DONE = "Noted, with your name and reason. The sources are counted anew."


@require_POST
def decide(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Split pages off their source, or count two sources as one, with the reason."""
    claim = visible_claim(request.user, public_id)
    form = OriginForm(request.POST, claim=claim)
    status = act_with(form, lambda **given: decide_origins(claim, by=request.user, **given))
    if status != 200:
        place = f"{form.data.get('verdict', '')}-{form.data.get('group', '')}"
        return refused_answer(request, claim, panel=ORIGINS, place=place, form=form, status=status)
    return acted_answer(request, claim, panel=ORIGINS, done=DONE)
