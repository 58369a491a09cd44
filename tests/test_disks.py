"""Disks that are full, read-only, broken or gone: nothing is lost, and the next run finishes."""

import contextlib
import hashlib
import resource
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polib
import pytest

from tests.conftest import LONG, WORKFLOW, Answer, Newsroom, Run
from tests.faulty_disk import Disk, lay_under
from tests.tally import Tally
from tests.unprivileged import in_child

pytestmark = pytest.mark.campaign

PERSON, TRANSLATOR = "A person wrote this.", "Olena wrote this."
SIGNER, QUESTION = "Ada <ada@example.org>", "Who says so?"
BY = ("--as", "Ed <ed@example.org>")
TEXT = "# Новина {n}\n\nПерше речення новини {n}. Друге речення, **довше**, про місто {n}.\n"
ROOMS = ("articles", "catalogs", "records", "published", "versions", "workflows", "out")
KINDS = ("full", "read-only", "broken")
NAMING = {"rename", "approve", "reject", "ask", "retract", "rollback"}
"""Commands that name an article or an entry."""
TRIED = 2
"""Of all moments of a command, those that the short form tries."""
COMMANDS = {
    "sync": ["sync"],
    "publish": ["publish"],
    "send to a folder": ["send", "--to", "{root}/out/fresh"],
    "send to a ZIP": ["send", "--to", "{root}/out/fresh.zip"],
    "receive": ["receive", "{root}/out/back"],
    "rename": ["rename", "news", "old"],
    "add": ["add", "--to", "new", "{root}/out/one.md", "{root}/out/two.md"],
    "init": ["init", "{root}/out/desk"],
    "approve": ["approve", "news/a.md", "--text", PERSON, *BY],
    "reject": ["reject", "news/a.md:3", "--text", PERSON, "--reason", "No.", *BY],
    "ask": ["ask", "news/b.md:1", "Which one?", *BY],
    "retract": ["retract", "news/a.md", "--reason", "Wrong.", *BY],
    "rollback": ["rollback", "news/b.md", "1", "--reason", "Wrong.", *BY],
}


@dataclass(frozen=True)
class Desk:
    """A newsroom in the midst of its work, and how it looks after each command."""

    root: Path
    run: Run

    def copy(self, place: Path) -> "Desk":
        shutil.copytree(self.root, place, symlinks=True)
        return Desk(place, self.run)

    def command(self, name: str) -> list[str]:
        return [word.format(root=self.root) for word in COMMANDS[name]]

    def answer(self, name: str, disk: Disk) -> tuple[Answer, int, int]:
        """How a command ends on a disk, with the calls that change files and those that failed."""

        def work() -> list[list[object]]:
            lay_under(disk)
            try:
                answer = self.run(*self.command(name), at=self.root)
            finally:
                disk.still()
            return [[answer.code, answer.out, answer.err], [disk.calls, disk.struck]]

        answer, (calls, struck) = in_child(work)
        return Answer(*answer), calls, struck

    def files(self) -> dict[str, str]:
        """What stands in the rooms of the desk, by name."""
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for room in ROOMS
            for path in sorted((self.root / room).rglob("*"))
            if path.is_file() and ".l10n/" not in path.as_posix()
        }

    def texts(self) -> str:
        """All that anybody wrote, wherever it is now."""
        return "\n".join(
            path.read_text("utf-8", "replace") for path in self.root.rglob("*") if path.is_file()
        )


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("disks")


