import pytest

from claims.domain.origin_groups import CopiedPair, Decision, Sign, SourcePage, group_pages
from claims.enums import OriginReason

REUTERS = Sign("agency:reuters", "KYIV (Reuters) -")
AP = Sign("agency:ap", "(AP)")
MINISTRY = Sign("document:health ministry", "the Ministry of Health")
POST = Sign("document:post washington", "The Washington Post")


def page(number, publisher="", **signs):
    """A page of its own publisher unless another is given."""
    return SourcePage(number, publisher or f"site{number}.example", address=f"page:site{number}.example/a", **signs)


def nobodys(number, **signs):
    return SourcePage(number, "", address=f"page:urn:{number}", **signs)


def copies(*pairs, share=0.9):
    return [CopiedPair(first, second, share) for first, second in pairs]


def same(first, second, reason="one press conference"):
    return Decision(first, second, is_same=True, by="ann", reason=reason)


def apart(first, second, reason="their own reporter was there"):
    return Decision(first, second, is_same=False, by="ann", reason=reason)


def grouped(pages, **signs):
    """Pages and reason of each group."""
    return [(group.pages, group.reason) for group in group_pages(pages, **signs)]


def test_pages_without_a_sign_in_common_stand_alone():
    assert grouped([page(1), page(2)]) == [((1,), "alone"), ((2,), "alone")]


def test_no_page_makes_no_group():
    assert group_pages([]) == []


@pytest.mark.parametrize(
    ("pages", "links", "reason"),
    [
        ([page(1), page(2)], {"copies": copies((1, 2))}, OriginReason.NEAR_COPY),
        ([page(1, canonical=("page:site2.example/a",)), page(2)], {}, OriginReason.CANONICAL),
        ([page(1, canonical=("page:x.example/a",)), page(2, canonical=("page:x.example/a",))], {}, "canonical"),
        ([page(1, credits=(REUTERS,)), page(2, credits=(REUTERS,))], {}, OriginReason.CREDIT),
        ([page(1, cites=(MINISTRY,)), page(2, cites=(MINISTRY,))], {}, OriginReason.CITES),
        ([page(1, "a.example"), page(2, "a.example")], {}, OriginReason.PUBLISHER),
        ([nobodys(1), nobodys(2)], {}, OriginReason.UNKNOWN),
        ([page(1), page(2)], {"decisions": [same(1, 2)]}, OriginReason.PERSON),
    ],
)
def test_each_kind_of_sign_joins_two_pages(pages, links, reason):
    assert grouped(pages, **links) == [((1, 2), reason)]


def test_the_strongest_reason_is_named():
    pages = [page(1, "a.example", credits=(REUTERS,)), page(2, "a.example", credits=(REUTERS,))]
    assert grouped(pages, copies=copies((1, 2))) == [((1, 2), OriginReason.NEAR_COPY)]
    assert grouped(pages) == [((1, 2), OriginReason.CREDIT)]


def test_near_copies_join_in_chains():
    pages = [page(1), page(2), page(3), page(4)]
    assert grouped(pages, copies=copies((1, 2), (2, 3))) == [((1, 2, 3), "near_copy"), ((4,), "alone")]


def test_different_agencies_are_different_sources():
    pages = [page(1, credits=(REUTERS,)), page(2, credits=(AP,))]
    assert grouped(pages) == [((1,), OriginReason.CREDIT), ((2,), OriginReason.CREDIT)]


def test_a_page_that_thanks_two_agencies_does_not_make_one_of_them():
    pages = [page(1, credits=(REUTERS,)), page(2, credits=(REUTERS,)), page(3, credits=(AP,))]
    both = page(4, credits=(AP, REUTERS))
    assert [group.pages for group in group_pages([*pages, both])] == [(1, 2, 4), (3,)]


