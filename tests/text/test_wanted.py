from claims.text.frame import read_frame
from claims.text.segments import Span
from claims.text.wanted import read_wanted, word_stems

CLAIM = "Maria Kovalenko said that 164 states signed the Ottawa Convention on 3 December 1997."


def wanted(claim=CLAIM):
    return read_wanted(claim, read_frame(claim, Span(0, len(claim))), "en")


def test_speaker_is_no_name_of_the_claim():
    assert [(name.text, name.is_agreement) for name in wanted().names] == [("Ottawa Convention", True)]


def test_figures_are_named_by_the_verb_that_counts():
    assert [(one.quantity.raw, one.quantity.noun) for one in wanted().figures] == [("164", "states signed")]


def test_stems_of_figures_are_those_of_figures_and_dates():
    assert wanted().stems_of_figures == {"164", "3", "decemb", "1997"}
    assert wanted("Nobody signed it.").stems_of_figures == frozenset()


def test_dates_that_hang_on_another_day_are_not_compared():
    assert [mention.raw for mention in wanted("It opened on 3 December 1997 and closed yesterday.").dates] == [
        "3 December 1997"
    ]


def test_agreement_is_seen_by_its_town_with_another_word_for_it():
    (name,) = wanted().names
    stems = [word_stems(text, "en") for text in ("Ottawa Treaty", "Ottawa", "treaty")]
    assert [name.seems_in(words) for words in stems] == [True, False, False]


def test_words_of_one_entry_of_the_term_table_have_one_stem():
    assert len(word_stems("signed signatories signers", "en")) == 1
