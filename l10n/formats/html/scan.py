"""The tokens of an HTML source and where each stands (the tokenizer of the standard, 13.2.5).

The tokens cover the whole source, one after another without gaps.
"""

import re
from enum import Enum
from typing import NamedTuple

from l10n.formats.bounds import Parts
from l10n.formats.html.depth import Depth
from l10n.formats.html.names import BLOCKS, BREAKOUT, FOREIGN, INTEGRATION, RAW
from l10n.regex import regex


class HtmlKind(Enum):
    """What a token is."""

    TEXT = "text"
    START = "start"
    END = "end"
    COMMENT = "comment"
    DOCTYPE = "doctype"
    RAW = "raw"
    """The content of `<script>` and the like, of `<title>`, or of a CDATA section."""
    BOGUS = "bogus"
    """What a browser reads as a comment or throws away: `<?php …?>`, `</ >`."""
    CUT = "cut"
    """A tag or comment that the end of the file cuts off."""


class Attribute(NamedTuple):
    """One attribute of a start tag."""

    name: str
    """In lower case."""
    name_start: int
    start: int
    """Where the value starts, after its quote; the end of the name if there is no value."""
    end: int
    quote: str | None
    """The quote around the value, empty for none; None if there is no value."""


class HtmlToken(NamedTuple):
    """A stretch of the source."""

    kind: HtmlKind
    start: int
    end: int
    name: str = ""
    """Tags: in lower case. RAW: of the element around it."""
    attributes: tuple[Attribute, ...] = ()
    closed: bool = False
    """Start tags: written `<x/>`."""


