"""What a person hands in → Article: looked at before anything is promised, kept before anything reads it."""

from django.conf import settings
from django.contrib.auth.models import User

from claims.domain.article import submit_article
from claims.domain.permissions import check_can
from claims.errors import BadInput, FetchRefused
from claims.models import Article, Desk
from claims.models.base import MAX_URL_LENGTH
from claims.net.addresses import is_ip_literal, parse_target, refusal_reason
from claims.providers import registry
from claims.text.urls import canonical_url


def receive_url(desk: Desk, *, by: User, url: str) -> tuple[Article, bool]:
    """The article at this address, and whether it is new; raises BadInput for an address we would never fetch."""
    return submit_article(desk, by=by, url=acceptable_url(url))


def acceptable_url(url: str) -> str:
    """The address in canonical form, refused here already when the gate would refuse it by its looks."""
    url = url.strip()
    if not url:
        raise BadInput("Give the address of the article, or paste its text.", field="url")
    try:
        target = parse_target(url, allowed_private_hosts=registry.allowed_private_hosts())
    except FetchRefused as error:
        raise BadInput(str(error), field="url", code=error.code) from error
    if reason := _refused_literal(target.host):
        raise BadInput(f"{url} is not fetched: {reason}", field="url", code="private_address")
    canonical = canonical_url(target.url)
    if len(canonical) > MAX_URL_LENGTH:
        raise BadInput(f"The address is longer than {MAX_URL_LENGTH} characters.", field="url", code="too_long")
    return canonical


def receive_text(
    desk: Desk, *, by: User, body: bytes, content_type: str = "text/plain", name: str = "", is_demo: bool = False
) -> tuple[Article, bool]:
    """The article in these bytes, and whether it is new on the desk."""
    check_can(by, "submit_article", desk)
    if not body.strip():
        raise BadInput("There is no text in it. Paste the text of the article.", field="text", code="empty")
    if len(body) > settings.MAX_BYTES:
        limit = settings.MAX_BYTES // 1_000_000
        raise BadInput(f"It is larger than {limit} MB. Hand in a smaller part.", field="text", code="too_large")
    sha256 = registry.blob_store().put(body)
    # File names that are no UTF-8 come from the system with lone surrogates, which no database stores.
    name = name.encode("utf-8", "replace").decode().replace("\x00", "")
    return submit_article(
        desk, by=by, submitted_sha256=sha256, submitted_type=content_type, submitted_name=name, is_demo=is_demo
    )


def _refused_literal(host: str) -> str | None:
    """Why an address written in numbers is refused; names are judged when they are resolved."""
    if not is_ip_literal(host) or host in registry.allowed_private_hosts():
        return None
    return refusal_reason(host)
