import pytest

from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("theme", "attribute"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("system", "")]
)
def test_theme_is_kept_in_a_cookie(client, theme, attribute):
    client.force_login(make_user(make_desk()))
    answer = client.post("/theme", {"theme": theme, "next": "/dashboard"})
    assert (answer.url, answer.cookies["theme"].value) == ("/dashboard", theme)
    assert f'<html lang="en"{attribute}>' in client.get("/dashboard").content.decode()


def test_unknown_theme_is_not_kept(client):
    answer = client.post("/theme", {"theme": "plaid"})
    assert "theme" not in answer.cookies
    client.cookies["theme"] = '"><script>'
    client.force_login(make_user(make_desk()))
    assert '<html lang="en">' in client.get("/").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_going_back_stays_on_this_site(client, back):
    assert client.post("/theme", {"theme": "dark", "next": back}).url == "/"


def test_keys_have_a_page_of_their_own(client):
    client.force_login(make_user(make_desk()))
    shown = client.get("/keys").content.decode()
    assert '<h2 id="all-keys">Keys</h2>' in shown
