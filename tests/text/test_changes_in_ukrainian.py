import pytest

from claims.text.changes_in_ukrainian import is_halved, kind_of_change
from claims.text.quantities import find_quantities
from claims.text.segments import Span
from claims.text.sentence import sentence_of


def changes(text):
    return [quantity.change for quantity in find_quantities(text, Span(0, len(text)), language="uk")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Збір зріс майже на 14 %.", ["rise"]),
        ("Збір упав більш ніж на чверть.", ["fall"]),
        ("Заплатили більше на 40 гривень.", ["rise"]),
        ("Знизили ціни на 12 станціях.", [None]),
        ("Подешевшав у 15 містах.", [None]),
        ("Квиток подорожчає з 8 до 15 гривень.", [None, None]),
        ("Ефект слабшає на чверть.", ["fall"]),
        ("Тиражі скоротили наполовину, до двох тисяч примірників.", ["fall", None]),
        ("Врожай був відсотків на двадцять гірший, ніж торік.", ["fall"]),
        ("Він біжить на 2 секунди краще, ніж торік.", ["rise"]),
        ("Щодня витрачають на сто літрів пального на добу менше, ніж торік.", ["fall"]),
    ],
)
def test_change_is_that_of_the_words_around(text, expected):
    assert changes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Оренда на 200 гривень дешевша, ніж торік.", ["fall"]),
        ("Туристів на 40 % менше, ніж до землетрусу.", ["fall"]),
        ("Вода на 9 см нижча від критичної позначки.", ["fall"]),
        ("Збитки перевищили виторг на 9 %.", [None]),
        ("Збитки перевищили торішні на 9 %.", ["rise"]),
        ("Бігуни хворіли на 9 % рідше.", [None]),
        ("Бігуни стали хворіти на 9 % рідше.", ["fall"]),
        ("Оренда на 200 гривень дешевша за середню.", [None]),
        ("Хліб на 5 % дорожчий, ніж у Молдові.", [None]),
        ("Він на 5 років старший за брата.", [None]),
        ("Урожай на 5 % вищий від плану.", ["rise"]),
    ],
)
def test_change_is_measured_against_a_yardstick_of_its_own(text, expected):
    assert changes(text) == expected


def test_change_is_none_between_two_things_that_are_set_against_each_other():
    assert changes("Оренда у Львові висока, тоді як у Луцьку вона на 90 євро менша.") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Індекс додав 0,8 %.", ["rise"]),
        ("Індекс втратив 120 пунктів.", ["fall"]),
        ("Злотий утратив за місяць у ціні ще 3 %.", ["fall"]),
        ("Партія, утративши від виборів чотири пункти, лишилася першою.", ["fall"]),
        ("Утративши лідера, партія здобула 8 %.", [None]),
        ("Зростання становитиме 5 %.", [None]),
        ("Ціна цукру додала 3 гривні.", ["rise"]),
        ("Меценат додав 3 гривні.", [None]),
        ("Гречка додала в ціні третину.", ["rise"]),
        ("Партія втратила третину голосів.", [None]),
        ("Приріст становив 5 %.", ["rise"]),
        ("Частка становила 5 %.", [None]),
        ("Оголосили 5-відсоткове здешевлення.", ["fall"]),
    ],
)
def test_change_may_stand_without_a_preposition(text, expected):
    assert changes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Виплати проіндексують на 9 %.", ["rise"]),
        ("Надбавку збільшать; збільшення становитиме 70 гривень.", ["rise"]),
        ("Збільшення становитиме 70 гривень, найменше — 30.", ["rise", "rise"]),
        ("Втрати становили 70 гривень.", [None]),
        ("Бігунка поліпшила рекорд на 4 секунди.", ["fall"]),
        ("Стрибун побив рекорд клубу на 4 сантиметри.", ["rise"]),
        ("Плавець погіршив результат на 4 секунди.", ["rise"]),
        ("Громада недоотримала 8 мільйонів гривень.", ["fall"]),
        ("Недоотримані 8 мільйонів гривень повернуть.", [None]),
        ("Острів утратив чверть площі.", ["fall"]),
        ("Кількість зросла до 90 випадків на мільйон.", [None, None]),
        ("Кількість зросла за 3 роки на мільйон.", [None, "rise"]),
        ("У нас 60 очок, в їхніх сусідів — на 5 менше.", [None, None]),
        ("Озеро виявилося на третину більшим за розрахункове.", ["rise"]),
        ("Сир коштує 300 грн (+6 % за місяць).", [None, "rise"]),
        ("Спадок на 8 мільйонів гривень поділили.", [None]),
    ],
)
def test_change_of_records_sums_and_rates(text, expected):
    assert changes(text) == expected


@pytest.mark.parametrize(
    ("word", "kind"), [("зросло", "rise"), ("впаде", "fall"), ("змінився", "change"), ("дім", None)]
)
def test_kind_of_change_is_told_by_the_beginning(word, kind):
    assert kind_of_change(word) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Штат урізали наполовину", True),
        ("Місто наполовину менше", True),
        ("Наполовину збудований дім", False),
        ("Ціни зросли, а зал наполовину порожній", False),
    ],
)
def test_halved_is_what_changed_and_not_what_is_half_done(text, expected):
    sentence = sentence_of(text, Span(0, len(text)), language="uk", dates=())
    place = next(place for place, token in enumerate(sentence.tokens) if token.lower == "наполовину")
    assert is_halved(sentence, place) == expected
