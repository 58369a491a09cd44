"""Articles in two languages of which it is known what says what, made of translated lines.

Lines are cut into articles anew; each side is then changed on its own, by chance with a seed:
sentences joined, split, left out, moved; paragraphs cut elsewhere; what pages have around a text
put in. Both are written as files, HTML or plain text, and read as anybody's.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from l10n.model.article import Span
from l10n.model.segment import Segment


@dataclass(frozen=True, slots=True)
class Pair:
    """A line and its translation."""

    source: str
    target: str
    number: int
    """Of its line in the corpus, from 0."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a piece has of a line."""

    line: int
    start: float
    """From where to where of the line, from 0 to 1."""
    end: float
    first: float = 0.0
    """From where to where of the piece, likewise."""
    last: float = 1.0


@dataclass(slots=True)
class Piece:
    """A stretch of a side: a sentence as it is written there."""

    text: str
    parts: tuple[Part, ...]
    place: Span = field(default=Span(0, 0))

    @property
    def lines(self) -> frozenset[int]:
        """The lines that it says something of."""
        return frozenset(part.line for part in self.parts)

    def within(self, low: float, high: float) -> Iterator[tuple[int, float, float]]:
        """What a share of it says: lines, each from where to where of it."""
        for part in self.parts:
            first, last = max(low, part.first), min(high, part.last)
            size = part.last - part.first
            if (last - first) * len(self.text) > _TOUCHES:
                scale = (part.end - part.start) / size
                start = part.start + (first - part.first) * scale
                yield part.line, start, start + (last - first) * scale


@dataclass(frozen=True, slots=True)
class Made:
    """One side as a file, and what each stretch of it says."""

    name: str
    text: str
    pieces: tuple[Piece, ...]
    paragraphs: tuple[tuple[str, frozenset[int]], ...] = ()
    """The same as paragraphs of plain text, each with the lines that it says something of."""

    def said(self, segments: Sequence[Segment]) -> dict[int, tuple[float, float]]:
        """What some neighbouring texts of it say: by line, from where to where."""
        found: dict[int, tuple[float, float]] = {}
        for segment in segments:
            span = segment.place.span
            for piece in self.pieces:
                first, last = max(span.start, piece.place.start), min(span.end, piece.place.end)
                if last <= first:
                    continue
                size = piece.place.end - piece.place.start
                low, high = (first - piece.place.start) / size, (last - piece.place.start) / size
                for line, start, end in piece.within(low, high):
                    old = found.get(line, (start, end))
                    found[line] = min(old[0], start), max(old[1], end)
        return found


def alignable(source: Made, target: Made) -> frozenset[int]:
    """The lines of which both sides say the same, whatever else stands in their sentences."""
    found: list[dict[int, float]] = []
    for made in (source, target):
        whole: dict[int, float] = {}
        for part in (part for piece in made.pieces for part in piece.parts):
            whole[part.line] = whole.get(part.line, 0.0) + part.end - part.start
        found.append(whole)
    ours, theirs = found
    good = {line for line in ours.keys() & theirs.keys() if min(ours[line], theirs[line]) > 0.99}
    while True:
        spoilt = {
            line
            for line in good
            for made in (source, target)
            for piece in made.pieces
            if line in piece.lines and not piece.lines <= good
        }
        if not spoilt:
            return frozenset(good)
        good -= spoilt


_TOUCHES = 3
"""Characters of a line that are taken for something of it."""
JOINED, SPLIT, DROPPED, MOVED = 0.02, 0.035, 0.03, 0.015
"""How many of the sentences of each side suffer which change."""
_AROUND = {
    "en": ("Menu", "Share this story", "Photo: our correspondent", "Listen to the podcast",
           "Subscribe to our newsletter", "Sign in to comment", "Weather for the weekend",
           "Cookie settings", "Editor’s pick of the week", "Jobs at our newsroom"),
    "uk": ("Пошук", "Погода у Львові", "Карта повітряних тривог", "Найпопулярніше за тиждень",
           "Читайте також: усе, що відомо на цю годину", "Реклама", "Курс валют у банках",
           "Підтримайте редакцію", "Передрук лише з дозволу редакції", "Версія для друку"),
}  # fmt: skip


def cut(pairs: Sequence[Pair], chance: random.Random) -> Iterator[Sequence[Pair]]:
    """Articles of 12 to 40 neighbouring lines."""
    at = 0
    while at < len(pairs):
        size = chance.randint(12, 40)
        yield pairs[at : at + size]
        at += size


