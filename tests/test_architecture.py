"""The map of the package: imports point downward, and siblings leave one another alone."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "l10n"

LAYERS = (
    (
        *("unseen", "dataclass", "lazy", "regex", "cores", "lines"),
        *("shell", "toml", "messages", "errors"),
    ),
    ("language",),
    ("model",),
    ("store", "net"),
    ("glossary", "memory"),
    ("tags", "alignment", "formats", "exchange", "checks"),
    ("engines",),
    ("plugins", "offers", "reports"),
    ("steps",),
    ("preview",),
    ("desk",),
    ("jobs",),
    ("cli", "__main__"),
)
STRANGERS = ("formats", "exchange", "checks", "engines")
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
HEAVY = {"babel", "rich", "polib", "pyromark", "justhtml", "ctranslate2", "argostranslate"}
HEAVY |= {"sentencepiece", "choppa", "yaml", "rapidfuzz", "sqlite3", "urllib3", "simplemma"}
HEAVY |= {"translitua", "numpy", "filelock", "textual", "distributed", "dask"}
"""Packages that no command pays for before it needs them."""

MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


@cache
def imports(path: Path) -> list[tuple[str, bool]]:
    """The imported modules, and whether each import stands at module level."""
    top = set(map(id, tree(path).body))
    found = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "l10n":
                found += [(f"l10n.{alias.name}", id(node) in top) for alias in node.names]
            elif node.module:
                found.append((node.module, id(node) in top))
    return found


def own_room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def wrong_imports(path: Path) -> list[str]:
    """What a module imports that stands above it, or beside it in a room of its own."""
    mine, found = own_room(path), []
    for name, _top in imports(path):
        if mine == "__init__":
            found.append(f"{path}: imports {name}")
            continue
        other = room(name) if name.startswith("l10n.") else mine
        if other in ("__version__", mine):
            continue
        if LEVEL[other] > LEVEL[mine]:
            found.append(f"{path}: {mine} imports {other} above it")
        if mine in STRANGERS and other in STRANGERS:
            found.append(f"{path}: {mine} imports its sibling {other}")
    return found


def test_imports_point_downward() -> None:
    assert [each for path in MODULES for each in wrong_imports(path)] == []


@pytest.mark.parametrize(
    "pure", ["steps", "model", "language", "checks", "tags", "alignment", "formats"]
)
def test_pure_rooms_know_neither_disk_nor_network(pure: str) -> None:
    for path in MODULES:
        if own_room(path) == pure:
            rooms = {room(name) for name, _top in imports(path) if name.startswith("l10n.")}
            assert not rooms & {"store", "net"}, path


def test_one_engine_knows_nothing_of_another() -> None:
    kinds = {path.parent.name for path in MODULES if path.stem == "engine"}
    assert {"argos", "libretranslate", "openai"} <= kinds
    for path in MODULES:
        mine = path.relative_to(PACKAGE).parts
        if mine[0] != "engines":
            continue
        for name, _top in imports(path):
            parts = name.split(".")
            if parts[:2] == ["l10n", "engines"] and len(parts) > 2 and parts[2] in kinds:
                assert parts[2] == mine[1], f"{path} imports {name}"


def test_one_command_knows_nothing_of_another() -> None:
    jobs = PACKAGE / "jobs"
    commands = {path: path.relative_to(jobs).parts[0] for path in MODULES if jobs in path.parents}
    assert {"sync", "publish", "status", "receive.py"} <= set(commands.values())
    for path, command in commands.items():
        own = f"l10n.jobs.{command.removesuffix('.py')}"
        others = [
            name
            for name, _top in imports(path)
            if name.startswith("l10n.jobs") and name != own and not name.startswith(f"{own}.")
        ]
        assert not others, f"{path.name} imports {others}: what two commands share is in desk/"


@pytest.mark.parametrize("room", ["cli", "jobs", "desk", "steps", "checks", "formats", "exchange"])
def test_files_of_the_workspace_are_read_in_the_store(room: str) -> None:
    """There they are bounded, and no symbolic link leads out of the workspace."""
    straight = {"read_bytes", "read_text", "write_bytes"}
    for path in (each for each in MODULES if own_room(each) == room):
        calls = [node.func for node in nodes(path) if isinstance(node, ast.Call)]
        found = {each.attr for each in calls if isinstance(each, ast.Attribute)} & straight
        assert not found, f"{path}: {found}"


def test_every_room_has_a_level() -> None:
    rooms = {own_room(path) for path in MODULES} - {"__init__", "__main__"}
    assert rooms <= set(LEVEL), rooms - set(LEVEL)


def test_only_po_knows_polib() -> None:
    users = {own_room(p) for p in MODULES if any(n == "polib" for n, _top in imports(p))}
    assert users == {"exchange"}


def test_a_command_starts_without_a_heavy_package() -> None:
    by_name = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): path
        for path in MODULES
    }
    waiting, seen = ["l10n.cli"], {"l10n.cli"}
    while waiting:
        name = waiting.pop()
        for other, top in imports(by_name[name]):
            assert not top or other.split(".")[0] not in HEAVY, f"{name} imports {other}"
            if top and other in by_name and other not in seen:
                seen.add(other)
                waiting.append(other)
    assert "l10n.cli.sync" in seen or "l10n.cli.main" in seen


def test_no_module_is_named_utils() -> None:
    assert not [path for path in MODULES if path.stem in ("utils", "helpers", "common", "misc")]


ELSEWHERE = {
    "cli/main.py": "opens os.devnull in place of a stream that is closed",
    "engines/argos": "packages of models",
    "engines/packages": "packages of models on their way",
    "engines/ctranslate2/conversion.py": "the description of a converted model, made anew",
    "net/keys.py": "reads keys, from the home of a person",
}
"""Rooms outside of `store/` that open files, none of them of a workspace, and what for."""
NAMED = {
    "desk/returned_files.py": "parcels",
    "engines/ctranslate2/description_reader.py": "the description beside a model",
    "exchange/po/file.py": "a PO file by its path",
    "jobs/align/aligning.py": "a table of pairs that somebody has marked",
    "jobs/align/pairs.py": "a table of files",
    "jobs/align/reading.py": "articles that are aligned",
    "jobs/comparing/files.py": "translations by other systems",
    "jobs/comparing/worker.py": "what Linux says of a process",
    "jobs/coverage/trees.py": "PO files that a person names",
    "jobs/glossary/exchange.py": "glossaries of other tools",
    "jobs/layout.py": "articles that are added",
    "jobs/memory/importing.py": "files of other tools",
    "jobs/merge_driver.py": "files that git names",
    "jobs/send.py": "what stands where a parcel goes",
}
"""Modules that read files which a person names, by a function of `store/` and without its guard."""


def opens_files(path: Path) -> bool:
    """True for a module that opens a file itself."""
    for node in nodes(path):
        if not isinstance(node, ast.Call):
            continue
        call = node.func
        if isinstance(call, ast.Name) and call.id == "open":
            return True
        if isinstance(call, ast.Attribute):
            if call.attr in ("read_bytes", "read_text", "write_bytes"):
                return True
            # A mode makes it the `open` of a path; `os.open` has flags.
            mode = any(
                isinstance(each, ast.Constant) and re.fullmatch("[rwxabt+]+", str(each.value))
                for each in node.args
            )
            of_os = isinstance(call.value, ast.Name) and call.value.id == "os"
            if call.attr == "open" and (mode or of_os):
                return True
    return False


OPENERS = {
    "cli/main.py": "os.devnull, for writing",
    "engines/packages/archive.py": "files of a package, made anew",
    "engines/ctranslate2/conversion.py": "the description of a converted model, made anew",
    "engines/packages/download.py": "a download, made anew",
    "store/database.py": "SQLite opens by path, after a look",
    "store/gate.py": "a folder, to lock it",
    "store/outside_editor.py": "a text for a person's own editor, made anew",
    "store/merging.py": "the result of a merge, where git wants it",
    "store/replacing/displaced.py": "what `regular` opened; copies, made anew",
    "store/journal.py": "a journal that is written anew",
    "store/lock.py": "the lock, which nobody reads, after a look",
    "store/looks.py": "folders, and nothing else",
    "store/replacing/leases.py": "a file that is not read",
    "store/replacing/new_file.py": "files that are made, and their folder",
    "store/regular.py": "what all others call",
    "store/replacing/slips.py": "notes, made anew",
    "store/replacing/writing.py": "new files",
}
"""Modules that open a file themselves, none of them to read it, and what they open."""


def test_files_are_opened_for_reading_in_one_place_alone() -> None:
    """There it is seen that they are files: a pipe would hang, a device begin to do something."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if opens_files(path) or calls(path, {("sqlite3", "connect"), ("os", "open")})
    }
    assert found <= set(OPENERS), "`store/regular` opens what is read; a new file goes into OPENERS"
    for path in MODULES:
        read = {"read_bytes", "read_text"}
        straight = [n for n in nodes(path) if isinstance(n, ast.Attribute) and n.attr in read]
        assert not straight, path
    archives = [path for path in MODULES if calls(path, {("zipfile", "ZipFile")})]
    assert [path.name for path in archives] == ["archive.py"]


