import pytest

from claims.web.upload import READ_NOW, READ_SOON, words_on_upload
from tests.factories import make_candidate, make_snapshot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "told"), [("queued", READ_NOW), ("working", READ_SOON)])
def test_person_is_told_when_the_page_is_read(state, told):
    assert words_on_upload(make_candidate(status="proposed", job_state=state), make_snapshot()) == told


def test_person_is_told_what_the_machine_calls_the_page():
    told = words_on_upload(make_candidate(status="dropped", status_reason="x"), make_snapshot(quality="short"))
    assert told == "The page is kept, but the machine calls it: too short. Let it pass with a reason if it will do."
