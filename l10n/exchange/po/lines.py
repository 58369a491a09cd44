"""The lines of a PO file: taken apart strictly, so that no damage is read over in silence.

polib drops or bends what it does not expect: the last letter before an unclosed quote, a second
`msgid` after a comment, a `msgid` without `msgstr` at the end, `#~|` lines, empty comment lines,
comments after the last entry, unknown escapes, bytes by number; and a text of many lines takes it
time that grows with the square. So comments are read here, and the messages themselves are checked
and brought into the one form that polib reads exactly and at once: each text on one line.
The grammar is that of the GNU gettext manual, section "The Format of PO Files".

Time and memory are in proportion to the file whatever it holds: no more than one entry and a
stretch of lines is in hand at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import field
from enum import IntEnum
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import CatalogError
from l10n.exchange.po import quoted
from l10n.exchange.po.comments import flags_of, references
from l10n.messages import _
from l10n.regex import regex

_KEYWORD = regex(r"(msgctxt|msgid_plural|msgid|msgstr\[(\d+)\]|msgstr)[ \t]*(?=$|\")")
_CLAUSE = regex(rf"(?:{_KEYWORD.pattern})?{quoted.STRINGS}")
"""A keyword with its texts, or the texts that go on with one."""
_PLAIN = regex(rf"(?:(msgctxt|msgid_plural|msgid|msgstr\[(\d+)\]|msgstr)[ \t]*)?{quoted.PLAIN}")
"""What most lines are: at most one keyword, and one text in which nothing has to be checked."""
_OBSOLETE = regex(r"#~[ \t]*")
_PREVIOUS = regex(r"#~?\|[ \t]*")
_STRETCH = 1 << 16
"""Characters of a file whose lines are in hand at a time."""
_MANY = 1 << 12
"""Pieces of a text that are in hand at a time."""
_FLAGS = 1_000
"""More than any tool gives to one entry."""
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class _Step(IntEnum):
    """How far a message has come; a keyword may only lead further."""

    NONE = 0
    CONTEXT = 1
    ID = 2
    PLURAL = 3
    STRING = 4


_STEPS = {
    "msgctxt": _Step.CONTEXT,
    "msgid": _Step.ID,
    "msgid_plural": _Step.PLURAL,
    "msgstr": _Step.STRING,
}


@dataclass(slots=True)
class Stanza:
    """One entry as it stands in the file: its comments taken apart, its message in lines."""

    line: int = 0
    """Line of its first keyword, from 1."""
    comment: str | None = None
    """The translator's, its lines joined; None where there is none."""
    note: str | None = None
    """The tool's, as `comment`."""
    references: list[str] = field(default_factory=list)
    """Each as written: `path:line` or `path`."""
    flags: list[str] = field(default_factory=list)
    message: list[str] = field(default_factory=list)
    """A line for each keyword, as polib reads it, those of the previous message among them."""
    first: int = 0
    step: _Step = _Step.NONE
    previous: _Step = _Step.NONE
    obsolete: bool = False
    plurals: int = 0

    @property
    def complete(self) -> bool:
        """True if the message has its last part."""
        return self.step is _Step.STRING


