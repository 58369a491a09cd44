"""Regular expressions as trees, as far as it takes to say what cannot match.

Read are the patterns of SRX, which are Java's, and those of `re`. A tree knows less than its
pattern: what looks around is left out, and a class that is not understood holds any character.
"""

from collections.abc import Callable
from dataclasses import field
from functools import cached_property, lru_cache
from unicodedata import category

from l10n.dataclass import dataclass
from l10n.regex import regex

NO, MAYBE, YES = 0, 1, 2

State = int
"""Whether a class holds a character; where `re`, `regex` and Java may differ it is `MAYBE`."""

SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_ACROSS = "\t \xa0\u1680\u180e\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_DOWN = "\n\v\f\r\x85\u2028\u2029"
_FOLDED_APART = "ıİſKÅ"
"""Letters that are the same as others only where case counts for nothing."""
_LITERALS = regex(r"(?:[^\\()\[\]{}.*+?|^$](?![*+?{]))+")
"""Characters that stand for themselves, once each; most of the rules is lists of words."""
_CLASS = regex(r"\[\^?(?:[^\[\]\\^]|\\.)+\]")
"""A class without another one in it; the rules have the same few again and again."""
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"}


class UnreadableError(ValueError):
    """A pattern has something that is not known here."""


@dataclass(frozen=True, eq=False)
class Chars:
    """One character of a class."""

    singles: frozenset[str] = frozenset()
    ranges: tuple[tuple[str, str], ...] = ()
    kinds: tuple[Callable[[str], State], ...] = ()
    negated: bool = False
    folded: bool = False
    vague: bool = False
    """Not understood: may hold anything."""

    def state(self, char: str) -> State:
        """Whether the class holds a character."""
        if self.vague:
            return MAYBE
        if not self.folded:
            state = self._listed(char)
        elif char in _FOLDED_APART or len(char.casefold()) > 1:
            return MAYBE
        else:
            forms = {char, char.lower(), char.upper()}
            state = max(self._listed(form) for form in forms if len(form) == 1)
        return YES - state if self.negated else state

    def _listed(self, char: str) -> State:
        if char in self.singles or any(low <= char <= high for low, high in self.ranges):
            return YES
        return max((kind(char) for kind in self.kinds), default=NO)

    @cached_property
    def single(self) -> str:
        """The one character that it holds; empty for more of them."""
        if len(self.singles) != 1 or self.ranges or self.kinds:
            return ""
        return "" if self.negated or self.folded or self.vague else next(iter(self.singles))

    @cached_property
    def explicit(self) -> frozenset[str] | None:
        """All its characters, where they are few and listed."""
        if self.vague or self.negated or self.kinds or self.folded:
            return None
        listed = [chr(code) for a, b in self.ranges for code in range(ord(a), ord(b) + 1)]
        return self.singles | frozenset(listed) if len(listed) < 100 else None


@dataclass(frozen=True, eq=False)
class Group:
    """One of several sequences."""

    options: "tuple[Sequence, ...]"


@dataclass(frozen=True, eq=False)
class Repeat:
    """A node several times."""

    item: "Node"
    least: int
    most: int | None

    @cached_property
    def rest(self) -> "Repeat":
        """The same after one time."""
        if self.most is None and not self.least:
            return self
        return Repeat(
            self.item, max(self.least - 1, 0), None if self.most is None else self.most - 1
        )


@dataclass(frozen=True, eq=False)
class Edge:
    """A condition on a place."""

    word: bool
    """The edge of a word; else anything that looks around."""
    start: bool = False
    """The beginning of a text."""
    ahead: Chars | None = None
    """What the next character must be one of, where no more than that is looked for."""


Node = Chars | Group | Repeat | Edge
Sequence = tuple[Node, ...]


@lru_cache(maxsize=2048)
def parse(pattern: str, *, folded: bool = False) -> Sequence:
    """Read a pattern; raise `UnreadableError` where that cannot be done."""
    reader = _Reader(pattern, folded)
    options = reader.options()
    if reader.at < len(pattern):
        raise UnreadableError(pattern)
    return _one(options)


def backwards(nodes: Sequence) -> Sequence:
    """The tree of the same texts read from their end."""
    return tuple(_backward(node) for node in reversed(nodes))