def test_the_credit_that_governs_the_passage_decides():
    """A roundup of two wires, with the passage in the piece that AP wrote."""
    pages = [page(1, credits=(REUTERS,)), page(2, credits=(REUTERS,)), page(3, credits=(AP,))]
    roundup = page(4, credits=(REUTERS, Sign("agency:ap", "(AP)", governs=True)))
    assert [group.pages for group in group_pages([*pages, roundup])] == [(1, 2), (3, 4)]


def test_a_passage_that_cites_two_goes_with_the_one_that_more_cite():
    pages = [page(1, cites=(POST,)), page(2, cites=(MINISTRY,)), page(3, cites=(MINISTRY,))]
    assert [group.pages for group in group_pages([*pages, page(4, cites=(POST, MINISTRY))])] == [(1,), (2, 3, 4)]


def test_a_newspaper_that_another_page_cites_is_its_source():
    pages = [page(1, cites=(POST,)), page(2, "washingtonpost.com"), page(3)]
    assert grouped(pages) == [((1, 2), OriginReason.CITES), ((3,), OriginReason.ALONE)]


def test_an_agency_that_one_page_credits_and_another_cites_is_one_source():
    pages = [page(1, credits=(REUTERS,)), page(2, cites=(Sign("agency:reuters", "Reuters"),))]
    assert grouped(pages) == [((1, 2), OriginReason.CITES)]


def test_a_site_that_reprints_two_agencies_does_not_make_one_of_them():
    pages = [
        page(1, credits=(REUTERS,)),
        page(2, "portal.example", credits=(REUTERS,)),
        page(3, credits=(AP,)),
        page(4, "portal.example", credits=(AP,)),
        page(5, "portal.example"),
        page(6, "portal.example"),
    ]
    assert grouped(pages) == [((1, 2), "credit"), ((3, 4), "credit"), ((5, 6), "publisher")]


def test_copies_within_one_house_go_with_the_rest_of_the_house():
    pages = [page(1, "a.example"), page(2, "a.example"), page(3, "a.example"), page(4)]
    assert grouped(pages, copies=copies((1, 2))) == [((1, 2, 3), "near_copy"), ((4,), "alone")]


def test_a_page_taken_over_from_a_publisher_goes_with_the_publishers_own():
    taken = page(1, "portal.example", credits=(Sign("publisher:guardian.example", "The Guardian"),))
    named = page(2, "other.example", credits=(Sign("publisher:theguardian", "The Guardian"),))
    assert grouped([taken, named, page(3, "guardian.example")]) == [((1, 2, 3), OriginReason.PUBLISHER)]


def test_all_pages_of_unknown_publishers_count_as_one():
    pages = [nobodys(1), nobodys(2), nobodys(3), page(4)]
    assert grouped(pages, copies=copies((1, 2))) == [((1, 2, 3), "near_copy"), ((4,), "alone")]


def test_a_page_of_nobody_that_credits_an_agency_is_the_agencys():
    pages = [nobodys(1, credits=(REUTERS,)), page(2, credits=(REUTERS,)), nobodys(3)]
    assert grouped(pages) == [((1, 2), OriginReason.CREDIT), ((3,), OriginReason.UNKNOWN)]


# ---------------------------------------------------------------- people


def test_a_page_that_was_split_off_leaves_its_group():
    pages = [page(1), page(2), page(3)]
    near = copies((1, 2), (2, 3), (1, 3))
    decisions = [apart(1, 3), apart(2, 3)]
    assert grouped(pages, copies=near, decisions=decisions) == [((1, 2), "near_copy"), ((3,), "person")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (0.9, 0.8, [(1, 2), (3,)]),
        (0.8, 0.9, [(1,), (2, 3)]),
        (0.9, 0.9, [(1, 2), (3,)]),
    ],
)
def test_the_middle_of_a_parted_chain_stays_with_the_nearer_end(first, second, expected):
    pages = [page(1), page(2), page(3)]
    near = copies((1, 2), share=first) + copies((2, 3), share=second)
    assert [group.pages for group in group_pages(pages, copies=near, decisions=[apart(1, 3)])] == expected


