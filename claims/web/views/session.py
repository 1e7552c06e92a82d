"""Signing in and out."""

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims.domain.demo import DEMO_USER
from claims.web.back import way_back
from claims.web.sign_in import SIGNED_OUT_COOKIE, SignInForm, may_sign_in_demo, sign_in_demo


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "claims/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the way in as the demo reviewer is open."""
        offers_demo = may_sign_in_demo(self.request) and User.objects.filter(username=DEMO_USER).exists()
        return super().get_context_data(offers_demo=offers_demo, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Forget that somebody signed out in this browser."""
        answer = super().form_valid(form)
        answer.delete_cookie(SIGNED_OUT_COOKIE)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form again, with the status that says so."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out; the demo reviewer is not signed in again by itself in this browser."""
    logout(request)
    answer = redirect("sign-in")
    answer.set_cookie(SIGNED_OUT_COOKIE, "1", httponly=True, samesite="Lax")
    return answer


@require_POST
def enter_demo(request: HttpRequest) -> HttpResponseBase:
    """Come in as the demo reviewer by a button, where that needs no password."""
    if not may_sign_in_demo(request) or not sign_in_demo(request):
        return redirect("sign-in")
    answer = redirect(way_back(request, otherwise="queue"))
    answer.delete_cookie(SIGNED_OUT_COOKIE)
    return answer
