"""The lines of a PO file: taken apart strictly, so that no damage is read over in silence.

polib drops or bends what it does not expect: the last letter before an unclosed quote, a second
`msgid` after a comment, a `msgid` without `msgstr` at the end, `#~|` lines, empty comment lines,
comments after the last entry, unknown escapes, bytes by number. So comments are read here, and the
lines of the messages themselves are checked and brought into the one form that polib reads exactly.
The grammar is that of the GNU gettext manual, section "The Format of PO Files".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

import polib

from l10n.errors import CatalogError
from l10n.messages import _

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_STRINGS = re.compile(rf"(?:{_STRING.pattern}[ \t]*+)++")
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(.)")
_NUMBER = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+))")
"""A byte by its number, octal or hexadecimal; of a longer one the last eight bits, as gettext."""
_LETTERS = '\\"ntrvbfa'
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr\[(\d+)\]|msgstr)[ \t]*(?=$|\")")
_CLAUSE = re.compile(rf"(?:{_KEYWORD.pattern})?{_STRINGS.pattern}")
"""A keyword with its strings, or the strings that go on with one."""
_OBSOLETE = re.compile(r"#~[ \t]*")
_PREVIOUS = re.compile(r"#~?\|[ \t]*")
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(?::(\\d+))?|(\\S+)")
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
    translator: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    """Each as written: `path:line` or `path`."""
    flags: list[str] = field(default_factory=list)
    message: list[str] = field(default_factory=list)
    """Lines as polib reads them, those of the previous message among them."""
    first: int = 0
    step: _Step = _Step.NONE
    previous: _Step = _Step.NONE
    obsolete: bool = False
    plurals: int = 0

    @property
    def complete(self) -> bool:
        """True if the message has its last part."""
        return self.step is _Step.STRING


def stanzas(text: str, path: Path) -> tuple[Stanza, ...]:
    """Take a file apart; raises CatalogError with the line of the first damage."""
    return _Reader(path).read(text)


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


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self.done: list[Stanza] = []
        self.now = Stanza()
        self.in_previous = False

    def error(
        self, message: str, remedy: str, line: int | None = None, *, code: str
    ) -> CatalogError:
        return CatalogError(
            message, code=code, path=self.path, line=line or self.number, remedy=remedy
        )

    def read(self, text: str) -> tuple[Stanza, ...]:
        if not text.strip():
            raise CatalogError(
                _("the file is empty"),
                code="PO-001",
                path=self.path,
                remedy=_("take it from git again, or delete it to begin anew"),
            )
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        for self.number, raw in enumerate(text.split("\n"), 1):
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
        return tuple(self.done)

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
        self.done.append(self.now)
        self.now = Stanza()

    def comment(self, line: str, raw: str) -> None:
        if "\0" in line:
            raise self.control("\0")
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
            now.notes.append(raw.lstrip(" \t\f")[2:].removeprefix(" "))
        elif kind == ":":
            now.references += [
                f"{match[1]}:{match[2]}" if match[2] else match[1] or match[3]
                for match in _REFERENCE.finditer(rest)
            ]
        elif kind in (",", "="):
            now.flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
        else:
            now.translator.append(raw.lstrip(" \t\f")[1:].removeprefix(" "))

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
            self.strings(rest, "#| ", "#| ")
            return
        step = _STEPS.get(match[1])
        if step is None or step is _Step.STRING or step <= self.now.previous:
            raise self.order(match[1])
        self.now.previous = step
        self.in_previous = True
        self.strings(rest[match.end() :], f"#| {match[1]} ", "#| ")

    def parts(self, line: str, *, obsolete: bool) -> None:
        """Take a line of messages: as a rule one part of one, but it may hold many."""
        for clause in _clauses(line):
            if clause.startswith("#"):
                if not self.now.complete:
                    raise self.outside()
                self.open()
                self.now.translator.append(clause[1:].removeprefix(" "))
            else:
                self.part(clause, obsolete=obsolete)

    def part(self, line: str, *, obsolete: bool) -> None:
        """Take one part of a message, keyword and text."""
        prefix = "#~ " if obsolete else ""
        if line.startswith('"'):
            if self.now.step is _Step.NONE or self.now.obsolete is not obsolete:
                raise self.error(
                    _("this text belongs to no entry"),
                    _("put it into the entry that it belongs to, or delete it"),
                    code="PO-004",
                )
            self.strings(line, prefix, prefix)
            return
        match = _KEYWORD.match(line)
        if match is None:
            raise self.junk(line)
        keyword = match[1].partition("[")[0]
        step = _STEPS[keyword]
        if step < _Step.PLURAL and self.now.complete:
            self.close()
        now = self.now
        if now.step is not _Step.NONE and now.obsolete is not obsolete:
            raise self.error(
                _("one entry has lines with and without “#~”"),
                _("write “#~” before all of its lines, or before none"),
                code="PO-005",
            )
        if match[2] is not None:
            if now.step < _Step.PLURAL or match[2] != str(now.plurals) or now.plurals > 9:
                raise self.order(match[1])
            now.plurals += 1
        elif (
            step <= now.step
            or (step > _Step.ID > now.step)
            or (step is _Step.STRING and now.step is _Step.PLURAL)
        ):
            raise self.order(match[1])
        now.line = now.line or self.number
        now.step, now.obsolete = step, obsolete
        self.strings(line[match.end() :], f"{prefix}{match[1]} ", prefix)

    def strings(self, quoted: str, first: str, later: str) -> None:
        """Check quoted strings and add them to the message, each on a line of its own."""
        if not quoted:
            raise self.error(
                _("the text is missing"), _('write it in quotes, "" for none'), code="PO-006"
            )
        if not _STRINGS.fullmatch(quoted):
            if _STRINGS.sub("", quoted).startswith('"'):
                raise self.error(
                    _("a quote is not closed"),
                    _('close it with " at the end of the line'),
                    code="PO-007",
                )
            raise self.outside()
        if control := _CONTROL.search(quoted):
            raise self.control(control[0])
        if "\\" in quoted:
            quoted = _ESCAPE.sub(self.escape, quoted)
        for string in _STRING.findall(quoted):
            self.now.message.append(first + string)
            first = later

    def escape(self, match: re.Match[str]) -> str:
        """Write an escape as polib reads it; bytes given by number become the letters they are."""
        if match[1] is None:
            if match[2] not in _LETTERS:
                raise self.error(
                    _("\\{letter} means nothing here").format(letter=match[2]),
                    _("write \\\\ for a backslash"),
                    code="PO-009",
                )
            return "\a" if match[2] == "a" else match[0]
        numbers = (
            int(each[1], 8) if each[1] else int(each[2], 16) for each in _NUMBER.finditer(match[1])
        )
        try:
            text = bytes(number & 0xFF for number in numbers).decode()
        except UnicodeDecodeError:
            raise self.error(
                _("{escape} gives no letter in UTF-8").format(escape=match[1]),
                _("write the letter itself"),
                code="PO-010",
            ) from None
        if control := _CONTROL.search(text.replace("\n", "").replace("\r", "").replace("\a", "")):
            raise self.control(control[0])
        return polib.escape(text)

    def outside(self) -> CatalogError:
        return self.error(
            _("there is something outside the quotes"),
            _('write \\" for a quote inside the text, and nothing after the last one'),
            code="PO-008",
        )

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
        if not line.split():
            # U+001C to U+001F part words, and no lines.
            return self.control(line[0])
        word = line.split(maxsplit=1)[0]
        shown = word if len(word) <= 20 else word[:20] + "…"
        return self.error(
            _("“{text}” is not part of a PO file").format(text=shown),
            _("delete the line, or put # before it to make it a comment"),
            code="PO-015",
        )

    def control(self, character: str) -> CatalogError:
        return self.error(
            _("the control character U+{code} stands in the file").format(
                code=f"{ord(character):04X}"
            ),
            _("delete it"),
            code="PO-016",
        )
