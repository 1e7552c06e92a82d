import pytest

from claims.errors import BadInput, PermissionDenied
from claims.models import Article
from claims.pipeline.receive_article import acceptable_url, receive_text, receive_url
from claims.providers import registry
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_desk()


def test_an_address_is_handed_in_in_its_canonical_form(desk):
    url = " HTTPS://News.Example.org:443/a/../mines?utm_source=x&id=7#top "
    article, is_new = receive_url(desk, by=make_user(desk), url=url)
    assert (article.url, is_new, article.job_state) == ("https://news.example.org/mines?id=7", True, "queued")


def test_two_spellings_of_an_address_are_one_article(desk):
    user = make_user(desk)
    first, _ = receive_url(desk, by=user, url="https://news.example.org/mines?utm_source=x")
    assert receive_url(desk, by=user, url="https://NEWS.example.org/mines#top") == (first, False)


REFUSED = [
    ("", "bad_input", "Give the address of the article, or paste its text."),
    ("mines in the news", "bad_url", "The address “mines in the news” has a space"),
    ("news.example.org/mines", "bad_url", "The address “news.example.org/mines” is not a web address"),
    ("ftp://news.example.org/a", "bad_scheme", "The address “ftp://news.example.org/a” uses ftp:"),
    ("file:///etc/passwd", "bad_scheme", "The address “file:///etc/passwd” uses file:"),
    ("javascript:alert(1)", "bad_scheme", "The address “javascript:alert(1)” uses javascript:"),
    ("https://user:secret@example.org/", "credentials_in_url", "The address “https://…@example.org/” carries a user"),
    ("https://example.org:22/", "bad_port", "The address “https://example.org:22/” uses port 22"),
    ("http://127.0.0.1/", "private_address", "http://127.0.0.1/ is not fetched: 127.0.0.1 is not on the public"),
    ("http://10.1.2.3/a", "private_address", "http://10.1.2.3/a is not fetched: 10.1.2.3 is not on the public"),
    ("http://[::1]/", "private_address", "http://[::1]/ is not fetched: ::1 is not on the public Internet"),
    ("http://169.254.169.254/", "private_address", "http://169.254.169.254/ is not fetched: 169.254.169.254 is not"),
    ("https://example.org/" + "a" * 3000, "too_long", "The address is longer than 2000 characters."),
    ("https://example.org/" + "a" * 9000, "too_long", "The address “https://example.org/"),
]


@pytest.mark.parametrize(("url", "code", "message"), REFUSED, ids=[url[:40] or "nothing" for url, *_ in REFUSED])
def test_an_address_that_would_never_be_fetched_is_refused_at_once(desk, url, code, message):
    with pytest.raises(BadInput) as caught:
        receive_url(desk, by=make_user(desk), url=url)
    assert (caught.value.code, caught.value.field) == (code, "url")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert Article.objects.count() == 0


def test_an_operator_may_allow_a_private_host(settings):
    settings.ALLOWED_PRIVATE_HOSTS = ["10.1.2.3"]
    assert acceptable_url("http://10.1.2.3:9000/a") == "http://10.1.2.3:9000/a"


def test_a_text_is_kept_before_it_is_promised(desk):
    article, is_new = receive_text(desk, by=make_user(desk), body=b"A text.", name="news.txt")
    assert registry.blob_store().get(article.submitted_sha256) == b"A text."
    assert (is_new, article.submitted_name, article.submitted_type) == (True, "news.txt", "text/plain")


def test_the_same_text_is_one_article(desk):
    user = make_user(desk)
    first, _ = receive_text(desk, by=user, body=b"A text.", name="a.txt")
    assert receive_text(desk, by=user, body=b"A text.", name="b.txt") == (first, False)


@pytest.mark.parametrize("body", [b"", b" \n\t "])
def test_an_empty_text_is_refused(desk, body):
    with pytest.raises(BadInput) as caught:
        receive_text(desk, by=make_user(desk), body=body)
    assert (str(caught.value), caught.value.code) == (
        "There is no text in it. Paste the text of the article.",
        "empty",
    )
    assert Article.objects.count() == 0


def test_a_text_over_the_limit_is_refused_and_not_kept(desk, settings, own_data_folder):
    settings.MAX_BYTES = 1_000_000
    with pytest.raises(BadInput, match=r"^It is larger than 1 MB\. Hand in a smaller part\.$"):
        receive_text(desk, by=make_user(desk), body=b"a" * 1_000_001)
    assert Article.objects.count() == 0
    assert (own_data_folder / "raw").exists() is False


def test_a_text_of_somebody_who_may_not_add_any_is_not_kept(desk, own_data_folder):
    with pytest.raises(PermissionDenied):
        receive_text(desk, by=make_user(desk, role="reader"), body=b"A text.")
    assert (own_data_folder / "raw").exists() is False
