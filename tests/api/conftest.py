"""A program that calls the API with a token, as a user of a desk."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from claims.domain.desk import create_api_token
from claims.providers import registry
from tests.factories import make_desk, make_snapshot, make_user

RAW = b"<p>133 states signed the convention.</p>"


@dataclass
class Caller:
    """Somebody with a token; `user` and `desk` are theirs."""

    user: Any
    desk: Any
    secret: str
    scheme: str = "Bearer"

    def ask(self, path: str, query: dict | None = None, **headers: str):
        return self.send("GET", path, None, query=query, **headers)

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        query: dict | None = None,
        content_type: str = "application/json",
        **headers: str,
    ):
        """One request; `body` is data to be sent as JSON, or bytes as they are."""
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return Client().generic(
            method,
            f"/api/v1/{path}",
            raw,
            content_type=content_type,
            query_params=query,
            headers={"Authorization": f"{self.scheme} {self.secret}", **headers},
        )


def make_caller(desk=None, *, role="reviewer", scopes=("read", "write"), days=90) -> Caller:
    desk = desk or make_desk()
    user = make_user(desk, role=role)
    _, secret = create_api_token(user, by=user, name="tests", scopes=list(scopes), days=days)
    return Caller(user=user, desk=desk, secret=secret)


@pytest.fixture
def caller(db) -> Caller:
    """A reviewer with a token for reading and writing."""
    return make_caller()


@pytest.fixture
def desk(caller):
    return caller.desk


def fault_of(response) -> tuple:
    """Status and the faults named, as pointers or parameters."""
    problem = response.json()
    return response.status_code, [fault.get("pointer") or fault.get("parameter") for fault in problem.get("errors", [])]


@pytest.fixture
def archives(settings):
    """An installation with a public archive and its key."""
    settings.PROVIDERS, settings.WAYBACK_KEY = ["library", "wayback"], "access:secret"


def make_kept(raw: bytes = RAW, **fields):
    """A snapshot whose bytes are in the store."""
    kept = {"raw_sha256": registry.blob_store().put(raw), "raw_size": len(raw)}
    return make_snapshot(**{**kept, **fields})
