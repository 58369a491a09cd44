"""Terms of taxonomies (`tags`, `categories`), which a table of the workflow translates.

A term names a page and its address on the site, so that it has to read alike in all articles.
"""

import unicodedata
from collections.abc import Iterator

from l10n.formats.frontmatter.field import Field, Unlocated
from l10n.messages import N_, Message, message
from l10n.model.conventions import UNSAID, Conventions
from l10n.regex import regex

_WORDS = frozenset(("tags", "categories"))
"""Fields that Jekyll cuts at blanks where they hold one string (Jekyll::Utils,
`pluralized_array_from_hash`)."""
_COMMA = regex(r"([ \t]*,[ \t]*)")
_BLANK = regex(r"([ \t]+)")


class Terms:
    """The tables of a workflow, ready to be asked."""

    def __init__(self, conventions: Conventions) -> None:
        """Take the tables, and how the dialect reads several terms in one string."""
        self._tables = {
            each.field: (each, {_folded(term): dict(texts) for term, texts in each.terms})
            for each in conventions.taxonomies
        }
        for field, (taxonomy, terms) in self._tables.items():
            # A term as it is written goes before one that differs in case.
            terms.update((term, dict(texts)) for term, texts in taxonomy.terms)
            self._tables[field] = (taxonomy, terms)
        self._by_words = conventions.dialect == "jekyll"

    def holds(self, item: Field | Unlocated) -> bool:
        """True if a field is translated by a table."""
        return item.path in self._tables

    def lacking(self, item: Field | Unlocated) -> Iterator[tuple[Message, tuple[str, ...]]]:
        """What the table does not say of the terms in a field, and of which locales."""
        taxonomy, _terms = self._tables[item.path]
        for term in self._parted(item)[::2]:
            known = self._known(item.path, term) or {}
            missing = tuple(locale for locale in taxonomy.locales if locale not in known)
            if term and missing:
                text = N_(
                    "“{term}” ({field}) has no translation into {locales} in [taxonomies.{field}] "
                    "of the workflow; it stays as it is"
                )
                words = message(text, term=term, field=item.path, locales=", ".join(missing))
                yield words, missing

    def translated(self, item: Field, locale: str) -> str | tuple[str, ...] | None:
        """What has to stand in the place of a field; None where nothing changes.

        Several terms where one string, cut at blanks, would make others of them.
        """
        parts = self._parted(item)
        said = [
            (self._known(item.path, part) or {}).get(locale, part) if number % 2 == 0 else part
            for number, part in enumerate(parts)
        ]
        if said == parts:
            return None
        by_blanks = len(parts) > 1 and "," not in parts[1]
        if by_blanks and any(" " in term for term in said[::2]):
            return tuple(said[::2])
        return "".join(said)

    def _parted(self, item: Field | Unlocated) -> list[str]:
        """The terms in a string, and what parts them: term, comma, term."""
        listed = isinstance(item, Field) and item.listed
        if listed or self._known(item.path, item.text) is not None:
            return [item.text]
        if "," in item.text:
            return _COMMA.split(item.text)
        if self._by_words and item.path in _WORDS:
            return _BLANK.split(item.text)
        return [item.text]

    def _known(self, field: str, term: str) -> dict[str, str] | None:
        _taxonomy, terms = self._tables[field]
        return terms.get(term) or terms.get(_folded(term))


def _folded(term: str) -> str:
    return unicodedata.normalize("NFC", term).casefold()


NO_TERMS = Terms(UNSAID)
