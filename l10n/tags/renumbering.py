"""Tags of a translation that goes to another source: each becomes what it is called there."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from l10n.dataclass import dataclass
from l10n.model.markup import TAG, Tagged, faults

LEAST = 60
"""Least similarity, in percent, of the words in two pairs of tags that are taken for the same."""
MOST = 10_000
"""Pairs of tags that are compared for similarity; with more, only equal words tell."""


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag as it stands in a source."""

    name: str
    paired: bool
    words: str
    """What a pair encloses, or for an empty tag the words next to it."""

    @property
    def kind(self) -> tuple[str, bool]:
        """What it is, without its number."""
        return self.name.rstrip("0123456789"), self.paired


def renumbered(target: str, old: str, new: Tagged) -> str:
    """The target of an old source with the tags of a new one.

    A pair goes to the pair around the same words, whatever it is called there; what is left goes by
    its order among those of its kind where both sources have as many of it, else to the one with
    the most similar words. A tag that the new source does not have goes, its text stays.
    """
    if TAG.search(target) is None:
        return target
    olds = _tags(old, tagged(old))
    mapping = _mapping(olds, _tags(new.text, new))
    literal = {match["name"] for match in TAG.finditer(new.text)} - new.names
    known = {tag.name for tag in olds}

    def rewritten(match: re.Match[str]) -> str:
        name = match["name"]
        if name in mapping:
            return f"<{match['close']}{mapping[name]}{match['empty']}>"
        return "" if name in known and name not in literal else match.group()

    return TAG.sub(rewritten, target)


def tagged(source: str) -> Tagged:
    """A source with the names that are its tags, told from its text alone.

    Tags are numbered from 1 in the order of their opening; a name that the text itself holds is
    skipped.
    """
    every = {match["name"] for match in TAG.finditer(source)}
    closed = {match["name"] for match in TAG.finditer(source) if match["close"]}
    pairs: set[str] = set()
    empties: set[str] = set()
    last = 0
    for match in TAG.finditer(source):
        name = match["name"]
        kind = name.rstrip("0123456789")
        digits = name[len(kind) :]
        if match["close"] or len(digits) > len(str(len(source))):
            continue
        number = int(digits)
        if not last < number <= last + len(every):
            continue
        if not match["empty"] and name not in closed:
            continue
        if any(f"{kind}{skipped}" not in every for skipped in range(last + 1, number)):
            continue
        (empties if match["empty"] else pairs).add(name)
        last = number
    return Tagged(source, frozenset(pairs), frozenset(empties))


def base_of(target: str, source: str, previous: str | None) -> str:
    """Which source a target has its tags of: that of its entry, or the one it was made for."""
    if previous is None or not faults(tagged(source), target):
        return source
    return source if faults(tagged(previous), target) else previous


def _tags(source: str, of: Tagged) -> Sequence[_Tag]:
    """The tags of a source, in the order of their opening."""
    plain: list[str] = []
    length = end = 0
    opened: dict[str, int] = {}
    order: dict[str, tuple[int, int]] = {}
    for match in TAG.finditer(source):
        name = match["name"]
        if name not in of.names:
            continue
        plain.append(source[end : match.start()])
        length += match.start() - end
        end = match.end()
        if match["close"]:
            order[name] = (opened.get(name, length), length)
        else:
            opened.setdefault(name, length)
            order.setdefault(name, (length, length))
    plain.append(source[end:])
    text = "".join(plain)
    return [
        _Tag(name, name in of.pairs, _words(text, start, stop, paired=name in of.pairs))
        for name, (start, stop) in order.items()
    ]


_NEAR = 24
"""Characters on either side that tell one empty tag from another."""
_READ = 200
"""Characters that are read of what a pair encloses; pairs may enclose one another."""


def _words(text: str, start: int, stop: int, *, paired: bool) -> str:
    if paired:
        first = text[start : min(stop, start + _READ)].strip().casefold()
        return first if stop <= start + _READ else f"{first}\0{stop - start}"
    return text[max(0, start - _NEAR) : start] + "\0" + text[stop : stop + _NEAR]


def _mapping(olds: Sequence[_Tag], news: Sequence[_Tag]) -> Mapping[str, str]:
    """Which new name each old one has; what cannot be told has none."""
    found: dict[str, str] = dict(_alike(olds, news))
    by_kind: dict[tuple[str, bool], tuple[list[_Tag], list[_Tag]]] = {}
    taken = set(found.values())
    for tag in olds:
        if tag.name not in found:
            by_kind.setdefault(tag.kind, ([], []))[0].append(tag)
    for tag in news:
        if tag.name not in taken and tag.kind in by_kind:
            by_kind[tag.kind][1].append(tag)
    before, after = (Counter(tag.kind for tag in each) for each in (olds, news))
    for kind, (left, right) in by_kind.items():
        if before[kind] == after[kind] and len(left) == len(right):
            found |= {one.name: other.name for one, other in zip(left, right, strict=True)}
        else:
            found |= _similar(left, right)
    return found


def _alike(olds: Sequence[_Tag], news: Sequence[_Tag]) -> Iterator[tuple[str, str]]:
    """Pairs around the same words, which stand in a pair once on each side.

    Of pairs around the same words, as in bold links, those of one kind belong together.
    """
    for by_kind in (True, False):
        mine, theirs = _by_words(olds, by_kind=by_kind), _by_words(news, by_kind=by_kind)
        for words, some in mine.items():
            others = theirs.get(words, ())
            if len(some) == len(others) == 1:
                yield some[0], others[0]


def _by_words(tags: Sequence[_Tag], *, by_kind: bool) -> dict[tuple[str, str], list[str]]:
    """The names of pairs by what they enclose, and by their kind where that counts too."""
    found: dict[tuple[str, str], list[str]] = {}
    for tag in tags:
        if tag.paired and tag.words:
            found.setdefault((tag.words, tag.kind[0] if by_kind else ""), []).append(tag.name)
    return found


def _similar(left: Sequence[_Tag], right: Sequence[_Tag]) -> Mapping[str, str]:
    """The most similar first, each but once."""
    from rapidfuzz import fuzz

    if len(left) * len(right) > MOST:
        return {}
    scores = sorted(
        (-fuzz.ratio(one.words, other.words), number, place)
        for number, one in enumerate(left)
        for place, other in enumerate(right)
    )
    found: dict[str, str] = {}
    used: set[int] = set()
    for score, number, place in scores:
        if -score >= LEAST and left[number].name not in found and place not in used:
            found[left[number].name] = right[place].name
            used.add(place)
    return found
