"""Cutting units out of a TMX file; all else of it stays as it is, to the letter."""

import io
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from l10n.exchange.tmx.reading import of_file
from l10n.model.unit import Unit

_MARK = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?P<open>(?:\w+:)?tu)(?=[\s>])|</(?:\w+:)?tu\s*+>\s*+",
    re.DOTALL,
)
_BODY = re.compile(r"<(?:\w+:)?body\b[^>]*+>")


@dataclass(frozen=True, slots=True)
class TmxParts:
    """The text of a TMX file, taken apart at its units."""

    head: str
    units: tuple[str, ...]
    """Each `<tu>` with the white space behind it."""
    between: tuple[str, ...]
    """What stands before each, such as a comment."""
    tail: str

    def of(self, unit: str, path: Path, sources: Collection[str]) -> tuple[Unit, ...]:
        """The translations of one of them."""
        text = f"{self.head}{unit}</body></tmx>"
        return tuple(of_file(io.BytesIO(text.encode()), path, sources=sources).units())

    def without(self, goes: Callable[[int], bool]) -> str:
        """The file without some of its units, by their numbers from 0."""
        pieces = [self.head]
        for number, (before, unit) in enumerate(zip(self.between, self.units, strict=True)):
            pieces += [before, "" if goes(number) else unit]
        return "".join((*pieces, self.tail))


def tmx_parts(text: str) -> TmxParts | None:
    """Take a file apart that was read without an error; None for one that is laid out oddly."""
    body = _BODY.search(text)
    if body is None:
        return None
    spans = list(_spans(text, body.end()))
    if not spans:
        return None
    starts = [body.end(), *(end for _start, end in spans)]
    return TmxParts(
        head=text[: body.end()],
        units=tuple(text[start:end] for start, end in spans),
        between=tuple(text[a:start] for a, (start, _end) in zip(starts, spans, strict=False)),
        tail=text[starts[-1] :],
    )


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for match in _MARK.finditer(text, start):
        if match["open"]:
            opened = match.start()
        elif match.group().startswith("</") and opened is not None:
            yield opened, match.end()
            opened = None
