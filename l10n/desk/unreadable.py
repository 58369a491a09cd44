"""Unreadable places of a memory: what is wrong with them, told again without another reading.

A file of a million translations that ends in the middle is not read through by every command.
"""

import json

from l10n.errors import L10nError
from l10n.memory import Place
from l10n.store.index import Answer, Basis, Index, load
from l10n.store.workspace import Workspace

_PURPOSE = "memory"


class Unreadable:
    """What could not be read, as one command knows it."""

    def __init__(self, workspace: Workspace) -> None:
        """Open nothing yet."""
        self._path = workspace.index_path
        self._kept: Index | None = None

    def of(self, place: Place, basis: Basis) -> L10nError | None:
        """What was wrong with a place when its files were as they are; None where nothing was."""
        answer = self._index().answer(_name(place), place.locale, basis)
        return None if answer is None else _error(answer)

    def note(self, place: Place, basis: Basis, error: L10nError) -> None:
        """Keep what is wrong, from `save` on."""
        answer = {
            "message": error.message,
            "code": error.code,
            "path": None if error.path is None else str(error.path),
            "line": error.line,
            "remedy": error.remedy,
        }
        self._index().note(_name(place), place.locale, basis, answer)

    def save(self) -> None:
        """Write what was noted."""
        if self._kept is not None:
            self._kept.save()

    def _index(self) -> Index:
        if self._kept is None:
            self._kept = load(self._path, _PURPOSE)
        return self._kept


def _name(place: Place) -> str:
    # A name on a disk need not be UTF-8, and text in SQLite has to be.
    return json.dumps([place.kind, place.name])


def _error(answer: Answer) -> L10nError | None:
    """An error as it was kept; None for what this module did not write."""
    texts = [answer.get(key) for key in ("message", "code", "path", "remedy")]
    line = answer.get("line")
    if not all(text is None or isinstance(text, str) for text in texts):
        return None
    message, code, path, remedy = texts
    if not message or not code or not isinstance(line, int | None):
        return None
    return L10nError(message, code=code, path=path, line=line, remedy=remedy)
