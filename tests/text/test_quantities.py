import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.quantities import Quantity, find_quantities
from claims.text.segments import Span
from claims.text.words import words_in_order

ODD_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("0123456789 .,-–%$€mkof toand:/+'№\u00a0\u00ad\u200f😀ع½"), st.characters())
)
PIECES = words_in_order(
    "5 1,200 3.5% $5bn €3 million two dozen half a quarter third-largest second every fifth more than at most from to "
    "between and or of the in aged under people states points rose fell by up down - – ' , . one out percent five-year "
    "times as many ranked кожен п'ятий дві третини із від до 10 млн грн на більше 34-річна місце трирічний є осіб"
)


def found(text: str, *, language: str = "en") -> list[tuple]:
    quantities = find_quantities(text, Span(0, len(text)), language=language)
    assert all(text[quantity.start : quantity.end] == quantity.raw for quantity in quantities)
    return [(q.raw, q.value, q.high, q.unit, q.noun, q.comparator) for q in quantities]


def test_find_quantities_reads_the_guiding_example():
    text = (
        "The Washington Post also added that neither Russia nor the US is among the 164 signatories of the "
        "Ottawa Convention."
    )
    expected = Quantity("164", 164.0, None, None, "signatories", "=", 75, 78, noun_span=(79, 90))
    assert find_quantities(text, Span(0, len(text))) == (expected,)


