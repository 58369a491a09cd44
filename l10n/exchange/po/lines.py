"""The lines of a PO file: taken apart strictly, so that no damage is read over in silence.

polib drops or bends what it does not expect: the last letter before an unclosed quote, a second
`msgid` after a comment, a `msgid` without `msgstr` at the end, `#~|` lines, empty comment lines,
comments after the last entry, unknown escapes, bytes by number. So comments are read here, and the
lines of the messages themselves are checked and brought into the one form that polib reads exactly.
The grammar is that of the GNU gettext manual, section "The Format of PO Files".
"""

import re
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
                self.part(line, obsolete=False)
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
                    self.part(rest, obsolete=True)
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
        """Take a line of the previous message."""
        rest = _PREVIOUS.sub("", line, count=1)
        match = _KEYWORD.match(rest)
        if match is None:
            if not rest.startswith('"') or not self.in_previous:
                raise self.junk(line)
            left = self.strings(rest, "#| ", "#| ")
        else:
            step = _STEPS.get(match[1])
            if step is None or step is _Step.STRING or step <= self.now.previous:
                raise self.order(match[1])
            self.now.previous = step
            self.in_previous = True
            left = self.strings(rest[match.end() :], f"#| {match[1]} ", "#| ")
        if left:
            self.before(f"#|{left}")

    def part(self, line: str, *, obsolete: bool) -> None:
        """Take a line of the message itself."""
        prefix = "#~ " if obsolete else ""
        if line.startswith('"'):
            if self.now.step is _Step.NONE or self.now.obsolete is not obsolete:
                raise self.error(
                    _("this text belongs to no entry"),
                    _("put it into the entry that it belongs to, or delete it"),
                    code="PO-004",
                )
            self.rest(self.strings(line, prefix, prefix), obsolete=obsolete)
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
            if now.step < _Step.PLURAL or int(match[2]) != now.plurals or now.plurals > 9:
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
        left = self.strings(line[match.end() :], f"{prefix}{match[1]} ", prefix)
        self.rest(left, obsolete=obsolete)

    def rest(self, left: str, *, obsolete: bool) -> None:
        """Take what follows a text on its line: a keyword, or a comment for the next entry."""
        if left.startswith("#"):
            self.comment(left, left)
        elif left:
            self.part(left, obsolete=obsolete)

    def strings(self, quoted: str, first: str, later: str) -> str:
        """Check quoted strings and add them to the message, each on a line of its own.

        What follows them on the line is given back.
        """
        if not quoted:
            raise self.error(
                _("the text is missing"), _('write it in quotes, "" for none'), code="PO-006"
            )
        found = _STRINGS.match(quoted)
        left = quoted if found is None else quoted[found.end() :]
        comment = left.startswith("#") and self.now.complete
        if left and not comment and not _KEYWORD.match(left):
            if left.startswith('"'):
                raise self.error(
                    _("a quote is not closed"),
                    _('close it with " at the end of the line'),
                    code="PO-007",
                )
            raise self.error(
                _("there is something outside the quotes"),
                _('write \\" for a quote inside the text, and nothing after the last one'),
                code="PO-008",
            )
        quoted = quoted[: len(quoted) - len(left)]
        if control := _CONTROL.search(quoted):
            raise self.control(control[0])
        if "\\" in quoted:
            quoted = _ESCAPE.sub(self.escape, quoted)
        for string in _STRING.findall(quoted):
            self.now.message.append(first + string)
            first = later
        return left

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
