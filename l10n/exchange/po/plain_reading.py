"""Plain PO files read straight into entries, without a state for every line and without polib.

What it reads `reading.strict_contents` reads the same; what it is not certain of it leaves to that.
"""

from array import array
from re import Match
from typing import NamedTuple

from l10n.exchange.po import plain
from l10n.exchange.po.comments import flags_of, references
from l10n.exchange.po.contents import Contents, Head
from l10n.exchange.po.references import reference_reader
from l10n.model.catalog import Entry, State
from l10n.model.segment import Key

_LONG = 1 << 14
"""Characters; more comments of one entry are read line by line, which takes less memory."""
_MANY_FLAGS = 100
_NOTHING = '""\n'
"""An empty text."""


def plain_contents(text: str) -> Contents | None:
    """Read a PO file that is written plainly; None for any other."""
    reading = _Reading()
    for match, obsolete in plain.entries(plain.lines(text)):
        if match is None or not reading.take(match, obsolete=obsolete):
            return None
    return reading.contents()


class _Comments(NamedTuple):
    """The comments of one entry by kind, as `lines.Stanza` has them."""

    comment: str | None
    note: str | None
    references: list[str]
    flags: list[str]


class _Reading:
    """The entries of a file so far."""

    def __init__(self) -> None:
        self._head: Head | None = None
        self._entries: list[Entry] = []
        self._lines = array("L")
        self._seen: set[Key | str] = set()
        self._reference = reference_reader()
        self._line = 1
        self._place = 0

    def contents(self) -> Contents | None:
        """All that was read; None where there was nothing."""
        if not self._seen:
            return None
        return Contents(self._head, self._entries, self._lines)

    def take(self, match: Match[str], *, obsolete: bool) -> bool:
        """Take one entry; False where it is not certain what it says."""
        above, former, in_context, text, target, plural, forms = match.groups()
        if plural is None and not (former or obsolete) and text != _NOTHING:
            alone = _place(above)
            if alone:
                key = (in_context and plain.text_of(in_context), plain.text_of(text))
                return self._take_usual(match, alone, key, plain.text_of(target))
        comments = _comments(above)
        between = plain.OBSOLETE_LINES if obsolete else plain.ACTIVE_LINES
        source = plain.text_of(text, between)
        context = None if in_context is None else plain.text_of(in_context, between)
        if comments is None or not self._is_new(context, source):
            return False
        self._go_to(match)
        if not source and context is None and not obsolete:
            return plural is None and self._take_head(comments, plain.text_of(target))
        translations: tuple[str, ...]
        if plural is None:
            translations = (plain.text_of(target, between),)
        elif (raw := plain.raw_forms(forms, between)) is not None:
            translations = tuple(map(plain.unescaped, raw))
        else:
            return False
        previous = previous_plural = None
        if former:
            parts = plain.before(former, obsolete=obsolete)
            previous_plural = parts.get("msgid_plural")
            if "msgctxt" in parts or "msgid" in parts:
                previous = (parts.get("msgctxt"), parts.get("msgid", source))
        flags = comments.flags
        state = State.DRAFT if "fuzzy" in flags else State.TRANSLATED
        self._lines.append(self._line)
        self._entries.append(
            Entry(
                context,
                source,
                translations[0],
                state if any(translations) else State.EMPTY,
                obsolete,
                previous,
                previous_plural,
                comments.comment or "",
                comments.note or "",
                tuple(flag for flag in dict.fromkeys(flags) if flag != "fuzzy") if flags else (),
                tuple(map(self._reference, comments.references)),
                None if plural is None else (plain.text_of(plural, between), translations),
            )
        )
        return True

    def _take_usual(self, match: Match[str], place: str, key: Key, target: str) -> bool:
        """Take an entry that has one place, a text, perhaps a target, and nothing else."""
        context, source = key
        if not source or not self._is_new(context, source):
            return False
        self._go_to(match)
        self._lines.append(self._line)
        state = State.TRANSLATED if target else State.EMPTY
        found = (self._reference(place),)
        self._entries.append(Entry(context, source, target, state, references=found))
        return True

    def _go_to(self, match: Match[str]) -> None:
        """Count the lines up to the message of an entry."""
        place = match.end(plain.BEFORE)
        self._line += match.string.count("\n", self._place, place)
        self._place = place

    def _is_new(self, context: str | None, source: str) -> bool:
        known = len(self._seen)
        self._seen.add(source if context is None else (context, source))
        return len(self._seen) > known

    def _take_head(self, comments: _Comments, target: str) -> bool:
        said = (text for text in comments[:2] if text is not None)
        above = (*said, *comments.references)
        self._head = Head.of(self._line, target, above, comments.flags)
        return True


def _place(comments: str) -> str:
    """The place of an entry of which nothing else is told; empty where there is more to read."""
    listed = comments[3:-1]
    # All white space but a blank, line ends and marks around a place are not printable.
    alone = comments.startswith("#: ") and " " not in listed and listed.isprintable()
    return listed if alone else ""


def _comments(text: str) -> _Comments | None:
    """Take comments apart; None where there are more than a plain file has."""
    if len(text) > _LONG:
        return None
    if text.startswith("#:") and text.find("\n") == len(text) - 1:
        return _Comments(None, None, references(text[2:-1]), [])
    comment: list[str] = []
    note: list[str] = []
    places: list[str] = []
    flags: list[str] = []
    for line in text.removesuffix("\n").split("\n") if text else ():
        kind = line[1:2]
        if kind == ".":
            note.append(line[2:].removeprefix(" "))
        elif kind == ":":
            places += references(line[2:])
        elif kind == ",":
            flags += flags_of(line[2:])
        else:
            comment.append(line[1:].removeprefix(" "))
    if len(flags) > _MANY_FLAGS:
        return None
    return _Comments(
        "\n".join(comment) if comment else None, "\n".join(note) if note else None, places, flags
    )
