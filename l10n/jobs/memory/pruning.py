"""Prune: what lies in files of the memory and helps nobody any more.

That is what the desk itself has translated since, under the same text and role, and what stands in
several files, or twice in one. What catalogs no longer have leaves the memory by itself.
"""

import io
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.memories import Memories
from l10n.errors import FileError, L10nError
from l10n.exchange.tmx.cutting import tmx_parts
from l10n.memory.text import key, normalized
from l10n.messages import _
from l10n.model.unit import Unit
from l10n.store.document import Document
from l10n.store.workspace import Workspace

NAMED = 20
"""Translations of one file that are named each; the others are counted."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """What goes of one file."""

    file: str
    """By its way from the root."""
    superseded: int
    """Texts that the desk itself has translated since."""
    double: int
    """Translations that stand elsewhere in the files as well."""
    stay: int
    named: tuple[Unit, ...]
    """The first of those that go."""
    document: Document
    """The file as it was read."""
    rest: bytes | None
    """What stays of it, to the letter; None where nothing does."""

    @property
    def goes(self) -> int:
        """All that goes."""
        return self.superseded + self.double


@dataclass(frozen=True, slots=True)
class PrunePlan:
    """What would go, of all files; nothing has changed yet."""

    files: tuple[Pruned, ...]
    problems: tuple[L10nError, ...]
    """Files that cannot be pruned, and stay as they are."""

    @property
    def goes(self) -> int:
        """All that goes."""
        return sum(each.goes for each in self.files)


def plan_pruning(desk: Desk, memories: Memories) -> PrunePlan:
    """Find what would go."""
    own = memories.own()
    names = sorted(each.name for each in own.places() if each.kind == "file")
    translated = {
        _text_key(unit) for place, unit in own.units() if names and place.kind == "catalog"
    }
    sources = tuple({each.source for each in desk.workflows})
    judge = _Judge(translated)
    files: list[Pruned] = []
    problems: list[L10nError] = []
    for name in names:
        try:
            found = _pruned(desk.workspace, name, judge, sources)
        except L10nError as error:
            problems.append(error.kept())
        else:
            files += [found] if found.goes else []
    return PrunePlan(tuple(files), tuple(problems))


def prune(workspace: Workspace, plan: PrunePlan) -> None:
    """Do it; raises ConflictError for a file that has changed since, which stays as it is."""
    with workspace.locked():
        for each in plan.files:
            if each.rest is None:
                workspace.remove(each.document)
            else:
                workspace.write(each.document.path, each.rest, each.document)


class _Judge:
    """Says of each unit in its turn whether it goes."""

    def __init__(self, translated: Collection[int]) -> None:
        self._translated = translated
        self._seen: set[int] = set()

    def verdict(self, unit: Unit) -> str:
        """`superseded`, `double`, or empty for what stays."""
        text = _text_key(unit)
        if text in self._translated:
            return "superseded"
        whole = key(f"{text}\0{unit.target}", "")
        if whole in self._seen:
            return "double"
        self._seen.add(whole)
        return ""


def _text_key(unit: Unit) -> int:
    """A number that stands for a text in its role and languages."""
    salt = f"{unit.source_locale}>{unit.target_locale}\0{unit.context or ''}"
    return key(normalized(unit.source), salt)


def _pruned(workspace: Workspace, name: str, judge: _Judge, sources: tuple[str, ...]) -> Pruned:
    document = workspace.read(workspace.root / name)
    shown = Path(name)
    parts = _csv_parts if name.lower().endswith(".csv") else _tmx_parts
    counts = {"superseded": 0, "double": 0, "": 0}
    named: list[Unit] = []
    gone: set[int] = set()
    every, without = parts(document, shown, sources)
    for number, units in every:
        verdicts = [judge.verdict(unit) for unit in units]
        # A unit with several languages goes as a whole, or stays.
        if not units or not all(verdicts):
            counts[""] += len(units)
            continue
        gone.add(number)
        for unit, verdict in zip(units, verdicts, strict=True):
            counts[verdict] += 1
            named += [unit] if len(named) < NAMED else []
    return Pruned(
        file=name,
        superseded=counts["superseded"],
        double=counts["double"],
        stay=counts[""],
        named=tuple(named),
        document=document,
        rest=without(gone).encode() if counts[""] else None,
    )


_Parts = tuple[Iterator[tuple[int, tuple[Unit, ...]]], Callable[[Collection[int]], str]]
"""The parts of a file by number, each with its units, and what makes the file without some."""


def _tmx_parts(document: Document, shown: Path, sources: tuple[str, ...]) -> _Parts:
    parts = tmx_parts(document.text())
    if parts is None:
        raise _odd(shown)
    every = ((n, parts.of(unit, shown, sources)) for n, unit in enumerate(parts.units))
    return every, lambda gone: parts.without(lambda number: number in gone)


def _csv_parts(document: Document, shown: Path, _sources: tuple[str, ...]) -> _Parts:
    from l10n.exchange.csv.reading import read_rows, table_lines

    rows = list(read_rows(io.BytesIO(document.data), shown))
    lines = table_lines(document.text())
    starts = [line for line, _units in rows]
    ends = [*starts[1:], len(lines) + 1]

    def without(gone: Collection[int]) -> str:
        cut = {line for number in gone for line in range(starts[number], ends[number])}
        return "".join(text for line, text in enumerate(lines, 1) if line not in cut)

    return ((n, units) for n, (_line, units) in enumerate(rows)), without


def _odd(shown: Path) -> FileError:
    return FileError(
        _("its units cannot be taken apart"),
        code="MEM-010",
        path=shown,
        remedy=_("export it once more from the program that it comes from, or leave it as it is"),
    )
