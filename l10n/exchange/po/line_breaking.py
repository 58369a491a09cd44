"""Where a line of text may be broken, and how wide it is: as GNU gettext sees it.

Breaks follow Unicode's line breaking algorithm (UAX #14), rules LB1 to LB31 in their pairwise form,
without LB29, which gettext does not apply; columns follow UAX #11. The classes come from the
general category of a character and the exceptions listed here; they cover the scripts that are
written with spaces, and ideographs. For scripts whose breaks need a dictionary (Thai, Khmer) the
pieces may differ from gettext's; the text is the same.
"""

import codecs
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from l10n.dataclass import dataclass
from l10n.regex import regex

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
_BASES = "ANQOCPGBHDEIYRTFLJWZXV"
"""The classes between which lines are broken; spaces and combining marks go with what is before."""
_BY_CATEGORY = {
    "Ps": _OPEN,
    "Pe": _CLOSE,
    "Pi": _QUOTE,
    "Pf": _QUOTE,
    "Nd": _NUMERIC,
    "Sc": _PREFIX,
    "Mn": _COMBINING,
    "Me": _COMBINING,
    "Mc": _COMBINING,
    "Cf": _COMBINING,
    "Cc": _COMBINING,
}
_WIDE_BY_CATEGORY = {**_BY_CATEGORY, "Ps": _WIDE_OPEN, "Nd": _IDEOGRAPH}
_TEXT = (_ALPHABETIC, _NUMERIC)
_TOGETHER = {
    _NUMERIC: (*_TEXT, _PREFIX, _POSTFIX, _HYPHEN, _INFIX, _SLASH, _PARENTHESIS),  # LB23, 25, 30
    _ALPHABETIC: (*_TEXT, _PREFIX, _POSTFIX, _PARENTHESIS),  # LB23, 24, 28, 30
    _POSTFIX: (*_TEXT, _IDEOGRAPH, _CLOSE, _PARENTHESIS),  # LB23a, 24, 25
    _PREFIX: (*_TEXT, _CLOSE, _PARENTHESIS),  # LB24, 25
    _OPEN: (*_TEXT, _PREFIX, _POSTFIX),  # LB25, 30
    _WIDE_OPEN: (_PREFIX, _POSTFIX),  # LB25
    _IDEOGRAPH: (_PREFIX,),  # LB23a
}
"""By class, those that it is not parted from if they stand right before it."""


class _Classes(dict[int, str]):
    """Line breaking class by code point, found once for each character."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _other_class(chr(code))
        return found


class _Columns(dict[str, int]):
    """Columns by character, found once for each."""

    def __missing__(self, character: str) -> int:
        found = self[character] = _columns(character)
        return found


def line_class(character: str) -> str:
    """The line breaking class of a character, as a letter."""
    return _CLASSES[ord(character)]


def _other_class(character: str) -> str:
    category = unicodedata.category(character)
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE_BY_CATEGORY.get(category, _IDEOGRAPH)
    return _BY_CATEGORY.get(category, _ALPHABETIC)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp"):
        return 1 if character == "\u00ad" else 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def prohibited(before: str, after: str, *, spaces: bool) -> bool:
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
    return before in _TOGETHER.get(after, ())


def _parted(*, spaces: bool) -> tuple[bytes, ...]:
    """By class, those before which a line may be broken if they follow it."""
    after = {
        ord(before): "".join(
            each for each in _BASES if not prohibited(before, each, spaces=spaces)
        ).encode()
        for before in _BASES
    }
    return tuple(after.get(code, b"") for code in range(128))


_CLASSES = _Classes(
    {ord(character): letter for letter, every in _EXCEPTIONS.items() for character in every}
)
_COLUMNS = _Columns()
_PARTED = _parted(spaces=False)
_PARTED_BY_SPACES = _parted(spaces=True)
_SPACE_CODE, _COMBINING_CODE = ord(_SPACE), ord(_COMBINING)
_LONE_MARK = regex(f"(^|[{_SPACE}{_ZERO}{_MANDATORY}]){_COMBINING}".encode())
_A_SPACE = _SPACE.encode()
_IN_WORDS = f"{_ALPHABETIC}{_NUMERIC}{_QUOTE}".encode()
"""Classes of which none is parted from another without a space."""
_BEHIND_WORDS = f"{_SPACE}{_INFIX}{_EXCLAMATION}".encode()
"""Classes before which no line is broken."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A code page: its texts are classed as bytes, ten times as fast as characters."""

    bytes_of: Callable[[str], bytes]
    """A text in this page; raises UnicodeEncodeError for one that is not."""
    known: Callable[[str], bytes]
    """The same, with `?` for what is not in it."""
    classes: bytes
    """By byte."""
    even: bytes
    """The bytes of one column."""
    plain: bytes
    """Those of them that stand in a PO file as they are."""

    @classmethod
    def of(cls, name: str, more: str) -> "_Page":
        """A page of Windows, with more characters in the places of control characters."""
        known = bytes(range(32, 256)).decode(name, "replace").replace("\ufffd", "\ufffe")
        characters = "\0" + more.ljust(31, "\ufffe") + known
        even = bytes(byte for byte in range(256) if _COLUMNS[characters[byte]] == 1)
        classes = "".join(_CLASSES[ord(character)] for character in characters)
        codes = codecs.charmap_build(characters)
        return cls(
            lambda text: codecs.charmap_encode(text, "strict", codes)[0],
            lambda text: codecs.charmap_encode(text, "replace", codes)[0],
            classes.encode(),
            even,
            even.translate(None, b'\\"'),
        )


