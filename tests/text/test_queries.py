"""Terms, and the questions that a claim is searched with."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text.attribution import Attribution
from claims.text.concepts import competing_concept, concept_of
from claims.text.dates import DateMention
from claims.text.entities import Entity
from claims.text.frame import ClaimFrame, read_frame
from claims.text.quantities import Quantity
from claims.text.queries import LONGEST_QUERY, SearchQuestion, questions_for
from claims.text.segments import Span
from claims.text.terms import terms_of


def quantity(raw: str, value: float, *, noun: str | None = None, unit: str | None = None) -> Quantity:
    return Quantity(raw, value, None, unit, noun, "=", 0, len(raw))


def frame(
    *,
    quantities: tuple[Quantity, ...] = (),
    entities: tuple[tuple[str, str], ...] = (),
    dates: tuple[str, ...] = (),
    said: tuple[str, str] | None = None,
) -> ClaimFrame:
    return ClaimFrame(
        kind="quantity",
        quantities=quantities,
        dates=tuple(DateMention(raw, None, None, 0, len(raw)) for raw in dates),
        entities=tuple(Entity(text, label, 0, len(text)) for text, label in entities),
        negations=(),
        negated=False,
        claimant=said[0] if said else None,
        attribution=(Attribution(*said, 0, 1),) if said else (),
    )


def stems(text: str, language: str = "en") -> list[str]:
    return [term.stem for term in terms_of(text, language=language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Neither of the treaties was signed.", ["treati", "sign"]),
        ("en", "The US, the U.S. and the United States", ["usa", "usa", "usa"]),
        ("en", "They told us.", ["told"]),
        ("en", "1,234.5 and 1.234,5 and 260,000 and 132,1", ["1234.5", "1234.5", "260000", "132.1"]),
        ("en", "19\u00a0164 mines", ["19164", "mine"]),
        ("en", "The treaty’s cafe\u0301", ["treati", "cafe"]),
        ("en", "co\u00adop\u00aderation", ["cooper"]),
        ("uk", "Конвенція, конвенції, конвенцій, конвенцією", ["конвенц"] * 4),
        ("uk", "Держави підписали, підписала", ["держав", "підпис", "підпис"]),
        ("uk", "обов’язок обов'язок обов\u02bcязок", ["обовязок"] * 3),
        ("uk", "Украї\u0301на і Украина\u0300", ["україн", "украин"]),
        ("de", "Die Verträge", ["die", "vertrag"]),
        ("xx", "Plain Words", ["plain", "words"]),
        ("en", "", []),
        ("en", "\ud800 … 😀 — ,", []),
    ],
)
def test_terms_are_folded_and_stemmed(language: str, text: str, expected: list[str]) -> None:
    assert stems(text, language) == expected


def test_terms_keep_the_word_that_is_shown() -> None:
    assert [term.word for term in terms_of("Two signatories")] == ["two", "signatories"]


def test_term_of_endless_letters_is_cut() -> None:
    (term,) = terms_of("a" * 1_000_000)
    assert len(term.stem) == 64


def test_terms_from_many_threads_are_those_of_one() -> None:
    words = [f"{first}{second}ations" for first in "bcdfgh" for second in ("ali", "ero", "iza", "ume")]
    results: list[list[str]] = []
    threads = [threading.Thread(target=lambda: results.append(stems(" ".join(words), "en"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [[stems(word)[0] for word in words]] * 8


@pytest.mark.parametrize(
    ("language", "noun", "expected"),
    [
        ("en", "signatories", "signatories"),
        ("en", "states signed", "signatories"),
        ("en", "states parties", "states parties"),
        ("en", "countries that have ratified", "states parties"),
        ("en", "signatories and parties", None),
        ("en", "ships", None),
        ("uk", "підписантів", "signatories"),
        ("uk", "держав-учасниць", "states parties"),
    ],
)
def test_concept_is_the_one_entry_of_the_term_table(language: str, noun: str, expected: str | None) -> None:
    assert concept_of(stems(noun, language), language) == expected


def test_competing_concept_goes_both_ways() -> None:
    assert competing_concept("signatories") == "states parties"
    assert competing_concept("states parties") == "signatories"
    assert competing_concept("ships") is None
    assert competing_concept(None) is None


def test_questions_of_the_guiding_example() -> None:
    claim = frame(
        quantities=(quantity("164", 164, noun="signatories"),),
        entities=(
            ("Washington Post", "ORG"),
            ("Russia", "PLACE"),
            ("US", "PLACE"),
            ("Ottawa Convention", "AGREEMENT"),
        ),
        said=("The Washington Post", "added"),
    )
    text = "Neither Russia nor the US is among the 164 signatories of the Ottawa Convention."
    assert questions_for(text, claim) == (
        SearchQuestion("Russia US 164 signatories Ottawa Convention", "support"),
        SearchQuestion("Russia US Ottawa Convention states parties", "contrary"),
        SearchQuestion("Ottawa Convention text signatures ratifications", "primary"),
    )


def test_questions_of_a_statistic_turn_the_verb_and_ask_for_the_record() -> None:
    claim = frame(
        quantities=(quantity("6.1 percent", 6.1, unit="percent"),),
        entities=(("Germany", "PLACE"),),
        dates=("March 2024",),
    )
    assert questions_for("Unemployment in Germany rose to 6.1 percent in March 2024.", claim) == (
        SearchQuestion("Unemployment Germany rose 6.1 percent March 2024", "support"),
        SearchQuestion("Unemployment Germany March 2024 fell", "contrary"),
        SearchQuestion("Unemployment Germany March 2024 Destatis", "primary"),
    )


def test_contrary_question_turns_no_word_of_a_name() -> None:
    named = frame(entities=(("Mine Ban Treaty", "AGREEMENT"),))
    support, contrary, _ = questions_for("Norway drafted the Mine Ban Treaty.", named)
    assert support == SearchQuestion("Norway drafted Mine Ban Treaty", "support")
    assert contrary == SearchQuestion("Norway drafted Mine Ban Treaty disputed", "contrary")


def test_contrary_question_keeps_the_counted_thing_when_nothing_else_is_left() -> None:
    counted = frame(quantities=(quantity("160", 160.0, noun="states"),))
    assert questions_for("More than 160 states have joined it.", counted) == (
        SearchQuestion("160 states joined", "support"),
        SearchQuestion("states signatories", "contrary"),
        SearchQuestion("states joined official figures", "primary"),
    )


def test_questions_name_the_institution_but_not_the_newspaper() -> None:
    claim = frame(entities=(("The Herald", "ORG"), ("World Bank", "ORG")), said=("The Herald", "reported"))
    questions = questions_for("The Herald reported that the World Bank approved the loan.", claim)
    assert questions == (
        SearchQuestion("World Bank approved loan", "support"),
        SearchQuestion("World Bank loan rejected", "contrary"),
        SearchQuestion("World Bank loan official statement report", "primary"),
    )


def test_questions_keep_the_newspaper_when_it_is_all_there_is() -> None:
    claim = frame(entities=(("The Herald", "ORG"),), said=("The Herald", "said"))
    assert questions_for("The Herald said.", claim)[0] == SearchQuestion("The Herald said", "support")


@pytest.mark.parametrize(
    ("language", "text", "contrary"),
    [
        ("uk", "Ціни зросли минулого року.", "Ціни минулого року впали"),
        ("uk", "Росія підписала конвенцію.", "Росія конвенцію держави-учасниці"),
        ("en", "The mayor owns two houses.", "mayor owns two houses disputed"),
        ("fr", "Le maire possède deux maisons.", "Le maire possède deux maisons fact check"),
    ],
)
def test_contrary_question_without_figures(language: str, text: str, contrary: str) -> None:
    questions = questions_for(text, frame(), language=language)
    assert questions[1] == SearchQuestion(contrary, "contrary")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_questions_of_an_empty_claim_are_none(text: str) -> None:
    assert questions_for(text, frame()) == ()


def test_questions_of_stop_words_alone_are_still_two() -> None:
    assert [question.purpose for question in questions_for("It is what it is.", frame())] == ["support", "contrary"]


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=600), st.sampled_from(["en", "uk", "de", ""]))
def test_questions_are_short_and_never_doubled(text: str, language: str) -> None:
    questions = questions_for(text, frame(entities=((text[:40].strip() or "x", "ORG"),)), language=language)
    queries = [question.query for question in questions]
    assert all(len(query) <= LONGEST_QUERY for query in queries)
    assert len({query.casefold() for query in queries}) == len(queries)


def test_claim_that_says_no_more_than_what_contradiction_is_looked_for_with_has_one_question() -> None:
    questions = questions_for("FACT CHECK", frame(entities=(("FACT CHECK", "ORG"),)), language="de")
    assert [question.purpose for question in questions] == ["support"]


def test_question_of_an_endless_word_is_cut() -> None:
    questions = questions_for("x" * 1000, frame())
    assert [len(question.query) for question in questions] == [300, 300]


# Sentences as articles print them: language, sentence, and the questions for it, against it and to the record.
SENTENCES = [
    (
        "en",
        "The Washington Post also added that neither Russia nor the US is among the 164 signatories of the Ottawa "
        "Convention.",
        "Russia US 164 signatories Ottawa Convention",
        "Russia US Ottawa Convention states parties",
        "Ottawa Convention text signatures ratifications",
    ),
    (
        "en",
        "Exports of Ukrainian grain fell by 40 percent in 2022 compared with 2021.",
        "Exports of Ukrainian grain fell 40 percent 2022 2021",
        "Exports of Ukrainian grain 2022 2021 rose",
        "Exports of Ukrainian grain 2022 2021 official statistics",
    ),
    (
        "en",
        "Norway is the largest producer of farmed salmon in the world.",
        "Norway largest producer farmed salmon world",
        "Norway producer farmed salmon world second largest",
        "Norway largest producer farmed salmon world official statistics",
    ),
    (
        "en",
        "“We have never closed a single hospital,” Health Secretary Jane Doe told the BBC on Tuesday.",
        "Health Secretary Jane Doe closed single hospital BBC",
        "Health Secretary Jane Doe closed single hospital BBC confirmed",
        "Health Secretary Jane Doe closed single hospital BBC full transcript",
    ),
    (
        "en",
        "More than 6.4 million people are waiting for NHS treatment in England.",
        "6.4 million people waiting NHS treatment England",
        "people waiting NHS treatment England disputed",
        "people waiting NHS treatment England official figures",
    ),
    (
        "en",
        "The European Parliament approved the Artificial Intelligence Act on 13 March 2024.",
        "European Parliament approved Artificial Intelligence Act 13 March 2024",
        "European Parliament Artificial Intelligence Act 13 March 2024 rejected",
        "Artificial Intelligence Act official text",
    ),
    (
        "en",
        "Under the law, companies with more than 50 employees must publish their gender pay gap.",
        "law companies 50 employees publish gender pay gap",
        "law companies employees publish gender pay gap disputed",
        "law companies employees publish gender pay gap official text",
    ),
    (
        "en",
        "Crime has doubled in London since 2016.",
        "Crime doubled London 2016",
        "Crime London 2016 halved",
        "",
    ),
    (
        "en",
        "Vaccines do not cause autism.",
        "Vaccines cause autism",
        "Vaccines cause autism confirmed",
        "",
    ),
    (
        "uk",
        "За даними Держстату, інфляція в Україні у 2023 році становила 5,1 відсотка.",
        "інфляція Україні 2023 5,1 відсотка",
        "інфляція Україні 2023 спростування",
        "інфляція Україні 2023 Держстат",
    ),
    (
        "uk",
        "Україна приєдналася до Оттавської конвенції у 2005 році.",
        "Україна приєдналася Оттавської конвенції 2005",
        "Україна Оттавської конвенції 2005 підписанти",
        "Україна приєдналася Оттавської конвенції 2005 текст підписання ратифікація",
    ),
    (
        "uk",
        "Дефіцит державного бюджету зріс до 1,3 трлн гривень.",
        "Дефіцит державного бюджету зріс 1,3 трлн гривень",
        "Дефіцит державного бюджету впав",
        "Дефіцит державного бюджету офіційна статистика",
    ),
]


@pytest.mark.parametrize(("language", "sentence", "support", "contrary", "primary"), SENTENCES)
def test_questions_of_sentences_as_they_are_printed(
    language: str, sentence: str, support: str, contrary: str, primary: str
) -> None:
    read = read_frame(sentence, Span(0, len(sentence)), language=language)
    expected = [("support", support), ("contrary", contrary), ("primary", primary)]
    questions = questions_for(sentence, read, language=language)
    assert [(question.purpose, question.query) for question in questions] == [one for one in expected if one[1]]


def test_a_weekday_is_asked_for_by_its_year_and_left_out_when_that_is_not_known() -> None:
    sentence = "The mayor opened the bridge on Tuesday."
    known = read_frame(sentence, Span(0, len(sentence)), published_on=date(2024, 11, 21))
    unknown = read_frame(sentence, Span(0, len(sentence)))
    assert questions_for(sentence, known)[0].query == "mayor opened bridge 2024"
    assert questions_for(sentence, unknown)[0].query == "mayor opened bridge"


def test_a_claim_that_something_is_disputed_has_two_different_questions() -> None:
    support, contrary = questions_for("The border is disputed.", frame())
    assert (support.query, contrary.query) == ("border disputed", "border disputed fact check")


def test_the_figures_of_two_places_belong_to_no_one_office() -> None:
    two = frame(
        quantities=(quantity("5 percent", 5.0, unit="percent"),), entities=(("Germany", "PLACE"), ("France", "PLACE"))
    )
    assert questions_for("Rents in Germany and France rose 5 percent.", two)[2] == SearchQuestion(
        "Rents Germany France official statistics", "primary"
    )


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abc 164.signed rose not", min_size=1, max_size=80), st.booleans())
def test_a_claim_is_always_asked_against(text: str, negated: bool) -> None:
    claim = replace(frame(quantities=(quantity("164", 164.0),)), negated=negated)
    questions = questions_for(text, claim)
    assert [question.purpose for question in questions][:2] == (["support", "contrary"] if text.strip() else [])
