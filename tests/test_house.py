"""The rules of the house that a machine can check. A rule with exceptions names each of them, with its reason.

Nothing here runs the workbench: the code is read as text. What is over its budget but under the hard limit is
printed, for whoever reviews.
"""

import ast
import io
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import call_command

from claims.domain import workflow
from claims.enums import AuditAction, ClaimStatus, EvidenceStatus
from claims.providers import registry
from tests.providers.test_base import CASES as CONTRACT_CASES

ROOT = Path(__file__).resolve().parents[1]
FUNCTION_NODES = (ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def sources(folder: str) -> Mapping[str, ast.Module]:
    """Every module below the folder but the migrations, by its path in the project."""
    paths = sorted(path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(), str(path)) for path in paths}


def product() -> dict[str, ast.Module]:
    """Everything that runs."""
    return {**sources("claims"), **sources("factcheck")}


def lines_of(path: str) -> list[str]:
    return (ROOT / path).read_text().splitlines()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, FUNCTION_NODES))


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def dotted(node: ast.expr) -> str:
    """`a.b.c` for what is called or used as a decorator, whatever its arguments."""
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_the_rules_look_at_something():
    assert len(product()) > 80


# ---------------------------------------------------------------- shape


def test_imports_go_down_only():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


INLINE_REASONS = ("slow import", "optional dependency", "app ready")


def test_an_import_inside_a_function_names_one_of_three_reasons():
    unexplained = []
    for path, tree in product().items():
        for function in functions(tree):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    reason = lines_of(path)[node.lineno - 1].rpartition(" -- ")[2].strip()
                    unexplained += [] if reason in INLINE_REASONS else [f"{path}:{node.lineno}"]
    assert unexplained == []


class Measure(NamedTuple):
    """One thing that was measured, against what it should and what it may be."""

    where: str
    value: int
    budget: int
    limit: int


def measures() -> Iterator[Measure]:
    for path, tree in product().items():
        yield Measure(path, len(lines_of(path)), 400, 600)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                yield Measure(f"{path} class {node.name}", length(node), 250, 250)
            elif isinstance(node, FUNCTION_NODES):
                where = f"{path} {node.name}()"
                yield Measure(where, length(node), 40, 60)
                yield Measure(f"{where} nesting", nesting(node), 3, 4)
                yield Measure(f"{where} positional parameters", positional_parameters(node), 3, 5)


NESTING_NODES = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.AsyncFor, ast.AsyncWith, ast.Match)


def nesting(node: ast.AST, *, depth: int = 0) -> int:
    """How deep statements stand in one another; `elif` is not deeper than `if`."""
    deepest = depth
    for name, children in ast.iter_fields(node):
        is_elif = name == "orelse" and isinstance(node, ast.If) and len(children) == 1
        for child in children if isinstance(children, list) else [children]:
            if isinstance(child, (*FUNCTION_NODES, ast.ClassDef)) or not isinstance(child, ast.AST):
                continue
            is_deeper = isinstance(child, NESTING_NODES) and not (is_elif and isinstance(child, ast.If))
            deepest = max(deepest, nesting(child, depth=depth + is_deeper))
    return deepest


def positional_parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return len([name for name in names if name not in {"self", "cls"}])


def test_nothing_is_over_its_hard_limit():
    measured = list(measures())
    over_budget = [one for one in measured if one.value > one.budget]
    print(f"Over budget, to be split or argued for ({len(over_budget)}):")
    print("\n".join(f"  {one.where}: {one.value} of {one.budget}" for one in over_budget))
    assert [f"{one.where}: {one.value} of at most {one.limit}" for one in measured if one.value > one.limit] == []


