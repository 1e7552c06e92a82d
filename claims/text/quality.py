"""Is this an article, or a page that stands in its place? A label and one line of why.

Real notes can be short, so length alone condemns only what is shorter than a sentence or two, and the phrases of
walls count only on pages that hold little else.
"""

import re
from dataclasses import dataclass

ARTICLE = "article"
BLOCK_PAGE = "block_page"
CONSENT_WALL = "consent_wall"
PAYWALL = "paywall"
SOFT_404 = "soft_404"
EMPTY_SHELL = "empty_shell"
TRUNCATED = "truncated"
NOT_TEXT = "not_text"
SHORT = "short"

# Pages longer than this are read as articles even when they name cookies or captchas: walls hold a few lines.
WALL_WORDS = 250
CONSENT_WORDS = 150
# One sentence: under about 90 letters there is nothing to quote with its context.
SHORT_LETTERS = 90
# "Not found" stands first on the page; further down it may be what a note reports.
_MISSING_WINDOW = 200

_BLOCK_TITLES = re.compile(
    r"^(just a moment|attention required|access denied|access to this page has been denied|403 forbidden|forbidden"
    r"|are you a robot|robot check|security check|verify you are human|pardon our interruption|зачекайте хвилинку)\b",
    re.IGNORECASE,
)
_BLOCK_PHRASES = re.compile(
    r"checking your browser before|verif(?:y|ying) (?:that )?you are (?:a )?human"
    r"|enable javascript and cookies to continue"
    r"|unusual traffic from your|you don.t have permission to access|request unsuccessful\. incapsula"
    r"|complete the captcha|prove you are not a robot|confirm (?:that )?you are not a robot|you have been blocked"
    r"|підтвердьте, що ви (?:людина|не робот)|доступ (?:до сайту )?заборонено",
    re.IGNORECASE,
)
_CONSENT_PHRASES = re.compile(
    r"we value your privacy|we and our (?:\d+ )?partners|accept all|reject all"
    r"|manage (?:your )?(?:preferences|choices|options)"
    r"|(?:use|uses|using) cookies|cookie (?:policy|settings|preferences)|before you continue|consent to the use"
    r"|використову\w+ (?:файли )?cookie|прийняти (?:все|всі)|файл\w* cookie",
    re.IGNORECASE,
)
_PAYWALL_PHRASES = re.compile(
    r"subscribe (?:now )?to (?:continue|keep|read)|to continue reading|already a subscriber|for subscribers only"
    r"|this (?:article|content|story) is (?:only )?(?:for|available to) (?:our )?(?:subscribers|members)"
    r"|(?:free|remaining) articles? (?:this month|left)"
    r"|передплатіть, щоб|(?:лише|тільки) для передплатників",
    re.IGNORECASE,
)
_MISSING_PHRASES = re.compile(
    r"^\W*(?:error )?404\b|\bpage (?:was |could )?not (?:be )?found"
    r"|page (?:you (?:are|were) looking for )?(?:does not|doesn.t|no longer) exists?\b"
    r"|сторінк[уа] не знайдено|такої сторінки не існує",
    re.IGNORECASE,
)
_WIDE_SCRIPT = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A quality label and one line that says why."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What speaks for and against a page beside its main text.

    ``visible_text`` is everything the page shows, banners too; ``""`` where it was not needed.
    """

    titles: tuple[str, ...] = ()
    visible_text: str = ""
    script_bytes: int = 0
    is_cut_off: bool = False
    is_for_subscribers: bool = False


def judge_page(text: str, signs: PageSigns) -> Judgement:
    """The quality of a web page whose main text is ``text``."""
    words = len(text.split())
    if words < WALL_WORDS:
        wall = _find_wall(text, signs, words)
        if wall is not None:
            return wall
    if not words:
        return _judge_empty(signs)
    if signs.is_cut_off:
        return Judgement(TRUNCATED, "The page breaks off in the middle of its markup.")
    return judge_text(text)


def judge_text(text: str) -> Judgement:
    """The quality of text that somebody handed in, where there is no page around it."""
    if not text.strip():
        return Judgement(EMPTY_SHELL, "There is no text.")
    letters = _count_letters(text)
    if letters < SHORT_LETTERS:
        return Judgement(SHORT, f"The text has only {letters} letters.")
    return Judgement(ARTICLE, "The text is long enough to quote from.")


def _find_wall(text: str, signs: PageSigns, words: int) -> Judgement | None:
    # Banners stand beside real notes as well, so the whole page is asked only when the main text says nothing.
    said = text if _count_letters(text) >= SHORT_LETTERS else f"{text}\n{signs.visible_text}"
    if any(map(_BLOCK_TITLES.search, signs.titles)) or _BLOCK_PHRASES.search(said):
        return Judgement(BLOCK_PAGE, "The site answered with a check for robots or a refusal instead of the page.")
    if any(map(_MISSING_PHRASES.search, (*signs.titles, said[:_MISSING_WINDOW]))):
        return Judgement(SOFT_404, "The page says that it was not found.")
    if words < CONSENT_WORDS and _is_consent(said):
        return Judgement(CONSENT_WALL, "The page shows a cookie or consent notice and little else.")
    if signs.is_for_subscribers or _PAYWALL_PHRASES.search(f"{text}\n{signs.visible_text}"):
        return Judgement(PAYWALL, "The page is for subscribers; only its beginning can be read.")
    return None


def _is_consent(said: str) -> bool:
    """Several different consent phrases in a short text: one alone may be what a note is about."""
    phrases = {found.group(0).lower() for found in _CONSENT_PHRASES.finditer(said)}
    return len(phrases) >= 2


def _judge_empty(signs: PageSigns) -> Judgement:
    if signs.script_bytes:
        return Judgement(EMPTY_SHELL, "The page shows no text until its scripts run in a browser.")
    return Judgement(EMPTY_SHELL, "The page holds no text.")


def _count_letters(text: str) -> int:
    """Letters and digits; one sign of Chinese, Japanese or Korean says as much as three letters."""
    return len(_LETTER.findall(text)) + 2 * len(_WIDE_SCRIPT.findall(text))
