r"""Inline elements of TMX as our tags: what other tools keep in them, and what we wrote ourselves.

A code's own markup is no part of a text here: `<bpt i="1">{\b </bpt>x<ept i="1">}</ept>` is
`<g1>x</g1>`. Its kind is told from its type, or from the markup where that reads like HTML.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum

from l10n.dataclass import dataclass
from l10n.exchange.tmx.terms import CHARACTER, KINDS, named_character
from l10n.model.markup import TAG, Tagged
from l10n.regex import regex
from l10n.store.xml_reading import Element, local
from l10n.tags.renumbering import tagged

_HTML = regex(r"\s*+<(?P<close>/?)\s*+(?P<name>[A-Za-z]{1,8})(?![A-Za-z])[^<>]*+>\s*+")
_KIND = regex(r"(?:x-)?([a-z]{1,8})")
_FROM_0 = regex(r"</?[a-z]+0/?>")
"""A tag that OmegaT wrote as text: it counts from 0, and we from 1."""
_PAIR, _SINGLE = "g", "x"
"""Kinds of codes of which nothing is known, in the words of XLIFF."""


_NO_SUBS: tuple[Element, ...] = ()


class Form(Enum):
    """What a piece of a text is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    SINGLE = "single"


@dataclass(slots=True, eq=False)
class Code:
    """A code of a text; the two ends of a pair are one code."""

    paired: bool
    content: str
    """Its own markup; that of its beginning, for a pair."""
    type: str = ""
    x: str = ""
    """Which code of the other language it is, as far as the file says."""
    i: str = ""
    """By which its two ends find each other."""
    subs: tuple[Element, ...] = ()
    """Texts within its markup, such as a title."""

    def kind(self) -> str:
        """The letters of its tag: `b`."""
        if self.type in KINDS:
            return KINDS[self.type]
        if match := _KIND.fullmatch(self.type):
            return match[1]
        if match := _HTML.fullmatch(self.content):
            return match["name"].lower()
        return _PAIR if self.paired else _SINGLE


@dataclass(slots=True, eq=False)
class Piece:
    """A text, or one end of a code."""

    form: Form
    text: str
    """Of a code its own markup at this place."""
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Both:
    """A text and its translation with our tags."""

    source: Tagged
    target: str
    subs: tuple[tuple[Element, Element], ...] = ()
    """Texts within their codes, each with its translation."""


def pieces(seg: Element) -> list[Piece]:
    """The texts and codes of a `seg`, or of a `sub`, in order."""
    children = seg.children
    if len(children) == 1 and isinstance(children[0], str):
        return [Piece(Form.TEXT, children[0])]
    walk = _Walk()
    walk.into(seg)
    return walk.paired()


def both(source: Sequence[Piece], target: Sequence[Piece], *, ours: bool) -> Both:
    """A text and its translation with tags that say which codes of the two belong together.

    A code that the source does not have goes, its text stays. `ours` tells that we wrote the file:
    then only codes are tags. In other files without codes, what reads like our tags is a tag, since
    tools that know no codes take the texts of our catalogs as they stand.
    """
    coded = [piece.text for piece in (*source, *target) if piece.code is not None]
    if not coded:
        text = _plain(source)
        found = Tagged(text) if ours else tagged(text)
        if ours or not _FROM_0.search(text):
            return Both(found, _plain(target))
        return both(_spotted(text), _spotted(_plain(target)), ours=False)
    verbatim = _verbatim(source) if all(TAG.fullmatch(text) for text in coded) else None
    if verbatim is not None and (ours or verbatim == tagged(verbatim.text)):
        return Both(verbatim, "".join(piece.text for piece in target))
    codes = _codes(source)
    matches = _matches(codes, _codes(target))
    names = dict(zip(map(id, codes), _names(codes, _plain(source)), strict=True))
    written = {id(code): names[id(code)] for code in codes}
    written |= {id(code): names[id(found)] for code, found in matches}
    return Both(
        Tagged(
            _written(source, written),
            frozenset(names[id(code)] for code in codes if code.paired),
            frozenset(names[id(code)] for code in codes if not code.paired),
        ),
        _written(target, written),
        tuple(
            pair
            for code, found in matches
            if len(code.subs) == len(found.subs)
            for pair in zip(found.subs, code.subs, strict=True)
        ),
    )