def each_stanza(text: str, path: Path, take: Callable[[Stanza], None]) -> None:
    """Take a file apart and hand over its entries, each as soon as it is whole.

    Raises CatalogError with the line of the first damage.
    """
    _Reader(path, take).read(text)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, without holding all of them at once."""
    start = 0
    while len(text) - start > _STRETCH:
        end = text.find("\n", start + _STRETCH)
        if end < 0:
            break
        yield from text[start:end].split("\n")
        start = end + 1
    yield from text[start:].split("\n")


def _clauses(line: str) -> Iterator[str]:
    """The parts of messages on a line; the last one with all that stands behind it.

    What follows the last text is a part of its own if it is a comment, as in gettext.
    """
    start = 0
    while (clause := _CLAUSE.match(line, start)) and clause.end() < len(line):
        end = clause.end()
        if not _KEYWORD.match(line, end):
            if line[end] == "#":
                yield line[start:end]
                start = end
            break
        yield line[start:end]
        start = end
    yield line[start:]


class _Gathered:
    """A text that comes in many pieces; they are joined by and by, since each takes room."""

    __slots__ = ("between", "joined", "pieces")

    def __init__(self, between: str) -> None:
        """`between` is what stands between two pieces."""
        self.between = between
        self.pieces: list[str] = []
        self.joined: list[str] = []

    def add(self, piece: str) -> None:
        """Go on with a piece."""
        self.pieces.append(piece)
        if len(self.pieces) >= _MANY:
            self.joined.append(self.between.join(self.pieces))
            self.pieces.clear()

    def taken(self) -> str | None:
        """The text, and begin anew; None where there was no piece."""
        if not self.pieces and not self.joined:
            return None
        pieces = [*self.joined, *self.pieces] if self.joined else self.pieces
        text = pieces[0] if len(pieces) == 1 else self.between.join(pieces)
        self.pieces.clear()
        self.joined.clear()
        return text


class _Reader:
    def __init__(self, path: Path, take: Callable[[Stanza], None]) -> None:
        self.path = path
        self.take = take
        self.number = 0
        self.now = Stanza()
        self.in_previous = False
        self.begun = ""
        """What stands before the text that is being read: its keyword, after `#~ ` or `#| `."""
        self.text = _Gathered("")
        self.comment_lines = _Gathered("\n")
        self.note_lines = _Gathered("\n")

    def error(
        self, message: str, remedy: str, line: int | None = None, *, code: str
    ) -> CatalogError:
        return CatalogError(
            message, code=code, path=self.path, line=line or self.number, remedy=remedy
        )

    def read(self, text: str) -> None:
        if not text or text.isspace():
            raise CatalogError(
                _("the file is empty"),
                code="PO-001",
                path=self.path,
                remedy=_("take it from git again, or delete it to begin anew"),
            )
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        for self.number, raw in enumerate(_lines(text), 1):
            if plain := _PLAIN.fullmatch(raw):
                self.part(plain[1], plain[2], obsolete=False)
                self.text.add(plain[3])
                continue
            line = raw.strip(" \t\f")
            if line.startswith("#"):
                self.comment(line, raw)
            elif line:
                self.parts(line, obsolete=False)
        self.close()
        if self.now.first:
            raise self.error(
                _("the comment at the end belongs to no entry; the file may be cut off"),
                _("delete the comment, or take the file from git again"),
                self.now.first,
                code="PO-002",
            )

    def close(self) -> None:
        """End the entry if its message has begun."""
        if self.now.step is _Step.NONE:
            return
        if not self.now.complete:
            raise self.error(
                _("the entry has no msgstr"),
                _('add the line msgstr "", or take the file from git again'),
                self.now.line,
                code="PO-003",
            )
        self.end_text()
        done, self.now = self.now, Stanza()
        done.comment = self.comment_lines.taken()
        done.note = self.note_lines.taken()
        self.in_previous = False
        self.take(done)

    def begin_text(self, head: str) -> None:
        """Begin a text, by its keyword and what stands before that."""
        self.end_text()
        self.begun = head

    def end_text(self) -> None:
        """Put the text that has been read into the message, as one line."""
        if self.begun:
            self.now.message.append(f'{self.begun} "{self.text.taken()}"')
            self.begun = ""

    def comment(self, line: str, raw: str) -> None:
        if "\0" in line:
            raise self.here(quoted.control("\0"))
        if line.startswith(("#|", "#~|")):
            self.open()
            self.before(line)
            return
        if line.startswith("#~"):
            rest = _OBSOLETE.sub("", line, count=1)
            if not rest.startswith("#"):
                if rest:
                    self.parts(rest, obsolete=True)
                return
            line = raw = rest
        self.open()
        self.in_previous = False
        now = self.now
        kind, rest = line[1:2], line[2:]
        if kind == ".":
            self.note_lines.add(raw.lstrip(" \t\f")[2:].removeprefix(" "))
        elif kind == ":":
            now.references += references(rest)
        elif kind in (",", "="):
            self.flags(rest)
        else:
            self.comment_lines.add(raw.lstrip(" \t\f")[1:].removeprefix(" "))

    def flags(self, listed: str) -> None:
        flags = self.now.flags
        if listed.count(",") > _FLAGS or len(flags) > _FLAGS:
            raise self.error(
                _("one entry has more than {limit} flags").format(limit=_FLAGS),
                _("delete those that no tool knows"),
                code="PO-021",
            )
        flags += flags_of(listed)

    def open(self) -> None:
        """Begin an entry with a comment."""
        self.close()
        self.now.first = self.now.first or self.number

    def before(self, line: str) -> None:
        """Take a line of the previous message, which may hold several of its parts."""
        rest = _PREVIOUS.sub("", line, count=1)
        for clause in _clauses(rest):
            self.part_before(clause, line)

    def part_before(self, rest: str, line: str) -> None:
        match = _KEYWORD.match(rest)
        if match is None:
            if not rest.startswith('"') or not self.in_previous:
                raise self.junk(line)
            self.strings(rest)
            return
        step = _STEPS.get(match[1])
        if step is None or step is _Step.STRING or step <= self.now.previous:
            raise self.order(match[1])
        self.now.previous = step
        self.in_previous = True
        self.begin_text(f"#| {match[1]}")
        self.strings(rest[match.end() :])

    def parts(self, line: str, *, obsolete: bool) -> None:
        """Take a line of messages: as a rule one part of one, but it may hold many."""
        for clause in _clauses(line):
            if clause.startswith("#"):
                if not self.now.complete:
                    raise self.here(quoted.outside())
                self.open()
                self.comment_lines.add(clause[1:].removeprefix(" "))
                continue
            match = _KEYWORD.match(clause)
            if match is None and not clause.startswith('"'):
                raise self.junk(clause)
            self.part(match and match[1], match and match[2], obsolete=obsolete)
            self.strings(clause[match.end() :] if match else clause)

    def part(self, keyword: str | None, index: str | None, *, obsolete: bool) -> None:
        """Take what stands before a text: a keyword, or None where an earlier text goes on."""
        now = self.now
        if keyword is None:
            if now.step is _Step.NONE or now.obsolete is not obsolete:
                raise self.error(
                    _("this text belongs to no entry"),
                    _("put it into the entry that it belongs to, or delete it"),
                    code="PO-004",
                )
            return
        step = _STEPS["msgstr" if index is not None else keyword]
        if step < _Step.PLURAL and now.complete:
            self.close()
            now = self.now
        if now.step is not _Step.NONE and now.obsolete is not obsolete:
            raise self.error(
                _("one entry has lines with and without “#~”"),
                _("write “#~” before all of its lines, or before none"),
                code="PO-005",
            )
        if index is not None:
            first = now.step is _Step.PLURAL
            if not (first or now.plurals) or index != str(now.plurals) or now.plurals > 9:
                raise self.order(keyword)
            now.plurals += 1
        elif (
            step <= now.step
            or (step > _Step.ID > now.step)
            or (step is _Step.STRING and now.step is _Step.PLURAL)
        ):
            raise self.order(keyword)
        now.line = now.line or self.number
        now.step, now.obsolete = step, obsolete
        self.begin_text(f"#~ {keyword}" if obsolete else keyword)

    def strings(self, line: str) -> None:
        """Add the texts on a line to the one that has begun."""
        if not line:
            raise self.error(
                _("the text is missing"), _('write it in quotes, "" for none'), code="PO-006"
            )
        try:
            for text in quoted.texts(line):
                self.text.add(text)
        except CatalogError as error:
            raise self.here(error) from None

    def here(self, error: CatalogError) -> CatalogError:
        return error.at(path=self.path, line=self.number)

    def order(self, keyword: str) -> CatalogError:
        if self.now.step is _Step.NONE and keyword.startswith("msgstr"):
            return self.error(
                _("there is a msgstr without a msgid"),
                _("put the msgid of its entry before it"),
                code="PO-011",
            )
        if self.now.step in (_Step.CONTEXT, _Step.ID) and not keyword.startswith("msgstr"):
            return self.error(
                _("{keyword} stands here, but the msgstr of the entry before it is missing").format(
                    keyword=keyword
                ),
                _('add the line msgstr "" above it'),
                code="PO-012",
            )
        return self.error(
            _("{keyword} does not belong here").format(keyword=keyword),
            _("an entry is msgctxt, msgid, msgstr, in this order, each once"),
            code="PO-013",
        )

    def junk(self, line: str) -> CatalogError:
        if line.startswith(_CONFLICT):
            return self.error(
                _("a merge conflict was left in the file"),
                _("keep one of the two sides, and delete the marker lines"),
                code="PO-014",
            )
        if line.isspace():
            # U+001C to U+001F part words, and no lines.
            return self.here(quoted.control(line[0]))
        word = line.split(maxsplit=1)[0][:21]
        shown = word if len(word) <= 20 else word[:20] + "…"
        return self.error(
            _("“{text}” is not part of a PO file").format(text=shown),
            _("delete the line, or put # before it to make it a comment"),
            code="PO-015",
        )
