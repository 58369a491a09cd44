"""What of a page stays as it is, and why: with the line, for those who publish it."""

from collections.abc import Iterator

from l10n.formats.html import linked
from l10n.formats.html.scan import HtmlKind
from l10n.formats.html.tree import Page, unread_sections
from l10n.formats.html.values import addresses, unread_values
from l10n.messages import N_, Message, message
from l10n.model.article import Problem, line_at, line_starts

IN_ANOTHER_LANGUAGE = N_("<{name}> is in another language ({language}) and is not translated")
LINKED = frozenset(("canonical", "alternate hreflang", "og:url"))
"""What of it a version of a page says by itself, where the workflow tells where pages are."""
ADDRESS = N_("{name} names the address of this page; it is kept, and has to be set by hand")


def problems(page: Page) -> Iterator[Problem]:
    """Say what is left alone in a page, kind by kind."""
    starts = line_starts(page.masked.source)
    for start, name, language in page.left:
        text = N_("<{name}> holds text that is not translated")
        if language:
            text = IN_ANOTHER_LANGUAGE
        words = message(text, name=name, language=language)
        # A passage in another language is none in that of the article.
        line = line_at(starts, start)
        yield Problem(line, words, untranslated=not language, language=language)
    for start, name in addresses(page):
        yield Problem(line_at(starts, start), message(ADDRESS, name=name), lasting=True)
    for start, words in _unread_values(page):
        yield Problem(line_at(starts, start), words)
    for start in unread_sections(page):
        text = N_("this CDATA section holds text that is not translated")
        yield Problem(line_at(starts, start), message(text), untranslated=True)
    for start in linked.unread(page):
        text = N_("the linked data (JSON-LD) is no valid JSON and is not translated")
        yield Problem(line_at(starts, start), message(text))
    for start in linked.addresses(page):
        words = message(ADDRESS, name=linked.ADDRESS)
        yield Problem(line_at(starts, start), words, lasting=True)
    for token in page.tokens:
        if token.kind is HtmlKind.CUT:
            text = N_("what begins here is never closed; browsers show nothing of the rest")
        elif token.kind is HtmlKind.RAW and token.end == len(page.source) and token.name:
            text = N_("<{name}> is never closed; the rest of the file belongs to it")
        else:
            continue
        yield Problem(line_at(starts, token.start), message(text, name=token.name))


def _unread_values(page: Page) -> Iterator[tuple[int, Message]]:
    for token in page.tokens:
        if token.kind is HtmlKind.START and token.attributes:
            element = page.elements.get(token.start)
            if element is not None and element.values:
                yield from unread_values(page.source, token)