class _Walk:
    """Goes through a text, and finds the ends of its codes."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.open: dict[str, Code] = {}

    def into(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self.found.append(Piece(Form.TEXT, child))
            else:
                self._take(child)

    def _take(self, element: Element) -> None:
        name, children, subs = local(element.name), element.children, _NO_SUBS
        if len(children) == 1 and isinstance(children[0], str):
            content = children[0]
        else:
            content = "".join(child for child in children if isinstance(child, str))
            subs = tuple(element.elements("sub"))
        given = element.attributes
        if name == "ph" and given.get("type") == CHARACTER:
            character = named_character(content)
            if character is not None:
                self.found.append(Piece(Form.TEXT, character))
                return
        code = Code(
            False,
            content,
            given.get("type", "").strip().lower(),
            x=given.get("x", ""),
            i=given.get("i", ""),
            subs=subs,
        )
        if name == "bpt":
            self.open[code.i] = code
            self.found.append(Piece(Form.OPEN, content, code))
        elif name == "ept":
            begun = self.open.pop(code.i, None)
            if begun is not None:
                begun.paired = True
                begun.subs += code.subs
            self.found.append(Piece(Form.CLOSE if begun else Form.SINGLE, content, begun or code))
        elif name in ("ph", "it", "ut"):
            self.found.append(Piece(Form.SINGLE, content, code))
        elif name == "hi":
            code.paired, code.content = True, ""
            self.found.append(Piece(Form.OPEN, "", code))
            self.into(element)
            self.found.append(Piece(Form.CLOSE, "", code))
        else:
            self.into(element)

    def paired(self) -> list[Piece]:
        """The pieces; what was opened and never closed stands alone, and HTML in `ut` is paired."""
        waiting: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.found:
            code = piece.code
            if code is None:
                continue
            if piece.form is Form.OPEN and not code.paired:
                piece.form = Form.SINGLE
            match = _HTML.fullmatch(piece.text) if piece.form is Form.SINGLE else None
            if match is None or TAG.fullmatch(piece.text):
                continue
            name = match["name"].lower()
            if piece.text.rstrip().endswith("/>"):
                continue
            if not match["close"]:
                waiting[name].append(piece)
            elif waiting[name]:
                begun = waiting[name].pop()
                assert begun.code is not None
                begun.form, piece.form = Form.OPEN, Form.CLOSE
                begun.code.paired, piece.code = True, begun.code
        return self.found


def _spotted(text: str) -> list[Piece]:
    """A text and the tags in it that OmegaT wrote as text: `<b0>x</b0> <br1/>`."""
    walk = _Walk()
    end = 0
    for match in TAG.finditer(text):
        walk.found.append(Piece(Form.TEXT, text[end : match.start()]))
        end = match.end()
        begun = walk.open.pop(match["name"], None) if match["close"] else None
        code = begun or Code(False, match.group(), x=match["name"])
        if begun is not None:
            begun.paired = True
            walk.found.append(Piece(Form.CLOSE, match.group(), code))
        elif match["empty"]:
            walk.found.append(Piece(Form.SINGLE, match.group(), code))
        else:
            walk.open[match["name"]] = code
            walk.found.append(Piece(Form.OPEN, match.group(), code))
    walk.found.append(Piece(Form.TEXT, text[end:]))
    return walk.paired()


def _verbatim(source: Sequence[Piece]) -> Tagged | None:
    """A text whose codes are our own tags, as it stands; None where its texts hold such a name."""
    tags = [match for piece in source if piece.code and (match := TAG.fullmatch(piece.text))]
    empties = frozenset(match["name"] for match in tags if match["empty"])
    pairs = frozenset(match["name"] for match in tags) - empties
    literal = {match["name"] for match in TAG.finditer(_plain(source))}
    if literal & (pairs | empties):
        return None
    return Tagged("".join(piece.text for piece in source), pairs, empties)


def _codes(found: Iterable[Piece]) -> list[Code]:
    every = {id(piece.code): piece.code for piece in found if piece.code is not None}
    return list(every.values())


def _names(codes: Iterable[Code], plain: str) -> Iterator[str]:
    """Names numbered from 1 in the order of the codes; what the text itself holds is skipped."""
    literal = {match["name"] for match in TAG.finditer(plain)}
    number = 0
    for code in codes:
        number += 1
        while f"{code.kind()}{number}" in literal:
            number += 1
        yield f"{code.kind()}{number}"


def _matches(source: Sequence[Code], target: Sequence[Code]) -> list[tuple[Code, Code]]:
    """Each code of a translation with that of its source; those of none are left out.

    The number that the file gives them tells first, then their markup, then the number of their
    pair, then their order if both have as many.
    """
    found: dict[int, tuple[Code, Code]] = {}
    used: set[int] = set()
    ways: tuple[Callable[[Code], str], ...] = (
        lambda code: code.x,
        lambda code: code.content,
        lambda code: code.i,
    )
    for way in ways:
        waiting: dict[tuple[bool, str], deque[Code]] = defaultdict(deque)
        for code in source:
            if id(code) not in used:
                waiting[code.paired, way(code)].append(code)
        for code in target:
            queue = waiting.get((code.paired, way(code)))
            if id(code) not in found and way(code) and queue:
                found[id(code)] = (code, queue.popleft())
                used.add(id(found[id(code)][1]))
    for paired in (True, False):
        left = [code for code in source if code.paired is paired and id(code) not in used]
        other = [code for code in target if code.paired is paired and id(code) not in found]
        if len(left) == len(other):
            found |= {id(code): (code, match) for code, match in zip(other, left, strict=True)}
    return list(found.values())


def _written(found: Iterable[Piece], names: dict[int, str]) -> str:
    parts: list[str] = []
    for piece in found:
        if piece.code is None:
            parts.append(piece.text)
        elif id(piece.code) in names:
            name = names[id(piece.code)]
            shape = {Form.OPEN: "<{}>", Form.CLOSE: "</{}>", Form.SINGLE: "<{}/>"}[piece.form]
            parts.append(shape.format(name))
    return "".join(parts)


def _plain(found: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in found if piece.code is None)
