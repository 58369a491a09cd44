"""Cutting units out of a TMX file; all else of it stays as it is, to the letter."""

import io
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.exchange.tmx.reading import of_file
from l10n.model.unit import Unit
from l10n.regex import regex

_MARK = regex(
    r"(?P<passive><!--|<!\[CDATA\[)|<(?P<open>(?:\w{1,99}:)?tu)(?=[\s>])|</(?:\w{1,99}:)?tu\s*+>\s*+"
)
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}
_MOST = 1 << 28
"""Characters of heads that are read again, one for each unit."""
_BODY = regex(r"<(?:\w{1,99}:)?body\b")


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
    head = 0 if body is None else text.find(">", body.end()) + 1
    spans = list(_spans(text, head)) if head else []
    if not spans or head * len(spans) > _MOST:
        return None
    starts = [head, *(end for _start, end in spans)]
    return TmxParts(
        head=text[:head],
        units=tuple(text[start:end] for start, end in spans),
        between=tuple(text[a:start] for a, (start, _end) in zip(starts, spans, strict=False)),
        tail=text[starts[-1] :],
    )


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    while match := _MARK.search(text, start):
        start = match.end()
        if match["passive"]:
            end = text.find(_ENDS[match["passive"]], start)
            if end < 0:
                return
            start = end
        elif match["open"]:
            opened = match.start()
        elif opened is not None:
            yield opened, start
            opened = None
