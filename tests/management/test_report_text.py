import pytest

from claims.management.report_text import report_lines

CLAIM = {
    "quote": "More than 1,200 houses were built.",
    "text": "More than 1,200 houses were built.",
    "reasons": ["has a quantity", "past tense"],
    "quantities": [],
    "negated": False,
    "attribution": [],
    "searches": [],
    "evidence": [],
}
SEARCH = {"provider": "library", "outcome": "found"}
PASSAGE = {
    "quote": "1,150 houses were built.",
    "title": "Yearbook",
    "publisher": "stat.example",
    "url": "https://stat.example/",
    "reasons": ["same year"],
}


def lines_of(*claims, **report):
    article = {"title": "Houses", "language": "en"}
    return list(report_lines({"article": article, "claims": list(claims), "left_out": [], "note": "", **report}))


def claim_lines(**fields):
    """The lines of one claim, without the head of the report."""
    return lines_of({**CLAIM, **fields})[3:]


def test_the_head_names_the_article_and_counts_what_was_found():
    left = [{"quote": "What  now?\nNobody knows.", "reason": "a question"}]
    assert lines_of(CLAIM, left_out=left, note="Read in part.") == [
        "Houses  [en]",
        "1 claim proposed, 1 sentence left out.",
        "Read in part.",
        "",
        "1. “More than 1,200 houses were built.”",
        "   Why: has a quantity; past tense",
        "   Not searched: accept the claim to search for it.",
        "",
        "Left out:",
        "  a question: What now? Nobody knows.",
    ]


def test_an_article_without_claims_says_so():
    article = {"title": "Houses", "language": ""}
    assert lines_of(article=article) == ["Houses  [language not known]", "0 claims proposed, 0 sentences left out."]


def test_a_claim_that_was_made_to_stand_alone_shows_both_wordings():
    assert claim_lines(text="1,200 houses were built.")[:2] == [
        "1. “More than 1,200 houses were built.”",
        "   Reads as: 1,200 houses were built.",
    ]


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        ({"value": 1200, "noun": "houses"}, "= 1,200 houses"),
        ({"value": 1200, "noun": "houses", "comparator": ">"}, "> 1,200 houses"),
        ({"value": 10, "high": 20, "unit": "percent", "comparator": "range"}, "10 to 20 percent"),
        ({"value": 4.5, "unit": "EUR", "noun": "fund", "comparator": "~"}, "~ 4.5 EUR fund"),
        ({"value": 164}, "= 164"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_figure_is_shown_with_its_sign_its_unit_and_what_it_counts(quantity, shown):
    whole = {"raw": "x", "high": None, "unit": None, "noun": None, "comparator": "=", **quantity}
    assert claim_lines(quantities=[whole])[2] == f"   Figure: {shown}"


def test_who_says_so_and_that_something_is_not_so_have_their_lines():
    told = claim_lines(negated=True, attribution=[{"who": "The Washington Post", "cue": "added"}])
    assert told[2:4] == ["   Says that something is not so.", "   Said by: The Washington Post (added)"]


def test_searches_that_could_not_look_are_told_from_those_that_found_nothing():
    outcomes = [("library", "found"), ("library", "none_found"), ("wiki", "could_not_look"), ("wiki", "pending")]
    searches = [{"provider": provider, "outcome": outcome} for provider, outcome in outcomes]
    assert claim_lines(searches=searches)[2] == (
        "   Searched 4 times (library: found, none found; wiki: could not look, waiting)"
    )


def test_the_three_best_passages_are_shown_with_their_sources():
    told = claim_lines(searches=[SEARCH], evidence=[PASSAGE, {**PASSAGE, "url": None, "reasons": []}, PASSAGE, PASSAGE])
    assert told[2:] == [
        "   Searched 1 time (library: found)",
        "   → “1,150 houses were built.”",
        "     Yearbook · stat.example  https://stat.example/",
        "     same year",
        "   → “1,150 houses were built.”",
        "     Yearbook · stat.example",
        "   → “1,150 houses were built.”",
        "     Yearbook · stat.example  https://stat.example/",
        "     same year",
    ]


def test_a_long_quote_is_cut_to_one_line():
    [first, *_] = claim_lines(quote="word " * 200, text="word " * 200)
    assert (len(first), first.endswith("…”")) == (len("1. “”") + 400, True)
