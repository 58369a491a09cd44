"""How the strings of a PO file are broken into lines: as GNU gettext does it.

gettext breaks where Unicode's line breaking algorithm (UAX #14) allows a break, and counts columns
(UAX #11), so that a file which `msgcat` or Poedit rewrites shows no difference. Breaks follow the
rules LB1 to LB31 in their pairwise form, without LB29, which gettext does not apply. The classes
come from the general category of a character and the exceptions listed here; they cover the
scripts that are written with spaces, and ideographs. For scripts whose breaks need a dictionary
(Thai, Khmer) the pieces may differ from gettext's; the text is the same.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator

WIDTH = 79
"""The columns of a line, quotes included: gettext's default page width."""

_ALPHABETIC, _NUMERIC, _SPACE, _QUOTE, _OPEN, _CLOSE, _PARENTHESIS = "ANSQOCP"
_GLUE, _AFTER, _HYPHEN, _DASH, _EXCLAMATION, _INFIX, _SLASH = "GBHDEIY"
_PREFIX, _POSTFIX, _BEFORE, _LEADERS, _IDEOGRAPH, _JOINER = "RTFLJW"
_COMBINING, _ZERO, _NONSTARTER, _MANDATORY, _WIDE_OPEN = "MZXKV"

_EXCEPTIONS = {
    _SPACE: " ",
    _QUOTE: "\"'‘’‛“”‟‹›«»❛❜❝❞",
    _OPEN: "¡¿‚„",
    _CLOSE: "、。︑︒﹐﹒，．｡､",
    _PARENTHESIS: ")]",
    _GLUE: "\u00a0\u034f\u2007\u2011\u202f\u0f08\u0f0c",
    _AFTER: "\t|।॥־\u00ad\u058a\u2010\u2012\u2013\u2027\u2056\u2058\u2059\u205a\u205b\u205d"
    "\u205e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\u1680",
    _HYPHEN: "-",
    _DASH: "—⸺⸻",
    _EXCLAMATION: "!?؛؞؟۔﹖﹗！？",
    _INFIX: ",.:;\u037e\u0589\u060c\u060d\u2044",
    _SLASH: "/",
    _PREFIX: "+\\±№−∓",
    _POSTFIX: "%¢°‰‱′″‴‵‶‷℃℉٪",
    _BEFORE: "\u00b4\u02c8\u02cc\u02df",
    _LEADERS: "․‥…",
    _JOINER: "\u2060\ufeff",
    _ZERO: "\u200b",
    _NONSTARTER: "‼⁇⁈⁉〜々〻゛゜ゝゞ・ー：；",
    _MANDATORY: "\n\v\f\u2028\u2029\u0085\r",
}
_LETTERS = "ANSQOCPGBHDEIYRTFLJWMZXV"


