import pytest

from claims.enums import Role
from claims.models import Article
from claims.pipeline.add_passages import add_passages
from claims.providers import registry
from tests.factories import make_article, make_claim, make_desk, make_snapshot, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_desk()


def test_banner_stands_while_there_are_demo_rows(client, desk):
    client.force_login(make_user(desk))
    assert "Remove demo data" not in client.get("/").content.decode()
    make_claim(make_article(desk, is_demo=True))
    assert "Remove demo data" in client.get("/").content.decode()


def test_one_button_removes_the_demo_and_its_library_pages(client, desk):
    make_claim(make_article(desk, is_demo=True))
    demo_page, own_page = make_snapshot(is_demo=True), make_snapshot()
    add_passages([demo_page, own_page])
    client.force_login(make_user(desk))
    assert client.post("/demo/remove", {"desk": desk.public_id}).url == "/"
    assert Article.objects.count() == 0
    assert registry.library().snapshot_ids() == {own_page.pk}


@pytest.mark.parametrize("asked", ["a\x00b", "dsk_2222222222222222", ""])
def test_demo_of_what_is_no_desk_is_not_found(client, desk, asked):
    client.force_login(make_user(desk))
    assert client.post("/demo/remove", {"desk": asked}).status_code == 404


def test_reader_sees_the_banner_without_the_button(client, desk):
    make_article(desk, is_demo=True)
    client.force_login(make_user(desk, role=Role.READER))
    shown = client.get("/").content.decode()
    assert ("demo-banner" in shown, "Remove demo data" in shown) == (True, False)
    assert client.post("/demo/remove", {"desk": desk.public_id}).status_code == 403


def test_desk_of_others_cannot_be_named(client, desk):
    client.force_login(make_user(make_desk(name="Other")))
    make_article(desk, is_demo=True)
    assert client.post("/demo/remove", {"desk": desk.public_id}).status_code == 404
    assert Article.objects.count() == 1
