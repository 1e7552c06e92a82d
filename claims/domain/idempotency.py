"""Requests that may be sent again: the first one with a key acts, and the others are told what it was told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from claims.errors import BadInput
from claims.models import IdempotentRequest

KEPT_FOR = timedelta(hours=24)
# Longer than a program waits for an answer; a request that died keeps others from its key no longer than this.
AT_WORK_FOR = timedelta(seconds=60)
OTHER_REQUEST = "This Idempotency-Key came with another request before. Give every request a new key of its own."


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What the first request was answered."""

    status_code: int
    headers: Mapping[str, str]
    body: str


def take_key(user: User, *, key: str, fingerprint: str) -> tuple[IdempotentRequest, bool]:
    """The person's request with this key, and whether it is the one that asks, which must act now.

    Of requests at the same time the database lets one have the key. BadInput for a key that belongs to another request.
    """
    _forget_requests(user, key=key)
    request, is_first = IdempotentRequest.objects.get_or_create(
        user=user, key=key, defaults={"fingerprint": fingerprint}
    )
    if request.fingerprint != fingerprint:
        raise BadInput(OTHER_REQUEST, code="idempotency_key_reused")
    return request, is_first


def keep_answer(request: IdempotentRequest, answer: KeptAnswer) -> None:
    """Keep what the first request was answered, unless it took so long that its key is in other hands."""
    IdempotentRequest.objects.filter(pk=request.pk).update(**asdict(answer))


def free_key(request: IdempotentRequest) -> None:
    """Nothing came of the request: the next one with its key acts."""
    IdempotentRequest.objects.filter(pk=request.pk).delete()


def _forget_requests(user: User, *, key: str) -> None:
    now = timezone.now()
    is_old = Q(created_at__lt=now - KEPT_FOR)
    is_dead = Q(user=user, key=key, status_code=None, created_at__lt=now - AT_WORK_FOR)
    IdempotentRequest.objects.filter(is_old | is_dead).delete()
