import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span
from tests.text.quickest import quickest


def values(text):
    found = find_quantities(text, Span(0, len(text)), language="uk")
    return [(quantity.value, quantity.unit) for quantity in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мішок цибулі був по 90 гривень, нині коштує щонайбільше 60.", [(90, "UAH"), (60, "UAH")]),
        ("Посіяли 12 тисяч гектарів із запланованих 15 тисяч.", [(12_000, "hectare"), (15_000, "hectare")]),
        ("Дохід сягнув 4,3 мільярда гривень проти 3,9 торік.", [(4.3e9, "UAH"), (3.9e9, "UAH")]),
        ("Дохід сягнув 4,3 мільярда гривень проти 3,9 мільярда роком раніше.", [(4.3e9, "UAH"), (3.9e9, "UAH")]),
        ("Суд дав йому шість років, прокурор вимагав дев'яти.", [(6, "year"), (9, "year")]),
        ("Ішли шість років, а вовків бачили дев'ять.", [(6, "year"), (9, None)]),
        ("Із 20 мільйонів євро надійшло лише 7.", [(20e6, "EUR"), (7e6, "EUR")]),
        ("Із 20 вагонів прибуло лише 7.", [(20, None), (7, None)]),
        ("Вік підняли до 62 років для чоловіків і 60 — для жінок.", [(62, "year"), (60, "year")]),
        ("Збір зменшать до 12 %, а для шкіл — до 7.", [(12, "percent"), (7, "percent")]),
        ("Квиток коштує 30 гривень замість колишніх двадцяти.", [(30, "UAH"), (20, "UAH")]),
        ("Школам дали 2,1 млрд гривень, ще 300 млн спрямували на ліки.", [(2.1e9, "UAH"), (300e6, "UAH")]),
        ("Школам дали 2,1 млрд гривень, ще 300 спрямували на ліки.", [(2.1e9, "UAH"), (300, None)]),
        ("Міст звели за сім років — на три довше, ніж планували.", [(7, "year"), (3, "year")]),
        ("Міст звели за сім років, купили на три більше машин.", [(7, "year"), (3, None)]),
        ("Вікна вибило трьом чвертям будинків.", [(0.75, "share")]),
        ("Заплатили 5 гривень, а проти 11 депутатів.", [(5, "UAH"), (11, None)]),
    ],
)
def test_unit_is_carried_over_only_to_the_same_thing(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Він виграв 12 тисяч 300 гривень 50 копійок.", [(12_300.5, "UAH")]),
        ("Йому дали п'ять років і шість місяців.", [(5.5, "year")]),
        ("Ішли 3 години 15 хвилин.", [(3.25, "hour")]),
        ("Станція дала 3,2 ГВт·год, частота 50 герців.", [(3.2, "GWh"), (50, "Hz")]),
        ("Прийшло близько сотні людей.", [(100, None)]),
        ("Першу половину гості програли.", []),
        ("У залі 61 місце, команда посіла 61 місце.", [(61, None), (61, "rank")]),
        ("Лише один із чотирьох опитаних знає.", [(0.25, "share")]),
        ("Один із чотирьох братів знає, 37 із 50 депутатів.", [(4, None), (37, None), (50, None)]),
        ("Спортсмен, 27, мешкає тут, а брат, якому 31, поїхав.", [(27, "year"), (31, "year")]),
    ],
)
def test_measures_of_several_parts_and_ages_are_read(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Власник може оскаржити рішення протягом 20 днів.", "<="),
        ("Скаргу подають протягом 20 днів із дня отримання.", "<="),
        ("Протягом 20 днів ішов дощ.", "="),
        ("Протягом 20 днів після аварії вода була брудна.", "="),
    ],
)
def test_span_is_a_limit_where_somebody_is_bound(text, expected):
    (quantity,) = find_quantities(text, Span(0, len(text)), language="uk")
    assert quantity.comparator == expected


@pytest.mark.parametrize(
    "piece",
    [
        "протягом 5 днів після ",
        "суд дав 5 років, вимагав 6, ",
        "9 знайдених у лісі ",
        "5 гривень 5 копійок ",
        "з 5 євро 6 ",
    ],
)
def test_ukrainian_figures_take_linear_time(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        return quickest(lambda: find_quantities(text, Span(0, len(text)), language="uk", dates=()))

    assert seconds(40_000) < 40 * max(seconds(4_000), 0.02)
