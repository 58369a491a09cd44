"""The parts of a run of text in the making, and what of it may stay outside its block."""

from l10n.dataclass import dataclass
from l10n.formats.html.looks import Look
from l10n.model.article import PieceKind


@dataclass(slots=True)
class Part:
    """A piece in the making."""

    kind: PieceKind
    start: int
    end: int
    text: str
    note: str = ""
    written: str | None = None
    slack: bool = False
    """White space, or a tag that may stay outside the block at its edges."""
    half: bool = False
    """Half of a pair of template code, whose other half stands in another block."""
    look: Look | None = None
    """OPEN: how the text in it looks, of an element that is nothing but its look."""
    element: str = ""
    """The name of its element."""
    opens: int = 0
    """TEXT that reads as nothing: as of a Piece."""


def silent(start: int, end: int, opens: int = 0) -> Part:
    """Markup that no reader sees, as text that reads as nothing."""
    return Part(PieceKind.TEXT, start, end, "", slack=True, opens=opens)


def groups(parts: list[Part]) -> list[list[Part]]:
    """Cut a run at halves of template code, which begin or end more than its text.

    One inside a pair of tags stays in the text.
    """
    if not any(part.half for part in parts):
        return [parts]
    found: list[list[Part]] = [[]]
    depth = 0
    for part in parts:
        if part.half and not depth:
            found.append([])
            continue
        depth += {PieceKind.OPEN: 1, PieceKind.CLOSE: -1}.get(part.kind, 0)
        found[-1].append(part)
    return found


def trim(parts: list[Part], source: str) -> tuple[int, int]:
    """Leave out what may stay outside at both edges."""
    low, high = 0, len(parts)
    while low < high:
        if parts[low].slack:
            low += 1
        elif end := _hollow(parts, low, 1, PieceKind.OPEN):
            low = end + 1
        else:
            break
    while low < high:
        if parts[high - 1].slack:
            high -= 1
        elif end := _hollow(parts, high - 1, -1, PieceKind.CLOSE):
            high = end
        else:
            break
    if low < high:
        head, tail = parts[low], parts[high - 1]
        if head.kind is PieceKind.TEXT and source[head.start] == " ":
            head.start, head.text = head.start + 1, head.text[1:]
        if tail.kind is PieceKind.TEXT and source[tail.end - 1] == " ":
            tail.end, tail.text = tail.end - 1, tail.text[:-1]
    return low, high


def _hollow(parts: list[Part], place: int, step: int, opening: PieceKind) -> int:
    """Where a pair ends that begins at a place and holds nothing to keep; 0 if there is none."""
    depth = 0
    while 0 <= place < len(parts):
        part = parts[place]
        if part.kind in (PieceKind.OPEN, PieceKind.CLOSE):
            depth += 1 if part.kind is opening else -1
            if depth <= 0:
                return place if depth == 0 else 0
        elif part.kind is not PieceKind.TEXT or not part.slack:
            return 0
        place += step
    return 0


def absorb(parts: list[Part]) -> list[Part]:
    """Take the white space around a hard line break, which no reader sees, into it."""
    if not any(part.kind is PieceKind.EMPTY and part.text == "br" for part in parts):
        return parts
    result: list[Part] = []
    for part in parts:
        last = result[-1] if result else None
        if last is not None and is_break(last) and part.kind is PieceKind.TEXT:
            if part.slack and part.text:
                last.end = part.end
                continue
            _cut_head(last, part)
        elif last is not None and is_break(part) and last.kind is PieceKind.TEXT:
            if last.slack and last.text:
                part.start = last.start
                result.pop()
            else:
                _cut_tail(last, part)
        result.append(part)
    return result


def is_break(part: Part) -> bool:
    """True for a hard line break."""
    return part.kind is PieceKind.EMPTY and part.text == "br"


def _cut_head(line_break: Part, part: Part) -> None:
    if part.text.startswith(" ") and part.end - part.start == len(part.text):
        part.start, part.text = part.start + 1, part.text[1:]
        line_break.end = part.start


def _cut_tail(part: Part, line_break: Part) -> None:
    if part.text.endswith(" ") and part.end - part.start == len(part.text):
        part.end, part.text = part.end - 1, part.text[:-1]
        line_break.start = part.end
