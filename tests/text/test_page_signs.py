import pytest
from lxml.html import document_fromstring

from claims.text.main_text import MainText
from claims.text.page_facts import find_page_facts
from claims.text.page_signs import collect_signs
from claims.text.prescan import check_markup

URL = "https://post.example.org/news/1"


def signs_of(head="", body="<p>x</p>", *, main="", clutter=(), url=URL, attributes=""):
    source = f"<html {attributes}><head>{head}</head><body>{body}</body></html>".encode()
    tree = document_fromstring(source)
    return collect_signs(
        tree,
        source,
        main=MainText(main, clutter),
        facts=find_page_facts(tree, url),
        shape=check_markup(source),
        url=url,
    )


@pytest.mark.parametrize(
    ("head", "body", "field", "value"),
    [
        ("<script>window._cf_chl_opt={}</script>", "", "block_vendor", "Cloudflare"),
        ("", '<div id="px-captcha"></div>', "block_vendor", "HUMAN"),
        ('<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>', "", "block_vendor", ""),
        ('<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>', "", "has_block_hint", True),
        ("", '<div id="onetrust-banner-sdk"></div>', "has_consent_hint", True),
        ('<script src="https://cdn.tinypass.com/x.js"></script>', "", "has_paywall_marker", True),
        ("", '<div class="article paywall-box"></div>', "has_paywall_marker", True),
        ("", '<div class="Article-Content no-paywall"></div>', "has_paywall_marker", False),
        ("", '<div id="root"></div>', "has_empty_root", True),
        (
            "",
            '<div id="root"><p>More text than any spinner shows stands in it, so nothing is empty here.</p>',
            "has_empty_root",
            False,
        ),
        ("", '<form><input type="password"></form>', "has_password_field", True),
        ('<meta http-equiv="Refresh" content="0; url=/next">', "", "refresh_target", "/next"),
        ('<meta http-equiv="refresh" content="600">', "", "refresh_target", ""),
        ('<link rel="canonical" href="https://post.example.org/">', "", "is_home_canonical", True),
        ('<link rel="canonical" href="https://post.example.org/news/1">', "", "is_home_canonical", False),
        ('<meta property="og:type" content="article">', "", "has_article_facts", True),
        ("", "<h2>Second</h2><h1>First <b>line</b></h1>", "headings", ("First line",)),
        ("", '<p>Four <a href="/">more</a></p>', "link_share", 0.5),
        ("", "<p>shown</p><p hidden>not</p><div style='display: none'>not</div>", "visible_text", "shown"),
    ],
)
def test_signs_are_found(head, body, field, value):
    assert getattr(signs_of(head, body), field) == value


def test_what_was_taken_out_as_clutter_is_shown_all_the_same():
    assert signs_of(clutter=("Subscribe to continue",)).visible_text == "x\nSubscribe to continue"


def test_markers_are_not_looked_for_behind_a_long_text():
    signs = signs_of("<script>window._cf_chl_opt={}</script>", main="word " * 300)
    assert (signs.block_vendor, signs.visible_text) == ("", "")


@pytest.mark.parametrize(
    ("attributes", "url", "stated"),
    [
        ('lang="en-GB"', URL, ("en",)),
        ('lang="en"', "https://post.example.org/de/news", ("en", "de")),
        ("", "https://post.example.org/de-at/", ("de",)),
        ("", "https://post.example.org/tv/news", ()),
    ],
)
def test_languages_of_page_and_address_are_collected(attributes, url, stated):
    assert signs_of(attributes=attributes, url=url).languages_stated == stated
