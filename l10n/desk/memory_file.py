"""A file of translations of another tool, or of people, read a few units at a time."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import field
from pathlib import Path
from typing import BinaryIO, cast

from l10n.dataclass import dataclass
from l10n.errors import FileError, L10nError
from l10n.messages import _
from l10n.model.unit import Unit
from l10n.store.memory_files import SUFFIXES
from l10n.store.regular import reading
from l10n.store.text_file import file_errors

_STEP = 1_000
"""Units between two looks at how far a file has been read."""


@dataclass(slots=True)
class UnitFile:
    """One such file."""

    path: Path
    shown: str
    """What messages call it."""
    sources: Collection[str] = ()
    """The locales that the desk translates from, for files that leave it open."""
    problems: list[L10nError] = field(default_factory=list)
    """What was left out of it, and why, once it is read; some of it."""
    more: int = 0
    """How much else was left out."""

    def units(self, told: Callable[[int], None] = lambda done: None) -> Iterator[Unit]:
        """Its translations in their order; `told` is told now and then how many bytes are read.

        Raises FileError, with the line where there is one, for a file that cannot be read, at once
        or when it comes to that place.
        """
        suffix = self.path.suffix.lower()
        if suffix not in SUFFIXES:
            raise FileError(
                _("this is no file of translations that can be read"),
                code="MEM-005",
                path=self.shown,
                remedy=_("known are: {names}").format(names=", ".join(SUFFIXES)),
            )
        with file_errors(Path(self.shown)):
            opened = reading(self.path)
        with opened as file:
            read = self._of_tmx if suffix == ".tmx" else self._of_csv
            for number, unit in enumerate(read(cast(BinaryIO, file))):
                yield unit
                if number % _STEP == 0:
                    told(file.tell())

    def _of_csv(self, file: BinaryIO) -> Iterator[Unit]:
        from l10n.exchange.csv.reading import read_units

        return read_units(file, self.shown)

    def _of_tmx(self, file: BinaryIO) -> Iterator[Unit]:
        from l10n.exchange.tmx.reading import of_file

        found = of_file(file, Path(self.shown), sources=self.sources)
        yield from found.units()
        self.problems += found.problems
        self.more += found.more
