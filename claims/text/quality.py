"""Is this an article, or a page that stands in its place? A label and one line of why.

Real notes can be short, and articles are written about cookies, captchas and paywalls, so no phrase condemns a page
by itself. What counts is how much of the page's text says something of its own once the sentences are taken away
in which a site speaks to its reader about itself.
"""

import re
from dataclasses import dataclass

from claims.text import block_cues, consent_cues, missing_cues, paywall_cues, reader_cues
from claims.text.language import language_of
from claims.text.wall_text import WallText, count_letters, title_parts

ARTICLE = "article"
BLOCK_PAGE = "block_page"
CONSENT_WALL = "consent_wall"
PAYWALL = "paywall"
SOFT_404 = "soft_404"
EMPTY_SHELL = "empty_shell"
TRUNCATED = "truncated"
NOT_TEXT = "not_text"
SHORT = "short"
WRONG_LANGUAGE = "wrong_lang"

# Longer pages are read as articles even when they name cookies or captchas: walls hold a few lines.
WALL_WORDS = 250
# The lead of a long article may stand above its paywall, and lists of partners below a consent notice.
LONG_WALL_WORDS = 600
# One sentence: under about 90 letters there is nothing to quote with its context.
SHORT_LETTERS = 90
_FIRST_CHARACTERS = 1_000
# Words of its own with which a page says something. Among the pages made for the tests the tersest articles have 28
# to 46 and the wordiest walls 25 to 44, so these numbers decide only together with what walls say.
OWN_WORDS = 40
FEW_OWN_WORDS = 25
SILENT_WORDS = 20
# A page that states an author, a date or a kind is believed to be an article a little sooner.
ARTICLE_WORDS = 80
# Under this share of sentences of its own a page speaks of itself and of nothing else.
LITTLE_SHARE = 0.34
# Above this share of link text a page is a list of ways elsewhere.
MOSTLY_LINKS = 0.6
# "Not found" stands first on the page; further down it may be what a note reports.
_MISSING_WINDOW = 300
# Shells load a hundred times the bytes that they show.
_MOSTLY_SCRIPT = 5
# So many letters say reliably which language they are in.
_SURE_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Judgement:
    """A quality label and one line that says why."""

    label: str
    reason: str


