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
