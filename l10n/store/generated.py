"""Files that the tool makes from pages: feeds, exports. They are made anew whenever pages change.

Each names, near its start, the digest of all the rest of it. So the tool knows its own, and leaves
a file that a person wrote there, or changed.
"""

import hashlib
from pathlib import Path

from l10n.errors import ConflictError
from l10n.messages import _
from l10n.regex import regex
from l10n.store.workspace import Workspace

MARK = "l10n-digest"
BLANK = "0" * 64
"""Stands where the digest goes, until it is known."""
_MARKED = regex(rb'l10n-digest"?: "?([0-9a-f]{64})')
_START = 600
"""Bytes in which the mark stands."""


def sealed(text: str) -> str:
    """A text with its digest: SHA-256, in hexadecimal, of the text with BLANK in its place."""
    return text.replace(BLANK, hashlib.sha256(text.encode()).hexdigest(), 1)


def is_ours(data: bytes) -> bool:
    """True for bytes that are as `sealed` left them."""
    found = _MARKED.search(data[:_START])
    if found is None:
        return False
    blank = data[: found.start(1)] + BLANK.encode() + data[found.end(1) :]
    return hashlib.sha256(blank).hexdigest().encode() == found[1]


def put_generated(workspace: Workspace, path: Path, text: str) -> bool:
    """Write a sealed text; True if that changed anything.

    Raises ConflictError where there is a file that is not the tool's.
    """
    there = workspace.read_if_there(path)
    if there is not None and not is_ours(there.data):
        raise ConflictError(
            _("was not made by this tool, or was changed since; left as it is"),
            code="PUB-032",
            path=workspace.shown(path),
            remedy=_("move it away, then publish again"),
        )
    return workspace.write(path, text, there) is not None


def drop_generated(workspace: Workspace, path: Path) -> bool:
    """Remove such a file, where it is as it was made; True if it is gone now."""
    there = workspace.read_if_there(path)
    return there is not None and is_ours(there.data) and workspace.remove(there)
