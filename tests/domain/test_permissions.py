"""Who may do what: the whole table, role by act."""

import pytest

from claims.domain.permissions import ALLOWED, WORDS, acts_of, can, check_can, role_of
from claims.enums import Role
from claims.errors import PermissionDenied
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db

TABLE = """
                 reader researcher reviewer editor administrator
read             yes    yes        yes      yes    yes
submit_article   no     yes        yes      yes    yes
retry_work       no     yes        yes      yes    yes
request_search   no     yes        yes      yes    yes
propose_source   no     yes        yes      yes    yes
upload_page      no     yes        yes      yes    yes
recapture_page   no     yes        yes      yes    yes
archive_page     no     yes        yes      yes    yes
watch_page       no     yes        yes      yes    yes
test_provider    no     yes        yes      yes    yes
overrule_quality no     no         yes      yes    yes
decide_origin    no     no         yes      yes    yes
change_feeds     no     no         no       yes    yes
switch_provider  no     no         no       no     yes
accept_claim     no     no         yes      yes    yes
dismiss_claim    no     no         yes      yes    yes
edit_claim       no     yes        yes      yes    yes
export_examples  no     yes        yes      yes    yes
change_worthiness no    no         no       yes    yes
confirm_stance   no     no         yes      yes    yes
reject_evidence  no     no         yes      yes    yes
remove_demo      no     no         yes      yes    yes
change_desk      no     no         no       no     yes
"""
ROLES, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(act, role, answer == "yes") for act, *answers in ROWS for role, answer in zip(ROLES, answers, strict=True)]


@pytest.mark.parametrize(("act", "role", "is_allowed"), CELLS)
def test_a_role_may_do_what_the_table_says_and_nothing_else(act, role, is_allowed):
    desk = make_desk()
    user = make_user(desk, role=role)
    assert can(user, act, desk) is is_allowed
    assert (act in acts_of(user, desk)) is is_allowed


def test_the_table_holds_every_act_and_every_role():
    assert {act for act, *_ in ROWS} == set(ALLOWED) == set(WORDS)
    assert set(ROLES) == set(Role.values)


@pytest.mark.parametrize("act", sorted(ALLOWED))
def test_a_role_on_another_desk_counts_for_nothing(act):
    ours, theirs = make_desk(), make_desk()
    administrator = make_user(theirs, role=Role.ADMINISTRATOR)
    assert can(administrator, act, ours) is False
    assert can(administrator, act, theirs) is True


@pytest.mark.parametrize("act", sorted(ALLOWED))
def test_nobody_may_do_anything(act):
    assert can(None, act, make_desk()) is False


def test_being_a_superuser_is_no_role():
    user = make_user()
    user.is_superuser = True
    user.save()
    assert acts_of(user, make_desk()) == frozenset()


def test_a_refusal_names_the_act_the_desk_and_the_roles_that_may():
    desk = make_desk(name="City desk")
    with pytest.raises(PermissionDenied) as caught:
        check_can(make_user(desk, role=Role.RESEARCHER), "accept_claim", desk)
    assert str(caught.value) == (
        "To accept a claim on City desk you need to be reviewer or editor or administrator there."
    )


def test_what_is_allowed_is_not_refused():
    desk = make_desk()
    assert check_can(make_user(desk, role=Role.REVIEWER), "accept_claim", desk) is None


def test_the_role_of_a_stranger_is_nothing():
    desk = make_desk()
    assert role_of(make_user(desk, role=Role.EDITOR), desk) == "editor"
    assert role_of(make_user(), desk) == ""
