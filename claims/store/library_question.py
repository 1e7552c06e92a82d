"""A question in plain words as the library index takes it: any of its words, the rarer the more.

Nothing in the words is an operator.
"""

import tantivy

from claims.store.library_row import LANGUAGE, TITLE, WORDS
from claims.text.terms import terms_of

MOST_QUERY_TERMS = 64
# A title names the subject of every passage under it, but says less of this one than its own words do.
TITLE_BOOST = 0.4


def passage_question(searcher: tantivy.Searcher, schema: tantivy.Schema, query: str) -> tantivy.Query | None:
    """Passages with any of the words in themselves or in the title; None when the query has no telling word."""
    return _any_word([_in_passage(schema, stems) for stems in _forms(searcher, query)])


def page_question(searcher: tantivy.Searcher, schema: tantivy.Schema, query: str) -> tantivy.Query | None:
    """Pages with any of the words anywhere; None when the query has no telling word."""
    return _any_word([_any_of(schema, WORDS, stems) for stems in _forms(searcher, query)])


def _forms(searcher: tantivy.Searcher, query: str) -> list[list[str]]:
    """The stems of each word; the forms that one has in several languages count once, by the best of them."""
    forms: dict[str, set[str]] = {}
    for language, _ in searcher.terms_with_prefix(LANGUAGE, ""):
        for term in terms_of(query, language=language):
            forms.setdefault(term.word, set()).add(term.stem)
    return [sorted(stems) for stems in list(forms.values())[:MOST_QUERY_TERMS]]


def _in_passage(schema: tantivy.Schema, stems: list[str]) -> tantivy.Query:
    title = tantivy.Query.boost_query(_any_of(schema, TITLE, stems), TITLE_BOOST)
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, _any_of(schema, WORDS, stems)), (tantivy.Occur.Should, title)]
    )


def _any_of(schema: tantivy.Schema, field: str, stems: list[str]) -> tantivy.Query:
    terms = [tantivy.Query.term_query(schema, field, stem, "freq") for stem in stems]
    return tantivy.Query.disjunction_max_query(terms)


def _any_word(words: list[tantivy.Query]) -> tantivy.Query | None:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, word) for word in words]) if words else None
