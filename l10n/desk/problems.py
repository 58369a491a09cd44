"""Problems of an article, as the index keeps them."""

from collections.abc import Iterable
from dataclasses import replace

from l10n.messages import Message, Packed, message, packed, unpacked
from l10n.model.article import Problem

_AS_READ = "{text}"
"""A message of nothing but its value, which no language changes."""


def packed_problems(problems: Iterable[Problem]) -> list[list[object]]:
    """Problems as lists that JSON can hold."""
    return [
        [each.line, packed_message(each.message), each.untranslated, each.lasting]
        for each in problems
    ]


def unpacked_problems(kept: object) -> tuple[Problem, ...]:
    """The problems that were packed; none of what `packed_problems` does not give.

    The index is a cache: whoever changed it by hand is told again once the article is read.
    """
    found: list[Problem] = []
    for each in kept if isinstance(kept, list) else ():
        try:
            line, words, untranslated, lasting = each
            problem = Problem(int(line), unpacked(words), untranslated=bool(untranslated))
            found.append(replace(problem, lasting=bool(lasting)))
        except (TypeError, ValueError):
            continue
    return tuple(found)


def pressing(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that a person may want to mend."""
    return tuple(problem for problem in problems if not problem.lasting)


def packed_message(words: Message) -> Packed:
    """A message that can be unpacked; one of a plug-in that cannot is kept as it reads now."""
    try:
        unpacked(packed(words))
    except ValueError:
        return packed(message(_AS_READ, text=words.text()))
    return packed(words)
