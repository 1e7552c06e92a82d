import pytest

from claims.text.cited import cited_sources, source_keys


@pytest.mark.parametrize(
    ("who", "key"),
    [
        ("the Ministry of Health", "health ministry"),
        ("the health ministry", "health ministry"),
        ("Ukraine's Ministry of Defense", "defence ministry ukraine"),
        ("the International Committee of the Red Cross report", "icrc"),
        ("ICRC data", "icrc"),
        ("a 2023 report by the World Bank", "bank world"),
        ("Figures from the State Statistics Service", "service state statistics"),
        ("The Washington Post", "post washington"),
        ("Prime Minister Jane Doe", "doe"),
        ("Doe", "doe"),
        ("Human Rights Watch", "human rights watch"),
        ("Officials", None),
        ("police", None),
        ("local police", None),
        ("the ministry", None),
        ("a ministry spokesman", None),
        ("several sources", None),
        ("he", None),
        ("Friday", None),
    ],
)
def test_an_english_source_has_a_key_when_it_can_be_told_who_it_is(who, key):
    assert source_keys(who) == ((key,) if key else ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Держстату", "Державної служби статистики України"),
        ("Міністерства оборони", "Міноборони"),
        ("Генштабу", "Генеральний штаб ЗСУ"),
        ("Зеленського", "президент Зеленський"),
        ("прессекретаря Коваленка", "Коваленко"),
        ("МОЗ", "Міністерства охорони здоров'я України"),
    ],
)
def test_a_ukrainian_source_has_one_key_in_every_case(one, other):
    [key] = source_keys(one, language="uk")
    assert source_keys(other, language="uk") == (key,)


@pytest.mark.parametrize("who", ["чиновники", "джерела", "міністерство", "поліція", "він"])
def test_a_ukrainian_source_that_nobody_can_tell_has_no_key(who):
    assert source_keys(who, language="uk") == ()


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The plant closed, officials told The Washington Post.", "en", ["The Washington Post"]),
        ("She told her mother. He told Jane Doe.", "en", []),
        ("As The Guardian reported, it closed.", "en", ["The Guardian"]),
        ("It closed, according to the Ministry of Health.", "en", ["the Ministry of Health"]),
        ("It was first reported by Reuters.", "en", ["Reuters"]),
        ("За даними Держстату, так.", "uk", ["Держстату"]),
        ("Міноборони повідомило, що загинули 500 осіб.", "uk", ["Міноборони"]),
        ("Відкрито міст. Про це пише Reuters.", "uk", ["Reuters"]),
        ("Laut dem Ministerium ist alles gut.", "de", []),
        ("Nothing is said here.", "en", []),
        ("", "en", []),
    ],
)
def test_who_is_cited_is_found_where_it_stands(text, language, found):
    sources = cited_sources(text, language=language)
    assert [text[source.start : source.end] for source in sources] == found
    assert [source.words for source in sources] == found


def test_two_sources_in_one_breath_are_two():
    text = "Відкрито міст. Про це повідомляє Укрінформ з посиланням на Міністерство оборони."
    first, second = [(one.words, one.is_for_whole_page) for one in cited_sources(text, language="uk")]
    assert (first, second) == (("Укрінформ", True), ("Міністерство оборони", False))


def test_an_acronym_that_the_page_explains_has_both_keys():
    text = "The Varnsk Harbour Board (VHB) met. According to the VHB, all is well."
    assert {source.key for source in cited_sources(text)} == {"vhb", "board harbour varnsk"}


def test_offsets_are_right_behind_other_paragraphs():
    text = "A first paragraph.\nStill the first.\n\n  \n\nIt closed, the Ministry of Health said.\n"
    [source] = cited_sources(text)
    assert text[source.start : source.end] == "the Ministry of Health"