_PAGES = (
    _Page.of("cp1251", "ʼ₴′″\u0301\u2009\u202féèêëáàâäãåæçíîïñóôöøúüß"),
    _Page.of("cp1252", "ĄąĆćĘęŁłŃńŚśŹźŻżČčĚěŘřĎďŤťŇňŮů"),
)
_UNKNOWN = b"?"
"""What a page has for a character that it does not know."""


class Measured(NamedTuple):
    """A text, escapes and all, with what its characters are to a line."""

    text: str
    classes: bytes
    """A letter for each character."""
    even: bool
    """Every character takes one column."""

    def last_break(self, begin: int, limit: int) -> int:
        """The last place after `begin` and up to `limit` at which it may be broken; 0 if none.

        `begin` is such a place, or the start; `limit` lies before the end.
        """
        classes = self.classes
        # In most lines that is the last word; a look at each place in it is not needed.
        place = classes.rfind(_A_SPACE, begin, limit) + 1
        if (
            place > begin + 1
            and classes[place] in _PARTED_BY_SPACES[classes[place - 2]]
            and not classes[place : limit + 1].rstrip(_BEHIND_WORDS).strip(_IN_WORDS)
        ):
            return place
        places = range(limit, begin, -1)
        return next((place for place in places if self._may_break(begin, place)), 0)

    def first_break(self, begin: int, after: int) -> int:
        """The first place behind `after` at which it may be broken; 0 if none."""
        places = range(after + 1, len(self.text))
        return next((place for place in places if self._may_break(begin, place)), 0)

    def _may_break(self, begin: int, place: int) -> bool:
        classes = self.classes
        after = classes[place]
        if after in (_SPACE_CODE, _COMBINING_CODE):
            return False
        before = place - 1
        while before >= begin and classes[before] == _SPACE_CODE:
            before -= 1
        parted = _PARTED if before == place - 1 else _PARTED_BY_SPACES
        while before >= begin and classes[before] == _COMBINING_CODE:
            before -= 1
        if before < begin or after not in parted[classes[before]]:
            return False
        # An escape is not broken: an odd number of backslashes is one that has begun.
        first = place
        while first > begin and self.text[first - 1] == "\\":
            first -= 1
        return (place - first) % 2 == 0


def quoted(text: str) -> Measured | None:
    """Escape what has to be escaped in quotes, and measure the result, as `measured` does.

    None where that takes more than a backslash before quotes and backslashes, or characters are of
    more than one code page, or of other than one column.
    """
    for page in _PAGES:
        try:
            data = page.bytes_of(text)
        except UnicodeEncodeError:
            continue
        rest = data.translate(None, page.plain)
        if rest:
            if rest.translate(None, b'"\\'):
                return None
            data = data.replace(b"\\", rb"\\").replace(b'"', rb"\"")
            text = text.replace("\\", r"\\").replace('"', r"\"")
        return Measured(text, data.translate(page.classes), even=True)
    return None


def measured(text: str) -> Measured:
    """Find the class of each character, and whether all take one column."""
    for page in _PAGES:
        try:
            data = page.bytes_of(text)
        except UnicodeEncodeError:
            continue
        even = not data.translate(None, page.even)
        return Measured(text, _with_bases(data.translate(page.classes)), even)
    return _measured_by_character(text)


def _measured_by_character(text: str) -> Measured:
    """Measure a text of more than one code page."""
    page = _PAGES[0]
    data = page.known(text)
    if data.count(_UNKNOWN) > len(text) / 4:
        classes = text.translate(_CLASSES).encode()
        return Measured(text, _with_bases(classes), all(_COLUMNS[each] == 1 for each in text))
    found = bytearray(data.translate(page.classes))
    even = not data.translate(None, page.even)
    place = data.find(_UNKNOWN)
    while place >= 0:
        character = text[place]
        found[place] = ord(_CLASSES[ord(character)])
        even = even and _COLUMNS[character] == 1
        place = data.find(_UNKNOWN, place + 1)
    return Measured(text, _with_bases(bytes(found)), even)


def _with_bases(classes: bytes) -> bytes:
    """Classes in which every combining mark has a character that it stands on."""
    if _COMBINING_CODE not in classes:
        return classes
    return _LONE_MARK.sub(rb"\1" + _ALPHABETIC.encode(), classes)


def columns(text: str) -> Iterator[int]:
    """The columns that the characters of a text take on a terminal, one by one."""
    return map(_COLUMNS.__getitem__, text)
