import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span
from tests.text.quickest import quickest


def units(text):
    return [quantity.unit for quantity in find_quantities(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Argentine treasury sold 900 million pesos of bonds.", ["ARS"]),
        ("Uganda will borrow 60bn shillings; Kenya, 70bn shillings.", ["UGX", "KES"]),
        ("A kilo of flour costs 900 dinars in Baghdad.", ["IQD"]),
        ("The fine is 500 Norwegian kroner, whatever Copenhagen says.", ["NOK"]),
        ("The fine is 300 pesos.", ["MXN"]),
        ("The French firm paid 300 francs in Burundi.", ["BIF"]),
        ("The French hid 300 francs.", ["FRF"]),
        ("The calf weighed 90 pounds.", ["lb"]),
        ("Costs weighed on the club, which lost 12 million pounds.", ["GBP"]),
        ("The Tehran woman was fined 2,000 rials.", ["IRR"]),
        ("A Somali trader paid 300 francs in Djibouti.", ["DJF"]),
        ("A ticket to Hobart costs $90.", ["AUD"]),
        ("In Winnipeg bread is up 40 cents.", ["CAD"]),
        ("The ticket costs $90.", ["USD"]),
        ("Fees are Sh2,000, or Sh4.5 million in all.", ["KES", "KES"]),
        ("She earns R30 an hour, he R4 250 a month.", ["ZAR", "ZAR"]),
        ("The peso slid to 56 to the dollar in Manila.", ["PHP"]),
    ],
)
def test_a_shared_word_is_the_money_of_the_country_named(text, expected):
    assert units(text) == expected


@pytest.mark.parametrize(("size", "seconds"), [(100_000, 2), (1_000_000, 20)])
def test_shared_currencies_of_a_long_text_take_linear_time(size, seconds):
    text = "Kenya paid 12 pesos, " * (size // 21)
    assert quickest(lambda: find_quantities(text, Span(0, len(text))), of=1) < seconds
