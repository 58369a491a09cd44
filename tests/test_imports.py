"""What commands import: with nothing to do no more than it takes to see that."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from l10n.cli import main
from tests.distributions import ROOT
from tests.test_unchanged import settle

ROOMS = {"cli", "desk", "engines", "glossary", "jobs", "language", "model", "reports", "store"}
"""Rooms of which a command with nothing to do may import something."""
SINGLE = {
    *("cores", "dataclass", "errors", "lazy", "lines", "messages", "net", "offers", "plugins"),
    *("regex", "shell", "toml", "unseen"),
}
"""Modules beside the rooms, and the place of a person's own files."""
FILES = {
    "workflows/news.toml": """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = []

[publish]
fallback = "source"
""",
    "articles/one.md": "---\ntitle: Рада\n---\n\nСлово [перше](two.md).\n",
    "articles/two.md": "# Рада\n\nСлово друге.\n",
    "articles/page.html": "<p>Слово третє.</p>\n",
}
PACKAGES = {"click"}
TOLD = """
import sys
sys.path.insert(0, {root!r})
from l10n.cli import main
try:
    main({command!r})
finally:
    print(*sys.modules, file=sys.stderr)
"""
COMMANDS = ("sync", "publish", "coverage")


def imported(root: Path, command: str) -> frozenset[str]:
    """The modules of a process of its own that was the command."""
    settle()
    done = subprocess.run(
        [sys.executable, "-c", TOLD.format(root=str(ROOT), command=[command])],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return frozenset(done.stderr.splitlines()[-1].split())


def done(root: Path, command: str) -> None:
    """The command in this process: it leaves the same files, and starting another takes longer."""
    settle()
    with pytest.raises(SystemExit) as ended:
        main(["-C", str(root), command])
    assert not ended.value.code


@dataclass(frozen=True)
class Seen:
    """What was imported, by command."""

    nothing: dict[str, frozenset[str]]
    """Nothing has changed."""
    one: dict[str, frozenset[str]]
    """One article has."""
    page: frozenset[str]
    """Its page alone was written since an earlier sync."""
    engine: frozenset[str]
    """A sync with an engine and nothing for it to draft."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    root = tmp_path_factory.mktemp("imports")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for _lap in range(3):
        for command in COMMANDS:
            done(root, command)
    # What a coverage keeps is for processes that look for packages where it did.
    imported(root, "coverage")
    nothing = {command: imported(root, command) for command in COMMANDS}
    with (root / "articles" / "two.md").open("a", encoding="utf-8") as file:
        file.write("\nСлово нове.\n")
    one = {command: imported(root, command) for command in ("sync", "coverage")}
    # What a command has just written, the next one looks at once more.
    done(root, "sync")
    one["publish"] = imported(root, "publish")
    page = imported(root, "sync")
    workflow = root / "workflows" / "news.toml"
    workflow.write_text(workflow.read_text("utf-8").replace("[]", '["argos"]'), "utf-8")
    for _lap in range(2):
        done(root, "sync")
    return Seen(nothing, one, page, engine=imported(root, "sync"))


def rooms(found: frozenset[str]) -> dict[str, set[str]]:
    """What is imported of each room of the package."""
    split = (name.split(".") for name in found if name.startswith("l10n."))
    of: dict[str, set[str]] = {}
    for _package, room, *rest in split:
        of.setdefault(room, set()).update(rest[:1])
    return of


def heavy(found: frozenset[str]) -> set[str]:
    """What is none of ours, nor of Python's, nor what every command needs."""
    tops = {name.split(".")[0] for name in found} - {"l10n", *sys.stdlib_module_names}
    return {each for each in tops - PACKAGES if not each.startswith("_")}


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_to_do_imports_nothing_that_reads_or_checks(seen: Seen, command: str) -> None:
    found = seen.nothing[command]
    assert heavy(found) == set()
    of = rooms(found)
    assert set(of) - SINGLE <= ROOMS
    assert of.get("engines", set()) <= {"cluster"}
    assert of.get("glossary", set()) <= {"terms"}
    assert of.get("language", set()) <= {"labels", "locales"}
    assert not {"importlib.metadata", "subprocess", "tempfile", "email", "ssl", "difflib"} & found


def test_what_publish_has_written_is_not_read_by_sync(seen: Seen) -> None:
    assert not {"formats", "steps", "checks", "exchange"} & set(rooms(seen.page))


@pytest.mark.parametrize("command", COMMANDS)
def test_one_article_imports_its_own_format_alone(seen: Seen, command: str) -> None:
    found = seen.one[command]
    assert "l10n.formats.markdown.format" in found
    assert "l10n.formats.html.format" not in found
    strangers = {"yaml", "simplemma", "ssl", "importlib.metadata", "multiprocessing", "csv"}
    strangers |= {"filelock", "logging", "difflib"}
    assert strangers & found == set()
    # Git is asked who publishes.
    assert "subprocess" not in found or command == "publish"


@pytest.mark.parametrize("command", COMMANDS)
def test_where_nothing_is_translated_no_check_is_imported(seen: Seen, command: str) -> None:
    assert rooms(seen.one[command])["checks"] <= {"finding", "glance", "ignoring"}


def test_an_engine_with_nothing_to_draft_is_known_and_no_more(seen: Seen) -> None:
    found = seen.engine
    assert "l10n.engines.argos.engine" in found
    drafting = {f"l10n.engines.decoder.{name}" for name in ("decoding", "fallbacks", "joining")}
    assert not {*drafting, "l10n.engines.accept", "l10n.engines.chain"} & found
    assert not {"ctranslate2", "sentencepiece", "argostranslate.translate"} & found
    assert not {"formats", "steps", "checks", "exchange", "memory"} & set(rooms(found))
