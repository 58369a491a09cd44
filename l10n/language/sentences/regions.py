"""Where in a paragraph rules about quotations and brackets can hold: from one mark to another.

Such a rule says what opens, what may stand between that and the place, and often what closes. None
of it is near the place, so what stands near cannot tell that the rule does not hold.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from l10n.dataclass import dataclass
from l10n.language.sentences.marks import is_mark
from l10n.language.sentences.possible import States, walked
from l10n.language.sentences.syntax import (
    NO,
    YES,
    Chars,
    Edge,
    Group,
    Node,
    Repeat,
    Sequence,
    backwards,
)
from l10n.regex import regex

_FULL_STOPS = ".!?…"
_STOPS = _FULL_STOPS + ":"
_OPENING = frozenset("«»„“”‹›\"'([{-")
_CLOSING = frozenset("«»„“”‹›\"')]}")
_KNOWN = (*sorted(_OPENING | _CLOSING | set(_STOPS)), " ", ",", ";", "\n", "–", "—")
"""Characters that may be in the way."""
_LONG = 4
"""Marks nearer to one another are seen by what looks at the characters before a place."""
_REACH = 24
"""How many characters before what opens are looked at."""
_FOLLOWING = 3
"""Parts of a rule after what closes that are looked for."""


@dataclass(frozen=True, slots=True)
class Region:
    """What a rule asks for around a place, as far as it can be searched for."""

    opening: frozenset[str]
    prefix: Sequence
    """What stands before what opens, if that is one of several words."""
    ahead: str
    """A look at what follows what opens."""
    barred: frozenset[str]
    """Characters of which none is between that and the end."""
    stops: frozenset[str]
    """Characters of which one stands before the place."""
    closing: frozenset[str] = frozenset()
    """What stands at the end; nothing for a region that ends with the first stop."""
    following: str = ""
    """A pattern for what follows it."""

    @property
    def is_flat(self) -> bool:
        """True if it ends with the first mark that closes, whatever else is in it."""
        return self.barred == self.closing and not (self.prefix or self.ahead or self.following)

    @property
    def begin(self) -> str:
        """A pattern for what is between the mark that opens and the end."""
        scan = f"{self.ahead}[^{_listed(self.barred | self.stops)}]"
        stop = f"[{_listed(self.stops)}]"
        return f"{scan}*+{stop}[^{_listed(self.barred)}]*+" if self.closing else f"{scan}++{stop}"

    @property
    def end(self) -> str:
        """A pattern for the end."""
        return f"(?=[{_listed(self.closing)}]{self.following})" if self.closing else ""


class Regions:
    """The regions of several rules, searched for together."""

    __slots__ = ("_searches",)

    def __init__(self, regions: Iterable[Region]) -> None:
        """Sort them by what opens; patterns are compiled when such a mark is there."""
        alike: dict[tuple[str, object], list[Region]] = {}
        for each in dict.fromkeys(regions):
            shape = (each.ahead, each.barred, each.stops, each.closing)
            for mark in sorted(each.opening):
                alike.setdefault((mark, shape), []).append(each)
        searches = [_Search(mark, group) for mark, group in _joined(alike)]
        self._searches = tuple(
            (mark, tuple(each for each in searches if each.mark == mark))
            for mark in sorted({each.mark for each in searches})
        )

    def found(self, text: str) -> list[tuple[int, int]]:
        """Where they begin and end, in the order in which they begin."""
        spans: list[tuple[int, int]] = []
        for mark, searches in self._searches:
            if mark in text:
                for search in searches:
                    spans += search.found(text)
        if len(spans) > 1:
            spans.sort()
        return spans


def _joined(alike: dict[tuple[str, object], list[Region]]) -> list[tuple[str, list[Region]]]:
    """Groups of alike regions; a short one joins another group of its mark that goes further.

    That is so where it cannot go past a stop of those: each of them that begins where it does has
    all of it.
    """
    found = [(mark, group) for (mark, _), group in alike.items() if group[0].closing]
    for (mark, _), group in alike.items():
        if group[0].closing:
            continue
        longer = [other for known, other in found if known == mark and _holds(other[0], group[0])]
        if len(group) == 1 and len(longer) == 1 and longer[0][-1].closing:
            longer[0].append(group[0])
        else:
            found.append((mark, group))
    return found


def _holds(long: Region, short: Region) -> bool:
    return not long.is_flat and long.stops <= short.barred and not short.prefix


class _Search:
    """The search for regions that begin with one mark, and differ in what is around them alone."""

    __slots__ = ("_closing", "_pattern", "_prefix", "_short", "_stops", "mark")

    def __init__(self, mark: str, regions: list[Region]) -> None:
        one, last = regions[0], regions[-1]
        short = re.escape(mark) + last.begin if one.closing and not last.closing else ""
        alike = regions[:-1] if short else regions
        bound = [each for each in alike if each.prefix]
        ends = sorted({each.end for each in alike if not each.prefix})
        if bound:
            ends.append(f"(?:{'|'.join(sorted({each.end for each in bound}))})()")
        pattern = f"{re.escape(mark)}{one.begin}(?:{'|'.join(ends)})"
        self.mark = mark
        self._stops = "".join(sorted(one.stops | last.stops))
        self._closing = next(iter(one.closing)) if one.is_flat else ""
        self._prefix = States((1, backwards(each.prefix)) for each in bound).start
        self._short = regex(short)
        self._pattern = regex(f"{pattern}|{short}" if short else pattern)

    def found(self, text: str) -> Iterable[tuple[int, int]]:
        if self._closing:
            return self._closed(text)
        if "." not in self._stops and not any(map(text.__contains__, self._stops)):
            return ()
        matches = self._pattern.finditer(text)
        return [match.span() for match in matches if not match.lastindex or self._fits(match)]

    def _fits(self, match: re.Match[str]) -> bool:
        start = match.start()
        before = match.string[max(start - _REACH, 0) : start]
        state = walked(self._prefix, reversed(before))
        if state.mask if start > _REACH else state.ended:
            return True
        return bool(self._short.pattern and self._short.match(match.string, start))

    def _closed(self, text: str) -> Iterator[tuple[int, int]]:
        start = text.find(self.mark)
        while start >= 0:
            end = text.find(self._closing, start)
            if end < 0:
                return
            if any(text.find(stop, start, end) >= 0 for stop in self._stops):
                yield start, end
            start = text.find(self.mark, end)


def region(before: Sequence, after: Sequence) -> Region | None:
    """The region of a rule with these texts before and after a place; None where it has none."""
    nodes = tuple(_flat(before))
    stop = next((at for at in reversed(range(len(nodes))) if _among(nodes[at], _STOPS)), 0)
    start = next((at for at in reversed(range(stop)) if _among(nodes[at], _OPENING)), None)
    if start is None or not any(_is_long(node) for node in nodes[start + 1 : stop]):
        return None
    inner, tail = nodes[start + 1 : stop], nodes[stop + 1 :]
    opening, stops = _explicit(nodes[start]), _explicit(nodes[stop])
    prefix = nodes[:start] if any(map(_is_choice, nodes[:start])) else ()
    if any(map(_is_first, prefix)):
        prefix = ()
    ahead = _ahead(inner)
    flat = tuple(_flat(after))
    close = next((at for at, node in enumerate(flat) if _among(node, _CLOSING)), None)
    if close is not None:
        barred = _barred((*nodes[start + 1 :], *flat[:close]))
        closing = _explicit(flat[close])
        if closing <= barred:
            following = _superset(islice(flat[close + 1 :], _FOLLOWING))
            found = Region(opening, prefix, ahead, barred, stops, closing, following)
            return found if opening <= barred or found.is_flat else None
    barred = _barred(inner)
    alone = all(isinstance(node, Edge) or is_mark(node) for node in tail)
    alone = alone and any(isinstance(node, Chars) or _is_needed(node) for node in inner)
    if alone and stops <= barred & set(_FULL_STOPS) and opening <= barred:
        return Region(opening, prefix, ahead, barred, stops)
    return None


def _is_needed(node: Node) -> bool:
    return isinstance(node, Repeat) and isinstance(node.item, Chars) and node.least > 0


def _is_choice(node: Node) -> bool:
    """True for several words; few others say so much that it is worth a look."""
    if not isinstance(node, Group):
        return False
    return any(isinstance(each, Chars | Group) for option in node.options for each in option)


def _is_first(node: Node) -> bool:
    """True for what begins a paragraph, which is more than the beginning of a text."""
    if isinstance(node, Group):
        return any(_is_first(each) for option in node.options for each in option)
    return isinstance(node, Edge) and node.start


def _flat(nodes: Sequence) -> Iterator[Node]:
    """The nodes, with those of groups that are no choice."""
    for node in nodes:
        if isinstance(node, Group) and len(node.options) == 1:
            yield from _flat(node.options[0])
        else:
            yield node


def _explicit(node: Node) -> frozenset[str]:
    return (node.explicit or frozenset()) if isinstance(node, Chars) else frozenset()


def _among(node: Node, marks: Iterable[str]) -> bool:
    listed = _explicit(node)
    return bool(listed) and listed <= set(marks)


def _is_long(node: Node) -> bool:
    return isinstance(node, Repeat) and (node.most is None or node.most >= _LONG)


def _barred(nodes: Sequence) -> frozenset[str]:
    """Characters of which none is in any text of the nodes."""
    return frozenset(char for char in _KNOWN if all(_bars(node, char) for node in nodes))


def _bars(node: Node, char: str) -> bool:
    if isinstance(node, Chars):
        return node.state(char) == NO
    if isinstance(node, Repeat):
        return _bars(node.item, char)
    if isinstance(node, Group):
        return all(_bars(each, char) for option in node.options for each in option)
    return True


def _ahead(nodes: Sequence) -> str:
    """A look at the first character, where the nodes begin with one."""
    if not nodes or not isinstance(nodes[0], Edge) or nodes[0].ahead is None:
        return ""
    return f"(?![{_listed(_barred((nodes[0].ahead,)))}])"


def _superset(nodes: Iterable[Node]) -> str:
    """A pattern of `re` that matches whatever the nodes do, and more."""
    return "".join(map(_wider, nodes))


def _wider(node: Node) -> str:
    if isinstance(node, Group):
        return f"(?:{'|'.join(map(_superset, node.options))})"
    if isinstance(node, Repeat):
        most = "" if node.most is None else node.most
        return f"(?:{_wider(node.item)}){{{node.least},{most}}}"
    if isinstance(node, Edge):
        return ""
    if node.explicit:
        return f"[{_listed(node.explicit)}]"
    alone = len(node.kinds) == 1 and not (node.singles or node.ranges or node.negated)
    blank = alone and node.state(" ") == YES and node.state("a") == NO and node.state(".") == NO
    return r"\s" if blank and node.state("\t") == YES and not node.folded else r"[\s\S]"


def _listed(chars: frozenset[str]) -> str:
    return "".join(map(re.escape, sorted(chars)))
