"""Problems of an article, as the index keeps them."""

from collections.abc import Iterable

from l10n.messages import packed, unpacked
from l10n.model.article import Problem


def packed_problems(problems: Iterable[Problem]) -> list[list[object]]:
    """Problems as lists that JSON can hold."""
    return [[each.line, packed(each.message), each.untranslated] for each in problems]


def unpacked_problems(kept: Iterable[list[object]]) -> tuple[Problem, ...]:
    """The problems that were packed; raises ValueError for what `packed_problems` does not give."""
    found: list[Problem] = []
    for line, words, untranslated in kept:
        if not isinstance(line, int):
            raise ValueError
        found.append(Problem(line, unpacked(words), untranslated=bool(untranslated)))
    return tuple(found)
