"""Tables that GitHub's Markdown reads and pulldown-cmark does not, made plain to the parser.

GitHub Flavored Markdown 0.29, section 4.10: a table may begin at any line of a paragraph, its
delimiter row may hold tabs, and one with a colon needs no pipe. pulldown-cmark asks for a pipe at
the start of the first row of a table that ends a paragraph, for a pipe in each delimiter row, and
for blanks.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from l10n.formats.markdown.offsets import UNCHANGED, Changes
from l10n.regex import regex

Events = Iterable[tuple[Any, int, int]]
"""What a parser tells, with places in characters of the text that it was given."""

_ROW = regex(
    r"""
    ^(?P<prefix>[ \t>]*+)
    (?P<row>
        (?=[-:| \t\x0b\x0c]*[|:])
        \|?+ [ \t\x0b\x0c]*+ :?+-++:?+ [ \t\x0b\x0c]*+
        (?:\| [ \t\x0b\x0c]*+ :?+-++:?+ [ \t\x0b\x0c]*+)*+
        \|?+ [ \t\x0b\x0c]*+
    )$
    """,
    re.MULTILINE | re.VERBOSE,
)
_LINE_END = regex(r"\r\n|[\r\n]")
_OTHER_BLANKS = str.maketrans("\t\x0b\x0c", "   ")
_CELL_END = regex(r"\\[\\|]|(\|)")
_INLINE = frozenset(("Text", "Code", "InlineHtml", "FootnoteReference"))
_SPANS = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image"))
_ROUNDS = 3
"""How often a table that did not become one is given up before all are."""


def plain_tables(text: str, events: Callable[[str], Events]) -> Changes:
    """What to change in a text so that pulldown-cmark reads the tables that GitHub reads.

    `events` parses a text. It is asked only where a row may be one that pulldown-cmark misses.
    """
    rows = dict(_suspects(text))
    if not rows:
        return UNCHANGED
    heads: dict[int, int] = {}
    taken = -1
    for head, row in _heads(text, events(text), rows):
        if head != taken and _fit(text, head, row, rows[row]):
            heads[head] = taken = row
    for _round in range(_ROUNDS):
        changes = Changes(tuple(_edits(text, heads, rows)))
        if not heads:
            return changes
        made = _tables(events(changes.apply(text)))
        missed = [head for head in heads if changes.changed(head) not in made]
        if not missed:
            return changes
        for head in missed:
            del heads[head]
    return UNCHANGED


def _suspects(text: str) -> Iterator[tuple[int, str]]:
    """The delimiter rows that pulldown-cmark may miss, and where they begin."""
    if "|" not in text and ":-" not in text and "-:" not in text:
        return
    for found in _ROW.finditer(text.replace("\r", "\n") if "\r" in text else text):
        row = found["row"]
        start = found.start("row")
        if row.startswith(("- ", "-\t")):
            continue
        if "|" not in row or row.rstrip(" ") != row.rstrip(" ").translate(_OTHER_BLANKS):
            yield start, row
            continue
        above = _line_before(text, found.start())
        if not above.lstrip(" \t>").startswith("|"):
            yield start, row


def _line_before(text: str, start: int) -> str:
    end = start - 1
    if end > 0 and text[end] == "\n" and text[end - 1] == "\r":
        end -= 1
    first = max(text.rfind("\n", 0, max(end, 0)), text.rfind("\r", 0, max(end, 0))) + 1
    return text[first : max(end, 0)]


def _heads(text: str, events: Events, rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph that stand just above a delimiter row: where both begin."""
    wanted = frozenset(rows)
    above = line = -1
    for event, start, _end in events:
        name = event if isinstance(event, str) else next(iter(event))
        if name in ("SoftBreak", "HardBreak"):
            above, line = line, -1
        elif name in _INLINE or (name == "Start" and _name(event[name]) in _SPANS):
            if line < 0:
                line = start - (start > 0 and text[start - 1] == "\\")
                if above >= 0 and line in wanted:
                    yield above, line
        elif event == {"Start": "TableHead"}:
            if line >= 0 and start in wanted:
                yield line, start
            above = line = -1
        elif name == "Start" and _name(event[name]) not in (*_SPANS, "Table"):
            above = line = -1


def _name(payload: Any) -> str:
    return payload if isinstance(payload, str) else next(iter(payload))


def _fit(text: str, head: int, start: int, row: str) -> bool:
    """True if a head stands in the line above a row, and has as many cells."""
    line, *rest = _LINE_END.split(text[head:start], maxsplit=2)
    return len(rest) == 1 and not rest[0].strip(" \t>") and _cells(line) == _cells(row)


def _cells(row: str) -> int:
    row = row.strip(" \t\x0b\x0c")
    ends = [found.end() for found in _CELL_END.finditer(row) if found[1]]
    outer = row.startswith("|") + (len(row) > 1 and bool(ends) and ends[-1] == len(row))
    return len(ends) + 1 - outer


def _edits(
    text: str, heads: dict[int, int], rows: dict[int, str]
) -> Iterator[tuple[int, int, str]]:
    for head, start in sorted(heads.items()):
        if not text.startswith("|", head):
            yield head, head, "|"
        row = rows[start]
        written = row.translate(_OTHER_BLANKS)
        if "|" not in row:
            written = written.rstrip() + "|"
            row = row.rstrip(" \t\x0b\x0c")
        if written != row:
            yield start, start + len(row), written


def _tables(events: Events) -> frozenset[int]:
    return frozenset(start for event, start, _end in events if event == {"Start": "TableHead"})
