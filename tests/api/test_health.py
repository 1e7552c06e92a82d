import json

import pytest
from django.test import Client

from claims.api import health
from claims.domain.health import Finding

WELL = [Finding("database", True, "sqlite"), Finding("worker", True, "seen just now")]
ILL = [Finding("database", True, "sqlite"), Finding("worker", False, "never seen", "Start the workers.")]


def test_livez_answers_without_looking_at_anything():
    response = Client().get("/livez")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize(("findings", "status"), [(WELL, 200), (ILL, 503)])
def test_readyz_is_200_only_when_all_is_well(monkeypatch, findings, status):
    monkeypatch.setattr(health, "readiness", lambda: findings)
    response = Client().get("/readyz")
    assert response.status_code == status
    assert json.loads(response.content) == {
        "is_ready": status == 200,
        "findings": [
            {
                "name": finding.name,
                "is_well": finding.is_well,
                "seen": finding.seen if finding.is_well else "not well",
                "advice": finding.advice,
            }
            for finding in findings
        ],
    }


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_read_only(path):
    assert Client().post(path).status_code == 405
