"""What has to hold whatever bytes a parser is given."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from l10n.errors import L10nError

MESSAGE = 4_000
"""Characters that an error may have; a message that quotes a whole file steers its reader."""
_STEERING = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Categories of characters that a terminal or a reader of lines takes for more than a text."""


@dataclass(frozen=True, slots=True)
class Target:
    """One parser under the campaign."""

    name: str
    run: Callable[[bytes], object]
    """Parses bytes, and looks at what came of them; raises L10nError for what it refuses."""
    seeds: tuple[bytes, ...]
    """Good files, from which others are made."""

    def try_on(self, data: bytes) -> bool:
        """True if the parser took the bytes, False if it refused them in one line.

        Every other exception is a fault, and an AssertionError a broken law.
        """
        try:
            self.run(data)
        except L10nError as error:
            check_error(error)
            return False
        return True


def check_error(error: L10nError) -> None:
    """An error is one line that steers no terminal, with a code."""
    line = str(error)
    assert line.strip(), "an error without words"
    assert len(line) <= MESSAGE, f"an error of {len(line)} characters: {line[:200]}"
    wrong = [each for each in line if unicodedata.category(each) in _STEERING]
    assert not wrong, f"an error with {wrong[0]!r}: {line!r}"
