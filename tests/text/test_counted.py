import pytest

from claims.text.counted import counted_noun, noun_before
from claims.text.quantities import find_quantities
from claims.text.segments import Span
from claims.text.tokens import tokens_of


def words(text, found):
    tokens = tokens_of(text, Span(0, len(text)))
    return None if found is None else text[tokens[found[0]].start : tokens[found[1] - 1].end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("164 signatories of the treaty", "signatories"),
        ("164 states parties", "states parties"),
        ("900 doctors and nurses in Leeds", "doctors and nurses"),
        ("900 doctors and nurses were held", "doctors"),
        ("34 daily trains", "daily trains"),
        ("7 such rings", "such rings"),
        ("40,000 Somalis fled", "Somalis"),
        ("16 of them girls under ten", "girls"),
        ("30 new Russian tanks burned", "new Russian tanks"),
        ("30 US officials said", "US officials"),
        ("12 voted against", None),
        ("20 other people", "other people"),
        ("5 , apples", None),
        ("20 aircraft carriers sank", "aircraft carriers"),
        ("5 news outlets reported", "news outlets"),
        ("5 of the refugees", "refugees"),
        ("5 of them", None),
        ("80 of them children ,", "children"),
        ("3 of the 27 states", None),
        ("6 of the kiln's chimneys", "chimneys"),
        ("12 T-72 tanks", "T-72 tanks"),
        ("7 homes burned", "homes"),
        ("900 head of cattle", "cattle"),
        ("27-member bloc", "member"),
        ("30 more states", "states"),
        ("30 different species", "different species"),
        ("30 separate raids", "separate raids"),
    ],
)
def test_counted_noun_stands_as_in_the_text(text, expected):
    assert words(text, counted_noun(tokens_of(text, Span(0, len(text))), 1, language="en", value=164)) == expected


@pytest.mark.parametrize(
    ("text", "unit", "language", "expected"),
    [
        ("5 in April 2024", "GBP", "en", None),
        ("5 in aid to Kyiv", "GBP", "en", "aid"),
        ("5 in US military aid", "GBP", "en", "US military aid"),
        ("5 in London", "GBP", "en", None),
        ("5 in Iraq and Syria", "USD", "en", None),
        ("164 Monday signatories", None, "en", None),
        ("5 квітня", "UAH", "uk", None),
        ("5 of voters stayed", "percent", "en", "voters"),
        ("5 of Croatia's income", "percent", "en", "income"),
        ("5 of processed meat", "tonne", "en", "processed meat"),
        ("5 of forest burned near", "hectare", "en", "forest"),
        ("5 of cocaine worth", "kg", "en", "cocaine"),
        ("5 full", "percent", "en", None),
        ("5 of the need .", "share", "en", "need"),
        ("1 a girl", "share", "en", None),
        ("5 exporter of rice", "rank", "en", "exporter"),
        ("5 of debate", "hour", "en", "debate"),
        ("90' notice", "day", "en", "notice"),
        ("5 зерна", "tonne", "uk", "зерна"),
        ("5 пального", "litre", "uk", "пального"),
        ("5 відвідав Харків", "year", "uk", None),
        ("5 ув'язнення", "year", "uk", "ув'язнення"),
        ("5 протипіхотних мін", None, "uk", "протипіхотних мін"),
        ("5 вантажні баржі", None, "uk", "вантажні баржі"),
        ("5 лікарень міста", None, "uk", "лікарень"),
        ("5 військових загинули", None, "uk", "військових"),
        ("12 утрималися", None, "uk", None),
        ("5 із 10", None, "uk", None),
    ],
)
def test_counted_noun_is_no_month_and_no_place(text, unit, language, expected):
    tokens = tokens_of(text, Span(0, len(text)))
    assert words(text, counted_noun(tokens, 1, language=language, value=5, unit=unit)) == expected


def test_counted_noun_may_stand_before_the_number():
    text = "The number of states parties has reached 164"
    assert words(text, noun_before(tokens_of(text, Span(0, len(text))), 7, language="en")) == "states parties"
    text = "Кількість загиблих зросла до 17"
    assert words(text, noun_before(tokens_of(text, Span(0, len(text))), 4, language="uk")) == "загиблих"


def test_counted_noun_before_the_number_is_not_that_of_another_number():
    text = "The number of 30 states is 164"
    assert noun_before(tokens_of(text, Span(0, len(text))), 6, language="en") is None


def test_counted_noun_is_not_guessed_in_other_languages():
    assert counted_noun(tokens_of("164 Staaten", Span(0, 11)), 1, language="de", value=164) is None


def nouns_of(text):
    return [quantity.noun for quantity in find_quantities(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One in three Lebanese went hungry.", ["Lebanese"]),
        ("Five of the wounded were flown out.", ["wounded"]),
        ("The bank made four straight rate cuts.", ["straight rate cuts"]),
        ("They are members of one family.", ["family"]),
        ("It takes a fifth of defence spending.", ["defence spending"]),
        ("Crews get three days’ training.", ["training"]),
        ("The bank paid $3m in fines and €2m in cash.", ["fines", None]),
        ("They must answer within 20 days of the ruling.", [None]),
        ("The town has six fewer schools.", ["schools"]),
        ("the two clubs’ grounds", ["clubs"]),
        ("She paid three Chinese traders.", ["Chinese traders"]),
    ],
)
def test_people_and_plurals_like_verbs_are_counted(text, expected):
    assert nouns_of(text) == expected
