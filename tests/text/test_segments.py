import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.segments import MONSTER_CHARACTERS, PASSAGE_CHARACTERS, Span, passage_spans, sentence_spans

ODD_TEXT = st.text(alphabet=st.one_of(st.sampled_from("abС .,!?\n\r\u2028-–\u00ad\u200f😀ع1«»\t•"), st.characters()))


def sentences(text: str, *, language: str = "en") -> list[str]:
    return [span.of(text) for span in sentence_spans(text, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("One. Two!  Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Smith paid approx. 2.5 per cent. He left.", ["Dr. Smith paid approx. 2.5 per cent.", "He left."]),
        ("A heading\nThe first paragraph is here.", ["A heading", "The first paragraph is here."]),
        ("A heading\n\nthe paragraph", ["A heading", "the paragraph"]),
        ("- first thing\n- second thing\n1. third thing", ["first thing", "second thing", "third thing"]),
        ("## Heading\n> quoted", ["Heading", "quoted"]),
        ("Ends here.\r\nBegins here.", ["Ends here.", "Begins here."]),
    ],
)
def test_sentence_spans_are_exact(text, expected):
    assert sentences(text) == expected


def test_sentence_spans_join_hard_wrapped_lines():
    text = (
        "The Washington Post reported on Tuesday that the US President\n"
        "Joe Biden had approved the provision of mines to Ukraine and\n"
        "that officials expected them soon. A second sentence follows."
    )
    assert sentences(text) == [text[: text.index(" A second")], "A second sentence follows."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("У 2024 р. експорт зріс. Далі.", ["У 2024 р. експорт зріс.", "Далі."]),
        ("Продали 5 млн. тонн за 2023–2024 рр. Це багато.", ["Продали 5 млн. тонн за 2023–2024 рр.", "Це багато."]),
        ("Це вул. Хрещатик, м. Київ. Т. Шевченко писав.", ["Це вул. Хрещатик, м. Київ.", "Т. Шевченко писав."]),
        ("Музей ім. Франка працює. Ціна 5 грн. Усе.", ["Музей ім. Франка працює.", "Ціна 5 грн.", "Усе."]),
    ],
)
def test_sentence_spans_know_ukrainian_abbreviations(text, expected):
    assert sentences(text, language="uk") == expected


@given(text=ODD_TEXT, language=st.sampled_from(["en", "uk", "de", ""]))
def test_sentence_spans_are_trimmed_and_apart(text, language):
    end = 0
    for span in sentence_spans(text, language=language):
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        end = span.end


@given(text=ODD_TEXT)
def test_passage_spans_cover_every_sentence(text):
    passages = passage_spans(text)
    for sentence in sentence_spans(text):
        letters = [place for place in range(sentence.start, sentence.end) if not text[place].isspace()]
        assert all(any(passage.start <= place < passage.end for passage in passages) for place in letters)


def test_passage_spans_group_neighbours_of_one_paragraph():
    text = "One is here. Two is here. Three is here. Four is here.\n\nFive is here."
    expected = ["One is here. Two is here. Three is here.", "Four is here.", "Five is here."]
    assert [span.of(text) for span in passage_spans(text)] == expected


def test_passage_spans_keep_to_their_size():
    text = " ".join(f"Sentence {number} has some thirty words " + "and more " * 25 + "here." for number in range(20))
    assert max(span.end - span.start for span in passage_spans(text)) <= PASSAGE_CHARACTERS


def test_passage_spans_cut_a_monster_at_white_space():
    text = "word " * 1000
    passages = passage_spans(text)
    assert {span.of(text).replace("word", "").strip() for span in passages} == {""}
    assert max(span.end - span.start for span in passages) <= MONSTER_CHARACTERS
    assert sum(span.of(text).count("word") for span in passages) == 1000


def test_spans_of_a_hostile_megabyte_take_seconds():
    pieces = ["a", "1,234.", "A. ", '"?! ', "\n", "word ", "- ", "z\n", " ", "«"]
    text = "".join(piece * (100_000 // len(piece)) for piece in pieces)
    started = time.perf_counter()
    sentence_spans(text)
    passage_spans(text)
    assert time.perf_counter() - started < 20


def test_span_gives_its_words():
    assert Span(2, 4).of("abcdef") == "cd"
