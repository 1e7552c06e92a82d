"""Pages for what went wrong outside a view of ours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

GONE = "There is no such page here, or it belongs to a desk that you are not a member of."
BROKEN = "Nothing that was saved before is lost. Go back and try again; if it happens again, read the server's log."


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the address leads nowhere, or to what this person may not see."""
    context = {"heading": "Not found", "message": GONE, "status": 404}
    return render(request, "claims/error.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without the request, because what broke may be what a page needs."""
    context = {"heading": "Something broke on our side", "message": BROKEN, "status": 500}
    return HttpResponse(render_to_string("claims/error.html", context), status=500)
