"""Words that render one another: a list of stems for a pair of languages, as data.

`data/pairs/<one>-<other>.tsv` holds one stem of the first language a line and behind a tab those of
the second that may render it, both sorted. A stem stands for every word that begins with it and has
an ending of a few letters; one with a stop behind it (`for.`) is a whole word. The list serves both
directions.
"""

from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from types import MappingProxyType

from l10n.language.tables import table_of

Stems = Mapping[str, str]
"""Stems of one language, each with those of the other that may render it, a blank between two.

They are taken apart when a word needs them: a text needs few of thousands.
"""

_SHORTEST = 2
"""Letters of the shortest stem that may have an ending."""
_ENDINGS = (0, 0, 1, 3, 5, 6, 8)
"""Letters that an ending may have, by those of its stem; longer stems as the last."""


class Lexicon:
    """What is known of how words of one language are rendered in another."""

    def __init__(self, stems: Stems, respelt: Mapping[str, str] = MappingProxyType({})) -> None:
        """Hold the stems of a language, and what a stem has in the place of some endings."""
        self._stems = stems
        self._respelt = tuple(respelt.items())

    def __bool__(self) -> bool:
        """True if anything is known."""
        return bool(self._stems)

    def stems(self, word: str) -> tuple[str, ...]:
        """The known stems of a word in lower case, the longest first."""
        known = self._stems
        whole = f"{word}."
        found = [whole] if whole in known else []
        for end in range(len(word), _SHORTEST - 1, -1):
            ending = _ENDINGS[min(end, len(_ENDINGS) - 1)]
            if word[end : end + 1] == word[end - 1]:
                ending += 1  # stop, stopping
            if len(word) - end > ending:
                break
            stem = word[:end]
            if stem in known:
                found.append(stem)
            for respelt, own in self._respelt:
                if word.startswith(respelt, end) and stem + own in known:
                    found.append(stem + own)
        return tuple(found)

    def renderings(self, stems: tuple[str, ...]) -> frozenset[str]:
        """The stems of the other language that may render some stems."""
        return frozenset().union(*(self._stems[stem].split() for stem in stems))


@cache
def lexicon(source: str, target: str) -> Lexicon:
    """How words of one language are rendered in another; an empty one where there is no list."""
    if not (source.isalpha() and target.isalpha()):
        return Lexicon({})
    respelt = table_of(source).mapping("fluency", "respelt")
    given = _read(source, target)
    if given is not None:
        return Lexicon(given, respelt)
    inverse: dict[str, str] = {}
    for stem, renderings in (_read(target, source) or {}).items():
        for rendering in renderings.split():
            known = inverse.get(rendering)
            inverse[rendering] = f"{known} {stem}" if known else stem
    return Lexicon(inverse, respelt)


@cache
def _read(one: str, other: str) -> Stems | None:
    try:
        data = get_data("l10n.language", f"data/pairs/{one}-{other}.tsv") or b""
    except FileNotFoundError:
        return None
    lines = (line.partition("\t") for line in data.decode("utf-8").splitlines())
    return {stem: renderings for stem, _tab, renderings in lines}
