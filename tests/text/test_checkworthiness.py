import pytest

from claims.text.checkworthiness import WEIGHTS, CheckWorthiness, judge_sentence
from claims.text.frame import read_frame
from claims.text.segments import Span


def judged(text: str, *, language: str = "en") -> CheckWorthiness:
    span = Span(0, len(text))
    return judge_sentence(text, span, read_frame(text, span, language=language), language=language)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Is it legal under the treaty?", "a question"),
        ("“Why not?”", "a question"),
        ("I think this is a terrible decision.", "an opinion"),
        ("We should do much more.", "an opinion"),
        ("The mines will change everything.", "a prediction"),
        ("I remember how I felt then.", "personal experience"),
        ("Sign up to our newsletter!", "a heading or boilerplate"),
        ("What we know so far", "a heading or boilerplate"),
        ("This is what matters.", "too short or too vague to check"),
        ("So there.", "too short or too vague to check"),
        ("I have covered the courts for most of my working life.", "personal experience"),
        ("We asked the ministry for a comment, and none came.", "personal experience"),
        ("In this newspaper's view, that is thin comfort for all.", "an opinion"),
        ("In our opinion the biggest treaty law is one that binds.", "an opinion"),
        ("Still, the promise matters, and they kept it.", "an opinion"),
        ("It would be a shame to lose the best shop in town.", "an opinion"),
        ("Opponents will say that the law is hardly a law at all.", "a prediction"),
        ("Supporters will no doubt argue that it is smaller than the other one.", "a prediction"),
        ("What happens next depends on how other capitals respond.", "a prediction"),
        ("It remains to be seen whether Russia signed the treaty.", "a prediction"),
        ("Sign up for our morning letter to get the day's main stories by email.", "a heading or boilerplate"),
        ("Read more about the crisis in the north of the country here.", "a heading or boilerplate"),
        ("Write to us if you have noticed a change in your street.", "a heading or boilerplate"),
        ("A question left open", "a heading or boilerplate"),
        ("A promise kept", "a heading or boilerplate"),
    ],
)
def test_judge_sentence_leaves_out_with_the_reason(text, reason):
    judgement = judged(text)
    assert (judgement.is_checkable, judgement.left_out_reason) == (False, reason)


@pytest.mark.parametrize(
    "text",
    [
        "133 states signed the convention.",
        "Ukraine ratified it in 2005.",
        "Officials told the publication that the mines lose power within weeks.",
        "Antipersonnel mines kill civilians for decades.",
        "I paid 500 dollars in tax in 2020.",
        "Taxes will rise by 5%.",
        "Opponents will say that inflation hit 9% in 2022.",
        "The ministry argued that the law bans mines.",
        "Two men died in the crash",
        "A man died in the Kyiv crash",
        "The minister dealt with tax matters in Kyiv.",
        "The council matters were read by the mayor.",
    ],
)
def test_judge_sentence_keeps_what_can_be_checked(text):
    judgement = judged(text)
    assert (judgement.is_checkable, judgement.left_out_reason) == (True, "")


def test_judge_sentence_scores_the_guiding_example_high_with_reasons_in_words():
    judgement = judged(
        "The Washington Post also added that neither Russia nor the US is among the 164 signatories of the "
        "Ottawa Convention."
    )
    assert judgement.score > 0.8
    assert judgement.reasons == (
        "has a quantity (+31)",
        "past tense (+15)",
        "names a public body or place (+12)",
        "says who said it (+5)",
        "negates or excludes (+4)",
    )


@pytest.mark.parametrize(
    ("text", "is_first_person"),
    [
        ("The mine was closed in 1994.", False),
        ("The Mine Ban Treaty opened for signature in 1997.", False),
        ("Victims of mine explosions were paid in 1994.", False),
        ("Clearing of mine and bomb fields began in 1994.", False),
        ("World War I began in 1914.", False),
        ("A friend of mine worked there in 1994.", True),
        ("In 1994 the shop was mine.", True),
        ("Mine was built in 1994.", True),
        ("On Tuesday I paid 500 dollars.", True),
    ],
)
def test_judge_sentence_knows_the_pronoun_from_the_noun(text, is_first_person):
    assert ("first person (−14)" in judged(text).reasons) is is_first_person


def test_judge_sentence_weighs_a_span_of_time_below_another_figure():
    span, count = judged("Ukraine ratified it 19 years before."), judged("Ukraine ratified it with 19 reservations.")
    assert span.score < count.score
    assert "has a span of time (+14)" in span.reasons
    assert "has a quantity (+31)" in judged("Ukraine ratified it 19 years before 164 others.").reasons


@pytest.mark.parametrize(
    ("leaning", "standing"),
    [
        ("It ratified the convention in 2005.", "She-wolves ratified the convention in 2005."),
        ("More than 160 states have joined it.", "More than 160 states have joined up."),
    ],
)
def test_judge_sentence_ranks_a_bare_pronoun_a_little_below(leaning, standing):
    assert 0 < judged(standing).score - judged(leaning).score < 0.05


def test_judge_sentence_does_not_take_an_impersonal_it_for_a_pronoun():
    assert "leans on the sentence before (−3)" not in judged("It is illegal under the law to sell mines.").reasons


def test_judge_sentence_lowers_the_score_of_opinions():
    factual, opinionated = judged("The city built 4,000 flats."), judged("Sadly the city built 4,000 flats.")
    assert opinionated.score < factual.score
    assert "opinion word (−16)" in opinionated.reasons


def test_judge_sentence_scores_stay_between_nought_and_one():
    every_sign = sum(points for points in WEIGHTS.values() if points > 0)
    assert every_sign > 0
    assert 0 < judged("Perhaps I will go.").score < judged("In 2024 Russia lost 5,000 men and 300 tanks.").score < 1


def test_judge_sentence_reads_other_languages_by_their_figures():
    assert judged("Die Zahl stieg um 5 Prozent.", language="de").is_checkable is True
    assert judged("Das ist gut.", language="de").left_out_reason == (
        "no figure in it, and this language is read for figures and dates only"
    )
