"""Tables of kramdown that are none to GitHub's Markdown: without a head, with other separators."""

import re
from collections.abc import Iterator, Sequence

from l10n.formats.code.code import BLANK, INLINE, Code, Ground
from l10n.formats.code.lines import Line, lines
from l10n.model.article import Span
from l10n.regex import regex

_PIPE = regex(r"\\.|(?:(?<![ \t])[ \t]++)?+\|(?:[ \t]|\|)*+", re.DOTALL)
_SEPARATOR = regex(r"[+|: \t=-]*+\Z")
_DELIMITERS = regex(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")


def rows(ground: Ground) -> Iterator[Code]:
    """Find what parts cells, so that each cell is a text of its own.

    A table is a block in which every line has a pipe. One with GitHub's line of hyphens under a
    head of as many cells is left to the parser, which knows it.
    """
    block: list[Line] = []
    for line in lines(ground.text):
        if line.is_blank:
            yield from _rows(ground, block)
            block = []
        else:
            block.append(line)
    yield from _rows(ground, block)


def _rows(ground: Ground, block: Sequence[Line]) -> Iterator[Code]:
    if not block or ground.is_off(block[0].first):
        return
    pipes = [_pipes(ground, line) for line in block]
    if not all(pipes) or _is_known(ground.text, block, pipes):
        return
    before: Line | None = None
    for line, found in zip(block, pipes, strict=True):
        if _SEPARATOR.match(ground.text, line.first, line.end):
            before = None
            yield Code(Span(line.first, line.end), BLANK)
            continue
        if before is not None and found[0].start > line.first:
            # Two cells with nothing but the end of a line between them.
            yield Code(Span(before.end, line.first))
        before = line if found[-1].end < line.end else None
        for span in found:
            size = span.end - span.start
            # Two line ends part paragraphs; a pipe without a blank beside it is a tag.
            yield Code(span, "\n" * size if size > 1 else INLINE, role="cell")


def _pipes(ground: Ground, line: Line) -> list[Span]:
    return [
        Span(*found.span())
        for found in _PIPE.finditer(ground.text, line.first, line.end)
        if "|" in found[0] and found[0][0] != "\\" and not ground.is_off(found.end() - 1)
    ]


def _is_known(text: str, block: Sequence[Line], pipes: Sequence[Sequence[Span]]) -> bool:
    """True for a table by GitHub's rules."""
    return (
        len(block) > 1
        and bool(_DELIMITERS.match(text, block[1].first, block[1].end))
        and _cells(block[0], pipes[0]) == _cells(block[1], pipes[1])
    )


def _cells(line: Line, pipes: Sequence[Span]) -> int:
    inner = [each for each in pipes if each.start > line.first and each.end < line.end]
    return len(inner) + 1
