"""Signing in: the form that slows guessing down, and the demo reviewer who needs no password on this machine."""

import functools
import hashlib
import ipaddress
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from redis.exceptions import RedisError

from claims.domain.demo import DEMO_USER
from claims.web.back import page_before
from claims.web.errors import notice_answer
from claims.web.live import is_swift

BACKEND = "django.contrib.auth.backends.ModelBackend"
SIGNED_OUT_COOKIE = "signed_out"
NOT_PAGES = ("/api/", "/livez", "/readyz", "/static/", "/admin/", "/sign-out")
# A request that came through a proxy may come from anywhere, whatever address it shows.
PROXY_HEADERS = ("X-Forwarded-For", "Forwarded", "X-Real-IP")

# Ten wrong passwords for one account from one place, then a pause.
FAILURES_ALLOWED = 10
PAUSE_SECONDS = 15 * 60
UNSAVED = "You were signed out, so nothing was saved. Sign in, then send it again."
SIGNED_OUT = {
    "status": 401,
    "heading": "You are signed out",
    "message": "Nothing was saved, but what you typed is still here. Sign in beside this page, then press again.",
}
TOO_MANY = "Too many wrong passwords. Wait a quarter of an hour, then try again."


class SignedInRequest(HttpRequest):
    """A request that passed `login_required`."""

    user: User


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view for people who are signed in; for others the sign-in, and what a form sent is not passed over."""
    guarded = login_required(view)

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            return _unsaved_answer(request)
        return guarded(request, *args, **kwargs)

    return answered


def _unsaved_answer(request: HttpRequest) -> HttpResponseBase:
    """A notice above the page, or the sign-in that leads back to the page; what was sent has no page of its own."""
    if is_swift(request):
        return notice_answer(request, SIGNED_OUT | {"link": reverse("sign-in")})
    messages.warning(request, UNSAVED)
    return redirect_to_login(page_before(request, otherwise=reverse("queue")))


class DemoSignInMiddleware:
    """Signs a visitor of this machine in as the demo reviewer when a page is opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _opens_page(request) and may_sign_in_demo(request) and not request.user.is_authenticated:
            sign_in_demo(request)
        return self.get_response(request)


def _opens_page(request: HttpRequest) -> bool:
    """Whether this asks for an HTML page, and nobody signed out on purpose in this browser."""
    return (
        request.method == "GET"
        and request.accepts("text/html")
        and not request.path.startswith(NOT_PAGES)
        and SIGNED_OUT_COOKIE not in request.COOKIES
    )


def may_sign_in_demo(request: HttpRequest) -> bool:
    """Whether the demo reviewer may come in without a password: demo mode, and really from this machine."""
    if not settings.DEMO_SIGN_IN or any(header in request.headers for header in PROXY_HEADERS):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def sign_in_demo(request: HttpRequest) -> bool:
    """Sign the demo reviewer in; False when there is none."""
    user = User.objects.filter(username=DEMO_USER, is_active=True).first()
    if user is None:
        return False
    login(request, user, backend=BACKEND)
    return True


class SignInForm(AuthenticationForm):
    """Name and password; after many failures the account is not tried for a while."""

    def clean(self) -> dict[str, Any]:
        """Check the password, unless too many were wrong lately."""
        key = self._failures_key()
        if _failures(key) >= FAILURES_ALLOWED:
            raise ValidationError(TOO_MANY, code="too_many")
        try:
            return super().clean()
        except ValidationError:
            _count_failure(key)
            raise

    def _failures_key(self) -> str:
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        account = f"{self.cleaned_data.get('username', '')}\n{address}"
        return f"sign_in_failures:{hashlib.sha256(account.encode()).hexdigest()}"


def _failures(key: str) -> int:
    """Wrong passwords lately; none are known without Redis."""
    try:
        return cache.get(key, 0)
    except RedisError:
        return 0


def _count_failure(key: str) -> None:
    try:
        cache.set(key, _failures(key) + 1, PAUSE_SECONDS)
    except RedisError:
        return
