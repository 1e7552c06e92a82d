import pytest

from claims.models import Article
from tests.factories import make_article, make_desk, make_snapshot, make_user
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db

URL = "https://example.com/news"


def test_an_article_has_an_address_or_handed_in_bytes_and_never_both():
    with violates("article_url_or_text"):
        make_article(url=URL, submitted_sha256="a" * 64)
    with violates("article_url_or_text"):
        make_article(url="", submitted_sha256="")


def test_a_desk_has_an_address_once_and_another_desk_may_have_it_too():
    desk = make_desk()
    make_article(desk, url=URL)
    with violates("article_url_once"):
        make_article(desk, url=URL)
    assert make_article(make_desk(), url=URL).url == URL


def test_a_desk_has_the_same_bytes_once_and_another_desk_may_have_them_too():
    desk = make_desk()
    make_article(desk, submitted_sha256="a" * 64)
    with violates("article_text_once"):
        make_article(desk, submitted_sha256="a" * 64)
    assert make_article(make_desk(), submitted_sha256="a" * 64).submitted_sha256 == "a" * 64


def test_articles_without_an_address_do_not_stand_in_each_others_way():
    desk = make_desk()
    articles = [make_article(desk, submitted_sha256=letter * 64) for letter in "abc"]
    assert set(Article.objects.filter(desk=desk, url="")) == set(articles)


def test_failed_work_on_an_article_says_why():
    with violates("article_failed_has_error"):
        make_article(job_state="failed")


def test_an_article_is_not_tried_more_often_than_five_times():
    with violates("article_attempts_limit"):
        make_article(job_attempts=6)


def test_articles_are_visible_to_the_people_of_their_desk_alone():
    ours, theirs = make_desk(), make_desk()
    user, mine = make_user(ours), make_article(ours, url=URL)
    make_article(theirs, url=URL, by=user)
    assert list(Article.objects.visible_to(user)) == [mine]
    assert list(Article.objects.visible_to(make_user())) == []


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"url": URL}, URL),
        ({"submitted_sha256": "a" * 64, "submitted_name": "news.txt"}, "news.txt"),
        ({"submitted_sha256": "a" * 64}, "Pasted text"),
    ],
)
def test_an_article_that_was_not_read_is_called_by_what_was_handed_in(fields, name):
    assert make_article(snapshot=None, **fields).title == name


def test_an_article_that_was_read_is_called_by_its_title():
    assert make_article(snapshot=make_snapshot(title="Mines cleared")).title == "Mines cleared"
