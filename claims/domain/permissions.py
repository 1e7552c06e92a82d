"""Who may do what: one table. `check_can_x` raises, `can_x` answers; buttons and server ask the same."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from claims.enums import Role
from claims.errors import PermissionDenied
from claims.models import Desk, Membership

READS = frozenset(Role)
GATHERS = frozenset({Role.RESEARCHER, Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR})
JUDGES = frozenset({Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR})
EDITS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
RUNS = frozenset({Role.ADMINISTRATOR})

ALLOWED: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "read": READS,
        "submit_article": GATHERS,
        "retry_work": GATHERS,
        "request_search": GATHERS,
        "propose_source": GATHERS,
        "upload_page": GATHERS,
        "recapture_page": GATHERS,
        "archive_page": GATHERS,
        "watch_page": GATHERS,
        "test_provider": GATHERS,
        "overrule_quality": JUDGES,
        "decide_origin": JUDGES,
        "change_feeds": EDITS,
        "switch_provider": RUNS,
        "accept_claim": JUDGES,
        "dismiss_claim": JUDGES,
        "edit_claim": GATHERS,
        "export_examples": GATHERS,
        "change_worthiness": EDITS,
        "confirm_stance": JUDGES,
        "reject_evidence": JUDGES,
        "remove_demo": JUDGES,
        "change_desk": RUNS,
    }
)

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "read": "read this desk",
        "submit_article": "add an article",
        "retry_work": "retry failed work",
        "request_search": "ask providers",
        "propose_source": "propose a source",
        "upload_page": "upload a page",
        "recapture_page": "capture a page again",
        "archive_page": "send a page to a public archive",
        "watch_page": "watch a page",
        "test_provider": "test a provider",
        "overrule_quality": "overrule a quality label",
        "decide_origin": "split or merge sources",
        "change_feeds": "change feeds",
        "switch_provider": "switch a provider on or off",
        "accept_claim": "accept a claim",
        "dismiss_claim": "dismiss a claim",
        "edit_claim": "word a claim",
        "export_examples": "export decisions",
        "change_worthiness": "change what is worth checking",
        "confirm_stance": "confirm a stance",
        "reject_evidence": "reject evidence",
        "remove_demo": "remove the demo",
        "change_desk": "change the desk's settings",
    }
)


def role_of(user: Any, desk: Desk) -> str:
    """The person's role on the desk, or nothing."""
    membership = Membership.objects.filter(user=user, desk=desk).first() if user else None
    return membership.role if membership else ""


def can(user: Any, act: str, desk: Desk) -> bool:
    """Whether the person may do this on this desk."""
    return role_of(user, desk) in ALLOWED[act]


def check_can(user: Any, act: str, desk: Desk) -> None:
    """Raise PermissionDenied, naming the roles that may, unless the person may do this."""
    if can(user, act, desk):
        return
    roles = " or ".join(Role(role).label.lower() for role in Role if role in ALLOWED[act])
    raise PermissionDenied(f"To {WORDS[act]} on {desk.name} you need to be {roles} there.")


def acts_of(user: Any, desk: Desk) -> frozenset[str]:
    """Everything the person may do on the desk: what a page needs to draw its buttons."""
    role = role_of(user, desk)
    return frozenset(act for act, roles in ALLOWED.items() if role in roles)
