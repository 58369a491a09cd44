"""From Apertium's answer to a draft: marks taken off, capitals and spaces as they should be."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from l10n_apertium.stream import Part, PartKind, Source, Word

_MARKS = re.compile(r"[*@#]")
_MARKED = re.compile(r"([*@#])([\w’'-]+)")
_OPENING = "“„‘«‹([¿¡\"'"
_STOPS = frozenset(",.;:!?)]}»”’")
_ENDED = frozenset(".!?…:" + _OPENING)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a draft, and the words or the blank of the source that they come from."""

    start: int
    end: int
    words: frozenset[int] = frozenset()
    blank: int = -1


@dataclass(frozen=True, slots=True)
class Rendering:
    """A draft without tags."""

    source: Source
    text: str
    pieces: tuple[Piece, ...]
    """In order; what Apertium put in between has none."""
    unknown: frozenset[int]
    """Words of the source that Apertium does not know, or has no translation of."""
    unformed: tuple[str, ...]
    """Words of the draft whose form Apertium could not make."""
    strange: tuple[str, ...]
    """Unknown words that come from no word of the source that is known."""


@dataclass(frozen=True, slots=True)
class StandIns:
    """The words of a source that went in as another."""

    kept: Mapping[int, str]
    """By number, how each is written in the source."""
    name: str
    """What went in for them."""


NO_STAND_INS = StandIns(MappingProxyType({}), "")


@dataclass(slots=True)
class _Draft:
    """A draft in the making."""

    source: Source
    words: Sequence[Word]
    stand_ins: StandIns
    divided: bool
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    unknown: set[int] = field(default_factory=set)
    unformed: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    signed: set[int] = field(default_factory=set)
    """Words that got back the currency sign before them."""

    def written(self, number: int) -> str:
        word = self.words[number]
        return self.source.plain[word.start : word.end]


def rendered(
    source: Source,
    words: Sequence[Word],
    parts: Sequence[Part],
    *,
    stand_ins: StandIns = NO_STAND_INS,
    divided: bool,
) -> Rendering | None:
    """Make a draft of an answer; None if a blank, a name or a sign is not in it once.

    `divided` says whether the words are those of Apertium, and not whole runs of text.
    """
    if not _complete(source, parts, stand_ins):
        return None
    made = _Draft(source, words, stand_ins, divided)
    for part in parts:
        match part.kind:
            case PartKind.BLANK:
                _put(made, source.blanks[part.blank].text, frozenset(), part.blank)
            case PartKind.GAP:
                _gap(made, part.text)
            case PartKind.WORD:
                for each in _apart(part):
                    _word(made, each)
    if len(made.signed) < len(source.signs):
        return None
    text = made.text if _at_blank(made) else made.text.rstrip(" ")
    text = _raised(source.plain, text)
    return Rendering(
        source,
        text,
        pieces=tuple(made.pieces),
        unknown=frozenset(made.unknown),
        unformed=tuple(dict.fromkeys(made.unformed)),
        strange=tuple(dict.fromkeys(made.strange)),
    )


def _complete(source: Source, parts: Sequence[Part], stand_ins: StandIns) -> bool:
    kept, name = stand_ins.kept, stand_ins.name
    blanks = sorted(part.blank for part in parts if part.kind is PartKind.BLANK)
    if blanks != list(range(len(source.blanks))):
        return False
    if not kept:
        return True
    inside = [number for part in parts for number in part.words if number in kept]
    holding = [part for part in parts if kept.keys() & set(part.words) and name in part.text]
    return sorted(set(inside)) == sorted(kept) and len(holding) == len(kept)


def _gap(made: _Draft, text: str) -> None:
    for match in _MARKED.finditer(text):
        (made.strange if match[1] != "#" else made.unformed).append(match[2])
    text = _MARKS.sub("", text)
    if made.text[-1:].isalnum() and text[:1].isalnum():
        text = f" {text}"
    for run in re.split("( +)", text):
        if not run.startswith(" ") or not _just_opened(made):
            _put(made, run)


def _just_opened(made: _Draft) -> bool:
    """True if the draft ends with an opening quote that has no space after it in the source."""
    mark = made.text[-1:]
    if not mark or mark not in _OPENING:
        return False
    if mark in "\"'":
        before = made.text[-2:-1]
        return made.text.count(mark) % 2 == 1 and (not before.strip() or before in _OPENING)
    return f"{mark} " not in made.source.plain


def _apart(part: Part) -> Iterable[Part]:
    """Take apart what Apertium wrote together: “La casa” of two words is two words again.

    Small words come first in it, so that the last words are the last of the source.
    """
    texts = re.findall(r"\S+ *| +", part.text)
    if len(part.words) < 2 or len(texts) < 2:
        return (part,)
    size = min(len(part.words), len(texts))
    heads, tails = len(part.words) - size + 1, size - 1
    owners = [part.words[:heads], *((number,) for number in part.words[heads:])]
    runs = [*texts[:tails], "".join(texts[tails:])]
    return [Part(part.kind, text, owner) for text, owner in zip(runs, owners, strict=True)]


