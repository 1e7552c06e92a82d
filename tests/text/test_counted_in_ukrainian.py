import pytest

from claims.text.counted_in_ukrainian import (
    is_nominative,
    is_year,
    measured_before,
    noun_after,
    noun_before_number,
    noun_phrase,
)
from claims.text.segments import Span
from claims.text.tokens import tokens_of


def tokens_in(text):
    return tokens_of(text, Span(0, len(text)))


def words(text, found):
    tokens = tokens_in(text)
    return None if found is None else text[tokens[found[0]].start : tokens[found[1] - 1].end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9 поранених пасажирів автобуса", "поранених пасажирів"),
        ("9 поранених доправили", "поранених"),
        ("3 військові кораблі вийшли", "військові кораблі"),
        ("2 нові озера утворилися", "нові озера"),
        ("2 житлові квартали", "житлові квартали"),
        ("2 моделі техніки", "моделі"),
        ("2 баржі компанії", "баржі"),
        ("3 зникли в лісі", None),
        ("8 ремонту не потребують", "ремонту"),
        ("8 лікуванню не піддаються", None),
        ("4 лежать удома", None),
        ("6 припадає на податки", None),
        ("6 виділив фонд", None),
        ("80 голів рогатої худоби", "рогатої худоби"),
        ("3 голови рад", "голови"),
        ("5 з них", None),
        ("5 «Градів» горіло", "«Градів»"),
        ("7 ворожих «мопедів»", "ворожих «мопедів»"),
        ("7 поранених «Азова»", "поранених"),
        ("7 тягачів «КрАЗ»", "тягачів"),
        ("9 знайдених у лісі грибів лежали", "знайдених у лісі грибів"),
        ("9 вилучених під час обшуків карток", "вилучених під час обшуків карток"),
        ("9 вивезених із країн", "вивезених"),
        ("9 піде на ремонт", None),
        ("9 житиме тут", None),
        ("9 роком раніше", None),
        ("7 «вони були там учора", None),
        ("7 дорослих віком понад сорок", "дорослих"),
        ("7 схвалив договір", None),
        ("7 ініціатив громади", "ініціатив"),
        ("7 просто стоять", None),
        ("7 авто згоріли", "авто"),
        ("7 одиниць техніки", "техніки"),
        ("7 можливих.", None),
        ("7 заяв від батьків", "заяв"),
        ("7 куплених авто", "куплених авто"),
        ("7 малих міст", "малих міст"),
        ("7 рік тому", None),
        ("7 опитаних селян", "опитаних селян"),
        ("1 нова школа району", "нова школа"),
        ("1 школа району", "школа"),
        ("1 бюджетне місце", "бюджетне місце"),
    ],
)
def test_noun_after_a_count_is_no_verb_and_no_other_case(text, expected):
    assert words(text, noun_after(tokens_in(text), 1, value=float(text[0]), unit=None)) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("9 річних", "percent", None),
        ("9 роком раніше", "percent", None),
        ("9 реальні доходи впали", "percent", None),
        ("9 підтримують", "percent", None),
        ("9 ВВП", "percent", "ВВП"),
        ("9 цієї площі", "share", "площі"),
        ("9 уряд не має", "EUR", None),
        ("9 державних субсидій", "EUR", "державних субсидій"),
        ("9 вищим за план", "m", None),
        ("9 завдовжки", "km", None),
        ("9 північніше", "km", None),
        ("9 переговорів", "hour", "переговорів"),
        ("9 шукали", "day", None),
        ("9 облоги міста", "month", "облоги"),
        ("9 суворого карантину", "week", "суворого карантину"),
        ("9 служба вручила", "year", None),
        ("9 прокачуватиме", "km", None),
        ("9 чиновники брали", "year", None),
        ("9 чужих грошей", "year", None),
        ("9 «шахедів»", "percent", "«шахедів»"),
        ("9 здатна приймати", "m", None),
        ("9 стартував", "tonne", None),
        ("9 масла", "kg", "масла"),
        ("9 я намолотив", "hectare", None),
    ],
)
def test_noun_after_a_measure_is_a_genitive(text, unit, expected):
    assert words(text, noun_after(tokens_in(text), 1, value=9, unit=unit)) == expected


def test_noun_after_a_joined_age_is_none_but_that_of_a_joined_scale_is_one():
    assert noun_after(tokens_in("34-річна плавчиня"), 3, value=34, unit="year") is None
    text = "12-тисячною громадою"
    assert words(text, noun_after(tokens_in(text), 3, value=12_000, unit=None)) == "громадою"


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("5-відсотковий поріг", 3, "поріг"),
        ("двовідсоткова націнка", 1, "націнка"),
        ("5-процентне зростання", 3, None),
    ],
)
def test_noun_after_an_adjective_of_per_cent_is_what_it_describes(text, index, expected):
    assert words(text, noun_after(tokens_in(text), index, value=5, unit="percent")) == expected


@pytest.mark.parametrize(
    ("text", "number_first", "expected"),
    [
        ("сторонами договору нині є 164", 4, "сторонами"),
        ("Дисків за тиждень продали 7 тисяч", 4, "Дисків"),
        ("Харків обстріляли 7 разів", 2, None),
        ("Загиблих — уже 14", 3, "Загиблих"),
        ("а делегатів було понад 40", 4, "делегатів"),
        ("ціна делегатів було 40", 3, None),
        ("проти — 12", 2, None),
        ("свідків із двадцять", 2, "свідків"),
        ("свідків із двадцяти", 2, None),
    ],
)
def test_noun_before_the_number_opens_its_clause(text, number_first, expected):
    assert words(text, noun_before_number(tokens_in(text), number_first)) == expected


@pytest.mark.parametrize(
    ("text", "number_first", "expected"),
    [
        ("Гречки намолочено 5 тонн", 2, "Гречки"),
        ("Фермери зібрали 5 тонн", 2, None),
        ("Олії вироблено майже 5 тонн", 3, "Олії"),
    ],
)
def test_what_is_measured_may_open_an_impersonal_clause(text, number_first, expected):
    assert words(text, measured_before(tokens_in(text), number_first)) == expected


def test_noun_phrase_ends_with_the_noun():
    assert words("нових дитячих садків міста", noun_phrase(tokens_in("нових дитячих садків міста"), 0)) == (
        "нових дитячих садків"
    )


@pytest.mark.parametrize(("number", "expected"), [("двадцять", True), ("сорок", True), ("двадцяти", False)])
def test_number_is_nominative_or_not(number, expected):
    assert is_nominative(number) == expected


def test_what_is_left_of_some_is_how_they_are_and_no_noun():
    assert noun_after(tokens_in("з них три їстівні."), 3, value=3, unit=None) is None
    assert words("з них три гриби.", noun_after(tokens_in("з них три гриби."), 3, value=3, unit=None)) == "гриби"


@pytest.mark.parametrize(
    ("text", "expected"), [("2019 року", True), ("2015–2022 роки", True), ("2019 людей", False), ("120 років", False)]
)
def test_year_is_told_from_a_figure(text, expected):
    assert is_year(tokens_in(text), 0) == expected
