import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span


def changes(text, *, language="en"):
    return [quantity.change for quantity in find_quantities(text, Span(0, len(text)), language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prices rose 5%.", ["rise"]),
        ("A storm surge of two metres is likely.", [None]),
        ("He won with a leap of 8.1 metres.", [None]),
        ("It would add €3m to the bill.", ["rise"]),
        ("The tunnel takes 20 minutes off the trip.", ["fall"]),
        ("They took €3m from the reserve.", [None]),
        ("They are nine short of a majority.", ["fall"]),
        ("It was 62 per cent, compared with 50 per cent under the scheme of 2011.", [None, None]),
        ("They will invest $4bn over the next two years.", [None]),
        ("It paid a premium of 30% to the price.", ["rise"]),
        ("The lake has warmed by 2 degrees Celsius.", ["rise"]),
        ("Jobs climbed by a seasonally adjusted 4,000.", ["rise"]),
        ("It runs three boats fewer than its licence requires.", ["fall"]),
        ("Prices fell by more than 5%.", ["fall"]),
        ("Prices rose by 5% to 120 euros.", ["rise", None]),
        ("Prices fell to 5%.", [None]),
        ("Inflation fell below 5%.", [None]),
        ("Rates edged up to 4.1%.", [None]),
        ("It rose from 5 to 10 km.", [None, None]),
        ("a 5% rise in prices", ["rise"]),
        ("a 75-basis-point cut", ["fall"]),
        ("an increase of 5%", ["rise"]),
        ("a drop in sales of 5%", ["fall"]),
        ("losses of 5%", ["fall"]),
        ("5% more than last year", ["rise"]),
        ("two fewer than predicted", ["fall"]),
        ("prices 9.8 per cent higher", ["rise"]),
        ("It raised its key rate by 75 basis points.", ["rise"]),
        ("The vaccine cut admissions by 71%.", ["fall"]),
        ("Shares shed 410 points, or 1.05 per cent.", ["fall", "fall"]),
        ("Pay rose by 2.9 per cent, or 74 euros a month.", ["rise", "rise"]),
        ("Pay rose by 2.9 per cent from March, or about 74 euros a month.", ["rise", "rise"]),
        ("the 7 per cent pay rise", ["rise"]),
        ("They earn 1,200 euros less.", ["fall"]),
        ("The gap narrowed by 3 points.", ["fall"]),
        ("It differs by 5%.", ["change"]),
        ("Fares went up by between 3 and 4 per cent.", ["rise"]),
        ("Output grew at a yearly rate of 3.1%.", ["rise"]),
        ("They want to cap rent rises at 2%.", ["rise"]),
        ("The bank cut its growth forecast by 0.4 points.", ["fall"]),
        ("Bookings were down a quarter on May.", ["fall"]),
        ("The queue was two hours longer than usual.", ["rise"]),
        ("It took 40 minutes less than they had planned.", ["fall"]),
        ("Receipts were $3m short of the target.", ["fall"]),
        ("It stood 15 centimetres above the previous record.", ["rise"]),
        ("The share closed 12 yen lower at 840 yen.", ["fall", None]),
        ("Tolls went up by an average of 8%.", ["rise"]),
        ("Tolls fell an average of 8%.", ["fall"]),
        ("Copper gained $90 a tonne.", ["rise"]),
        ("The pill shortens the illness by a day and a half at most.", ["fall"]),
        ("Bookings rose a mere 2%.", ["rise"]),
        ("The spread widened 40 basis points.", ["rise"]),
        ("Staff numbers are down 300 to 4,100.", ["fall", None]),
        ("The lake's level has dropped 6 metres.", ["fall"]),
        ("The runners lost 3 kg on average, against 1 kg in the other group.", ["fall", "fall"]),
        ("The party may add up to 12 more in May.", ["rise"]),
        ("States should keep the rise in temperature under 2 degrees.", ["rise"]),
        ("Her rating is 31%, 5 points below its level in June.", [None, "fall"]),
        ("The crop was 3 million tons, a fifth below the average of the past ten years.", [None, "fall"]),
        ("June was warmer by 0.3 degrees than in 2019.", ["rise"]),
        ("Only 2012 was wetter, and by less than 4 mm.", ["rise"]),
        ("It won 60 votes, three more than the law required.", [None, "rise"]),
        ("There are 18 judges, one fewer than before.", [None, "fall"]),
        ("The board voted to raise rates by half a point to 3%.", ["rise", None]),
    ],
)
def test_change_says_by_how_much(text, expected):
    assert changes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The firm raised $70 million.",
        "It lost half a million records.",
        "The firm gained $90 million a year.",
        "Clerks got an average of 8%.",
        "It lost up to four-fifths of the crop.",
        "The motion fell by 212 votes to 208.",
        "The mine dug up 3 million tonnes.",
        "The bank hid losses of 900 million francs.",
        "It is 400,000 years older than any other.",
        "The army sent another 20 tanks.",
        "She jumped 8 metres.",
        "The tram is 9 km/h faster than a bus.",
        "A flat costs 300 euros less than in Ghent.",
        "Bread was 1.4 times dearer than in 2019.",
        "The call came two hours later.",
        "The share had its sharpest two-day fall.",
        "The drill has advanced no more than six metres a week.",
        "The skull is 3,000 years older than any found before it.",
        "The peak is 90 metres higher than the third-highest peak.",
    ],
)
def test_a_level_and_a_loss_are_no_change(text):
    assert set(changes(text)) == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ціни зросли на 5 %.", ["rise"]),
        ("Ставку знизили на 50 базисних пунктів — до 13 %.", ["fall", None]),
        ("Це на 12 копійок більше, ніж учора.", ["rise"]),
        ("Явка на 4 відсоткові пункти менша.", ["fall"]),
        ("Видобуток збільшився в 1,7 раза.", ["rise"]),
        ("Рейтинг упав з 34 до 29 відсотків.", [None, None]),
        ("Він поїхав на 5 днів.", [None]),
        ("Reuters із посиланням на двох посадовців.", [None]),
    ],
)
def test_change_reads_ukrainian(text, expected):
    assert changes(text, language="uk") == expected


def test_change_is_not_guessed_in_other_languages():
    assert changes("um 3,5 Prozent gestiegen", language="de") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lake has lost a third of its volume.", ["fall"]),
        ("The party lost half of its support.", ["fall"]),
        ("The villagers lost half of their sheep.", [None]),
        ("Tourists make up a fifth of the trade.", [None]),
        ("The closure means the loss of 90 jobs.", [None]),
        ("Smokers were 30 per cent more likely to fall ill than others.", [None]),
        ("Each trip will be ten minutes longer and dearer.", ["rise"]),
        ("The rain was 12 mm above the long-term mean.", ["rise"]),
        ("A rule that limits yearly rent increases to 4 per cent.", ["rise"]),
    ],
)
def test_what_is_lost_is_a_change_only_of_a_size(text, expected):
    assert changes(text) == expected
