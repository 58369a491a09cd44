"""Paragraphs that a page does not have: where they stand, and how."""

from l10n.formats import Run
from l10n.formats.html.names import BLOCKS, words
from l10n.formats.html.scan import HtmlKind
from l10n.formats.html.site import TextSite
from l10n.formats.html.text import escape
from l10n.formats.html.tree import Page
from l10n.language.locales import direction
from l10n.model.addendum import Addendum
from l10n.model.article import ANYWHERE, Block, Edit, Span
from l10n.regex import regex

_INNER = words("""
    caption center col colgroup dd dt figcaption legend li optgroup summary tbody td tfoot th thead
    tr
    """)
"""Elements beside which no paragraph may stand: it goes beside what holds them."""
_NONE = words("head html body title textarea button select option")


_BLOCK, _COMMENT_END = "<!-- wp:", "-->"
_BLOCK_END = regex(r"\s*+<!-- /wp:[a-z0-9/-]+ -->")


class HtmlAdder:
    """Puts paragraphs beside the elements of a page."""

    def __init__(self, page: Page, locale: str) -> None:
        """Find the elements that a paragraph may stand beside."""
        self._locale = locale
        self._source = page.masked.source
        self._elements = [
            (token.name, token.start, token.end, element.end)
            for token in page.tokens
            if token.kind is HtmlKind.START
            and token.name in BLOCKS
            and (element := page.elements.get(token.start)) is not None
            and element.html
            and element.end is not None
            and not element.reading.apart
        ]

    def edit(self, block: Block, addendum: Addendum, *, strict: bool) -> Edit | None:
        """The edit; None for attributes, linked data, and text in no element that ends by a tag."""
        if not isinstance(block.site, TextSite):
            return None
        for name, start, inner, end in reversed(self._elements):
            if not (inner <= block.span.start and end is not None and block.span.end <= end[0]):
                continue
            if name in _NONE:
                return None
            if name in _INNER:
                continue
            place = self._before(start) if addendum.place == "before" else self._after(end[1])
            return Edit(Span(place, place), self._written(addendum.text, strict))
        return None

    def _before(self, start: int) -> int:
        """Where an element begins, with the comment that makes a block of WordPress of it."""
        comment = self._source.rfind(_BLOCK, 0, start)
        if comment < 0:
            return start
        end = self._source.find(_COMMENT_END, comment, start)
        between = self._source[end + len(_COMMENT_END) : start] if end >= 0 else "?"
        return start if between.strip() else comment

    def _after(self, end: int) -> int:
        found = _BLOCK_END.match(self._source, end)
        return end if found is None else found.end()

    def _written(self, text: str, strict: bool) -> str:
        # No `lang`: it is in the language of the page, as other blocks are that say none.
        attributes = 'class="l10n-addendum" role="note"'
        if direction(self._locale) == "rtl":
            attributes += ' dir="rtl"'
        return f"<p {attributes}>{escape(Run(text), ANYWHERE, strict=strict)}</p>"