def test_find_quantities_says_where_noun_and_comparator_stand():
    text = "It lost more than 1,200 registered voters, or at most half of its members."
    first, second = find_quantities(text, Span(0, len(text)))
    assert [text[slice(*span)] for span in (first.comparator_span, first.noun_span)] == [
        "more than",
        "registered voters",
    ]
    assert [text[slice(*span)] for span in (second.comparator_span, second.noun_span)] == ["at most", "members"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("133 states signed it", ("133", 133, None, None, "states", "=")),
        ("it had 164 states parties", ("164", 164, None, None, "states parties", "=")),
        ("More than 1,200 civilian deaths", ("1,200", 1200, None, None, "civilian deaths", ">")),
        ("at least 20% of voters", ("20%", 20, None, "percent", "voters", ">=")),
        ("up to 3 percentage points", ("3 percentage points", 3, None, "percentage_points", None, "<=")),
        ("nearly 70 million tonnes of grain", ("70 million tonnes", 70_000_000, None, "tonne", "grain", "~")),
        ("fewer than 5 km", ("5 km", 5, None, "km", None, "<")),
        ("no fewer than five days", ("five days", 5, None, "day", None, ">=")),
        ("about $5.2bn in aid", ("$5.2bn", 5.2e9, None, "USD", "aid", "~")),
        ("worth 20 euros", ("20 euros", 20, None, "EUR", None, "=")),
        ("between 5 and 10 people", ("5 and 10", 5, 10, None, "people", "range")),
        ("5–10 million euros", ("5–10 million euros", 5e6, 1e7, "EUR", None, "range")),
        ("from 3 to 5 weeks", ("3 to 5 weeks", 3, 5, "week", None, "range")),
        ("between $5 and $10 million", ("$5 and $10 million", 5e6, 1e7, "USD", None, "range")),
        ("50+ countries", ("50", 50, None, None, "countries", ">=")),
        ("100 or more homes", ("100", 100, None, None, "homes", ">=")),
        ("half a million patient records", ("half a million", 500_000, None, None, "patient records", "=")),
        ("about two dozen ships", ("two dozen", 24, None, None, "ships", "~")),
        ("7 out of 10 teenagers", ("7 out of 10", 0.7, None, "share", "teenagers", "=")),
        ("three in four households", ("three in four", 0.75, None, "share", "households", "=")),
        ("one adult in ten", ("one adult in ten", 0.1, None, "share", "adult", "=")),
        ("every second inmate", ("every second", 0.5, None, "share", "inmate", "=")),
        ("less than a fifth of the need", ("a fifth", 0.2, None, "share", "need", "<")),
        ("0.8 of a percentage point", ("0.8 of a percentage point", 0.8, None, "percentage_points", None, "=")),
        ("half a percentage point", ("half a percentage point", 0.5, None, "percentage_points", None, "=")),
        ("75 basis points", ("75 basis points", 75, None, "basis_points", None, "=")),
        ("A$70 million", ("A$70 million", 7e7, None, "AUD", None, "=")),
        ("900 million Swiss francs", ("900 million Swiss francs", 9e8, None, "CHF", None, "=")),
        ("11 cents", ("11 cents", 0.11, None, "USD", None, "=")),
        ("3,000 sq km of sea ice", ("3,000 sq km", 3000, None, "km2", "sea ice", "=")),
        ("a nine-month inquiry", ("nine-month", 9, None, "month", None, "=")),
        ("people aged between 18 and 64", ("18 and 64", 18, 64, "year", None, "range")),
        ("18- to 24-year-olds", ("18- to 24-year-olds", 18, 24, "year", None, "range")),
        ("children under three", ("three", 3, None, "year", None, "<")),
        ("under the age of five", ("five", 5, None, "year", None, "<")),
        ("The minister, 52, resigned", ("52", 52, None, "year", None, "=")),
        ("it ended her career at 29", ("29", 29, None, "year", None, "=")),
        ("two or three villages", ("two or three", 2, 3, None, "villages", "range")),
        ("1.2 to 1.4 million phones", ("1.2 to 1.4 million", 1.2e6, 1.4e6, None, "phones", "range")),
        ("three times as many", ("three times", 3, None, "times", None, "=")),
        ("the 400m hurdles", ("400m", 400, None, "m", None, "=")),
        ("6\u202f500 nurses", ("6\u202f500", 6500, None, None, "nurses", "=")),
        ("1'204'500 people", ("1'204'500", 1_204_500, None, None, "people", "=")),
        ("1.250.000 customers", ("1.250.000", 1_250_000, None, None, "customers", "=")),
        ("5 mil\u00adlion vot\u00aders", ("5 mil\u00adlion", 5e6, None, None, "vot\u00aders", "=")),
        ("a 12-year term", ("12-year", 12, None, "year", None, "=")),
        ("a half-hour delay", ("half-hour", 0.5, None, "hour", None, "=")),
        ("minus 12 degrees", ("minus 12 degrees", -12, None, "degree", None, "=")),
        ("it was 41.6C", ("41.6C", 41.6, None, "celsius", None, "=")),
        ("between the ages of 25 and 34", ("25 and 34", 25, 34, "year", None, "range")),
        ("At 83, he is the oldest", ("83", 83, None, "year", None, "=")),
        ("three small, remote villages", ("three", 3, None, None, "small, remote villages", "=")),
        ("5 newly built schools", ("5", 5, None, None, "newly built schools", "=")),
        ("12 family homes", ("12", 12, None, None, "family homes", "=")),
        ("one senior official was held", ("one", 1, None, None, "senior official", "=")),
        ("One soldier shot himself", ("One", 1, None, None, "soldier", "=")),
        ("nearly all of the 30 or so ships", ("30", 30, None, None, "ships", "~")),
        ("90 days' notice", ("90 days", 90, None, "day", "notice", "=")),
        ("two-thirds of voters", ("two-thirds", 0.666666667, None, "share", "voters", "=")),
        ("one in five adults", ("one in five", 0.2, None, "share", "adults", "=")),
        ("one person died", ("one", 1, None, None, "person", "=")),
        ("-5 °C", ("-5 °C", -5, None, "celsius", None, "=")),
        ("20m tall", ("20m", 20, None, "m", None, "=")),
        ("20m people", ("20m", 20_000_000, None, None, "people", "=")),
        ("a 3-year-old boy", ("3-year-old", 3, None, "year", None, "=")),
        ("The number of signatories is 164.", ("164", 164, None, None, "signatories", "=")),
        ("It lasted over 20 years", ("20 years", 20, None, "year", None, ">")),
        ("for over 20 years", ("20 years", 20, None, "year", None, ">")),
        ("five Puma 3 drones", ("five", 5, None, None, "Puma 3 drones", "=")),
        ("The blast left 310 wounded", ("310", 310, None, None, "wounded", "=")),
        ("The blast left three miners dead", ("three", 3, None, None, "miners", "=")),
        ("2,700 work visas", ("2,700", 2700, None, None, "work visas", "=")),
        ("800 well paid posts", ("800", 800, None, None, "well paid posts", "=")),
        ("a flotilla of 14 boats carries the mail", ("14", 14, None, None, "boats", "=")),
        ("Half of the fish meal", ("Half", 0.5, None, "share", "fish meal", "=")),
        ("30 per cent of a private bank", ("30 per cent", 30, None, "percent", "private bank", "=")),
        ("An hour and a half of delay", ("An hour and a half", 1.5, None, "hour", "delay", "=")),
        ("one in every nine flats", ("one in every nine", 0.111111111, None, "share", "flats", "=")),
        ("and half of the tenants", ("half", 0.5, None, "share", "tenants", "=")),
        ("a row over a 4% levy", ("4%", 4, None, "percent", None, "=")),
        ("It plans to cap the fee at 20 euros", ("20 euros", 20, None, "EUR", None, "<=")),
        ("The cable lies under 40 metres of silt", ("40 metres", 40, None, "m", "silt", "=")),
        ("28 euro cents", ("28 euro cents", 0.28, None, "EUR", None, "=")),
        ("an error of plus or minus 4 metres", ("4 metres", 4, None, "m", None, "=")),
        ("The poll's margin of error is 3 points.", ("3 points", 3, None, "percentage_points", None, "=")),
        ("The Falcon 2 drones, 30 in all, flew home.", ("30", 30, None, None, "drones", "=")),
        ("They found 90 dead seals, give or take, in the bay.", ("90", 90, None, None, "dead seals", "~")),
        ("Half of farms grow maize", ("Half", 0.5, None, "share", "farms", "=")),
        ("60% of board members smoke", ("60%", 60, None, "percent", "board members", "=")),
        ("8 tonnes of rice left Durban", ("8 tonnes", 8, None, "tonne", "rice", "=")),
        ("One in six trusts nobody", ("One in six", 0.166666667, None, "share", None, "=")),
        ("A third cannot swim", ("A third", 0.333333333, None, "share", None, "=")),
        ("Two men were held and a third was hurt", ("Two", 2, None, None, "men", "=")),
        ("40% of those asked thought so", ("40%", 40, None, "percent", None, "=")),
        ("a fine of 9 crowns", ("9 crowns", 9, None, "CZK", None, "=")),
        ("He holds three crowns", ("three", 3, None, None, "crowns", "=")),
        ("Pupils are up to 2 years behind", ("2 years", 2, None, "year", None, "<=")),
    ],
)
def test_find_quantities_reads_one_figure(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three of the 27 member states", [(3, None, None), (27, None, "member states")]),
        ("All but two of the 41 countries", [(2, None, None), (41, None, "countries")]),
        ("It rose from 81 to 84 dollars.", [(81, "USD", None), (84, "USD", None)]),
        ("It rose from $5m to 6m.", [(5e6, "USD", None), (6e6, "USD", None)]),
        ("fuel at 1.74 euros, 11 cents more", [(1.74, "EUR", None), (0.11, "EUR", None)]),
        ("slumped to 41.2%, 17 points down on May", [(41.2, "percent", None), (17, "percentage_points", None)]),
        ("lost 0.6%, and the index added 21 points", [(0.6, "percent", None), (21, None, "points")]),
        ("it cost 90 cents and sells for 1.35 euros", [(0.9, "EUR", None), (1.35, "EUR", None)]),
        ("worth $4.1bn", [(4_100_000_000, "USD", None)]),
        ("some 3,000 old coins", [(3000, None, "old coins")]),
        ("13 times fainter", [(13, "times", None)]),
        ("dropped 7 points to 38 per cent", [(7, "percentage_points", None), (38, "percent", None)]),
        ("passed by 61 votes to 39", [(61, None, "votes"), (39, None, None)]),
        ("gained $12 to $2,050", [(12, "USD", None), (2050, "USD", None)]),
        ("half of the 27 member states", [(0.5, "share", None), (27, None, "member states")]),
        ("won in 9 minutes 3 seconds, 4 seconds clear", [(9.05, "minute", None), (4, "second", None)]),
        ("The Reds are on 24, with the Blues on 41%.", [(24, "percent", None), (41, "percent", None)]),
        ("stood at 36%, but down 11 points on May", [(36, "percent", None), (11, "percentage_points", None)]),
    ],
)
def test_find_quantities_reads_figures_in_the_light_of_one_another(text, expected):
    assert [(entry[1], entry[3], entry[4]) for entry in found(text)] == expected


