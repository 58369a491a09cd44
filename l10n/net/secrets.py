"""What may be seen nowhere: a key, a password, a token; taken out of all that a server says.

A server knows the key that it was sent, and may repeat it: in an error, in the address of a
redirect, in a translation; plainly, or written in one of the ways in which text is escaped.
"""

import re
from array import array
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from html.entities import html5
from urllib.parse import parse_qsl, unquote, urlsplit

from l10n.dataclass import dataclass
from l10n.regex import regex

MASK = "[***]"
"""Stands where a secret stood."""
SHORTEST = 8
"""Characters of a secret, at least: a shorter one cannot be told from ordinary text."""
_WHOLE, _PART = 16, 8
"""Characters in a row that give a long secret away: in any text, and in a message."""
_ROUNDS = 4
"""How often an escaped text may have been escaped again."""
_UNSEEN = regex(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+"
)
"""What a line is broken at, and what nobody sees; a secret has none of it."""
_ESCAPE = regex(
    r"""(?x)
    (?: %(?:25)* | = | \\x | \\u00 | \\U000000 ) (?P<hex>[0-7][0-9A-Fa-f])
  | \\u\{ 0* (?P<braces>[0-7][0-9A-Fa-f]) \}
  | &\#[xX] 0* (?P<reference>[0-9A-Fa-f]{1,5}) ;?
  | &\# 0* (?P<decimal>[0-9]{1,6}) ;?
  | & (?P<name>[A-Za-z]{2,31}) ;
  | \\ (?P<octal>[01][0-7]{2})
  | \\ (?P<itself>["'\\/])
  | \\ [bfnrt]
  | \\u (?: 00[aA][0dD] | 034[fF] | 180[eE] | 20[0-6][0-9A-Fa-f] | [fF][eE][fF]{2} )
    """
)
"""One character as addresses, JSON, Python, HTML and mail may write it."""
_COVERED = regex(b"\x01+")


@dataclass(frozen=True, slots=True)
class _Needle:
    """One way in which a secret may stand in a text."""

    text: str
    whole: int
    """Characters of it in a row that are as good as the secret."""
    part: int
    """The same in a message, where a word less does no harm."""


@dataclass(frozen=True, slots=True)
class _View:
    """A text read in one way, and where each of its characters stands in the text itself."""

    text: str
    starts: "array[int]"
    ends: "array[int]"


class Secrets:
    """Some secrets, and how to take them out of a text; they show themselves to nobody."""

    __slots__ = ("_needles",)

    def __init__(self, secrets: Iterable[str]) -> None:
        """Those shorter than SHORTEST are left aside."""
        known = dict.fromkeys(each for each in secrets if len(each) >= SHORTEST)
        self._needles = tuple(needle for each in known for needle in _needles(each))

    def __bool__(self) -> bool:
        """True if there are any."""
        return bool(self._needles)

    def __repr__(self) -> str:
        """Say nothing of them."""
        return "<secrets>"

    def __add__(self, other: "Secrets") -> "Secrets":
        """All of both."""
        both = Secrets(())
        both._needles = self._needles + other._needles
        return both

    def hidden(self, text: str) -> str:
        """A text without the secrets, or most of one, in time in proportion to its length.

        They are found as they are, in any case, backwards, in hexadecimal, in Base64 at any place,
        and with any of their characters escaped, in several layers too, whatever white space and
        unseen characters stand between.
        """
        return self._hidden(text, [(each.text, each.whole) for each in self._needles])

    def hidden_in_message(self, text: str) -> str:
        """A message without the secrets and without parts of them, where one may be cut off."""
        return self._hidden(text, [(each.text, each.part) for each in self._needles])

    def _hidden(self, text: str, runs: list[tuple[str, int]]) -> str:
        blocks = {block for needle, least in runs for block in _blocks(needle, least)}
        if not any(block in reading for reading in _readings(text) for block in blocks):
            return text
        spans = sorted(
            (view.starts[start], view.ends[end - 1])
            for view in _views(text)
            for start, end in _found(view.text, runs)
        )
        pieces, done = [], 0
        for start, end in spans:
            if start >= done:
                pieces += [text[done:start], MASK]
            done = max(done, end)
        return "".join([*pieces, text[done:]])


NO_SECRETS = Secrets(())


def secrets_of(*urls: str) -> Secrets:
    """The accounts and the values of the queries of some addresses."""
    found: list[str] = []
    for url in urls:
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        account = parts.netloc.rpartition("@")[0]
        for text in (account, unquote(account)):
            found += [text, text.partition(":")[2]]
        for pairs in (parse_qsl(parts.query), _raw_values(parts.query)):
            found += [value for _name, value in pairs]
    return Secrets(found)


def _raw_values(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _sign, value in (p.partition("=") for p in query.split("&"))]


