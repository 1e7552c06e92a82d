import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span


def figures(text):
    return [(quantity.value, quantity.unit) for quantity in find_quantities(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It reached 38 degrees Celsius and will not fall below 30.", [(38, "celsius"), (30, "celsius")]),
        ("A litre sells for 4 baht but costs them 6 to make.", [(4, "THB"), (6, "THB")]),
        ("It holds 2 tonnes, or 3 less than last year.", [(2, "tonne"), (3, "tonne")]),
        ("The car did 130 km/h, 40 above the limit.", [(130, "km_per_hour"), (40, "km_per_hour")]),
        ("The share fell from 11 per cent to under 8.", [(11, "percent"), (8, "percent")]),
        ("Entry is 9 euros for adults and 4 for children.", [(9, "EUR"), (4, "EUR")]),
        ("It ran 40 km for 12 sponsors.", [(40, "km"), (12, None)]),
        ("They waited 3 hours for 5.", [(3, "hour"), (5, None)]),
        ("The tram needs 35 minutes, 10 fewer than the bus.", [(35, "minute"), (10, "minute")]),
        ("In three days, 40 more than usual called.", [(3, "day"), (40, None)]),
        ("They jailed the owner for 9 years and his cook for four.", [(9, "year"), (4, "year")]),
        ("It sat for 9 years and then for four new members.", [(9, "year"), (4, None)]),
    ],
)
def test_a_unit_left_out_is_that_of_the_figure_before(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "His lead shrank to three points from eight in May, with 9% undecided.",
            [(3, "percentage_points"), (8, "percentage_points"), (9, "percent")],
        ),
        ("The index led with 40 points, up 2%.", [(40, None), (2, "percent")]),
        ("Their lead is 12 points.", [(12, None)]),
    ],
)
def test_points_of_a_poll_are_percentage_points(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five were men and one was a woman.", [5, 1]),
        ("Every school bar one reopened.", [1]),
        ("Every school except one in Bern reopened.", [1]),
        ("The peak was climbed by no other team but one.", [1]),
        ("There was no way out but one of shame.", []),
        ("There is one nurse for every 30 pupils, and one for every 20 in Bern.", [1, 30, 1, 20]),
        ("Two officials came, one of whom spoke.", [2]),
    ],
)
def test_one_is_a_figure_among_others(text, expected):
    assert [value for value, _ in figures(text)] == expected


def test_one_vote_against_others_is_a_figure_in_ukrainian():
    text = "Раду розпустили 30 голосами проти одного, а він був проти одного з пунктів."
    found = find_quantities(text, Span(0, len(text)), language="uk")
    assert [quantity.value for quantity in found] == [30, 1]


def test_a_part_of_money_is_money_in_ukrainian():
    text = "Витратили 7 млрд євро, з яких 900 млн пішло на дороги, решту одержали 40 громад."
    found = find_quantities(text, Span(0, len(text)), language="uk")
    assert [(quantity.unit, quantity.noun) for quantity in found] == [("EUR", None), ("EUR", None), (None, "громад")]


def test_a_change_of_money_is_money_in_ukrainian():
    text = "Борг становить 7 млрд євро, це на 900 млн більше, ніж торік."
    assert [quantity.unit for quantity in find_quantities(text, Span(0, len(text)), language="uk")] == ["EUR", "EUR"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Овес дав по 3,1 тонни, а жито — по 2,8.", [(3.1, "tonne"), (2.8, "tonne")]),
        ("Торік мед коштував 150 гривень, тепер — 210.", [(150, "UAH"), (210, "UAH")]),
        ("Доходи — 4 млн гривень, видатки — 3,9.", [(4e6, "UAH"), (3.9e6, "UAH")]),
        ("Явка на півночі — 40 %, на півдні — 52.", [(40, "percent"), (52, "percent")]),
        ("Площа — 40 гектарів, населення — 52.", [(40, "hectare"), (52, None)]),
        ("Площа — 40 гектарів, а корів — 52 тисячі.", [(40, "hectare"), (52_000, None)]),
    ],
)
def test_unit_is_carried_over_a_ukrainian_dash(text, expected):
    found = find_quantities(text, Span(0, len(text)), language="uk")
    assert [(quantity.value, quantity.unit) for quantity in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Опитування дають їй перевагу в чотири пункти.", "percentage_points"),
        ("Рейтинг партії зріс на чотири пункти.", "percentage_points"),
        ("Команда веде в турнірі з перевагою в чотири пункти.", None),
        ("План має чотири пункти.", None),
    ],
)
def test_points_of_a_ukrainian_poll_are_percentage_points(text, expected):
    assert [quantity.unit for quantity in find_quantities(text, Span(0, len(text)), language="uk")] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Interest starts at 3% and rises later.", [(3, "percent")]),
        ("Work starts at 9.", []),
        ("His boss, 55, denied it.", [(55, "year")]),
        ("The accused, 34, denied it.", [(34, "year")]),
        ("Of the injured, 23, mostly boys, flew home.", [(23, None)]),
        ("Nelson Mandela's fund received $5 million.", [(5_000_000, "USD")]),
        ("The Canadian firm paid the US state of Ohio $5m.", [(5_000_000, "USD")]),
        ("The city of Perth paid $6.50 a head.", [(6.5, "AUD")]),
        ("The firm paid $5m (plus €2m in fees).", [(5_000_000, "USD"), (2_000_000, "EUR")]),
        ("The firm paid 90 kwacha (about $5) in May.", [(90, "ZMW")]),
        ("He was arrested twice as a teenager.", []),
        ("It has twice as many seats.", [(2, "times")]),
        ("They cleared 2m of the road.", [(2, "m")]),
        ("Some 2m of the 5m residents left.", [(2_000_000, None), (5_000_000, None)]),
    ],
)
def test_figures_beside_words_that_look_like_others(text, expected):
    found = find_quantities(text, Span(0, len(text)))
    assert [(quantity.value, quantity.unit) for quantity in found] == expected
