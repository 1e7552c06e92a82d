"""Idempotency-Key: a POST whose answer was lost on the way may be sent again and does nothing twice.

As draft-ietf-httpapi-idempotency-key-header-07 describes it. Whatever is no error of ours is an answer
and is given again, a refusal as well; after an error of ours the key is free.
"""

import hashlib
import logging
import re

from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError
from django.http import HttpResponse
from django.http.request import RawPostDataException
from rest_framework.exceptions import APIException, ParseError, UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.errors import RequestInProgress, problem_response
from claims.domain.idempotency import KeptAnswer, free_key, keep_answer, take_key
from claims.models import IdempotentRequest

logger = logging.getLogger(__name__)

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEY = re.compile("[!-~]{1,128}")
KEPT_HEADERS = ("Content-Type", "Location", "Cache-Control")
UNREADABLE = f"{HEADER} must be 1 to 128 visible ASCII characters, such as a UUID."
AT_WORK = f"The first request with this {HEADER} is still at work. Send it again in a second."


class AnsweredBefore(APIException):
    """The request was sent before: `response` is what there is to say to it."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__("This request was sent before.")
        self.response = response


def begin_request(request: Request) -> IdempotentRequest | None:
    """The row for `finish_request` to keep the answer in; None without a key.

    AnsweredBefore when another request with this key has done it, or is about to.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not KEY.fullmatch(key):
        raise ParseError(UNREADABLE)
    assert isinstance(request.user, User)
    try:
        kept, is_first = take_key(request.user, key=key, fingerprint=fingerprint_of(request))
    except IntegrityError as error:
        # Taken by another request, and given up by it before it could be looked at.
        raise AnsweredBefore(_at_work(request)) from error
    if is_first:
        return kept
    raise AnsweredBefore(_at_work(request) if kept.status_code is None else _replayed(kept))


def fingerprint_of(request: Request) -> str:
    """sha256 of method, address and body; UnsupportedMediaType for a form, which was read already as one."""
    try:
        body = request.body
    except RawPostDataException as error:
        raise UnsupportedMediaType(request.content_type) from error
    return hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + body).hexdigest()


def finish_request(kept: IdempotentRequest | None, response: HttpResponse) -> None:
    """Keep the answer of a request that `begin_request` let through, once its body is known."""
    if kept is None:
        return
    if isinstance(response, Response):
        response.add_post_render_callback(lambda rendered: _settle(kept, rendered))
    else:
        _settle(kept, response)


def _settle(kept: IdempotentRequest, response: HttpResponse) -> None:
    try:
        if response.status_code >= 500:
            free_key(kept)
        else:
            keep_answer(kept, _answer_of(response))
    except DatabaseError as error:
        # What was asked for is done: its answer is worth more than the copy of it.
        logger.error("The answer to a request with an %s could not be kept: %s", HEADER, error)


def _answer_of(response: HttpResponse) -> KeptAnswer:
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    return KeptAnswer(status_code=response.status_code, headers=headers, body=response.content.decode())


def _replayed(kept: IdempotentRequest) -> HttpResponse:
    return HttpResponse(kept.body, status=kept.status_code, headers={**kept.headers, REPLAYED: "true"})


def _at_work(request: Request) -> HttpResponse:
    response = problem_response(RequestInProgress(AT_WORK), {"request": request})
    response["Retry-After"] = "1"
    return response
