"""Which tag is the innermost around a place of a block."""

from bisect import bisect_right

from l10n.model.article import Block, PieceKind


class Enclosing:
    """The markup of the tags around each place of a block, found once."""

    def __init__(self, block: Block, source: str) -> None:
        """Go through the pieces of a block."""
        self._places: list[int] = []
        self._markup: list[str] = []
        opened: list[str] = []
        for piece in block.pieces:
            if piece.kind is PieceKind.OPEN:
                opened.append(piece.span.of(source))
            elif piece.kind is PieceKind.CLOSE and opened:
                opened.pop()
            else:
                continue
            self._places.append(piece.span.end)
            self._markup.append(opened[-1] if opened else "")

    def at(self, offset: int) -> str:
        """What opens the innermost tag around a character; empty where there is none."""
        number = bisect_right(self._places, offset) - 1
        return self._markup[number] if number >= 0 else ""
