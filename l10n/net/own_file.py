"""Files of the person's own: where they stand, and that nobody else brings or touches them."""

import os
from pathlib import Path

from l10n.store.regular import reading


class OpenToOthersError(Exception):
    """Others on this machine may do with a file what its owner alone should."""


def standard(name: str) -> Path | None:
    """Where a file of the person's own is looked for; None for a person without a home.

    The place by the XDG Base Directory Specification, which ignores relative paths.
    """
    config = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    if not config.is_absolute():
        try:
            config = Path.home() / ".config"
        except RuntimeError:
            return None
    return config / "l10n" / name


def named(given: str) -> Path:
    """The path that a variable names, which may begin with `~`."""
    try:
        return Path(given).expanduser()
    except RuntimeError:
        return Path(given)


def repository_around(path: Path) -> Path | None:
    """The git repository that a file lies in, as it is written or as links lead; None for none."""
    for place in (path.absolute(), path.resolve()):
        for folder in place.parents:
            if (folder / ".git").exists():
                return folder
    return None


def own_bytes(path: Path, *, most: int, denied: int) -> bytes:
    """What such a file holds: `most` bytes, and one more of a larger one.

    `denied` are the bits of its mode that it must not have. Raises OpenToOthersError where it has
    one, NotRegularError for what is no file, OSError.
    """
    with reading(path) as stream:
        if os.fstat(stream.fileno()).st_mode & denied:
            raise OpenToOthersError
        return stream.read(most + 1)
