"""`manage.py check_address URL…`: would the fetcher go there? Asks the name service, and connects to nothing."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import FetchError
from claims.net.client import Fetcher
from claims.providers import registry
from claims.text.urls import parse_web_address, shown_url

WRONG_USAGE = 2


@dataclass(frozen=True, slots=True)
class Question:
    """An address to judge; ``answers`` stand for the name service, look-up by look-up, and None asks the real one."""

    url: str
    answers: tuple[tuple[str, ...], ...] | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says: ``code`` is "" and ``addresses`` are where a connection might go when it is allowed."""

    url: str
    allowed: bool
    reason: str
    code: str
    addresses: tuple[str, ...]


class Command(BaseCommand):
    """Judges addresses as the transport does; exit code 1 when one is refused, 2 for wrong usage."""

    help = "Say whether web addresses may be fetched, and why not. No connection is made."
    # Neither the database nor a neighbour is needed to judge.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """URLs by argument or by file."""
        parser.add_argument("urls", nargs="*", metavar="URL", help="an address to judge")
        parser.add_argument("--file", metavar="FILE", help="one address in each line; - for standard input")
        parser.add_argument(
            "--json-lines",
            action="store_true",
            help='the lines of FILE are JSON: a string, or {"url": …, "dns": …} with its own answers',
        )
        parser.add_argument(
            "--dns",
            metavar="ANSWERS",
            help='answers to use instead of the name service: "a,b | c" means a and b at first, and c when asked again',
        )
        parser.add_argument("--json", action="store_true", help="print a list of objects as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge each and print."""
        questions = [Question(url, answers_in(options["dns"])) for url in options["urls"]]
        if options["file"] is not None:
            questions += read_questions(options["file"], dns=options["dns"], is_json=options["json_lines"])
        if not questions:
            raise CommandError("No address was given. Name one, or a file of them with --file.", returncode=WRONG_USAGE)
        judgements = [judge(question) for question in questions]
        if options["json"]:
            self.stdout.write(json.dumps([asdict(judgement) for judgement in judgements], indent=2))
        else:
            for judgement in judgements:
                self.stdout.write(line_of(judgement, encoding=getattr(self.stdout, "encoding", None) or "utf-8"))
        if not all(judgement.allowed for judgement in judgements):
            sys.exit(1)


def judge(question: Question) -> Judgement:
    """What the transport would say, at each look-up of the name that is given."""
    fetchers = [registry.fetcher()]
    if question.answers is not None:
        fetchers = [fetcher_told(addresses) for addresses in question.answers]
    addresses: tuple[str, ...] = ()
    for fetcher in fetchers:
        again = "The name answers differently when asked again. " if addresses else ""
        try:
            found = fetcher.judged_addresses(question.url)
        except FetchError as error:
            return Judgement(question.url, allowed=False, reason=f"{again}{error}", code=error.code, addresses=())
        addresses = addresses or found
    reason = reason_to_allow(question.url)
    return Judgement(question.url, allowed=True, reason=reason, code="", addresses=addresses)


def reason_to_allow(url: str) -> str:
    """Why an address that was let through is."""
    if parse_web_address(url).host in registry.allowed_private_hosts():
        return "The operator allows this host, wherever it leads (ALLOWED_PRIVATE_HOSTS)."
    return "Every address of the host is on the public Internet."


def fetcher_told(addresses: Sequence[str]) -> Fetcher:
    """A fetcher as this installation's own, but every name has these addresses."""
    return Fetcher(
        user_agent=registry.user_agent(),
        allowed_private_hosts=registry.allowed_private_hosts(),
        resolver=lambda host, port: addresses,
    )


def answers_in(dns: str | None) -> tuple[tuple[str, ...], ...] | None:
    """Look-ups in the notation of --dns; an empty text is a name without an address."""
    if dns is None:
        return None
    return tuple(
        tuple(address for part in look_up.split(",") if (address := part.strip())) for look_up in dns.split("|")
    )


def read_questions(name: str, *, dns: str | None, is_json: bool) -> Iterator[Question]:
    """The addresses of a file, each line one; empty lines are left out. Raises CommandError for what is not usable."""
    for number, line in enumerate(read_bytes(name).split(b"\n"), start=1):
        # What is not UTF-8 is kept as it is, to be judged.
        text = line.removesuffix(b"\r").decode("utf-8", "surrogateescape")
        if text and is_json:
            yield json_question(text, dns=dns, number=number)
        elif text:
            yield Question(text, answers_in(dns))


def read_bytes(name: str) -> bytes:
    """All of a file, or of standard input."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "that is no name of a file"
        raise CommandError(f"The file {name} cannot be read: {why}.", returncode=WRONG_USAGE) from error


def json_question(text: str, *, dns: str | None, number: int) -> Question:
    """A line of JSON as a question; its own answers go before those of --dns."""
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        line = None
    if isinstance(line, str):
        line = {"url": line}
    url, own = (line.get("url"), line.get("dns", dns)) if isinstance(line, dict) else (None, None)
    if not isinstance(url, str) or not isinstance(own, str | None):
        raise CommandError(
            f'Line {number} is neither a JSON string nor an object as {{"url": "…", "dns": "…"}}.',
            returncode=WRONG_USAGE,
        )
    return Question(url, answers_in(own))


def line_of(judgement: Judgement, *, encoding: str) -> str:
    """A judgement as one line that any terminal can print."""
    shown = shown_url(judgement.url)
    if judgement.allowed:
        line = f"allowed  {shown}  → {', '.join(judgement.addresses)}  {judgement.reason}"
    else:
        line = f"refused  {shown}  {judgement.code}: {judgement.reason}"
    return line.encode(encoding, "backslashreplace").decode(encoding)
