"""Builds the tools of this installation from its settings, once: the only reader of settings below the record.

A provider is named in PROVIDERS. The built-in ones are registered here as a stranger's package
registers its own: a name and the dotted path of a `build(context)` function, the stranger's
through the entry point group `factcheck.providers`.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from claims.errors import BadInput
from claims.net.addresses import host_form
from claims.net.client import Fetcher, FetchLimits
from claims.net.visitors import ProcessVisitors, VisitorOptions
from claims.providers.base import Archive, ArchiveBuilder, Exchanger, ProviderBuilder, ProviderContext, SearchProvider
from claims.providers.language_model import MAX_ANSWER_BYTES, LanguageModel
from claims.providers.trace import RecordingFetcher, Trace
from claims.store.blobs import BlobStore
from claims.store.library import Library
from claims.store.page_search import PageSearch
from claims.store.vectors import Vectors
from claims.store.warc import WarcStore
from claims.text.encoder import Encoder, load_encoder
from claims.text.extraction_process import Extractor
from claims.text.weights import WeightsMissing

BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        "library": "claims.providers.library.build",
        "mediawiki": "claims.providers.mediawiki.build",
        "wikidata": "claims.providers.wikidata.build",
        "crossref": "claims.providers.crossref.build",
        "gdelt": "claims.providers.gdelt.build",
        "wayback": "claims.providers.wayback.build",
        "google_factcheck": "claims.providers.google_factcheck.build",
        "searxng": "claims.providers.searxng.build",
        "brave": "claims.providers.brave.build",
    }
)
ENTRY_POINT_GROUP = "factcheck.providers"
# Archives to push to, each under the name of the provider that reads from it: both are switched on together.
ARCHIVES: Mapping[str, str] = MappingProxyType({"wayback": "claims.providers.wayback.build_archive"})

# What every provider must have, whoever wrote it (`base.SearchProvider`).
PARTS = (*SearchProvider.__annotations__, "search")
Options = tuple[tuple[str, tuple[str, ...]], ...]


def known_providers() -> dict[str, str]:
    """Every provider that could be named in PROVIDERS: name to dotted path of its builder."""
    strangers = {point.name: point.value.replace(":", ".") for point in entry_points(group=ENTRY_POINT_GROUP)}
    return strangers | dict(BUILT_IN)


def unknown_providers() -> list[str]:
    """Names in PROVIDERS that nothing answers to."""
    known = known_providers()
    return [name for name in settings.PROVIDERS if name not in known]


def providers() -> Mapping[str, SearchProvider]:
    """The providers that are switched on, by name; also those that cannot be asked because something is missing."""
    return _providers(tuple(settings.PROVIDERS), _options(), fetcher(), page_search())


@functools.cache
def _providers(
    names: tuple[str, ...], options: Options, fetcher: Fetcher, library: PageSearch
) -> Mapping[str, SearchProvider]:
    return MappingProxyType(_built(names, ProviderContext(fetcher, library, dict(options))))


def traced_provider(name: str) -> tuple[SearchProvider, Trace]:
    """A provider that writes down what it sends and what comes back. Raises BadInput when none of that name is on."""
    secrets = [settings.BRAVE_API_KEY, settings.GOOGLE_FACTCHECK_API_KEY, *_wayback_secrets()]
    recorder = RecordingFetcher(fetcher(), secrets=secrets)
    built = _built(tuple(settings.PROVIDERS), _context(recorder))
    if name not in built:
        raise BadInput(f"No provider named {name!r} is switched on; there are: {', '.join(built)}.", field="provider")
    for provider in built.values():
        recorder.hide(getattr(provider, "secrets", ()))
    return built[name], recorder.trace


def archives() -> Mapping[str, Archive]:
    """The public archives that are switched on, by name; also those whose key is missing."""
    context = _context(fetcher())
    builders: dict[str, ArchiveBuilder] = {
        name: import_string(path) for name, path in ARCHIVES.items() if name in settings.PROVIDERS
    }
    return MappingProxyType({name: build(context) for name, build in builders.items()})


def language_model() -> LanguageModel | None:
    """The language model that proposes claims as well; None while LANGUAGE_MODEL_URL is not set, as by default.

    It is no search provider: it is asked for nothing but quotes out of a text that we give it.
    """
    url = settings.LANGUAGE_MODEL_URL
    if not url:
        return None
    seconds = settings.LANGUAGE_MODEL_SECONDS
    # A model answers when it is done, so the first byte of its answer comes with the last.
    limits = replace(
        _limits(),
        first_byte_seconds=seconds,
        total_seconds=seconds,
        max_bytes=min(settings.MAX_BYTES, MAX_ANSWER_BYTES),
    )
    return LanguageModel(
        # Its own host may be a private one: the operator wrote it, and nothing that others wrote is fetched here.
        _fetcher(limits, user_agent(), allowed_private_hosts() | {host_form(urlsplit(url).hostname or "")}),
        url=url,
        model=settings.LANGUAGE_MODEL_NAME,
        key=settings.LANGUAGE_MODEL_KEY,
    )


def _context(fetcher: Exchanger) -> ProviderContext:
    return ProviderContext(fetcher, page_search(), dict(_options()))


def _options() -> Options:
    """What providers may know of the settings; one that is not set is left out."""
    named: dict[str, Sequence[str]] = {
        "mediawiki_api_urls": settings.MEDIAWIKI_API_URLS,
        "searxng_url": [settings.SEARXNG_URL],
        "brave_api_key": [settings.BRAVE_API_KEY],
        "google_factcheck_api_key": [settings.GOOGLE_FACTCHECK_API_KEY],
        "wayback_key": [settings.WAYBACK_KEY],
        "contact": [settings.CONTACT],
    }
    return tuple((name, tuple(values)) for name, values in named.items() if any(values))


def _wayback_secrets() -> list[str]:
    return [settings.WAYBACK_KEY, *settings.WAYBACK_KEY.split(":")]


def _built(names: Sequence[str], context: ProviderContext) -> dict[str, SearchProvider]:
    built: dict[str, SearchProvider] = {}
    for registered, provider in _each_built(names, context):
        missing = [part for part in PARTS if not hasattr(provider, part)]
        if missing:
            raise BadInput(f"The provider {registered!r} is not complete; it lacks: {', '.join(missing)}.")
        if provider.name in built:
            raise BadInput(f"Two providers call themselves {provider.name!r}; take one of them out of PROVIDERS.")
        built[provider.name] = provider
    return built


def _each_built(names: Sequence[str], context: ProviderContext) -> Iterator[tuple[str, SearchProvider]]:
    known = known_providers()
    for name in dict.fromkeys(names):
        if name not in known:
            raise BadInput(f"PROVIDERS names {name!r}, which is not known here; known are: {', '.join(sorted(known))}.")
        for provider in _builder(name, known[name])(context):
            yield name, provider


def _builder(name: str, path: str) -> ProviderBuilder:
    try:
        builder: ProviderBuilder = import_string(path)
    except ImportError as error:
        raise BadInput(f"The provider {name!r} cannot be loaded from {path}: {error}") from error
    return builder


def fetcher() -> Fetcher:
    """The only socket to addresses that we did not write."""
    return _fetcher(_limits(), user_agent(), allowed_private_hosts())


def visitor_processes(*, threads: int) -> ProcessVisitors:
    """Processes that make visits, `threads` at once in all of them."""
    threads_of_each = -(-threads // settings.FETCH_PROCESSES)
    options = VisitorOptions(user_agent(), _limits(), allowed_private_hosts(), threads_of_each)
    return _visitor_processes(options, settings.FETCH_PROCESSES)


@functools.cache
def _visitor_processes(options: VisitorOptions, processes: int) -> ProcessVisitors:
    return ProcessVisitors(options, processes=processes)


def _limits() -> FetchLimits:
    return FetchLimits(
        connect_seconds=settings.FETCH_CONNECT_SECONDS,
        first_byte_seconds=settings.FETCH_FIRST_BYTE_SECONDS,
        total_seconds=settings.FETCH_TOTAL_SECONDS,
        max_bytes=settings.MAX_BYTES,
        max_header_bytes=settings.FETCH_MAX_HEADER_BYTES,
        max_redirects=settings.FETCH_MAX_REDIRECTS,
        max_encodings=settings.FETCH_MAX_ENCODINGS,
    )


def allowed_private_hosts() -> frozenset[str]:
    """The private hosts that the operator allowed, in the form in which the gate compares them."""
    return frozenset(host_form(host) for host in settings.ALLOWED_PRIVATE_HOSTS)


def is_on_private_host(url: str) -> bool:
    """Whether a web address is on a host that the operator allowed although it is private: nobody else is told of it.

    Raises ValueError for what has no host.
    """
    return host_form(urlsplit(url).hostname or "") in allowed_private_hosts()


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


def vectors() -> Vectors:
    """What the passages mean, beside the passage index."""
    return _vectors(settings.DATA_DIR / "library" / "vectors")


@functools.cache
def _vectors(folder: Path) -> Vectors:
    return Vectors(folder)


def page_search() -> PageSearch:
    """The search of the library."""
    return _page_search(library(), vectors())


@functools.cache
def _page_search(library: Library, vectors: Vectors) -> PageSearch:
    return PageSearch(library, vectors, encoder)


def encoder() -> Encoder | None:
    """The encoder that the workbench carries; None where its weights are missing: then words alone are asked."""
    try:
        return load_encoder()
    except WeightsMissing:
        return None


def extractor() -> Extractor:
    """Bytes to text, in a child that can be killed."""
    return _extractor(settings.EXTRACT_SECONDS)


@functools.cache
def _extractor(timeout_seconds: float) -> Extractor:
    return Extractor(timeout_seconds=timeout_seconds)
