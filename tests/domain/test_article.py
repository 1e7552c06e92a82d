import pytest

from claims.domain.article import attach_snapshot, submit_article
from claims.domain.audit import Machine
from claims.errors import PermissionDenied
from claims.models import Article, AuditEvent
from tests.factories import make_article, make_desk, make_snapshot, make_user

pytestmark = pytest.mark.django_db

URL = "https://example.com/news"
MACHINE = Machine("fetch_article", "1")


def events():
    return list(AuditEvent.objects.values_list("action", "subject_id"))


@pytest.mark.parametrize("given", [{"url": URL}, {"submitted_sha256": "a" * 64, "submitted_type": "text/plain"}])
def test_an_article_that_is_handed_in_twice_is_one_row_and_one_event(given):
    desk = make_desk()
    user, colleague = make_user(desk), make_user(desk)
    first, is_new = submit_article(desk, by=user, **given)
    assert (is_new, first.submitted_by, first.job_state) == (True, user, "queued")
    assert submit_article(desk, by=colleague, **given) == (first, False)
    assert Article.objects.count() == 1
    assert events() == [("article.submitted", first.public_id)]


def test_two_desks_may_hand_in_the_same_article():
    desks = make_desk(), make_desk()
    articles = [submit_article(desk, by=make_user(desk), url=URL)[0] for desk in desks]
    assert [article.desk for article in articles] == list(desks)
    assert len(set(articles)) == 2


def test_an_article_of_somebody_who_may_not_add_any_leaves_no_trace():
    desk = make_desk(name="City desk")
    with pytest.raises(PermissionDenied, match="To add an article on City desk"):
        submit_article(desk, by=make_user(desk, role="reader"), url=URL)
    assert (Article.objects.count(), events()) == (0, [])


def test_long_names_are_cut_to_what_the_table_holds():
    desk = make_desk()
    article, _ = submit_article(
        desk, by=make_user(desk), submitted_sha256="a" * 64, submitted_name="n" * 900, submitted_type="t" * 900
    )
    article.refresh_from_db()
    assert (len(article.submitted_name), len(article.submitted_type)) == (200, 100)


def test_a_snapshot_is_attached_once():
    article, snapshot = make_article(snapshot=None), make_snapshot()
    attach_snapshot(article, by=MACHINE, snapshot=snapshot)
    attach_snapshot(article, by=MACHINE, snapshot=snapshot)
    article.refresh_from_db()
    assert article.snapshot == snapshot
    assert events() == [("snapshot.attached", article.public_id)]
    event = AuditEvent.objects.get()
    assert (event.engine, event.desk, event.details) == (
        "fetch_article 1",
        article.desk,
        {"snapshot": snapshot.public_id, "sha256": snapshot.raw_sha256},
    )
