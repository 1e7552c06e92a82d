import random
import time

import pytest

from claims.text import word_diff
from claims.text.word_diff import ADDED, REMOVED, SAME, DiffPart, diff_around, diff_words, summary

OLD = "133 states signed it.\n\nIt was opened in 1997.\n\nIt came into force in 1999."
NEW = "164 states signed it.\n\nMany took part.\n\nIt was opened in 1997.\n\nIt came into force in March 1999."


def shown(parts):
    """One line: [-removed-], {+added+}."""
    marks = {SAME: "%s", ADDED: "{+%s+}", REMOVED: "[-%s-]"}
    return "".join(marks[part.kind] % part.text for part in parts).replace("\n\n", "¶")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("same words", "same words", "same words"),
        ("", "new words", "{+new words+}"),
        ("old words", "", "[-old words-]"),
        ("one two three", "one three", "one [-two -]three"),
        ("one three", "one two three", "one {+two +}three"),
        ("one two three", "one 2 three", "one [-two -]{+2 +}three"),
        ("a  b\nc", "a b c", "a b c"),
        ("nothing alike", "wholly other", "[-nothing alike-]{+wholly other+}"),
        ("ратифікували 133 держави", "ратифікували 164 держави", "ратифікували [-133 -]{+164 +}держави"),
        ("the the the", "the the", "the the[-the-]"),
        (
            OLD,
            NEW,
            "[-133 -]{+164 +}states signed it.¶{+Many took part.¶+}It was opened in 1997.¶It came into force in "
            "{+March +}1999.",
        ),
    ],
)
def test_words_that_changed_are_marked_at_their_place(old, new, expected):
    assert shown(diff_words(old, new)) == expected


def test_a_paragraph_that_moved_is_removed_there_and_added_here():
    parts = diff_words("First one.\n\nSecond two.\n\nThird three.", "Second two.\n\nThird three.\n\nFirst one.")
    assert summary(parts) == "2 words added, 2 removed"


@pytest.mark.parametrize("seed", range(40))
def test_the_parts_make_up_both_texts(seed):
    chance = random.Random(seed)
    words = ["a", "b", "the", "164", "states", "\n\n", " ", "—"]
    old, new = (" ".join(chance.choice(words) for _ in range(chance.randrange(60))) for _ in range(2))
    parts = diff_words(old, new)
    assert "".join(part.text for part in parts if part.kind != REMOVED) == new
    without_space = "".join("".join(part.text for part in parts if part.kind != ADDED).split())
    assert without_space == "".join(old.split())


def million(words, *, seed):
    """About a million characters."""
    chance = random.Random(seed)
    return "\n\n".join(" ".join(chance.choice(words) for _ in range(80)) for _ in range(2_100))


COMMON_WORDS = [f"word{number}" for number in range(4_000)]


def test_a_megabyte_with_a_few_changes_is_compared_in_full():
    old = million(COMMON_WORDS, seed=1)
    new = old.replace("word7 ", "changed ")
    parts = diff_words(old, new)
    count = old.count("word7 ")
    assert (summary(parts), count > 10) == (f"{count} words added, {count} removed", True)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("two other texts", million(COMMON_WORDS, seed=1), million(COMMON_WORDS, seed=2)),
        ("two words only", million(["a", "bc"], seed=1), million(["a", "bc"], seed=2)),
        ("one word only", "a\n\n" * 250_000, "b " + "a\n\n" * 249_999 + "c"),
        ("space only", " \n " * 250_000, "\n \n" * 250_000),
    ],
)
def test_a_megabyte_is_never_a_trap(name, old, new):
    started = time.perf_counter()
    parts = diff_words(old, new)
    assert time.perf_counter() - started < 20
    assert "".join(part.text for part in parts if part.kind != REMOVED) == new