def calls(path: Path, functions: set[tuple[str, str]]) -> bool:
    """True for a module that calls one of the functions, each given by module and name."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in functions
        for node in nodes(path)
    )


def test_files_are_opened_in_the_store_alone() -> None:
    places = [PACKAGE / place for place in ELSEWHERE]
    for path in MODULES:
        if opens_files(path) and own_room(path) != "store":
            known = any(place == path or place in path.parents for place in places)
            assert known, f"{path} opens a file: let store/ do that"


def test_files_of_a_workspace_are_read_behind_its_guard() -> None:
    unguarded = {"read_bytes", "read_whole", "read_text", "read_document"}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if own_room(path) != "store"
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("l10n.store")
        and unguarded & {alias.name for alias in node.names}
    }
    assert found == set(NAMED)


def test_no_pattern_is_compiled_when_a_module_is_read() -> None:
    """A command reads hundreds of modules and uses a few of their patterns (`regex`)."""
    found = {path.name for path in MODULES for node in nodes(path) if compiles(node)}
    assert found == set()


def test_dataclasses_are_those_that_compile_late() -> None:
    """A command reads hundreds of them and makes objects of a few (`l10n.dataclass`)."""
    found = {
        path.name
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        for alias in node.names
        if alias.name == "dataclass"
    }
    assert found == {"dataclass.py"}


def compiles(node: ast.AST) -> bool:
    """True for what is worked out when a module or class is read, and compiles a pattern."""
    if not isinstance(node, ast.Module | ast.ClassDef):
        return False
    straight: list[ast.AST] = [*node.body]
    while straight:
        part = straight.pop()
        if isinstance(part, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            continue
        if isinstance(part, ast.Call) and ast.unparse(part.func) == "re.compile":
            return True
        straight += ast.iter_child_nodes(part)
    return False


def test_commands_open_the_desk_in_one_place() -> None:
    """So that all of them name articles and pages by the places that the workflows give them."""
    found = {
        path.name
        for path in MODULES
        if own_room(path) == "cli" and "open_desk" in path.read_text(encoding="utf-8")
    }
    assert found == {"console.py"}


TESTS = sorted(
    path
    for root in (PACKAGE.parent / "tests", PACKAGE.parent / "plugins")
    for path in root.rglob("*.py")
)


def test_a_test_file_has_at_most_six_hundred_lines() -> None:
    long = {path.name: len(path.read_text("utf-8").splitlines()) for path in TESTS}
    assert {name: lines for name, lines in long.items() if lines > 600} == {}


def test_a_test_name_has_at_most_sixty_characters() -> None:
    definition = re.compile(r"^ *(?:async )?def (test_\w+)", re.MULTILINE)
    names = [name for path in TESTS for name in definition.findall(path.read_text("utf-8"))]
    assert len(names) > 3000
    assert [name for name in names if len(name) > 60] == []


def test_a_docstring_says_what_a_thing_is() -> None:
    found = [
        f"{path.name}: {doc}"
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and (doc := ast.get_docstring(node) or "").startswith(
            ("Say whether", "Give the ", "Give a ")
        )
    ]
    assert found == []


def test_no_two_tables_of_a_workflow_have_one_method() -> None:
    # They are parts of one class, so that the one would hide the other.
    owners: dict[str, list[str]] = {}
    for path in (PACKAGE / "store").glob("workflow_*.py"):
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and node.name.endswith(("Keys", "Values")):
                for part in node.body:
                    if isinstance(part, ast.FunctionDef):
                        owners.setdefault(part.name, []).append(node.name)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}
