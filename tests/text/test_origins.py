import time

import pytest

from claims.text.agencies import AGENCIES, CREDIT_CUES
from claims.text.origins import (
    MARKS_AT_MOST,
    Mark,
    PageSigns,
    agency_of,
    agency_of_address,
    compact_name,
    label_of,
    marks_of,
    named_origin,
    page_key,
)

BODY = "\n\n".join(f"Sentence number {number} of the article stands here." for number in range(8))


def keys(text, reason="credit", *, language="en", **signs):
    return [mark.key for mark in marks_of(text, PageSigns(**signs), language=language) if mark.reason == reason]


# ---------------------------------------------------------------- credits in the text

CREDITED = [
    ("KYIV, Nov 20 (Reuters) - A bridge was opened on Wednesday.", "reuters", "en"),
    ("KYIV (AP) — A bridge was opened.", "ap", "en"),
    ("(Reuters) - A bridge was opened.", "reuters", "en"),
    ("CHERNIVTSI REGION, Ukraine, November 20, 2024 (AFP) – A bridge was opened.", "afp", "en"),
    ("BEIJING, Nov. 20 (Xinhua) -- A bridge was opened.", "xinhua", "en"),
    ("Reuters - A bridge was opened.", "reuters", "en"),
    ("Berlin (dpa) - Eine Brücke wurde eröffnet.", "dpa", "de"),
    ("Berlin (dpa/lni) - Eine Brücke wurde eröffnet.", "dpa", "de"),
    ("(ANSA) - ROMA, 20 NOV - Un ponte.", "ansa", "it"),
    ("Madrid, 20 nov (EFE).- Un puente.", "efe", "es"),
    ("МОСКВА, 20 ноября. /ТАСС/. Открыт мост.", "tass", "ru"),
    ("КИЇВ, 20 листопада (Укрінформ) — Відкрито міст.", "ukrinform", "uk"),
    ("Київ. 20 листопада. ІНТЕРФАКС-УКРАЇНА – Відкрито міст.", "interfax-ukraine", "uk"),
    ("新华社北京11月20日电（记者）大桥开通。", "xinhua", "zh"),
    ("【共同】橋が開通した。", "kyodo", "ja"),
    (f"{BODY}\n\nA bridge was opened. — Reuters", "reuters", "en"),
    (f"{BODY}\n\nEs wurde gefeiert. (dpa)", "dpa", "de"),
    (f"{BODY}\n\nReuters", "reuters", "en"),
    (f"A headline\n\nBy JANE DOE Associated Press\n\n{BODY}", "ap", "en"),
    (f"A headline\n\nBy Jane Doe, Reuters\n\n{BODY}", "reuters", "en"),
    (f"{BODY}\n\nSource: AFP\n\nMore text stands here.\n\nAnd here.\n\nAnd here.", "afp", "en"),
    (f"{BODY}\n\nQuelle: dpa", "dpa", "de"),
    (f"{BODY}\n\nMit Material von dpa", "dpa", "de"),
    (f"{BODY}\n\nДжерело: УНІАН", "unian", "uk"),
    (f"{BODY}\n\nЗа матеріалами Укрінформу", "ukrinform", "uk"),
    (f"{BODY}\n\nCom informações da Agência Brasil", "agencia-brasil", "pt"),
    (f"{BODY}\n\n来源：新华社", "xinhua", "zh"),
    (f"{BODY}\n\nThe Associated Press contributed to this report.", "ap", "en"),
    (f"{BODY}\n\nReuters correspondents in Lima contributed reporting to this story.", "reuters", "en"),
    (f"{BODY}\n\nWith files from Reuters", "reuters", "en"),
    (f"{BODY}\n\n© 2024 The Associated Press. All rights reserved.", "ap", "en"),
    (f"{BODY}\n\nCopyright 2024 AFP", "afp", "en"),
    (f"{BODY}\n\n(Reporting by Jane Doe in Lima; Writing by X; Editing by John Roe)", "reuters", "en"),
    (f"Відкрито міст. Про це повідомляє Укрінформ.\n\n{BODY}", "ukrinform", "uk"),
    (f"{BODY}\n\nThis article was originally published by Reuters.", "reuters", "en"),
]


