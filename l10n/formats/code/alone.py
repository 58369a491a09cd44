"""Which code stands on lines of its own."""

from collections.abc import Sequence

from l10n.formats.code.code import BLANK, INLINE
from l10n.model.article import Span

_BEFORE = " \t>"
"""What may stand before it on its line: blanks, and the marks of quotes."""
_AFTER = " \t"


class Lines:
    """Tells whether nothing but code, blanks and quote marks stands on the lines of code.

    Takes time in proportion to the text, whatever spans are asked for.
    """

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        """Take all code of a kind in a text, in source order, apart."""
        self._begins: dict[int, bool] = {}
        self._ends: dict[int, bool] = {}
        for number, span in enumerate(spans):
            before = spans[number - 1].end if number else 0
            at = span.start
            while at > before and text[at - 1] in _BEFORE:
                at -= 1
            first = at == 0 or text[at - 1] in "\r\n"
            self._begins[span.start] = first or (
                number > 0 and at == before and self._begins[spans[number - 1].start]
            )
        for number in range(len(spans) - 1, -1, -1):
            last = number + 1 == len(spans)
            after = len(text) if last else spans[number + 1].start
            at = spans[number].end
            while at < after and text[at] in _AFTER:
                at += 1
            stop = at == len(text) or text[at] in "\r\n"
            self._ends[spans[number].end] = stop or (
                not last and at == after and self._ends[spans[number + 1].end]
            )

    def alone(self, span: Span) -> bool:
        """True for a span, or one from the start of one to the end of another."""
        return self._begins.get(span.start, False) and self._ends.get(span.end, False)

    def fill(self, span: Span, otherwise: str = INLINE) -> str:
        """What the parser sees: a blank line, or what stands for it in a text."""
        return BLANK if self.alone(span) else otherwise
