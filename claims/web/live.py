"""Fragments that a page asks for again while machines work: unchanged ones cost no transfer."""

import hashlib
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

# Django masks the token anew in each answer; it says nothing about the content.
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def live_fragment(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponseBase:
    """The fragment with its ETag, or 304 when the browser has it already."""
    body = render_to_string(template, context, request=request)
    etag = quote_etag(hashlib.sha256(_TOKEN.sub("", body).encode()).hexdigest()[:32])
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    answer = get_conditional_response(request, etag=etag, response=HttpResponse(body, headers=headers))
    assert answer is not None
    return answer


def is_swift(request: HttpRequest) -> bool:
    """Whether the page asks for a piece of itself rather than for a page."""
    return request.headers.get("HX-Request") == "true"
