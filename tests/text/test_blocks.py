import pytest
from lxml.html import document_fromstring

from claims.text.blocks import render_blocks


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One <b>bold</b> word.</p><p>Two.</p>", "One bold word.\n\nTwo."),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", "a\nb\n\nc"),
        ("<table><tr><th>State</th><th>Year</th></tr><tr><td><p>Ukraine</p></td><td>2005</td></tr></table>", None),
        ("<ul><li>a</li></ul><table><tr><td>b</td></tr></table>", "a\n\nb"),
        ("one<br>two<hr>three", "one\n\ntwo\n\nthree"),
        ("<div>  spaced \n out  <!-- not this --> text</div>", "spaced out text"),
        ("<p></p><p> </p>", ""),
    ],
)
def test_blocks_are_separated_and_lists_and_tables_kept_together(body, text):
    expected = "State | Year\nUkraine | 2005" if text is None else text
    assert render_blocks(document_fromstring(f"<html><body>{body}</body></html>")) == expected


def test_nothing_renders_as_nothing():
    assert render_blocks(None) == ""
