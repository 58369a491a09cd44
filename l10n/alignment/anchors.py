"""Anchors: what a desk has settled, so that both sides of an alignment can be known by it."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from l10n.glossary.phrases import Phrases

_MOST = 50
"""Terms of one text that are looked at."""


class Anchors:
    """Finds terms, or their renderings, in texts of one language."""

    def __init__(self, phrases: Iterable[tuple[str, str]], locale: str) -> None:
        """Take phrases of the language, each with the key of its term."""
        given = tuple(phrases)
        self._keys = tuple(key for _phrase, key in given)
        self._phrases = [phrase for phrase, _key in given]
        self._locale = locale

    @cached_property
    def _finder(self) -> Phrases:
        return Phrases(self._phrases, self._locale)

    def keys(self, text: str) -> Iterator[str]:
        """The keys of the terms in a normalized text, each once."""
        if self._keys:
            hits = self._finder.find(text)[:_MOST]
            yield from dict.fromkeys(self._keys[hit.number] for hit in hits)
