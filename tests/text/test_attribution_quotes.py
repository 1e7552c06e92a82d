import pytest

from claims.text.attribution_quotes import find_quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"]),
        ('"Yes," she said. "No."', ['"Yes,"', '"No."']),
        ("''Yes,'' she said.", ["''Yes,''"]),
        ("«Так», — сказав він.", ["«Так»"]),
        ("“It goes on\nhere.", ["“It goes on"]),
        ("“It's a lie,“ said Roe.", ["“It's a lie,“"]),
        ('A pipe of 5" and 6" fits.', []),
        ("He said nothing.", []),
    ],
)
def test_find_quotations_pairs_marks_within_a_paragraph(text, expected):
    assert [text[quotation.start : quotation.end] for quotation in find_quotations(text)] == expected


def test_find_quotations_says_which_are_closed():
    assert [quotation.is_closed for quotation in find_quotations("“One.”\n“Two")] == [True, False]


def test_find_quotations_looks_only_between_its_bounds():
    text = "“One.” “Two.”"
    assert [quotation.start for quotation in find_quotations(text, 7, len(text))] == [7]


def test_find_quotations_takes_a_long_one_that_is_never_closed_for_none():
    assert find_quotations("“" + "word " * 500)[0].is_closed is False
    assert find_quotations("“" + "word " * 700) == ()
