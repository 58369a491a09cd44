"""The table of ready translations: a TSV file, a column for each locale."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from l10n.errors import EngineError


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds."""

    locales: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    digest: str
    """Another one for every change of the file."""

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Give all pairs of two columns."""
        return frozenset(
            (one, other) for one in self.locales for other in self.locales if one != other
        )

    def phrases(self, source: str, target: str) -> dict[str, tuple[str, ...]]:
        """Give all translations of each phrase, by its key; raises EngineError without columns."""
        here, there = self._column(source), self._column(target)
        if here is None or there is None:
            raise EngineError(
                f"the phrasebook has no columns for {source} and {target}",
                code="PHRASEBOOK-004",
                remedy=f"its columns are: {', '.join(self.locales)}",
            )
        found: dict[str, tuple[str, ...]] = {}
        for row in self.rows:
            if row[here] and row[there]:
                known = found.get(key(row[here]), ())
                found[key(row[here])] = tuple(dict.fromkeys((*known, row[there])))
        return found

    def _column(self, locale: str) -> int | None:
        """Find the column of a locale, or of the wider one: `en` stands for `en-GB` too."""
        tag = locale
        while tag:
            if tag in self.locales:
                return self.locales.index(tag)
            tag = tag.rpartition("-")[0]
        return None


def key(phrase: str) -> str:
    """Write a phrase in the one form under which it is looked up."""
    return " ".join(phrase.casefold().split())


def load(path: Path) -> Table:
    """Read a table; raises EngineError with the file and the line."""
    try:
        data = path.read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise EngineError(
            f"the phrasebook cannot be read: {error.strerror}",
            code="PHRASEBOOK-005",
            path=path,
            remedy="look at `file` in [engine.phrasebook]",
        ) from error
    except UnicodeDecodeError as error:
        raise EngineError(
            "the phrasebook is not UTF-8", code="PHRASEBOOK-006", path=path
        ) from error
    head, *rest = [*lines, ""]
    locales = tuple(cell.strip() for cell in head.split("\t"))
    if len(locales) < 2 or not all(locales) or len(set(locales)) < len(locales):
        raise EngineError(
            "the first line of a phrasebook names a locale for each column",
            code="PHRASEBOOK-007",
            path=path,
            line=1,
            remedy="write for instance uk, a tab, en",
        )
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(rest, 2):
        if not line.strip():
            continue
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != len(locales):
            raise EngineError(
                f"the line has {len(row)} columns and should have {len(locales)}",
                code="PHRASEBOOK-008",
                path=path,
                line=number,
            )
        rows.append(row)
    return Table(locales, tuple(rows), hashlib.sha256(data).hexdigest()[:8])
