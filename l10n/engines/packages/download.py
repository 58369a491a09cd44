"""Downloads of models: where they are put, and what their checksum is."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path

from l10n.errors import ModelError
from l10n.messages import _
from l10n.net.download import PATIENCE, Patience, Progress, Wanted, fetched, opened


def fetch(url: str, *, most: int, patience: Patience = PATIENCE) -> bytes:
    """A small document as a whole, of `most` bytes; raises ModelError."""
    return fetch_document(Wanted(url, most), patience=patience)


def fetch_document(wanted: Wanted, *, patience: Patience = PATIENCE) -> bytes:
    """A small document as a whole, with a key where one is given; raises ModelError."""
    # One by one small blocks would take many times their size.
    whole = bytearray()
    _begun, blocks = opened(wanted, patience=replace(patience, pace=None))
    for block in blocks:
        whole += block
    return bytes(whole)


def download(
    url: str,
    target: Path,
    *,
    most: int,
    progress: Progress = lambda done, total: None,
    patience: Patience = PATIENCE,
) -> str:
    """Fetch a file of at most `most` bytes to a path; its SHA-256, hexadecimal.

    Raises ModelError as `fetched`, and where the file cannot be written; what was written so far
    then stays for the caller to throw away.
    """
    digest = hashlib.sha256()
    with writing(target), target.open("wb") as stream:
        for block in fetched(url, most=most, patience=patience, progress=progress):
            digest.update(block)
            stream.write(block)
    return digest.hexdigest()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the system says against writing to a place becomes a ModelError."""
    try:
        yield
    except OSError as error:
        place = error.filename or path
        if error.errno in (ENOSPC, EDQUOT):
            raise ModelError(
                _("the disk is full"),
                code="MOD-005",
                path=place,
                remedy=_("make room and try again"),
            ) from error
        if error.errno in (EACCES, EPERM, EROFS):
            raise ModelError(
                _("you may not write here"),
                code="MOD-006",
                path=place,
                remedy=_(
                    "set ARGOS_PACKAGES_DIR (Argos packages) or L10N_MODELS_DIR (other models) to "
                    "a folder that you may write to"
                ),
            ) from error
        raise ModelError(
            _("cannot be written: {why}").format(why=error.strerror or error),
            code="MOD-007",
            path=place,
        ) from error