def _needles(secret: str) -> Iterator[_Needle]:
    data = secret.encode()
    forms = [secret, secret[::-1], data.hex()]
    for before in range(3):
        after = -(before + len(data)) % 3
        written = b64encode(bytes(before) + data + bytes(after)).decode()
        # What depends on the secret alone, whatever stands around it.
        forms.append(written[-(-8 * before // 6) : 8 * (before + len(data)) // 6])
    # One that itself holds what reads as an escape, after all escapes around it were read.
    forms += [reading for reading in _readings(secret) if len(reading) >= SHORTEST]
    size = len(secret)
    whole, part = min(size, _WHOLE), min(_PART, -(-size // 2))
    for form in dict.fromkeys(map(_folded, forms)):
        runs = (max(1, len(form) * least // size) for least in (whole, part))
        yield _Needle(form, *runs)


def _blocks(needle: str, least: int) -> dict[str, int]:
    """Pieces of a needle, and where they stand in it; any `least` characters of it hold one."""
    size = (least + 1) // 2
    places = range(0, len(needle) - size + 1, size)
    return {needle[at : at + size]: at for at in reversed(places)}


def _found(text: str, runs: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Where at least so many characters of a needle stand in a row in a text, as far as they go."""
    covered = bytearray(len(text))
    for needle, least in runs:
        for block, offset in _blocks(needle, least).items():
            at = text.find(block)
            while at >= 0:
                if covered[at]:
                    # Looked at once is enough, so that the time is in proportion to the text.
                    free = covered.find(0, at)
                    at = -1 if free < 0 else text.find(block, max(at + 1, free - len(block) + 1))
                    continue
                start, end = _run(text, at, needle, offset, len(block))
                if end - start >= least:
                    covered[start:end] = b"\x01" * (end - start)
                at = text.find(block, at + 1)
    for match in _COVERED.finditer(covered):
        yield match.span()


def _run(text: str, at: int, needle: str, offset: int, size: int) -> tuple[int, int]:
    """How far text and needle are the same around a piece of so many characters."""
    start, end = at, at + size
    before, after = offset, offset + size
    while start and before and text[start - 1] == needle[before - 1]:
        start, before = start - 1, before - 1
    while end < len(text) and after < len(needle) and text[end] == needle[after]:
        end, after = end + 1, after + 1
    return start, end


def _folded(text: str) -> str:
    """A text of the same length in which case does not matter, nor which alphabet of Base64."""
    # The one letter that becomes two.
    return text.replace("\u0130", "I").lower().replace("-", "+").replace("_", "/")


def _readings(text: str) -> Iterator[str]:
    """A text as it stands, and with its escapes read once, twice and so on; folded."""
    for _round in range(_ROUNDS):
        yield _folded(_UNSEEN.sub("", text))
        plainer = _ESCAPE.sub(_plain, text)
        if plainer == text:
            return
        text = plainer


def _views(text: str) -> Iterator[_View]:
    """As `_readings`, with places."""
    view = _View(text, array("L", range(len(text))), array("L", range(1, len(text) + 1)))
    for _round in range(_ROUNDS):
        bare = _rewritten(view, _UNSEEN, lambda match: "")
        yield _View(_folded(bare.text), bare.starts, bare.ends)
        plainer = _rewritten(view, _ESCAPE, _character)
        if plainer.text == view.text:
            return
        view = plainer


def _rewritten(
    view: _View, pattern: re.Pattern[str], read: Callable[[re.Match[str]], str | None]
) -> _View:
    """A view with each match replaced by one character or none; None leaves it as it is."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for match in pattern.finditer(view.text):
        new = read(match)
        if new is None:
            continue
        start, end = match.span()
        pieces += [view.text[done:start], new]
        starts += view.starts[done:start]
        ends += view.ends[done:start]
        if new:
            starts.append(view.starts[start])
            ends.append(view.ends[end - 1])
        done = end
    pieces.append(view.text[done:])
    return _View("".join(pieces), starts + view.starts[done:], ends + view.ends[done:])


def _plain(match: re.Match[str]) -> str:
    read = _character(match)
    return match.group() if read is None else read


def _character(match: re.Match[str]) -> str | None:
    """The ASCII character that an escape stands for, nothing for one that nobody sees, or None."""
    digits = match["hex"] or match["braces"] or match["reference"]
    if digits:
        return _seen(chr(int(digits, 16)))
    if match["octal"]:
        return chr(int(match["octal"], 8))
    if match["decimal"]:
        return _seen(chr(int(match["decimal"])))
    if match["name"]:
        return _seen(html5.get(f"{match['name']};", ""))
    return match["itself"] or ""


def _seen(text: str) -> str | None:
    if _UNSEEN.fullmatch(text):
        return ""
    return text if len(text) == 1 and text.isascii() else None
