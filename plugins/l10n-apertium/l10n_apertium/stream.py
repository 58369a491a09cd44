"""Apertium's stream: how a text is written into it, word by word, and how its answer is read.

What Apertium must not touch goes in as a superblank, `[3]`, which it carries along as it does white
space. Each word goes in as a word-bound blank, `[[w:7]]house[[/]]`, which stays with whatever the
word becomes. See https://wiki.apertium.org/wiki/Apertium_stream_format.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise

from l10n.language.protected import kept
from l10n.model.markup import Tagged, TokenKind

_OPAQUE = re.compile(
    r"""(?x)
    </?[A-Za-z][^<>]*>                        # what reads as a tag but is text
  | \{[^{}\s]*\} | %\([A-Za-z_]+\)[sd] | %[sd](?!\w)  # placeholders of programs
  | \w{200,}                                   # no word: lt-proc holds 2,048 characters
    """
)
_PLAIN = frozenset(".,;:!?'\"()-–—‘’“”„«»‹›…¿¡&%")
"""Punctuation that Apertium knows, or passes; all other goes in as superblanks."""
_APOSTROPHES = frozenset("ʼ’′＇")
_SIGN = re.compile(r"(?<!\w)[$€£₴¥₽₺₹](?=[0-9])")
_UNSEEN = "\u00ad"
_LEXICAL = re.compile(r"\^((?:[^/$\\]|\\.)+)/((?:[^$\\]|\\.)*)\$", re.DOTALL)
_READINGS = re.compile(r"(?<!\\)/")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ANSWER = re.compile(
    r"""(?xs)
    \\(?P<escaped>.)
  | \[\[/\]\](?P<close>)
  | \[\[(?P<open>[^\]]*)\]\]
  | \[(?P<blank>[^\[\]]*)\]
  | (?P<text>[^\\\[]+)
  | (?P<other>.)
    """
)
_IDS = re.compile(r"w:([0-9]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a source, as Apertium divides it: `New York` is one."""

    start: int
    """In characters of the source without tags."""
    end: int
    readings: tuple[str, ...] = ()
    """What it may be, by the dictionary: `house<n><sg>`; empty if it does not know the word."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A stretch of a source that goes around Apertium; of no length for a line break."""

    start: int
    end: int
    text: str
    tag: str = ""
    """The name of the empty tag that stands there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag of a source, in characters of the source without tags."""

    name: str
    start: int
    end: int
    empty: bool
    within: str = ""
    """The name of the pair that it stands in directly; empty for none."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text without its tags, and what stands where in it."""

    tagged: Tagged
    plain: str
    blanks: tuple[Blank, ...]
    marks: tuple[Mark, ...]
    """Outer before inner, else in order."""
    signs: tuple[int, ...] = ()
    """Where currency signs stand right before a number; they travel with it, unseen."""


class PartKind(Enum):
    """What a part of an answer is."""

    WORD = "word"
    GAP = "gap"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an answer: a word with its origin, what stands between words, or a blank."""

    kind: PartKind
    text: str = ""
    words: tuple[int, ...] = ()
    """Numbers of the source's words that it comes from, in the order of the answer."""
    blank: int = -1


def source_of(tagged: Tagged) -> Source:
    """Take a text apart; its tags have to be well nested."""
    plain = ""
    blanks: list[Blank] = []
    opened: dict[str, tuple[int, str]] = {}
    around: list[str] = [""]
    order: list[str] = []
    marks: dict[str, Mark] = {}
    for token in tagged.tokens():
        here = len(plain)
        match token.kind:
            case TokenKind.TEXT:
                plain += token.text
            case TokenKind.OPEN:
                opened[token.text] = here, around[-1]
                around.append(token.text)
                order.append(token.text)
            case TokenKind.CLOSE:
                start, outer = opened[token.text]
                marks[token.text] = Mark(token.text, start, here, empty=False, within=outer)
                around.pop()
            case TokenKind.EMPTY:
                marks[token.text] = Mark(token.text, here, here, empty=True, within=around[-1])
                order.append(token.text)
    for mark in marks.values():
        if mark.empty and _stands_alone(mark, plain):
            blanks.append(Blank(mark.start, mark.start, "", mark.name))
    cuts = {edge for mark in marks.values() for edge in (mark.start, mark.end)}
    cuts |= {at for match in _SIGN.finditer(plain) for at in match.span()}
    blanks += [part for blank in _around(plain) for part in _cut(blank, cuts)]
    blanks.sort(key=lambda blank: (blank.start, blank.end))
    signs = tuple(match.start() for match in _SIGN.finditer(plain))
    hidden = {blank for blank in blanks if blank.start in signs and blank.end - blank.start == 1}
    return Source(
        tagged,
        plain,
        tuple(blank for blank in blanks if blank not in hidden),
        tuple(marks[name] for name in order),
        tuple(sorted(blank.start for blank in hidden)),
    )


def with_signs(source: Source) -> Source:
    """Let the currency signs of a source go around Apertium, where no number can carry them."""
    signs = [Blank(sign, sign + 1, source.plain[sign]) for sign in source.signs]
    blanks = sorted([*source.blanks, *signs], key=lambda blank: (blank.start, blank.end))
    return replace(source, blanks=tuple(blanks), signs=())


def anchored(mark: Mark, plain: str) -> int:
    """The side that an empty tag belongs to: -1 for the text before it, 1 after, 0 for none."""
    if mark.name.startswith("br"):
        return 0
    before, after = plain[: mark.start][-1:].strip(), plain[mark.start :][:1].strip()
    if before and after and before.isalnum() and after.isalnum():
        return 0
    return -1 if before else 1 if after else 0


def _stands_alone(mark: Mark, plain: str) -> bool:
    return anchored(mark, plain) == 0


def _around(plain: str) -> Iterable[Blank]:
    """Find what goes around Apertium: kept content, look-alikes of tags, unknown characters."""
    taken = [(each.start, each.end) for each in kept(plain) if not each.figure]
    taken += [match.span() for match in _OPAQUE.finditer(plain)]
    at = 0
    for start, end in [*sorted(taken), (len(plain), len(plain))]:
        while at < start:
            if _passes(plain, at):
                at += 1
                continue
            stop = at + 1
            while stop < start and not _passes(plain, stop):
                stop += 1
            yield Blank(at, stop, plain[at:stop])
            at = stop
        if at < end and start < end:
            yield Blank(at, end, plain[at:end])
            at = end


def _cut(blank: Blank, edges: Iterable[int]) -> Iterable[Blank]:
    """Cut a blank where a tag begins or ends, so that the tag keeps its place in it."""
    inner = sorted(edge for edge in edges if blank.start < edge < blank.end)
    for start, end in pairwise([blank.start, *inner, blank.end]):
        yield Blank(start, end, blank.text[start - blank.start : end - blank.start])


def _passes(plain: str, at: int) -> bool:
    char = plain[at]
    if char == " ":
        return plain[at - 1 : at] != " " and plain[at + 1 : at + 2] != " "
    if char.isalnum() or char in _PLAIN or char in _APOSTROPHES or char == _UNSEEN:
        return True
    return bool(at) and unicodedata.category(char) == "Mn" and plain[at - 1].isalpha()


@dataclass(slots=True)
class _Written:
    """A stream in the making: its characters, and where in the source each comes from."""

    text: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """The same, with blanks made unreadable, to search in."""
    origin: list[int] = field(default_factory=list)

    def add(self, text: str, shown: str, origin: int) -> None:
        self.text.extend(text)
        self.shown.extend(shown)
        self.origin.extend([origin] * len(text))


def _written(source: Source) -> _Written:
    made = _Written()
    at = 0
    for number, blank in enumerate(source.blanks):
        _copy(made, source, at, blank.start)
        text = f"[{number}]"
        made.add(text, "\x00" * len(text), blank.start)
        at = blank.end
    _copy(made, source, at, len(source.plain))
    return made


def _copy(made: _Written, source: Source, start: int, end: int) -> None:
    for place in range(start, end):
        char = source.plain[place]
        if place in source.signs:
            continue
        if char in _APOSTROPHES:
            made.add("'", "'", place)
        elif char != _UNSEEN:
            made.add(char, char, place)


def bare(source: Source) -> str:
    """Write a source into the stream without marks on its words, to be taken apart."""
    return "".join(_written(source).text)


def words(source: Source, analysed: str) -> tuple[Word, ...] | None:
    """Read how `lt-proc` divided a source; None if that is not the text it was given."""
    made = _written(source)
    shown = "".join(made.shown)
    found: list[Word] = []
    at = 0
    for match in _LEXICAL.finditer(analysed):
        surface = _ESCAPED.sub(r"\1", match[1])
        place = shown.find(surface, at)
        if place < 0 and " " in surface:
            pattern = re.escape(surface).replace(r"\ ", "(?: |\x00+)")
            across = re.compile(pattern).search(shown, at)
            place = across.start() if across else -1
            surface = across.group() if across else surface
        if place < 0 or any(char.isalnum() for char in shown[at:place]):
            return None
        at = place + len(surface)
        readings = tuple(_READINGS.split(match[2]))
        known = not readings[0].startswith("*")
        found.append(Word(made.origin[place], made.origin[at - 1] + 1, readings if known else ()))
    return None if any(char.isalnum() for char in shown[at:]) else tuple(found)


def runs(source: Source) -> tuple[Word, ...]:
    """Divide a source at its tags and blanks alone, where nothing tells its words."""
    edges = {0, len(source.plain)}
    edges |= {edge for mark in source.marks for edge in (mark.start, mark.end)}
    edges |= {edge for blank in source.blanks for edge in (blank.start, blank.end)}
    inside = {(blank.start, blank.end) for blank in source.blanks}
    ordered = sorted(edges)
    found: list[Word] = []
    for start, end in pairwise(ordered):
        text = source.plain[start:end]
        if text.strip() and (start, end) not in inside:
            left = start + len(text) - len(text.lstrip())
            found.append(Word(left, left + len(text.strip())))
    return tuple(found)


def marked(source: Source, found: Sequence[Word], instead: Mapping[int, str]) -> str:
    """Write a source into the stream with a number on each word; some words as others."""
    made = _written(source)
    starts = {word.start: number for number, word in enumerate(found)}
    ends = {word.end - 1 for word in found}
    pieces: list[str] = []
    skipping = False
    number = -1
    for index, (char, origin) in enumerate(zip(made.text, made.origin, strict=True)):
        is_blank = made.shown[index] == "\x00"
        if not is_blank and origin in starts:
            number = starts.pop(origin)
            pieces.append(f"[[w:{number}]]{instead.get(number, '')}")
            skipping = number in instead
        if not skipping:
            pieces.append(char)
        if not is_blank and origin in ends and number >= 0:
            pieces.append("[[/]]")
            skipping, number = False, -1
    return "".join(pieces)


def answered(text: str) -> tuple[Part, ...]:
    """Read an answer of Apertium; gaps are joined, marks of unknown words still in it."""
    found: list[Part] = []
    inside: tuple[int, ...] | None = None
    held = ""

    def end_of_text() -> None:
        nonlocal held
        if held:
            kind = PartKind.GAP if inside is None else PartKind.WORD
            found.append(Part(kind, held, inside or ()))
        held = ""

    for match in _ANSWER.finditer(text):
        if match["open"] is not None:
            end_of_text()
            inside = tuple(dict.fromkeys(map(int, _IDS.findall(match["open"]))))
        elif match["close"] is not None:
            end_of_text()
            inside = None
        elif match["blank"] is not None:
            end_of_text()
            number = match["blank"]
            known = number.isascii() and number.isdigit()
            found.append(Part(PartKind.BLANK, blank=int(number) if known else -1))
        else:
            held += match["escaped"] or match["text"] or match["other"] or ""
    end_of_text()
    return tuple(found)
