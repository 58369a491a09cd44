"""The elements of a page that a workflow names for what they hold: a date, a byline, a section."""

from l10n.formats.html.names import BLOCKS, VOID
from l10n.formats.html.scan import HtmlToken
from l10n.formats.html.tree import Element, Page
from l10n.formats.visible import Visible
from l10n.model.article import Block, Span
from l10n.model.metadata import Kind


class NamedElements:
    """Finds them while a page is read."""

    def __init__(self, page: Page, visible: Visible) -> None:
        """Begin with none."""
        self._page = page
        self._visible = visible
        self._found: list[tuple[Span, Kind]] = []

    def parts(self, token: HtmlToken, element: Element) -> bool:
        """Note an element that is named; true if it is to be one tag of the text around it.

        That is so where no other tag is in it, and does not depend on what it reads: a translation
        must not read otherwise than its article.
        """
        if not self._visible.kinds or element.reading.closed or not element.html:
            return False
        kind = self._visible.of_tag(self._page.source, token)
        end = token.end if element.end is None else element.end[0]
        if kind is None or (self._found and end <= self._found[-1][0].end):
            return False
        inner = token.name not in VOID and token.name not in BLOCKS
        if inner and (element.end is None or self._page.source.find("<", token.end, end) >= 0):
            return False
        self._found.append((Span(token.start, end), kind))
        return inner

    def begins(self, token: HtmlToken) -> bool:
        """True for the start tag of the one that was found last."""
        return bool(self._found) and self._found[-1][0].start == token.start

    def marked(self, blocks: list[Block]) -> list[Block]:
        """Blocks in source order, those marked that are in such an element."""
        if not self._found:
            return blocks
        return list(self._visible.within(blocks, self._found, self._page.language))