_NEEDS_BROWSER = Judgement(EMPTY_SHELL, "The page shows no text until its scripts run in a browser.")
_ONLY_SENDS_ON = Judgement(EMPTY_SHELL, "The page only sends the browser on to another address.")


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What speaks for and against a page beside its main text.

    ``visible_text`` is everything the page shows, banners too, and ``block_vendor`` names who refused the page; both
    are ``""`` where they were not needed. ``languages_stated`` holds what the page and its address say, each once
    per place. ``link_share`` is the share of letters in links, of all that the page shows.
    """

    titles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    visible_text: str = ""
    link_share: float = 0.0
    script_bytes: int = 0
    is_cut_off: bool = False
    is_for_subscribers: bool = False
    is_home_canonical: bool = False
    has_article_facts: bool = False
    has_password_field: bool = False
    has_empty_root: bool = False
    has_paywall_marker: bool = False
    has_block_hint: bool = False
    has_consent_hint: bool = False
    block_vendor: str = ""
    refresh_target: str = ""
    languages_stated: tuple[str, ...] = ()


def judge_page(text: str, signs: PageSigns) -> Judgement:
    """The quality of a web page whose main text is ``text``, and that its site answered with as a page (2xx)."""
    wall = WallText(text, signs.visible_text, thin_letters=SHORT_LETTERS)
    for judge in _JUDGES:
        judgement = judge(wall, signs)
        if judgement is not None:
            return judgement
    if signs.is_cut_off:
        return Judgement(TRUNCATED, "The page breaks off in the middle of its markup.")
    if wall.words < WALL_WORDS and wall.breaks_off:
        return Judgement(TRUNCATED, "Only the beginning stands on the page; it continues behind a link.")
    return judge_text(text)


def judge_text(text: str) -> Judgement:
    """The quality of text that somebody handed in, where there is no page around it."""
    if not text.strip():
        return Judgement(EMPTY_SHELL, "There is no text.")
    # A text that is long enough shows it at its beginning.
    if count_letters(text[:_FIRST_CHARACTERS]) < SHORT_LETTERS and count_letters(text) < SHORT_LETTERS:
        return Judgement(SHORT, f"The text has only {count_letters(text)} letters.")
    return Judgement(ARTICLE, "The text is long enough to quote from.")


def _judge_translation(wall: WallText, signs: PageSigns) -> Judgement | None:
    if wall.words >= WALL_WORDS or not wall.has_order(reader_cues.NOT_IN_LANGUAGE) or _speaks_for_itself(wall, signs):
        return None
    return Judgement(WRONG_LANGUAGE, "The page says that it is not available in the language that was asked for.")


def _judge_missing(wall: WallText, signs: PageSigns) -> Judgement | None:
    is_article = signs.has_article_facts and wall.words >= ARTICLE_WORDS
    if not is_article and _has_title(missing_cues.TITLES, signs):
        return Judgement(SOFT_404, "The page's heading says that it was not found.")
    if missing_cues.PHRASES.search(wall.said[:_MISSING_WINDOW]) and wall.own_words < OWN_WORDS:
        return Judgement(SOFT_404, "The page says that it was not found.")
    if signs.is_home_canonical and not is_article and (signs.link_share > MOSTLY_LINKS or wall.own_words < OWN_WORDS):
        return Judgement(SOFT_404, "The address leads to the site's front page instead of the page.")
    return None


def _judge_block(wall: WallText, signs: PageSigns) -> Judgement | None:
    if wall.words >= WALL_WORDS:
        return None
    if signs.block_vendor:
        return Judgement(BLOCK_PAGE, f"The site's guard ({signs.block_vendor}) refused us or wants a check first.")
    if _has_title(block_cues.TITLES, signs) and not _speaks_for_itself(wall, signs):
        return Judgement(BLOCK_PAGE, "The page's heading is that of a refusal or a check for robots.")
    if _has_phrases(wall, block_cues.PHRASES, signs):
        return Judgement(BLOCK_PAGE, "The site answered with a check for robots or a refusal instead of the page.")
    if signs.has_block_hint and wall.is_thin and not signs.has_article_facts and wall.own_words < FEW_OWN_WORDS:
        return Judgement(BLOCK_PAGE, "The page shows nothing but a check for robots.")
    return None


def _judge_consent(wall: WallText, signs: PageSigns) -> Judgement | None:
    notice = Judgement(CONSENT_WALL, "The page shows a cookie or consent notice and little else.")
    if wall.words >= WALL_WORDS:
        return notice if not signs.has_article_facts and _is_long_notice(wall) else None
    if _has_title(consent_cues.TITLES, signs) and not _speaks_for_itself(wall, signs):
        return notice
    phrases = wall.count(consent_cues.PHRASES)
    if phrases >= 2 and (wall.own_words < _little(signs) or wall.own_share < LITTLE_SHARE):
        return notice
    is_bare = wall.is_thin and wall.own_words < FEW_OWN_WORDS
    return notice if is_bare and phrases and signs.has_consent_hint else None


def _is_long_notice(wall: WallText) -> bool:
    """Hardly a sentence that is not about its reader's consent; an article on consent speaks of others."""
    return wall.count_at_start(consent_cues.PHRASES) >= 3 and wall.own_share < LITTLE_SHARE