def _backward(node: Node) -> Node:
    if isinstance(node, Group):
        return Group(tuple(backwards(option) for option in node.options))
    if isinstance(node, Repeat):
        return Repeat(_backward(node.item), node.least, node.most)
    return node


def _one(options: list[Sequence]) -> Sequence:
    return options[0] if len(options) == 1 else (Group(tuple(options)),)


@dataclass(slots=True)
class _Reader:
    text: str
    folded: bool
    at: int = field(default=0)

    def options(self) -> list[Sequence]:
        found: list[Sequence] = []
        nodes: list[Node] = []
        folded = self.folded
        while self.at < len(self.text) and self.text[self.at] != ")":
            if self.text[self.at] == "|":
                self.at += 1
                found.append(tuple(nodes))
                nodes = []
                continue
            literals = _LITERALS.match(self.text, self.at)
            if literals:
                nodes += [_literal(char, self.folded) for char in literals[0]]
                self.at = literals.end()
                continue
            node = self._repeated(self._atom())
            if node is not None:
                nodes.append(node)
        self.folded = folded
        return [*found, tuple(nodes)]

    def _take(self, literal: str) -> bool:
        if self.text.startswith(literal, self.at):
            self.at += len(literal)
            return True
        return False

    def _next(self) -> str:
        if self.at >= len(self.text):
            raise UnreadableError(self.text)
        self.at += 1
        return self.text[self.at - 1]

    def _atom(self) -> Node | None:
        char = self._next()
        if char == "(":
            return self._group()
        if char == "[":
            listed = _CLASS.match(self.text, self.at - 1)
            if listed:
                self.at = listed.end()
                return _class(listed[0], self.folded)
            return self.chars()
        if char == ".":
            return Chars(frozenset("\n"), negated=True)
        if char in "^$":
            return Edge(word=False, start=char == "^")
        if char == "\\":
            if self._take("b"):
                return Edge(word=True)
            if self._take("B") or self._take("A") or self._take("Z"):
                return Edge(word=False)
            return self._chars([self._escape()], negated=False)
        if char in "*+?{":
            raise UnreadableError(self.text)
        return _literal(char, self.folded)

    def _group(self) -> Node | None:
        for opening in ("?=", "?!", "?<=", "?<!"):
            if self._take(opening):
                options = self._body()
                only = options[0][0] if len(options) == 1 and len(options[0]) == 1 else None
                sole = only if opening == "?=" and isinstance(only, Chars) else None
                return Edge(word=False, ahead=sole)
        if self._take("?U)"):
            return None
        if self._take("?iu)") or self._take("?i)"):
            self.folded = True
            return None
        before = self.folded
        if self._take("?i:"):
            self.folded = True
        elif not self._take("?:") and self._take("?"):
            raise UnreadableError(self.text)
        options = self._body()
        self.folded = before
        return Group(tuple(options))

    def _body(self) -> list[Sequence]:
        options = self.options()
        if not self._take(")"):
            raise UnreadableError(self.text)
        return options

    def _repeated(self, node: Node | None) -> Node | None:
        if node is None:
            return None
        if self._take("*"):
            node = Repeat(node, 0, None)
        elif self._take("+"):
            node = Repeat(node, 1, None)
        elif self._take("?"):
            node = Repeat(node, 0, 1)
        elif self._take("{"):
            end = self.text.find("}", self.at)
            low, _, high = self.text[self.at : end].partition(",")
            if end < 0 or not low.isdigit() or (high and not high.isdigit()):
                raise UnreadableError(self.text)
            ranged = "," in self.text[self.at : end]
            self.at = end + 1
            most = (int(high) if high else None) if ranged else int(low)
            node = Repeat(node, int(low), most)
        else:
            return node
        if not self._take("?"):
            self._take("+")
        return node

    def _escape(self) -> str | Callable[[str], State]:
        """A character, or what says of others whether they belong to a kind."""
        char = self._next()
        if char == "u":
            digits = self.text[self.at : self.at + 4]
            self.at += 4
            return chr(int(digits, 16))
        if char in "pP":
            if self._next() != "{":
                raise UnreadableError(self.text)
            end = self.text.index("}", self.at)
            name = self.text[self.at : end]
            self.at = end + 1
            return _property(name) if char == "p" else _outside(_property(name))
        if char in _KINDS:
            return _KINDS[char]
        if char in _NAMED:
            return _NAMED[char]
        if char == "x":
            self.at += 2
            return chr(int(self.text[self.at - 2 : self.at], 16))
        if char.isascii() and char.isalnum():
            raise UnreadableError(self.text)
        return char

    def chars(self) -> Chars:
        """Read a class after its opening bracket."""
        negated = self._take("^")
        items: list[str | Callable[[str], State]] = []
        ranges: list[tuple[str, str]] = []
        vague = False
        while not self._take("]") or not (items or ranges or vague):
            char = self._next()
            if char == "[":
                nested = self.chars()
                items.append(_perhaps(nested))
                continue
            if char == "-" and self.text.startswith("[", self.at):
                items.append(_perhaps(Chars(frozenset("-"))))
                continue
            if char == "&" and self._take("&"):
                vague = True
                continue
            item = self._escape() if char == "\\" else char
            follows = self.text[self.at : self.at + 2]
            ranged = len(follows) == 2 and follows[0] == "-" and follows[1] not in "[]"
            if isinstance(item, str) and ranged:
                self.at += 1
                last = self._next()
                end = self._escape() if last == "\\" else last
                if not isinstance(end, str):
                    raise UnreadableError(self.text)
                ranges.append((item, end))
                continue
            items.append(item)
        if vague:
            return Chars(vague=True)
        return self._chars(items, negated=negated, ranges=tuple(ranges))

    def _chars(
        self,
        items: list[str | Callable[[str], State]],
        *,
        negated: bool,
        ranges: tuple[tuple[str, str], ...] = (),
    ) -> Chars:
        singles = frozenset(item for item in items if isinstance(item, str))
        kinds = tuple(item for item in items if not isinstance(item, str))
        cased = bool(ranges) or any(kind("a") != NO for kind in kinds)
        cased = cased or any(char.lower() != char.upper() for char in singles)
        folded = self.folded and cased
        return Chars(singles, ranges, kinds, negated, folded)


