"""The journal: drafts on their way from an engine to a catalog, so that a killed run loses none.

A draft is written down as soon as an engine has given it, and forgotten when its catalog is on the
disk. A run that begins after one was cut short takes from here what its engines need not do again.
Several runs may write to the file at once: each appends lines, and only one that is alone with it
writes it anew. Deleting the file costs time and nothing else.
"""

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.store.claims import Claims
from l10n.store.regular import descriptor, reading

if TYPE_CHECKING:
    from l10n.model.draft import Draft
    from l10n.model.markup import Tagged

_NAME = "journal"
"""What runs share in `Claims` as long as they may write to the file."""


@dataclass(slots=True)
class Journal:
    """One file of JSON lines, each a digest and the draft that it leads to.

    A digest without a draft takes back what the lines before it say. Whatever keeps the file from
    being read or written only means that nothing is remembered.
    """

    path: Path
    claims: Claims | None = None
    """None where no other process knows the file."""
    _known: "dict[str, Draft]" = field(default_factory=dict)
    """What the file held when the run began."""
    _noted: set[str] = field(default_factory=set)
    """Drafts that this run wrote down since it last settled."""
    _used: set[str] = field(default_factory=set)
    """Drafts that it found, which another run may have found as well."""
    _file: int | None = None

    def recall(self, asked: str, text: "Tagged") -> "Draft | None":
        """The draft that is remembered of a text, if any.

        `asked` says all that decides on a draft besides the text: engine, settings, models, pair.
        """
        if not self._known:
            return None
        digest = _digest(asked, text)
        found = self._known.get(digest)
        if found is not None:
            self._used.add(digest)
        return found

    def knows(self, asked: str, text: "Tagged") -> bool:
        """True if `recall` would find a draft; it stays for whoever takes it."""
        return bool(self._known) and _digest(asked, text) in self._known

    def note(self, asked: str, text: "Tagged", draft: "Draft") -> None:
        """Remember a draft; it is out of this process, and so outlives it, when this returns."""
        digest = _digest(asked, text)
        self._noted.add(digest)
        self._append([_line(digest, draft)])

    def withdraw(self, asked: str, texts: "Iterable[Tagged]") -> None:
        """Forget the drafts of some texts: their engine has shown that it cannot be relied on."""
        digests = [_digest(asked, text) for text in texts]
        for digest in digests:
            self._known.pop(digest, None)
        self._append(map(_taken_back, digests))

    def settle(self) -> None:
        """Forget what was noted and recalled so far: it stands in catalogs now."""
        for digest in self._used:
            self._known.pop(digest, None)
        if self._alone():
            self._rewrite(without=self._noted | self._used)
            self._share()
            self._used.clear()
        elif self._noted:
            # What was recalled may still be wanted by the run that noted it.
            self._append(map(_taken_back, self._noted))
        self._noted.clear()

    def clear(self) -> None:
        """Forget all that is left, such as drafts whose catalog was written before a kill.

        Drafts of another run that is still at work are left to that.
        """
        self.settle()
        if self._alone():
            self._known.clear()
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
            self._share()

    def close(self) -> None:
        """Close the file and leave it for the next run."""
        self._close_file()
        if self.claims is not None:
            self.claims.give_back(_NAME)

    def _alone(self) -> bool:
        return self.claims is None or self.claims.take(_NAME)

    def _share(self) -> None:
        if self.claims is not None:
            self.claims.share(_NAME)

    def _rewrite(self, without: Iterable[str] = ()) -> None:
        """Write the file without what is forgotten or damaged; remove it if nothing is left."""
        self._close_file()
        with contextlib.suppress(OSError):
            left = _read(self.path)
            for digest in without:
                left.pop(digest, None)
            if not left:
                self.path.unlink(missing_ok=True)
                return
            fresh = self.path.with_name(self.path.name + ".new")
            fresh.unlink(missing_ok=True)
            fresh.write_bytes(b"".join(_line(digest, draft) for digest, draft in left.items()))
            fresh.replace(self.path)

    def _append(self, lines: Iterable[bytes]) -> None:
        with contextlib.suppress(OSError):
            if self._file is None:
                self._file = _open(self.path)
            os.write(self._file, b"".join(lines))

    def _close_file(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.close(self._file)
            self._file = None


def load(path: Path, claims: Claims | None = None) -> Journal:
    """Read what runs that were cut short have left, and what others are about to write.

    Damaged lines, as the last may be, are nothing.
    """
    journal = Journal(path, claims)
    # Whoever is alone with the file may be writing it anew.
    journal._share()
    if journal._alone():
        journal._rewrite()
        journal._share()
    with contextlib.suppress(OSError):
        journal._known.update(_read(path))
    return journal


def _read(path: Path) -> "dict[str, Draft]":
    """The drafts in the file by their digests; raises OSError."""
    known: dict[str, Draft] = {}
    data = _bytes(path)
    if not data:
        return known
    from l10n.model.draft_row import draft_of

    for line in data.split(b"\n"):
        try:
            digest, *values = json.loads(line.decode("utf-8", "surrogatepass"))
            draft = draft_of(values) if values else None
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        if not isinstance(digest, str):
            continue
        if draft is None:
            known.pop(digest, None)
        else:
            known[digest] = draft
    return known


def _bytes(path: Path) -> bytes:
    if path.is_symlink():
        raise OSError(errno.ELOOP, "a link would lead out of the cache")
    with reading(path) as file:
        return file.read()


def _open(path: Path) -> int:
    path.parent.mkdir(exist_ok=True)
    # A link in the cache might lead to a file that is somebody's.
    return descriptor(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW)


def _line(digest: str, draft: "Draft") -> bytes:
    """A line of its own, even after one that a kill has cut off."""
    from l10n.model.draft_row import row_of

    text = json.dumps([digest, *row_of(draft)], ensure_ascii=False)
    return b"\n" + text.encode("utf-8", "surrogatepass") + b"\n"


def _taken_back(digest: str) -> bytes:
    return b"\n" + json.dumps([digest]).encode() + b"\n"


def _digest(asked: str, text: "Tagged") -> str:
    value = [asked, text.text, sorted(text.pairs), sorted(text.empties)]
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
