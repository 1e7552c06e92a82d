import io
import os
import resource
import signal
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path

import pypdf
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


def resident_bytes(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell a process's memory")
def test_child_does_not_grow_from_page_to_page(request):
    extractor = make_extractor(request, recycle_after=1_000)
    sizes = []
    for number in range(80):
        extractor.extract(PAGE + f"<p>{number}</p>".encode() * 100, content_type="text/html")
        sizes.append(resident_bytes(child_pids(extractor)[0]))
    assert sizes[-1] < 1.05 * sizes[29]


# ---------------------------------------------------------------- pages made to hurt

TEXT = PARAGRAPH * 3
READ = "The treaty was opened for signature in December 1997, and 133 states signed it after that."
MEGABYTE = 1_000_000


def page(body):
    return f"<html><body>{body}</body></html>".encode()


def pdf_with_stream(packed):
    """One page whose content is a packed stream."""
    whole = write_pdf([["x"]])
    start, end = whole.index(b"<< /Length"), whole.index(b"endstream")
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return whole[:start] + head + packed + b"\n" + whole[end:]


def encrypted_pdf():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(write_pdf([[READ]])))
    writer.encrypt("secret", owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def peak_bytes():
    """The most memory this process has held; Linux counts in kilobytes, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def gigabyte_of_zeros():
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(MEGABYTE)) for _ in range(1_000)]
    return b"".join(parts) + packer.flush()


def pdf_with_actions():
    action = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AA << /O << /S /Launch /F (cmd.exe) >> >> "
    return write_pdf([[READ, READ]]).replace(b"/Type /Catalog ", b"/Type /Catalog " + action)


# Row of the table of bad inputs -> what is sent (made when it is needed), its type, and how it ends: a quality
# label or the code of an error.
HOSTILE = {
    "deep-nesting": (lambda: b"<div>" * 100_000 + TEXT.encode(), "text/html", "too_deep"),
    "deep-nesting-5000": (lambda: b"<div>" * 5_000 + TEXT.encode(), "text/html", "too_deep"),
    "attr-flood": (lambda: b"<p " + b"a=1 " * 200_000 + b">" + TEXT.encode(), "text/html", "too_many_attributes"),
    "entity-flood": (lambda: b"<html><body><p>" + b"&amp;" * 2_000_000, "text/html", "short"),
    "unclosed-tags": (lambda: b"<html><body>" + b"<a><b><i>" * 1_000_000, "text/html", "too_deep"),
    "million-rows": (lambda: b"<html><body><table>" + b"<tr><td>a</td>" * 1_000_000, "text/html", "timeout"),
    "img-regex": (lambda: page(f'<img src="{"a/" * 2_500_000}">{TEXT}'), "text/html", "article"),
    "nul-bytes": (lambda: page(TEXT.replace("treaty", "tre\0aty")), "text/html", "article"),
    "lone-surrogates": (lambda: page(TEXT + "<p>&#xD800; and &#xDFFF;</p>"), "text/html", "article"),
    "bidi-controls": (lambda: page(TEXT + "<p>one \u202e two</p>"), "text/html", "article"),
    "zero-width-claim": (lambda: page(TEXT.replace("treaty", "tr\u200beaty")), "text/html", "article"),
    "empty-200": (lambda: b"", "text/html", "empty"),
    "soft-404": (lambda: page("<h1>Page not found</h1><p>It has been moved or deleted.</p>"), "text/html", "soft_404"),
    "consent-wall": (
        lambda: page("<p>We value your privacy. We and our 90 partners use cookies.</p><button>Accept all</button>"),
        "text/html",
        "consent_wall",
    ),
    "js-only": (lambda: page("<div id='root'></div><script>start()</script>"), "text/html", "empty_shell"),
    "base-href": (
        lambda: (
            f'<html><head><base href="javascript:alert(1)//"><link rel="canonical" href="/x"></head>{TEXT}'.encode()
        ),
        "text/html",
        "article",
    ),
    "xss-link-javascript": (
        lambda: (
            f'<html><head><link rel="canonical" href="javascript:alert(1)"></head><body>{TEXT}'
            f'<p><a href="javascript:alert(1)">Both sides</a> of it were asked what they think of it.</p>'.encode()
        ),
        "text/html",
        "article",
    ),
    "charset-mismatch": (
        lambda: page(TEXT + "<p>café</p>").decode().encode("cp1252"),
        "text/html; charset=utf-8",
        "article",
    ),
    "charset-unknown": (lambda: page(TEXT), "text/html; charset=klingon", "article"),
    "utf7": (lambda: page(TEXT + "<p>+ADw-script+AD4-</p>"), "text/html; charset=utf-7", "article"),
    "utf16-no-bom": (lambda: page(TEXT).decode().encode("utf-16-le"), "text/html", "article"),
    "iso-2022-jp": (lambda: page(TEXT + '<p>\x1b$B$"\x1b(B</p>'), "text/html; charset=iso-2022-jp", "article"),
    "overlong-utf8": (lambda: page(TEXT).replace(b"133", b"\xc0\x80133"), "text/html; charset=utf-8", "article"),
    "10mb-one-line": (lambda: b"word " * 2_000_000, "text/plain", "article"),
    "pdf-bomb": (lambda: pdf_with_stream(gigabyte_of_zeros()), "application/pdf", "unreadable"),
    "pdf-loop": (
        lambda: write_pdf([[READ]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
        "application/pdf",
        "unreadable",
    ),
    "pdf-100k-pages": (lambda: write_pdf([["x"]] * 100_000), "application/pdf", "truncated"),
    "pdf-encrypted": (encrypted_pdf, "application/pdf", "encrypted"),
    "pdf-js": (pdf_with_actions, "application/pdf", "article"),
    "zip-slip": (lambda: zipped("../../etc/passwd", b"x"), "application/zip", "not_text"),
    "zip-bomb": (lambda: zipped("zeros", bytes(100 * MEGABYTE)), "application/octet-stream", "not_text"),
    "image-bomb": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0", "image/png", "not_text"),
    "svg-script": (
        lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "image/svg+xml",
        "not_text",
    ),
    "mime-lie": (lambda: page(TEXT), "image/png", "article"),
}
# The others get enough for two busy processors; this one would take minutes, and is stopped.
HOSTILE_SECONDS = {"million-rows": 3.0}


@pytest.fixture(scope="module")
def guarded():
    """Shared by the rows, so that each must leave it able to read the next."""
    extractor = Extractor(timeout_seconds=30.0, memory_bytes=900 * MEGABYTE)
    yield extractor
    extractor.close()


@pytest.mark.parametrize("row", HOSTILE)
def test_hostile_page_ends_named_and_within_its_memory(guarded, row):
    make_body, content_type, ending = HOSTILE[row]
    body = make_body()
    guarded.timeout_seconds = HOSTILE_SECONDS.get(row, 30.0)
    before = peak_bytes()
    try:
        read = guarded.extract(body, content_type=content_type, url="https://post.example.org/x")
    except ExtractionError as error:
        ended, words = error.code, str(error)
    else:
        ended, words = read.quality, read.quality_reason
        # What is stored and shown: encodable, no NUL, no address but the page's own.
        assert "\0" not in read.text.encode("utf-8").decode()
        assert "javascript" not in read.text + read.canonical_url
    assert (ended, words[-1]) == (ending, ".")
    # The child is held by its limit; its parent holds the page, the answer and their frames.
    assert peak_bytes() - before < 5 * len(body) + 30 * MEGABYTE
    assert guarded.extract(PAGE, content_type="text/html").quality == "article"


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