class _Classes(dict[int, str]):
    """Line breaking class by code point, found once for each character."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class(chr(code))
        return found


def _class(character: str) -> str:
    for letter, characters in _EXCEPTIONS.items():
        if character in characters:
            return letter
    category = unicodedata.category(character)
    wide = unicodedata.east_asian_width(character) in "WF"
    by_category = {
        "Ps": _WIDE_OPEN if wide else _OPEN,
        "Pe": _CLOSE,
        "Pi": _QUOTE,
        "Pf": _QUOTE,
        "Nd": _IDEOGRAPH if wide else _NUMERIC,
        "Sc": _PREFIX,
        "Mn": _COMBINING,
        "Me": _COMBINING,
        "Mc": _COMBINING,
        "Cf": _COMBINING,
        "Cc": _COMBINING,
    }
    return by_category.get(category, _IDEOGRAPH if wide else _ALPHABETIC)


def _prohibited(before: str, after: str, *, spaces: bool) -> bool:
    """True if two classes hold together, with or without spaces between them."""
    if before == _ZERO:
        return False  # LB8
    if after in (_ZERO, _CLOSE, _PARENTHESIS, _EXCLAMATION, _INFIX, _SLASH, _JOINER):
        return True  # LB7, LB11, LB13
    if before in (_OPEN, _WIDE_OPEN) or (before, after) in (
        (_QUOTE, _OPEN),
        (_QUOTE, _WIDE_OPEN),
        (_CLOSE, _NONSTARTER),
        (_DASH, _DASH),
    ):
        return True  # LB14 to LB17
    if spaces:
        return False  # LB18
    if before in (_JOINER, _GLUE) or (after == _GLUE and before not in (_AFTER, _HYPHEN)):
        return True  # LB11 to LB12a
    if _QUOTE in (before, after):
        return True  # LB19
    if after in (_AFTER, _HYPHEN, _NONSTARTER, _LEADERS) or before == _BEFORE:
        return True  # LB21, LB22
    text = (_ALPHABETIC, _NUMERIC)
    pairs = {
        _NUMERIC: (*text, _PREFIX, _POSTFIX, _HYPHEN, _INFIX, _SLASH, _PARENTHESIS),  # LB23, 25, 30
        _ALPHABETIC: (*text, _PREFIX, _POSTFIX, _PARENTHESIS),  # LB23, 24, 28, 30
        _POSTFIX: (*text, _IDEOGRAPH, _CLOSE, _PARENTHESIS),  # LB23a, 24, 25
        _PREFIX: (*text, _CLOSE, _PARENTHESIS),  # LB24, 25
        _OPEN: (*text, _PREFIX, _POSTFIX),  # LB25, 30
        _WIDE_OPEN: (_PREFIX, _POSTFIX),  # LB25
        _IDEOGRAPH: (_PREFIX,),  # LB23a
    }
    return before in pairs.get(after, ())


def _pattern() -> re.Pattern[str]:
    """One expression that ends at each place where a class string may be broken."""
    choices = []
    for before in _LETTERS:
        if before in (_SPACE, _COMBINING):
            continue
        for gap in (False, True):
            after = "".join(
                letter
                for letter in _LETTERS
                if letter not in (_SPACE, _COMBINING)
                and not _prohibited(before, letter, spaces=gap)
            )
            if after:
                choices.append(f"{before}M*{'S+' if gap else ''}(?=[{after}])")
    return re.compile("|".join(choices))


_CLASSES = _Classes()
_BREAKS = _pattern()
_PAGES = {
    page: "".join(
        _CLASSES[ord(character)] for character in bytes(range(256)).decode(page, "replace")
    ).encode()
    for page in ("cp1251", "cp1252")
}
"""Classes by the bytes of two code pages; what is not in one fails to encode into it."""
_WINDOW = 24
"""How far before the end of a line a break is looked for first: a long word."""
_LONE_MARK = re.compile("(^|[SZK])M")
_ESCAPED = re.compile(r"\\.")
_UNEVEN = re.compile(
    f"[{_COMBINING}{_ZERO}{_JOINER}{_IDEOGRAPH}{_NONSTARTER}{_CLOSE}{_OPEN}{_WIDE_OPEN}{_AFTER}"
    f"{_EXCLAMATION}{_PREFIX}{_GLUE}{_MANDATORY}]"
)
"""The classes that have characters of no column, or of two."""


def columns(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp"):
        return 1 if character == "\u00ad" else 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _classes(text: str) -> str:
    """The class of each character, as a string of the same length."""
    # Most texts fit a code page, and bytes are translated ten times as fast as a string.
    for page, classes in _PAGES.items():
        try:
            return text.encode(page).translate(classes).decode("ascii")
        except UnicodeEncodeError:
            continue
    return text.translate(_CLASSES)


def breaks(text: str) -> list[int]:
    """The offsets at which a text, with its escapes, may be broken."""
    return list(_breaks(text, _classes(text)))


def _breaks(text: str, classes: str) -> Iterator[int]:
    classes = _LONE_MARK.sub(r"\1A", classes)
    escapes = (match.start() + 1 for match in _ESCAPED.finditer(text))
    inner = next(escapes, 0)
    for match in _BREAKS.finditer(classes):
        offset = match.end()
        while inner and inner < offset:
            inner = next(escapes, 0)
        if offset != inner:
            yield offset


def lines(
    name: str, portions: Iterator[str], prefix: str = "", *, wrap: bool = True
) -> Iterator[str]:
    """Write a string as gettext does: `msgid "…"`, or `msgid ""` and a line for each piece.

    `portions` are the text's lines, escaped, each but the last ending in an escaped newline;
    `prefix` stands before every line (`#~ `).
    """
    width = WIDTH - 2 - columns(prefix)
    portion = next(portions)
    second = next(portions, None)
    if second is None:
        pieces = _pieces(portion, width, columns(name) + 1, wrap=wrap)
        if len(pieces) == 1:
            yield f'{prefix}{name} "{pieces[0]}"'
            return
    yield f'{prefix}{name} ""'
    for each in itertools.chain([portion], [] if second is None else [second], portions):
        for piece in _pieces(each, width, 0, wrap=wrap):
            yield f'{prefix}"{piece}"'


def _pieces(text: str, width: int, start: int, *, wrap: bool) -> list[str]:
    """Break one line of text into pieces of at most `width` columns where that can be done."""
    if not wrap or start + 2 * len(text) <= width:
        return [text]
    classes = _classes(text)
    even = _even(text, classes)
    if even and start + len(text) <= width:
        return [text]
    if even and "\\" not in text:
        return _even_pieces(text, classes, width, start)
    result: list[str] = []
    begin, last, column = 0, 0, start
    for offset in itertools.chain(_breaks(text, classes), [len(text)]):
        size = offset - last if even else columns(text[last:offset])
        if last and column + size > width:
            result.append(text[begin:last])
            begin, column = last, 0
        column += size
        last = offset
    result.append(text[begin:])
    return result


def _even(text: str, classes: str) -> bool:
    """True if every character takes one column."""
    return text.isascii() or all(
        _columns(text[found.start()]) == 1 for found in _UNEVEN.finditer(classes)
    )


def _even_pieces(text: str, classes: str, width: int, start: int) -> list[str]:
    """Break a text of even characters and without escapes, looking only where lines end."""
    classes = _LONE_MARK.sub(r"\1A", classes)
    result: list[str] = []
    begin, room = 0, width - start
    while len(text) - begin > room and (place := _nearest(classes, begin, begin + room)):
        result.append(text[begin:place])
        begin, room = place, width
    result.append(text[begin:])
    return result


def _nearest(classes: str, begin: int, limit: int) -> int:
    """The last break after `begin` and up to `limit`, else the first one behind it, else 0.

    The search starts at a letter shortly before the limit: no match goes across a letter.
    """
    near = max(classes.rfind(_ALPHABETIC, begin, max(begin, limit - _WINDOW)), begin)
    for first in dict.fromkeys((near, begin)):
        place = begin
        for match in _BREAKS.finditer(classes, first, limit + 1):
            place = match.end()
        if place > begin:
            return place
    behind = (match.end() for match in _BREAKS.finditer(classes, near))
    return next((place for place in behind if place > limit), 0)
