import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.web.marks import (
    PART_CHARACTERS,
    Excerpt,
    Mark,
    excerpt_of,
    nested,
    paragraphs_of,
    part_at,
    parts_of,
    segments_of,
)


def cut(text, *spans):
    marks = [Mark(start, end, f"m{number}") for number, (start, end) in enumerate(spans, start=1)]
    segments = segments_of(text, marks, 0, len(text))
    return [(part.text, [mark.name for mark in part.marks], [mark.name for mark in part.begins]) for part in segments]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("abcdef", [], [])]),
        ([(1, 3)], [("a", [], []), ("bc", ["m1"], ["m1"]), ("def", [], [])]),
        ([(0, 6)], [("abcdef", ["m1"], ["m1"])]),
        ([(0, 4), (2, 6)], [("ab", ["m1"], ["m1"]), ("cd", ["m1", "m2"], ["m2"]), ("ef", ["m2"], [])]),
        ([(0, 6), (2, 3)], [("ab", ["m1"], ["m1"]), ("c", ["m1", "m2"], ["m2"]), ("def", ["m1"], [])]),
        ([(2, 4), (2, 4)], [("ab", [], []), ("cd", ["m1", "m2"], ["m1", "m2"]), ("ef", [], [])]),
    ],
)
def test_segments_are_cut_at_every_edge(spans, expected):
    assert cut("abcdef", *spans) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(3, 5), (0, 2)], [(0, 2), (3, 5)]),
        ([(0, 2), (0, 6)], [(0, 6), (0, 2)]),
        ([(0, 4), (2, 6)], [(0, 4), (2, 4)]),
        ([(0, 6), (1, 3), (2, 5), (4, 6)], [(0, 6), (1, 3), (2, 3), (4, 6)]),
    ],
)
def test_nested_marks_never_cross(spans, expected):
    assert [(mark.start, mark.end) for mark in nested(Mark(start, end, "") for start, end in spans)] == expected


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4)), max_size=6))
def test_segments_of_nested_marks_open_and_close_like_elements(drawn):
    marks = nested(Mark(start, start + length, f"{number}") for number, (start, length) in enumerate(drawn))
    is_open = []
    for segment in segments_of("abcdefghijkl", marks, 0, 12):
        is_open += segment.begins
        for mark in reversed(segment.ends):
            assert is_open.pop() == mark
    assert is_open == []


def test_segments_of_a_paragraph_are_its_text():
    text = "One 🍞 fell.\r\n\n  \nTwo rose."
    paragraphs = paragraphs_of(text, [Mark(4, 5, "bread"), Mark(0, len(text), "all")])
    assert ["".join(part.text for part in paragraph.segments) for paragraph in paragraphs] == [
        "One 🍞 fell.",
        "Two rose.",
    ]
    assert [paragraph.start for paragraph in paragraphs] == [0, text.index("Two")]


def test_mark_over_two_lines_begins_once():
    paragraphs = paragraphs_of("One.\nTwo.", [Mark(2, 7, "both")])
    begins = [mark.name for paragraph in paragraphs for part in paragraph.segments for mark in part.begins]
    assert begins == ["both"]


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        (100, Excerpt("Before it. ", "The words.", " After it.", is_cut_before=False, is_cut_after=False)),
        (3, Excerpt("t. ", "The words.", " Af", is_cut_before=True, is_cut_after=True)),
    ],
)
def test_excerpt_stays_in_its_paragraph(around, expected):
    text = "A heading\nBefore it. The words. After it.\nAnother"
    start = text.index("The")
    assert excerpt_of(text, start, start + 10, around=around) == expected


def test_parts_together_are_the_text():
    text = "\n".join("x" * 999 for _ in range(300))
    parts = parts_of(text)
    assert "".join(text[start:end] for start, end in parts) == text
    assert max(end - start for start, end in parts) <= PART_CHARACTERS
    assert [part_at(parts, offset) for offset in (0, parts[0][1], len(text) - 1)] == [1, 2, len(parts)]


def test_text_without_lines_is_parted_all_the_same():
    assert len(parts_of("x" * (2 * PART_CHARACTERS + 1))) == 3
    assert parts_of("") == [(0, 0)]
