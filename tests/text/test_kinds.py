import pytest

from claims.text.frame import read_frame
from claims.text.kinds import COMPARISON, EVENT, QUANTITY, QUOTE, RANK, RULE, kind_of
from claims.text.segments import Span


def kind(text: str, *, language: str = "en") -> str:
    return read_frame(text, Span(0, len(text)), language=language).kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports rose by 5%.", QUANTITY),
        ("“We will clear every street of snow,” the mayor promised those who stood in the square at noon.", QUOTE),
        ("“A scandal,” she said of the contract, which nobody had seen.", EVENT),
        ("Anyone without a ticket may not enter the stadium.", RULE),
        ("The winner, 34, recorded the fastest lap.", RANK),
        ("Bread rose by 5% in the largest towns.", QUANTITY),  # the superlative only describes
        ("Rents rose faster here than in any other town.", COMPARISON),
        ("Smokers are more likely to fall ill.", COMPARISON),
        ("More than 160 states have joined.", QUANTITY),  # a figure goes before what it is compared with
        ("The treaty bans 40 kinds of mines.", RULE),  # a rule goes before its figures
        ("The law requires owners to register.", RULE),
        ("Under the treaty states must destroy their stocks.", RULE),
        ("Drivers may get a fine.", RULE),
        ("Patients may wait for months.", EVENT),  # a guess
        ("Patients may ask for a second opinion.", RULE),
        ("The fog requires patience.", EVENT),  # nobody commands
        ("Shops must close early.", EVENT),
        ("Brazil is the third-largest exporter of iron.", RANK),
        ("It is the most expensive bridge in Europe.", RANK),
        ("It is Europe's most expensive bridge.", RANK),
        ("Brazil was the biggest buyer.", RANK),
        ("Most voters oppose the plan.", EVENT),  # a share, no rank
        ("The city spent most of the money.", EVENT),
        ("A gas leak caused an explosion, leading to panic.", EVENT),
        ("Inflation is lower than in Poland.", COMPARISON),
        ("He came by train rather than by car.", EVENT),
        ("Other than Poland, nobody voted.", EVENT),
        ("Biden approved the delivery.", EVENT),
        ("The spokesman said: “We will never give up any of our land.”", QUOTE),
        ("The “special operation” began in the north of the country, officials said.", EVENT),
    ],
)
def test_kind_of_names_the_sort_of_statement(text, expected):
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Експорт зріс на 32%.", QUANTITY),
        ("Конвенція має 164 підписанти.", QUANTITY),
        ("Найшвидше дорожчає цукор — на 3 % за тиждень.", RANK),
        ("Ціна — 50 гривень — стала найвищою за рік.", RANK),
        ("Потяги їздитимуть рідше.", COMPARISON),
        ("Газ дешевший за вугілля.", COMPARISON),
        ("«Ми чекали цього дня дуже довго», — зітхнув тренер команди, яка торік вилетіла з ліги.", QUOTE),
        ("Уряд ухвалив постанову, яка забороняє надбавку понад 5 %.", RULE),
        ("Закон забороняє протипіхотні міни.", RULE),
        ("Це найбільший порт країни.", RANK),
        ("Найближчими днями почнеться сесія.", EVENT),  # "the next days" ranks nothing
        ("Інфляція нижча, ніж у Польщі.", COMPARISON),
        ("Байден схвалив постачання.", EVENT),
        ("«Ми ніколи не віддамо своєї землі», — сказав речник.", QUOTE),
    ],
)
def test_kind_of_reads_ukrainian(text, expected):
    assert kind(text, language="uk") == expected


def test_kind_of_calls_nothing_a_quote_that_nobody_says():
    text = "“We will never give up any of our land.”"
    span = Span(0, len(text))
    assert kind_of(text, span, quantities=(), attribution=(), language="en") == EVENT


def test_kind_of_keeps_to_its_span():
    text = "It is the largest port. Ships came."
    assert kind_of(text, Span(24, len(text)), quantities=(), attribution=(), language="en") == EVENT
