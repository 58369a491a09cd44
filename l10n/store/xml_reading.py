"""XML files of other tools, read as they stream in, with bounds on all that a file may claim.

No grammar of a file is read (DTD), so it declares no entities and reaches for no other file.
Expat (pyexpat) parses; what it would keep for ever, or wait for without an end, is bounded here.
"""

from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from l10n.errors import FileError
from l10n.messages import _
from l10n.regex import regex
from l10n.store.xml_decoding import text_blocks
from l10n.store.xml_elements import Collected, root_of, skipped, whole
from l10n.store.xml_events import (
    XML,
    Bounds,
    Element,
    End,
    Event,
    Source,
    Start,
    Text,
    cut,
    local,
    shown,
)

__all__ = [
    "XML",
    "Bounds",
    "Element",
    "End",
    "Event",
    "Source",
    "Start",
    "Text",
    "cut",
    "local",
    "root_of",
    "shown",
    "skipped",
    "whole",
    "xml_events",
]

_BLANK = regex(r"[^\n]")
_SPACE = regex(r"[\t\n\r ]*+")
_DOCTYPE = regex(r"""<!DOCTYPE(?:[^"'\[>]|"[^"]*+"|'[^']*+')*+(?P<end>[\[>])?+""")
_CUT_OFF = frozenset(
    expat.errors.codes[words]
    for words in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)
_ASIDES = (("<!--", "-->"), ("<?", "?>"))
"""How comments and instructions begin and end."""


def xml_events(source: Source) -> Iterator[Event]:
    """The elements and texts of a file in order; raises the source's `error` with line and remedy.

    Memory depends on the bounds alone, and time on the size of the file.
    """
    return _Parser(source).events()


