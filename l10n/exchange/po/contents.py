"""What a PO file holds, however it was read: its head, and its entries with their lines."""

from collections.abc import Iterable, Sequence

from l10n.dataclass import dataclass
from l10n.model.catalog import Catalog, Entry
from l10n.model.segment import Key


@dataclass(frozen=True, slots=True)
class Head:
    """The header entry of a file."""

    line: int
    """Line of its first keyword, from 1."""
    headers: tuple[tuple[str, str], ...]
    comment: str
    """All comments above it that are no mark of its state."""
    fuzzy: bool

    @classmethod
    def of(cls, line: int, text: str, comments: Iterable[str], flags: Iterable[str]) -> "Head":
        """The head whose text says the headers; flags that mean nothing here become comments."""
        flags = tuple(flags)
        return cls(
            line,
            _headers(text),
            "\n".join((*comments, *(flag for flag in flags if flag != "fuzzy"))),
            "fuzzy" in flags,
        )


@dataclass(frozen=True, slots=True)
class Contents:
    """A PO file that was read."""

    head: Head | None
    entries: Sequence[Entry]
    """As they stand in the file."""
    lines: Sequence[int]
    """In which line the first keyword of each stands, from 1."""

    def catalog(self) -> Catalog:
        """The catalog, obsolete entries last."""
        entries = tuple(sorted(self.entries, key=lambda entry: entry.obsolete))
        if self.head is None:
            return Catalog(entries=entries)
        return Catalog(self.head.headers, entries, self.head.comment, self.head.fuzzy)

    def places(self) -> dict[Key, int]:
        """In which line each active entry begins, from 1."""
        every = zip(self.entries, self.lines, strict=True)
        return {entry.key: line for entry, line in every if not entry.obsolete}


def _headers(text: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, list[str]]] = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        name, colon, value = line.partition(":")
        if colon and name:
            found.append((name, [value.removeprefix(" ")]))
        elif found:
            found[-1][1].append(line)
        else:
            found.append(("", [line]))
    return tuple((name, "\n".join(lines)) for name, lines in found)


def shown(text: str) -> str:
    """A text as an error shows it."""
    return text if len(text) <= 40 else text[:40] + "…"
