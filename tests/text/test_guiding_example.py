"""The guiding example and its twenty nearest variations, each read whole.

Same treaty or another, another negation, another comparator, another chain of speakers: what is counted, how, what is
negated or excepted, who says so, and what stands alone must come out of every one of them.
"""

from dataclasses import dataclass
from datetime import date

import pytest

from claims.text.detection import Reading, detect

PUBLISHED = date(2024, 11, 20)


@dataclass(frozen=True)
class Case:
    """One sentence: ``counts`` as (value, high, comparator, unit, noun), ``cues`` with their kinds, chain, alone."""

    text: str
    counts: tuple = ()
    cues: tuple = ()
    chain: tuple = ()
    claimant: str | None = None
    alone: str = ""


CASES = (
    Case(
        "The Washington Post also added that neither Russia nor the US is among the 164 signatories of the Ottawa "
        "Convention.",
        counts=((164, None, "=", None, "signatories"),),
        cues=(("neither", "negation"), ("nor", "negation")),
        chain=(("The Washington Post", "added"),),
        claimant="The Washington Post",
        alone="Neither Russia nor the US is among the 164 signatories of the Ottawa Convention.",
    ),
    Case(
        "Neither China nor India is among the 191 parties to the Non-Proliferation Treaty, Reuters reported.",
        counts=((191, None, "=", None, "parties"),),
        cues=(("Neither", "negation"), ("nor", "negation")),
        chain=(("Reuters", "reported"),),
        claimant="Reuters",
        alone="Neither China nor India is among the 191 parties to the Non-Proliferation Treaty.",
    ),
    Case(
        "According to the UN, neither Israel nor Egypt has signed the Chemical Weapons Convention, which has 193 "
        "members.",
        counts=((193, None, "=", None, "members"),),
        cues=(("neither", "negation"), ("nor", "negation")),
        chain=(("the UN", "According to"),),
        claimant="the UN",
        alone="Neither Israel nor Egypt has signed the Chemical Weapons Convention, which has 193 members.",
    ),
    Case(
        "All but three of the 27 member states have ratified the Istanbul Convention.",
        counts=((3, None, "=", None, None), (27, None, "=", None, "member states")),
        cues=(("All but", "exception"),),
        alone="All but three of the 27 member states have ratified the Istanbul Convention.",
    ),
    Case(
        "None of the 32 allies has withdrawn from the treaty, Nato said on Tuesday.",
        counts=((32, None, "=", None, "allies"),),
        cues=(("None", "negation"),),
        chain=(("Nato", "said"),),
        claimant="Nato",
        alone="None of the 32 allies has withdrawn from the treaty.",
    ),
    Case(
        "More than 160 states have joined the Ottawa Convention, but not Russia.",
        counts=((160, None, ">", None, "states"),),
        cues=(("not", "negation"),),
        alone="More than 160 states have joined the Ottawa Convention, but not Russia.",
    ),
    Case(
        "Up to 33 states have never signed the convention, the ministry told Reuters.",
        counts=((33, None, "<=", None, "states"),),
        cues=(("never", "negation"),),
        chain=(("the ministry", "told"),),
        claimant="the ministry",
        alone="Up to 33 states have never signed the convention.",
    ),
    Case(
        "The Post reported that officials said that at least 133 states had signed the convention.",
        counts=((133, None, ">=", None, "states"),),
        chain=(("The Post", "reported"), ("officials", "said")),
        claimant="The Post",
        alone="At least 133 states had signed the convention.",
    ),
    Case(
        "Two officials told the newspaper that no fewer than 164 countries are bound by the ban.",
        counts=((164, None, ">=", None, "countries"),),
        chain=(("Two officials", "told"),),
        claimant="Two officials",
        alone="No fewer than 164 countries are bound by the ban.",
    ),
    Case(
        "The convention has 164 parties, as The Washington Post reports.",
        counts=((164, None, "=", None, "parties"),),
        chain=(("The Washington Post", "reports"),),
        claimant="The Washington Post",
        alone="The convention has 164 parties.",
    ),
    Case(
        "“Russia is not a party to the convention,” said Maria Zakharova, a spokeswoman for the ministry.",
        cues=(("not", "negation"),),
        chain=(("Maria Zakharova", "said"),),
        claimant="Maria Zakharova",
        alone="Russia is not a party to the convention.",
    ),
    Case(
        "Only 111 of the 123 signatories have ratified the Cluster Munitions Convention.",
        counts=((111, None, "=", None, None), (123, None, "=", None, "signatories")),
        cues=(("Only", "exclusive"),),
        alone="Only 111 of the 123 signatories have ratified the Cluster Munitions Convention.",
    ),
    Case(
        "Every country in Europe except Russia and Belarus has abolished it, the Council of Europe said.",
        cues=(("except", "exception"),),
        chain=(("the Council of Europe", "said"),),
        claimant="the Council of Europe",
        alone="Every country in Europe except Russia and Belarus has abolished it.",
    ),
    Case(
        "Between 110 and 120 states voted for the treaty in 2017.",
        counts=((110, 120, "range", None, "states"),),
        alone="Between 110 and 120 states voted for the treaty in 2017.",
    ),
    Case(
        "About two-thirds of the members, or 124 states, are parties to the Rome Statute.",
        counts=((2 / 3, None, "~", "share", "members"), (124, None, "=", None, "states")),
        alone="About two-thirds of the members, or 124 states, are parties to the Rome Statute.",
    ),
    Case(
        "The United States has not ratified the Law of the Sea Convention, which 169 states and the EU have joined.",
        counts=((169, None, "=", None, "states"),),
        cues=(("not", "negation"),),
        alone="The United States has not ratified the Law of the Sea Convention, which 169 states and the EU have "
        "joined.",
    ),
    Case(
        "Fewer than 50 countries had ratified the Paris Agreement by September 2016, according to the UN.",
        counts=((50, None, "<", None, "countries"),),
        chain=(("the UN", "according to"),),
        claimant="the UN",
        alone="Fewer than 50 countries had ratified the Paris Agreement by September 2016.",
    ),
    Case(
        "No state has left the convention since it came into force in 1999, the report said.",
        cues=(("No", "negation"),),
        chain=(("the report", "said"),),
        claimant="the report",
        alone="No state has left the convention since it came into force in 1999.",
    ),
    Case(
        "Ukraine, which ratified the convention in 2005, is one of the 164 states parties.",
        counts=((164, None, "=", None, "states parties"),),
        alone="Ukraine, which ratified the convention in 2005, is one of the 164 states parties.",
    ),
    Case(
        "The number of signatories is 133, not 164, the Geneva office told The Washington Post.",
        counts=((133, None, "=", None, "signatories"), (164, None, "=", None, None)),
        cues=(("not", "negation"),),
        chain=(("the Geneva office", "told"),),
        claimant="the Geneva office",
        alone="The number of signatories is 133, not 164.",
    ),
    Case(
        "One in five of the convention's parties, including Ukraine, missed the deadline in 2020, the treaty's office "
        "said in a report.",
        counts=((0.2, None, "=", "share", "parties"),),
        chain=(("the treaty's office", "said"),),
        claimant="the treaty's office",
        alone="One in five of the convention's parties, including Ukraine, missed the deadline in 2020.",
    ),
)


