import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span


def ranks(text, *, language="en"):
    found = find_quantities(text, Span(0, len(text)), language=language)
    return [(quantity.raw, quantity.value, quantity.noun) for quantity in found if quantity.unit == "rank"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the third-largest exporter of rice", [("third-largest", 3, "exporter")]),
        ("the third largest party", [("third largest", 3, "party")]),
        ("the 2nd-biggest city", [("2nd-biggest", 2, "city")]),
        ("the second most populous country", [("second most", 2, "country")]),
        ("the world's fifth-biggest economy shrank", [("fifth-biggest", 5, "economy")]),
        ("The film took third place.", [("third", 3, None)]),
        ("She finished second in the relay, and fifth in the table.", [("second", 2, None), ("fifth", 5, None)]),
        ("It ranked 42nd out of 180.", [("42nd", 42, None)]),
        ("It climbed from ninth to fourth place.", [("ninth", 9, None), ("fourth", 4, None)]),
        ("It slipped to second, behind Spain.", [("second", 2, None)]),
        ("It ranked fifth, ahead of India in sixth.", [("fifth", 5, None), ("sixth", 6, None)]),
        ("It became the alliance's 29th member.", [("29th", 29, "member")]),
        ("It is the world's third-largest arms maker.", [("third-largest", 3, "arms maker")]),
        ("the third coldest anywhere", [("third coldest", 3, None)]),
        ("It is the region's No. 1 exporter of tea.", [("No. 1", 1, "exporter")]),
        ("He is only the third from the islands.", [("third", 3, None)]),
        ("She started eighth on the grid.", [("eighth", 8, None)]),
        ("Lens are fourth with 30 points.", [("fourth", 4, None)]),
        ("They sit 15th, behind Metz.", [("15th", 15, None)]),
        ("Voters put schools first, ahead of roads.", [("first", 1, None)]),
        (
            "Voters put schools first, rents second and roads third.",
            [("first", 1, None), ("second", 2, None), ("third", 3, None)],
        ),
        ("They put out the fire first, then left.", []),
        ("She finished third twice.", [("third", 3, None)]),
    ],
)
def test_ranks_are_read_with_what_is_ranked(text, expected):
    assert ranks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "for only the second time", "It met in Room No. 5.", "the No. 3 line", "for the third time",
        "the second world war", "the first lady", "on Second Street", "the 19th-century house",
        "a second-hand bookseller", "its fourth increase", "on the ninth day", "in the first place",
        "the first quarter",        "the third man", "a third-party seller", "first came the rain",
        "the second is red", "the first of 40 trucks",
        "she was the fourth of five",
    ],
)  # fmt: skip
def test_ordinals_that_count_occasions_or_name_things_are_no_ranks(text):
    assert ranks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("вийшла на третє місце", [("третє", 3, None)]),
        ("посіла 104-те місце", [("104-те", 104, None)]),
        ("третій за величиною експортер зерна", [("Третій", 3, "експортер")]),
        ("друга за розміром країна", [("друга", 2, "країна")]),
        ("сьоме за кількістю жителів місто", [("сьоме", 7, "місто")]),
        ("третій найбільший виробник", [("третій найбільший", 3, "виробник")]),
        ("з дев'ятого на четверте місце", [("дев'ятого", 9, None), ("четверте", 4, None)]),
        ("посіла 12 місце", [("12", 12, None)]),
        ("купила 12 місць", []),
        ("посіли 4-те й 7-ме місця", [("4-те", 4, None), ("7-ме", 7, None)]),
        ("вона 52-га у рейтингу, а була лише 71-ю.", [("52-га", 52, None), ("71-ю", 71, None)]),
        ("обмін став 52-м від початку року", []),
        ("здолала 52-гу ракетку світу", [("52-гу", 52, "ракетку")]),
        ("на другій сходинці — чехи, на третій — данці", [("другій", 2, None), ("третій", 3, None)]),
        ("боксер повернувся додому четвертим", []),
        ("стрілець завершив турнір четвертим", [("четвертим", 4, None)]),
        ("шоста фінішувала, шостою фінішувала", [("шостою", 6, None)]),
        ("стала другою в заїзді", [("другою", 2, None)]),
        ("стала другою дитиною", []),
        ("першою прийшла і першою заявила", [("першою", 1, None)]),
        ("Перша леді відвідала школу", []),
        ("втретє, третій раз", []),
    ],
)
def test_ranks_are_read_in_ukrainian(text, expected):
    assert [(raw.lower(), value, noun) for raw, value, noun in ranks(text, language="uk")] == [
        (raw.lower(), value, noun) for raw, value, noun in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is the world’s third-worst performing bourse.", [(3, "bourse")]),
        ("She was the second of five sisters.", [(2, None)]),
        ("She was the second of the speakers.", []),
    ],
)
def test_participles_and_siblings_of_a_rank(text, expected):
    found = find_quantities(text, Span(0, len(text)))
    assert [(quantity.value, quantity.noun) for quantity in found if quantity.unit == "rank"] == expected
