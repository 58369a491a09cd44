"""Tags: none lost, doubled, invented or malformed in a target, none where it cannot be written."""

from collections.abc import Iterator
from itertools import pairwise

from l10n.checks.check import About, EntryCheck, Example, Family, Found, Line, Pair, Severity
from l10n.checks.signs import TAGGED, in_either
from l10n.messages import N_, Message, message
from l10n.model.article import Span
from l10n.model.markup import TAG, OpenTags, Tagged, TokenKind, faults, tokens
from l10n.model.segment import Segment

_NOT_IN_ITSELF = frozenset(("a", "nobr"))
"""HTML Living Standard, 13.2.6.4.7: the start tag of an inner one ends the outer one. Markdown has
no link in a link either (CommonMark 0.31.2, 6.3)."""
_RUBY = frozenset(("rt", "rp", "rb", "rtc"))
"""The same section: each of them ends the one that it stands in."""
_EMPHASIS = frozenset(("b", "i", "s"))
_SIGN = 2
"""Characters of Markdown's longest sign of emphasis; no tag of HTML is as short."""


def _look(pair: Pair) -> list[Found]:
    segment, target = pair.segment, pair.entry.target
    if _as_in_source(pair.tagged, target):
        return []
    found = [Found(fault) for fault in faults(pair.tagged, target)]
    found += [Found(fault) for fault in _misplaced(segment, target)]
    for name in _emptied(segment, target):
        text = message(N_("the tag <{name}> has nothing in it"), name=name)
        found.append(Found(text, severity=Severity.WARNING))
    own = pair.tagged.names
    literal = {match.group() for match in TAG.finditer(segment.text)}
    for match in TAG.finditer(target):
        if match["name"] not in own and match.group() not in literal:
            text = message(
                N_("{tag} is no tag of this segment and will be printed"), tag=match.group()
            )
            span = Span(*match.span())
            found.append(Found(text, target=(span,), severity=Severity.WARNING))
    return found


def _as_in_source(tagged: Tagged, target: str) -> bool:
    """True for the tags of a source that is as it should be, in their order and with text between.

    So most translations have them, and nothing is to be found in these.
    """
    mine = TAG.findall(tagged.text)
    if "><" in target or mine != TAG.findall(target):
        return False
    opened: list[str] = []
    seen: set[str] = set()
    for close, name, empty in mine:
        if close:
            if empty or not opened or opened.pop() != name:
                return False
        elif name in seen or name not in (tagged.empties if empty else tagged.pairs):
            return False
        else:
            seen.add(name)
            if not empty:
                opened.append(name)
    return not opened and len(seen) == len(tagged.pairs) + len(tagged.empties)


def _misplaced(segment: Segment, target: str) -> list[Message]:
    """The tags that stand where no document can hold them, unless the source has them there."""
    tagged = segment.tagged
    if not tagged.pairs:
        return []
    there = set(_forbidden(tagged, segment.text))
    found = [
        message(N_("the tag {inner} cannot stand inside <{outer}>"), inner=inner, outer=outer)
        for inner, outer in dict.fromkeys(_forbidden(tagged, target))
        if (inner, outer) not in there
    ]
    found += [
        message(N_("the tag <{name}/> cannot stand right before {other}"), name=name, other=other)
        for name, other in _touching(segment, target)
    ]
    hollow = set(_hollow(segment, segment.text))
    found += [
        message(N_("the tag <{name}> has nothing in it"), name=name)
        for name in _hollow(segment, target)
        if name not in hollow
    ]
    return found


def _hollow(segment: Segment, target: str) -> Iterator[str]:
    """Find pairs of Markdown's emphasis with nothing in them, whose signs would be read as text."""
    signs = _signs(segment)
    for first, second in pairwise(tokens(target, segment.tagged)):
        if (first.kind, second.kind) == (TokenKind.OPEN, TokenKind.CLOSE) and first.text in signs:
            yield first.text


def _emptied(segment: Segment, target: str) -> list[str]:
    """Name the other pairs with nothing in them, in which the source has words."""
    mine = set(_empty_pairs(segment.tagged, segment.text))
    return [
        name
        for name in _empty_pairs(segment.tagged, target)
        if name not in mine and name not in _signs(segment)
    ]


def _empty_pairs(tagged: Tagged, text: str) -> Iterator[str]:
    for first, second in pairwise(tokens(text, tagged)):
        if (first.kind, second.kind) == (TokenKind.OPEN, TokenKind.CLOSE):
            yield first.text


def _signs(segment: Segment) -> set[str]:
    """Name the tags that Markdown writes as signs of emphasis."""
    return {
        tag.name
        for tag in segment.place.tags
        if _kind(tag.name) in _EMPHASIS and 0 < tag.open.end - tag.open.start <= _SIGN
    }


def _touching(segment: Segment, target: str) -> Iterator[tuple[str, str]]:
    """Find what Markdown reads otherwise: a line break before a closing sign of emphasis, which
    takes no white space before it (CommonMark 6.2), and `[^1][link](…)`, which is no footnote.
    """
    tagged = segment.tagged
    signs = _signs(segment)
    for first, second in pairwise(tokens(target, tagged)):
        if first.kind is not TokenKind.EMPTY or first.text not in tagged.empties:
            continue
        name, other, kind = first.text, second.text, _kind(first.text)
        if kind == "br" and second.kind is TokenKind.CLOSE and other in signs:
            yield name, f"</{other}>"
        if kind == "fn" and second.kind is TokenKind.OPEN and _kind(other) == "a":
            yield name, f"<{other}>"


def _forbidden(tagged: Tagged, text: str) -> list[tuple[str, str]]:
    """List the tags of a text, as written, that stand in a pair which cannot hold them."""
    found: list[tuple[str, str]] = []
    opened = OpenTags()
    alike: dict[str, OpenTags] = {}
    for token in tokens(text, tagged):
        name, kind = token.text, _kind(token.text)
        if token.kind is TokenKind.OPEN and name in tagged.pairs:
            outer = alike.setdefault(kind, OpenTags())
            around = opened.innermost
            if kind in _NOT_IN_ITSELF and outer.innermost:
                found.append((f"<{name}>", outer.innermost))
            elif kind in _RUBY and around and _kind(around) in _RUBY:
                found.append((f"<{name}>", around))
            opened.open(name)
            outer.open(name)
        elif token.kind is TokenKind.CLOSE and name in opened:
            opened.close(name)
            alike[kind].close(name)
        elif token.kind is TokenKind.EMPTY and kind == "fn" and name in tagged.empties:
            link = alike["a"].innermost if "a" in alike else None
            found += [(f"<{name}/>", link)] if link else []
    return found


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


tags = EntryCheck(
    About(
        "tags",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("Every tag of the source stands in the target once, closed and in its place."),
        fires=Example(
            (Line("<a1>Рада</a1> ухвалила.", "The <a1>Rada<a1> passed it."),), tags=(("a1", True),)
        ),
        passes=Example(
            (Line("<a1>Рада</a1> ухвалила.", "Passed by the <a1>Rada</a1>."),), tags=(("a1", True),)
        ),
    ),
    _look,
    in_either(("<", TAGGED)),
)
