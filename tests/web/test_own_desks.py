import pytest

from claims.enums import Role
from claims.errors import PermissionDenied
from claims.models import Membership
from claims.web.own_desks import DeskForm, check_is_member, desks_to_act_for, own_desks
from tests.factories import make_article, make_desk, make_snapshot, make_user

pytestmark = pytest.mark.django_db


def on_two_desks():
    news, sport = make_desk(name="News"), make_desk(name="Sport")
    person = make_user(news, role=Role.READER)
    Membership.objects.create(desk=sport, user=person, role=Role.EDITOR)
    make_desk(name="Other")
    return person, news, sport


def test_what_a_person_may_do_is_known_desk_by_desk():
    person, news, sport = on_two_desks()
    desks = own_desks(person)
    assert [desk for desk, _ in desks.acts] == [news, sport]
    assert (desks.allowing("read"), desks.allowing("change_feeds"), desks.allowing("switch_provider")) == (
        [news, sport],
        [sport],
        [],
    )
    assert ("change_feeds" in desks.may, "switch_provider" in desks.may) == (True, False)


def test_only_desks_that_allow_an_act_are_acted_for():
    person, _, sport = on_two_desks()
    assert desks_to_act_for(person, "change_feeds") == [sport]


def test_who_may_is_said_when_no_desk_allows_it():
    person, *_ = on_two_desks()
    with pytest.raises(PermissionDenied, match=r"^To switch a provider on or off on News you need to be administrator"):
        desks_to_act_for(person, "switch_provider")


@pytest.mark.parametrize("asked", [check_is_member, lambda user: desks_to_act_for(user, "archive_page")])
def test_person_without_a_desk_is_told_so(asked):
    with pytest.raises(PermissionDenied, match=r"^You are not on a desk yet"):
        asked(make_user())


def test_copy_that_was_handed_in_belongs_to_the_desks_it_was_handed_to():
    person, news, sport = on_two_desks()
    article = make_article(sport)
    assert own_desks(person, snapshot=article.snapshot).keys == {sport.pk}
    assert own_desks(person, snapshot=make_snapshot()).keys == {news.pk, sport.pk}


@pytest.mark.parametrize(("named", "chosen"), [("second", "second"), ("", "first")])
def test_form_is_for_the_desk_that_is_named_or_the_first(named, chosen):
    desks = {"first": make_desk(name="First"), "second": make_desk(name="Second")}
    form = DeskForm({"desk": desks[named].public_id if named else ""}, desks=list(desks.values()))
    assert form.is_valid()
    assert form.cleaned_data == {"desk": desks[chosen]}


def test_form_refuses_a_desk_that_is_not_offered():
    form = DeskForm({"desk": make_desk().public_id}, desks=[make_desk()])
    assert not form.is_valid()
