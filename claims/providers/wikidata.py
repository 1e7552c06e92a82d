"""Wikidata as a provider of pointers: what a claim speaks of, its official website and its encyclopedia article.

The entity itself is never evidence: anybody may have written it a minute ago, and it says where it
has its facts from. Its official website and the article are ordinary pages.
"""

from collections.abc import Iterator, Sequence, Set
from typing import Any
from urllib.parse import quote

from claims.providers.answers import JsonAnswer, Service
from claims.providers.base import (
    POINTERS,
    Exchanger,
    FoundPage,
    ProviderContext,
    SearchAnswer,
    SearchProvider,
    SearchQuery,
)
from claims.providers.found import object_of, plain_text, ranked, rows_of, text_of, title_of, web_url
from claims.providers.mediawiki import MAX_LAG, wiki_object
from claims.providers.question import base_language, check_has_words, cut, names_in

API_URL = "https://www.wikidata.org/w/api.php"
OFFICIAL_WEBSITE, END_TIME = "P856", "P582"
# Names looked up for one question, and entities read of what was found: each is a request, or up to a megabyte.
MAX_NAMES = 4
MAX_ENTITIES = 3
MAX_NAME_CHARACTERS = 250


class WikidataProvider:
    """Looks up the names in a question."""

    name = "wikidata"
    version = "1"
    uses_network = True
    label = "Wikidata"
    sends = "The names in the question, to www.wikidata.org."
    pace_seconds = 1.0
    missing = ""
    answers = POINTERS
    homepage = "https://www.wikidata.org/"

    def __init__(self, fetcher: Exchanger) -> None:
        self._service = Service(self.label, fetcher)

    def search(self, query: SearchQuery) -> SearchAnswer:
        """For each entity its official website and its article, then the entity as a pointer."""
        check_has_words(query.text, label=self.label)
        language = base_language(query.language)
        ids = self._entity_ids(query.text, language)
        if not ids:
            return SearchAnswer()
        entities = self._entities(ids, language)
        pages = (page for entity_id in ids for page in _pages_of(entity_id, object_of(entities.get(entity_id))))
        return SearchAnswer(ranked(pages, limit=query.limit))

    def _entity_ids(self, text: str, language: str) -> list[str]:
        found: dict[str, None] = {}
        settled: set[str] = set()
        for name in _names_to_ask(text, settled):
            ids = self._ids_named(cut(name, characters=MAX_NAME_CHARACTERS), language)
            found |= dict.fromkeys(ids)
            settled |= set(name.split()) if ids else set()
            if len(found) >= MAX_ENTITIES:
                break
        return list(found)[:MAX_ENTITIES]

    def _ids_named(self, name: str, language: str) -> list[str]:
        answer = self._ask(
            {
                "action": "wbsearchentities",
                "search": name,
                "language": language,
                "uselang": language,
                "type": "item",
                "limit": str(MAX_ENTITIES),
            }
        )
        rows = self._service.rows(answer.get("search"))
        ids = [text_of(row.get("id")) for row in rows if _is_entity_id(row.get("id"))]
        self._service.check_readable(ids, rows)
        return ids

    def _entities(self, ids: Sequence[str], language: str) -> dict[str, Any]:
        answer = self._ask(
            {
                "action": "wbgetentities",
                "ids": "|".join(ids),
                "props": "labels|descriptions|claims|sitelinks/urls",
                "languages": language,
                "languagefallback": "1",
                "sitefilter": f"{language}wiki",
            }
        )
        entities = answer.get("entities")
        if not isinstance(entities, dict):
            raise self._service.misunderstood()
        return entities

    def _ask(self, parameters: dict[str, str]) -> dict[str, Any]:
        answer: JsonAnswer = self._service.ask(API_URL, {**parameters, "format": "json", "maxlag": MAX_LAG})
        return wiki_object(answer, service=self._service)


def _names_to_ask(text: str, settled: Set[str]) -> Iterator[str]:
    """The names in a question, or the whole of it; not the words of a name that was found meanwhile."""
    asked = 0
    for name in names_in(text) or [text]:
        if asked < MAX_NAMES and name not in settled:
            asked += 1
            yield name


def _is_entity_id(value: Any) -> bool:
    return isinstance(value, str) and value[:1] == "Q" and value[1:].isascii() and value[1:].isdigit()


def _pages_of(entity_id: str, entity: dict[str, Any]) -> Iterator[FoundPage]:
    label = _in_any_language(entity.get("labels"), entity_id)
    for url in _official_websites(object_of(entity.get("claims")).get(OFFICIAL_WEBSITE)):
        yield FoundPage(0, url, label, f"Official website of {label}, as Wikidata has it.")
    for sitelink in object_of(entity.get("sitelinks")).values():
        page = object_of(sitelink)
        yield FoundPage(0, web_url(page.get("url")), title_of(page.get("title")) or label)
    description = plain_text(_in_any_language(entity.get("descriptions"), ""))
    yield FoundPage(0, f"https://www.wikidata.org/wiki/{quote(entity_id)}", label, description, is_pointer=True)


def _in_any_language(texts: Any, otherwise: str) -> str:
    """The label or description in the language asked for, or the one it falls back to."""
    values = [title_of(object_of(text).get("value")) for text in object_of(texts).values()]
    return next(filter(None, values), otherwise)


def _official_websites(statements: Any) -> list[str]:
    """Addresses that are still in use, the preferred ones first."""
    current = [
        statement
        for statement in rows_of(statements)
        if statement.get("rank") != "deprecated" and END_TIME not in object_of(statement.get("qualifiers"))
    ]
    current.sort(key=lambda statement: statement.get("rank") != "preferred")
    values = (object_of(object_of(statement.get("mainsnak")).get("datavalue")).get("value") for statement in current)
    return [url for url in map(web_url, values) if url]


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """The one Wikidata."""
    return [WikidataProvider(context.fetcher)]