@pytest.mark.parametrize(("text", "agency", "language"), CREDITED)
def test_a_credit_is_found_in_every_form(text, agency, language):
    assert set(keys(text, language=language)) == {f"agency:{agency}"}


@pytest.mark.parametrize(
    "text",
    [
        f"A soldier looks on. Photo: Reuters\n\n{BODY}",
        f"{BODY}\n\nФото: УНІАН",
        f"{BODY}\n\nGetty Images / AFP\n\n{BODY}",
        f"{BODY}\n\nReuters\n\n{BODY}",
        f"AP\n\nReuters\n\nBloomberg\n\n{BODY}",
        f"{BODY}\n\nReuters\n\nAFP",
        "Bloomberg ran for mayor. Shares of Thomson Reuters fell. AP courses are hard.",
        "She works for Reuters and lives in Lima.",
        "He left the agency (AFP had no comment) last year and went home to his village.",
        f"{BODY}\n\n{BODY}\n\n12 Comments\n\nSource: Reuters",
    ],
)
def test_what_only_names_an_agency_is_no_credit(text):
    assert keys(text) == []


def test_a_credit_keeps_its_words_and_its_place():
    text = f"{BODY}\n\nWith files from Reuters and The Canadian Press"
    marks = [mark for mark in marks_of(text) if mark.reason == "credit"]
    assert [(mark.key, mark.words, text[mark.start : mark.end]) for mark in marks] == [
        (f"agency:{key}", "With files from Reuters and The Canadian Press", "Reuters and The Canadian Press")
        for key in ("cp", "reuters")
    ]


def test_each_piece_of_a_roundup_keeps_its_dateline():
    text = "PARIS, Nov 20 (Reuters) - Rain fell.\n\nROME (AP) — Snow fell.\n\nLIMA (Reuters) - Nothing fell."
    assert [(mark.key, mark.start) for mark in marks_of(text) if mark.reason == "credit"] == [
        ("agency:reuters", text.index("Reuters")),
        ("agency:ap", text.index("AP")),
        ("agency:reuters", text.rindex("Reuters")),
    ]


def test_a_text_taken_over_names_its_publisher():
    text = f"{BODY}\n\nThis article was originally published by The Conversation under a licence."
    assert keys(text) == ["publisher:theconversation"]


def test_a_press_release_goes_back_to_who_issued_it():
    release = "LIMA, Nov. 20, 2024 /PRNewswire/ -- Acme today opened a bridge."
    assert keys(f"{release}\n\n{BODY}\n\nSOURCE Acme Bridges Inc.") == ["document:acme bridges inc"]
    assert keys(f"{release}\n\n{BODY}") == ["release:pr-newswire"]


# ---------------------------------------------------------------- beside the text


def test_a_page_on_an_agencys_own_site_is_the_agencys():
    assert keys(BODY, url="https://www.reuters.com/world/a") == ["agency:reuters"]


@pytest.mark.parametrize(
    ("authors", "found"),
    [
        (("Reuters",), ["agency:reuters"]),
        (("Jane Doe, Associated Press",), ["agency:ap"]),
        (("By Jane Doe for AFP",), ["agency:afp"]),
        (("Jane Doe", "John Roe"), []),
        (("Ann Reuterson",), []),
    ],
)
def test_a_byline_may_name_an_agency(authors, found):
    assert keys(BODY, authors=authors) == found


@pytest.mark.parametrize(
    ("url", "canonical", "found"),
    [
        ("https://a.example/x", "https://b.example/y", ["page:b.example/y"]),
        ("https://a.example/x", "http://www.a.example/x/", []),
        ("https://a.example/x?utm_source=feed", "https://a.example/x", []),
        ("https://a.example/x", "https://b.example/", []),
        ("https://a.example/x", "", []),
        ("https://a.example/x", "javascript:void(0)", []),
    ],
)
def test_another_canonical_address_is_a_mark(url, canonical, found):
    assert keys(BODY, "canonical", url=url, canonical_url=canonical) == found


