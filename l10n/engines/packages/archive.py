"""Archives of models: checked as a whole before anything is unpacked, whoever packed them."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from l10n.engines.packages.download import writing
from l10n.errors import FileError, ModelError
from l10n.messages import _
from l10n.store.archive import Archive, Bounds, opened

_NOT_PACKAGE = "__MACOSX"


def require_file(path: Path) -> None:
    """Refuse a device or a pipe, which has no end; raises ModelError."""
    with opening(path):
        if not stat.S_ISREG(path.stat().st_mode):
            raise ModelError(_("this is not a file"), code="MOD-001", path=path)


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """What is wrong with a file becomes a ModelError."""
    try:
        yield
    except FileNotFoundError as error:
        raise ModelError(_("there is no such file"), code="MOD-002", path=path) from error
    except OSError as error:
        raise ModelError(
            _("cannot be read: {why}").format(why=error.strerror or error),
            code="MOD-003",
            path=path,
        ) from error
    except FileError as error:
        raise unusable(path, error.message) from error


@contextmanager
def checked(path: Path, bounds: Bounds) -> Iterator[Archive]:
    """An archive whose files may all be unpacked; raises ModelError naming what is wrong.

    What a Mac adds is left out.
    """
    require_file(path)
    with opening(path), opened(path, bounds, wanted=_wanted) as archive:
        for member in archive.members:
            archive.check(member)
        archive.check_names()
        yield archive


def top_folder(archive: Archive) -> str:
    """The one folder in which all files of an archive stand, with its `/`; empty for none."""
    tops = {member.name.split("/")[0] for member in archive.members}
    if len(tops) != 1 or any("/" not in member.name for member in archive.members):
        return ""
    return f"{tops.pop()}/"


def unpack_into(base: Path, archive: Archive) -> None:
    """Unpack all files below a folder that is not there yet, without their top folder.

    Raises FileError where one lies about its size, ModelError where writing fails.
    """
    top = top_folder(archive)
    for member in archive.members:
        target = base.joinpath(*member.name.removeprefix(top).split("/"))
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as out:
                for block in archive.blocks(member):
                    out.write(block)


def unusable(path: Path, why: str) -> ModelError:
    """The error of a file that is no package."""
    return ModelError(
        _("this is not a model package that can be used: {why}").format(why=why),
        code="MOD-004",
        path=path,
    )


def _wanted(name: str) -> bool:
    return name.split("/", maxsplit=1)[0] != _NOT_PACKAGE
