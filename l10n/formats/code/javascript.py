"""JavaScript in an article: where an expression, an import or an export ends."""

import re

from l10n.regex import regex

_TOKEN = regex(
    r"""
      "(?:[^"\\\r\n]|\\.)*+"
    | '(?:[^'\\\r\n]|\\.)*+'
    | \\.
    | //[^\r\n]*+
    | /\*
    | [{}()\[\]`]
    | (?P<blank>(?:\r\n|[\r\n])(?=[ \t]*+(?:[\r\n]|\Z)))
    """,
    re.VERBOSE,
)
_IN_TEMPLATE = regex(r"\\[\s\S]|`|\$\{")
_PAIRS = {"}": "{", ")": "(", "]": "["}
_MOST_FAILURES = 16
"""Braces that nothing closes, after which no other is looked for: no such text is MDX."""


class JavaScript:
    """The JavaScript of one text; offsets are characters of it."""

    def __init__(self, text: str) -> None:
        """Begin with a text."""
        self._text = text
        self._failures = 0

    def expression_end(self, start: int) -> int | None:
        """Just behind the brace that closes the one at `start`; None where none does."""
        if self._failures >= _MOST_FAILURES:
            return None
        end = self._end(start, len(self._text), statement=False)
        self._failures += end is None
        return end

    def module_end(self, start: int) -> int:
        """Where the imports and exports end that begin at `start`: at a blank line, all closed."""
        end = self._end(start, len(self._text), statement=True)
        return len(self._text) if end is None else end

    def _end(self, start: int, limit: int, *, statement: bool) -> int | None:
        text, position = self._text, start
        opened: list[str] = []
        while position < limit:
            template = bool(opened) and opened[-1] == "`"
            found = (_IN_TEMPLATE if template else _TOKEN).search(text, position, limit)
            if found is None:
                return None
            position = found.end()
            token = found[0]
            if template:
                if token == "`":
                    opened.pop()
                elif token == "${":
                    opened.append("{")
            elif token == "/*":
                closed = text.find("*/", position, limit)
                if closed < 0:
                    return None
                position = closed + 2
            elif token in ("{", "(", "[", "`"):
                opened.append(token)
            elif token in _PAIRS:
                if opened and opened[-1] == _PAIRS[token]:
                    opened.pop()
            elif found["blank"] and statement and not opened:
                return found.start()
            if not statement and not opened:
                return position
        return None
