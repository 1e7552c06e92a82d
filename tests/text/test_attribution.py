import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.attribution import claimant_of, find_attributions, names_somebody, read_attributions
from claims.text.segments import Span
from tests.text.quickest import quickest

WORDS = st.lists(
    st.sampled_from(
        [
            "The",
            "Post",
            "Biden",
            "officials",
            "said",
            "added",
            "that",
            ",",
            "“",
            "”",
            ".",
            "according",
            "to",
            "including",
            "and",
            "as",
            "reports",
            "told",
            "by",
            "He",
            "😀",
        ]
    )
).map(" ".join)


def found(text: str, *, language: str = "en") -> list[tuple[str, str]]:
    links = find_attributions(text, Span(0, len(text)), language=language)
    assert all(text[slice(*link.who_span)] == link.who and link.cue in text[link.start : link.end] for link in links)
    return [(link.who, link.cue) for link in links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Washington Post also added that neither Russia nor the US is in.", [("The Washington Post", "added")]),
        ("Officials told the publication that the mines lose power.", [("Officials", "told")]),
        ("However, Joe Biden said mines work.", [("Joe Biden", "said")]),
        ("On Tuesday officials said that it works.", [("officials", "said")]),
        ("The mines, as The Washington Post reports, are new.", [("The Washington Post", "reports")]),
        ("The Post reported that officials told it that he knew.", [("The Post", "reported"), ("officials", "told")]),
        ("“We will win,” said John Smith, a spokesman.", [("John Smith", "said")]),
        ("It will use them there, two US officials said on Tuesday.", [("two US officials", "said")]),
        ("John Smith, a spokesman for the Pentagon, said they were safe.", [("John Smith", "said")]),
        ("On 19 November 2024 The Washington Post reported that he left.", [("The Washington Post", "reported")]),
        ("On 3 May 2022 The Guardian reported that he left.", [("The Guardian", "reported")]),
        ("Smith and others said that it fell.", [("Smith and others", "said")]),
        ("In 2019 Boeing said that it was safe.", [("Boeing", "said")]),
        ("In May Smith said that it was safe.", [("Smith", "said")]),
        ("In 2000 homes residents said that it was safe.", []),
        ("It was reported by Reuters that five died.", [("Reuters", "reported")]),
        ("Russia’s Defence Ministry said: “No.”", [("Russia’s Defence Ministry", "said")]),
        ("He has repeatedly denied that he lied.", [("He", "denied")]),
        ("It fell, according to a report published in March.", [("a report published in March", "according to")]),
        (
            "According to several Western outlets, including The New York Times and Reuters, Kyiv promised restraint.",
            [
                ("several Western outlets, including The New York Times and Reuters", "According to"),
                ("Kyiv", "promised"),
            ],
        ),
        ("Claire McCaskill (D-Mo.) said the men lost.", [("Claire McCaskill", "said")]),
        ("The Times reported Saturday that he left.", [("The Times", "reported")]),
        ("Kyiv promised.", []),
        ("The firm added 20 jobs and 133 states signed.", []),
        ("The claim that he won is false.", []),
        ("It is time to say no.", []),
        ("Smith, who said nothing, left.", []),
        ("It joined in 2005, 19 years before this week's reports.", []),
        ("Oil fell on Friday, days after Russia’s claims.", []),
        ("The bank cut rates in May, after earlier estimates.", []),
        ("Ministers shut it, despite the officials' claims.", []),
        ("It shut in May, against all claims.", []),
        ("It shut in May, and there were 19 reports.", []),
        ("The workers, he fears, have no say.", []),
        ("Five died, police say.", [("police", "say")]),
        (
            "Prices fell, the Institute for Fiscal Studies estimates.",
            [("the Institute for Fiscal Studies", "estimates")],
        ),
        ("Many say that it fell.", [("Many", "say")]),
        ("A poll taken after the vote shows that he lost.", [("A poll taken after the vote", "shows")]),
        ("Lawyers may say that it is legal.", [("Lawyers", "say")]),
        ("Theresa May said that she would go.", [("Theresa May", "said")]),
        (
            "According to the owner of the shop, Pell Orrick, trade has doubled.",
            [("the owner of the shop, Pell Orrick", "According to")],
        ),
        ("According to officials, Joe Biden, who is old, left.", [("officials", "According to")]),
        ("According to Reuters, Joe Biden, a Democrat, left.", [("Reuters", "According to")]),
        ("A council spokesman, Aldous Renn, said it rose.", [("A council spokesman, Aldous Renn", "said")]),
        ("Russia accused Finland on Monday of closing the border.", [("Russia", "accused")]),
        ("As the Valley Herald puts it, the dam will fail.", [("the Valley Herald", "puts it")]),
        ("Voters who fear the bank say that it lies.", [("Voters who fear the bank", "say")]),
        ("The crew reported smoke in the cabin.", [("The crew", "reported")]),
        # things that are said without a clause
        ("The union put the number of strikers at 12,000.", [("The union", "put")]),
        ("The firm put its headquarters at the disposal of the town.", []),
        ("The judge called the plan unlawful.", [("The judge", "called")]),
        ("The prosecution called 64 witnesses.", []),
        ("Neighbours described her as quiet.", [("Neighbours", "described")]),
        ("The firm blamed the weather.", [("The firm", "blamed")]),
        ("Roe rejected the accusation.", [("Roe", "rejected")]),
        ("Roe rejected the offer.", []),
        ("Health officials urged people to stay indoors.", [("Health officials", "urged")]),
        ("Roe vowed to cut taxes.", [("Roe", "vowed")]),
        ("Roe denied any link.", [("Roe", "denied")]),
        ("The jail denied access.", []),
        ("The army warned the mayor of a coup.", [("The army", "warned")]),
        ("Satellite images show at least 30 huts.", [("Satellite images", "show")]),
        ("The club showed interest.", []),
        ("The law was condemned by doctors.", [("doctors", "condemned")]),
        ("The party called on Tuesday for a vote.", [("The party", "called")]),
        # who speaks on
        ("It fell, Roe said, adding that it was late.", [("Roe", "said"), ("Roe", "adding")]),
        ("It fell, suggesting that it was late.", []),
        ("It fell, said Roe, who added that it was late.", [("Roe", "said"), ("Roe", "added")]),
        ("Roe said it fell and urged members to wait.", [("Roe", "said"), ("Roe", "urged")]),
        # who it is
        ("It fell, its chairwoman, Ann Roe, admitted last night.", [("its chairwoman, Ann Roe", "admitted")]),
        ("Her spokeswoman, Ann Roe, confirmed the delay.", [("Her spokeswoman, Ann Roe", "confirmed")]),
        ("It fell, data from the bank showed on Monday.", [("data from the bank", "showed")]),
        ("It fell, figures from the bank show.", [("figures from the bank", "show")]),
        ("It fell, clerks at the bank report.", [("clerks at the bank", "report")]),
        ("Clerks in Lima estimate that it fell.", [("Clerks in Lima", "estimate")]),
        ("By the bank’s own account, it fell.", [("the bank’s own account", "By")]),
        ("The 90-year-old firm denied it.", [("The 90-year-old firm", "denied")]),
        ("As many as 40 men left, the army said.", [("the army", "said")]),
        ("The minutes of May, seen by Roe, show that it fell.", [("The minutes of May", "show")]),
        ("It fell, says its chair, Ann Roe; it may rise.", [("its chair, Ann Roe", "says")]),
        (
            "His rival, the retired judge Ann Roe, blamed the press.",
            [("His rival, the retired judge Ann Roe", "blamed")],
        ),
        ("Clerks there complain that it fell.", [("Clerks there", "complain")]),
        ("Clerks not involved in the sale said it fell.", [("Clerks not involved in the sale", "said")]),
        ("Clerks, some in masks, have been saying since May that it fell.", [("Clerks", "saying")]),
        ("Ann Roe, 61, of Lund, admitted two counts of theft.", [("Ann Roe", "admitted")]),
        ("The study, led by Ann Roe, found a rise of 9 per cent.", [("The study", "found")]),
        (
            "It fell, according to a clerk at the town’s only working mill.",
            [("a clerk at the town’s only working mill", "according to")],
        ),
        (
            "It fell, according to a memo circulated before the vote.",
            [("a memo circulated before the vote", "according to")],
        ),
        (
            "It fell, according to a report in the journal Grain Today.",
            [("a report in the journal Grain Today", "according to")],
        ),
        ("It fell, according to an audit ordered by the bank.", [("an audit ordered by the bank", "according to")]),
        ("It fell, said two clerks who asked not to be named.", [("two clerks who asked not to be named", "said")]),
        ("According to Roe, quoted on Monday by the Post, it fell.", [("Roe", "According to"), ("the Post", "quoted")]),
        # verbs and what stands between them and what is said
        ("The bank reported on Tuesday a loss of $14m.", [("The bank", "reported")]),
        ("The bank denied having paid bribes.", [("The bank", "denied")]),
        ("The bank ruled out new loans.", [("The bank", "ruled out")]),
        ("Roe insisted on Monday that it fell.", [("Roe", "insisted")]),
        ("Rates stand still, and clerks signalled that they may rise.", [("clerks", "signalled")]),
        ("It fell, clerks at the mill have worked out.", [("clerks at the mill", "worked out")]),
        ("It fell in May, a lobby group counted.", [("a lobby group", "counted")]),
        ("He came in, counted the votes and left.", []),
        ("The fee must be paid, the court in Lund decided.", [("the court in Lund", "decided")]),
        ("The court decided to adjourn.", []),
        ("The fee was void, the supreme court held on Friday.", [("the supreme court", "held")]),
        ("The party held a meeting that ended late.", []),
        ("Polls put the two parties level.", [("Polls", "put")]),
        ("The mayor put safety ahead of profit.", []),
        ("Clerks say up to 30 cm of snow may fall.", [("Clerks", "say")]),
        ("The bank’s own figures show that it fell.", [("The bank’s own figures", "show")]),
        ("It fell, a figure the bank disputes.", [("the bank", "disputes")]),
        ("It fell, which the bank blames on storms.", [("the bank", "blames")]),
        ("It fell for the first time since the 1950s, and the bank forecasts a rise.", [("the bank", "forecasts")]),
        # reasons and yardsticks are no sources
        ("The bank closed, citing lower sales.", []),
        ("The bank proposed a dividend of 2 euros.", []),
        ("Few had predicted the result.", []),
        ("The bank gave warning of the fall.", []),
        # figures that somebody named before
        ("Profit was lower than the 9 per cent analysts had forecast.", [("analysts", "forecast")]),
        ("It closed later than it had promised.", []),
        ("The savings, which the firm puts at €4m, are late.", [("the firm", "puts")]),
        # who names a cause
        ("Doctors attribute the rise to heat.", [("Doctors", "attribute")]),
        ("The council credited the bridge with saving the town.", [("The council", "credited")]),
        ("The clinic admitted 30 boys to its wards.", []),
        ("The clinic admitted sick children to its wards.", []),
        ("The minister admitted the mistake to parliament.", [("The minister", "admitted")]),
        ("Ann Roe admitted sending money to the firm.", [("Ann Roe", "admitted")]),
        ("Under harbour rules boats may land once a day.", []),
        ("Leeds: a bus left the road on Monday.", []),
        (
            "A poll by Pell Research published on Monday put the Greens on 14 per cent.",
            [("A poll by Pell Research published on Monday", "put")],
        ),
        ("Roe called the sale unlawful and said that he would go.", [("Roe", "called"), ("Roe", "said")]),
        ("It fell, according to a trial among nurses in Mali.", [("a trial among nurses in Mali", "according to")]),
        ("It fell, according to a report published Monday.", [("a report published Monday", "according to")]),
        ("Its warning unit had been replaced.", []),
        # the writer's own view has no source
        ("I think the plan is a mistake.", []),
        ("I reckon the plan is a mistake.", []),
        ("I would argue that the plan is a mistake.", []),
        # believing and expecting are no saying
        ("The bank expects that it will fall.", []),
        ("It fell, Roe believes.", []),
        ("The palace has said nothing about it.", []),
        ("Roe did not say that prices fell.", []),
        ("Roe wants to leave.", []),
    ],
)
def test_find_attributions_reads_english(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Міністр заявив, що експорт зріс.", [("Міністр", "заявив")]),
        ("За словами Зеленського, загинули люди.", [("Зеленського", "За словами")]),
        ("Як пише Reuters, США не підписали її.", [("Reuters", "пише")]),
        ("Про це повідомляє The Washington Post.", [("The Washington Post", "повідомляє")]),
        ("У Мінфіні заявили, що борг зменшився.", [("Мінфіні", "заявили")]),
        ("Борг зменшився, повідомили в Мінфіні.", [("Мінфіні", "повідомили")]),
        ("Борг зменшився, йдеться у звіті банку.", [("звіті банку", "йдеться")]),
        ("Олена Рудь, директорка музею, заявила, що картини цілі.", [("Олена Рудь", "заявила")]),
        ("«Ми переможемо», – сказав у понеділок газеті «Схід» мер Лан.", [("мер Лан", "сказав")]),
        ("Речниця Ганна Лис у вівторок повідомила, що кордон відкрито.", [("Речниця Ганна Лис", "повідомила")]),
        ("Чиновники, за даними Reuters, отримали гроші.", [("Reuters", "за даними")]),
        ("Депутат неправдиво заявив, що ціни зросли.", [("Депутат", "заявив")]),
        ("Він нібито сказав, що угоду не підписано.", [("Він", "сказав")]),
        ("Міністр не заявив, що ціни зросли.", []),
        ("У Харкові поліція повідомила, що ціни зросли.", [("поліція", "повідомила")]),
        ("Міністр сказав правду, а компанія додала 20 місць.", []),
        ("Відповідно до закону, податок становить 5 %.", []),
        ("Міністр звинуватив банк у змові.", [("Міністр", "звинуватив")]),
        ("Районний суд засудив його до трьох років.", []),
        ("Лікарі радять пити воду.", [("Лікарі", "радять")]),
        ("Мер Олег Лан назвав обстріл злочином.", [("Мер Олег Лан", "назвав")]),
        ("Рішення засудили депутати.", []),
        ("Ціни зросли, заявив мер, додавши, що це тимчасово.", [("мер", "заявив"), ("мер", "додавши")]),
        (
            "Reuters із посиланням на джерела пише, що він іде.",
            [("Reuters", "пише"), ("джерела", "із посиланням на")],
        ),
        ("Мер привітав учителів і оголосив, що йде.", [("Мер", "оголосив")]),
        ("У позові стверджується, що борг зріс.", [("позові", "стверджується")]),
        ("Борг зріс, випливає з декларації.", [("декларації", "випливає")]),
        ("Мерка дала зрозуміти, що піде.", [("Мерка", "дала зрозуміти")]),
        ("Водночас у міністерстві додали, що борг зріс.", [("міністерстві", "додали")]),
        ("Міністерство у звіті зазначило, що борг зріс.", [("Міністерство", "зазначило")]),
        ("Аналітики банку «Обрій» нагадують, що борг зріс.", [("Аналітики банку «Обрій»", "нагадують")]),
        ("Свідки повідомляють про два вибухи.", [("Свідки", "повідомляють")]),
        ("«Ні», – сказала 54-річна вчителька.", [("54-річна вчителька", "сказала")]),
        ("Каск, яка не голосувала, радить чекати.", [("Каск", "радить")]),
        ("Рада, як пише «Вежа», виявила борг.", [("«Вежа»", "пише")]),
        ("Експерти вважають, що ціни зростуть.", []),
    ],
)
def test_find_attributions_reads_ukrainian(text, expected):
    assert found(text, language="uk") == expected


