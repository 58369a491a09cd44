"""Nothing that a file, a name or an argument holds steers the terminal of who runs a command."""

import ast
import json
import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from l10n.cli.main import COMMANDS, main
from l10n.store.watching import Watcher
from tests.conftest import LONG, Run
from tests.steering import (
    ALL,
    EACH,
    HELD,
    Desk,
    Hostile,
    break_catalogs,
    fill,
    lay_out,
    mark_records,
    parcels,
    steering,
    wrong_glossaries,
    wrong_workflows,
)
from tests.tally import Tally

PACKAGE = Path(__file__).parent.parent / "l10n"
PRINTER = "cli/console.py"
"""Where all that is printed is."""
LANGUAGES = ("C.UTF-8", "uk_UA.UTF-8")


def printed_by(node: ast.AST) -> str:
    """The name of what prints, if this is a use of it."""
    if isinstance(node, ast.Name) and node.id in ("print", "input"):
        return node.id
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in (
        "rich",
        "logging",
    ):
        return str(node.module)
    if not isinstance(node, ast.Attribute):
        return ""
    whole = ast.unparse(node)
    printers = ("echo", "secho", "prompt", "confirm", "style", "progressbar", "echo_via_pager")
    if whole in {f"click.{name}" for name in printers}:
        return whole
    if whole.endswith((".isatty", ".addFilter", "logging.getLogger")):
        return ""
    streams = ("sys.stdout.", "sys.stderr.", "logging.", "warnings.warn", "traceback.")
    return whole if whole.startswith(streams) and whole not in KNOWN else ""


DRAWN = ("cli/review/full_screen.py", {"rich.table", "rich.text"})
"""Textual draws the full screen; the shapes that it is given print nothing themselves."""


def test_one_module_prints() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        text, name = path.read_text("utf-8"), path.relative_to(PACKAGE).as_posix()
        allowed = DRAWN[1] if name == DRAWN[0] else set()
        if name != PRINTER and MAY_PRINT.search(text):
            for node in ast.walk(ast.parse(text)):
                assert printed_by(node) in {"", *allowed}, f"{path}: {printed_by(node)}"


KNOWN = (
    "logging.Filter",
    "logging.LogRecord",
    "logging.Logger",
    "logging.NullHandler",
    "logging.root",
    "logging.root.manager",
    "logging.root.manager.loggerDict",
    "logging.CRITICAL",
    "traceback.format_exception",
)
"""What keeps something out of a log, and what makes a text for another to print."""
MAY_PRINT = re.compile("click|print|input|sys|logging|warnings|traceback|rich")
RunIn = Callable[[str], Run]


@pytest.fixture
def run_in(run: Run, speak: pytest.MonkeyPatch) -> RunIn:
    """Run commands in a language."""

    def chosen(language: str) -> Run:
        speak.setenv("LC_ALL", language)
        return run

    return chosen


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as patch:
        patch.setattr(Watcher, "__iter__", interrupted)
        yield patch


def interrupted(_watcher: Watcher) -> Iterator[object]:
    """Whoever waits for a save ends at once, as by Ctrl-C."""
    yield from ()
    raise KeyboardInterrupt


def every_command(desk: Desk, folder: Path, *forms: tuple[str, ...]) -> None:
    """Each command as the desk is now, with JSON and without."""
    name = f"{desk.evil.name}.md"
    for as_json in forms:
        for command in ("sync", "status", "coverage", "publish"):
            answer = desk(command, *as_json)
            if as_json and answer.out:
                json.loads(answer.out)
        desk("status", "--drafts", *as_json)
        desk("status", "a.md", "b.html", "./-d.md", name, *as_json)
        desk("publish", name, "--replace-edited", *as_json)
        why = ("--reason", desk.evil.text)
        desk("rollback", name, *as_json)
        desk("retract", name, *why, *as_json)
        desk("publish", *as_json)
        desk("correct", name, *why, *as_json)
        desk("log", *as_json)
        desk("log", "--record", *as_json)
        desk("diff", name, "1", *as_json)
        desk("coverage", "--fail-under", "100", *as_json)
        desk("engines", *as_json)
        out = folder / f"out{desk.lines}{desk.evil.name}"
        desk("send", "--to", out, "--state", "translated", "--state", "draft", *as_json)
        desk("receive", out, *as_json)


def wrong_arguments(desk: Desk, folder: Path) -> None:
    """Every command with an argument that it cannot use, and every option of it."""
    text = desk.evil.text.replace("\0", "").replace("\ud800", "")
    for command in COMMANDS:
        desk(command, text)
        desk(command, f"--{text}")
        desk(command, "--json", f"--locale={text}", f"./{text}")
        for option in ("--to", "--source", "--target", "--fail-under", "--state", "--index"):
            desk(command, f"{option}={text}", "x")
    desk(text)
    desk(f"-{text}")
    desk("status", at=folder / f"none{desk.evil.name}")
    desk("models", text)
    desk("models", "install", f"{text}.argosmodel")
    desk("models", "install", text, text, "--index", f"http://127.0.0.1:9/{text}")
    desk("models", "remove", text, text)
    desk("models", "available", text, "--index", f"file:///{text}")
    desk("rename", f"{desk.evil.name}.md", f"new{desk.evil.name}.md")
    desk("rename", "a.md", f"new{desk.evil.name}")
    desk("add", folder)
    (folder / f"{desk.evil.name}.md").write_text("x")
    (folder / f"{desk.evil.name}.zzz").write_text("x")
    desk("add", folder / f"{desk.evil.name}.md", "--to", text)
    desk("add", folder / f"{desk.evil.name}.zzz")
    desk("send", "--to", f"{text}.rar")


