"""A web without a network: a stand-in for the fetcher that answers from a table, and pages to put into it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from claims.net.client import FetchedPage, Hop

SENTENCES = (
    "The Washington Post also added that neither Russia nor the US is among the 164 signatories "
    "of the Ottawa Convention.",
    "In December 1997 the convention was opened for signature, and 133 states signed it before it entered into force.",
)


def make_html(sentences: Sequence[str] = SENTENCES, *, title: str = "Mines for Ukraine", head: str = "") -> bytes:
    """A page as a newspaper serves it."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>"
    ).encode()


BLOCK_PAGE = (
    b"<!doctype html><html lang='en'><head><title>Just a moment...</title></head>"
    b"<body><h1>Checking your browser before accessing</h1>"
    b"<p>Enable JavaScript and cookies to continue.</p></body></html>"
)


def make_answer(
    url: str, body: bytes = b"", *, status: int = 200, content_type: str = "text/html", final_url: str = ""
) -> FetchedPage:
    """What a host answered; with `final_url` after one redirect."""
    address = "192.0.2.7"
    hops = [Hop(final_url or url, status, "", address)]
    if final_url:
        hops.insert(0, Hop(url, 302, final_url, address))
    return FetchedPage(
        requested_url=url,
        final_url=final_url or url,
        status=status,
        reason="Whatever",
        headers=(("Content-Type", content_type),),
        body=body,
        content_type=content_type,
        charset="utf-8",
        hops=tuple(hops),
        fetched_at=datetime(2024, 11, 21, 8, 30, tzinfo=UTC),
        elapsed_seconds=0.1,
    )


class Site:
    """Answers each address as it was told to, any other with 404; `asked` lists what was asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, FetchedPage | Exception] = {}
        self.asked: list[str] = []

    def put(self, url: str, body: bytes = b"", **options: object) -> None:
        """Answer this address with a page."""
        self.answers[url] = make_answer(url, body, **options)

    def fail(self, url: str, error: Exception) -> None:
        """Let whoever asks for this address meet the error."""
        self.answers[url] = error

    def fetch(self, url: str, **options: object) -> FetchedPage:
        """As `Fetcher.fetch`."""
        self.asked.append(url)
        answer = self.answers.get(url) or make_answer(url, b"There is nothing here.", status=404)
        if isinstance(answer, Exception):
            raise answer
        return answer
