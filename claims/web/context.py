"""What every page needs: asked for only when a page prints it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from claims.domain.demo import DEMO_USER
from claims.domain.permissions import can
from claims.models import Desk

THEME_COOKIE = "theme"
THEMES = ("system", "dark", "light")


def workbench(request: HttpRequest) -> dict[str, Any]:
    """Theme, version and, as functions that the template calls, the demo's banner."""
    theme = theme_of(request)
    user = getattr(request, "user", None)
    match = getattr(request, "resolver_match", None)
    return {
        "here": match.url_name if match else "",
        "theme": theme,
        "next_theme": THEMES[(THEMES.index(theme) + 1) % len(THEMES)],
        "version": settings.VERSION,
        "demo_banner": lambda: demo_banner(user),
        "is_demo_user": bool(user and user.is_authenticated and user.get_username() == DEMO_USER),
    }


def theme_of(request: HttpRequest) -> str:
    """The theme chosen in this browser; the system's when none was."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else THEMES[0]


def demo_banner(user: Any) -> dict[str, Any] | None:
    """The desk that holds demo rows and whether this person may remove them; None without a demo."""
    if user is None or not user.is_authenticated:
        return None
    desk = Desk.objects.visible_to(user).filter(articles__is_demo=True).first()
    return {"desk": desk, "may_remove": can(user, "remove_demo", desk)} if desk else None
