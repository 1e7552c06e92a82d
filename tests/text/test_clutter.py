import pytest
from lxml.html import document_fromstring

from claims.text.clutter import remove_clutter

SENTENCE = "The treaty was opened for signature in December 1997, and 133 states signed it in the years that followed."


def cleaned(body):
    tree = document_fromstring(f"<html><body>{body}</body></html>")
    clutter = remove_clutter(tree)
    return clutter, " ".join(" ".join(tree.itertext()).split())


@pytest.mark.parametrize(
    "block",
    [
        '<p>Read also: <a href="/1">Ferries return to their winter timetable</a></p>',
        "<h3>Mehr zum Thema</h3>",
        '<p><a href="/1">Lea también: El puerto amplía su horario</a></p>',
        '<p><a href="/1">Council votes on bins</a></p>',
        "<p>Photo: Ada Lindqvist / Agency</p>",
        '<p>Sign up for our <a href="/n">weekly letter</a> and get the latest in your inbox.</p>',
        "<p>© 2024 The Harbour Post. All rights reserved.</p>",
        "<div>Advertisement</div>",
        '<div class="author-bio"><p>Ines Carrow has written about the sea since 1998.</p></div>',
        '<section id="most-read"><ol><li>One</li><li>Two</li></ol></section>',
    ],
)
def test_clutter_is_taken_out_and_told(block):
    clutter, text = cleaned(f"<p>{SENTENCE}</p>{block}<p>{SENTENCE}</p>")
    assert text == f"{SENTENCE} {SENTENCE}"
    assert len(clutter.texts) == 1


@pytest.mark.parametrize(
    "block",
    [
        # Prose that begins like clutter, or is about it.
        "<p>Related costs rose by nine per cent in the same year, the ministry's own report of last March says.</p>",
        "<p>Photographs of the bridge were shown to the court on Tuesday, and both sides called them real.</p>",
        '<p>The <a href="/1">decision of Friday</a> cuts the quota by <a href="/2">eleven per cent</a>.</p>',
        '<p><a href="/1">“We signed it,” the minister said.</a></p>',
        '<ul><li><a href="/1">133 states signed the treaty</a></li></ul>',
        "<h2>More than a promise</h2>",
        "<p>The firm sells a newsletter to banks, and its price has doubled since the owner changed in 2021.</p>",
        f'<div class="promo">{SENTENCE * 8}</div>',
    ],
)
def test_what_an_article_says_stays(block):
    clutter, text = cleaned(block)
    assert clutter.texts == ()
    assert text == " ".join(" ".join(document_fromstring(block).itertext()).split())


def test_text_behind_clutter_stays_with_its_parent():
    _, text = cleaned("<div>Before. <p>Advertisement</p> After.</div>")
    assert text == "Before. After."


def test_prose_that_is_left_is_counted_without_links_and_captions():
    linked = f'<p><a href="/1">{SENTENCE}</a></p>'
    clutter, _ = cleaned(f"<p>{SENTENCE}</p><p>Two words</p>{linked}<div>{SENTENCE * 3}<br><p>x</p></div>")
    assert clutter.prose_left == 4 * len(SENTENCE)


def test_page_without_a_body_holds_nothing():
    assert remove_clutter(document_fromstring("<html><head><title>x</title></head></html>")).texts == ()


def test_deeply_nested_names_of_clutter_are_not_read_again_at_each_level():
    body = '<div class="promo">' * 200 + f"<p>{SENTENCE}</p>" * 200 + "</div>" * 200
    _, text = cleaned(body)
    assert text.count("133 states") == 200
