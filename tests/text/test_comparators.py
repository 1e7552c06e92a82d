import pytest

from claims.text.comparators import comparator_after, comparator_of
from claims.text.quantities import find_quantities
from claims.text.segments import Span
from claims.text.sentence import sentence_of


def read(text, *, language="en", unit=None):
    """The comparator of the one number of a text: its sign and its words."""
    sentence = sentence_of(text, Span(0, len(text)), language=language, dates=())
    at = next(index for index, token in enumerate(sentence.tokens) if token.kind == "number")
    found = comparator_of(sentence, at, at + 1, unit=unit)
    return found and (found.sign, sentence.words(found.first, found.last))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more than 5", (">", "more than")),
        ("no more than 5", ("<=", "no more than")),
        ("no fewer than 5", (">=", "no fewer than")),
        ("at least another 20", (">=", "at least")),
        ("more than a total of 5", (">", "more than")),
        ("under the age of 5", ("<", "under")),
        ("slightly more than 5", ("~", "slightly more than")),
        ("just under 5", ("~", "just under")),
        ("an estimated 5", ("~", "an estimated")),
        ("in excess of 5", (">", "in excess of")),
        ("as many as 5", ("<=", "as many as")),
        ("up to 5", ("<=", "up to")),
        ("edged up to 5", None),
        ("a lead over 5", None),
        ("5 or more", (">=", "or more")),
        ("5-plus", (">=", "- plus")),
        ("20-odd", ("~", "- odd")),
        ("5 or so", ("~", "or so")),
        ("5 at most", ("<=", "at most")),
        ("5 at the very most", ("<=", "at the very most")),
        ("only 5", None),
        ("5", None),
    ],
)  # fmt: skip
def test_comparator_is_the_longest_phrase_beside_the_figure(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("over 5 years", None),
        ("lasted over 5 years", (">", "over")),
        ("for over 5 years", (">", "over")),
        ("people over 5 years", (">", "over")),
        ("under 5 years", ("<", "under")),
        ("within 5 years", ("<=", "within")),
    ],
)
def test_over_a_span_of_time_is_during_it(text, expected):
    assert read(text, unit="year") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("понад 5", (">", "понад")),
        ("не менше ніж 5", (">=", "не менше ніж")),
        ("менш як 5", ("<", "менш як")),
        ("не більше як 5", ("<=", "не більше як")),
        ("трохи більше ніж 5", ("~", "трохи більше ніж")),
        ("загинуло до 5", ("<=", "до")),
        ("зріс до 5", None),
        ("знизив ставку на пункт — до 5", None),
        ("впав на пункт, до 5", None),
        ("входять до 5", None),
        ("скоротився з 9 тонн у січні до 5", None),
        ("зі швидкістю вітру до 5", ("<=", "до")),
        ("вистачить щонайбільше на 5", ("<=", "щонайбільше")),
        ("втратили менш ніж за 5", ("<", "менш ніж")),
        ("заплатили більше на 5", None),
        ("не пізніше ніж за 5", (">=", "не пізніше ніж за")),
        ("не пізніше ніж через 5", ("<=", "не пізніше ніж через")),
        ("старших за 5", (">", "старших за")),
        ("від 5", (">=", "від")),
        ("упало від 5 тонн до трьох", None),
        ("дешевша від 5", ("<", "дешевша від")),
        ("перевищуватиме 5", (">", "перевищуватиме")),
        ("не старші за 5", ("<=", "не старші за")),
        ("не нижчої від 5", (">=", "не нижчої від")),
        ("не опускалася нижче 5", (">=", "не опускалася нижче")),
        ("знизив ставку за кредитами для малого бізнесу до 5", None),
        ("збільшив допомогу сім'ям із дітьми віком до 5", ("<=", "до")),
        ("не перевищить 5", ("<=", "не перевищить")),
        ("сума не перевищує 5", ("<=", "не перевищує")),
    ],
)
def test_comparator_reads_ukrainian(text, expected):
    assert read(text, language="uk") == expected


@pytest.mark.parametrize(("number", "sign"), [("п'ятнадцять", "~"), ("десяток", "~"), ("п'ятнадцяти", None)])
def test_comparator_is_about_where_a_nominative_follows_of(number, sign):
    text = f"свідків із {number}"
    found = comparator_of(sentence_of(text, Span(0, len(text)), language="uk", dates=()), 2, 3, unit=None)
    assert (found and found.sign) == sign


def test_comparator_after_finds_nothing_in_other_languages():
    sentence = sentence_of("5 +", Span(0, 3), language="de", dates=())
    assert comparator_after(sentence, 1) is None
    assert comparator_of(sentence, 0, 1, unit=None) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They slept five hours of the night or less.", "<="),
        ("Hire 30 workers or more.", ">="),
        ("It took less than an hour.", "<"),
        ("It is barely two metres away.", "~"),
    ],
)
def test_comparators_behind_the_noun_and_before_one(text, expected):
    assert [quantity.comparator for quantity in find_quantities(text, Span(0, len(text)))] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Суд засудив крадія, який обікрав дві крамниці, до двох років.", "="),
        ("Його засуджено до двох років.", "="),
        ("Засудженому загрожує до двох років.", "<="),
        ("Його можуть засудити до двох років.", "<="),
        ("Стаття передбачає ув'язнення до двох років.", "<="),
    ],
)
def test_a_sentence_is_so_long_and_a_threat_is_at_most_so_long(text, expected):
    found = find_quantities(text, Span(0, len(text)), language="uk")
    assert [quantity.comparator for quantity in found if quantity.unit == "year"] == [expected]
