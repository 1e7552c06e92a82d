from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from claims.domain.idempotency import KeptAnswer, free_key, keep_answer, take_key
from claims.errors import BadInput
from claims.models import IdempotentRequest
from tests.factories import make_user

pytestmark = pytest.mark.django_db

ANSWER = KeptAnswer(status_code=202, headers={"Location": "/x"}, body="{}")


def take(user, *, key="k", fingerprint="f"):
    return take_key(user, key=key, fingerprint=fingerprint)


def make_older(request, **age) -> None:
    IdempotentRequest.objects.filter(pk=request.pk).update(created_at=timezone.now() - timedelta(**age))


def test_first_with_a_key_acts_and_the_second_finds_its_answer():
    user = make_user()
    first, is_first = take(user)
    keep_answer(first, ANSWER)
    second, is_also_first = take(user)
    assert (is_first, is_also_first) == (True, False)
    assert (second.pk, second.status_code, second.headers, second.body) == (first.pk, 202, {"Location": "/x"}, "{}")


def test_two_that_ask_at_the_same_time_share_one_row(monkeypatch):
    """Both have looked and found nothing; the database lets one write."""
    user, rivals = make_user(), []
    get = QuerySet.get

    def look(rows, *conditions, **fields):
        try:
            return get(rows, *conditions, **fields)
        except IdempotentRequest.DoesNotExist:
            rivals.append(IdempotentRequest.objects.create(user=user, key="k", fingerprint="f"))
            raise

    monkeypatch.setattr(QuerySet, "get", look)
    request, is_first = take(user)
    assert (rivals, is_first, IdempotentRequest.objects.count()) == ([request], False, 1)


def test_key_belongs_to_one_person():
    assert [take(make_user())[1], take(make_user())[1]] == [True, True]


def test_key_belongs_to_one_request():
    user = make_user()
    take(user)
    with pytest.raises(BadInput, match="came with another request") as caught:
        take(user, fingerprint="g")
    assert caught.value.code == "idempotency_key_reused"


def test_freed_key_may_be_taken_again():
    user = make_user()
    free_key(take(user)[0])
    assert take(user, fingerprint="g")[1] is True


@pytest.mark.parametrize(
    ("is_answered", "age", "is_free"),
    [
        (False, {"seconds": 55}, False),
        (False, {"seconds": 61}, True),
        (True, {"seconds": 61}, False),
        (True, {"hours": 23, "minutes": 59}, False),
        (True, {"hours": 24, "seconds": 1}, True),
    ],
)
def test_key_is_free_a_minute_after_a_death_and_a_day_after_an_answer(is_answered, age, is_free):
    user = make_user()
    request, _ = take(user)
    if is_answered:
        keep_answer(request, ANSWER)
    make_older(request, **age)
    assert take(user)[1] is is_free
    assert IdempotentRequest.objects.count() == 1


def test_answers_of_others_are_forgotten_after_a_day():
    old, recent = take(make_user())[0], take(make_user())[0]
    make_older(old, hours=25)
    make_older(recent, hours=23)
    new, _ = take(make_user())
    assert list(IdempotentRequest.objects.order_by("pk")) == [recent, new]


def test_one_that_comes_back_late_writes_nothing_over_the_next():
    user = make_user()
    late, _ = take(user)
    make_older(late, seconds=61)
    following, _ = take(user)
    keep_answer(late, ANSWER)
    free_key(late)
    following.refresh_from_db()
    assert following.status_code is None
