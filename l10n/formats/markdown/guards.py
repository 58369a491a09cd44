"""Writing text so that no system takes it for code of its template language."""

import re

from l10n.formats import Run
from l10n.formats.dialects.dialect import Dialect
from l10n.formats.markdown.escape import begins_line, may_begin_line, reference
from l10n.formats.markdown.site import TextSite
from l10n.model.article import Block
from l10n.regex import regex

_ESCAPE = r"\\[!-/:-@\[-`{-~]"


_ESCAPES = regex(_ESCAPE)
_PARTING = regex(r"(?P<kept>&#?\w++;|\\.)|;")


def one_name(written: str) -> str:
    """Write an author of a title block as one: a semicolon would part two (Pandoc's manual)."""
    return _PARTING.sub(lambda found: found["kept"] or "\\;", written)


class Guards:
    """What no target may say in a dialect, and how it is said instead."""

    def __init__(self, dialect: Dialect) -> None:
        """Take the patterns of a dialect."""
        self._guard = re.compile(dialect.guard) if dialect.guard else None
        self._references = dialect.references
        self._plain_titles = dialect.plain_titles
        self._any = None
        if dialect.guard or dialect.references:
            self._any = re.compile(f"{_ESCAPE}|{dialect.guard}" if dialect.guard else _ESCAPE)
        self._line = re.compile(dialect.line_guard) if dialect.line_guard else None
        self._first = re.compile(dialect.first_guard) if dialect.first_guard else None

    def everywhere(self, written: str) -> str:
        """Write as a reference what would begin code, and what no backslash escapes."""
        return self._any.sub(self._sign, written) if self._any else written

    def _sign(self, found: re.Match[str]) -> str:
        raw = found[0]
        if len(raw) < 2 or raw[0] != "\\":
            return reference(raw[0]) + raw[1:]
        guarded = self._guard is not None and self._guard.match(found.string, found.start() + 1)
        return reference(raw[1]) if guarded or raw[1] in self._references else raw

    def of_title(self, written: str) -> str:
        """The same for the title of a link."""
        if self._plain_titles:
            written = _ESCAPES.sub(lambda found: reference(found[0][1]), written)
        return self.everywhere(written)

    def of(self, written: str, run: Run, block: Block, source: str) -> str:
        """The same for a run of text; at the start of a line, or of all, more may be code."""
        if isinstance(block.site, TextSite) and block.site.held.templated:
            written = _ESCAPES.sub(lambda found: reference(found[0][1]), written)
        written = self.everywhere(written)
        blank = len(written) - len(written.lstrip(" \t"))
        begins = self._line is not None and self._line.match(written, blank) is not None
        if not begins and self._first is not None and self._first.match(written):
            begins = not source[: block.span.start].strip("\ufeff \t\r\n")
        if not begins or blank == len(written):
            return written
        if not may_begin_line(run.before, block) or not begins_line(block):
            return written
        return written[:blank] + reference(written[blank]) + written[blank + 1 :]
