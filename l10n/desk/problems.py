"""Problems of an article, as the index keeps them."""

from collections.abc import Iterable

from l10n.messages import Message, Packed, message, packed, unpacked
from l10n.model.article import Problem

_AS_READ = "{text}"
"""A message of nothing but its value, which no language changes."""


def packed_problems(problems: Iterable[Problem]) -> list[list[object]]:
    """Problems as lists that JSON can hold."""
    return [[each.line, _packed(each.message), each.untranslated] for each in problems]


def unpacked_problems(kept: object) -> tuple[Problem, ...]:
    """The problems that were packed; none of what `packed_problems` does not give.

    The index is a cache: whoever changed it by hand is told again once the article is read.
    """
    found: list[Problem] = []
    for each in kept if isinstance(kept, list) else ():
        try:
            line, words, untranslated = each
            found.append(Problem(int(line), unpacked(words), untranslated=bool(untranslated)))
        except (TypeError, ValueError):
            continue
    return tuple(found)


def _packed(words: Message) -> Packed:
    """A message that can be unpacked; one of a plug-in that cannot is kept as it reads now."""
    try:
        unpacked(packed(words))
    except ValueError:
        return packed(message(_AS_READ, text=words.text()))
    return packed(words)
