"""From places in UTF-8, which the parser tells, to characters of the source."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

_CONTINUING = bytes(range(0x80, 0xC0))
"""Bytes that go on with a character."""
_STEP = 256
_FAR = 4096
"""Bytes that are counted from the last place on; what is farther is looked up."""

Event = tuple[Any, Any]
"""What the parser tells, and its range in bytes: where it has `start` and `end`."""
Place = Callable[[int], int]
"""From a byte of what a parser was given to a character of the source."""


class Characters:
    """Counts the characters before a byte of a text, in any order and at the same cost."""

    def __init__(self, text: str, first: int) -> None:
        """`text` is what the parser was given, `first` the character at which it stands."""
        self._first = first
        self._data = b"" if text.isascii() else text.encode()
        self._before = array("Q")

    def at(self, offset: int) -> int:
        """The offset in characters of the source, for one in bytes of the text."""
        if not self._data:
            return self._first + offset
        if not self._before:
            self._look()
        number = offset // _STEP
        return self._before[number] + self._count(number * _STEP, offset)

    def ahead(self) -> "Place":
        """What says the same, where most places are asked for in the order in which they stand."""
        data, here, character = self._data, 0, self._first
        if not data:
            return character.__add__

        def place(offset: int) -> int:
            nonlocal here, character
            if here < offset < here + _FAR:
                character += len(data[here:offset].translate(None, _CONTINUING))
            elif offset != here:
                character = self.at(offset)
            here = offset
            return character

        return place

    def _look(self) -> None:
        """Count once through all of the text."""
        self._before.append(self._first)
        for start in range(0, len(self._data), _STEP):
            self._before.append(self._before[-1] + self._count(start, start + _STEP))

    def _count(self, start: int, end: int) -> int:
        return len(self._data[start:end].translate(None, _CONTINUING))


class Told(NamedTuple):
    """What the parser tells of a text."""

    shares: Iterable[Sequence[Event]]
    """Its events, some at a time."""
    place: Place


class Changes:
    """What is changed in a text before a parser reads it, and which places are which."""

    def __init__(self, items: Sequence[tuple[int, int, str]]) -> None:
        """Take the stretches of the text and what stands for each, in order and apart."""
        self._items = tuple(items)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._grown: list[int] = []
        grown = 0
        for start, end, written in self._items:
            self._starts.append(start)
            grown += len(written) - (end - start)
            self._ends.append(end + grown)
            self._grown.append(grown)

    def __bool__(self) -> bool:
        """True if anything is changed."""
        return bool(self._items)

    def after(self, added: Iterable[tuple[int, str]]) -> "Changes":
        """The same, with what is put in at other places, or before these."""
        first = ((start, start, written) for start, written in added)
        return Changes(sorted((*first, *self._items), key=lambda item: item[0]))

    def apply(self, text: str) -> str:
        """The text as the parser gets it."""
        parts: list[str] = []
        position = 0
        for start, end, written in self._items:
            parts += (text[position:start], written)
            position = end
        parts.append(text[position:])
        return "".join(parts)

    def changed(self, offset: int) -> int:
        """The place in the changed text for one in the text; before what is put in there."""
        number = bisect_left(self._starts, offset) - 1
        return offset + (self._grown[number] if number >= 0 else 0)

    def original(self, offset: int) -> int:
        """The place in the text for one in the changed text."""
        number = bisect_right(self._ends, offset) - 1
        place = offset - (self._grown[number] if number >= 0 else 0)
        if number + 1 < len(self._items):
            start, end, _written = self._items[number + 1]
            place = min(place, end) if place > start else place
        return place

    def places(self, place: Place) -> Place:
        """What `place` says of the changed text, for the text."""
        return lambda offset: self.original(place(offset))


UNCHANGED = Changes(())
"""Where a parser gets the text as it stands."""
