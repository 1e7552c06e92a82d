import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.frame import read_frame
from claims.text.segments import Span, sentence_spans
from claims.text.standing import Before, Standing, stand_alone
from tests.text.quickest import quickest

GUIDING = (
    "The Washington Post also added that neither Russia nor the US is among the 164 signatories "
    "of the Ottawa Convention."
)


def standing(text: str, *, language: str = "en") -> Standing:
    span = Span(0, len(text))
    return stand_alone(text, span, read_frame(text, span, language=language))


def alone(text: str, *, language: str = "en") -> str:
    return standing(text, language=language).text


def second(text: str) -> Standing:
    """The second of two sentences, read behind the first."""
    first, span = sentence_spans(text)
    return stand_alone(text, span, read_frame(text, span), before=Before(first, read_frame(text, first)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials told the publication that the mines lose power.", "The mines lose power."),
        ("According to several outlets, including Reuters, the mines are new.", "The mines are new."),
        ("As The Washington Post reports, the mines are new.", "The mines are new."),
        ("The Post reported that officials told it that Biden knew of this.", "Biden knew of this."),
        ("Ukraine will use them there, two US officials said on Tuesday.", "Ukraine will use them there."),
        ("“The army lost 5,000 men,” said John Smith.", "The army lost 5,000 men."),
        ("Five million people have fled, according to the UN.", "Five million people have fled."),
        ("However, Joe Biden said\nthat the mines   work.", "The mines work."),
        # Nobody could tell who "he" is, so the sentence stays whole.
        ("John Smith said that he won the vote.", "John Smith said that he won the vote."),
        ("the mines,\n as the Post reports, are new", "The mines, as the Post reports, are new"),
    ],
)
def test_stand_alone_takes_attribution_off_only_when_certain(text, expected):
    assert alone(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Who denies it has not said it.
        "The mayor denied that the city had lost $4 million.",
        "The army did not deny that 40 soldiers had died.",
        "The head of the agency doubts that the figure of 5,000 is right.",
        # A doubt, a guess, a lie.
        "The minister reportedly said that the plant would close in May.",
        "Prosecutors allegedly told the court that the senator accepted $500,000.",
        "Smith falsely claimed that the election had been stolen in 14 states.",
        "The report alleges that Smith took bribes worth $2 million.",
        "The study suggests that the drug cuts deaths by a third.",
        "Doctors suspect that the virus killed 9 patients.",
        "A video appears to show that the bridge was hit.",
        "According to unconfirmed reports, 12 people were killed in the blast.",
        "12 people died, the minister falsely said.",
        "The party said (wrongly) that the budget had doubled.",
        # How many say so is what can be checked.
        "Few experts believe that the treaty will survive.",
        "Two thirds of voters said that the tax is too high.",
        "Most Americans said that the country is on the wrong track.",
        "A poll of 1,000 adults found that 40% smoke every day.",
        "John Smith, who owns three mines, said that coal prices fell by 5%.",
        # Where and until when.
        "In Gaza, the health ministry said that 40 people had died.",
        "But in Gaza, officials said that 40 people had died.",
        "As of May, officials said that 400 people had died.",
        "In the first quarter, the bank said that profits rose 5%.",
        "In 2019, the agency said that no country had more than 5% unemployment.",
        "On Tuesday in Gaza, officials said that 40 people had died.",
        # Too little is left.
        "Police said that men died.",
        # On what condition.
        "The bank said that, unless oil prices rise, growth will be 2%.",
        "Police said that, if confirmed, the outbreak would be the largest since 2009.",
        # The writer speaks behind the comma.
        "The minister said that crime fell by 3%, but police figures show a rise.",
        "Ministers have repeatedly claimed that crime has halved since 2010, which is untrue.",
        "The firm said that it paid, a claim that prosecutors dispute.",
        "Meloni said that Italy had cut arrivals by 60%, which the opposition disputes.",
        # Another speaker's part would be given to the one who is left.
        "Hungary would veto the plan, Orban said, and Slovakia would too, Fico said.",
        "Orban said that Hungary would veto the plan, and Fico said that Slovakia would too.",
        "The union says 4 in 10 nurses want to quit, but not because of pay, the minister said.",
        # The second "that" hangs on the speaker too.
        "NASA says that July was the hottest month on record, and that 2023 will be hotter.",
        # Nobody could tell who that is.
        "The UN said that 5 of its 7 trucks were looted.",
        "“The army killed my three brothers,” said Ali Hassan.",
        "Smith said that the bank owed him $5,000.",
        "The company said that the regulator had fined it $5 million.",
    ],
)
def test_stand_alone_leaves_whole_what_would_say_more_or_less_without_its_speaker(text):
    assert standing(text) == Standing(text, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Unless oil prices rise, growth will reach 2%, the bank said.",
            "Unless oil prices rise, growth will reach 2%.",
        ),
        ("Nobody has been charged, police said.", "Nobody has been charged."),
        ("Trump said that only 3 of the 50 states had complied.", "Only 3 of the 50 states had complied."),
        ("The army said that 30, not 50, soldiers died.", "30, not 50, soldiers died."),
        ("The claim that 12 died is false, the hospital said.", "The claim that 12 died is false."),
        ("Smith said that crime reportedly fell by 3%.", "Crime reportedly fell by 3%."),
        ("The UN said that Sudan lost all of its 7 trucks.", "Sudan lost all of its 7 trucks."),
        ("The UN said that Sudan, which is poor, lost 7 trucks.", "Sudan, which is poor, lost 7 trucks."),
        ("The Kremlin denied that troops were there, Reuters said.", "The Kremlin denied that troops were there."),
        ("The bridge was hit in the west in May, said Roe.", "The bridge was hit in the west in May."),
        # The other mark stands in another sentence.
        ("The army lost 5,000 men,” said John Smith.", "The army lost 5,000 men."),
        ("The army lost 5,000 men.”", "The army lost 5,000 men."),
        ("According to John Smith, “the army lost 5,000 men.", "The army lost 5,000 men."),
        ("John Smith said that “the army lost 5,000 men”.", "The army lost 5,000 men."),
        ('The army lost "5,000 men", the bank said.', 'The army lost "5,000 men".'),
        ('The army wants a barrel of 6"', 'The army wants a barrel of 6"'),
        # The chain is taken off as far as somebody says so.
        ("The Post reported that officials denied that Biden knew of it.", "Officials denied that Biden knew of it."),
        ("“Foreign agents” paid 12 groups, the ministry said.", "“Foreign agents” paid 12 groups."),
        ("Theresa May said that the army lost 40 men.", "The army lost 40 men."),
        ("Smith said that Joe Biden sold his house for $4 million.", "Joe Biden sold his house for $4 million."),
        ("On 3 May 2022 The Guardian reported that 40 men had died.", "40 men had died."),
        ("On Tuesday, the ministry said that 40 men had died.", "40 men had died."),
    ],
)
def test_stand_alone_keeps_negations_figures_hedges_and_conditions(text, expected):
    assert alone(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Міністр заявив, що експорт зріс на 32%.", "Експорт зріс на 32%."),
        ("Експорт зріс на 32%, повідомили у Мінфіні.", "Експорт зріс на 32%."),
        ("За словами міністра, експорт не зріс.", "Експорт не зріс."),
        ("«Армія втратила 5000 бійців», — сказав генерал.", "Армія втратила 5000 бійців."),
        ("Армія втратила 5000 бійців», — сказав генерал.", "Армія втратила 5000 бійців."),
        ("Як повідомляє Reuters, жодна з країн не підписала угоду.", "Жодна з країн не підписала угоду."),
        ("У вівторок міністр заявив, що експорт зріс на 32%.", "Експорт зріс на 32%."),
        ("Президент сказав, що якщо миру не буде, економіка впаде.", "Якщо миру не буде, економіка впаде."),
    ],
)
def test_stand_alone_reads_ukrainian(text, expected):
    assert alone(text, language="uk") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Міністр заперечив, що країна втратила 5 мільярдів.",
        "Кремль спростував, що у Криму були російські військові.",
        "Мало хто вважає, що угода діятиме.",
        "Дві третини опитаних сказали, що податки зависокі.",
        "Депутат неправдиво заявив, що експорт зріс на 32%.",
        "У Харкові поліція повідомила, що загинули 12 людей.",
        "Міністр заявив, що лише 3 з 27 країн виконали угоду, однак це неправда.",
        "Генерал сказав, що ворог знищив наші 3 танки.",
        "Міністр заявив, що податки зросли, і що ціни впали на 3%.",
    ],
)
def test_stand_alone_leaves_whole_in_ukrainian_too(text):
    assert standing(text, language="uk") == Standing(text, ())


