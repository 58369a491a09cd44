"""Fixtures: a desk in an empty folder, and the command as a person would run it."""

import contextlib
import gc
import io
import json
import os
import pkgutil
import shutil
import signal
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from l10n import cli, plugins
from l10n.cli import main
from l10n.model.version import History
from l10n.store.versions import load_history
from l10n.store.workspace import Workspace
from tests import tally as campaigns

LONG = os.environ.get("L10N_CAMPAIGN") == "long"
settings.register_profile("short", deadline=None, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile("long" if LONG else "short")


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]
tally = campaigns.tally


MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes that all folders of tests have room in; they take a tenth of it at once."""


def pytest_configure() -> None:
    """Have the folders of tests in memory, where the system has room there for files that run.

    What the tool writes it has the disk keep at once: thousands of tests would wait for theirs.
    Whoever runs tests in the background of a shell has them deaf for Ctrl-C, and what they start.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with contextlib.suppress(OSError):
        held = os.statvfs(MEMORY)
        if held.f_bavail * held.f_frsize >= ROOM and not held.f_flag & os.ST_NOEXEC:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without looking for cycles: what is imported and collected stays to the end.

    It is not looked through later on either, whenever the tests have made cycles.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test with many parameters take some: all of them are a campaign, with `make fuzz`.

    `sampled(0)` takes none: what tries a tool of ours from end to end and costs many processes.
    Raises UsageError for a parameter that is a campaign by itself.
    """
    seen: dict[str, int] = {}
    left: list[pytest.Item] = []
    for item in items:
        some = getattr(item, "callspec", None)
        if some is not None and any(mark.name == "campaign" for mark in some.marks):
            # It would run with `make test` as well: a campaign has a short form of its own.
            raise pytest.UsageError(f"{item.nodeid}: mark the parameter sampled(0), not campaign")
        marker = item.get_closest_marker("sampled")
        if marker is None:
            continue
        item.add_marker("campaign")
        name = item.nodeid.partition("[")[0]
        seen[name] = seen.get(name, -1) + 1
        if not LONG and (not marker.args[0] or seen[name] % marker.args[0]):
            left.append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        gone = set(left)
        items[:] = [item for item in items if item not in gone]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """End a run of campaigns with what they counted."""
    reports = [
        each for found in ("passed", "failed") for each in terminalreporter.getreports(found)
    ]
    told = campaigns.lines(reports)
    if LONG and told:
        terminalreporter.section("what the campaigns counted")
        for line in told:
            terminalreporter.line(line)


def _in_english(environment: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"):
        environment.delenv(name, raising=False)
    environment.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(scope="session", autouse=True)
def _english_at_first() -> Iterator[None]:
    """Whatever language whoever runs the tests speaks, for what several tests share as well."""
    with pytest.MonkeyPatch.context() as environment:
        _in_english(environment)
        # A module's help texts stay in the language that it was first imported in.
        for each in pkgutil.walk_packages(cli.__path__, f"{cli.__name__}."):
            import_module(each.name)
        yield


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    _in_english(monkeypatch)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `l10n` in this process, in a folder."""

    def call(*arguments: object, at: Path | None = None) -> Answer:
        where = [] if at is None else ["-C", str(at)]
        capsys.readouterr()
        try:
            main([*where, *map(str, arguments)])
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call


WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["pseudo"]

[publish]
require = "draft"
"""


@dataclass(frozen=True)
class Newsroom:
    """A workspace in a temporary folder."""

    root: Path
    run: Run

    def l10n(self, *arguments: object) -> Answer:
        return self.run(*arguments, at=self.root)

    def article(self, name: str, text: str) -> Path:
        path = self.root / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def workflow(self, text: str) -> Path:
        path = self.root / "workflows" / "news.toml"
        path.write_text(text)
        return path

    def catalog(self, name: str, locale: str = "en") -> Path:
        return self.root / "catalogs" / locale / f"{name}.po"

    def records(self, name: str, kind: str = "drafts", locale: str = "en") -> Path:
        return self.root / "records" / locale / f"{name}.{kind}.jsonl"

    def published(self, name: str, locale: str = "en") -> Path:
        return self.root / "published" / locale / name

    def versions(self, name: str, locale: str = "en") -> Path:
        return self.root / "versions" / locale / f"{name}.versions.jsonl"

    def history(self, name: str, locale: str = "en") -> History:
        return load_history(Workspace(self.root), locale, name)[1]

    def text(self, name: str, number: int, locale: str = "en") -> Path:
        """Where the text of a version stands."""
        digest = self.history(name, locale).versions[number - 1].text
        return Workspace(self.root).text_path(locale, name, digest)


@pytest.fixture(scope="session")
def laid_out(_english_at_first: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `l10n init` makes: over a thousand tests begin with a copy of it."""
    root = tmp_path_factory.mktemp("laid_out") / "newsroom"
    with pytest.raises(SystemExit) as end, contextlib.redirect_stdout(io.StringIO()):
        main(["init", str(root)])
    assert end.value.code == 0
    return root


@pytest.fixture
def newsroom(tmp_path: Path, run: Run, laid_out: Path) -> Newsroom:
    root = tmp_path / "newsroom"
    # Each file with a time of its own, as if it had just been made.
    shutil.copytree(laid_out, root, copy_function=shutil.copyfile)
    made = Newsroom(root, run)
    made.workflow(WORKFLOW)
    return made


Offer = Callable[[str, Callable[[Mapping[str, object]], object]], None]


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Offer:
    """Offer engines by name, as distributions do that are installed beside the tool."""
    made: dict[str, object] = {}
    find, names = plugins.find, plugins.names

    def found(group: plugins.Group[Any], name: str) -> object:
        return made[name] if group is plugins.ENGINES and name in made else find(group, name)

    monkeypatch.setattr(plugins, "find", found)

    def named(group: object) -> tuple[str, ...]:
        return tuple(sorted({*names(group), *(made if group is plugins.ENGINES else ())}))  # type: ignore[arg-type]

    monkeypatch.setattr(plugins, "names", named)

    def call(name: str, make: Callable[[Mapping[str, object]], object]) -> None:
        made[name] = make

    return call
