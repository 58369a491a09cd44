"""From places in UTF-8, which the parser tells, to characters of the source."""

from array import array

_CONTINUING = bytes(range(0x80, 0xC0))
"""Bytes that go on with a character."""
_STEP = 256


class Characters:
    """Counts the characters before a byte of a text, in any order and at the same cost."""

    def __init__(self, text: str, first: int) -> None:
        """`text` is what the parser was given, `first` the character at which it stands."""
        self._first = first
        self._data = b"" if text.isascii() else text.encode()
        self._before = array("Q", (first,))
        for start in range(0, len(self._data), _STEP):
            self._before.append(self._before[-1] + self._count(start, start + _STEP))

    def at(self, offset: int) -> int:
        """The offset in characters of the source, for one in bytes of the text."""
        if not self._data:
            return self._first + offset
        number = offset // _STEP
        return self._before[number] + self._count(number * _STEP, offset)

    def _count(self, start: int, end: int) -> int:
        return len(self._data[start:end].translate(None, _CONTINUING))
