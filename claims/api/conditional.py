"""Conditional requests: 304 for a reader who has it already, 412 for a writer who looked at an older version.

The tag of an answer is the hash of its body; where the row has a version the tag begins with it:
`"v7-3f9a…"`. `If-Match` looks at the version alone, so `"v7"` will do, and machines that add
evidence in the meantime are in nobody's way.
"""

import hashlib
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

VERSION_TAG = re.compile(r'"v([0-9]{1,9})(?:-[0-9a-f]+)?"')
KEPT_HEADERS = ("ETag", "Cache-Control", "Vary", "Content-Location")
UNREADABLE = 'If-Match must be the ETag of what you looked at, such as "v7".'


def finish_response(request: Request | HttpRequest, response: HttpResponseBase) -> None:
    """Say that the answer is this reader's alone, and arrange for its tag once its body is known."""
    patch_vary_headers(response, ["Authorization", "Cookie"])
    response.headers.setdefault("Cache-Control", "private, no-cache")
    is_read = request.method in {"GET", "HEAD"} and response.status_code == 200
    if is_read and isinstance(response, Response):
        response.add_post_render_callback(lambda rendered: _tagged(request, rendered))


def _tagged(request: Request | HttpRequest, response: Response) -> HttpResponse:
    digest = hashlib.sha256(response.content).hexdigest()[:16]
    version = response.data.get("version") if isinstance(response.data, dict) else None
    response["ETag"] = f'"v{version}-{digest}"' if isinstance(version, int) else f'"{digest}"'
    return not_modified(response) if is_known(request, response["ETag"]) else response


def is_known(request: Request | HttpRequest, tag: str) -> bool:
    """Whether the reader says that it has the answer with this tag."""
    known = {shown.removeprefix("W/") for shown in parse_etags(request.headers.get("If-None-Match", ""))}
    return tag in known or "*" in known


def not_modified(response: HttpResponseBase) -> HttpResponseNotModified:
    """304 with the headers that a cache needs."""
    return HttpResponseNotModified(headers={name: response[name] for name in KEPT_HEADERS if name in response})


def expected_version(request: Request, row: Any) -> int | None:
    """The version that the writer looked at, from If-Match; None when it does not matter to the writer."""
    shown = request.headers.get("If-Match", "").strip()
    if not shown or shown == "*":
        return None
    matches = [VERSION_TAG.fullmatch(tag.removeprefix("W/")) for tag in parse_etags(shown)]
    versions = [int(match[1]) for match in matches if match]
    if not versions or len(versions) != len(matches):
        raise ParseError(UNREADABLE)
    return row.version if row.version in versions else versions[0]
