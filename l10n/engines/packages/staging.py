"""A folder of packages, and a place beside it to prepare new ones in; one process at a time."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from l10n.engines.packages.download import writing
from l10n.errors import ModelError
from l10n.messages import _
from l10n.store.replacing.renames import aside, exchange, native

_STAGING = ".l10n-models-"


@contextmanager
def staging(packages: Path) -> Iterator[Path]:
    """An empty folder to prepare packages in, thrown away after; nobody else changes them then.

    It stands beside the folder of packages, not in it: Argos Translate reads every folder there
    as a package. Only where that is another disk, or not allowed, it stands inside. Those left
    behind by a process that was killed are cleared away.
    """
    with writing(packages):
        packages.mkdir(parents=True, exist_ok=True)
        lock = FileLock(packages / ".l10n-models.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise ModelError(
                _("another process is changing the models"),
                code="MOD-015",
                path=packages,
                remedy=_("wait until it is done"),
            ) from error
    try:
        for place in (packages.parent, packages):
            for left in place.glob(f"{_STAGING}{packages.name}-*"):
                shutil.rmtree(left, ignore_errors=True)
        with writing(packages):
            made = _made(packages)
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)
    finally:
        lock.release()


def clear(places: Iterable[Path]) -> None:
    """Throw away what a removal left that was cut short."""
    for place in places:
        if place.is_dir():
            with suppress(ModelError), staging(place):
                pass


def move_in(new: Path, place: Path) -> None:
    """Put a package that is whole in its place; what stood there is where the new one was.

    The new package and the old one change places, so that one is there at any moment.
    """
    if not place.exists():
        new.rename(place)
        return
    try:
        exchange(native(), new, place)
    except OSError:
        if aside(new).exists() and not place.exists():
            aside(new).rename(place)
        raise


def _made(packages: Path) -> Path:
    prefix = f"{_STAGING}{packages.name}-"
    if packages.parent.stat().st_dev == packages.stat().st_dev:
        try:
            return Path(tempfile.mkdtemp(prefix=prefix, dir=packages.parent))
        except PermissionError:
            pass
    return Path(tempfile.mkdtemp(prefix=prefix, dir=packages))
