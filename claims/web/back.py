"""The way back to where a person came from, never off this site."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, *, otherwise: str) -> str:
    """The page that a form names as `next`, if it is one of ours; else `otherwise`."""
    asked = request.POST.get("next", "")
    return asked if _is_ours(request, asked) else otherwise


def page_before(request: HttpRequest, *, otherwise: str) -> str:
    """The page of ours that the browser says this request was sent from; else `otherwise`."""
    before = request.headers.get("Referer", "")
    return before if _is_ours(request, before) else otherwise


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