def walk(desk: Desk, folder: Path) -> None:
    """All commands, stage by stage."""
    plain, as_json = (), ("--json",)
    desk("init", desk.root, at=folder)
    lay_out(desk.root, desk.evil)
    every_command(desk, folder, plain)
    mark_records(desk.root, desk.evil)
    every_command(desk, folder, as_json)
    fill(desk.root, desk.evil)
    for command in ("sync", "status", "publish"):
        desk(command)
    desk("status", "a.md", "b.html")
    for each in parcels(folder / "back", desk.evil):
        desk("receive", each)
    for moved in sorted((desk.root / "articles").glob("*.md"))[:2]:
        moved.rename(moved.with_name(f"moved{moved.name[-100:]}"))
    desk("sync")
    break_catalogs(desk.root, desk.evil)
    for command in ("sync", "status", "coverage", "publish"):
        desk(command)
    desk("send", "--to", folder / "broken.zip")
    wrong_arguments(desk, folder)
    for glossary in wrong_glossaries(desk.evil):
        (desk.root / "glossary.csv").write_text(glossary)
        desk("sync")
    (desk.root / f"workflows/{desk.evil.name}.toml").unlink()
    for workflow in wrong_workflows(desk.evil):
        (desk.root / "workflows/news.toml").write_text(workflow)
        desk("status")
        desk("engines", "--json")


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("evil", "language"),
    [(each, language) for each in (ALL, HELD, *EACH) for language in LANGUAGES]
    if LONG
    else [(HELD, LANGUAGES[0]), (ALL, LANGUAGES[1])],
)
def test_no_output_of_any_command_steers(
    evil: Hostile, language: str, run_in: RunIn, tmp_path: Path, tally: Tally
) -> None:
    run = run_in(language)
    desk = Desk(tmp_path, evil, run)
    walk(desk, tmp_path)
    tally("terminal: output of commands", **desk.counts())
    assert not desk.found, "\n".join(desk.found)[:20_000]
    assert desk.codes >= {0, 2, 3}
    if (evil, language) == (HELD, LANGUAGES[0]):
        for told in (
            "drafted",
            "doubtful",
            "in the way",
            "is gone",
            "written",
            "version 1",
            "sent",
        ):
            assert told in desk.said


@contextmanager
def terminal(patch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Let both streams be a terminal of their own, and take what it shows."""
    inner, outer = pty.openpty()
    shown: list[bytes] = []

    def take() -> None:
        with suppress(OSError):
            while chunk := os.read(inner, 65536):
                shown.append(chunk)

    taking = threading.Thread(target=take)
    taking.start()
    with patch.context() as streams, open(outer, "w", encoding="utf-8") as stream:
        streams.setenv("TERM", "xterm-256color")
        streams.setattr(sys, "stdout", stream)
        streams.setattr(sys, "stderr", stream)
        yield shown
    taking.join()
    os.close(inner)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_steers_a_terminal_itself(
    language: str, tmp_path: Path, run: Run, speak: pytest.MonkeyPatch
) -> None:
    speak.setenv("LC_ALL", language)
    desk = Desk(tmp_path, HELD, run)
    desk("init", desk.root, at=tmp_path)
    lay_out(desk.root, HELD)
    desk("sync")
    text = ALL.text.replace("\0", "").replace("\ud800", "")
    with terminal(speak) as shown:
        for command in ("sync", "status", "coverage", "engines", "publish", text):
            with suppress(SystemExit):
                main(["-C", str(desk.root), command])
        with suppress(SystemExit):
            main(["-C", str(desk.root), "status", "--drafts"])
        with suppress(SystemExit):
            main(["-C", f"{desk.root}{text}", "status"])
    told = b"".join(shown).decode()
    assert "\x1b[1m" in told
    assert "\\x1b[2J" in told
    assert steering(told, terminal=True) == []


def test_a_mistake_of_our_own_steers_nothing(tmp_path: Path) -> None:
    code = f"import sys, l10n.cli\ndef wrong(): raise ValueError({HELD.text!r} + '\\x1b[2J')\n"
    code += "sys.modules['l10n.cli.main']._group = wrong\nl10n.cli.main([])\n"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=tmp_path, check=False
    )
    shown = told.stderr.decode()
    assert told.returncode == 1
    assert "ValueError: evil" in shown
    assert steering(shown) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_no_completion_steers(
    shell: str, tmp_path: Path, run: Run, speak: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, HELD, run)
    desk("init", desk.root, at=tmp_path)
    lay_out(desk.root, HELD)
    for typed in ("l10n sync ", "l10n rename e", f"l10n -C {HELD.name} sync ", "l10n publish ev"):
        words = typed.replace(" ", "\n") if shell == "bash" else typed
        with speak.context() as asked:
            asked.setenv("_L10N_COMPLETE", f"{shell}_complete")
            asked.setenv("COMP_WORDS", words)
            asked.setenv("COMP_CWORD", typed.split(" ")[-1] if shell == "fish" else "2")
            asked.chdir(desk.root)
            desk()
    assert "a.md" in desk.said
    assert steering(desk.said.replace("\t", " ")) == []
