import pytest

from claims.domain.worthiness import Preview, Shift
from claims.enums import Role
from claims.web.worthiness_page import preview_words, read_worthiness_page
from tests.factories import make_desk, make_user

NOTHING = Shift(0, 0, 0)


@pytest.mark.parametrize(
    ("accepted", "dismissed", "words"),
    [
        (
            NOTHING,
            NOTHING,
            ["Nobody has accepted or dismissed a proposal of this reader yet, so there is nothing to compare with."],
        ),
        (
            Shift(40, 7, 2),
            Shift(1, 0, 1),
            [
                "With these points, 7 of your last 40 accepted claims would have come earlier in the list of their "
                "article, and 2 later.",
                "With these points, your last dismissed claim would have come later in the list of its article.",
            ],
        ),
        (
            Shift(3, 0, 0),
            NOTHING,
            [
                "With these points, all of your last 3 accepted claims would have stood where they do now.",
                "No dismissed claim to compare with yet.",
            ],
        ),
        (
            Shift(1, 1, 0),
            Shift(1, 0, 0),
            [
                "With these points, your last accepted claim would have come earlier in the list of its article.",
                "With these points, your last dismissed claim would have stood where it does now.",
            ],
        ),
    ],
)
def test_preview_is_told_in_sentences(accepted, dismissed, words):
    assert list(preview_words(Preview(accepted, dismissed))) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "may_change"),
    [(Role.READER, False), (Role.REVIEWER, False), (Role.EDITOR, True), (Role.ADMINISTRATOR, True)],
)
def test_page_has_a_row_for_every_feature_and_knows_who_may_change(role, may_change):
    desk = make_desk(worthiness_points={"has a date": 5})
    page = read_worthiness_page(desk, make_user(desk, role=role))
    rows = {row.weight.name: row.field.value() for row in page.rows}
    assert (rows["has a date"], rows["first person"]) == (5, 0)
    assert (page.may_change, page.preview) == (may_change, ())
