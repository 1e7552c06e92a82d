"""Where the errors of the workbench become answers for a person: the only place that knows both."""

import functools
from collections.abc import Callable
from typing import Any, TypeAlias

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from claims.errors import (
    BadInput,
    PermissionDenied,
    StaleVersion,
    StoreError,
    StoreFull,
    TransitionDenied,
    WorkbenchError,
)
from claims.web.live import is_swift

View: TypeAlias = Callable[..., HttpResponseBase]

# The first that fits counts, so a kind stands before its parent.
STATUS_AND_HEADING: tuple[tuple[type[WorkbenchError], int, str], ...] = (
    (BadInput, 422, "This cannot be used as it is"),
    (PermissionDenied, 403, "You may not do this"),
    (StaleVersion, 409, "Somebody saved before you"),
    (TransitionDenied, 409, "This cannot be done now"),
    (StoreFull, 507, "The disk is full"),
    (StoreError, 503, "Something that is kept cannot be reached"),
    (WorkbenchError, 500, "This did not work"),
)
NOT_A_PAGE = "This address only takes what a button on a page sends. Nothing was done; go back to the page."
# What a form can show beside what was typed; anything else is a page of its own.
SHOWN_IN_FORMS = (BadInput, StaleVersion, TransitionDenied, StoreError)


def status_and_heading(error: WorkbenchError) -> tuple[int, str]:
    """The HTTP status and the few words above the message."""
    return next((status, heading) for kind, status, heading in STATUS_AND_HEADING if isinstance(error, kind))


def worded(view: View) -> View:
    """The view, with every error of the workbench told in words and with the right status."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check_ids(*kwargs.values())
        try:
            answer = view(request, *args, **kwargs)
        except WorkbenchError as error:
            return error_answer(request, error)
        return wrong_method_answer(request, answer) if answer.status_code == 405 else answer

    return answered


def check_ids(*ids: str) -> None:
    """Raise Http404 for an id with a NUL: PostgreSQL takes none, not even to say that it has no such row."""
    if any("\x00" in asked for asked in ids):
        raise Http404


def error_answer(request: HttpRequest, error: WorkbenchError) -> HttpResponse:
    """A page about the error; for a piece of a page, a notice above it that leaves the page alone."""
    status, heading = status_and_heading(error)
    context = {"heading": heading, "message": str(error), "status": status}
    if is_swift(request):
        return notice_answer(request, context)
    return render(request, "claims/error.html", context, status=status)


def notice_answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Heading and message above the page, which stays as it is, with what was typed in it."""
    answer = render(request, "claims/_notice.html", context, status=context["status"])
    answer["HX-Retarget"], answer["HX-Reswap"] = "#notice", "innerHTML"
    return answer


def wrong_method_answer(request: HttpRequest, refused: HttpResponseBase) -> HttpResponse:
    """Words for an address that is no page: it takes what a button sends, and was opened by hand or from a list."""
    context = {"heading": "This is not a page", "message": NOT_A_PAGE, "status": 405}
    answer = render(request, "claims/error.html", context, status=405)
    answer["Allow"] = refused["Allow"]
    return answer


def act_with(form: forms.Form, act: Callable[..., object]) -> int:
    """Do what the form asks for; 200, or the status of why not, with the reason added to the form."""
    if not form.is_valid():
        return 422
    try:
        act(**form.cleaned_data)
    except SHOWN_IN_FORMS as error:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, str(error))
        return status_and_heading(error)[0]
    return 200
