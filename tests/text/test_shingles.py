import subprocess
import sys
from pathlib import Path

import pytest

from claims.text.shingles import (
    BAND_ROWS,
    BANDS,
    ENGINE_VERSION,
    FIRST_PART,
    MINIMA,
    PART_NUMBERS,
    SHINGLES_NEEDED,
    WINNOWED_NEIGHBOURS,
    bands_of,
    containment,
    parts_of,
    resemblance,
    shingles_of,
    signature_of,
    words_of_text,
)

ROOT = Path(__file__).parents[2]


def words(prefix, count):
    """Words that no other prefix has."""
    return [f"{prefix}{number}" for number in range(count)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don’t stop", "don't STOP"),
        ("re\u00adport", "report"),
        ("Cafe\u0301", "café"),
        ("за́мок", "замок"),
        ("здоровʼя", "здоров'я"),
        ("Straße", "STRASSE"),
        ("one, two\n—three", "One two three"),
        ("كِتَاب", "كتاب"),
    ],
)
def test_what_changes_no_word_changes_no_shingle(one, other):
    assert words_of_text(one) == words_of_text(other)


def test_words_are_letters_and_digits():
    text = "In 2024, 1.5 million_people — (or so)."
    assert words_of_text(text) == ["in", "2024", "1", "5", "million", "people", "or", "so"]


def test_a_character_of_an_unspaced_script_is_a_word():
    assert words_of_text("新华社 reports, 北京") == ["新", "华", "社", "reports", "北", "京"]


def test_a_word_of_an_indian_script_keeps_its_vowel_signs():
    assert words_of_text("हिन्दी में") == ["हिन्दी", "में"]


def test_a_shingle_is_five_words_or_eight_characters():
    assert shingles_of("a b c d e f") == {("a", "b", "c", "d", "e"), ("b", "c", "d", "e", "f")}
    assert shingles_of("一二三四五六七八九") == {tuple("一二三四五六七八"), tuple("二三四五六七八九")}


def test_a_text_shorter_than_a_shingle_has_none():
    assert (shingles_of("a b c d"), parts_of("a b c d"), signature_of("")) == (frozenset(), {}, None)


@pytest.mark.parametrize(("count", "is_signed"), [(SHINGLES_NEEDED + 3, False), (SHINGLES_NEEDED + 4, True)])
def test_a_text_of_too_few_shingles_has_no_signature(count, is_signed):
    text = " ".join(words("w", count))
    assert (signature_of(text) is not None, bool(parts_of(text))) == (is_signed, is_signed)


def test_repeating_a_text_adds_no_shingle_but_those_over_the_seam():
    text = " ".join(words("w", 50))
    assert signature_of(f"{text} {text}").shingles == signature_of(text).shingles + 4


@pytest.mark.parametrize(("shared", "share"), [(0, 0), (53, 0.5), (102, 1)])
def test_containment_is_of_the_shorter_text(shared, share):
    short = words("a", shared) + words("b", 102 - shared)
    long = words("a", 102) + words("c", 400)
    assert containment(" ".join(short), " ".join(long)) == share
    assert containment(" ".join(long), " ".join(short)) == share


def test_containment_of_nothing_is_nothing():
    assert (containment("", "a b c d e"), containment("", "")) == (0, 0)


def test_a_signature_is_128_numbers_of_32_bits():
    signature = signature_of(" ".join(words("w", 300)))
    assert (len(signature.minima), signature.shingles) == (4 * MINIMA, 296)


@pytest.mark.parametrize(("shared", "expected"), [(300, 1), (200, 0.5), (100, 0.2), (0, 0)])
def test_a_signature_estimates_the_share_of_all_shingles(shared, expected):
    """Over twenty pairs of texts of 300 words, the mean is within three standard errors."""
    estimates = []
    for number in range(20):
        common = words(f"c{number}x", shared)
        left = signature_of(" ".join(common + words(f"l{number}x", 300 - shared)))
        right = signature_of(" ".join(common + words(f"r{number}x", 300 - shared)))
        estimates.append(resemblance(left, right))
    assert sum(estimates) / 20 == pytest.approx(expected, abs=0.04)


def test_halves_in_common_are_found_by_a_band():
    """99.6 % by the formula; of fifty pairs that share half of all their shingles at most one may be missed."""
    assert 1 - (1 - 0.5**BAND_ROWS) ** BANDS > 0.99
    missed = 0
    for number in range(50):
        common = words(f"c{number}x", 204)
        left = signature_of(" ".join(common + words(f"l{number}x", 100)))
        right = signature_of(" ".join(common + words(f"r{number}x", 100)))
        missed += not any(one == other for one, other in zip(bands_of(left), bands_of(right), strict=True))
    assert missed <= 1


def test_texts_without_a_shingle_in_common_share_no_band_and_no_part():
    left, right = " ".join(words("l", 500)), " ".join(words("r", 500))
    assert not set(enumerate(bands_of(signature_of(left)))) & set(enumerate(bands_of(signature_of(right))))
    assert not parts_of(left).items() & parts_of(right).items()


def test_any_28_words_in_a_row_are_found_in_a_long_text():
    """Wherever they stand: a run of 28 words is 24 shingles, and of 24 neighbours one is always kept."""
    for place in range(0, 900, 37):
        run = words(f"r{place}x", WINNOWED_NEIGHBOURS + 4)
        long = words("l", place) + run + words("m", 900 - place)
        short = words("s", 20) + run + words("t", 10)
        assert parts_of(" ".join(short)).items() & parts_of(" ".join(long)).items()


def test_parts_are_numbered_by_their_value_and_fit_the_table():
    parts = parts_of(" ".join(words("w", 5_000)))
    assert all(FIRST_PART <= number < FIRST_PART + PART_NUMBERS < 2**15 for number in parts)
    assert all((value % 2**64) % PART_NUMBERS == number - FIRST_PART for number, value in parts.items())
    assert all(-(2**63) <= value < 2**63 for value in parts.values())
    assert 5_000 / 16 < len(parts) < 5_000 / 9


def test_bands_are_signed_numbers_of_64_bits():
    values = bands_of(signature_of(" ".join(words("w", 300))))
    assert len(values) == BANDS == 42
    assert all(-(2**63) <= value < 2**63 for value in values)
    assert any(value < 0 for value in values)


def test_what_is_stored_stays_comparable_for_ever():
    """Whoever changes these numbers changes `ENGINE_VERSION` with them: stored signatures have the old ones."""
    text = "The quick brown fox jumps over the lazy dog, and the 164 states parties met in Siem Reap to look. " * 2
    signature = signature_of(text)
    assert ENGINE_VERSION == "shingles-1"
    assert signature.minima[:8].hex() == "d6c9431482e96211"
    assert bands_of(signature)[0] == -7805542286447305096


def test_the_numbers_are_the_same_in_every_process():
    text = " ".join(words("w", 60))
    code = f"from claims.text.shingles import *; s = signature_of({text!r}); print(s.minima.hex(), bands_of(s)[:3])"
    spoken = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    signature = signature_of(text)
    assert spoken == {f"{signature.minima.hex()} {bands_of(signature)[:3]}\n"}


def test_a_hostile_text_of_lone_surrogates_and_controls_is_read():
    text = " ".join(f"w{number}\ud800\x00" for number in range(40))
    assert signature_of(text).shingles == 36


def test_a_book_is_read_to_its_limit_and_no_further():
    start = " ".join(words("w", 40_000))
    assert shingles_of(start) == shingles_of(start + " and more" * 1_000)