def test_stand_alone_tells_what_it_took_off():
    assert standing(GUIDING) == Standing(
        "Neither Russia nor the US is among the 164 signatories of the Ottawa Convention.",
        ("taken off: “The Washington Post also added that”",),
    )
    assert standing("“The army lost 5,000 men,” said John Smith.").changes == (
        "taken off: “said John Smith”",
        "quotation marks taken off",
    )
    assert standing("The treaty has 164 parties.").changes == ()
    assert standing("the treaty has 164 parties, ").changes == ()
    assert standing("The army lost 5,000 men.”").changes == ("quotation marks taken off",)


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Joe Biden took office in 2021. He signed 30 orders that week.", "He", "Joe Biden"),
        ("The European Union grew in 2004. It added ten members.", "It", "The European Union"),
        ("The European Union grew in 2004. It has 27 members.", "It", "The European Union"),
        ("The European Union grew in 2004. It will add ten members.", "It", "The European Union"),
        ("Maria Ortiz won the vote. Her party took 40 seats.", "Her", "Maria Ortiz's"),
        ("Kim Novak won the vote. She took 40 seats.", "She", "Kim Novak"),
    ],
)
def test_stand_alone_names_a_pronoun_whose_name_is_certain(text, pronoun, name):
    found = second(text)
    assert found.text == name + text.partition(". ")[2].removeprefix(pronoun)
    assert found.changes == (f"“{pronoun}” is named from the sentence before: {name}",)


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden met Donald Trump. He signed 30 orders that week.",  # which of the two?
        "Yesterday a judge met Joe Biden. He signed 30 orders that week.",  # the judge?
        "The Bank of England raised rates. It was hard to tell why that took 5 years.",
        "The Bank of England raised rates. It surprised 5 of 9 members.",  # the rise did
        "Joe Biden took office in 2021. They signed 30 orders that week.",
        "Joe Biden praised his wife. She has 3 children.",
        "Joe Biden took office in 2021. She signed 30 orders that week.",
        "Maria Ortiz won the vote. He conceded within 2 hours.",
        "Joe Biden fired an aide. He had sold 5 flats.",  # the aide?
        "The European Union signed a contract. It covered 5 million doses.",  # the contract did
    ],
)
def test_stand_alone_leaves_a_pronoun_in_any_doubt(text):
    found = second(text)
    assert found.text == text.partition(". ")[2]
    assert found.changes == ()


@given(text=st.text(), language=st.sampled_from(["en", "uk", "de", ""]))
def test_stand_alone_never_raises(text, language):
    standing(text, language=language)


@pytest.mark.parametrize(
    "unit", ["which ", "a claim ", ", which is ", "its ", "he said, ", "and that ", "five of ", "“I ", "що "]
)
def test_stand_alone_takes_linear_time(unit):
    def seconds(length: int) -> float:
        text = f"Smith said that {unit * (length // len(unit))}fell, he said."
        span = Span(0, len(text))
        frame = read_frame(text[:200], Span(0, 200))
        return quickest(lambda: stand_alone(text, span, frame))

    assert seconds(1_000_000) < 30 * max(seconds(100_000), 0.01)
