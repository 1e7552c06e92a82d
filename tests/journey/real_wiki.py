"""A real MediaWiki on loopback: Debian's package, an SQLite file, PHP's own web server."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

INSTALLED = Path("/usr/share/mediawiki")
INSTALL_SECONDS = 120
START_SECONDS = 20


def missing_part() -> str:
    """What keeps the wiki from running here, or nothing."""
    if not (INSTALLED / "maintenance" / "install.php").exists():
        return "MediaWiki is not installed (Debian package mediawiki)"
    if shutil.which("php") is None:
        return "PHP is not installed (Debian package php-cli)"
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, timeout=30, check=True).stdout.split()
    absent = [name for name in ("pdo_sqlite", "mbstring", "xml", "intl") if name not in modules]
    return f"PHP lacks {', '.join(absent)}" if absent else ""


@contextlib.contextmanager
def running_wiki(folder: Path, pages: Mapping[str, str]) -> Iterator[str]:
    """The address of the wiki, `http://127.0.0.1:port`, with these pages (title to wikitext) in it."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    settings = folder / "LocalSettings.php"
    install(folder, base)
    for title, text in pages.items():
        maintain(settings, "edit.php", title, text=text)
    # The search index is brought up to date by jobs.
    maintain(settings, "runJobs.php")
    command = ["php", "-S", f"127.0.0.1:{port}", "-t", str(INSTALLED)]
    environment = os.environ | {"MW_CONFIG_FILE": str(settings), "PHP_CLI_SERVER_WORKERS": "2"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def install(folder: Path, base: str) -> None:
    """A wiki of its own in the folder; the installer refuses where it finds settings, hence the empty place."""
    arguments = ["--dbtype", "sqlite", "--dbpath", str(folder), "--confpath", str(folder), "--server", base]
    arguments += ["--scriptpath", "", "--pass", "a-long-Passw0rd-of-a-test", "Test wiki", "admin"]
    maintain(folder / "none.php", "install.php", *arguments)


def maintain(settings: Path, script: str, *arguments: str, text: str = "") -> None:
    command = ["php", str(INSTALLED / "maintenance" / script), *arguments]
    environment = os.environ | {"MW_CONFIG_FILE": str(settings)}
    subprocess.run(
        command, input=text, env=environment, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=True
    )


def wait_for(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"The wiki did not answer on port {port} within {START_SECONDS} s.")
