"""A real web server with the demo in it, for the browser's tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.web.browsing import SIZES

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 30


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(folder: Path, port: int) -> dict[str, str]:
    own = {"DATA_DIR": str(folder), "DEMO": "yes", "HOST": "127.0.0.1", "PORT": str(port), "PROVIDERS": "library"}
    inherited = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {**inherited, **own}


def _wait_for(url: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, "the web server ended"
        try:
            with urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the web server did not answer within {STARTS_WITHIN} s")


@pytest.fixture(scope="module")
def demo_environment(tmp_path_factory) -> dict[str, str]:
    """The settings of the server below, for commands beside it."""
    return _environment(tmp_path_factory.mktemp("web") / "data", _free_port())


@pytest.fixture(scope="module")
def demo_server(demo_environment) -> Iterator[str]:
    """The address of a server process of its own, with its own data folder and the demo loaded."""
    environment, port = demo_environment, demo_environment["PORT"]
    for command in (["migrate", "-v0"], ["make_demo", "-v0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, timeout=120)
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--bind", address, "--threads", "4"]
    process = subprocess.Popen([*command, "--log-level", "error"], cwd=ROOT, env=environment)
    try:
        _wait_for(f"http://{address}/livez", process)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(timeout=15)


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """An installed Chromium, driven by playwright; the test is skipped where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed")
    playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, demo_server):
    """Opens a page in a fresh browser context; what the console says is collected."""
    contexts = []

    def open_at(path, *, scripts=True):
        width, height = SIZES["wide"]
        context = chromium.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(demo_server + path)
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.fixture
def screenshot_folder(tmp_path):
    """Where pictures go: into the docs only when asked, so that a test run changes no file."""
    return ROOT / "docs" / "screenshots" if os.environ.get("SCREENSHOTS") == "1" else tmp_path
