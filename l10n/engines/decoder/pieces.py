"""Where the pieces of a model's vocabulary stand in a text."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise


def piece_spans(pieces: Sequence[str], text: str) -> tuple[tuple[int, int], ...]:
    """The span of each piece in the text that it was cut from, or that it was joined to.

    White space is nobody's. Where a vocabulary has normalised characters, as it does with
    ligatures, a piece gets what lies between its neighbours.
    """
    letters: list[str] = []
    bounds = [0]
    for piece in pieces:
        letters += [char for char in piece if char != "▁" and not char.isspace()]
        bounds.append(len(letters))
    places = [n for n, char in enumerate(text) if not char.isspace() and char not in "▁_"]
    if len(places) != len(letters) or any(
        text[place] != letter for place, letter in zip(places, letters, strict=True)
    ):
        places = _matched(letters, [text[place] for place in places], places, len(text))
    places.append(len(text))
    return tuple(
        (places[first], places[last - 1] + 1) if first < last else (places[first], places[first])
        for first, last in pairwise(bounds)
    )


def _matched(
    letters: Sequence[str], there: Sequence[str], places: Sequence[int], end: int
) -> list[int]:
    """A place in the text for each letter, where two rows of letters differ here and there."""
    result: list[int] = []
    matcher = SequenceMatcher(None, letters, there, autojunk=False)
    for _kind, first, last, start, stop in matcher.get_opcodes():
        for number in range(last - first):
            spot = min(start + number, max(stop - 1, start))
            result.append(places[spot] if spot < len(places) else max(end - 1, 0))
    return result