@pytest.fixture
def desk(pristine: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    root = pristine / "newsroom"
    if not root.exists():
        lay_out(Newsroom(root, run))
    return Desk(root, run)


def lay_out(newsroom: Newsroom) -> None:
    """Articles with a person's words, sent and come back, published, and changed since."""
    newsroom.run("init", newsroom.root)
    newsroom.workflow(WORKFLOW)
    newsroom.article("news/a.md", TEXT.format(n=1))
    newsroom.article("news/b.md", TEXT.format(n=2))
    assert newsroom.l10n("sync").code == 0
    write(newsroom.catalog("news/a.md"), 1, PERSON)
    out = newsroom.root / "out"
    assert newsroom.l10n("publish").code == 0
    assert newsroom.l10n("approve", "news/a.md", "--text", PERSON, "--as", SIGNER).code == 0
    assert newsroom.l10n("ask", "news/a.md:1", QUESTION, "--as", SIGNER).code == 0
    write(newsroom.catalog("news/b.md"), 0, "What was seen.")
    assert newsroom.l10n("publish").code == 0
    assert newsroom.l10n("send", "--to", out / "back").code == 0
    write(out / "back/en/news/b.md.po", 1, TRANSLATOR)
    newsroom.article("news/a.md", TEXT.format(n=1) + "\nТретє речення.\n")
    newsroom.article("news/c.md", TEXT.format(n=3))
    for name in ("one", "two"):
        (out / f"{name}.md").write_text(TEXT.format(n=name))


def moments(calls: int) -> list[int]:
    """The calls at which a disk fails: all of them, or some in the midst."""
    every = range(1, calls + 1)
    return [*every] if LONG else [*every][calls // 3 :: calls // TRIED][:TRIED]


def write(path: Path, entry: int, text: str) -> None:
    catalog = polib.pofile(str(path), wrapwidth=77)
    catalog[entry].msgstr, catalog[entry].flags = text, []
    catalog.save()


@pytest.fixture(params=COMMANDS if LONG else ["sync", "publish", "receive", "approve"])
def command(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@dataclass(frozen=True)
class Trial:
    """A command, what it does on a sound disk, and a place for copies of the desk."""

    desk: Desk
    command: str
    place: Path
    code: int
    calls: int
    """Those that change files."""
    files: dict[str, str]

    @contextlib.contextmanager
    def copy(self, why: str) -> Iterator[Desk]:
        """A copy of the desk; `why` is told where something does not hold."""
        case = self.desk.copy(self.place / "case")
        try:
            yield case
        except AssertionError as error:
            error.add_note(f"{self.command}, {why}")
            raise
        shutil.rmtree(case.root)

    def survived(self, case: Desk, answer: Answer, reverted: str = "") -> None:
        """Hold that what was disturbed said so and lost nothing, and that the next run ends it.

        What somebody put back as it was, `reverted`, is told of anew, so it may tell more.
        """
        assert "Traceback" not in answer.err, answer
        if answer.code != self.code:
            # An article or entry that goes away under its name is one that it is wrong to name.
            assert answer.code in ((2, 3, 5) if self.command in NAMING else (3, 5)), answer
            assert answer.err or answer.out, answer
        kept = case.texts()
        for text in (PERSON, TRANSLATOR, SIGNER, QUESTION):
            assert text in kept, text
        if case.files() != self.files:
            again, _calls, _struck = case.answer(self.command, Disk("sound"))
            assert again.code == self.code, (answer, again)
            found, wanted = (
                {name: each for name, each in files.items() if not reverted or reverted not in name}
                for files in (case.files(), self.files)
            )
            assert found == wanted, (answer, again)
        left = [path for path in case.root.rglob(".l10n-*") if "/.l10n/" not in path.as_posix()]
        assert not left


@pytest.fixture
def trial(desk: Desk, tmp_path: Path, command: str) -> Trial:
    sound = desk.copy(tmp_path / "sound")
    answer, calls, _struck = sound.answer(command, Disk("sound"))
    return Trial(desk, command, tmp_path, code=answer.code, calls=calls, files=sound.files())


@pytest.mark.parametrize("kind", KINDS if LONG else KINDS[:1])
def test_a_disk_that_fails_at_any_call_loses_nothing(trial: Trial, kind: str, tally: Tally) -> None:
    failed = 0
    for moment in moments(trial.calls):
        with trial.copy(f"on a disk that is {kind} from call {moment}") as case:
            answer, _calls, struck = case.answer(trial.command, Disk(kind, moment))
            failed += struck > 0
            trial.survived(case, answer)
    assert failed
    tally(f"disks: {kind}", runs=failed, lost=0, tracebacks=0)


VANISHING = ("catalogs/en", "articles", "records/en", "versions/en", "catalogs/en/news/a.md.po")
VANISHING += ("records/en/news/a.md.reviews.jsonl", "versions/en/news/a.md.versions.jsonl")
VANISHING += ("published/en/news/a.md", "articles/news/a.md", ".")


@pytest.mark.parametrize("room", VANISHING if LONG else ["."])
def test_what_vanishes_at_any_call_takes_nothing_along(
    trial: Trial, room: str, tally: Tally
) -> None:
    for moment in moments(trial.calls):
        with trial.copy(f"{room} is gone from call {moment} on") as case:
            folder, away = (case.root / room).resolve(), trial.place / "away"
            disk = Disk("vanishing", moment, take_away=partial(folder.rename, away))
            answer, _calls, _struck = case.answer(trial.command, disk)
            # What a command made meanwhile in the place of the folder is nobody's work.
            if away.exists():
                if folder.is_dir():
                    shutil.rmtree(folder)
                folder.parent.mkdir(parents=True, exist_ok=True)
                away.rename(folder)
                # An older catalog in a newer one's place is asked about, by what was seen of both.
                (case.root / ".l10n/sightings.sqlite").unlink(missing_ok=True)
            trial.survived(case, answer, ".versions.jsonl" if "versions" in room else "")
    tally("disks: vanishing", runs=len(moments(trial.calls)), lost=0, tracebacks=0)


@pytest.mark.parametrize("size", [0, 1, 100, 1000, 3000, 10_000] if LONG else [100])
def test_a_system_that_ends_files_at_a_size_loses_nothing(
    trial: Trial, size: int, tally: Tally
) -> None:
    """As a quota does: the system itself refuses what goes beyond."""
    with trial.copy(f"files end at {size} bytes") as case:

        def work() -> list[list[object]]:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            answer = case.run(*case.command(trial.command), at=case.root)
            return [[answer.code, answer.out, answer.err]]

        (answer,) = in_child(work)
        trial.survived(case, Answer(*answer))
    tally("disks: with a quota", runs=1, lost=0, tracebacks=0)


CLOSED = ("catalogs", "records", "versions", "published", ".l10n", ".")


@pytest.mark.sampled(4)
@pytest.mark.parametrize("room", CLOSED if LONG else ["records"])
def test_a_room_that_nobody_may_write_in_loses_nothing(
    trial: Trial, room: str, tally: Tally
) -> None:
    """By permissions, as the system itself has them."""
    with trial.copy(f"{room} may only be read") as case:
        top = case.root / room
        folders = [top, *(path for path in top.rglob("*") if path.is_dir())]
        modes = [folder.stat().st_mode for folder in folders]

        def work() -> list[list[object]]:
            answer = case.run(*case.command(trial.command), at=case.root)
            return [[answer.code, answer.out, answer.err]]

        try:
            for folder in folders:
                folder.chmod(0o500)
            (answer,) = in_child(work)
        finally:
            for folder, mode in zip(folders, modes, strict=True):
                folder.chmod(mode)
        trial.survived(case, Answer(*answer))
    tally("disks: rooms that may only be read", runs=1, lost=0, tracebacks=0)
