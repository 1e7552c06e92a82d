import time

import numpy as np
import pytest

from claims.text.encoder import load_encoder
from claims.text.similarity import KnownClaim, KnownClaims, SimilarClaim, claim_vectors
from claims.text.similarity_posts import meaning_of_post, words_of_post

TREATY = KnownClaim("treaty", ("164 states have signed the landmine treaty.",))
JOBS = KnownClaim("jobs", ("Unemployment fell to 4 per cent in spring.", "Did fewer people look for work?"))
SHARK = KnownClaim("shark", ("A photograph shows a shark swimming in a flooded street.",))
ALL = (TREATY, JOBS, SHARK)


class CompassEncoder:
    """Knows one thing of a text: which of a few words stands in it first."""

    name, version = "compass", "1"
    languages = frozenset({"en"})
    directions = ("treaty", "work", "street")

    def __init__(self):
        self.asked = []

    def vectors(self, texts):
        self.asked.extend(texts)
        return np.array([[float(word in text) for word in (*self.directions, "")] for text in texts], dtype=np.float32)


def found(known, text, **options):
    return [claim.id for claim in known.search(text, **options)]


# --- words alone


def test_words_alone_put_the_rarest_in_common_first():
    known = KnownClaims(ALL)
    assert found(known, "How many states signed the treaty in spring?") == ["treaty", "jobs"]


def test_found_claim_says_which_words_it_shares_and_that_meaning_was_not_asked():
    (claim,) = KnownClaims(ALL).search("Signed in Geneva: the treaty on land, by 164 states.")
    assert claim == SimilarClaim("treaty", claim.wording, claim.wording, None, ("signed", "treaty", "164", "states"))
    assert claim.wording > 0


def test_what_shares_nothing_is_not_found():
    assert KnownClaims(ALL).search("Nothing of the kind.") == ()
    assert KnownClaims().search("Nobody knows anything yet.") == ()


def test_every_way_in_which_a_claim_is_put_counts():
    assert found(KnownClaims(ALL), "People look for a place.") == ["jobs"]


def test_limit_keeps_the_best():
    assert found(KnownClaims(ALL), "How many states signed the treaty in spring?", limit=1) == ["treaty"]


def test_ties_stay_as_they_were_added():
    twins = [KnownClaim(name, ("The bridge is closed.",)) for name in ("first", "second", "third")]
    assert found(KnownClaims(twins), "Is the bridge closed?") == ["first", "second", "third"]


def test_ukrainian_claims_are_found_by_their_words():
    known = KnownClaims([KnownClaim(1, ("Угоду підписали 164 держави.",), language="uk"), SHARK])
    assert [(claim.id, claim.shared_words) for claim in known.search("Скільки держав у цій угоді?", language="uk")] == [
        (1, ("держав", "угоді"))
    ]


# --- meaning


def test_meaning_finds_what_is_said_in_other_words():
    known = KnownClaims(ALL, encoder=load_encoder())
    best = known.search("Fewer people are out of a job.", limit=1)[0]
    assert (best.id, best.wording < best.meaning) == ("jobs", True)


def test_score_is_wording_and_meaning_together():
    for claim in KnownClaims(ALL, encoder=load_encoder()).search("Did 133 states sign the treaty?"):
        assert claim.score == pytest.approx(claim.wording + claim.meaning, abs=0.0002)


def test_closest_way_in_which_a_claim_is_put_decides():
    lone = KnownClaim("lone", (JOBS.texts[1],))
    known = KnownClaims([JOBS, lone], encoder=load_encoder())
    meanings = {claim.id: claim.meaning for claim in known.search("Did fewer people look for work?")}
    assert meanings == {"jobs": 1.0, "lone": 1.0}


def test_kept_vectors_are_not_made_again():
    encoder = CompassEncoder()
    kept = claim_vectors(JOBS.texts, encoder=encoder)
    encoder.asked.clear()
    known = KnownClaims([KnownClaim("jobs", JOBS.texts, vectors=kept)], encoder=encoder)
    assert encoder.asked == []
    vector = claim_vectors(("Who is at work?",), encoder=encoder)[0]
    encoder.asked.clear()
    assert (found(known, "Who is at work?", vector=vector), encoder.asked) == (["jobs"], [])


def test_language_that_the_encoder_does_not_know_is_not_encoded():
    encoder = CompassEncoder()
    known = KnownClaims([KnownClaim(1, ("Договір підписали 164 держави.",), language="uk")], encoder=encoder)
    (claim,) = known.search("Хто підписав договір?", language="uk")
    assert (claim.meaning, encoder.asked) == (None, [])


