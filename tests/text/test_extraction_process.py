import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from claims.errors import ExtractionError
from claims.text.extraction import extract
from claims.text.extraction_process import Extractor
from tests.text.pdf_writer import write_pdf

PARAGRAPH = "<p>The treaty was opened for signature in December 1997, and 133 states signed it after that.</p>"
PAGE = (PARAGRAPH * 3).encode()
ROWS = b"<html><body><table>" + b"<tr><td>a</td><td>b</td></tr>" * 600_000
PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shared():
    """One extractor for the tests that leave its child alive: starting a child takes a second."""
    extractor = Extractor()
    yield extractor
    extractor.close()


def make_extractor(request, **options):
    extractor = Extractor(**options)
    request.addfinalizer(extractor.close)
    return extractor


def child_pids(extractor):
    return [child._process.pid for child in extractor._idle]


def is_gone(pid, *, within):
    ends_at = time.monotonic() + within
    while time.monotonic() < ends_at:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def code_of(extractor, body, content_type="text/html"):
    with pytest.raises(ExtractionError) as caught:
        extractor.extract(body, content_type=content_type)
    return caught.value.code


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (PAGE, "text/html"),
        ("Україна ратифікувала договір. 👩‍🔬 \u202e".encode(), "text/plain"),
        (write_pdf([["One page."], ["Two pages."]]), "application/pdf"),
    ],
)
def test_child_reads_as_its_parent_would(shared, body, content_type):
    given = {"content_type": content_type, "url": "https://a.example.org/", "charset": "utf-8"}
    assert shared.extract(body, **given) == extract(body, **given)


def test_refusal_comes_back_with_its_words_and_its_child(shared):
    shared.extract(PAGE, content_type="text/html")
    before = child_pids(shared)
    with pytest.raises(ExtractionError, match="it looks like a PNG image") as caught:
        shared.extract(b"\x89PNG\r\n\x1a\n", content_type="text/html")
    assert (caught.value.code, child_pids(shared)) == ("not_text", before)


def test_large_page_goes_through_the_pipes(shared):
    text = "133 states signed. " * 400_000
    assert shared.extract(text.encode(), content_type="text/plain").text == text


def test_page_that_takes_too_long_costs_one_child(request):
    extractor = make_extractor(request, timeout_seconds=1.5)
    extractor.extract(PAGE, content_type="text/html")
    (pid,) = child_pids(extractor)
    started = time.monotonic()
    assert code_of(extractor, ROWS) == "timeout"
    assert time.monotonic() - started < 4
    assert is_gone(pid, within=2)
    assert extractor.extract(PAGE, content_type="text/html").quality == "article"


def test_page_that_takes_too_much_memory_is_no_empty_page(request):
    extractor = make_extractor(request, timeout_seconds=60, memory_bytes=350_000_000)
    assert code_of(extractor, ROWS[: len(ROWS) // 3]) == "crashed"


def test_child_that_was_killed_while_idle_is_replaced(request):
    extractor = make_extractor(request)
    extractor.extract(PAGE, content_type="text/html")
    (pid,) = child_pids(extractor)
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert extractor.extract(PAGE, content_type="text/html").quality == "article"


def test_child_that_is_killed_at_work_is_a_crash(request):
    extractor = make_extractor(request, timeout_seconds=60)
    extractor.extract(PAGE, content_type="text/html")
    (pid,) = child_pids(extractor)
    timer = threading.Timer(0.5, os.kill, (pid, signal.SIGKILL))
    timer.start()
    assert code_of(extractor, ROWS) == "crashed"


def test_child_is_recycled_after_its_pages(request):
    extractor = make_extractor(request, recycle_after=2)
    pids = []
    for _ in range(3):
        extractor.extract(PAGE, content_type="text/html")
        pids.append(child_pids(extractor))
    assert len(pids[0]) == 1
    assert pids[1] == []
    assert pids[2] != pids[0]


def test_threads_each_get_their_own_answer(shared):
    texts = {number: f"Thread {number} says that 133 states signed the treaty." for number in range(3)}
    answers = {}

    def ask(number):
        answers[number] = shared.extract(texts[number].encode(), content_type="text/plain").text

    threads = [threading.Thread(target=ask, args=(number,)) for number in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == texts


def test_close_leaves_no_child(request):
    extractor = make_extractor(request)
    extractor.extract(PAGE, content_type="text/html")
    (pid,) = child_pids(extractor)
    extractor.close()
    assert is_gone(pid, within=2)
    assert code_of(extractor, PAGE) == "crashed"


PARENT = """
import os, sys, time
from claims.text.extraction_process import Extractor
extractor = Extractor()
extractor.extract(b"133 states signed the treaty.", content_type="text/plain")
pid = extractor._idle[0]._process.pid
if sys.argv[1] == "fork" and os.fork() == 0:
    time.sleep(20)
    os._exit(0)
print(pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("mode", ["alone", "fork"])
def test_killed_parent_leaves_no_child(tmp_path, mode):
    # From a folder with a module that must not be taken for a library, and with a fork that holds all files open.
    (tmp_path / "lxml.py").write_text("raise SystemExit('the wrong lxml')")
    parent = subprocess.Popen(
        [sys.executable, "-P", "-c", PARENT, mode],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        process_group=0,
    )
    try:
        pid = int(parent.stdout.readline())
        parent.kill()
        assert is_gone(pid, within=5)
    finally:
        os.killpg(parent.pid, signal.SIGKILL)
        parent.stdout.close()
        parent.wait()


FORKED = """
import os
from claims.text.extraction_process import Extractor
extractor = Extractor()
words = b"133 states signed the treaty."
extractor.extract(words, content_type="text/plain")
before = extractor._idle[0]._process.pid
pid = os.fork()
if pid == 0:
    has_forgotten = extractor._idle == []
    answer = extractor.extract(words, content_type="text/plain").text
    extractor.close()
    os._exit(0 if has_forgotten and answer == words.decode() else 1)
child_status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
extractor.extract(words, content_type="text/plain")
print(child_status, extractor._idle[0]._process.pid == before)
extractor.close()
"""


def test_forked_process_starts_children_of_its_own():
    done = subprocess.run(
        [sys.executable, "-c", FORKED], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "0 True\n"
