"""The clone of git that a workspace lies in, as far as it can be seen without asking git."""

import contextlib
import os
from pathlib import Path

from l10n.errors import L10nError
from l10n.store.places import CACHE
from l10n.store.workspace import Workspace

_LOOKED_AT = "merge-driver"
"""A file of the cache: whether git has a driver here has been looked at, and told."""


def repository_of(folder: Path) -> Path | None:
    """The repository that a folder lies in, without links; git itself is not asked."""
    real = Path(os.path.realpath(folder))
    tops = (above for above in (real, *real.parents) if os.path.lexists(above / ".git"))
    return next(tops, None)


def is_driver_missing(workspace: Workspace) -> bool:
    """True where a workspace asks git to merge its catalogs by entry, and git knows no way to.

    It is looked at once in a clone: then False, until the cache is deleted.
    """
    looked_at = workspace.root / CACHE / _LOOKED_AT
    if repository_of(workspace.root) is None or os.path.lexists(looked_at):
        return False
    from l10n.store.merging import ATTRIBUTES, defined_driver

    missing = False
    with contextlib.suppress(L10nError):
        attributes = workspace.read_if_there(workspace.root / ATTRIBUTES)
        if attributes is not None and b"merge=l10n" in attributes.data:
            missing = not defined_driver(workspace.root)
            with workspace.locked(wait=0):
                workspace.write(looked_at, b"", None)
    return missing
