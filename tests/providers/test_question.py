import pytest

from claims.errors import ProviderError
from claims.providers.question import base_language, check_has_setting, check_has_words, cut, names_in


@pytest.mark.parametrize(
    ("text", "options", "shown"),
    [
        ("  one\n two  ", {"characters": 20}, "one two"),
        ("one two three", {"characters": 12}, "one two"),
        ("one two three", {"characters": 13}, "one two three"),
        ("one two three", {"characters": 20, "words": 2}, "one two"),
        ("x" * 30, {"characters": 5}, "xxxxx"),
        ("half \ud83d", {"characters": 20}, "half ?"),
        ("GDP -0.4 or -$3, not -2", {"characters": 30}, "GDP 0.4 or $3, not 2"),
        ("COVID-19 1990-2000 -word", {"characters": 30}, "COVID-19 1990-2000 -word"),
        ("", {"characters": 5}, ""),
    ],
    ids=ascii,
)
def test_a_question_is_cut_at_a_word(text, options, shown):
    assert cut(text, **options) == shown


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("164 signatories of the Ottawa Convention", ["Ottawa Convention", "Ottawa", "Convention"]),
        ("Russia, the US and the United Nations.", ["United Nations", "Russia", "US", "United", "Nations"]),
        ("Президент Зеленський сказав", ["Президент Зеленський", "Президент", "Зеленський"]),
        ("nothing here", []),
        ("地雷禁止条約", []),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_runs_of_capitals_then_their_words(text, names):
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("language", "base"),
    [("en", "en"), ("pt-BR", "pt"), ("zh_Hans", "zh"), ("UK", "uk"), ("", "en"), ("x", "en"), ("../..", "en")],
)
def test_a_language_is_its_base(language, base):
    assert base_language(language) == base


@pytest.mark.parametrize("text", ["", "  ", "?!", "\x00"], ids=ascii)
def test_a_question_without_words_is_not_asked(text):
    with pytest.raises(ProviderError) as caught:
        check_has_words(text, label="Example")
    assert (str(caught.value), caught.value.can_retry) == ("Example was not asked: the question has no words.", False)


@pytest.mark.parametrize("text", ["a", "7", "слово", "約"])
def test_a_question_with_a_word_is(text):
    assert check_has_words(text, label="Example") is None


def test_nothing_that_is_missing_is_no_error():
    assert check_has_setting("", label="Example") is None
