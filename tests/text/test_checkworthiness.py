import pytest

from claims.text.checkworthiness import (
    LIKE_CHECKED,
    POINTS_BESIDE_MODEL,
    UNLIKE_CHECKED,
    WEIGHTS,
    CheckWorthiness,
    Judgement,
    judge_sentence,
    weigh_features,
)
from claims.text.frame import read_frame
from claims.text.segments import Span


def judged(text: str, *, language: str = "en") -> Judgement:
    span = Span(0, len(text))
    return judge_sentence(text, span, read_frame(text, span, language=language), language=language)


def weighed(text: str, *, language: str = "en") -> CheckWorthiness:
    return weigh_features(judged(text, language=language).features)


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
        ("This site uses cookies.", "a heading or boilerplate"),
        ("You can subscribe here.", "a heading or boilerplate"),
        ("© The Post. All rights reserved.", "a heading or boilerplate"),
        ("Photo: John Smith worked for Getty Images", "a heading or boilerplate"),
        ("We should do more.", "an opinion"),
    ],
)
def test_judge_sentence_leaves_out_with_the_reason(text, reason):
    assert judged(text).left_out_reason == reason


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
        "EU foreign ministers back new Russian oil levy plan",
        "The ministry says that the mines will change everything.",
        "The privacy policy of a firm helps nobody who wants to know quickly and simply what it keeps.",
        # What a page offers its readers is also what a sentence may tell of.
        "The newsletter reached 4,000 readers in 2019.",
        "Google changed its privacy policy.",
        "Getty Images sued the firm, the court said.",
        "Children read more in 2020, a study found.",
        "Ukraine will sign up to the treaty in May.",
        "The policy on cookie consent was set by the EU.",
        "He subscribes to a theory that was debunked.",
        # Nothing is wished for here, and "there" points at nothing.
        "We should note that Ukraine gave up its nuclear weapons.",
        "Let us be clear: no British soldier was there.",
        "There are no plans to raise taxes.",
    ],
)
def test_judge_sentence_keeps_what_can_be_checked(text):
    assert judged(text).left_out_reason == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Чи переживе угода цей рік?", "a question"),
        ("Я думаю, що уряд працює погано.", "an opinion"),
        ("На мою думку, закон поганий.", "an opinion"),
        ("Коли я був малим, у нас не було води.", "personal experience"),
        ("Читайте також: як працюють міни", "a heading or boilerplate"),
        ("Підписуйтесь на наш канал у Telegram", "a heading or boilerplate"),
        ("Фото: Укрінформ", "a heading or boilerplate"),
        ("Реклама", "a heading or boilerplate"),
        ("Усі права захищено.", "a heading or boilerplate"),
        ("Він сказав неправду.", "too short or too vague to check"),
        ("Реклама тютюну заборонена в усій країні.", ""),
        ("Польща — член НАТО.", ""),
        ("Варто зазначити, що Росія напала на Грузію.", ""),
        ("Україна знищила 6 мільйонів мін.", ""),
    ],
)
def test_judge_sentence_reads_ukrainian(text, reason):
    assert judged(text, language="uk").left_out_reason == reason


def test_judge_sentence_scores_the_guiding_example_high_with_reasons_in_words():
    worthiness = weighed(
        "The Washington Post also added that neither Russia nor the US is among the 164 signatories of the "
        "Ottawa Convention."
    )
    assert worthiness.score > 0.8
    assert worthiness.reasons == (
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
    assert ("first person (−14)" in weighed(text).reasons) is is_first_person


def test_judge_sentence_weighs_a_span_of_time_below_another_figure():
    span, count = weighed("Ukraine ratified it after 19 years."), weighed("Ukraine ratified it with 19 reservations.")
    assert span.score < count.score
    assert "has a span of time (+14)" in span.reasons
    assert "has a quantity (+31)" in weighed("Ukraine ratified it after 19 years and 164 others.").reasons
    assert "has a quantity (+31)" in weighed("Ukraine held 19 days of talks.").reasons


@pytest.mark.parametrize(
    ("leaning", "standing"),
    [
        ("It ratified the convention in 2005.", "She-wolves ratified the convention in 2005."),
        ("More than 160 states have joined it.", "More than 160 states have joined up."),
    ],
)
def test_judge_sentence_ranks_a_bare_pronoun_a_little_below(leaning, standing):
    assert 0 < weighed(standing).score - weighed(leaning).score < 0.05


def test_judge_sentence_does_not_take_an_impersonal_it_for_a_pronoun():
    assert "leans on the sentence before (−3)" not in weighed("It is illegal under the law to sell mines.").reasons


def test_judge_sentence_lowers_the_score_of_opinions():
    factual, opinionated = weighed("The city built 4,000 flats."), weighed("Sadly the city built 4,000 flats.")
    assert opinionated.score < factual.score
    assert "opinion word (−16)" in opinionated.reasons


def test_judge_sentence_scores_stay_between_nought_and_one():
    every_sign = sum(points for points in WEIGHTS.values() if points > 0)
    assert every_sign > 0
    assert 0 < weighed("Perhaps I will go.").score < weighed("In 2024 Russia lost 5,000 men and 300 tanks.").score < 1


def test_judge_sentence_reads_other_languages_by_their_figures():
    assert judged("Die Zahl stieg um 5 Prozent.", language="de").left_out_reason == ""
    assert judged("Das ist gut.", language="de").left_out_reason == (
        "no figure in it, and this language is read for figures and dates only"
    )


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ("Is it legal under the treaty?", True),
        ("Do you realise that we spend $73 billion on this?", False),  # asks nothing: it tells
        ("Sign up to our newsletter!", True),
        ("I think this is a terrible decision.", False),
        ("This is what matters.", False),
        ("133 states signed the convention.", False),
    ],
)
def test_judge_sentence_says_which_reasons_leave_no_doubt(text, is_certain):
    assert judged(text).is_certain is is_certain


def test_weigh_features_puts_the_trained_model_among_the_reasons():
    likely, unlikely = weigh_features(["has a date"], logit=1.5), weigh_features(["has a date"], logit=-2.0)
    assert likely == CheckWorthiness(pytest.approx(0.8176, abs=1e-4), (f"{LIKE_CHECKED} (+27)",))
    assert unlikely == CheckWorthiness(pytest.approx(0.1192, abs=1e-4), (f"{UNLIKE_CHECKED} (−36)",))


def test_weigh_features_adds_a_feature_s_points_to_the_model_s():
    assert POINTS_BESIDE_MODEL["compares or ranks"] == 9
    worthiness = weigh_features(["compares or ranks"], logit=0.0)
    assert worthiness == CheckWorthiness(pytest.approx(0.6225, abs=1e-4), ("compares or ranks (+9)",))


@pytest.mark.parametrize("logit", [None, 0.4])
def test_weigh_features_adds_the_points_of_the_desk(logit):
    plain = weigh_features(["names a person"], logit=logit)
    raised = weigh_features(["names a person"], logit=logit, desk_points={"names a person": 10, "has a date": 40})
    assert raised.score > plain.score
    assert any(reason.startswith("names a person") for reason in raised.reasons)


def test_weigh_features_passes_over_a_feature_of_another_version():
    assert weigh_features(["was a feature once"]) == weigh_features([])
