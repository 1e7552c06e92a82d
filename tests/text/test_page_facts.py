import json

import pytest
from lxml.html import document_fromstring

from claims.text.page_facts import find_page_facts, iso_moment


def facts_of(head="", body="<p>x</p>", attributes="", url="https://post.example.org/news/1"):
    return find_page_facts(
        document_fromstring(f"<html {attributes}><head>{head}</head><body>{body}</body></html>"), url
    )


def linked(node):
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2024-11-20", "2024-11-20"),
        (" 2024-11-20T18:05:00Z ", "2024-11-20T18:05:00+00:00"),
        ("2024-11-20T18:05:00.000+0200", "2024-11-20T18:05:00+02:00"),
        ("Wed, 20 Nov 2024 10:00:00 GMT", "2024-11-20T10:00:00+00:00"),
        ("2024-11-20 at noon", "2024-11-20"),
        ("2024-13-45", ""),
        ("9999-12-31", ""),
        ("0001-01-01", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_iso_moment_reads_what_pages_write(raw, moment):
    assert iso_moment(raw) == moment


def test_linked_article_states_title_authors_and_date():
    node = {
        "@graph": [
            {"@type": "WebSite", "name": "The Harbour Post", "datePublished": "2001-01-01"},
            {
                "@type": ["NewsArticle"],
                "headline": "Mines  for Kyiv",
                "datePublished": "2024-11-20",
                "author": [{"name": "Mara Ellison"}, "By Jon Okoro", {"name": ["Mara Ellison"]}, {"url": "x"}, None],
            },
        ]
    }
    facts = facts_of(linked(node))
    assert (facts.title, facts.authors, facts.published_at) == (
        "Mines for Kyiv",
        ("Mara Ellison", "Jon Okoro"),
        "2024-11-20",
    )


@pytest.mark.parametrize(
    "broken",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json"></script>',
        linked({"@type": "NewsArticle", "headline": 5, "author": 7, "datePublished": ["x"]}),
        linked("only a string"),
    ],
)
def test_broken_linked_facts_leave_the_metas_to_speak(broken):
    facts = facts_of(
        broken
        + '<meta property="og:title" content="From the meta"><meta name="author" content="By Ada Lindqvist">'
        + '<meta property="article:published_time" content="2024-11-19T08:00:00Z">'
    )
    assert (facts.title, facts.authors, facts.published_at) == (
        "From the meta",
        ("Ada Lindqvist",),
        "2024-11-19T08:00:00+00:00",
    )


@pytest.mark.parametrize(
    ("body", "published_at"),
    [
        ('<time itemprop="datePublished" datetime="2024-11-20">today</time>', "2024-11-20"),
        ('<article><header><time datetime="2024-11-20T10:00">x</time></header></article>', "2024-11-20T10:00:00"),
        ('<div class="comment"><time datetime="2024-12-24">x</time></div>', ""),
    ],
)
def test_only_a_time_that_dates_the_page_is_read(body, published_at):
    assert facts_of(body=body).published_at == published_at


def test_title_falls_back_to_heading_and_then_window():
    assert facts_of("<title>Window</title>", "<h1>Big <b>heading</b></h1>").title == "Big heading"
    assert facts_of("<title>Window</title>").title == "Window"
    assert facts_of("<title>Window</title>", "<h1>Heading</h1>").window_title == "Window"


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="en-GB"', "", "en"),
        ('lang="UK"', "", "uk"),
        ("", '<meta property="og:locale" content="fr_CA">', "fr"),
        ('lang="english"', "", ""),
        ("", "", ""),
    ],
)
def test_language_is_the_first_code_stated(attributes, head, language):
    assert facts_of(head, attributes=attributes).language == language


@pytest.mark.parametrize(
    ("head", "canonical_url"),
    [
        ('<link rel="canonical" href="/news/first">', "https://post.example.org/news/first"),
        ('<link rel="Canonical" href="https://other.example.com/a">', "https://other.example.com/a"),
        ('<base href="javascript:alert(1)//"><link rel="canonical" href="2">', "https://post.example.org/news/2"),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="http://[bad">', ""),
        ('<link rel="canonical" href="">', ""),
        ('<meta property="og:url" content="https://post.example.org/og">', "https://post.example.org/og"),
        ("", ""),
    ],
)
def test_canonical_url_is_absolute_and_of_the_web(head, canonical_url):
    assert facts_of(head).canonical_url == canonical_url


@pytest.mark.parametrize(("stated", "is_for_subscribers"), [(False, True), ("False", True), (True, False)])
def test_page_for_subscribers_says_so(stated, is_for_subscribers):
    node = {"@type": "NewsArticle", "isAccessibleForFree": stated}
    assert facts_of(linked(node)).is_for_subscribers is is_for_subscribers
