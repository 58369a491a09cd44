"""Tags in a draft of Apertium, put around the words that came from the words they held."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from l10n.messages import N_, Message, message
from l10n.model.markup import faults
from l10n_apertium.layout import Spot, layout
from l10n_apertium.stream import Blank, Mark, Source, Word, anchored
from l10n_apertium.words import Piece, Rendering

_APART = N_("the words of the tag <{name}> stand apart in the translation")
_SHARED = N_("the tag <{name}> holds only a part of what became one word")


@dataclass(frozen=True, slots=True)
class Tagging:
    """A draft with its tags, and what is doubtful about them."""

    text: str
    doubts: tuple[Message, ...] = ()


def tagged(source: Source, words: Sequence[Word], made: Rendering) -> Tagging | None:
    """Put all tags into a draft; None where that cannot be done by the words alone."""
    spots: list[Spot] = []
    doubts: list[Message] = []
    for mark in source.marks:
        if mark.empty:
            spot = _point(source, words, made, mark)
        else:
            spot, doubt = _span(source, words, made, mark)
            doubts += [doubt] if doubt else []
        if spot is None:
            return None
        spots.append(spot)
    done = layout(made.text, spots)
    if done.emptied or faults(source.tagged, done.text):
        return None
    apart = [message(_APART, name=name) for name in done.cut]
    return Tagging(done.text, tuple(dict.fromkeys([*doubts, *apart])))


def spans(source: Source, words: Sequence[Word], made: Rendering) -> dict[str, str]:
    """What became of the words of each pair, for another way of placing tags."""
    found: dict[str, str] = {}
    for mark in source.marks:
        pieces = [made.pieces[place] for place in _inside(source, words, made, mark)[0]]
        if not mark.empty and pieces:
            found[mark.name] = made.text[pieces[0].start : pieces[-1].end]
    return found


def _inside(
    source: Source, words: Sequence[Word], made: Rendering, mark: Mark
) -> tuple[list[int], bool]:
    """List the pieces that come from the words of a pair; say whether one is shared with others."""
    wanted = {
        number
        for number, word in enumerate(words)
        if word.start < mark.end and word.end > mark.start
    }
    cut = any(words[n].start < mark.start or words[n].end > mark.end for n in wanted)
    blanks = {
        number
        for number, blank in enumerate(source.blanks)
        if mark.start <= blank.start < mark.end and blank.text.strip()
    }
    sure = [
        place
        for place, piece in enumerate(made.pieces)
        if (piece.words and piece.words <= wanted) or piece.blank in blanks
    ]
    if sure:
        return sure, cut
    shared = [place for place, piece in enumerate(made.pieces) if piece.words & wanted]
    return shared, bool(shared)


def _span(
    source: Source, words: Sequence[Word], made: Rendering, mark: Mark
) -> tuple[Spot | None, Message | None]:
    mine, shared = _inside(source, words, made, mark)
    if not mine:
        return None, None
    doubt = message(_SHARED, name=mark.name) if shared else None
    strangers = [
        place
        for place in range(mine[0], mine[-1])
        if place not in mine and _counts(made, made.pieces[place])
    ]
    first, last = mine[0], mine[-1]
    if strangers:
        doubt = message(_APART, name=mark.name)
        if 2 * len(strangers) > len(mine):
            first, last = _longest(made, mine, strangers)
    start, end = made.pieces[first].start, made.pieces[last].end
    start -= _same_end(_edge(source, words, mark, first=True), made.text[:start])
    end += _same_start(_edge(source, words, mark, first=False), made.text[end:])
    return Spot(mark, start, end), doubt


def _counts(made: Rendering, piece: Piece) -> bool:
    """True if a piece between the words of a pair is a stranger there: not a mere comma."""
    return any(char.isalnum() for char in made.text[piece.start : piece.end])


def _longest(made: Rendering, mine: Sequence[int], strangers: Sequence[int]) -> tuple[int, int]:
    groups = [
        list(group)
        for _key, group in groupby(mine, key=lambda place: sum(s < place for s in strangers))
    ]
    best = max(
        groups,
        key=lambda group: made.pieces[group[-1]].end - made.pieces[group[0]].start,
    )
    return best[0], best[-1]


def _edge(source: Source, words: Sequence[Word], mark: Mark, *, first: bool) -> str:
    """The quotes and the like between the edge of a pair and its first or last word."""
    every = [(word.start, word.end) for word in words]
    every += [(blank.start, blank.end) for blank in source.blanks]
    inner = [(start, end) for start, end in every if start < mark.end and end > mark.start]
    if first:
        return source.plain[mark.start : min(start for start, _end in inner)].lstrip()
    return source.plain[max(end for _start, end in inner) : mark.end].rstrip()


def _same_end(wanted: str, text: str) -> int:
    return len(wanted) if wanted and text.endswith(wanted) else 0


def _same_start(wanted: str, text: str) -> int:
    return len(wanted) if wanted and text.startswith(wanted) else 0


def _point(source: Source, words: Sequence[Word], made: Rendering, mark: Mark) -> Spot | None:
    """Find the place of an empty tag: where it stands alone, or at the word that it belongs to."""
    side = anchored(mark, source.plain)
    if side == 0:
        alone = [piece for piece in made.pieces if _tag_of(source, piece) == mark.name]
        return Spot(mark, alone[0].start, alone[0].end) if alone else None
    if side < 0:
        ends = [word.end for word in words] + [blank.end for blank in source.blanks]
        edge = max((end for end in ends if end <= mark.start), default=-1)
    else:
        starts = [word.start for word in words] + [blank.start for blank in source.blanks]
        edge = min((start for start in starts if start >= mark.start), default=-1)
    mine = [piece for piece in made.pieces if _reaches(source, words, piece, edge, side)]
    if not mine:
        return None
    if side < 0:
        place = mine[-1].end
        place += _same_start(source.plain[edge : mark.start], made.text[place:])
        return Spot(mark, place, place)
    place = mine[0].start
    place -= _same_end(source.plain[mark.start : edge], made.text[:place])
    return Spot(mark, place, place)


def _tag_of(source: Source, piece: Piece) -> str:
    return source.blanks[piece.blank].tag if piece.blank >= 0 else ""


def _reaches(source: Source, words: Sequence[Word], piece: Piece, edge: int, side: int) -> bool:
    """True if a piece comes from what ends, or begins, at a place of the source."""
    origins: list[Word | Blank] = [words[number] for number in piece.words]
    if piece.blank >= 0:
        origins.append(source.blanks[piece.blank])
    return any((each.end if side < 0 else each.start) == edge for each in origins)