def read(text):
    [claim] = detect(text, Reading(published_on=PUBLISHED)).claims
    return claim


@pytest.mark.parametrize("case", CASES, ids=[case.text[:40] for case in CASES])
def test_each_variation_is_read_whole(case):
    claim = read(case.text)
    frame = claim.frame
    assert [(q.value, q.high, q.comparator, q.unit, q.noun) for q in frame.quantities] == [
        (pytest.approx(value, rel=1e-3), *rest) for value, *rest in case.counts
    ]
    assert tuple((cue.cue, cue.kind) for cue in frame.negations) == case.cues
    assert tuple((link.who, link.cue) for link in frame.attribution) == case.chain
    assert (frame.claimant, claim.text) == (case.claimant, case.alone)


@pytest.mark.parametrize("case", CASES, ids=[case.text[:40] for case in CASES])
def test_each_value_has_the_span_it_was_read_in(case):
    frame = read(case.text).frame
    for quantity in frame.quantities:
        assert case.text[quantity.start : quantity.end] == quantity.raw
        assert quantity.noun is None or case.text[slice(*quantity.noun_span)] == quantity.noun
    for cue in frame.negations:
        assert case.text[cue.start : cue.end] == cue.cue
    for link in frame.attribution:
        assert case.text[slice(*link.who_span)] == link.who
        assert case.text[slice(*link.cue_span)].lower() == link.cue.lower()


def test_there_are_twenty_variations_beside_the_guiding_example():
    assert len({case.text for case in CASES}) == 21
