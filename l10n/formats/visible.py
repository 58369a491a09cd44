"""What readers see of dates, people and sections, which tables and rules translate, and no person.

A workflow names the fields and elements that hold them (`[metadata]`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from l10n.formats.html.attributes import value
from l10n.formats.html.scan import HtmlToken
from l10n.language.bylines import folded, is_byline, write_byline
from l10n.model.article import Block, PieceKind, Span
from l10n.model.metadata import NO_METADATA, Kind, Metadata, Names, Selector
from l10n.regex import regex

_BLANKS = regex(r"\s+")
_WORDS = frozenset(("class", "rel", "itemprop"))
"""Attributes that hold words, each of which counts."""


class Visible:
    """What a workflow says of such texts, ready to be asked."""

    def __init__(self, metadata: Metadata, language: str) -> None:
        """`language` is that of the workflow's articles, for those that do not say theirs."""
        self._metadata = metadata
        self._language = language
        self.kinds = frozenset(kind for kind, _selectors in metadata.elements)
        """What elements of HTML are named for."""
        self._people = _table(metadata.people)
        self._sections = _table(metadata.sections)

    def of_field(self, path: str) -> Kind | None:
        """What a field of the front matter holds."""
        return self._metadata.kind_of(path) if self._metadata.fields else None

    def of_tag(self, source: str, token: HtmlToken) -> Kind | None:
        """What an element holds, by its start tag."""
        for kind, selectors in self._metadata.elements:
            if any(_fits(source, token, each) for each in selectors):
                return kind
        return None

    def takes(self, kind: Kind, text: str, language: str) -> bool:
        """True for a text that the tables and rules are for; any other is for translators.

        In a field that names a section each text is one.
        """
        text = _BLANKS.sub(" ", text).strip()
        if kind == "date":
            # Few workflows name dates, and what reads them takes long to import.
            from l10n.language.datelines import is_iso_date, read_dateline

            # What is written for machines is no text either.
            return is_iso_date(text) or read_dateline(text, language or self._language) is not None
        if kind == "byline":
            return is_byline(text, self._people)
        return bool(text)

    def marked(self, block: Block, kind: Kind, language: str) -> Block:
        """A block that is one text, marked as what it holds; as it is where that is none."""
        plain = all(piece.kind is PieceKind.TEXT for piece in block.pieces)
        return (
            replace(block, table=kind)
            if plain and self.takes(kind, block.reads, language)
            else block
        )

    def within(
        self, blocks: Iterable[Block], ranges: list[tuple[Span, Kind]], language: str
    ) -> Iterator[Block]:
        """Blocks in source order, those marked that lie in one of some ranges, by their starts."""
        waiting = ranges[::-1]
        for block in blocks:
            while waiting and waiting[-1][0].end <= block.span.start:
                waiting.pop()
            if waiting and waiting[-1][0].holds(block.span) and not block.language:
                yield self.marked(block, waiting[-1][1], language)
            else:
                yield block

    def written(self, block: Block, source: str, locale: str) -> str | None:
        """What a marked block reads in another language; None where the tables do not say it."""
        text = block.reads
        if block.table == "date":
            from l10n.language.datelines import read_dateline, write_dateline

            said = read_dateline(text, source)
            form = self._metadata.date_format(locale)
            return None if said is None else write_dateline(said, locale, form)
        if block.table == "byline":
            own = {name: texts[locale] for name, texts in self._people.items() if locale in texts}
            return write_byline(text, source, locale, own)
        return self._sections.get(folded(text), {}).get(locale)


def _table(names: Names) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, texts in names:
        found.setdefault(folded(name), {}).update(texts)
    return found


def _fits(source: str, token: HtmlToken, selector: Selector) -> bool:
    if selector.element and token.name != selector.element:
        return False
    if selector.classes and not {*selector.classes} <= {*value(source, token, "class").split()}:
        return False
    if not selector.attribute:
        return True
    said = value(source, token, selector.attribute)
    return (
        selector.value in said.split() if selector.attribute in _WORDS else said == selector.value
    )


NOTHING_VISIBLE = Visible(NO_METADATA, "")
"""A workflow that names nothing."""