SPACE = "\t\n\f\r "
_NAME = regex(r"[A-Za-z][^\t\n\f\r />]*")
_ATTRIBUTE = regex(
    r"""
    [\t\n\f\r /]*+ (?:
        (?P<close>>)
      | (?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)
        (?: [\t\n\f\r ]*+ = [\t\n\f\r ]*+ (?:
            "(?P<double>[^"]*+)"
          | '(?P<single>[^']*+)'
          | (?P<bare>[^\t\n\f\r >"'][^\t\n\f\r >]*+)
          | (?P<none>(?=>))
        ))?+
    )
    """,
    re.VERBOSE,
)
_ASSIGNED = regex(r"[\t\n\f\r ]*+=")
_COMMENT_END = regex("--!?>")
_SCRIPT = regex(r"<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)
_RAW_END = {name: regex(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW}


def scan(source: str, start: int = 0) -> list[HtmlToken]:
    """Cut a source into tokens, in time linear in its length.

    Raises ArticleError where there are too many, or where too much is nested.
    """
    return _Scanner(source).scan(start)


def tag_at(source: str, at: int) -> HtmlToken | None:
    """The tag, comment or declaration that begins at a less-than sign; None if none does."""
    return _Scanner(source).markup(at, source[at + 1 : at + 2])


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.size = len(source)
        self.tokens: list[HtmlToken] = []
        self.foreign: list[str] = []
        self.inside: dict[str, int] = {}
        self.opened: dict[str, int] = {}
        self.parts = Parts()
        self.depth = Depth()

    def scan(self, position: int) -> list[HtmlToken]:
        source, size, text = self.source, self.size, position
        while position < size:
            found = source.find("<", position)
            if found < 0 or found + 1 >= size:
                break
            token = self.markup(found, source[found + 1])
            if token is None:
                position = found + 1
                continue
            self.parts.add(1 + len(token.attributes) + (found > text))
            if found > text:
                self.tokens.append(HtmlToken(HtmlKind.TEXT, text, found))
            self.tokens.append(token)
            text = position = token.end
            if token.kind is HtmlKind.START:
                text = position = self._content(token)
            elif token.kind is HtmlKind.END:
                self.depth.end(token.name)
                if self.foreign:
                    self._leave(token.name)
                self.opened[token.name] = self.opened.get(token.name, 0) - 1
        if text < size:
            self.tokens.append(HtmlToken(HtmlKind.TEXT, text, size))
        self.depth.check()
        return self.tokens

    def markup(self, at: int, char: str) -> HtmlToken | None:
        """The tag, comment or declaration at a less-than sign, before a character."""
        if char.isascii() and char.isalpha():
            return self._tag(HtmlKind.START, at, at + 1)
        if char == "/":
            following = self.source[at + 2 : at + 3]
            if following.isascii() and following.isalpha():
                return self._tag(HtmlKind.END, at, at + 2)
            return self._until(">", HtmlKind.BOGUS, at, at + 2) if following else None
        if char == "?":
            return self._until(">", HtmlKind.BOGUS, at, at + 2)
        return self._declaration(at) if char == "!" else None

    def _declaration(self, at: int) -> HtmlToken:
        source = self.source
        if source.startswith("<!--", at):
            if source.startswith((">", "->"), at + 4):
                return HtmlToken(HtmlKind.COMMENT, at, source.index(">", at) + 1)
            end = _COMMENT_END.search(source, at + 4)
            return (
                HtmlToken(HtmlKind.COMMENT, at, end.end())
                if end
                else HtmlToken(HtmlKind.CUT, at, self.size)
            )
        if source.startswith("<![CDATA[", at) and self.foreign and self.foreign[-1] in FOREIGN:
            return self._until("]]>", HtmlKind.RAW, at, at + 9)
        if source[at + 2 : at + 9].lower() == "doctype":
            return self._until(">", HtmlKind.DOCTYPE, at, at + 9)
        return self._until(">", HtmlKind.BOGUS, at, at + 2)

    def _until(self, mark: str, kind: HtmlKind, at: int, position: int) -> HtmlToken:
        end = self.source.find(mark, position)
        return (
            HtmlToken(HtmlKind.CUT, at, self.size)
            if end < 0
            else HtmlToken(kind, at, end + len(mark))
        )

    def _tag(self, kind: HtmlKind, at: int, position: int) -> HtmlToken:
        source = self.source
        found = _NAME.match(source, position)
        assert found is not None
        name, position = _lower(found[0]), found.end()
        attributes: list[Attribute] = []
        while True:
            found = _ATTRIBUTE.match(source, position)
            if found is None:
                return HtmlToken(HtmlKind.CUT, at, self.size, name)
            if found["close"]:
                closed = source[found.end() - 2] == "/" and found.end() - 2 >= position
                return HtmlToken(kind, at, found.end(), name, tuple(attributes), closed)
            if found.end() == found.end("name") and _ASSIGNED.match(source, found.end()):
                return HtmlToken(HtmlKind.CUT, at, self.size, name)
            attributes.append(_attribute(found))
            position = found.end()

    def _content(self, token: HtmlToken) -> int:
        """Follow a start tag into content that is not markup, to where markup goes on."""
        name = token.name
        if self.foreign and self.foreign[-1] in FOREIGN:
            if name not in BREAKOUT and not (name == "font" and _styled(token)):
                if not token.closed:
                    self.depth.start(name, foreign=True)
                if not token.closed and (name in FOREIGN or self._integrates(token)):
                    self._push(name)
                return token.end
            while self.foreign and self.foreign[-1] in FOREIGN:
                self._pop()
        self.depth.start(name, foreign=False)
        self.opened[name] = max(self.opened.get(name, 0), 0) + 1
        if name in FOREIGN:
            if not token.closed:
                self._push(name)
            return token.end
        if name not in RAW:
            return token.end
        end = self._raw_end(name, token.end)
        if end > token.end:
            self.tokens.append(HtmlToken(HtmlKind.RAW, token.end, end, name))
        return end

    def _integrates(self, token: HtmlToken) -> bool:
        """True if the content of a tag in SVG or MathML is HTML again."""
        if token.name == "annotation-xml" and self.foreign[-1] == "math":
            return any(
                attribute.name == "encoding"
                and self.source[attribute.start : attribute.end].lower()
                in ("text/html", "application/xhtml+xml")
                for attribute in token.attributes
            )
        return token.name in INTEGRATION[self.foreign[-1]]

    def _raw_end(self, name: str, position: int) -> int:
        if name == "plaintext":
            return self.size
        if name == "script":
            return self._script_end(position)
        end = _RAW_END[name].search(self.source, position)
        return end.start() if end else self.size

    def _script_end(self, position: int) -> int:
        """Find the end of a script, which may hold `<!-- <script> … </script> -->` (13.2.5.17)."""
        escaped = nested = False
        while found := _SCRIPT.search(self.source, position):
            position = found.end()
            if found[0] == "<!--":
                position -= 0 if escaped else 2
                escaped = True
            elif found[0] == "-->":
                escaped = nested = False
            elif not found[1]:
                nested = escaped
            elif not nested:
                return found.start()
            else:
                nested = False
        return self.size

    def _leave(self, name: str) -> None:
        if name in ("p", "br") or (name in BLOCKS and self.opened.get(name, 0) > 0):
            while self.foreign and self.foreign[-1] in FOREIGN:
                self._pop()
        elif self.inside.get(name, 0) > 0:
            while self._pop() != name:
                pass

    def _push(self, name: str) -> None:
        self.foreign.append(name)
        self.inside[name] = self.inside.get(name, 0) + 1

    def _pop(self) -> str:
        name = self.foreign.pop()
        self.inside[name] -= 1
        return name


def _attribute(found: re.Match[str]) -> Attribute:
    name, start = _lower(found["name"]), found.start("name")
    for group, quote in (("double", '"'), ("single", "'"), ("bare", ""), ("none", "")):
        if found.start(group) >= 0:
            return Attribute(name, start, found.start(group), found.end(group), quote)
    return Attribute(name, start, found.end("name"), found.end("name"), None)


def _styled(token: HtmlToken) -> bool:
    return any(attribute.name in ("color", "face", "size") for attribute in token.attributes)


def _lower(name: str) -> str:
    """Lower the ASCII letters of a name, and no others (the Kelvin sign is no `k`)."""
    if name.isascii():
        return name.lower()
    return "".join(char.lower() if char.isascii() else char for char in name)
