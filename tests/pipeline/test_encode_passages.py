import pytest

from claims.enums import JobState
from claims.errors import LeaseLost
from claims.models import Encoding
from claims.pipeline.encode_passages import encode_passages
from claims.providers import registry
from claims.tasks import sweep_stalled, work_inline
from claims.text.encoder import load_encoder
from claims.text.weights import WeightsMissing
from tests.factories import make_encoding, make_snapshot

pytestmark = pytest.mark.django_db
TEXT = "Fewer people were out of work in spring than in winter. The office counted them in May."


@pytest.fixture
def snapshot():
    return make_snapshot(text=TEXT, title="Labour", is_source=True, language="en")


def leased(encoding):
    [row] = Encoding.objects.lease([encoding.pk], seconds=60)
    return row


def test_a_page_is_found_by_what_it_means_once_it_is_encoded(snapshot):
    work_inline([snapshot])
    search = registry.page_search()
    assert search.search("unemployment fell") == ()
    work_inline(Encoding.objects.all())
    assert [found.snapshot_id for found in search.search("unemployment fell")] == [snapshot.pk]


def test_the_row_says_by_what_and_how_many_passages(snapshot):
    encode_passages(leased(make_encoding(snapshot)))
    encoder, row = load_encoder(), Encoding.objects.get()
    assert (row.engine, row.engine_version, row.passages) == (encoder.name, encoder.version, 1)
    assert registry.vectors().passage_count() == 1


def test_a_page_in_another_language_has_no_vectors_and_is_done(snapshot):
    page = make_snapshot(text="Рівень безробіття впав навесні.", is_source=True, language="uk")
    encoding = make_encoding(page)
    work_inline([encoding])
    encoding.refresh_from_db()
    assert (encoding.job_state, encoding.passages) == (JobState.DONE, 0)
    assert registry.vectors().snapshot_ids() == set()


def test_encoding_twice_leaves_the_same_rows(snapshot):
    encoding = make_encoding(snapshot)
    for _ in range(2):
        encode_passages(leased(encoding))
        encoding.restart_job()
    assert registry.vectors().passage_count() == 1


def test_an_article_that_is_no_source_is_not_encoded():
    encode_passages(leased(make_encoding(make_snapshot(text=TEXT, is_source=False))))
    assert registry.vectors().passage_count() == 0


def test_a_worker_that_lost_its_row_writes_nothing(snapshot):
    encoding = leased(make_encoding(snapshot))
    Encoding.objects.update(job_lease=99)
    with pytest.raises(LeaseLost):
        encode_passages(encoding)
    assert Encoding.objects.get().passages == 0


def test_without_weights_the_row_says_so_and_words_still_find_the_page(snapshot, monkeypatch):
    def missing():
        raise WeightsMissing("The encoder is not there.")

    monkeypatch.setattr("claims.pipeline.encode_passages.load_encoder", missing)
    monkeypatch.setattr("claims.providers.registry.load_encoder", missing)
    work_inline([snapshot])
    work_inline(Encoding.objects.all())
    assert Encoding.objects.get().job_error == "The encoder is not there."
    assert [found.snapshot_id for found in registry.page_search().search("people out of work")] == [snapshot.pk]


def test_a_page_that_goes_into_the_library_again_is_encoded_again(snapshot):
    work_inline([snapshot])
    work_inline(Encoding.objects.all())
    Encoding.objects.queue_for([snapshot])
    assert [row.job_state for row in Encoding.objects.all()] == [JobState.QUEUED]


def test_encodings_wait_in_a_queue_of_their_own_until_the_sweep_rings(snapshot, monkeypatch):
    rung = []
    work_inline([snapshot])
    Encoding.objects.update(job_next_attempt_at="2020-01-01T00:00:00Z")
    monkeypatch.setattr("claims.tasks.work_encoding.apply_async_on_commit", lambda **bell: rung.append(bell))
    sweep_stalled()
    assert rung == [{"args": [Encoding.objects.get().pk], "queue": "background"}]