def test_find_quantities_keeps_two_levels_of_a_change_apart():
    assert [entry[0] for entry in found("It rose from $5 million to $10 million.")] == ["$5 million", "$10 million"]


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of the treaty", "the B-52 bomber", "COVID-19 spread", "World War 2 ended", "at 10:30 sharp",
        "at 5 p.m.", "before nine o'clock",
        "call 555-0100", "call +1 202 555 0100", "since 9/11", "a 5G network", "the 19th time", "Resolution 1701 says",
        "as noted [12]", "No. 10 Downing Street", "a Boeing 737 crashed", "no one came", "one of them", "in 2024",
        "on 19 November 2024", "in the 1990s", "2014–2022", "a score of 3-2", "192.168.0.1", "the top 10 cities",
        "version 1.2.3", "Apollo 11 landed", "Thousands of refugees", "dozens were hurt", "tens of thousands fled",
        "in 2020-21", "Covid-19 spread", "Highway 61", "Canal 8 reported", "sales doubled", "not one led to anything",
        "a three-way race", "Formula One", "won 3-1", "voted 48-52", "the second-hand car", "on the one hand",
    ],
)  # fmt: skip
def test_find_quantities_leaves_names_dates_and_numbering(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("зріс на 132,1 %", "uk", ("132,1 %", 132.1, None, "percent", None, "=")),
        ("понад 3 тис. осіб", "uk", ("3 тис.", 3000, None, None, "осіб", ">")),
        ("близько 164 держав", "uk", ("164", 164, None, None, "держав", "~")),
        ("входять до 164 підписантів", "uk", ("164", 164, None, None, "підписантів", "=")),
        ("не належить сьогодні до 164 підписантів", "uk", ("164", 164, None, None, "підписантів", "=")),
        ("експорт зріс до 5 млн тонн", "uk", ("5 млн тонн", 5e6, None, "tonne", None, "=")),
        ("отримали від 20 держав", "uk", ("20", 20, None, None, "держав", "=")),
        ("загинуло до 50 людей", "uk", ("50", 50, None, None, "людей", "<=")),
        ("входять, імовірно, до 20 держав", "uk", ("20", 20, None, None, "держав", "<=")),
        ("від 5 до 10 мільйонів гривень", "uk", ("5 до 10 мільйонів гривень", 5e6, 1e7, "UAH", None, "range")),
        ("Кожен п'ятий опитаний житель", "uk", ("Кожен п'ятий", 0.2, None, "share", "опитаний житель", "=")),
        ("близько третини домогосподарств", "uk", ("третини", 0.333333333, None, "share", "домогосподарств", "~")),
        ("5 млрд грн", "uk", ("5 млрд грн", 5e9, None, "UAH", None, "=")),
        ("12 копійок", "uk", ("12 копійок", 0.12, None, "UAH", None, "=")),
        ("7 із 10 підлітків", "uk", ("7 із 10", 0.7, None, "share", "підлітків", "=")),
        ("5 млрд 300 млн доларів", "uk", ("5 млрд 300 млн доларів", 5.3e9, None, "USD", None, "=")),
        ("на 3,1 в. п. менше", "uk", ("3,1 в. п.", 3.1, None, "percentage_points", None, "=")),
        ("закон ухвалили 312 голосами", "uk", ("312", 312, None, None, "голосами", "=")),
        ("34-річна плавчиня", "uk", ("34-річна", 34, None, "year", None, "=")),
        ("трирічний термін", "uk", ("трирічний", 3, None, "year", None, "=")),
        ("1\u00a0250 гектарів", "uk", ("1\u00a0250 гектарів", 1250, None, "hectare", None, "=")),
        ("понад тридцять країн", "uk", ("тридцять", 30, None, None, "країн", ">")),
        ("um 3,5 Prozent", "de", ("3,5 Prozent", 3.5, None, "percent", None, "=")),
        ("auf 1.234 Menschen", "de", ("1.234", 1234, None, None, None, "=")),
    ],
)
def test_find_quantities_reads_other_languages(text, language, expected):
    assert found(text, language=language) == [expected]


