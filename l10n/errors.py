"""The errors a person can act on: where, what, and what to do about it."""

from copy import copy
from pathlib import PurePath
from typing import Self

from l10n.lines import printable, without_line_ends

_PREFIX = "L10N-"


class L10nError(Exception):
    """Something a person has to put right; shown as one line, never as a traceback.

    It does not change once it is made; `at` and `with_remedy` give a copy.
    """

    exit_code = 3

    def __init__(
        self,
        message: str,
        *,
        code: str,
        path: PurePath | str | None = None,
        line: int | None = None,
        remedy: str | None = None,
    ) -> None:
        """What is wrong, in which file and line (from 1), and what helps.

        `code` names the meaning for programs: a family and a number (`PO-003`), listed in
        docs/errors.md and never used for another meaning; that of another error hands it on.
        """
        super().__init__(message)
        self._message = message
        self._code = code.removeprefix(_PREFIX)
        self._path = path
        self._line = line
        self._remedy = remedy

    @property
    def message(self) -> str:
        """What is wrong, without the place."""
        return self._message

    @property
    def code(self) -> str:
        """The stable name of what is wrong: `L10N-PO-003`."""
        return f"{_PREFIX}{self._code}"

    @property
    def path(self) -> PurePath | str | None:
        """The file that it is wrong in."""
        return self._path

    @property
    def line(self) -> int | None:
        """The line of that file, from 1."""
        return self._line

    @property
    def remedy(self) -> str | None:
        """What a person can do about it."""
        return self._remedy

    def at(self, *, path: PurePath | str, line: int | None = None) -> Self:
        """The same error at a place that its raiser did not know; a line once known stays."""
        new = copy(self)
        new._path = path
        new._line = self._line if line is None else line
        return new

    def with_remedy(self, remedy: str | None) -> Self:
        """The same error with other advice."""
        new = copy(self)
        new._remedy = remedy
        return new

    def kept(self) -> Self:
        """The same error, to be kept or raised again: without all that was in hand at its raise.

        Frames hold the article that was read. An error that is raised anew adds to those it has.
        """
        self.__traceback__ = self.__context__ = self.__cause__ = None
        return self

    def __reduce__(self) -> tuple[object, ...]:
        """For copies and other processes: no call of `__init__`, whose parameters vary by class."""
        return _empty, (type(self), self.args), self.__dict__

    def __str__(self) -> str:
        """The one line: place, what is wrong, what helps, the code in brackets."""
        # A line end in a name is seen, one in somebody else's message parts words.
        place = "" if self.path is None else printable(f"{self.path}:")
        if place and self.line is not None:
            place += f"{self.line}:"
        text = f"{self.message} — {self.remedy}" if self.remedy else self.message
        shown = printable(without_line_ends(f"{text} [{self.code}]"))
        return f"{place} {shown}" if place else shown


def exception_words(error: BaseException) -> str:
    """What an exception of somebody else's code says, with its class: `KeyError: 'x'`.

    Its class alone where it cannot even be put into words.
    """
    name = type(error).__name__
    try:
        return f"{name}: {error}"
    except KeyboardInterrupt:
        raise
    except BaseException:
        return name


def _empty(kind: type[L10nError], arguments: tuple[object, ...]) -> L10nError:
    return kind.__new__(kind, *arguments)


class RefusedError(L10nError):
    """The answer is no: coverage below the gate, or a version that may not be published."""

    exit_code = 1


class UsageError(L10nError):
    """The command was called with something it cannot use."""

    exit_code = 2


class FileError(L10nError):
    """A file of the workspace cannot be read: not UTF-8, not there, not allowed."""


class ArticleError(FileError):
    """An article cannot be taken apart."""


class CatalogError(FileError):
    """A PO file, or a record beside it, is damaged."""


class WorkflowError(FileError):
    """A workflow file holds a mistake."""


class GlossaryError(FileError):
    """The glossary holds a mistake."""


class LinksError(FileError):
    """The table of links to other sites holds a mistake."""


class AddendumError(FileError):
    """A text for one locale alone has no place in its article, or holds a mistake."""


class TableError(FileError):
    """A table of a desk's own, of what belongs to a language, holds a mistake."""


class EngineError(L10nError):
    """A machine translation engine or one of its models is missing or failed."""

    exit_code = 4


class ModelError(EngineError):
    """A model package cannot be listed, downloaded, checked or installed."""


class SharedMemoryError(L10nError):
    """The database of a memory that a newsroom shares cannot be reached, or forbids something."""

    exit_code = 4


class CheckError(L10nError):
    """A check of another package is not to be had, or failed."""


class ConflictError(L10nError):
    """A file changed while it was worked on, or another process holds the workspace."""

    exit_code = 5