def _judge_paywall(wall: WallText, signs: PageSigns) -> Judgement | None:
    barrier = Judgement(PAYWALL, "The page is for subscribers; only its beginning can be read.")
    if wall.words >= LONG_WALL_WORDS:
        return None
    if wall.words >= WALL_WORDS:
        may_be = signs.is_for_subscribers or signs.has_paywall_marker
        return barrier if may_be and wall.has_order(paywall_cues.PHRASES) else None
    if signs.is_for_subscribers or wall.has_order(paywall_cues.PHRASES):
        return barrier
    hints = wall.count_visible(paywall_cues.HINT_PHRASES)
    if wall.ends_in_dots and (hints or signs.has_paywall_marker):
        return barrier
    if hints and signs.has_paywall_marker and not _speaks_for_itself(wall, signs):
        return barrier
    if signs.has_password_field and wall.own_words < OWN_WORDS:
        return Judgement(PAYWALL, "The page asks its reader to log in and shows little else.")
    return None


def _judge_shell(wall: WallText, signs: PageSigns) -> Judgement | None:
    if wall.words >= WALL_WORDS and signs.link_share <= MOSTLY_LINKS:
        return None
    if not wall.words:
        return _judge_empty(signs)
    if wall.is_thin and (signs.has_empty_root or signs.script_bytes > _MOSTLY_SCRIPT * len(wall.said)):
        return _NEEDS_BROWSER
    if wall.own_words >= FEW_OWN_WORDS:
        return None
    if wall.count(reader_cues.SHELL_PHRASES):
        return _NEEDS_BROWSER
    if signs.refresh_target:
        return _ONLY_SENDS_ON
    if signs.link_share > MOSTLY_LINKS and not wall.is_chooser:
        return Judgement(EMPTY_SHELL, "The page shows menus and links and no text of its own.")
    return None


def _judge_silence(wall: WallText, signs: PageSigns) -> Judgement | None:
    """The walls whose words nobody has collected yet: they too speak of nothing but themselves."""
    if wall.words >= WALL_WORDS or wall.is_thin or signs.has_article_facts:
        return None
    if wall.own_words >= SILENT_WORDS or wall.own_share >= LITTLE_SHARE:
        return None
    return Judgement(BLOCK_PAGE, "The page speaks to its reader about itself or the site and says nothing else.")


def _judge_empty(signs: PageSigns) -> Judgement:
    if signs.refresh_target:
        return _ONLY_SENDS_ON
    return _NEEDS_BROWSER if signs.script_bytes else Judgement(EMPTY_SHELL, "The page holds no text.")


def _judge_language(wall: WallText, signs: PageSigns) -> Judgement | None:
    """Another language than the page and its address agree on; one of them alone is often a template's mistake."""
    if wall.words < WALL_WORDS and wall.is_chooser:
        return Judgement(WRONG_LANGUAGE, "The page asks which language or country to show and has no text of its own.")
    stated = set(signs.languages_stated)
    if len(signs.languages_stated) < 2 or len(stated) > 1 or count_letters(wall.said) < _SURE_LETTERS:
        return None
    found = language_of(wall.said)
    if not found or found in stated:
        return None
    said = f"The page and its address say that it is in {stated.pop()}, but its text is in another language ({found})."
    return Judgement(WRONG_LANGUAGE, said)


def _has_phrases(wall: WallText, pattern: re.Pattern[str], signs: PageSigns) -> bool:
    phrases = wall.count(pattern)
    return (phrases >= 2 and wall.own_words < _little(signs)) or (phrases == 1 and wall.own_words < FEW_OWN_WORDS)


def _speaks_for_itself(wall: WallText, signs: PageSigns) -> bool:
    return wall.own_words >= (OWN_WORDS if signs.has_article_facts else ARTICLE_WORDS)


def _little(signs: PageSigns) -> int:
    """Under how many words of its own a page with the phrases of a wall is one."""
    return FEW_OWN_WORDS if signs.has_article_facts else OWN_WORDS


def _has_title(pattern: re.Pattern[str], signs: PageSigns) -> bool:
    return any(pattern.fullmatch(part) for line in (*signs.titles, *signs.headings) for part in title_parts(line))


# In this order: what a page says about itself first, then what stands in its way, then what it lacks.
_JUDGES = (
    _judge_translation,
    _judge_missing,
    _judge_block,
    _judge_consent,
    _judge_paywall,
    _judge_shell,
    _judge_language,
    _judge_silence,
)
