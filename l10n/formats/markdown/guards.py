"""Writing text so that no system takes it for code of its template language."""

import re

from l10n.formats import Edge, Run
from l10n.formats.dialects.dialect import Dialect
from l10n.formats.markdown.escape import begins_line, reference
from l10n.model.article import Block

_ESCAPED = r"\\[!-/:-@\[-`{-~]"
"""What is escaped already; a backslash more or less would escape the escape."""


class Guards:
    """What no target may say in a dialect, and how it is said instead."""

    def __init__(self, dialect: Dialect) -> None:
        """Take the patterns of a dialect."""
        self._any = re.compile(f"{_ESCAPED}|(?P<code>{dialect.guard})") if dialect.guard else None
        self._line = re.compile(dialect.line_guard) if dialect.line_guard else None

    def everywhere(self, written: str) -> str:
        """Write the first character of what would be code as a reference."""
        if self._any is None:
            return written
        return self._any.sub(_defused, written)

    def of(self, written: str, run: Run, block: Block) -> str:
        """The same for a run of text; at the start of a line more may be code."""
        written = self.everywhere(written)
        if self._line is None or run.before is not Edge.LINE or not begins_line(block):
            return written
        found = self._line.match(written)
        if found is None or not found[0]:
            return written
        return reference(written[0]) + written[1:]


def _defused(found: re.Match[str]) -> str:
    code = found["code"]
    return reference(code[0]) + code[1:] if code else found[0]
