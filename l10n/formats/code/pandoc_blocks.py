"""What Pandoc's Markdown has in lines: divs, definitions, line blocks, lists, captions, tables.

Pandoc's manual, "Pandoc's Markdown": the extensions `fenced_divs`, `definition_lists`,
`line_blocks`, `fancy_lists`, `example_lists`, `table_captions`, `simple_tables`,
`multiline_tables`, `grid_tables`, `pandoc_title_block`, `raw_tex`. A marker becomes one of
CommonMark's, as long, behind which the text is a block of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from l10n.formats.code.code import BLANK, Code, Family, Ground, Level
from l10n.formats.code.stretches import (
    Line,
    Paragraphs,
    below_blank,
    follows,
    lines,
    lines_with,
)
from l10n.messages import N_, message
from l10n.model.article import Span
from l10n.regex import regex

_DIV = regex(r":{3,}[ \t]*+(?:\{[^{}]*+\}|[\w.-]++)?[ \t]*+:*+[ \t]*+\Z")
_DEFINITION = regex(r"[:~](?=[ \t]+[^ \t\r\n])")
_CAPTION = regex(r"[Tt]able:[ \t]+(?=[^ \t\r\n])")
_SMALL = r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_LARGE = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBER = (
    rf"(?:\#\.|\(?(?:[0-9]{{1,9}}|{_SMALL}|{_LARGE}|[A-Za-z])\)|(?:{_SMALL}|[a-z])\."
    rf"|(?=[A-Z]{{2}}){_LARGE}\.|[A-Z]\.(?=[ ]{{2}})|\(@[\w-]*\))"
)
_MARKER = regex(rf"{_NUMBER}[ \t]+(?=[^ \t\r\n])")
_BOX = regex(
    r"^[ \t>]*+(?:[-+*]|[0-9]{1,9}[.)])[ \t]++"
    r"(?P<box>(?:\\|(?=&))(?:\[|&\#91;)[ xX](?:\\?\]|&\#93;))[ \t]",
    re.MULTILINE,
)
_LINE_OF_BLOCK = regex(r"\|(?:[ ]+(?=[^ \t\r\n])|[ ]*\Z)")
_GRID = regex(r"\+(?:[-=:]++\+)++[ \t]*\Z")
_DASHES = regex(r"-{2,}(?:[ ]+-{2,})+[ ]*\Z")
_ANY_DASHES = regex(r"--[ ]+--")
_RULE = regex(r"-{3,}[ ]*\Z")
_DELIMITER = regex(r"[-:|+ \t]*-[-:|+ \t]*\Z")
_ENVIRONMENT = regex(r"\\begin\{([A-Za-z]{1,40}\*?)\}")
_COMMAND = regex(r"(?:\A|[\r\n])[ \t>]*+\\[A-Za-z]")
_END = regex(r"\\end\{([A-Za-z]{1,40}\*?)\}")
_MACRO = regex(
    r"\\(?:re)?(?:newcommand|newenvironment|providecommand|def|let|newpage|pagebreak|clearpage)\b"
)
_KEY = regex(r"[\w-]++:(?:[ \t]|\Z)")
_METADATA = regex(r"[\r\n]---[ \t]*+(?:\r\n|\r|\n)[\w-]++:")
_TITLE = regex(r"%[ \t]+(?=[^ \t\r\n])")
LEFT = N_("this table is laid out by the width of its columns and is not translated")
LINE_GUARD = rf":|~(?=[ \t]|\Z)|[Tt]able:|%(?=[ \t])|\(@|{_NUMBER}(?=[ \t]|\Z)"
"""What would be a div, a definition, a caption or an item at the start of a line."""


def find_divs(ground: Ground) -> Iterator[Code]:
    """Find the fences of divs."""
    for line in _open_lines(ground, ":", _DIV):
        yield Code(Span(line.start, line.end), BLANK)


def find_definitions(ground: Ground) -> Iterator[Code]:
    """Find the marks of definitions: `:` or `~` below a term, or a blank line further down."""
    return _definitions(ground, ":~")


def find_colon_definitions(ground: Ground) -> Iterator[Code]:
    """Find definitions with a colon, as PHP Markdown Extra has them."""
    return _definitions(ground, ":")


def _definitions(ground: Ground, marks: str) -> Iterator[Code]:
    """Without a term above it is the caption of a table, or a text that begins with the mark."""
    for line in _open_lines(ground, marks, _DEFINITION):
        yield Code(Span(line.start, line.start + 1), "-", role="definition")


def find_metadata(ground: Ground) -> Iterator[Code]:
    """Find blocks of metadata in the middle of an article."""
    if not _METADATA.search(ground.text):
        return
    block: list[Line] = []
    blank = False
    for line in lines(ground.text):
        if block:
            block.append(line)
            if line.rest.rstrip() in ("---", "..."):
                yield Code(Span(block[0].start, line.end), BLANK)
                block = []
            elif len(block) == 2 and not _KEY.match(line.rest):
                block = []
        elif blank and line.rest.rstrip() == "---" and not ground.is_off(line.start):
            block = [line]
        blank = line.is_blank


def find_captions(ground: Ground) -> Iterator[Code]:
    """Find `Table:` before the caption of a table."""
    for line in _open_lines(ground, "Tt", _CAPTION):
        found = _CAPTION.match(line.rest)
        if found:
            yield _marker(line, found.end(), "caption")


def find_markers(ground: Ground) -> Iterator[Code]:
    """Find the markers of lists that CommonMark does not know: below a blank line, or another."""
    last = -1
    paragraphs: Paragraphs | None = None
    for line in _open_lines(ground, r"\#(A-Za-z0-9", _MARKER):
        found = _MARKER.match(line.rest)
        if not found:
            continue
        paragraphs = paragraphs or Paragraphs(ground.text)
        number = paragraphs.number(line.start)
        if number == last or below_blank(ground.text, line):
            last = number
            if not line.rest[0].isdigit():
                yield _marker(line, found.end())


def find_boxes(ground: Ground) -> Iterator[Code]:
    """Find what Pandoc takes for the box of a task though it is escaped: text cannot say it."""
    for found in _BOX.finditer(ground.text):
        if not ground.is_off(found.start("box")):
            yield Code(Span(*found.span("box")))


def find_line_blocks(ground: Ground) -> Iterator[Code]:
    """Find the bars of line blocks: each line is a text of its own."""
    for group in _groups(ground, "|"):
        if not (any(_DELIMITER.match(line.rest) for line in group) or _is_table(group)):
            yield from _bars(group)


def find_certain_line_blocks(ground: Ground) -> Iterator[Code]:
    """Find line blocks of two lines or more."""
    for group in _groups(ground, "|"):
        if len(group) > 1 and not any("|" in line.rest[1:] for line in group):
            yield from _bars(group)


def _bars(group: Sequence[Line]) -> Iterator[Code]:
    for line in group:
        found = _LINE_OF_BLOCK.match(line.rest)
        if found and found.end() == len(line.rest):
            yield Code(Span(line.start, line.end), BLANK)
        elif found:
            yield _marker(line, found.end())


def _is_table(group: Sequence[Line]) -> bool:
    return all(line.rest.rstrip().endswith("|") and len(line.rest) > 1 for line in group)


def find_tables(ground: Ground) -> Iterator[Code]:
    """Find tables whose columns are where they stand in a line: no other words fit in."""
    yield from find_grids(ground)
    if not _ANY_DASHES.search(ground.text):
        return
    above: list[Line] = []
    table: list[Line] = []
    size = 0
    for line in lines(ground.text):
        if table:
            table.append(line)
            if line.is_blank and not size:
                size = len(table) - 1
            is_long = _RULE.match(table[0].rest) is not None
            if (size and not is_long) or (is_long and _RULE.match(line.rest)):
                yield _whole(table[: size if not is_long else None])
                table, above, size = [], [], 0
            continue
        if _DASHES.match(line.rest) and not ground.is_off(line.start):
            table = [*above, line] if above and _RULE.match(above[0].rest) else [*above[-1:], line]
        above = [] if line.is_blank else [*above, line]
    if table:
        yield _whole(table[: size or None])


def find_grids(ground: Ground) -> Iterator[Code]:
    """Find grid tables."""
    for group in _groups(ground, "+|"):
        if _GRID.match(group[0].rest):
            yield _whole(group)


def _whole(group: Sequence[Line]) -> Code:
    span = Span(group[0].start, group[-1].end)
    return Code(span, BLANK, left=message(LEFT))


def find_environments(ground: Ground) -> Iterator[Code]:
    """Find environments of TeX, and macros that are defined."""
    if not _COMMAND.search(ground.text):
        return
    ends: dict[str, list[int]] = {}
    for found in _END.finditer(ground.text):
        ends.setdefault(found[1], []).append(found.end())
    done = 0
    for line in _open_lines(ground, "\\\\"):
        if line.start < done:
            continue
        begun = _ENVIRONMENT.match(line.rest)
        if begun:
            places = ends.get(begun[1], ())
            number = bisect_right(places, line.start)
            if number < len(places):
                done = places[number]
                yield Code(Span(line.start, done), BLANK)
        elif _MACRO.match(line.rest):
            yield Code(Span(line.start, line.end), BLANK)


def find_title_block(ground: Ground) -> Iterator[Code]:
    """Find the marks of title, authors and date in the first lines."""
    for number, line in enumerate(lines(ground.text)):
        found = _TITLE.match(line.rest)
        if number > 2 or not found or line.depth:
            return
        yield _marker(line, found.end(), ("title", "author", "date")[number])


def _marker(line: Line, size: int, role: str = "") -> Code:
    """Marks of lists, as long: at most four blanks may stand behind one."""
    outer = "- " * max(0, (size - 4) // 2)
    fill = outer + "-".ljust(size - len(outer))
    return Code(Span(line.start, line.start + size), fill, role=role)


def _open_lines(
    ground: Ground, marks: str, pattern: re.Pattern[str] | None = None
) -> Iterator[Line]:
    """The lines that begin with a mark, with what a pattern matches if one is given; no code.

    What is code is asked last: it takes a parser to tell.
    """
    for line in lines_with(ground.text, marks):
        if (pattern is None or pattern.match(line.rest)) and not ground.is_off(line.start):
            yield line


def _groups(ground: Ground, marks: str) -> Iterator[Sequence[Line]]:
    """Lines one below the other that begin with a mark."""
    group: list[Line] = []
    for line in _open_lines(ground, marks):
        if group and not follows(ground.text, group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


DIVS = Family("divs", (":::",), find_divs, Level.BLOCKS)
DEFINITIONS = Family("definitions", (": ", ":\t", "~ ", "~\t"), find_definitions, Level.BLOCKS)
COLON_DEFINITIONS = Family("definitions", (": ", ":\t"), find_colon_definitions, Level.BLOCKS)
CAPTIONS = Family("captions", ("able:",), find_captions, Level.BLOCKS)
MARKERS = Family("lists", (")", "."), find_markers, Level.BLOCKS)
LINE_BLOCKS = Family("line blocks", ("|",), find_line_blocks, Level.BLOCKS)
CERTAIN_LINE_BLOCKS = Family("line blocks", ("|",), find_certain_line_blocks, Level.BLOCKS)
BOXES = Family("boxes", ("\\[", "&#91;"), find_boxes, Level.BLOCKS)
TABLES = Family("tables", ("--",), find_tables, Level.BLOCKS)
GRIDS = Family("tables", ("+--", "+=="), find_grids, Level.BLOCKS)
ENVIRONMENTS = Family("TeX", ("\\",), find_environments, Level.BLOCKS)
METADATA = Family("metadata", ("---",), find_metadata, Level.BLOCKS)
TITLE_BLOCK = Family("title block", ("%",), find_title_block, Level.BLOCKS)
