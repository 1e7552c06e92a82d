"""Builds the tools of this installation from its settings, once: the only reader of settings below the record.

A provider is named in PROVIDERS. The built-in ones are registered here as a stranger's package
registers its own: a name and the dotted path of a `build(context)` function, the stranger's
through the entry point group `factcheck.providers`.
"""

import functools
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.utils.module_loading import import_string

from claims.errors import BadInput
from claims.net.addresses import host_form
from claims.net.client import Fetcher, FetchLimits
from claims.providers.base import ProviderBuilder, ProviderContext, SearchProvider
from claims.store.blobs import BlobStore
from claims.store.library import Library
from claims.store.warc import WarcStore
from claims.text.extraction_process import Extractor

BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        "library": "claims.providers.library.build",
        "mediawiki": "claims.providers.mediawiki.build",
    }
)
ENTRY_POINT_GROUP = "factcheck.providers"


def known_providers() -> dict[str, str]:
    """Every provider that could be named in PROVIDERS: name to dotted path of its builder."""
    strangers = {point.name: point.value.replace(":", ".") for point in entry_points(group=ENTRY_POINT_GROUP)}
    return strangers | dict(BUILT_IN)


def unknown_providers() -> list[str]:
    """Names in PROVIDERS that nothing answers to."""
    known = known_providers()
    return [name for name in settings.PROVIDERS if name not in known]


def providers() -> Mapping[str, SearchProvider]:
    """The providers that are switched on, by name."""
    names = tuple(settings.PROVIDERS)
    return _providers(names, tuple(settings.MEDIAWIKI_API_URLS), fetcher(), library())


@functools.cache
def _providers(
    names: tuple[str, ...], wikis: tuple[str, ...], fetcher: Fetcher, library: Library
) -> Mapping[str, SearchProvider]:
    context = ProviderContext(fetcher=fetcher, library=library, options={"mediawiki_api_urls": wikis})
    return MappingProxyType({provider.name: provider for provider in _built(names, context)})


def _built(names: tuple[str, ...], context: ProviderContext) -> Iterator[SearchProvider]:
    known = known_providers()
    for name in names:
        if name not in known:
            raise BadInput(f"PROVIDERS names {name!r}, which is not known here; known are: {', '.join(sorted(known))}.")
        build: ProviderBuilder = import_string(known[name])
        yield from build(context)


def fetcher() -> Fetcher:
    """The only socket to addresses that we did not write."""
    limits = FetchLimits(
        connect_seconds=settings.FETCH_CONNECT_SECONDS,
        first_byte_seconds=settings.FETCH_FIRST_BYTE_SECONDS,
        total_seconds=settings.FETCH_TOTAL_SECONDS,
        max_bytes=settings.MAX_BYTES,
    )
    return _fetcher(limits, user_agent(), allowed_private_hosts())


def allowed_private_hosts() -> frozenset[str]:
    """The private hosts that the operator allowed, in the form in which the gate compares them."""
    return frozenset(host_form(host) for host in settings.ALLOWED_PRIVATE_HOSTS)


def user_agent() -> str:
    """Who we say we are: name, version and whom to write to."""
    contact = f" (+{settings.CONTACT})" if settings.CONTACT else ""
    return f"factcheck-workbench/{settings.VERSION}{contact}"


@functools.cache
def _fetcher(limits: FetchLimits, agent: str, allowed_private_hosts: frozenset[str]) -> Fetcher:
    return Fetcher(limits=limits, user_agent=agent, allowed_private_hosts=allowed_private_hosts)


def blob_store() -> BlobStore:
    """Raw bytes by sha256."""
    return BlobStore(settings.DATA_DIR / "raw")


def warc_store() -> WarcStore:
    """One WARC record for each exchange."""
    return _warc_store(settings.DATA_DIR / "warc")


@functools.cache
def _warc_store(folder: Path) -> WarcStore:
    return WarcStore(folder)


def library() -> Library:
    """The passage index."""
    return _library(settings.DATA_DIR / "library")


@functools.cache
def _library(folder: Path) -> Library:
    return Library(folder)


def extractor() -> Extractor:
    """Bytes to text, in a child that can be killed."""
    return _extractor(settings.EXTRACT_SECONDS)


@functools.cache
def _extractor(timeout_seconds: float) -> Extractor:
    return Extractor(timeout_seconds=timeout_seconds)
