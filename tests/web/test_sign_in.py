import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from claims.enums import Role
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def demo(settings):
    settings.DEMO_SIGN_IN = True
    return make_user(make_desk(), username="demo")


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("path", "extra", "expected"),
    [
        ("/", {}, True),
        ("/claims/clm_unknown", {}, True),
        ("/", {"REMOTE_ADDR": "127.0.0.53"}, True),
        ("/", {"REMOTE_ADDR": "::1"}, True),
        ("/", {"HTTP_ACCEPT": "text/html,application/xhtml+xml"}, True),
        ("/", {"HTTP_ACCEPT": "application/json"}, False),
        ("/", {"REMOTE_ADDR": "192.0.2.7"}, False),
        ("/", {"REMOTE_ADDR": ""}, False),
        ("/", {"REMOTE_ADDR": "localhost"}, False),
        ("/", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
        ("/", {"HTTP_FORWARDED": "for=127.0.0.1"}, False),
        ("/", {"HTTP_X_REAL_IP": "127.0.0.1"}, False),
        ("/api/v1/claims", {}, False),
        ("/livez", {}, False),
        ("/static/claims/no-such-file.css", {}, False),
        ("/admin/", {}, False),
    ],
)
def test_demo_reviewer_comes_in_only_at_a_page_from_this_machine(client, demo, path, extra, expected):
    client.get(path, **extra)
    assert signed_in(client) is expected


@pytest.mark.parametrize("method", ["post", "put", "delete", "head"])
def test_demo_reviewer_comes_in_only_by_looking(client, demo, method):
    getattr(client, method)("/")
    assert signed_in(client) is False


def test_nobody_comes_in_when_demo_mode_is_off(client, demo, settings):
    settings.DEMO_SIGN_IN = False
    assert client.get("/").url == "/sign-in?next=/"
    assert signed_in(client) is False


def test_nobody_comes_in_without_a_demo_user(client, settings):
    settings.DEMO_SIGN_IN = True
    assert client.get("/").url == "/sign-in?next=/"


def test_demo_user_that_was_switched_off_stays_out(client, demo):
    User.objects.update(is_active=False)
    client.get("/")
    assert signed_in(client) is False


def test_who_signed_out_is_not_signed_in_again_by_itself(client, demo):
    client.get("/")
    assert client.post("/sign-out").url == "/sign-in"
    assert client.get("/").status_code == 302
    assert signed_in(client) is False


def test_a_button_lets_the_demo_reviewer_in_again(client, demo):
    client.get("/")
    client.post("/sign-out")
    assert "Enter as the demo reviewer" in client.get("/sign-in").content.decode()
    assert client.post("/sign-in/demo").url == "/"
    assert signed_in(client) is True
    assert client.cookies["signed_out"].value == ""


@pytest.mark.parametrize(("asked", "url"), [("/articles", "/articles"), ("https://elsewhere.example/", "/")])
def test_the_button_leads_on_and_stays_on_this_site(client, demo, asked, url):
    client.cookies["signed_out"] = "1"
    assert client.post("/sign-in/demo", {"next": asked}).url == url


def test_the_button_is_for_this_machine_alone(client, demo):
    client.cookies["signed_out"] = "1"
    assert client.post("/sign-in/demo", REMOTE_ADDR="192.0.2.7").url == "/sign-in"
    assert signed_in(client) is False
    assert "Enter as the demo" not in client.get("/sign-in", REMOTE_ADDR="192.0.2.7").content.decode()


def test_person_who_is_signed_in_stays_who_they_are(client, demo):
    other = make_user(make_desk(name="Other"))
    client.force_login(other)
    client.get("/")
    assert client.session["_auth_user_id"] == str(other.pk)


@pytest.fixture
def olena():
    user = make_user(make_desk(), role=Role.EDITOR, username="olena")
    user.set_password(PASSWORD)
    user.save()
    cache.clear()
    return user


def test_password_signs_in_and_leads_on(client, olena):
    answer = client.post("/sign-in", {"username": "olena", "password": PASSWORD, "next": "/dashboard"})
    assert (answer.status_code, answer.url) == (302, "/dashboard")


def test_wrong_password_is_said_and_the_name_is_kept(client, olena):
    answer = client.post("/sign-in", {"username": "olena", "password": "wrong"})
    assert answer.status_code == 422
    assert 'value="olena"' in answer.content.decode()
    assert "wrong" not in answer.content.decode()


def test_leading_on_stays_on_this_site(client, olena):
    given = {"username": "olena", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/sign-in", given).url == "/"


def test_guessing_is_stopped_for_a_while_even_with_other_headers(client, olena):
    for number in range(10):
        client.post("/sign-in", {"username": "olena", "password": "x"}, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    answer = client.post("/sign-in", {"username": "olena", "password": PASSWORD})
    assert answer.context["form"].non_field_errors() == [
        "Too many wrong passwords. Wait a quarter of an hour, then try again."
    ]
    cache.clear()
    assert client.post("/sign-in", {"username": "olena", "password": PASSWORD}).status_code == 302


def test_sign_out_is_an_act_not_a_link(client, olena):
    client.force_login(olena)
    assert client.get("/sign-out").status_code == 405
    assert signed_in(client) is True
