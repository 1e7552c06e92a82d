import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims.api.authentication import token_of
from claims.models import ApiToken
from tests.factories import make_desk, make_user


@pytest.fixture
def user(db):
    return make_user(make_desk(), username="marta")


def run(*words: str) -> tuple[str, str]:
    """What the command writes to its two outputs."""
    out, err = io.StringIO(), io.StringIO()
    call_command("create_token", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_secret_alone_goes_to_the_standard_output(user):
    out, err = run("marta", "--name", "dashboard")
    token = ApiToken.objects.get()
    assert (token.user, token.name, token.scopes) == (user, "dashboard", ["read"])
    assert err.splitlines()[0] == f"dashboard for marta: read, until {token.expiry:%Y-%m-%d}."
    assert (token_of(out.strip()), out.strip() in err) == (token, False)


def test_json_holds_everything(user):
    out, err = run("marta", "--name", "cms", "--scope", "write", "--scope", "read", "--days", "7", "--json")
    token, facts = ApiToken.objects.get(), json.loads(out)
    assert len(facts.pop("secret")) == 64
    assert (facts, err) == (
        {
            "id": token.public_id,
            "name": "cms",
            "user": "marta",
            "scopes": ["read", "write"],
            "expiry": token.expiry.isoformat(),
        },
        "",
    )
    assert (token.expiry - token.created).days in {6, 7}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nobody", "--name", "x"], 1),
        (["marta", "--name", " "], 2),
        (["marta", "--name", "x", "--days", "0"], 2),
        (["marta", "--name", "x", "--days", "36501"], 2),
    ],
)
def test_what_cannot_be_done_has_an_exit_code(user, words, code):
    with pytest.raises(CommandError) as failure:
        run(*words)
    assert failure.value.returncode == code
    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize("words", [["marta"], ["marta", "--name", "x", "--scope", "everything"]])
def test_wrong_words_are_refused(user, words):
    with pytest.raises(CommandError):
        run(*words)