def test_find_attributions_spans_who_and_cue():
    text = "Then. The Post also added that it works."
    link = find_attributions(text, Span(6, len(text)))[0]
    assert text[link.start : link.end] == "The Post also added"


def test_find_attributions_finds_none_in_other_languages():
    assert found("Der Minister sagte, dass es stimmt.", language="de") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Post reported that officials told it that he knew.", "The Post"),
        ("The Post reported that Joe Biden said that he knew.", "Joe Biden"),
        ("Officials said that sources told them that he knew.", "Officials"),
        ("The Post wrote that it fell, citing the foreign ministry.", "the foreign ministry"),
        ("A leaked cable shows that Roe had urged members to wait.", "A leaked cable"),
        ("The bank fell, and traders say it will rise.", None),
        ("It turned back after the crew reported smoke.", None),
        ("The plan, which unions call an insult, will cost a fortune.", None),
        ("Armenia accused Iran of lying; Baku denied it.", "Armenia"),
        ("The leaks include emails in which the envoy boasts of having paid.", "the envoy"),
        ("The memo was read to a meeting in which the envoy said it fell.", None),
        ("It fell, a claim Kyiv denies.", None),
        ("Prices fell, while costs, by the bank’s own count, rose.", None),
        ("The bank wrote that it fell, citing higher costs.", "The bank"),
        ("According to Roe, quoted on Monday by the Post, it fell.", "Roe"),
        ("It works.", None),
    ],
)
def test_claimant_of_prefers_the_innermost_name(text, expected):
    assert claimant_of(find_attributions(text, Span(0, len(text)))) == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("The Washington Post", True),
        ("President Joe Biden's administration", True),
        ("the UN", True),
        ("Officials", False),
        ("two US officials", False),
        ("Russian officials", False),
        ("several outlets, including Reuters", True),
        ("He", False),
        ("a council spokesman, Aldous Renn", True),
        ("a spokesman, a former teacher", False),
        ("the Russians", False),
        ("the Republicans", False),
    ],
)
def test_names_somebody_tells_names_from_roles(who, expected):
    assert names_somebody(who) is expected