def make(
    pairs: Sequence[Pair], languages: tuple[str, str], chance: random.Random
) -> tuple[Made, Made]:
    """Both sides of an article."""
    sides = []
    for language, texts in zip(
        languages,
        ([each.source for each in pairs], [each.target for each in pairs]),
        strict=True,
    ):
        numbered = zip(texts, (each.number for each in pairs), strict=True)
        pieces = [Piece(text, (Part(number, 0.0, 1.0),)) for text, number in numbered]
        sides.append(_written(_changed(pieces, chance), language, chance))
    return sides[0], sides[1]


def _changed(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    """What a translator, and an editor after them, did to the sentences of a side."""
    found = [piece for piece in pieces if chance.random() > DROPPED]
    for _each in range(len(found)):
        if chance.random() < MOVED:
            at = chance.randrange(len(found))
            there = min(len(found) - 1, max(0, at + chance.choice((-4, -3, -2, -1, 1, 2, 3, 4))))
            found.insert(there, found.pop(at))
    parted: list[Piece] = []
    for piece in found:
        parted += _split(piece) if chance.random() < SPLIT else [piece]
    joined: list[Piece] = []
    for piece in parted:
        if joined and chance.random() < JOINED and _sentences(joined[-1], piece):
            joined[-1] = _join(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def _split(piece: Piece) -> list[Piece]:
    """A sentence as two, cut at the comma that is nearest to its middle."""
    commas = [match.start() for match in re.finditer(r",(?= )", piece.text)]
    middle = len(piece.text) / 2
    at = min(commas, key=lambda place: abs(place - middle), default=0)
    if not 25 < at < len(piece.text) - 25 or not _sentences(piece):
        return [piece]
    line, share = piece.parts[0].line, at / len(piece.text)
    rest = piece.text[at + 2 :]
    return [
        Piece(piece.text[:at] + ".", (Part(line, 0.0, share),)),
        Piece(rest[:1].upper() + rest[1:], (Part(line, share, 1.0),)),
    ]


def _join(one: Piece, other: Piece) -> Piece:
    """Two sentences as one."""
    lead = one.text.rstrip(".!? ")
    text = f"{lead}; {other.text[:1].lower()}{other.text[1:]}"
    share = (len(lead) + 1) / len(text)
    before = (replace(part, last=share) for part in one.parts)
    after = (replace(part, first=share) for part in other.parts)
    return Piece(text, (*before, *after))


_ENDS = re.compile(r"[.!?…:;][\"»“”’)]*\s*$")


def _sentences(*pieces: Piece) -> bool:
    """True for pieces that are sentences of running text, one each."""
    return all(len(piece.parts) == 1 and _ENDS.search(piece.text) for piece in pieces)


def _written(pieces: Sequence[Piece], language: str, chance: random.Random) -> Made:
    """A side as a file: HTML or plain text, in paragraphs, with what stands around."""
    page = chance.random() < 0.5
    around = list(_AROUND[language])
    chance.shuffle(around)
    text: list[str] = [f'<!doctype html>\n<html lang="{language}"><body>\n'] if page else []
    size = sum(map(len, text))
    blocks: list[list[Piece]] = []
    headline = True
    for piece in pieces:
        was, headline = headline, not _ENDS.search(piece.text)
        if was or headline or chance.random() < 0.45:
            blocks.append([])
        blocks[-1].append(piece)

    paragraphs: list[tuple[str, frozenset[int]]] = []

    def put(string: str) -> None:
        nonlocal size
        text.append(string)
        size += len(string)

    for number, block in enumerate(blocks):
        tag = "p" if _ENDS.search(block[0].text) else "h2" if number else "h1"
        if around and chance.random() < 0.12:
            paragraphs.append((around[-1], frozenset()))
            put(f"<p>{escape(around.pop())}</p>\n" if page else f"{around.pop()}\n\n")
        if page and chance.random() < 0.05:
            put('<figure><img src="a.jpg" alt=""></figure>\n')
        lines = frozenset[int]().union(*(piece.lines for piece in block))
        paragraphs.append((" ".join(piece.text for piece in block), lines))
        put(f"<{tag}>" if page else "")
        for each, piece in enumerate(block):
            put(" " if each else "")
            written = escape(piece.text, quote=False) if page else piece.text
            piece.place = Span(size, size + len(written))
            put(written)
        put(f"</{tag}>\n" if page else "\n\n")
    put("</body></html>\n" if page else "")
    name = "a.html" if page else "a.txt"
    return Made(name, "".join(text), tuple(pieces), tuple(paragraphs))
