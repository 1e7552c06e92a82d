"""Desks, their people, and the doors that people open for programs."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.domain.audit import Actor, Machine, record_event
from claims.domain.permissions import check_can
from claims.enums import AuditAction, Role
from claims.errors import BadInput
from claims.models import ApiToken, Desk, Membership
from claims.models.desk import MOST_SEARCHED_CLAIMS
from claims.models.token import SCOPES

FIRST_DESK = {"slug": "desk", "name": "Fact-check desk"}
TERMINAL_USER = "terminal"
SETUP = Machine("setup", "1")


def ensure_first_desk(*, by: Machine = SETUP) -> Desk:
    """The desk that a new installation begins with; made when there is none."""
    desk = Desk.objects.order_by("pk").first()
    if desk:
        return desk
    with transaction.atomic():
        desk, is_new = Desk.objects.get_or_create(slug=FIRST_DESK["slug"], defaults={"name": FIRST_DESK["name"]})
        if is_new:
            record_event(AuditAction.DESK_CREATED, desk, by=by, desk=desk, details={"name": desk.name})
    return desk


def change_desk(desk: Desk, *, by: User, searched_claims: int) -> None:
    """Set how many of an article's best proposals are searched without being asked."""
    check_can(by, "change_desk", desk)
    if not 0 <= searched_claims <= MOST_SEARCHED_CLAIMS:
        message = f"Between 0 and {MOST_SEARCHED_CLAIMS} claims can be searched without being asked."
        raise BadInput(message, field="searched_claims")
    with transaction.atomic():
        details = {"searched_claims": searched_claims, "before": desk.searched_claims}
        desk.searched_claims = searched_claims
        desk.save(update_fields=["searched_claims", "updated_at"])
        record_event(AuditAction.DESK_CHANGED, desk, by=by, desk=desk, details=details)


def ensure_member(desk: Desk, *, by: Actor, username: str, role: Role) -> User:
    """A user with this name who is a member of the desk; a new one has no password."""
    with transaction.atomic():
        user, is_new = User.objects.get_or_create(username=username)
        if is_new:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        _, is_new_member = Membership.objects.get_or_create(desk=desk, user=user, defaults={"role": role})
        if is_new_member:
            details = {"user": username, "role": str(role)}
            record_event(AuditAction.MEMBER_ADDED, desk, by=by, desk=desk, details=details)
    return user


def terminal_user(desk: Desk) -> User:
    """The user in whose name the terminal acts: whoever holds the shell holds the database."""
    return ensure_member(desk, by=SETUP, username=TERMINAL_USER, role=Role.ADMINISTRATOR)


def create_api_token(
    user: User, *, by: Actor, name: str, scopes: list[str], days: int | None = 90
) -> tuple[ApiToken, str]:
    """A token for one program, and its secret, which is shown this once and kept nowhere."""
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise BadInput(f"Scopes are {' and '.join(SCOPES)}; not {', '.join(unknown) or 'none'}.", field="scopes")
    if not name.strip():
        raise BadInput("Give the token a name, so that you know later what it is for.", field="name")
    with transaction.atomic():
        expiry = timedelta(days=days) if days else None
        token, secret = ApiToken.objects.create(user=user, expiry=expiry, name=name.strip(), scopes=sorted(scopes))
        details = {"name": token.name, "scopes": token.scopes, "for": user.get_username()}
        record_event(AuditAction.TOKEN_CREATED, token, by=by, details=details)
    return token, secret


def record_token_use(token: ApiToken) -> None:
    """Note that the token was used, at most once a minute: a read must not cost a write each time."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > timedelta(minutes=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
