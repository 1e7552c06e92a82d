import pytest
from celery.signals import worker_init

from claims.text.encoder import WeightsMissing, load_ranker
from factcheck import celery

pytestmark = pytest.mark.filterwarnings("ignore:You're running the worker with superuser")


def loaded_by(pool):
    """Whether a worker with this pool has the ranker before it has children; a real worker, which is not started."""
    load_ranker.cache_clear()
    worker = celery.app.Worker(pool=pool, concurrency=1, quiet=True)
    worker_init.send(sender=worker)
    return load_ranker.cache_info().currsize == 1


@pytest.mark.parametrize(("pool", "is_loaded"), [("prefork", True), ("threads", False)])
def test_the_ranker_is_loaded_where_children_are_forked(pool, is_loaded):
    assert loaded_by(pool) is is_loaded


def test_a_worker_starts_without_the_weights(monkeypatch):
    def missing():
        raise WeightsMissing("The file is gone.")

    monkeypatch.setattr("factcheck.celery.load_ranker", missing)
    worker_init.send(sender=celery.app.Worker(pool="prefork", concurrency=1, quiet=True))