class _Parser:
    """Expat with its handlers, and what they have found since it was last asked."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.bounds = source.bounds
        self.found: list[Event] = []
        self.texts: list[str] = []
        self.size = 0
        self.depth = 0
        self.dropped_from = 0
        """The depth of the outermost unread element that is open; 0 for none."""
        self.collected = Collected(source)
        self.names: dict[str, str] = {}
        """Expat keeps each name that it meets; pyexpat keeps them here."""
        self.given = 0
        self.longest = 0
        """How many names were looked at for their length."""
        self.expat = self._expat()
        self._listen()

    def _expat(self) -> expat.XMLParserType:
        separator = " " if self.source.namespaces else None
        made = expat.ParserCreate("utf-8", separator, self.names)
        made.buffer_text = True
        made.buffer_size = 1 << 15
        made.StartNamespaceDeclHandler = self._namespace
        made.StartDoctypeDeclHandler = self._grammar
        made.EntityDeclHandler = self._grammar
        made.SkippedEntityHandler = self._grammar
        made.ExternalEntityRefHandler = self._grammar
        return made

    def events(self) -> Iterator[Event]:
        for block in self._without_doctype():
            self._parse(block, last=False)
            yield from self.found
            self.found.clear()
        self._parse("", last=True)
        yield from self.found

    def _without_doctype(self) -> Iterator[str]:
        """The text of the file with blanks for what names its grammar.

        Expat would drop without a word each entity that may be declared in a grammar elsewhere.
        """
        blocks = text_blocks(self.source.file, self.source.path, self.source.error)
        text = ""
        for block in blocks:
            text += block
            span = _doctype(text)
            if span is not None:
                start, end = span
                if text[end - 1 : end] == "[":
                    raise self._own_grammar(text.count("\n", 0, start) + 1)
                yield text[:start] + _BLANK.sub(" ", text[start:end]) + text[end:]
                break
            if len(text) > self.bounds.token:
                self._refuse_token(1)
        else:
            yield text
        yield from blocks

    def _parse(self, text: str, *, last: bool) -> None:
        data = text.encode("utf-8")
        self.given += len(data)
        try:
            self.expat.Parse(data, last)
        except expat.ExpatError as reason:
            raise self._error(reason) from None
        if self.given - max(self.expat.CurrentByteIndex, 0) > self.bounds.token:
            self._refuse_token(self.expat.CurrentLineNumber)
        if len(self.names) > self.longest:
            self.longest = len(self.names)
            self._check_name(max(filter(None, self.names), key=len, default=""))
        if len(self.names) > self.bounds.names:
            raise self.source.error(
                _("the file has more than {limit} different names of elements").format(
                    limit=self.bounds.names
                ),
                code="XML-013",
                path=self.source.path,
                remedy=_("look at whether it is the file that was meant"),
            )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.texts:
            self._flush()
        self.depth += 1
        line = self.expat.CurrentLineNumber
        if self.depth > self.bounds.depth or len(attributes) > self.bounds.attributes:
            self._refuse_element(name, line)
        if name in self.source.taken and not self.dropped_from:
            self.collected.open(name, attributes, line)
            self._listen_within()
        elif not self.dropped_from:
            self.found.append(Start(name, attributes, line))
            if self.source.unread and name in self.source.unread:
                self.dropped_from = self.depth

    def _end(self, name: str) -> None:
        if self.texts:
            self._flush()
        if self.dropped_from == self.depth:
            self.dropped_from = 0
        self.depth -= 1
        if not self.dropped_from:
            self.found.append(End(name, self.expat.CurrentLineNumber))

    def _start_within(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element in one that is taken as a whole."""
        line = self.expat.CurrentLineNumber
        depth = self.depth + len(self.collected.stack)
        if depth > self.bounds.depth or len(attributes) > self.bounds.attributes:
            self._refuse_element(name, line)
        self.collected.open(name, attributes, line)

    def _end_within(self, name: str) -> None:
        if made := self.collected.close():
            self.depth -= 1
            self.found.append(made)
            self._listen()

    def _listen(self) -> None:
        """Have expat tell of what is outside of elements that are taken as a whole."""
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._text

    def _listen_within(self) -> None:
        """Have it tell of what is in one, with one call for each part."""
        self.expat.StartElementHandler = self._start_within
        self.expat.EndElementHandler = self._end_within
        self.expat.CharacterDataHandler = self.collected.add

    def _text(self, text: str) -> None:
        if self.dropped_from:
            return
        self.texts.append(text)
        self.size += len(text)
        if self.size > self.bounds.text:
            raise self.source.error(
                _("a text is longer than {limit} characters").format(limit=self.bounds.text),
                code="XML-010",
                path=self.source.path,
                line=self.expat.CurrentLineNumber,
                remedy=_("look at whether the file is damaged"),
            )

    def _flush(self) -> None:
        self.found.append(Text("".join(self.texts)))
        self.texts = []
        self.size = 0

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self._check_name(f"{uri or ''}{prefix or ''}")

    def _refuse_element(self, name: str, line: int) -> NoReturn:
        """Refuse an element that lies too deep, or else has too many attributes."""
        if self.depth + len(self.collected.stack) > self.bounds.depth:
            raise self.source.error(
                _("elements lie more than {limit} deep in one another").format(
                    limit=self.bounds.depth
                ),
                code="XML-011",
                path=self.source.path,
                line=line,
                remedy=_("look at whether it is the file that was meant"),
            )
        raise self.source.error(
            _("<{name}> has more than {limit} attributes").format(
                name=shown(name), limit=self.bounds.attributes
            ),
            code="XML-012",
            path=self.source.path,
            line=line,
            remedy=_("look at whether it is the file that was meant"),
        )

    def _check_name(self, name: str) -> None:
        if len(name) > self.bounds.name:
            raise self.source.error(
                _("a name is longer than {limit} characters").format(limit=self.bounds.name),
                code="XML-015",
                path=self.source.path,
                line=self.expat.CurrentLineNumber,
                remedy=_("look at whether it is the file that was meant"),
            )

    def _grammar(self, *_what: object) -> NoReturn:
        raise self._own_grammar(self.expat.CurrentLineNumber)

    def _own_grammar(self, line: int) -> FileError:
        return self.source.error(
            _("the file brings a grammar or entities of its own"),
            code="XML-006",
            path=self.source.path,
            line=line,
            remedy=_("delete what stands in square brackets after <!DOCTYPE, and the brackets"),
        )

    def _refuse_token(self, line: int) -> NoReturn:
        raise self.source.error(
            _("a tag, a comment or an instruction is longer than {size} KiB").format(
                size=self.bounds.token // 1024
            ),
            code="XML-009",
            path=self.source.path,
            line=line,
            remedy=_("look at whether the file is damaged"),
        )

    def _error(self, reason: expat.ExpatError) -> FileError:
        if reason.code in _CUT_OFF:
            return self.source.error(
                _("the file is cut off"),
                code="XML-008",
                path=self.source.path,
                line=reason.lineno,
                remedy=_("take the file from where it came once more"),
            )
        return self.source.error(
            _("this is not well-formed XML: {reason}").format(
                reason=expat.ErrorString(reason.code)
            ),
            code="XML-007",
            path=self.source.path,
            line=reason.lineno,
            remedy=_("export the file once more with the program that it comes from"),
        )


def _doctype(text: str) -> tuple[int, int] | None:
    """Where the declaration of a grammar stands; an empty span if there is none.

    Its last character is a bracket where it goes on with a grammar. None if more of the text is
    needed to tell.
    """
    at = 0
    while True:
        at = _end_of_space(text, at)
        for begins, ends in _ASIDES:
            if text.startswith(begins, at):
                end = text.find(ends, at + len(begins))
                if end < 0:
                    return None
                at = end + len(ends)
                break
        else:
            rest = text[at : at + 9]
            if rest == "<!DOCTYPE":
                match = _DOCTYPE.match(text, at)
                assert match is not None
                return match.span() if match["end"] else None
            if any(begins.startswith(rest) for begins in ("<!DOCTYPE", "<!--")):
                return None
            return 0, 0


def _end_of_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match is not None
    return match.end()
