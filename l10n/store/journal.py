"""The journal: drafts on their way from an engine to a catalog, so that a killed run loses none.

A draft is written down as soon as an engine has given it, and forgotten when its catalog is on the
disk. A run that begins after one was cut short takes from here what its engines need not do again.
Deleting the file costs time and nothing else.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from l10n.messages import packed, unpacked
from l10n.model.draft import Draft
from l10n.model.markup import Tagged

Row = Sequence[object]


@dataclass(slots=True)
class Journal:
    """One file of JSON lines, each a digest and the draft that it leads to.

    Whatever keeps the file from being read or written only means that nothing is remembered.
    """

    path: Path
    _known: dict[str, Draft] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _file: int | None = None

    def recall(self, asked: str, text: Tagged) -> Draft | None:
        """Give the draft that is remembered of a text, if any.

        `asked` says all that decides on a draft besides the text: engine, settings, models, pair.
        """
        if not self._known:
            return None
        digest = _digest(asked, text)
        found = self._known.get(digest)
        if found is not None:
            self._used.add(digest)
        return found

    def note(self, asked: str, text: Tagged, draft: Draft) -> None:
        """Remember a draft; it is out of this process, and so outlives it, when this returns."""
        if self._file is None:
            self._open()
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.write(self._file, _line(_digest(asked, text), draft))

    def withdraw(self, asked: str, texts: Iterable[Tagged]) -> None:
        """Forget the drafts of some texts: their engine has shown that it cannot be relied on."""
        for text in texts:
            digest = _digest(asked, text)
            self._known.pop(digest, None)
            if self._file is not None:
                with contextlib.suppress(OSError):
                    os.write(self._file, (json.dumps([digest]) + "\n").encode())

    def settle(self) -> None:
        """Forget what was noted and recalled so far: it stands in catalogs now."""
        for digest in self._used:
            self._known.pop(digest, None)
        self._used.clear()
        self.close()
        with contextlib.suppress(OSError):
            if self._known:
                self._rewrite()
            else:
                self.path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all that is left, such as drafts whose catalog was written before a kill."""
        self._used.update(self._known)
        self.settle()

    def close(self) -> None:
        """Close the file and leave it for the next run."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.close(self._file)
            self._file = None

    def _rewrite(self) -> None:
        lines = [_line(digest, draft) for digest, draft in self._known.items()]
        fresh = self.path.with_name(self.path.name + ".new")
        fresh.unlink(missing_ok=True)
        fresh.write_bytes(b"".join(lines))
        fresh.replace(self.path)

    def _open(self) -> None:
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(exist_ok=True)
            # A link in the cache might lead to a file that is somebody's.
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
            self._file = os.open(self.path, flags, 0o600)


def load(path: Path) -> Journal:
    """Read what a run that was cut short has left; damaged lines, as the last may be, are nothing.

    The file is written anew without them, so that what is added later starts on a line of its own.
    """
    known: dict[str, Draft] = {}
    try:
        if path.is_symlink():
            return Journal(path)
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return Journal(path)
    for line in lines:
        try:
            digest, *values = json.loads(line.decode("utf-8", "surrogatepass"))
            draft = _draft(values) if values else None
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        if not isinstance(digest, str):
            continue
        if draft is None:
            known.pop(digest, None)
        else:
            known[digest] = draft
    journal = Journal(path, known)
    with contextlib.suppress(OSError):
        journal._rewrite()
    return journal


def _line(digest: str, draft: Draft) -> bytes:
    text = json.dumps([digest, *_row(draft)], ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _digest(asked: str, text: Tagged) -> str:
    value = [asked, text.text, sorted(text.pairs), sorted(text.empties)]
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def _row(draft: Draft) -> Row:
    return (
        draft.text,
        draft.model,
        None if draft.reason is None else packed(draft.reason),
        draft.doubtful,
        draft.confidence,
        list(draft.alternatives),
        [packed(remark) for remark in draft.remarks],
    )


def _draft(row: Sequence[Any]) -> Draft:
    text, model, reason, doubtful, confidence, alternatives, remarks = row
    if not (isinstance(text, str) and isinstance(model, str) and isinstance(doubtful, bool)):
        raise TypeError
    if not (confidence is None or isinstance(confidence, float)):
        raise TypeError
    if not all(isinstance(each, str) for each in alternatives):
        raise TypeError
    return Draft(
        text,
        model,
        None if reason is None else unpacked(reason),
        doubtful,
        confidence,
        tuple(alternatives),
        tuple(unpacked(each) for each in remarks),
    )
