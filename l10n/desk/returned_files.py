"""Files that come back from translators, found in folders and archives, of the kinds we take."""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.errors import FileError, L10nError
from l10n.exchange.xliff.reading import is_xliff
from l10n.messages import _
from l10n.regex import regex
from l10n.store.archive import opened
from l10n.store.text_file import read_bytes
from l10n.store.walking import walk

XLIFF = (".xlf", ".xliff", ".mqxliff", ".sdlxliff", ".mxliff", ".txlf")
"""What XLIFF files end in, in a folder or archive; one that is given by its name may have any."""
_ENTRY = regex(rb"^\s*(#~\s*)?msgid\b", re.MULTILINE)
_ARCHIVES = (".zip", ".mqxlz", ".xlz", ".sdlrpx", ".sdlppx")
"""ZIP files; the others are what memoQ, Okapi and Trados Studio call theirs."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file as it came back."""

    name: str
    data: bytes

    @property
    def is_xliff(self) -> bool:
        """True for one that begins as XLIFF does, or is called so and is no PO file either."""
        named = self.name.lower().endswith(XLIFF) and _ENTRY.search(self.data) is None
        return named or is_xliff(self.data)

    @property
    def stem(self) -> str:
        """Its path without the suffixes that tools add: `en/news/a.md`; empty for another file."""
        return stem_of(self.name)


def stem_of(name: str) -> str:
    """The path of a PO or XLIFF file without its suffixes; empty for another file."""
    path = "/".join(PurePosixPath(name.replace("\\", "/")).parts)
    stem = path
    for suffix in (*XLIFF, ".po"):
        if stem.lower().endswith(suffix):
            stem = stem[: -len(suffix)]
    return "" if stem == path else stem


def opened_parcels(path: Path) -> Iterator[Parcel | L10nError]:
    """Read the PO and XLIFF files of a path, which may be a folder or an archive.

    What is broken is given as an error, and the rest goes on.
    """
    if os.path.isdir(path):
        found = walk(path, str(path))
        yield from found.problems
        for name in found:
            if _wanted(name):
                yield from opened_parcels(path / name)
    elif path.suffix.lower() in _ARCHIVES:
        yield from _unzip(path)
    else:
        try:
            data = read_bytes(path)
            _check_kind(path, data)
            yield Parcel(str(path), data)
        except FileError as error:
            yield error


def _check_kind(path: Path, data: bytes) -> None:
    """Raise FileError for a file that somebody gave by mistake, with what it is.

    A damaged PO file is none of these: its reader says what is wrong in it, and where.
    """
    if data.startswith(b"PK"):
        raise FileError(
            _("this is an office document or another archive, not a PO file"),
            code="PAR-004",
            path=path,
            remedy=_("ask for the .po file; a ZIP of several has to end in .zip"),
        )
    if path.suffix.lower() in (".po", *XLIFF) or is_xliff(data) or _ENTRY.search(data):
        return
    if plugins.is_read(path.name):
        raise FileError(
            _("this is an article, not a PO file"),
            code="PAR-005",
            path=path,
            remedy=_("receive the .po file in which it was translated"),
        )
    raise FileError(
        _("this is neither a PO nor an XLIFF file"),
        code="PAR-006",
        path=path,
        remedy=_("give the file that came back, or a folder or .zip with such files"),
    )


def _wanted(name: str) -> bool:
    """Leave out what editors and file managers leave behind: `.#a.po`, `__MACOSX/._a.po`."""
    parts = PurePosixPath(name).parts
    hidden = parts[:1] == ("__MACOSX",) or any(
        part.startswith(".") and part not in (".", "..") for part in parts
    )
    return name.lower().endswith((".po", *XLIFF)) and not hidden


def _unzip(path: Path) -> Iterator[Parcel | FileError]:
    try:
        with opened(path, wanted=_wanted) as archive:
            for member in archive.members:
                try:
                    yield Parcel(f"{path}/{member.name}", archive.read(member))
                except FileError as error:
                    yield error
    except FileError as error:
        yield error
