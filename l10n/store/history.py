"""The past of a folder: what git has of it at some commits of the current line, oldest first.

Git is asked by `cat-file` alone, so that no program of a repository runs, and for objects that are
here alone: a shallow or partial clone has a short past.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.store.git import Git
from l10n.store.text_file import MAX_BYTES

_DEEPEST = 1 << 16
"""Commits back from the newest that are looked at, at most."""
_LOOKED_AT = 400
"""Commits that are looked at, evenly chosen."""
_AT_ONCE = 500
"""Files that are asked for in one question."""
_MOST_FILES = 200_000
"""Files of a commit that is looked at: a few small trees can say that they hold millions."""
_DEEP = 100
"""Folders in folders that are looked into."""
_FOLDER, _FILE = b"40000", (b"100644", b"100755")
"""Modes of a tree's entries (Git's documentation, "gitformat-pack" and "git-mktree")."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the current line."""

    day: str
    """When it was committed, in UTC: `2026-11-27`."""
    files: Mapping[str, str]
    """Names of files below the folder, with the names that git has for their contents."""


class History:
    """Reads the past of a folder in a repository."""

    def __init__(self, git: Git, folder: Path) -> None:
        """`folder` may be of any depth in a repository, or in none: then it has no past."""
        self._git = git
        self._folder = folder
        self._trees: dict[str, Mapping[str, str]] = {}

    def commits(self, most: int) -> tuple[Commit, ...]:
        """At most `most` commits, the newest of a day each, evenly chosen, oldest first."""
        days: dict[str, str] = {}
        for name, data in self._objects(map(_back, _steps(self._depth()))):
            day = _day(data)
            if day:
                # The newest of a day comes first.
                days.setdefault(day, name)
        chosen = _evenly(sorted(days), most)
        found = []
        for day in chosen:
            try:
                found.append(Commit(day, self._files(f"{days[day]}:./")))
            except _TooMuchError:
                continue
        return tuple(found)

    def _depth(self) -> int:
        """How many commits the current line has, or up to twice as many."""
        depth = 0
        while depth < _DEEPEST and any(self._objects([_back(depth)])):
            depth = depth * 2 or 1
        return depth

    def contents(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The contents of files by the names that git has for them, each once."""
        wanted = list(dict.fromkeys(names))
        for start in range(0, len(wanted), _AT_ONCE):
            yield from self._objects(wanted[start : start + _AT_ONCE])

    def _files(self, tree: str, depth: int = 0) -> Mapping[str, str]:
        """The files below a tree; raises _TooMuchError where it has more than a newsroom's."""
        known = self._trees.get(tree)
        if known is not None:
            return known
        if depth > _DEEP:
            raise _TooMuchError
        found: dict[str, str] = {}
        for _name, data in self._objects([tree]):
            for mode, name, digest in _entries(data):
                if mode == _FOLDER:
                    below = self._files(digest, depth + 1)
                    if len(found) + len(below) > _MOST_FILES:
                        raise _TooMuchError
                    found |= {f"{name}/{inner}": each for inner, each in below.items()}
                elif mode in _FILE:
                    found[name] = digest
        self._trees[tree] = found
        return found

    def _objects(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The objects of some names, with the name of each as git has it; missing ones left out."""
        for some in _portions(self._sizes(names)):
            question = "".join(f"{name}\n" for name in some)
            answer = self._git.asked(("--batch",), self._folder, question)
            place = 0
            while (end := answer.find(b"\n", place)) >= 0:
                name, _kind, size = answer[place:end].split(b" ")
                place = end + 1 + int(size) + 1
                yield name.decode("ascii", "replace"), answer[end + 1 : place - 1]

    def _sizes(self, names: Iterable[str]) -> Iterator[tuple[str, int]]:
        """The objects of some names as git names them, with their sizes in bytes."""
        question = "".join(f"{name}\n" for name in names)
        answer = self._git.asked(("--batch-check",), self._folder, question)
        for line in answer.splitlines():
            told = line.split(b" ")
            if len(told) == 3 and told[2].isdigit():
                yield told[0].decode("ascii", "replace"), int(told[2])


class _TooMuchError(Exception):
    """A commit has more files than a newsroom."""


def _portions(sizes: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Names of objects of at most MAX_BYTES together; larger ones are no files of a newsroom.

    A repository of a few kilobytes can hold gigabytes.
    """
    some: list[str] = []
    whole = 0
    for name, size in sizes:
        if size > MAX_BYTES:
            continue
        if some and whole + size > MAX_BYTES:
            yield some
            some, whole = [], 0
        some.append(name)
        whole += size
    if some:
        yield some


def _back(number: int) -> str:
    """The commit so many before the newest, by first parents."""
    return f"HEAD~{number}^{{commit}}"


def _steps(depth: int) -> list[int]:
    """The numbers of commits that are looked at, from the newest."""
    return sorted({number * depth // _LOOKED_AT for number in range(_LOOKED_AT)} if depth else ())


def _day(commit: bytes) -> str:
    """The day of a commit object; empty where it has none."""
    for line in commit.partition(b"\n\n")[0].split(b"\n"):
        if line.startswith(b"committer "):
            try:
                return datetime.fromtimestamp(int(line.split(b" ")[-2]), UTC).date().isoformat()
            except (ValueError, IndexError, OverflowError, OSError):
                return ""
    return ""


def _entries(tree: bytes) -> Iterator[tuple[bytes, str, str]]:
    """Mode, name and object of each entry of a tree object, whichever hash it is written with."""
    size = 20 if _fits(tree, 20) else 32
    place = 0
    while (end := tree.find(b"\0", place)) >= 0:
        mode, _blank, name = tree[place:end].partition(b" ")
        place = end + 1 + size
        yield mode, name.decode("utf-8", "surrogateescape"), tree[end + 1 : place].hex()


def _fits(tree: bytes, size: int) -> bool:
    """True if a tree object is read to its end with names of so many bytes."""
    place = 0
    while place < len(tree):
        end = tree.find(b"\0", place)
        mode = tree[place:end].partition(b" ")[0]
        if end < 0 or not mode.isdigit():
            return False
        place = end + 1 + size
    return place == len(tree)


def _evenly(days: list[str], most: int) -> list[str]:
    """At most so many of some days, the first and the last among them."""
    if len(days) <= most:
        return days
    step = (len(days) - 1) / (most - 1)
    return [days[round(number * step)] for number in range(most)]