def test_find_quantities_reads_only_the_span():
    text = "There were 5 dogs. There were 7 cats."
    assert [quantity.raw for quantity in find_quantities(text, Span(19, len(text)))] == ["7"]


@given(text=ODD_TEXT, language=st.sampled_from(["en", "uk", "de", ""]))
def test_find_quantities_quotes_the_text_exactly(text, language):
    end = 0
    for quantity in find_quantities(text, Span(0, len(text)), language=language):
        assert text[quantity.start : quantity.end] == quantity.raw
        assert end <= quantity.start < quantity.end
        assert math.isfinite(quantity.value)
        assert (quantity.high is not None) == (quantity.comparator == "range")
        end = quantity.end


@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join), language=st.sampled_from(["en", "uk"]))
def test_find_quantities_keeps_inside_the_sentence(text, language):
    before = "More than 7 of "
    whole, span = f"{before}{text} 5 percent more", Span(len(before), len(before) + len(text))
    for quantity in find_quantities(whole, span, language=language):
        spans = [(quantity.start, quantity.end), quantity.noun_span, quantity.comparator_span]
        assert all(span.start <= start < end <= span.end for start, end in filter(None, spans))
        assert quantity.noun is None or whole[slice(*quantity.noun_span)] == quantity.noun


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs 15 Canadian cents.", ("15 Canadian cents", 0.15, None, "CAD", None, "=")),
        ("They owe Rs 300 crore.", ("Rs 300 crore", 3e9, None, "INR", None, "=")),
        ("It has 4 lakh voters.", ("4 lakh", 400_000, None, None, "voters", "=")),
        ("It hired twice as many clerks.", ("twice", 2, None, "times", None, "=")),
        ("Three times as many as 40 came.", ("40", 40, None, None, None, "=")),
        ("The sum is up to and including £90.", ("£90", 90, None, "GBP", None, "<=")),
        ("Sales rose from $1.5 to $4 billion.", ("$1.5", 1.5e9, None, "USD", None, "=")),
        ("Almost 3m have left.", ("3m", 3e6, None, None, None, "~")),
        ("The wall is almost 3m.", ("3m", 3, None, "m", None, "~")),
        ("Of the wounded, 31, mostly men, stayed.", ("31", 31, None, None, None, "=")),
        ("The toll passed 3,000.", ("3,000", 3000, None, None, None, ">")),
        ("They passed 30 laws.", ("30", 30, None, None, "laws", "=")),
        ("It weighed 12 stone.", ("12 stone", 12, None, "stone", None, "=")),
        ("one in eight shops stands empty", ("one in eight", 0.125, None, "share", "shops", "=")),
        ("They were boys of 14.", ("14", 14, None, "year", None, "=")),
        ("The pass percentage fell to 81.4.", ("81.4", 81.4, None, "percent", None, "=")),
        ("She became the third woman to lead it.", ("third", 3, None, "rank", "woman", "=")),
        ("after 12 weeks of haggling", ("12 weeks", 12, None, "week", "haggling", "=")),
        ("They have ten working days.", ("ten working days", 10, None, "day", None, "=")),
    ],
)
def test_find_quantities_reads_the_last_figure_s_whole_frame(text, expected):
    read = [figure for figure in found(text) if figure[0] == expected[0]]
    assert read == [expected]


