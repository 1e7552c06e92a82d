from types import SimpleNamespace

import pytest
from celery.concurrency import get_implementation

from claims.text.encoder import load_encoder
from claims.text.ranker import load_ranker
from claims.text.weights import WeightsMissing
from factcheck.celery import load_before_children


def worker_with(pool):
    """What of a worker the hook looks at; a whole one would take over the signals of the process that tests run in."""
    return SimpleNamespace(pool_cls=get_implementation(pool))


@pytest.mark.parametrize(("pool", "is_loaded"), [("prefork", True), ("threads", False)])
@pytest.mark.parametrize("load", [load_ranker, load_encoder])
def test_the_networks_are_loaded_where_children_are_forked(pool, is_loaded, load):
    load.cache_clear()
    load_before_children(worker_with(pool))
    assert (load.cache_info().currsize == 1) is is_loaded


def test_a_worker_starts_without_the_weights(monkeypatch):
    def missing():
        raise WeightsMissing("The file is gone.")

    monkeypatch.setattr("factcheck.celery.load_ranker", missing)
    monkeypatch.setattr("factcheck.celery.load_encoder", missing)
    load_before_children(worker_with("prefork"))