@lru_cache(maxsize=1024)
def _literal(char: str, folded: bool) -> Chars:
    """A character that stands for itself."""
    return Chars(frozenset(char), folded=folded and char.lower() != char.upper())


@lru_cache(maxsize=1024)
def _class(source: str, folded: bool) -> Chars:
    return _Reader(source, folded, at=1).chars()


def word_state(char: str) -> State:
    """Whether a character belongs to words; engines differ in marks and in other numbers."""
    kind = category(char)
    if kind[0] == "L" or kind in {"Nd", "Pc"}:
        return YES
    return NO if kind[0] in "ZP" or kind in {"Cc", "Sc", "Sm", "Sk"} else MAYBE


def _space_state(char: str) -> State:
    if char in SPACE:
        return YES
    return MAYBE if "\x1c" <= char <= "\x1f" else NO


def _property(name: str) -> Callable[[str], State]:
    known = len(name) <= 2 and name[0] in "LMNPSZC"

    def state(char: str) -> State:
        kind = category(char)
        if kind == "Cn" or not known:
            return MAYBE
        return YES if kind.startswith(name) else NO

    return state


def _outside(kind: Callable[[str], State]) -> Callable[[str], State]:
    return lambda char: YES - kind(char)


def _among(listed: str) -> Callable[[str], State]:
    return lambda char: YES if char in listed else NO


def _perhaps(chars: Chars) -> Callable[[str], State]:
    """A class within a class, which engines join in their own ways."""
    return lambda char: NO if chars.state(char) == NO else MAYBE


def _digit_state(char: str) -> State:
    kind = category(char)
    return MAYBE if kind == "Cn" else YES if kind == "Nd" else NO


_KINDS: dict[str, Callable[[str], State]] = {
    "w": word_state,
    "W": _outside(word_state),
    "s": _space_state,
    "S": _outside(_space_state),
    "d": _digit_state,
    "D": _outside(_digit_state),
    "h": _among(_ACROSS),
    "v": _among(_DOWN),
}
