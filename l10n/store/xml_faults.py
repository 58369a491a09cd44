"""Readings of XML files of other tools, of which single mistakes are a list and no exception."""

from dataclasses import field

from l10n.dataclass import dataclass
from l10n.errors import L10nError
from l10n.store.xml_events import Source

_PROBLEMS = 100
"""Problems of one file that are kept with their words; the others are counted."""


@dataclass(slots=True)
class Lenient:
    """A file that is being read, and what had to be left out of it."""

    source: Source
    problems: list[L10nError] = field(default_factory=list, kw_only=True)
    """What was left out, and why; the first of them."""
    more: int = field(default=0, kw_only=True)
    """How many more there were."""

    def problem(self, message: str, *, code: str, line: int, remedy: str | None = None) -> None:
        """Note what was left out; raises nothing."""
        if len(self.problems) == _PROBLEMS:
            self.more += 1
            return
        self.problems.append(
            self.source.error(message, code=code, path=self.source.path, line=line, remedy=remedy)
        )
