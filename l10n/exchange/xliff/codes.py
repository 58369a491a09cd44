"""Inline codes: our tags as XLIFF elements.

Properly nested pairs are written as one element around their text (`g`, `pc`), which no tool can
tear apart; those of a text whose tags cross or are not closed as two (`bx` and `ex`, `sc` and
`ec`). A code's id is the number of its tag, since tools show it, and some can only show numbers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from l10n.dataclass import dataclass
from l10n.exchange.xliff.words import (
    CHARACTER,
    character_name,
    code_type,
    code_types,
    kind_of,
)
from l10n.model.markup import Tagged, Token, TokenKind, tokens
from l10n.regex import regex
from l10n.store.xml_writing import UNHELD, escaped, start_tag

_DEEPEST = 40
"""Elements in one another, past which pairs are written as two; readers bound the depth."""
_UNHELD = regex(f"({UNHELD.pattern})")


class Forms(Protocol):
    """How one version of XLIFF writes codes."""

    def character(self, character: str) -> str:
        """A character that no XML file can hold."""
        ...

    def single(self, code: "Code") -> str:
        """An empty tag."""
        ...

    def begin(self, code: "Code") -> str:
        """The beginning of an element around text; `</…>` of its name ends it."""
        ...

    def end(self) -> str:
        """The end of such an element."""
        ...

    def half(self, code: "Code", *, opens: bool) -> str:
        """One half of a pair that is written as two elements."""
        ...


@dataclass(frozen=True, slots=True)
class Code:
    """One code where it stands in a text."""

    name: str
    """Of the tag: `a1`."""
    nth: int = 1
    """How often it has stood there, this time counted; a faulty text may double one."""
    paired: bool = True
    """False for half a pair that stands alone."""

    @property
    def number(self) -> str:
        """The number of its tag."""
        return self.name[len(kind_of(self.name)) :]


def inline(text: str, source: Tagged, forms: Forms) -> str:
    """A source or target as the content of an element; `source` says which names are tags."""
    found = tokens(text, source)
    nested = _nested(found)
    partners = {} if nested else _partners(found)
    seen: Counter[tuple[str, TokenKind]] = Counter()
    written: list[str] = []
    for place, token in enumerate(found):
        if token.kind is TokenKind.TEXT:
            written.extend(_text(token.text, forms))
            continue
        seen[token.text, token.kind] += 1
        code = Code(token.text, seen[token.text, token.kind])
        if token.kind is TokenKind.EMPTY:
            written.append(forms.single(code))
        elif nested:
            written.append(forms.begin(code) if token.kind is TokenKind.OPEN else forms.end())
        else:
            nth = partners.get(place, code.nth)
            half = Code(token.text, nth, paired=place in partners)
            written.append(forms.half(half, opens=token.kind is TokenKind.OPEN))
    return "".join(written)


def _text(text: str, forms: Forms) -> Iterator[str]:
    for part in _UNHELD.split(text):
        yield forms.character(part) if UNHELD.match(part) else escaped(part)


def _nested(found: Sequence[Token]) -> bool:
    """True if all pairs are closed, do not cross, and are not too deep in one another."""
    names: list[str] = []
    for token in found:
        if token.kind is TokenKind.OPEN:
            names.append(token.text)
            if len(names) > _DEEPEST:
                return False
        elif token.kind is TokenKind.CLOSE and (not names or names.pop() != token.text):
            return False
    return not names


def _partners(found: Sequence[Token]) -> Mapping[int, int]:
    """The places of halves that belong together, each with the number that both have."""
    waiting: dict[str, list[tuple[int, int]]] = {}
    counted: Counter[str] = Counter()
    partners: dict[int, int] = {}
    for place, token in enumerate(found):
        if token.kind is TokenKind.OPEN:
            counted[token.text] += 1
            waiting.setdefault(token.text, []).append((place, counted[token.text]))
        elif token.kind is TokenKind.CLOSE and waiting.get(token.text):
            opening, nth = waiting[token.text].pop()
            partners[opening] = partners[place] = nth
    return partners


class Forms1:
    """Codes of version 1.2: `g` and `x`; `bx` and `ex` for halves.

    `bpt`, `ept` and `ph`, which carry the native code, are not used: OmegaT and memoQ then show
    what is in them, by settings that every project would have to make.
    """

    def character(self, character: str) -> str:
        """A placeholder that names the character."""
        name = character_name(character)
        return start_tag("x", {"id": name, "ctype": CHARACTER}, empty=True)

    def single(self, code: Code) -> str:
        """`x`."""
        return start_tag("x", self._named(code, f"<{code.name}/>", paired=False), empty=True)

    def begin(self, code: Code) -> str:
        """`g`."""
        return start_tag("g", self._named(code, f"<{code.name}>", paired=True))

    def end(self) -> str:
        """`g`."""
        return "</g>"

    def half(self, code: Code, *, opens: bool) -> str:
        """`bx` or `ex`, which name each other by `rid`."""
        shown = f"<{'' if opens else '/'}{code.name}>"
        named = {"id": code.number}
        if opens or code.paired:
            named["rid"] = f"{code.number}-{code.nth}"
        if opens:
            named["ctype"] = code_type(code.name, paired=True)
        return start_tag("bx" if opens else "ex", {**named, "equiv-text": shown}, empty=True)

    def _named(self, code: Code, shown: str, *, paired: bool) -> dict[str, str]:
        return {
            "id": code.number,
            "ctype": code_type(code.name, paired=paired),
            "equiv-text": shown,
        }


class Forms2:
    """Codes of version 2: `pc` and `ph`; `sc` and `ec` for halves; data of each in its unit."""

    def __init__(self) -> None:
        """Begin with no data."""
        self.data: dict[str, str] = {}
        """The tag by the id under which codes refer to it."""

    def character(self, character: str) -> str:
        """`cp`."""
        return start_tag("cp", {"hex": f"{ord(character):04X}"}, empty=True)

    def single(self, code: Code) -> str:
        """`ph`."""
        shown = f"<{code.name}/>"
        named = self._named(code, code_types(code.name))
        named |= {"dataRef": self._data(f"p{code.number}", shown), "disp": shown}
        return start_tag("ph", {**named, **_FIXED}, empty=True)

    def begin(self, code: Code) -> str:
        """`pc`."""
        opens, closes = f"<{code.name}>", f"</{code.name}>"
        named = self._named(code, code_types(code.name))
        named |= {
            "dataRefStart": self._data(f"s{code.number}", opens),
            "dataRefEnd": self._data(f"e{code.number}", closes),
            "dispStart": opens,
            "dispEnd": closes,
        }
        return start_tag("pc", {**named, **_FIXED})

    def end(self) -> str:
        """`pc`."""
        return "</pc>"

    def half(self, code: Code, *, opens: bool) -> str:
        """`sc` or `ec`, which name each other, or say that they stand alone."""
        shown = f"<{'' if opens else '/'}{code.name}>"
        data = self._data(f"{'s' if opens else 'e'}{code.number}", shown)
        if opens or not code.paired:
            named = self._named(code, code_types(code.name), "" if opens else "e")
            if not code.paired:
                named["isolated"] = "yes"
        else:
            named = {"startRef": self._id(code)}
        name = "sc" if opens else "ec"
        return start_tag(name, {**named, "dataRef": data, "disp": shown, **_FIXED}, empty=True)

    def _named(self, code: Code, types: dict[str, str], prefix: str = "") -> dict[str, str]:
        copied = {"copyOf": code.number} if code.nth > 1 or prefix else {}
        return {"id": prefix + self._id(code), **copied, **types}

    def _id(self, code: Code) -> str:
        return code.number if code.nth == 1 else f"{code.number}-{code.nth}"

    def _data(self, name: str, shown: str) -> str:
        self.data[name] = shown
        return name


_FIXED = {"canCopy": "no", "canDelete": "no"}