def test_find_quantities_leaves_out_a_year_that_is_talked_about():
    assert found("Nobody would say a word about 2031.") == []


HOSTILE = [
    "1,234,", "9", "5 million ", "from 5 to ", "2024 ", "- ", "1 234 ", "one hundred and ", "$", "hundred ",
    "more than ", "at least another ", "three-", "third-largest ", "every fifth ", "5% of the ", "5-",
    "a quarter of a ", "half a ", "rose by ", "up to 5 to ", "one in ", "1 out of ", "aged ",
    "5 points ", "ranked third and ", "or 5 ",
]  # fmt: skip
HOSTILE_UKRAINIAN = [
    "від 5 до ", "на 5 % ", "кожен п'ятий ", "дві ", "третій за ", "трирічний ", "тисяч ", "до ", "є ",
    "7, ", "7 і ", "годин на ", "осіб сорок ", "майже на ", "з 5 тонн до ", "два-три-", "більше на ", "ще ",
    "із двадцять ",
]  # fmt: skip


@pytest.mark.parametrize(("pieces", "language"), [(HOSTILE, "en"), (HOSTILE_UKRAINIAN, "uk")])
@pytest.mark.parametrize(("size", "seconds"), [(100_000, 2), (1_000_000, 20)])
def test_find_quantities_of_a_hostile_sentence_takes_linear_time(pieces, language, size, seconds):
    share = size // len(pieces)
    text = "".join(piece * (share // len(piece)) for piece in pieces)
    started = time.process_time()
    find_quantities(text, Span(0, len(text)), language=language)
    assert time.process_time() - started < seconds
