"""The errors a person can act on: where, what, and what to do about it."""

from pathlib import PurePath

from l10n.lines import display_line


class L10nError(Exception):
    """Something a person has to put right; shown as one line, never as a traceback."""

    exit_code = 3

    def __init__(
        self,
        message: str,
        *,
        path: PurePath | str | None = None,
        line: int | None = None,
        remedy: str | None = None,
    ) -> None:
        """Say what is wrong, in which file and line (from 1), and what helps."""
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        """Give the one line: place, what is wrong, what helps."""
        place = "" if self.path is None else f"{self.path}:"
        if place and self.line is not None:
            place += f"{self.line}:"
        text = f"{place} {self.message}" if place else self.message
        if self.remedy:
            text += f" — {self.remedy}"
        return display_line(text)


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


class EngineError(L10nError):
    """A machine translation engine or one of its models is missing or failed."""

    exit_code = 4


class ModelError(EngineError):
    """A model package cannot be listed, downloaded, checked or installed."""


class ConflictError(L10nError):
    """A file changed while it was worked on, or another process holds the workspace."""

    exit_code = 5
