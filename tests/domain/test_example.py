import json

import pytest

from claims.domain.claim import accept_claim, dismiss_claim, edit_claim
from claims.domain.example import EngineRecord, engine_records, labelled_examples, proposals
from claims.enums import DismissReason
from tests.factories import make_article, make_claim, make_desk, make_user

pytestmark = pytest.mark.django_db

TEXT = "133 states signed. 164 were parties. 12 withdrew. 9 came back."


def test_decisions_are_examples_in_the_order_in_which_they_were_made():
    article = make_article(text=TEXT)
    person = make_user(article.desk)
    first, second, third, _ = (make_claim(article, quote=f"{quote}.") for quote in TEXT.rstrip(".").split(". "))
    dismiss_claim(second, by=person, reason="opinion")
    accept_claim(first, by=person)
    dismiss_claim(third, by=person, reason="duplicate")
    examples = list(labelled_examples(proposals(person)))
    assert [(row.text, row.label, row.line) for row in examples] == [
        ("164 were parties.", 0, 19),
        ("133 states signed.", 1, 0),
        ("12 withdrew.", None, 37),  # a duplicate may well be worth checking
    ]
    assert {row.doc for row in examples} == {article.public_id}


@pytest.mark.parametrize(
    ("reason", "label"),
    [(reason, None if reason in ("duplicate", "other") else 0) for reason in DismissReason.values],
)
def test_the_reason_of_a_dismissal_tells_the_label_or_that_there_is_none(reason, label):
    claim = make_claim()
    person = make_user(claim.desk)
    dismiss_claim(claim, by=person, reason=reason, note="It is ours.")
    [row] = labelled_examples(proposals(person))
    assert (row.dismiss_reason, row.label) == (reason, label)


def test_an_example_keeps_both_wordings_and_who_proposed_it():
    claim = make_claim(proposed_text="As proposed.", text="As proposed.", features=["has a date"])
    person = make_user(claim.desk)
    edit_claim(claim, by=person, text="As edited.")
    accept_claim(claim, by=person)
    row = json.loads(json.dumps(next(labelled_examples(proposals(person))).as_json()))
    assert (row["proposed_wording"], row["wording"], row["is_edited"]) == ("As proposed.", "As edited.", True)
    assert (row["decision"], row["engine"], row["features"]) == ("accepted", "rules", ["has a date"])
    assert row["decided_at"] == claim.decided_at.isoformat()


def test_examples_are_of_ones_own_desks_and_never_of_the_demo_or_of_people_s_own_claims():
    demo = make_claim(make_article(is_demo=True))
    person = make_user(demo.desk)
    by_hand = make_claim(make_article(desk=demo.desk), engine="", engine_version="")
    elsewhere = make_claim(make_article(desk=make_desk(slug="other")))
    accept_claim(demo, by=person)
    accept_claim(by_hand, by=person)
    accept_claim(elsewhere, by=make_user(elsewhere.desk))
    assert list(labelled_examples(proposals(person))) == []


def test_each_engine_has_its_record():
    article = make_article(text=TEXT)
    person = make_user(article.desk)
    quotes = [f"{quote}." for quote in TEXT.rstrip(".").split(". ")]
    first, second, third = (make_claim(article, quote=quote) for quote in quotes[:3])
    chat = make_claim(article, quote=quotes[3], engine="chat: small", engine_version="7")
    edit_claim(first, by=person, text="Edited.")
    accept_claim(first, by=person)
    dismiss_claim(second, by=person, reason="opinion")
    accept_claim(chat, by=person)
    assert third.status == "suggested"
    records = engine_records(proposals(person))
    assert records == [
        EngineRecord("rules", "1", proposed=3, accepted=1, dismissed=1, edited=1),
        EngineRecord("chat: small", "7", proposed=1, accepted=1, dismissed=0, edited=0),
    ]
    assert [record.decided for record in records] == [2, 1]


def test_a_desk_may_be_asked_for_alone():
    claim = make_claim()
    person = make_user(claim.desk)
    other = make_desk(slug="other")
    assert [list(proposals(person, desk=desk)) for desk in (claim.desk, other)] == [[claim], []]


def test_examples_are_read_without_what_is_large_and_none_of_them(django_assert_num_queries):
    claim = make_claim(proposed_text="As proposed.")
    person = make_user(claim.desk)
    accept_claim(claim, by=person)
    with django_assert_num_queries(1) as asked:
        assert [row.id for row in labelled_examples(proposals(person))] == [claim.public_id]
    assert [column for column in ("left_out", '"frame"', "reading_note") if column in asked[0]["sql"]] == []
