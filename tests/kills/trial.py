"""One command on copies of a desk, against what it makes when nobody kills it."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from l10n.errors import L10nError
from tests.kills.desk import ran
from tests.kills.killer import Ended, Killer, Tree, tree


@dataclass(frozen=True)
class Command:
    """A command under the campaign, and what has to have run before it."""

    name: str
    arguments: tuple[str, ...]
    """`@` at the start of one is the folder around the desk."""
    before: tuple[tuple[str, ...], ...] = ()
    again: int = 0
    """How it ends when it is run once more after it has done its work."""


@dataclass
class Trial:
    """A command, killed on one copy of the desk after the other."""

    killer: Killer
    base: Path
    folder: Path
    command: Command
    check: Callable[[Path], None]
    """What must hold at any moment; given the folder around the desk."""

    def __post_init__(self) -> None:
        self.start = self.folder / "start"
        shutil.copytree(self.base, self.start, symlinks=True)
        for arguments in self.command.before:
            ran(self.killer.run(self.start / "desk", *placed(arguments, self.start)))
        self.place = self.folder / "place"
        whole = self.killed()
        ran(whole)
        self.events = whole.events
        self.final = tree(self.place)

    def killed(self, kill_at: int = 0, kill_after: float = 0.0) -> Ended:
        """Run the command on a fresh copy."""
        self.fresh()
        return self.run(kill_at, kill_after)

    def fresh(self) -> None:
        """Make a fresh copy of the desk."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.start, self.place, symlinks=True)

    def run(self, kill_at: int = 0, kill_after: float = 0.0) -> Ended:
        """Run the command where it stands."""
        return self.killer.run(
            self.place / "desk", *self.arguments, kill_at=kill_at, kill_after=kill_after
        )

    @property
    def arguments(self) -> list[str]:
        """What the command is given on this copy."""
        return placed(self.command.arguments, self.place)

    def fault(self, moment: str) -> str | None:
        """What is wrong after a kill, after the command has run again, and once more."""
        try:
            self.check(self.place)
            again = self.run()
            assert again.code in (0, self.command.again), again.said
            self.check(self.place)
            assert_same(tree(self.place), self.final)
            left = [
                *self.place.glob("desk/.l10n/new/*"),
                *self.place.glob("desk/.l10n/displaced/*"),
            ]
            assert not left, f"left in the cache: {left}"
            more = self.run()
            assert more.code == self.command.again, more.said
            assert_same(tree(self.place), self.final)
        except (AssertionError, L10nError) as error:
            return f"{self.command.name}, killed {moment}: {error}"
        return None


def placed(arguments: Iterable[str], place: Path) -> list[str]:
    """Arguments of a command; `@` at the start of one is the folder around the desk."""
    return [str(place) + each[1:] if each.startswith("@") else each for each in arguments]


def assert_same(found: Tree, wanted: Tree) -> None:
    """The files are those that the command makes when nobody kills it, to the byte."""
    more, less = sorted(found.keys() - wanted), sorted(wanted.keys() - found)
    assert not more, f"left behind: {more}"
    assert not less, f"missing: {less}"
    for name, data in wanted.items():
        assert found[name] == data, f"{name} reads {found[name]!r}, not {data!r}"


def assert_no_faults(faults: list[str | None]) -> None:
    """Fail with all that was found, each with the moment that shows it again."""
    found = [each for each in faults if each is not None]
    assert not found, "\n".join(found)
