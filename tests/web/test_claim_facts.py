import pytest

from claims.models import Appearance, Claim, Snapshot
from claims.text.frame import frame_as_json, read_frame
from claims.text.segments import Span
from claims.web.claim_facts import facts_of, period_words, quantity_words

TEXT = "It rained. The ministry of Health said more than 5,000 people fell ill."
QUOTE = TEXT[11:]


def quantity(value, **parts):
    return {"value": value, "high": None, "unit": None, "noun": None, "comparator": "=", **parts}


def at(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def span(words):
    return list(at(words).values())


def read(frame, *, text=TEXT, start=11):
    """The facts of a claim whose quote is the text from `start` on."""
    claim = Claim(quote=text[start:], frame={"kind": "quantity", **frame}, kind="quantity")
    return facts_of(claim, Appearance(snapshot=Snapshot(text=text), start=start, end=len(text)))


def told(facts):
    return [(fact.label, fact.value, [words.text for words in fact.words]) for fact in facts]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (quantity(164, noun="signatories"), "164 signatories"),
        (quantity(164, noun="signatories", comparator="~"), "about 164 signatories"),
        (quantity(10, high=20, unit="km", comparator="range"), "10–20 km"),
        (quantity(5, unit="percent", change="rise"), "5 percent, a rise"),
        (quantity(3, unit="percentage_points", change="fall"), "3 percentage points, a fall"),
        (quantity(40, unit="USD", comparator=">", change="change"), "more than 40 USD, a change"),
        (quantity(3.2, unit="percent", change=None), "3.2 percent"),
        (quantity(3, unit="rank", noun="exporter"), "rank 3 exporter"),
        (quantity(0.2, unit="share", noun="voters"), "share 0.2 voters"),
        (quantity(1, comparator=">="), "at least 1"),
        (quantity(1234567.5, unit="USD", comparator="~"), "about 1,234,567.5 USD"),
    ],
)
def test_quantity_is_told_in_words(parts, words):
    assert quantity_words(parts) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-11-05", "2024-11-05", "5 Nov 2024"),
        ("2024-01-01", "2024-12-31", "1 Jan 2024 – 31 Dec 2024"),
        (None, None, "cannot be placed without the day of publication"),
        ("2024-01-01", None, "cannot be placed without the day of publication"),
    ],
)
def test_period_is_told_by_its_days(first, last, words):
    assert period_words({"start_date": first, "end_date": last}) == words


def test_quantity_leads_to_comparator_figure_and_noun_as_they_stand():
    spans = {"noun_span": span("people"), "comparator_span": span("more than")}
    figure = quantity(5000, noun="people", comparator=">", **spans, **at("5,000"))
    _, fact = read({"quantities": [figure]}).facts
    assert told([fact]) == [("Quantity", "more than 5,000 people", ["more than", "5,000", "people"])]
    assert [words.anchor for words in fact.words] == ["words-39-48", "words-49-54", "words-55-61"]


@pytest.mark.parametrize("spans", [{}, {"noun_span": None, "comparator_span": None}, {"noun_span": [70, 70]}])
def test_quantity_of_an_earlier_version_leads_to_its_figure(spans):
    _, fact = read({"quantities": [quantity(5000, **spans, **at("5,000"))]}).facts
    assert told([fact]) == [("Quantity", "5,000", ["5,000"])]


def test_entities_and_exclusives_have_their_names():
    entities = [{"text": "Health", "label": "ORG", **at("Health")}, {"text": "It", "label": "NEW", **at("It")}]
    cues = [{"cue": "only", "kind": kind, "start": 11, "end": 14} for kind in ("negation", "exception", "exclusive")]
    assert told(read({"entities": entities, "negations": cues}).facts) == [
        ("Kind", "Quantity", []),
        ("Organisation", "Health", ["Health"]),
        ("Name", "It", ["It"]),
        ("Negation", "only", ["The"]),
        ("Exception", "only", ["The"]),
        ("Only this", "only", ["The"]),
    ]


def test_words_outside_the_quote_are_shown_and_lead_nowhere():
    _, inside, outside = read(
        {"entities": [{"text": word, "label": "ORG", **at(word)} for word in ("Health", "rained")]}
    ).facts
    assert [(fact.is_verbatim, fact.words[0].anchor) for fact in (inside, outside)] == [
        (True, "words-27-33"),
        (True, ""),
    ]


def test_speaker_and_cue_lead_to_their_words():
    link = {"who": "The ministry of Health", "cue": "said", "kind": "statement", "start": 11, "end": 38}
    link |= {"who_span": span("The ministry of Health"), "cue_span": span("said")}
    frame = {"attribution": [link], "claimant": "The ministry of Health"}
    found = read(frame)
    (shown,) = found.chain
    assert told([shown.who, shown.cue]) == [
        ("", "The ministry of Health", ["The ministry of Health"]),
        ("", "said", ["said"]),
    ]
    assert (found.claimant, shown.is_belief) == (shown.who, False)


def test_link_of_an_earlier_version_leads_to_the_whole_of_it():
    link = {"who": "The ministry of Health", "cue": "said", "start": 11, "end": 38}
    (shown,) = read({"attribution": [link], "claimant": None}).chain
    assert told([shown.who, shown.cue]) == [
        ("", "The ministry of Health", ["The ministry of Health said"]),
        ("", "said", []),
    ]


def test_belief_and_unnamed_speaker_are_said_to_be_so():
    link = {"who": "", "cue": "said", "kind": "belief", "who_span": None, "cue_span": span("said"), **at("said")}
    found = read({"attribution": [link], "claimant": None})
    (shown,) = found.chain
    assert (shown.who.value, shown.who.words, shown.is_belief, found.claimant) == (
        "somebody who is not named",
        (),
        True,
        None,
    )


def test_claimant_without_a_link_is_told_without_words():
    assert told([read({"claimant": "The minister"}).claimant]) == [("", "The minister", [])]


def test_same_words_are_marked_once():
    entities = [{"text": "Health", "label": label, **at("Health")} for label in ("ORG", "PLACE")]
    assert [words.text for words in read({"entities": entities}).in_quote] == ["Health"]


def test_frame_as_it_is_read_leads_to_its_words():
    frame = frame_as_json(read_frame(TEXT, Span(11, len(TEXT))))
    figure = next(fact for fact in read(frame).facts if fact.label == "Quantity")
    assert told([figure]) == [("Quantity", "more than 5,000 people", ["more than", "5,000", "people"])]


def test_claim_without_a_place_has_facts_without_words():
    claim = Claim(quote=QUOTE, kind="quantity", frame={"quantities": [quantity(5000, **at("5,000"))]})
    assert told(facts_of(claim, None).facts) == [("Kind", "Quantity", []), ("Quantity", "5,000", [])]
