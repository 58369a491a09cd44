"""PO files written slowly, one character after another: what fast writing has to equal.

Places of entries are left out; they are written in one way only.
"""

import unicodedata
from collections.abc import Iterator

import polib

from l10n.exchange.po import line_breaking as rules
from l10n.exchange.po.writing import headers_text
from l10n.model.catalog import Catalog, Entry, State


def dump(catalog: Catalog) -> str:
    blocks = []
    if catalog.headers or catalog.comment or catalog.header_fuzzy or not catalog.entries:
        head = [*comment("#", catalog.comment), *(["#, fuzzy"] if catalog.header_fuzzy else [])]
        blocks.append([*head, 'msgid ""', *string("msgstr", headers_text(catalog))])
    blocks += (list(block(each)) for each in (*catalog.active(), *catalog.obsolete()))
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in blocks)


def block(entry: Entry) -> Iterator[str]:
    yield from comment("#", entry.comment)
    yield from comment("#.", entry.note)
    flags = ("fuzzy", *entry.flags) if entry.state is State.DRAFT else entry.flags
    if flags:
        yield "#, " + ", ".join(flags)
    plural, forms = entry.plurals or (None, ())
    context, source = entry.previous or (None, None)
    texts = [
        ("#| ", "msgctxt", context),
        ("#| ", "msgid", source),
        ("#| ", "msgid_plural", entry.previous_plural),
        ("", "msgctxt", entry.context),
        ("", "msgid", entry.source),
        ("", "msgid_plural", plural),
        ("", "msgstr", entry.target if plural is None else None),
        *(("", f"msgstr[{number}]", form) for number, form in enumerate(forms)),
    ]
    for mark, keyword, text in texts:
        prefix = ("#~" + (mark.removeprefix("#") or " ")) if entry.obsolete else mark
        if text is not None:
            yield from string(keyword, text, prefix, wrap="no-wrap" not in flags)


def comment(mark: str, text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [f"{mark} {line}" if line else mark for line in lines] if text else []


def string(keyword: str, text: str, prefix: str = "", *, wrap: bool = True) -> list[str]:
    *lines, last = text.split("\n")
    portions = [escaped(f"{line}\n") for line in lines] + [escaped(last)]
    portions = portions[:-1] if len(portions) > 1 and not portions[-1] else portions
    width = 79 - 2 - len(prefix)
    if len(portions) == 1:
        pieces = filled(portions[0], width, len(keyword) + 1) if wrap else portions
        if len(pieces) == 1:
            return [f'{prefix}{keyword} "{portions[0]}"']
    every = [piece for each in portions for piece in (filled(each, width) if wrap else [each])]
    return [f'{prefix}{keyword} ""', *(f'{prefix}"{piece}"' for piece in every)]


def escaped(text: str) -> str:
    return polib.escape(text).replace("\a", "\\a")


def filled(text: str, width: int, start: int = 0) -> list[str]:
    """Pieces of a text of at most `width` columns, the first of them behind `start` columns."""
    pieces, piece, size = [], "", start
    for part in parts(text):
        if piece and size + columns(part) > width:
            pieces.append(piece)
            piece, size = "", 0
        piece += part
        size += columns(part)
    return [*pieces, piece]


def columns(text: str) -> int:
    unseen = ("Mn", "Me", "Cf", "Cc", "Zl", "Zp")
    return sum(
        (1 if each == "\u00ad" else 0)
        if unicodedata.category(each) in unseen
        else 2
        if unicodedata.east_asian_width(each) in "WF"
        else 1
        for each in text
    )


def parts(text: str) -> Iterator[str]:
    """A text in parts between which a line may end."""
    begin, escape = 0, False
    before, spaces = "", False
    for place, character in enumerate(text):
        kind = rules.line_class(character)
        if kind == "M" and (not before or spaces or before in "ZK"):
            kind = "A"
        if kind == "S":
            spaces = True
        elif kind != "M":
            known = before and "K" not in (before, kind) and not escape
            if known and not rules.prohibited(before, kind, spaces=spaces):
                yield text[begin:place]
                begin = place
            before, spaces = kind, False
        escape = character == "\\" and not escape
    yield text[begin:]