@pytest.mark.parametrize(
    ("name", "url", "found"),
    [
        ("Reuters", "", ["agency:reuters"]),
        ("", "https://www.reuters.com/rss", ["agency:reuters"]),
        ("The Guardian", "https://www.theguardian.com/rss", ["publisher:theguardian.com"]),
        ("The Guardian", "", ["publisher:theguardian"]),
        ("Site A", "https://a.example/feed", []),
        ("A", "", []),
        ("", "", []),
    ],
)
def test_the_source_of_a_feed_item_is_a_mark(name, url, found):
    assert keys(BODY, url="https://a.example/x", source_name=name, source_url=url) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.a.example/x/", "http://a.example/x"),
        ("https://a.example/x?fbclid=1#top", "https://A.example/x"),
    ],
)
def test_one_page_has_one_key(one, other):
    assert page_key(one) == page_key(other)


def test_what_is_no_address_is_a_key_as_it_stands():
    assert page_key("urn:sha256:abc") == "page:urn:sha256:abc"


# ---------------------------------------------------------------- citations


def test_a_citation_keeps_its_place_and_an_agency_its_key():
    text = "The plant closed, the Ministry of Health said. It had 500 workers, Reuters reported."
    marks = [mark for mark in marks_of(text) if mark.reason == "cites"]
    assert [(mark.key, text[mark.start : mark.end]) for mark in marks] == [
        ("document:health ministry", "the Ministry of Health"),
        ("agency:reuters", "Reuters"),
    ]


def test_what_readers_write_is_not_cited():
    text = f"{BODY}\n\n{BODY}\n\nComments (3)\n\nAs The Guardian reported, this is wrong."
    assert keys(text, "cites") == []


def test_there_are_never_more_marks_than_can_be_kept():
    text = " ".join(f"The {name} Ministry said that all is well." for name in map("Land{}".format, range(200)))
    assert len(marks_of(text)) <= MARKS_AT_MOST


def test_nothing_has_no_marks():
    assert marks_of("") == ()


def test_marks_are_distinct_and_in_order():
    text = f"KYIV (Reuters) - A bridge.\n\n{BODY}\n\nReuters"
    marks = marks_of(text, PageSigns(url="https://reuters.com/a", authors=("Reuters",)))
    assert len({(mark.reason, mark.key, mark.start) for mark in marks}) == len(marks)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    assert marks[0] == Mark("credit", "agency:reuters", "reuters.com")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000,
        "A, " * 20_000,
        "By " * 20_000,
        "Reuters/" * 5_000,
        "Aa Bb " * 10_000,
        "Reporting by " * 5_000,
        "/PRNewswire/" + "\n" * 20_000,
        "a\n \n" * 10_000,
        "x" * 50_000,
    ],
)
def test_hostile_texts_are_read_in_time(text):
    marks_of(text)


# ---------------------------------------------------------------- names


def test_agencies_go_by_their_names_and_addresses():
    assert (agency_of("The AP"), agency_of("Укрінформом"), agency_of("the Guardian")) == ("ap", "ukrinform", "")
    assert (agency_of_address("https://uk.reuters.com/x"), agency_of_address("https://example.org")) == ("reuters", "")
    assert named_origin("agency:dpa") == "dpa"
    assert named_origin("page:a.example/x") == "a.example/x"


def test_no_two_agencies_share_a_key_a_name_or_an_address():
    for names in (
        [agency.key for agency in AGENCIES],
        [name for agency in AGENCIES for name in agency.names],
        [domain for agency in AGENCIES for domain in agency.domains],
    ):
        assert len(names) == len(set(names))


def test_cues_are_in_lower_case():
    assert [cue for cues in CREDIT_CUES.values() for cue in cues if cue != cue.lower()] == []


def test_publishers_are_compared_by_the_name_in_their_address():
    assert (compact_name("The Guardian"), label_of("theguardian.com")) == ("theguardian", "theguardian")


def test_a_text_as_long_as_an_answer_may_be_is_no_trap():
    text = "KYIV (Reuters) - It rained.\n\n" + "according to the Ministry of Health of A said that " * 200_000
    started = time.perf_counter()
    marks = marks_of(text)
    assert time.perf_counter() - started < 15
    assert marks[0].key == "agency:reuters"