def _word(made: _Draft, part: Part) -> None:
    numbers = [number for number in part.words if number < len(made.words)]
    text = _unmarked(made, part.text, numbers)
    kept, name = made.stand_ins.kept, made.stand_ins.name
    mine = [number for number in numbers if number in kept]
    if mine and name in text:
        text = text.replace(name, kept[mine[0]])
    elif numbers and made.divided:
        text = _cased(made, text, made.written(numbers[0]))
        text = _apostrophe(text, made.written(numbers[0]))
    text = _signed(made, text, numbers)
    if made.text[-1:].isalnum() and text[:1].isalnum() and not _touching(made, numbers):
        _put(made, " ")
    if text[:1] in _STOPS and made.text[-1:] == " " and not _spaced(made, numbers):
        made.text = made.text[:-1]
    _put(made, text, frozenset(numbers))


def _unmarked(made: _Draft, text: str, numbers: Sequence[int]) -> str:
    """Take marks off: of unknown words, of those without a translation, without a form."""
    match = _MARKED.search(text)
    bare = _MARKS.sub("", text)
    if match is None:
        return bare
    if match[1] == "#":
        made.unformed.append(match[2])
        return bare
    if not numbers or not made.divided:
        made.strange.append(match[2])
        return bare
    made.unknown.update(numbers[:1])
    return made.written(numbers[0]) if len(numbers) == 1 else bare


def _cased(made: _Draft, text: str, written: str) -> str:
    """Take back a capital that Apertium moved from the start of a sentence into it."""
    before = made.text.rstrip()
    if (
        before
        and before[-1] not in _ENDED
        and written[:1].islower()
        and text[:1].isupper()
        and text[1:] == text[1:].lower()
    ):
        return text[:1].lower() + text[1:]
    return text


def _apostrophe(text: str, written: str) -> str:
    """Puts back the apostrophe or closing quote that stood in the source: O’Brien."""
    return written if "'" in text and written.replace("’", "'") == text else text


def _signed(made: _Draft, text: str, numbers: Sequence[int]) -> str:
    """Put the currency sign before the number that it stood before."""
    for number in numbers:
        sign = made.words[number].start - 1
        if sign in made.source.signs and number not in made.signed and text[:1].isdigit():
            made.signed.add(number)
            return made.source.plain[sign] + text
    return text


def _touching(made: _Draft, numbers: Sequence[int]) -> bool:
    """True if a word follows the one before it in the draft without a space in the source."""
    last = made.pieces[-1] if made.pieces else None
    if last is None or not numbers or last.end != len(made.text):
        return False
    if last.blank >= 0:
        return True
    return any(
        made.words[one].end == made.words[other].start for one in last.words for other in numbers
    )


def _spaced(made: _Draft, numbers: Sequence[int]) -> bool:
    """True if there is white space before a word in the source."""
    start = made.words[numbers[0]].start if numbers else 0
    return made.source.plain[start - 1 : start].isspace()


def _put(made: _Draft, text: str, words: frozenset[int] = frozenset(), blank: int = -1) -> None:
    """Add to the draft, with one space where Apertium left several.

    The two spaces around a tag that stands alone are one where the word beside it fell away.
    """
    if blank < 0:
        text = re.sub(" +", " ", text)
        if (not made.text or made.text.endswith(" ")) and not _at_tag(made):
            text = text.removeprefix(" ")
    elif text == " " and made.text.endswith(" ") and not _continued(made, blank):
        text = ""
    start = len(made.text)
    made.text += text
    if words or blank >= 0:
        made.pieces.append(Piece(start, len(made.text), words, blank))


def _at_blank(made: _Draft) -> bool:
    """True if the draft ends with a blank, with the white space that it had on both sides."""
    last = made.pieces[-1] if made.pieces else None
    return last is not None and last.blank >= 0 and last.end == len(made.text)


def _at_tag(made: _Draft) -> bool:
    """True if the draft ends with a tag that stands alone."""
    return _at_blank(made) and bool(made.source.blanks[made.pieces[-1].blank].tag)


def _continued(made: _Draft, blank: int) -> bool:
    """True if a blank follows the one that the draft ends with in the source too."""
    if not _at_blank(made):
        return False
    blanks = made.source.blanks
    return blanks[made.pieces[-1].blank].end == blanks[blank].start


def _raised(plain: str, text: str) -> str:
    """Begin with a capital where the source does."""
    first = next((char for char in plain if char.isalpha()), "")
    place = next((at for at, char in enumerate(text) if char.isalpha()), None)
    if place is None or not first.isupper() or not text[place].islower():
        return text
    raised = text[place].upper()
    return text[:place] + raised + text[place + 1 :] if len(raised) == 1 else text