def test_known_claim_without_a_vector_is_found_by_words_beside_others():
    ukrainian = KnownClaim(1, ("Угода 164.",), language="uk")
    known = KnownClaims([ukrainian, JOBS], encoder=CompassEncoder())
    meanings = {claim.id: claim.meaning is None for claim in known.search("164 at work")}
    assert meanings == {1: True, "jobs": False}


def test_quotation_marks_of_another_kind_change_nothing():
    double = KnownClaim("double", ('A senator called the law "a gift to nobody" in May.',))
    single = KnownClaim("single", ("A senator called the law 'a gift to nobody' in May.",))
    curly = KnownClaim("curly", ("A senator called the law “a gift to nobody” in May.",))
    known = KnownClaims([double, single, curly], encoder=load_encoder())
    hits = known.search("The law is a gift to nobody")
    assert [claim.id for claim in hits] == ["double", "single", "curly"]
    assert len({claim.score for claim in hits}) == 1


def test_claim_in_other_words_is_worth_showing_and_one_about_something_else_is_not():
    known = KnownClaims(ALL, encoder=load_encoder())
    hits = known.search("The treaty on landmines was signed by 133 states.")
    assert [claim.id for claim in hits if claim.is_worth_showing] == ["treaty"]
    assert [claim.id for claim in known.search("The mayor opened a library.") if claim.is_worth_showing] == []


def test_words_alone_can_be_worth_showing():
    known = KnownClaims(ALL)
    shown = [
        [claim.id for claim in known.search(text) if claim.is_worth_showing]
        for text in ("A landmine treaty was signed by 164 states.", "The street was closed in spring.")
    ]
    assert shown == [["treaty"], []]


# --- coming and going


def test_removed_claim_is_forgotten():
    known = KnownClaims(ALL, encoder=CompassEncoder())
    known.remove("treaty")
    assert (len(known), found(known, "the treaty and the street")) == (2, ["shark", "jobs"])
    known.remove("treaty")
    assert len(known) == 2


def test_added_claim_takes_the_place_of_one_with_its_id():
    known = KnownClaims(ALL)
    known.add(KnownClaim("treaty", ("133 states have signed the cluster bomb treaty.",)))
    assert (len(known), found(known, "164"), found(known, "133")) == (3, [], ["treaty"])


def test_claims_that_came_and_went_leave_no_trace():
    encoder = load_encoder()
    worn = KnownClaims(ALL, encoder=encoder)
    for round_number in range(3):
        others = [
            KnownClaim(number, (f"Other claim {number} of round {round_number} on the treaty.",)) for number in range(5)
        ]
        for claim in others:
            worn.add(claim)
        for claim in others:
            worn.remove(claim.id)
    question = "Which states signed the treaty on the flooded street?"
    assert worn.search(question) == KnownClaims(ALL, encoder=encoder).search(question)


# --- posts


@pytest.mark.parametrize(
    ("post", "words", "meaning"),
    [
        ("A plain sentence, said in 2019.", "A plain sentence, said in 2019.", "A plain sentence, said in 2019."),
        ("Look: https://example.org/a?b=c pic.twitter.com/AbC", "Look:", "Look:"),
        ("#HarbourFire2019 in #north_bay", "Harbour Fire 2019 in north bay", "Harbour Fire 2019 in north bay"),
        ("#USElection @NATOPress", "US Election NATO Press", "US Election NATO Press"),
        ("#ПожежаУПорту", "Пожежа У Порту", "Пожежа У Порту"),
        (
            "It is shut — Ada Barton (@adabarton) May 4, 2019",
            "It is shut — Ada Barton ( adabarton ) May 4, 2019",
            "It is shut . Ada Barton",
        ),
        ("She said ‘no’ – and it’s so", "She said ‘no’ – and it’s so", 'She said "no" – and it\'s so'),
        ("", "", ""),
    ],
)
def test_post_is_read_for_its_words_and_its_meaning(post, words, meaning):
    assert (words_of_post(post), meaning_of_post(post)) == (words, meaning)


@pytest.mark.parametrize("sign", ["— ", "#", "'", "— a (@", "#aB1", "https://", "—\u00a0a"])
def test_hostile_post_is_read_in_linear_time(sign):
    post = sign * (600_000 // len(sign))
    started = time.process_time()
    KnownClaims(ALL).search(post)
    meaning_of_post(post)
    assert time.process_time() - started < 3