def test_a_new_page_that_resembles_both_sides_of_a_split_does_not_undo_it():
    pages = [page(1), page(2), page(3), page(4)]
    near = copies((1, 2), (1, 3), (2, 3), (1, 4), (2, 4)) + copies((3, 4), share=0.99)
    groups = group_pages(pages, copies=near, decisions=[apart(1, 3), apart(2, 3)])
    assert [group.pages for group in groups] == [(1, 2), (3, 4)]


def test_what_a_person_joined_stays_joined_when_the_page_between_is_gone():
    assert grouped([page(2), page(3)], decisions=[same(1, 2), same(1, 3)]) == [((2, 3), OriginReason.PERSON)]


def test_a_newer_word_overrules_an_older_one():
    pages = [page(1), page(2), page(3)]
    newest_first = [same(1, 2), same(2, 3), apart(1, 3)]
    assert [group.pages for group in group_pages(pages, decisions=newest_first)] == [(1, 2, 3)]
    assert [group.pages for group in group_pages(pages, decisions=newest_first[::-1])] == [(1,), (2, 3)]


def test_unknown_pages_can_be_set_apart():
    assert grouped([nobodys(1), nobodys(2)], decisions=[apart(1, 2)]) == [((1,), "person"), ((2,), "person")]


def test_a_split_that_parts_nothing_leaves_no_trace():
    assert grouped([page(1), page(2)], decisions=[apart(1, 2)]) == [((1,), "alone"), ((2,), "alone")]


# ---------------------------------------------------------------- words


def explained(pages, **signs):
    return [group.explanation for group in group_pages(pages, **signs)]


def test_the_explanation_says_what_was_seen_and_how_often():
    pages = [page(number, credits=(REUTERS,) if number < 5 else ()) for number in range(1, 8)]
    pairs = copies(*[(1, number) for number in range(2, 8)])
    assert explained(pages, copies=pairs) == [
        "Seven pages share most of their words; four of seven pages credit Reuters."
    ]


@pytest.mark.parametrize(
    ("pages", "signs", "sentence"),
    [
        ([page(1), page(2)], {"copies": copies((1, 2), share=0.4)}, "Two pages share much of their words."),
        (
            [page(1, canonical=("page:site2.example/a",)), page(2)],
            {},
            "One of two pages names another page as the original.",
        ),
        (
            [page(1, cites=(MINISTRY,)), page(2, cites=(MINISTRY,))],
            {},
            "Two pages go back to what the Ministry of Health says.",
        ),
        ([page(1, "a.example"), page(2, "a.example")], {}, "Two pages are published by a.example."),
        (
            [nobodys(1), nobodys(2)],
            {},
            "It is not known who published two pages, so they count as one.",
        ),
        ([page(1), page(2)], {"decisions": [same(1, 2)]}, "Joined by ann: “one press conference”."),
        ([page(1)], {}, "No other page here goes back to the same origin."),
        (
            [page(1, credits=(REUTERS,), cites=(MINISTRY,))],
            {},
            "The page credits Reuters; the passage cites the Ministry of Health; "
            "no other page here goes back to the same origin.",
        ),
        (
            [nobodys(1)],
            {},
            "It is not known who published the page; no other page here goes back to the same origin.",
        ),
    ],
)
def test_every_reason_has_its_sentence(pages, signs, sentence):
    assert explained(pages, **signs) == [sentence]


def test_a_split_names_who_made_it_and_why():
    decisions = [apart(1, 2)]
    assert (
        explained([page(1), page(2)], copies=copies((1, 2)), decisions=decisions)
        == ["Kept apart by ann: “their own reporter was there”."] * 2
    )


def test_the_order_of_the_pages_changes_nothing():
    pages = [
        page(1, credits=(REUTERS, AP)),
        page(2, credits=(AP,)),
        page(3, credits=(REUTERS,)),
        nobodys(4),
        nobodys(5),
    ]
    near = copies((1, 4), (2, 5), share=0.5)
    assert group_pages(pages[::-1], copies=near[::-1]) == group_pages(pages, copies=near)