@pytest.mark.parametrize("length", [750, 2_000])
def test_a_short_text_made_to_be_hard_to_compare_is_no_trap(length):
    """Two words in two rhythms have no pegs, and no long run in common to begin with."""
    old, new = "aa bb " * (length // 2), "bb aa aa " * (length // 3)
    started = time.perf_counter()
    parts = diff_words(old, new)
    assert time.perf_counter() - started < 5
    assert "".join(part.text for part in parts if part.kind != REMOVED) == new
    assert any(part.is_rough for part in parts) == (length == 2_000)


def test_what_is_not_compared_word_by_word_says_so(monkeypatch):
    monkeypatch.setattr(word_diff, "MOST_COMPARISONS", 5)
    parts = diff_words("b a b a", "a b a a b")
    assert parts == (DiffPart(REMOVED, "b a b a", True), DiffPart(ADDED, "a b a a b", True))
    assert summary(parts) == "5 words added, 4 removed (some of it too long to be compared word by word)"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), "No words changed"),
        ((DiffPart(SAME, "a b"),), "No words changed"),
        ((DiffPart(ADDED, "a"),), "1 word added"),
        ((DiffPart(REMOVED, "a b"),), "2 words removed"),
        ((DiffPart(ADDED, "a b c"), DiffPart(REMOVED, "d")), "3 words added, 1 removed"),
        ((DiffPart(ADDED, "a " * 1200), DiffPart(ADDED, "b")), "1,201 words added"),
    ],
)
def test_a_diff_is_summed_up_in_words(parts, expected):
    assert summary(parts) == expected


@pytest.mark.parametrize(
    ("words", "around", "expected"),
    [
        ("opened", 0, "opened"),
        ("opened", 6, "{+Many took part.¶+}It was opened in 1997."),
        ("opened", 4, "was opened in"),
        ("133", 0, "[-133-]{+164+}"),
        ("133", 10, "[-133 -]{+164 +}states signed"),
        ("force", 8, "came into force in {+March +}1999."),
    ],
)
def test_a_passage_is_shown_with_what_became_of_it(words, around, expected):
    start = OLD.index(words)
    parts = diff_around(OLD, NEW, start=start, end=start + len(words), around=around)
    assert shown(parts) == expected


@pytest.mark.parametrize(
    ("old", "words", "around", "expected"),
    [
        ("Unbelievably good news", "good", 5, "Unbelievably good news"),
        ("one two\nthree four", "three", 3, "two\nthree four"),
        ("слово за словом", "за", 3, "слово за словом"),
        ("a word ends", "ord", 0, "word"),
        ("a " + "x" * 49 + " end", "end", 10, "x" * 9 + " end"),
        ("a " + "x" * 48 + " end", "end", 10, "x" * 48 + " end"),
        ("begin " + "x" * 49, "begin", 10, "begin " + "x" * 9),
        ("begin " + "x" * 48, "begin", 10, "begin " + "x" * 48),
        ("語" * 60 + "渥太華" + "語" * 60, "渥太華", 2, "語語渥太華語語"),
    ],
)
def test_what_is_around_a_passage_begins_and_ends_with_whole_words(old, words, around, expected):
    start = old.index(words)
    assert shown(diff_around(old, old, start=start, end=start + len(words), around=around)) == expected


def test_a_passage_keeps_its_place_when_only_the_space_changed():
    old, new = "one   two   three   four", "one two three four"
    start = old.index("three")
    assert shown(diff_around(old, new, start=start, end=start + 5, around=0)) == "three"


def test_a_lost_passage_does_not_drag_a_whole_new_page_along():
    old = "We keep that. The quoted sentence stood here. The end."
    new = "x" * 10 + " " + "other words " * 5_000
    start = old.index("The quoted")
    parts = diff_around(old, new, start=start, end=start + 28, around=10)
    assert [part.kind for part in parts] == [REMOVED, ADDED]
    assert (len(parts[1].text), parts[1].text[-6:], parts[1].is_rough) == (52, " other", True)
