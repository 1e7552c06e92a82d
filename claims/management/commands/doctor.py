"""`manage.py doctor`: what is well, what is not, and what to do about it, in words."""

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.checks import NEIGHBOURS_TAG
from claims.domain.demo import has_demo, was_demo_removed
from claims.domain.health import Finding, check_database, check_migrations, check_redis, check_worker
from claims.errors import ExtractionError, StoreError
from claims.management.preflight import (
    check_data_folder,
    check_database_answers,
    check_room,
    database_name,
    open_listener,
    running_instance,
    setting_faults,
    short_path,
)
from claims.management.redis_server import find_server
from claims.providers import registry
from claims.text.extraction_process import Extractor

OLDEST_PYTHON = (3, 11)
SHORTEST_SECRET_KEY = 32
TRIAL_PAGE = b"<html lang='en'><title>Trial</title><body><p>A page to see whether pages can be read.</p></body></html>"
MARKS = {True: "✓", False: "✗"}
PLAIN_MARKS = {True: "ok ", False: "BAD"}


class Command(BaseCommand):
    """Looks at everything that the workbench stands on; exit code 1 when something is wrong."""

    help = "Explain in words what is well with this installation, what is not, and what to do."
    # A setting that cannot work is one of the findings.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """--json for programs."""
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every finding."""
        findings = list(examine())
        is_well = all(finding.is_well for finding in findings)
        if options["json"]:
            report = {"is_well": is_well, "findings": [asdict(finding) for finding in findings]}
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            marks = MARKS if _can_write("".join(MARKS.values())) else PLAIN_MARKS
            for finding in findings:
                self.stdout.write(_line(finding, mark=marks[finding.is_well]))
        if not is_well:
            sys.exit(1)


def _line(finding: Finding, *, mark: str) -> str:
    advice = f" → {finding.advice}" if finding.advice and not finding.is_well else ""
    return f"{mark} {finding.name:<18} {finding.seen}{advice}"


def _can_write(text: str) -> bool:
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def examine() -> Iterator[Finding]:
    """Every finding, in the order in which things are needed."""
    yield check_python()
    yield _tried("data folder", check_data, advice="")
    yield _tried("disk room", disk_room, advice="")
    yield check_secret_key()
    yield from check_record()
    if settings.REDIS_IS_OURS:
        yield _tried("redis server", lambda: _described(find_server()), advice="")
    yield from check_neighbours()
    yield _tried("library", library_size, advice="Run `python manage.py rebuild_library`.")
    yield _tried("extraction", read_trial_page, advice="Raise EXTRACT_SECONDS, or give the machine more memory.")
    yield check_port()


def _tried(name: str, look: Callable[[], str], *, advice: str) -> Finding:
    """What `look` saw, or why it failed; a CommandError says itself what to do."""
    try:
        return Finding(name, True, look())
    except (CommandError, StoreError, ExtractionError) as error:
        return Finding(name, False, str(error), advice)


def check_python() -> Finding:
    """This Python is new enough."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    oldest = ".".join(str(part) for part in OLDEST_PYTHON)
    advice = f"Install Python {oldest} or later, remove .venv, and run `make setup PYTHON=/path/to/it`."
    return Finding("python", sys.version_info[:2] >= OLDEST_PYTHON, version, advice)


def check_data() -> str:
    """The data folder can be written; where it is."""
    check_data_folder(settings.DATA_DIR)
    return short_path(settings.DATA_DIR)


def disk_room() -> str:
    """How much is free."""
    return f"{check_room(settings.DATA_DIR) / 1e9:.1f} GB free"


def check_secret_key() -> Finding:
    """The key is long, and nobody else on the machine can read it."""
    if os.environ.get("SECRET_KEY", "").strip():
        is_long = len(settings.SECRET_KEY) >= SHORTEST_SECRET_KEY
        advice = f"Set SECRET_KEY to at least {SHORTEST_SECRET_KEY} random characters, or leave it unset."
        return Finding("secret key", is_long, "from SECRET_KEY" if is_long else "SECRET_KEY is too short", advice)
    path = Path(settings.DATA_DIR) / "secret_key"
    is_private = path.is_file() and not stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    seen = "made here, kept in the data folder" if is_private else f"{path} can be read by others"
    return Finding("secret key", is_private, seen, f"Run `chmod 600 {path}`.")


def check_record() -> Iterator[Finding]:
    """The database, and what is only known when it answers."""
    try:
        check_database_answers()
    except CommandError as error:
        yield Finding("database", False, str(error))
        return
    database = check_database()
    if not database.is_well:
        yield database
        return
    yield Finding("database", True, database_name())
    migrations = check_migrations()
    yield migrations
    yield Finding("demo", True, demo_mode(has_tables=migrations.is_well))


def demo_mode(*, has_tables: bool) -> str:
    """Whether the demo is on, and who gets in by it."""
    if not settings.DEMO:
        return "off"
    if has_tables and was_demo_removed() and not has_demo():
        return "removed"
    who = "this machine is signed in without a password" if settings.DEMO_SIGN_IN else "signing in is needed"
    return f"on; {who}"


def _described(server: Any) -> str:
    return f"{server.version} ({server.path})"


def check_neighbours() -> Iterator[Finding]:
    """The settings that name other programs and hosts, and what is only known when they can work."""
    faults = setting_faults(NEIGHBOURS_TAG)
    if faults:
        yield Finding("settings", False, " ".join(faults))
        return
    yield check_redis()
    yield check_worker()
    yield Finding("providers", True, provider_names())
    yield check_language_model()
    yield Finding("private hosts", True, private_hosts())


def provider_names() -> str:
    """The providers that are on."""
    return ", ".join(registry.providers()) or "none: nothing will be searched"


def check_language_model() -> Finding:
    """Whether a language model reads articles too, and which one. It is not asked here."""
    model = registry.language_model()
    if model is None:
        return Finding("language model", True, "off: no text is sent to one")
    if model.missing:
        advice = f"Set {model.missing}, or unset LANGUAGE_MODEL_URL."
        return Finding("language model", False, f"{model.missing} is not set", advice)
    return Finding("language model", True, f"{model.name} at {model.homepage}")


def private_hosts() -> str:
    """Hosts inside the network that may be fetched all the same."""
    return ", ".join(settings.ALLOWED_PRIVATE_HOSTS) or "none may be fetched"


def library_size() -> str:
    """The index can be read."""
    library = registry.library()
    return f"{library.passage_count()} passages of {len(library.snapshot_ids())} pages"


def read_trial_page() -> str:
    """The child that reads pages starts and answers."""
    extractor = Extractor(timeout_seconds=settings.EXTRACT_SECONDS)
    try:
        extractor.extract(TRIAL_PAGE, content_type="text/html")
    finally:
        extractor.close()
    return "the reading process starts and answers"


def check_port() -> Finding:
    """The port is free, or it is the running workbench that has it."""
    who = running_instance(settings.DATA_DIR)
    if who:
        return Finding("port", True, f"the workbench runs ({who})")
    try:
        open_listener(settings.HOST, settings.PORT).close()
    except CommandError as error:
        return Finding("port", False, str(error))
    return Finding("port", True, f"{settings.PORT} on {settings.HOST} is free")
