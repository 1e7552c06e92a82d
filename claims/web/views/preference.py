"""What a person sets for this browser, and the list of keys."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.web.back import way_back
from claims.web.context import THEME_COOKIE, THEMES

KEPT_FOR = timedelta(days=365)


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponseBase:
    """Light, dark, or as the system has it; kept in a cookie."""
    answer = redirect(way_back(request, otherwise="queue"))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=KEPT_FOR, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return answer


@require_safe
def show_keys(request: HttpRequest) -> HttpResponse:
    """Every key, as a page for browsers without JavaScript."""
    return render(request, "claims/keys.html")
