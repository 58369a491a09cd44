"""Joining: several texts as one, and tags of a translation named as its source has them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from l10n.dataclass import dataclass
from l10n.model.markup import TAG, Tagged, Token, TokenKind, faults, write
from l10n.model.segment import Segment


@dataclass(frozen=True, slots=True)
class Matched:
    """A text and its translation, as a memory holds them."""

    source: Tagged
    target: str
    """With the tags of the source."""
    tagged: bool = True
    """False where the tags of both could not be matched: then neither has any."""


def matched(source: Sequence[Segment], target: Sequence[Segment]) -> Matched:
    """The texts of both sides of a pair as one text each, with the same tags.

    Tags belong together that are of one kind and stand in the same order among their kind; of links
    those that lead to the same address, wherever they stand.
    """
    ours, notes = _joined(source)
    theirs, other_notes = _joined(target)
    names = _names((ours, notes), (theirs, other_notes))
    if names is not None:
        renamed = [
            Token(token.kind, token.text if token.kind is TokenKind.TEXT else names[token.text])
            for token in theirs.tokens()
        ]
        text = write(renamed)
        literal = {match["name"] for match in TAG.finditer(theirs.plain())}
        if literal.isdisjoint(ours.names) and not faults(ours, text):
            return Matched(ours, text)
    return Matched(Tagged(ours.plain()), theirs.plain(), tagged=False)


Notes = dict[str, str]
"""What tags stand for, by their name: the address of a link."""


def _joined(segments: Sequence[Segment]) -> tuple[Tagged, Notes]:
    """Texts as one, their tags numbered on."""
    if len(segments) == 1:
        only = segments[0]
        return only.tagged, {tag.name: tag.note for tag in only.place.tags}
    literal = {match["name"] for each in segments for match in TAG.finditer(each.tagged.plain())}
    pairs: set[str] = set()
    empties: set[str] = set()
    notes: Notes = {}
    written: list[str] = []
    number = 0
    for segment in segments:
        names: dict[str, str] = {}
        for tag in segment.place.tags:
            kind = tag.name.rstrip("0123456789")
            number += 1
            while f"{kind}{number}" in literal:
                number += 1
            names[tag.name] = name = f"{kind}{number}"
            (empties if tag.close is None else pairs).add(name)
            notes[name] = tag.note
        tokens = segment.tagged.tokens()
        written.append(
            write(
                [
                    token
                    if token.kind is TokenKind.TEXT
                    else Token(token.kind, names.get(token.text, token.text))
                    for token in tokens
                ]
            )
        )
    return Tagged(" ".join(written), frozenset(pairs), frozenset(empties)), notes


def _names(ours: tuple[Tagged, Notes], theirs: tuple[Tagged, Notes]) -> dict[str, str] | None:
    """What each tag of the target is called in the source; None where they are not the same."""
    mine, other = list(_kinds(ours[0])), list(_kinds(theirs[0]))
    if Counter(kind for kind, _name in mine) != Counter(kind for kind, _name in other):
        return None
    found: dict[str, str] = {}
    for kind in dict.fromkeys(kind for kind, _name in mine):
        here = [name for each, name in mine if each == kind]
        there = [name for each, name in other if each == kind]
        found |= _by_note((here, ours[1]), (there, theirs[1]))
    return found


def _by_note(mine: tuple[list[str], Notes], other: tuple[list[str], Notes]) -> dict[str, str]:
    """Names of one kind: those that stand for the same first, the rest in their order."""
    (here, notes), (there, other_notes) = mine, other
    found: dict[str, str] = {}
    free = list(here)
    for name in there:
        note = other_notes.get(name, "")
        same = [each for each in free if note and notes.get(each, "") == note]
        if same:
            found[name] = same[0]
            free.remove(same[0])
    rest = [name for name in there if name not in found]
    return found | dict(zip(rest, free, strict=True))


def _kinds(text: Tagged) -> Iterator[tuple[tuple[str, bool], str]]:
    """Each tag in its order: its kind, and whether it is a pair, with its name."""
    for token in text.tokens():
        if token.kind in (TokenKind.OPEN, TokenKind.EMPTY):
            yield (token.text.rstrip("0123456789"), token.kind is TokenKind.OPEN), token.text