@given(text=st.one_of(WORDS, st.text()), language=st.sampled_from(["en", "uk"]))
def test_find_attributions_stand_in_the_text_in_order(text, language):
    start = 0
    for link in find_attributions(text, Span(0, len(text)), language=language):
        assert start <= link.start < link.end <= len(text)
        assert text[slice(*link.who_span)] == link.who
        assert link.cue in text[link.start : link.end]
        start = link.start


def test_find_attributions_gives_the_spans_of_each_part():
    text = "Then. Jane Roe, the mayor, has said that it works."
    link = find_attributions(text, Span(6, len(text)))[0]
    assert [text[slice(*span)] for span in (link.who_span, link.cue_span, *link.content)] == [
        "Jane Roe",
        "said",
        "that it works",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "Mr Roe, the mayor, said that prices fell, “no,” he told Reuters, according to Ms Pell. ",
        "he said that Roe claimed the bank wanted to say, ",
        "Roe, ",
        "“A quote of words.” he said, “",
        "Рада, за даними Roe, заявила, що ",
    ],
)
def test_attributions_are_read_in_linear_time(unit):
    def seconds(size: int, read) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        return quickest(lambda: read(text))

    for read in (
        read_attributions,
        lambda text: find_attributions(text, Span(0, len(text))),
        lambda text: find_attributions(text, Span(0, len(text)), language="uk"),
    ):
        # Ten times the text in at most thirty times the time: a quadratic reader takes a hundred times as long.
        assert seconds(200_000, read) < 30 * seconds(20_000, read) + 1


def test_claimant_of_a_sentence_of_speakers_takes_linear_time():
    def seconds(length):
        text = "said Roe, " * (length // 10)
        links = find_attributions(text, Span(0, len(text)))
        return quickest(lambda: claimant_of(links))

    assert seconds(100_000) < 40 * max(seconds(10_000), 0.02)


@pytest.mark.parametrize(
    "text",
    [
        "The strike, which began on Monday, ends on Friday.",
        "The suspect, who confessed on Monday, will appear in court.",
        "She put the cat out at 5 pm.",
        "The bank put rates on hold at 5%.",
    ],
)
def test_what_happens_to_a_subject_makes_it_no_source(text):
    assert find_attributions(text, Span(0, len(text))) == ()
