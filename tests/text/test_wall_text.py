import pytest

from claims.text import consent_cues, paywall_cues
from claims.text.wall_text import WallText, count_letters, count_words, title_parts

NOTE = "As of November 2024 the treaty had 164 states parties. The treaty was signed by 133 states."
THIN = 90


@pytest.mark.parametrize(
    ("text", "own_words"),
    [
        (NOTE, 17),
        ("You have been blocked. Please enable cookies and reload the page.", 0),
        (f"{NOTE} We use cookies on our site.", 17),
        # Buttons and names say nothing of their own.
        ("Home\nWorld\nSport\nAbout us", 0),
        ("The regulator fined three publishers over the consent they ask for.", 11),
    ],
)
def test_own_words_are_those_in_sentences_about_something_else(text, own_words):
    assert WallText(text, thin_letters=20).own_words == own_words


def test_thin_text_is_judged_with_all_that_the_page_shows():
    thin = WallText("Accept.", "We value your privacy. Accept all.", thin_letters=THIN)
    full = WallText(NOTE, "We value your privacy. Accept all.", thin_letters=20)
    assert (thin.is_thin, thin.count(consent_cues.PHRASES)) == (True, 2)
    assert (full.is_thin, full.count_visible(consent_cues.PHRASES)) == (False, 2)


@pytest.mark.parametrize(
    ("line", "is_order"),
    [
        ("Subscribe to continue reading.", True),
        ("Read on. Subscribe to continue reading this story with all its pictures, maps and tables of figures.", True),
        ("Subscribers only", False),
        ("“Subscribe to continue reading”, said the box.", False),
        (
            "The paper asks readers who come back often to subscribe to continue reading, it said on Monday.",
            False,
        ),
    ],
)
def test_an_order_is_told_to_the_reader(line, is_order):
    assert WallText(f"{NOTE}\n{line}", thin_letters=THIN).has_order(paywall_cues.PHRASES) is is_order


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Access Denied", ["access denied", "access denied"]),
        ("404 – Page not found | The Post", ["404 – page not found | the post", "404", "page not found", "the post"]),
        ("Oops!", ["oops", "oops"]),
        ("…", []),
    ],
)
def test_title_is_tried_whole_and_in_parts(line, parts):
    assert title_parts(line) == parts


def test_scripts_without_blanks_count_by_their_signs():
    assert (count_words("地雷禁止条約は発効した"), count_words("two words"), count_letters("条約")) == (6, 2, 6)