def test_the_median_function_is_under_ten_lines():
    lengths = sorted(length(function) for tree in product().values() for function in functions(tree))
    assert lengths[len(lengths) // 2] < 10


GENERIC_ROOMS = {"common", "helper", "helpers", "lib", "misc", "shared", "util", "utilities", "utils"}


def test_there_is_no_generic_room():
    assert [path for path in product() if set(Path(path).with_suffix("").parts) & GENERIC_ROOMS] == []


def test_every_module_says_what_it_is():
    silent = [path for path, tree in product().items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


# What is tested as a whole room, or is no Python module.
TESTS_WITHOUT_A_MODULE = {
    "tests/text/test_guiding_example.py": "the guiding example, through every reader",
    "tests/text/test_hostile_text.py": "hostile text, through every reader",
    "tests/api/test_access.py": "who may read and write what, over every resource",
    "tests/net/test_memory.py": "hostile answers, each in a child whose memory is measured",
    "tests/net/test_gate.py": "the gate as a whole, case by case from the table",
    "tests/web/test_browser.py": "pages in a real browser",
    "tests/web/test_stylesheet.py": "the stylesheet",
    "tests/web/test_templates.py": "the templates",
}
ROOMS_WITHOUT_MODULES = {
    "evals": "how well the machine reads, pinned",
    "faults": "the whole stack, broken on purpose",
    "journey": "the whole path",
    "benchmarks": "measures, kept outside of the product",
}


def has_module(test: Path) -> bool:
    """Whether `tests/<room>/test_x.py` has `claims/<room>/x.py`, or x among the room's commands or beside the rooms."""
    room, name = Path("claims", *test.parts[1:-1]), test.stem.removeprefix("test_")
    places = [room / f"{name}.py", room / name, room / "commands" / f"{name}.py", Path("claims", f"{name}.py")]
    return any((ROOT / place).exists() for place in places)


def test_tests_mirror_the_paths_of_what_they_test():
    tests = [path.relative_to(ROOT) for path in sorted((ROOT / "tests").rglob("test_*.py"))]
    strays = [
        str(test)
        for test in tests
        if len(test.parts) > 2
        and test.parts[1] not in ROOMS_WITHOUT_MODULES
        and str(test) not in TESTS_WITHOUT_A_MODULE
        and not has_module(test)
    ]
    assert strays == []


def test_every_exception_to_the_mirror_is_still_needed():
    assert [test for test in TESTS_WITHOUT_A_MODULE if not (ROOT / test).exists() or has_module(Path(test))] == []


# ---------------------------------------------------------------- record and law


def test_no_model_hides_a_decision_in_save_or_delete():
    hidden = [
        f"{path} {function.name}"
        for path, tree in sources("claims/models").items()
        for function in functions(tree)
        if function.name in {"save", "delete", "save_base"}
    ]
    assert hidden == []


def test_nothing_listens_to_signals():
    listening = []
    for path, tree in product().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in {"django.dispatch", "django.db.models.signals"}:
                listening.append(f"{path}:{node.lineno}")
            if isinstance(node, FUNCTION_NODES) and any("receiver" in dotted(one) for one in node.decorator_list):
                listening.append(f"{path}:{node.lineno}")
    assert listening == []


WRITING_CALLS = {
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "queue_job",
    "save",
    "update",
    "write_columns",
}
RECORDING_CALLS = {"record_event", "record_events", "advance", "workflow.advance"}
# Writes of the law that are no act of anybody: module -> why there is nothing to sign or to write down, and which.
TRACES = {
    "claims/domain/desk.py": ("the last use of a token", "record_token_use"),
    "claims/domain/breaker.py": (
        "how an outside service is doing, written many times a second",
        "let_go record_answered record_failed take_turn",
    ),
    "claims/domain/host.py": (
        "whose turn it is at a host, and what its robots.txt says",
        "give_hosts_back hold_hosts host_for keep_hosts let_hosts_go record_robots",
    ),
    "claims/domain/provider.py": (
        "what a provider said of itself with an answer that has its own event",
        "provider_row record_last_error record_quota",
    ),
    "claims/domain/capture.py": (
        "what came of a visit stands on its own row, which nobody changes afterwards",
        "park_captures record_exchanges record_refusal settle_capture",
    ),
    "claims/domain/idempotency.py": (
        "what a program was answered, kept for a day; the act itself has its own event",
        "free_key keep_answer take_key",
    ),
    "claims/domain/feed.py": (
        "the clock's turn, and why an item or a poll came to nothing, on the row itself",
        "due_feeds record_part_failure record_poll_failure refuse_item",
    ),
}
UNSIGNED_WRITES = {f"{path} {name}": why for path, (why, names) in TRACES.items() for name in names.split()}
RECORDS_BY_NATURE = UNSIGNED_WRITES | {
    "claims/domain/audit.py record_events": "it is the writer of the log itself",
    "claims/domain/feed.py take_item": "what it makes of an item is recorded: an article handed in, a capture",
    "claims/domain/snapshot.py touch_seen": "when the same bytes were seen again",
    "claims/domain/watch.py request_watched_captures": "the captures that it asks for are recorded",
}


def calls_of(function: ast.AST) -> set[str]:
    """Last name and full name of everything that is called."""
    names = {dotted(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    return names | {name.rpartition(".")[2] for name in names}


def calls_with_private_ones(name: str, module: Mapping[str, ast.AST]) -> set[str]:
    """What a function calls, itself or through private functions of its module."""
    seen, waiting, calls = set(), [name], set()
    while waiting:
        current = waiting.pop()
        seen.add(current)
        found = calls_of(module[current])
        calls |= found
        waiting += [other for other in found if other.startswith("_") and other in module and other not in seen]
    return calls


def public_writes() -> Iterator[tuple[str, ast.FunctionDef, set[str]]]:
    """Public functions of the law that write rows: where, the function, and all that it calls."""
    for path, tree in sources("claims/domain").items():
        module = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        for name, function in module.items():
            calls = calls_with_private_ones(name, module)
            if not name.startswith("_") and calls & WRITING_CALLS:
                yield f"{path} {name}", function, calls


def test_the_law_has_writes_to_look_at():
    assert {where.split()[1] for where, *_ in public_writes()} >= {
        "accept_claim",
        "advance",
        "attach_snapshot",
        "create_api_token",
        "drop_candidate",
        "ensure_member",
        "keep_candidate",
        "record_candidates",
        "record_snapshot",
        "remove_demo",
        "request_searches",
        "retry_work",
        "submit_article",
        "suggest_claims",
        "suggest_evidence",
    }


def test_every_write_of_the_law_is_signed():
    unsigned = [
        where
        for where, function, _ in public_writes()
        if "by" not in {argument.arg for argument in function.args.kwonlyargs}
    ]
    assert set(unsigned) == set(UNSIGNED_WRITES)


def test_every_write_of_the_law_leaves_an_audit_event():
    unrecorded = [where for where, _, calls in public_writes() if not calls & RECORDING_CALLS]
    assert set(unrecorded) == set(RECORDS_BY_NATURE)


def test_only_the_log_writes_the_log():
    writers = [
        path
        for path, tree in product().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and dotted(node.func).startswith("AuditEvent.objects.") and not is_reading(node)
    ]
    assert set(writers) == {"claims/domain/audit.py"}


def is_reading(call: ast.Call) -> bool:
    return dotted(call.func).rpartition(".")[2] not in WRITING_CALLS


def test_every_audit_action_is_written_by_something():
    written = "".join((ROOT / path).read_text() for path in product() if path != "claims/enums.py")
    assert [action.name for action in AuditAction if f"AuditAction.{action.name}" not in written] == []


STATUSES = [(kind, status) for kind in (ClaimStatus, EvidenceStatus) for status in kind]
# Statuses that nothing follows, each with the reason why a row may stay there for ever.
FINAL_STATUSES: dict[tuple[type, str], str] = {}


@pytest.mark.parametrize(("kind", "status"), STATUSES, ids=[f"{kind.__name__}.{one.name}" for kind, one in STATUSES])
def test_every_status_has_an_owner_an_audit_action_and_a_way_out(kind, status):
    assert workflow.OWNERS[kind][status] in {"researcher", "reviewer", "editor", "administrator", "nobody"}
    assert isinstance(workflow.AUDIT_ACTION[kind][status], AuditAction)
    assert workflow.TRANSITIONS[kind][status] or FINAL_STATUSES[kind, status]


@pytest.mark.parametrize("kind", [ClaimStatus, EvidenceStatus])
def test_every_status_can_be_reached(kind):
    reached = {new for following in workflow.TRANSITIONS[kind].values() for new in following}
    assert reached | {kind.SUGGESTED} == set(kind)


def assigned_attributes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of every attribute that is assigned, by `=` or by `setattr`."""
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        for target in targets:
            yield from ((one.lineno, one.attr) for one in ast.walk(target) if isinstance(one, ast.Attribute))
        if isinstance(node, ast.Call) and dotted(node.func) == "setattr" and isinstance(node.args[1], ast.Constant):
            yield node.lineno, str(node.args[1].value)


def updated_columns(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of every column that a queryset updates, or that `save` and `bulk_update` are told to write."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func).rpartition(".")[2] or getattr(node.func, "attr", "")
        if name == "update":
            yield from ((node.lineno, keyword.arg) for keyword in node.keywords if keyword.arg)
        if name in {"bulk_update", "save"}:
            yield from (
                (node.lineno, one.value) for one in ast.walk(node) if isinstance(one, ast.Constant) and one.value
            )


def writers_of(column: str) -> set[str]:
    """Modules that change a column of a row that is there."""
    return {
        path
        for path, tree in product().items()
        for _, name in (*assigned_attributes(tree), *updated_columns(tree))
        if name == column
    }


STATUS_WRITERS = {
    "claims/domain/search.py": "a candidate is sorted by machines: kept or dropped, never decided on by a person",
}


def test_nobody_but_the_workflow_changes_a_status():
    advance = next(one for one in functions(product()["claims/domain/workflow.py"]) if one.name == "advance")
    assert '"status": to' in ast.unparse(advance).replace("'", '"')
    assert writers_of("status") == set(STATUS_WRITERS)


JOB_STATE_WRITERS = {
    "claims/models/base.py": "the ledger itself",
}


def test_nobody_but_the_ledger_changes_the_state_of_machine_work():
    assert writers_of("job_state") == set(JOB_STATE_WRITERS)
    assert writers_of("job_attempts") == set(JOB_STATE_WRITERS)


# ---------------------------------------------------------------- machines


def test_no_lock_keeps_others_from_pointing_at_the_row():
    """PostgreSQL looks at what a row refers to when a transaction ends, also for a row that was updated twice in it.

    FOR UPDATE would hold that up, in whatever order locks were taken before.
    """
    locks = [
        (f"{path}:{node.lineno}", any(keyword.arg == "no_key" for keyword in node.keywords))
        for path, tree in product().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and dotted(node).endswith("select_for_update")
    ]
    assert locks
    assert [place for place, is_without_key in locks if not is_without_key] == []


def test_a_task_is_at_most_fifteen_lines():
    tasks = [
        function
        for function in functions(product()["claims/tasks.py"])
        if any(dotted(one) == "shared_task" for one in function.decorator_list)
    ]
    assert len(tasks) >= 6
    assert {function.name: length(function) for function in tasks if length(function) > 15} == {}


BROAD_CATCHES = {
    "claims/tasks.py": "the step boundary: whatever else happens is recorded on the row",
}


def test_errors_are_caught_by_name():
    broad = [
        path
        for path, tree in product().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and is_broad(node) and not re_raises(node)
    ]
    assert broad == list(BROAD_CATCHES)


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether the handler catches whatever there is."""
    caught = {one.id for one in ast.walk(handler.type) if isinstance(one, ast.Name)} if handler.type else {"Exception"}
    return bool(caught & {"Exception", "BaseException"})


def re_raises(handler: ast.ExceptHandler) -> bool:
    """Whether the handler only cleans up and lets the error go on."""
    return any(isinstance(node, ast.Raise) and node.exc is None for node in handler.body)


def test_only_the_registry_reads_settings_below_the_record():
    rooms = ("claims/providers", "claims/net", "claims/store", "claims/text")
    readers = [
        path
        for room in rooms
        for path, tree in sources(room).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.conf"
    ]
    assert readers == ["claims/providers/registry.py"]


@pytest.mark.parametrize("name", sorted(registry.BUILT_IN))
def test_a_built_in_provider_keeps_the_contract_and_is_in_the_documents(name):
    assert name in CONTRACT_CASES
    assert [page for page in ("docs/operating.md", "docs/add-a-provider.md") if name in (ROOT / page).read_text()] == [
        "docs/operating.md",
        "docs/add-a-provider.md",
    ]


# ---------------------------------------------------------------- words and proof


def settings_read() -> set[str]:
    """Every variable that the settings read from the environment."""
    names = set()
    for node in ast.walk(product()["factcheck/settings.py"]):
        if isinstance(node, ast.Call) and re.fullmatch(r"env_\w+", dotted(node.func)) and node.args:
            names |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    return names


def test_every_setting_is_in_the_example_and_nothing_else_is():
    listed = re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(settings_read())


def test_every_setting_is_in_the_operators_table_and_nothing_else_is():
    _, _, section = (ROOT / "docs/operating.md").read_text().partition("\n## Settings\n")
    table = section.partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", table, re.MULTILINE)) == sorted(settings_read())


# Besides the settings: module -> what it does with the environment.
ENVIRONMENT_USERS = {
    "claims/management/commands/doctor.py": "tells whether SECRET_KEY was set or made",
    "claims/management/commands/start_workbench.py": "passes the environment on to its programs",
    "claims/management/supervisor.py": "passes the environment on to its programs",
    "claims/text/pipes.py": "passes a few variables on to a child",
    "factcheck/celery.py": "names the settings module",
    "factcheck/settings.py": "the only reader",
    "factcheck/wsgi.py": "names the settings module",
}


def test_only_the_settings_read_the_environment():
    users = {
        path
        for path, tree in product().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "os.getenv"}
    }
    assert users == set(ENVIRONMENT_USERS)


def test_the_drawn_workflow_is_the_one_in_the_documents():
    drawn = io.StringIO()
    call_command("draw_workflow", stdout=drawn)
    assert (ROOT / "docs/workflow.md").read_text() == drawn.getvalue()


def test_no_page_or_module_names_a_path_of_somebodys_machine():
    kept = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "claims").rglob("*.*"), *ROOT.glob("*.toml")]
    pattern = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|tmp)/\w")
    named = [
        str(path.relative_to(ROOT))
        for path in kept
        if path.suffix in {".py", ".md", ".toml", ".html", ".js", ".css"} and pattern.search(path.read_text())
    ]
    assert named == []
