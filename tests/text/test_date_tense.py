import pytest

from claims.text.date_cues import Direction
from claims.text.date_tense import direction_of
from claims.text.date_tense_in_ukrainian import is_perfective_future
from claims.text.segments import Span
from tests.text.found_dates import starts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the nearest verb of the clause, before the date and behind it
        ("The mayor said on Monday that the pool will open on Friday.", ["2024-11-18", "2024-11-22"]),
        ("The pool will open on Friday, the mayor said on Monday.", ["2024-11-22", "2024-11-18"]),
        ("The pool, which shut in May, will open on Friday.", ["2024-05-01", "2024-11-22"]),
        ("In March, the man who was caught will go on trial.", ["2025-03-01"]),
        ("In March, riders found on the path will pay a fine.", ["2025-03-01"]),
        ("The firm shut two shops in May and will shut a third in January.", ["2024-05-01", "2025-01-01"]),
        ("Prices fell in May, and in December they will rise.", ["2024-05-01", "2024-12-01"]),
        # infinitives look where what governs them looks
        ("The judge ordered the clinic to close by Friday.", ["2024-11-22"]),
        ("The panel is to sit behind closed doors on Thursday.", ["2024-11-21"]),
        ("The clinic was forced to close in March.", ["2024-03-01"]),
        ("Prices continued to climb in March.", ["2024-03-01"]),
        ("Her pay is expected to have doubled by March.", ["2025-03-01"]),
        ("The fire is thought to have begun on Sunday.", ["2024-11-17"]),
        ("The rate rose to nearly 5% in January.", ["2024-01-01"]),
        # what was due is the nearer of the two
        ("The pier was originally due to be finished by the end of August.", ["2024-08-21"]),
        ("The wheat was to be cut from mid-December.", ["2024-12-11"]),
        ("Prices climbed more than expected in October.", ["2024-10-01"]),
        # the present tense of what is on a calendar
        ("The firm, which makes toys, reports annual results on 5 December.", ["2024-12-05"]),
        ("Wanderers travel to Leeds on Saturday.", ["2024-11-23"]),
        ("The chancellor visits Rome on Sunday.", ["2024-11-24"]),
        ("They are meeting in Rome on Sunday.", ["2024-11-24"]),
        ("The run-off is on Sunday.", ["2024-11-24"]),
        ("The council votes on Sunday were close and told on Monday.", ["2024-11-24", "2024-11-18"]),
        ("By 29 votes to 11 the budget passed on Friday.", ["2024-11-15"]),
        ("Her aunt, who turns 90 in March, sings.", ["2025-03-01"]),
        ("The keeper would have tests on Friday.", ["2024-11-22"]),
        ("The keeper would already have met him on Friday.", ["2024-11-15"]),
        # what stands beside the date
        ("Cocoa for March delivery fell.", ["2025-03-01"]),
        ("Some see a rise as early as January.", ["2025-01-01"]),
        ("Rents are dearer than in January.", ["2024-01-01"]),
        ("Friday's vote will settle it.", ["2024-11-22"]),
        ("Police are looking into the shooting on Sunday.", ["2024-11-17"]),
        ("The judge remanded him until 9 December.", ["2024-12-09"]),
        ("The road is closed until Friday.", ["2024-11-22"]),
        ("Ministers approved a rise in fares from January.", ["2025-01-01"]),
        ("Fares went up from January.", ["2024-01-01"]),
        ("She will show it, unsigned, from Saturday.", ["2024-11-23"]),
        ("The vote was lost, paving the way for a poll in late March.", ["2025-03-21"]),
        ("Ferries were cancelled until at least Friday.", ["2024-11-22"]),
        ("If no rain falls by the end of March, the town warned, taps would run dry.", ["2025-03-21"]),
        ("They are eating what they had put by for Christmas.", ["2024-12-25"]),
        ("The bid is a third above Monday's closing price.", ["2024-11-18"]),
        ("The planned march on Saturday drew 5,000 people.", ["2024-11-16"]),
        ("Most would vote to leave, up from 31% in June.", ["2024-06-01"]),
        ("The fare will go up from 40 to 55 shillings on 1 April.", ["2025-04-01"]),
        ("Sales were 4bn in March; by September that had fallen by half.", ["2024-03-01", "2024-09-01"]),
        ("The hall will be shut from Monday to Thursday.", ["2024-11-25"]),
        # what had been put off, promised or given is over by now
        ("The judge had adjourned the case until Monday.", ["2024-11-18"]),
        ("Some 900 people had been moved to halls by Monday night.", ["2024-11-18"]),
        ("The charity has promised 900 tents by mid-December.", ["2024-12-11"]),
        # "and" before a date opens a clause; what is put in between does not tell
        ("The firm plans a mill and in March bought a site.", ["2024-03-01"]),
        ("Rovers beat Lens on Saturday and host Lyon on Tuesday.", ["2024-11-16", "2024-11-26"]),
        ("Rovers, unbeaten since May, travel to Lyon on Saturday.", ["2024-05-01", "2024-11-23"]),
        ("The boat will carry cars, though not lorries, from Saturday.", ["2024-11-23"]),
        ("The “Red Star” will sail on Saturday.", ["2024-11-23"]),
        # records, warnings, plans that were dropped, events to come
        ("Crops will fail after the driest June since 1976.", ["2024-06-01", "1976-01-01"]),
        ("Forecasters warned of snow on Friday.", ["2024-11-22"]),
        ("Guests were told to leave on Saturday as the fire spread.", ["2024-11-16"]),
        ("The strike, due to begin on Monday, was called off.", ["2024-11-18"]),
        ("He led by a point a week before the vote on 24 November.", ["2024-11-24"]),
        ("They let 40 men go on Saturday.", ["2024-11-16"]),
        ("Butter cost 9 euros in January.", ["2024-01-01"]),
        ("An earlier deadline of 1 November was missed.", ["2024-11-01"]),
    ],
)
def test_an_english_date_looks_where_its_verb_looks(text, expected):
    assert starts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мер сказав у вівторок, що басейн відкриють у п'ятницю.", ["2024-11-19", "2024-11-22"]),
        ("Басейн відкриють у п'ятницю, сказав мер у вівторок.", ["2024-11-22", "2024-11-19"]),
        ("Басейн, який закрили в травні, запрацює в березні.", ["2024-05-01", "2025-03-01"]),
        ("Ухвалений у травні бюджет зміниться в січні.", ["2024-05-01", "2025-01-01"]),
        ("У вересні ціни впали, а в грудні зростуть.", ["2024-09-01", "2024-12-01"]),
        ("Фірма сподівається відкрити цех у березні.", ["2025-03-01"]),
        ("Фірма планувала відкрити цех у березні.", ["2024-03-01"]),
        ("Суд зобов'язав фірму до 1 березня сплатити борг.", ["2025-03-01"]),
        ("Борг становитиме мільйон у грудні.", ["2024-12-01"]),
        ("Цех буде зачинено до березня.", ["2025-03-01"]),
        ("Ярмарок триває до 5 грудня.", ["2024-12-05"]),
        ("Ярмарок тривав до 5 жовтня.", ["2024-10-05"]),
        ("Справу відклали до 5 грудня.", ["2024-12-05"]),
        ("Вибори призначили на 5 грудня.", ["2024-12-05"]),
        ("Виставка відкривається в суботу.", ["2024-11-23"]),
        ("Із серпня він платить за двох.", ["2024-08-01"]),
        ("Рада схвалила новий тариф з 1 січня.", ["2025-01-01"]),
        ("Порівняно з серпнем збір зросте.", ["2024-08-01"]),
        ("Питали, чи вистачить снігу до середини серпня.", ["2024-08-11"]),
        ("Діти пішли на канікули в п'ятницю.", ["2024-11-15"]),
        ("Наприкінці року здадуть дім.", ["2024-12-31"]),
        # a comma or "і" before a date opens its clause; a name in quotation marks does not tell
        ("Оскільки суд переніс розгляд, у п'ятницю він вийде.", ["2024-11-22"]),
        ("Фірма планує цех і в березні купила ділянку.", ["2024-03-01"]),
        ("У суботу «Зоря» прийматиме «Рух».", ["2024-11-23"]),
        ("Заплатять двічі: у грудні й у січні 2026 року.", ["2025-12-01", "2026-01-01"]),
        # days to come
        ("Курс на понеділок становить 40 гривень.", ["2024-11-25"]),
        ("Станом на понеділок зібрали тонну.", ["2024-11-18"]),
        ("Січневі ф'ючерси подешевшали.", ["2025-01-01"]),
        ("Рейтинги зрівнялися за тиждень до туру 24 листопада.", ["None", "2024-11-24"]),
        ("Рух відновити сподіваються не раніше травня.", ["2025-05-01"]),
        ("Синоптики попереджають про дощ у четвер.", ["2024-11-21"]),
    ],
)
def test_a_ukrainian_date_looks_where_its_verb_looks(text, expected):
    assert starts(text, language="uk") == expected


@pytest.mark.parametrize(
    ("words", "is_future"),
    [
        ("розпочне почнуть прийме зросте допоможе підпишуть відбудеться піде приїдуть дадуть передасть", True),
        ("погодить затвердять завершать оголосить зміниться посіють відкриє запрацює подорожчає отримають", True),
        ("важить ставить судить світиться служить вчать перечить звучать шумить", False),
        ("з'явиться з'їдуть завдасть виживе скерує вціліють", True),
        ("становить виходить проводять просить свідчить сидить триває платить пропонує вважають", False),
        ("перше область п'ять депутати може буде пам'ять", False),
    ],
)
def test_perfective_verbs_are_told_by_their_form(words, is_future):
    assert [word for word in words.split() if is_perfective_future(word) != is_future] == []


def test_no_verb_no_direction_and_no_table_no_direction():
    text = "Snow, 5 May"
    assert direction_of(text, Span(0, len(text)), start=6, end=11, language="en") is None
    text = "Es wird am 5 Mai"
    assert direction_of(text, Span(0, len(text)), start=11, end=16, language="de") is None
    text = "It was due on 5 May"
    assert direction_of(text, Span(0, len(text)), start=14, end=19, language="en") is Direction.NEAREST
