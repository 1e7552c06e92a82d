import pytest
from lxml.html import document_fromstring

from claims.text.main_text import find_main_text

SENTENCES = [
    "The treaty was opened for signature in December 1997 in the capital of Canada.",
    "In the years that followed 133 states signed it, and most of them ratified it soon after.",
    "It entered into force on 1 March 1999, faster than any treaty of its kind before it.",
    "Neither Russia nor the United States has joined, and neither has China or India.",
]
NAVIGATION = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"


def read(body):
    return find_main_text(document_fromstring(f"<html><body>{body}</body></html>"))


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "body",
    [
        f"{NAVIGATION}<article>{paragraphs(SENTENCES)}</article><footer><p>© The Post</p></footer>",
        f"{NAVIGATION}<div id='content'>{paragraphs(SENTENCES)}<p>Read also: <a href='/1'>Boats</a></p></div>",
        f"<main>{paragraphs(SENTENCES)}<div class='newsletter'><p>Sign up for our letter.</p></div></main>",
        f"<style>p {{ color: red }}</style><main>{paragraphs(SENTENCES)}</main><svg><title>x</title></svg>",
    ],
)
def test_main_text_stands_without_what_surrounds_it(body):
    assert read(body).text == "\n\n".join(SENTENCES)


def test_text_that_the_strict_reading_throws_away_is_found_by_the_second():
    parts = "".join(f'<div class="bottom"><p>{sentence}</p></div>' for sentence in SENTENCES * 4)
    assert read(f"<main><p>{SENTENCES[0]}</p>{parts}</main>").text.count("133 states") == 4


def test_bare_text_is_read_all_the_same():
    assert read("Four words stand here").text == "Four words stand here"


def test_clutter_is_handed_on():
    assert read(f"<main>{paragraphs(SENTENCES)}<p>Advertisement</p></main>").clutter == ("Advertisement",)
