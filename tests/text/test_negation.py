import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.negation import find_negations
from claims.text.segments import Span
from tests.text.quickest import quickest


def found(text: str, *, language: str = "en") -> list[tuple[str, str]]:
    cues = find_negations(text, Span(0, len(text)), language=language)
    assert all(text[cue.start : cue.end] == cue.cue for cue in cues)
    return [(cue.cue, cue.kind) for cue in cues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a fee not exceeding 10 euros, no longer than a week", []),
        ("of the nine it alone has signed", [("alone", "exclusive")]),
        ("they left it alone", []),
        ("neither Russia nor the US", [("neither", "negation"), ("nor", "negation")]),
        ("It didn’t and can't.", [("n’t", "negation"), ("n't", "negation")]),
        ("They cannot; none of them, never", [("cannot", "negation"), ("none", "negation"), ("never", "negation")]),
        ("without pay it failed to win", [("without", "negation"), ("failed to", "negation")]),
        ("all but two, except for one", [("all but", "exception"), ("except for", "exception")]),
        ("Only Ukraine, apart from Kyiv", [("Only", "exclusive"), ("apart from", "exception")]),
        ("the sole survivor, solely", [("sole", "exclusive"), ("solely", "exclusive")]),
        ("nothing but rope, none but two", [("nothing but", "exclusive"), ("none but", "exclusive")]),
        ("no one except the pilot", [("no one", "negation"), ("except", "exception")]),
        ("all but Hungary; all but the smallest", [("all but", "exception"), ("all but", "exception")]),
        ("all but impossible, all but a formality, which all but ends it", []),
        ("In Kyiv alone 5 died, last year alone 7", [("alone", "exclusive"), ("alone", "exclusive")]),
        ("Interest payments alone cost more.", [("alone", "exclusive")]),
        ("She lives alone, sailed alone and was left alone.", []),
        ("A woman sat alone in the house; let alone two.", []),
        (
            "no longer; refused to; will not yet",
            [("no longer", "negation"), ("refused to", "negation"), ("not", "negation")],
        ),
        ("Everyone but the captain left; all bar one", [("but", "exception"), ("bar", "exception")]),
        ("keeps schools from excluding pupils", []),
        ("not until 2019", [("not", "negation")]),
        ("whether or not it is paid", []),
        ("none other than the sole of a shoe", []),
        ("No 10 wants a no-fly zone", []),
        ("second to none, without doubt, not-for-profit", []),
        ("hardly fast rather than lacking", []),
        ("not only fast but also cheap", []),
        ("no doubt it is No. 5", []),
        ("no fewer than five", []),
        ("a notable knot in the north", []),
    ],
)
def test_find_negations_reads_english(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ні Росія, ні США не підписали її, лише Україна; не тільки вона.",
            [("Ні", "negation"), ("ні", "negation"), ("не", "negation"), ("лише", "exclusive")],
        ),
        ("Жодна з держав без змін", [("Жодна", "negation"), ("без", "negation")]),
        ("крім Угорщини, за винятком Кіпру", [("крім", "exception"), ("за винятком", "exception")]),
        ("Крім того, як тільки почали, не менше 5, чи не найбільший", []),
        ("єдиний, хто вижив", [("єдиний", "exclusive")]),
        ("Єдиний державний реєстр", []),
        ("відмовилися підписати", [("відмовилися", "negation")]),
        ("відмовилися від пропозиції, ледь не впали", []),
        ("Штраф не перевищує 5 %, діти не старші за шість років, вода не опускається нижче 12 градусів", []),
        ("Вміст не перевищує норми", [("не", "negation")]),
        ("Не хто інший, як мер", []),
        (
            "Нізащо, ніскільки, суто приватна",
            [("Нізащо", "negation"), ("ніскільки", "negation"), ("суто", "exclusive")],
        ),
        ("відмовлявся говорити, відмовиться від посади", [("відмовлявся", "negation")]),
        ("нікому немає", [("нікому", "negation"), ("немає", "negation")]),
    ],
)
def test_find_negations_reads_ukrainian(text, expected):
    assert found(text, language="uk") == expected


def test_find_negations_finds_none_in_other_languages():
    assert found("Das ist nicht wahr.", language="de") == []


@given(text=st.text(alphabet=st.one_of(st.sampled_from("not'’ nevr"), st.characters())))
def test_find_negations_quotes_the_text_exactly(text):
    for cue in find_negations(text, Span(0, len(text))):
        assert text[cue.start : cue.end] == cue.cue


@pytest.mark.parametrize(
    "piece", ["no ", "all but ", "alone ", "n't", "не ", "єдиний ", "nothing but", "не перевищує ", "не старші за "]
)
def test_find_negations_takes_linear_time(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        return quickest(lambda: find_negations(text, Span(0, len(text)), language="uk" if piece > "а" else "en"))

    assert seconds(1_000_000) < 40 * max(seconds(100_000), 0.01)
