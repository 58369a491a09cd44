"""Walking folders: the names in them, and a problem for each that could not be looked into.

Whoever asks for names has to say its problems too: a folder left out without a word makes a desk
look further than it is.
"""

import errno
import os
from collections.abc import Callable, Collection, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Generic, TypeVar

from l10n.dataclass import dataclass
from l10n.errors import ConflictError, FileError, L10nError
from l10n.messages import _

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """What stands in a folder, and why it may not be all."""

    names: tuple[T, ...] = ()
    problems: tuple[L10nError, ...] = ()
    """Folders that could not be read, and links that are not followed; `path` says which."""

    def __iter__(self) -> Iterator[T]:
        """The names alone."""
        return iter(self.names)

    def __add__(self, other: "Listing[T]") -> "Listing[T]":
        """Both together."""
        return Listing((*self.names, *other.names), (*self.problems, *other.problems))

    def chosen(self, choose: Callable[[T], U | None]) -> "Listing[U]":
        """What `choose` makes of the names; those that it makes nothing of are left out."""
        made = (choose(name) for name in self.names)
        return Listing(tuple(each for each in made if each is not None), self.problems)


def walk(
    folder: Path, shown: str, enter: Callable[[str, Collection[str]], bool] | None = None
) -> Listing[str]:
    """Every file below a folder as a relative name, in the order of the names.

    Hidden files and folders are left out. `shown` is what messages call the folder; it may be a
    link, and where there is none it holds nothing. A link to a folder inside is a problem, and so
    is one that leads nowhere: what it should have brought would be missing without a word. `enter`
    tells of a folder's name, and the names beside it, whether to look into it.
    """
    names: list[str] = []
    problems: list[L10nError] = []
    # Texts all the way: a path is an object that costs more than the look at a file.
    waiting = [("", str(folder))]
    while waiting:
        name, path = waiting.pop()
        if name and name[-1] != "/":
            names.append(name)
            continue
        place = f"{shown}/{name}".rstrip("/")
        try:
            entries = _entries(path)
        except (FileNotFoundError, NotADirectoryError) as error:
            if name:
                problems.append(_moved(place))
            elif os.path.lexists(path):
                problems.append(closed(place, error))
            continue
        except OSError as error:
            problems.append(closed(place, error))
            continue
        inside: list[tuple[str, str]] = []
        beside = {entry.name for entry in entries} if enter is not None else set()
        for entry in entries:
            is_folder = _is_folder(entry)
            if enter is not None and is_folder and not enter(entry.name, beside):
                continue
            problem = _problem(entry, f"{place}/{entry.name}") if entry.is_symlink() else None
            if problem is None:
                inside.append((f"{entry.name}/" if is_folder else entry.name, entry.path))
            else:
                problems.append(problem)
        # A stack gives last what was put first.
        inside.sort(key=itemgetter(0), reverse=True)
        waiting += ((name + inner, there) for inner, there in inside)
    return Listing(tuple(names), tuple(problems))


def folders(folder: Path, shown: str) -> Listing[str]:
    """The names of the folders in a folder, sorted, without hidden ones; links to some count."""
    try:
        entries = _entries(folder)
    except FileNotFoundError as error:
        return Listing(problems=(closed(shown, error),) if os.path.lexists(folder) else ())
    except OSError as error:
        return Listing(problems=(closed(shown, error),))
    lost = (_unfollowed(entry, f"{shown}/{entry.name}") for entry in entries)
    names = sorted(entry.name for entry in entries if _is_folder(entry))
    return Listing(tuple(names), tuple(each for each in lost if each is not None))


def has_none(folder: Path, end: str) -> bool:
    """True where surely no file below a folder has a name that ends so, and no link stands there.

    Then a walk has nothing to tell of such files. It costs a tenth of one.
    """
    waiting = [str(folder)]
    while waiting:
        try:
            entries = _entries(waiting.pop())
        except OSError:
            return False
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.endswith(end) or entry.is_symlink():
                return False
    return True


def _entries(folder: Path | str) -> list["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        return [entry for entry in entries if entry.name[0] != "."]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """True for a folder; what cannot be followed is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _problem(entry: "os.DirEntry[str]", shown: str) -> FileError | None:
    """Why a link is not followed; None for what is no link, and for a link to a file."""
    lost = _unfollowed(entry, shown)
    if lost is None and entry.is_symlink() and _is_folder(entry):
        return FileError(
            _("a symbolic link to a folder is not followed"),
            code="WS-022",
            path=shown,
            remedy=_("put the folder itself in its place, or links to its files"),
        )
    return lost


def _unfollowed(entry: "os.DirEntry[str]", shown: str) -> FileError | None:
    """Why a link leads to nothing; None for what is no link."""
    if not entry.is_symlink():
        return None
    try:
        os.stat(entry.path)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
            return leads_nowhere(shown)
        return unfollowed(shown, error)
    return None


def unfollowed(shown: str, error: OSError | ValueError) -> FileError:
    """The error of a link whose end the system does not show."""
    why = getattr(error, "strerror", None) or str(error)
    return FileError(
        _("the link cannot be followed: {why}").format(why=why), code="WS-008", path=shown
    )


def closed(shown: str, error: OSError | ValueError) -> FileError:
    """The error of a folder that cannot be looked into."""
    why = getattr(error, "strerror", None) or str(error)
    return FileError(
        _("the folder cannot be read: {why}").format(why=why),
        code="WS-021",
        path=shown,
        remedy=_("see whether you may read it; what is in it was left out"),
    )


def leads_nowhere(shown: str) -> FileError:
    """The error of a symbolic link to nothing, or back to itself."""
    return FileError(
        _("the symbolic link leads nowhere"),
        code="WS-010",
        path=shown,
        remedy=_("replace the link by the file itself"),
    )


def _moved(shown: str) -> ConflictError:
    return ConflictError(
        _("the folder was moved or removed while it was read"),
        code="WS-023",
        path=shown,
        remedy=_("run the command again"),
    )
