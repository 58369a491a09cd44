"""HTML: whole documents and fragments, as browsers read them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from l10n.formats import Adder, Run
from l10n.formats.code.code import BLANK, Level
from l10n.formats.code.masking import mask
from l10n.formats.code.site import CodeSite
from l10n.formats.code.writing import plain_texts
from l10n.formats.code.writing import write as write_in_code
from l10n.formats.dialects.table import dialect
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.frontmatter.listing import counterparts_listed
from l10n.formats.frontmatter.site import MatterSite
from l10n.formats.frontmatter.stated import field_names
from l10n.formats.frontmatter.stated import stated as matter_stated
from l10n.formats.frontmatter.taxonomies import Terms
from l10n.formats.html import linked
from l10n.formats.html.added import HtmlAdder
from l10n.formats.html.blocks import Parting, blocks
from l10n.formats.html.linking import counterparts_linked
from l10n.formats.html.locale import declared, localize
from l10n.formats.html.problems import problems
from l10n.formats.html.stated import stated
from l10n.formats.html.text import escape
from l10n.formats.html.tree import Page, read
from l10n.formats.html.turning import named
from l10n.formats.html.values import links, relink
from l10n.formats.html.works import works
from l10n.formats.jsonscan import JsonTextSite, write
from l10n.formats.visible import Visible
from l10n.model.article import Block, Edit, Link, Parsed, Problem
from l10n.model.conventions import UNSAID, Conventions
from l10n.model.counterparts import Counterparts
from l10n.model.statement import Statement
from l10n.regex import regex

_PROPERTIES = {"source-type": "schema:digitalSourceType"}
_OUTER_SPACE = regex(r"\A[^\S \x85]+|[^\S \x85]+\Z")
"""White space that is not ASCII: some readers of paragraphs drop it at the edge of a line."""


class Html:
    """Takes HTML apart by the standard's own rules, and writes text that no browser takes for more.

    A source with a doctype, `<html>`, `<head>` or `<body>` is a document; anything else is a
    fragment, and nothing is put around it. What stands in `translate="no"`, code, scripts (but for
    linked data), styles and the like is left alone, and so is what says that it is in another
    language than the page says of itself; of drawings and formulas the words are read. Front matter
    may stand before it, as in a layout of Jekyll.
    """

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def __init__(self, conventions: Conventions = UNSAID) -> None:
        """Take the dialect that a workflow names."""
        self._conventions = conventions
        self._dialect = known = dialect(conventions.dialect)
        families = tuple(
            each for each in known.families if each.level is Level.TEMPLATE and each.in_html
        )
        self._template = replace(known, families=families)
        self._guard = re.compile(known.guard) if known.guard else None
        self._terms = Terms(conventions)
        self._visible = Visible(conventions.metadata, conventions.language)

    def parse(self, source: str, fields: Collection[str] = ()) -> Parsed:
        """Find the blocks of a source.

        Reports as a Problem what the end of the file cuts off, since browsers show nothing of it,
        and elements left alone that hold words, unless `translate="no"` says that it is meant.
        Raises ArticleError for a page that is too large.
        """
        head = frontmatter.find(source, loose=True)
        fields_found, faults, locale = frontmatter.parse(
            source, head, fields, self._terms, self._visible
        )
        page = self._read(source, head, locale)
        masked = page.masked
        texts = tuple(plain_texts(masked.texts, source))
        found = sorted(
            (
                *blocks(
                    page,
                    parting=self._parting(page),
                    breaks=self._breaks(page),
                    visible=self._visible,
                ),
                *linked.data_blocks(page, self._visible),
                *(text for text in texts if isinstance(text, Block)),
            ),
            key=_start,
        )
        left = (text for text in texts if isinstance(text, Problem))
        faulty = (*problems(page), *masked.problems(), *left)
        said = sorted(faulty, key=lambda problem: problem.line)
        return Parsed(
            (*fields_found, *found),
            (*faults, *said),
            links(page),
            locale or declared(page),
            masked.kept(),
            named=tuple(named(page)),
            works=works(page),
            languages=tuple(linked.languages(page)),
            families=() if self._conventions.dialect else masked.families,
        )

    def escape(self, run: Run, block: Block, source: str, *, strict: bool) -> str:
        """Write a run of text so that a browser reads just this text and no markup.

        In linked data search engines read it, and no text ends the script.
        """
        if isinstance(block.site, MatterSite):
            return frontmatter.write(run.text, block, source, strict=strict)
        if isinstance(block.site, JsonTextSite):
            return write(run.text, block.site, strict=strict)
        if isinstance(block.site, CodeSite):
            return write_in_code(run.text, block.site, strict=strict)
        written = escape(run, block.site, strict=strict)
        if self._dialect.autop:
            written = _OUTER_SPACE.sub(_references, written)
        return self._guarded(written)

    def _parting(self, page: Page) -> Parting:
        """Where blank lines part paragraphs: to readers, or in the editor alone.

        Where no dialect is named, a fragment may be a post of WordPress. To HTML itself text
        outside of all blocks is one paragraph, however many blank lines stand in it; nobody writes
        that.
        """
        if page.whole:
            return Parting.NOWHERE
        if self._dialect.autop:
            return Parting.ALL
        return Parting.NOWHERE if self._conventions.dialect else Parting.BARE

    def _breaks(self, page: Page) -> bool:
        """True if the lines of a text are lines to its readers.

        WordPress leaves a post with blocks in it as it is (`has_blocks`), and a template too.
        """
        kept = page.masked.kept()
        blocks_in_it = any(code.shown.startswith("<!-- wp:") for code in kept)
        return self._parting(page) is Parting.ALL and not blocks_in_it

    def _guarded(self, written: str) -> str:
        """Write the first character of what would be template code as a reference."""
        if self._guard is None:
            return written
        return self._guard.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", written)

    def relink(self, link: Link, url: str) -> str:
        """Write another address in the place of a link."""
        return relink(link, url)

    def localize(self, source: str, parsed: Parsed, locale: str, label: str) -> tuple[Edit, ...]:
        """The edits of `lang`, `dir` and `og:locale`, and the label as a paragraph.

        `lang` and the like of the front matter too. The label stands first in the one `<article>`,
        or in `<main>`, `<body>`, or the fragment.
        """
        head = frontmatter.find(source, loose=True)
        fields = frontmatter.localize(source, head, locale, self._terms)
        page = self._read(source, head, parsed.locale)
        # A layout or a theme says the direction of what has a head, or is a post of WordPress.
        alone = head is None and self._conventions.dialect != "wordpress"
        return (*fields, *localize(page, parsed, locale, label, alone=alone))

    def state(self, source: str, parsed: Parsed, statement: Statement) -> tuple[Edit, ...]:
        """Say in `<meta>` how a version was made, in a layout in the front matter."""
        said = statement.terms()
        head = frontmatter.find(source, loose=True)
        if head is not None:
            return tuple(matter_stated(source, head, field_names(said)))
        if not said:
            return ()
        return tuple(stated(self._read(source, head, parsed.locale), _meta_names(said)))

    def adder(self, source: str, parsed: Parsed, locale: str) -> Adder:
        """What puts paragraphs beside the elements of a page."""
        head = frontmatter.find(source, loose=True)
        return HtmlAdder(self._read(source, head, parsed.locale), locale)

    def link(self, source: str, parsed: Parsed, counterparts: Counterparts) -> tuple[Edit, ...]:
        """Name a page's address and its counterparts in its head; a layout's, in front matter."""
        head = frontmatter.find(source, loose=True)
        if head is not None:
            return tuple(counterparts_listed(source, head, counterparts))
        return tuple(counterparts_linked(self._read(source, head, parsed.locale), counterparts))

    def _read(self, source: str, head: frontmatter.Matter | None, locale: str | None) -> Page:
        body = head.end if head else 0
        masked = mask(source, body, self._template, self._conventions, lambda _text, _body: ())
        language = locale or self._conventions.language
        foreign = self._conventions.foreign
        return read(masked.filled(BLANK), body, language=language, foreign=foreign)


def _meta_names(said: Mapping[str, str]) -> dict[str, str]:
    """The names of `<meta>`; that of schema.org's property is RDFa's."""
    return {_PROPERTIES.get(name, f"l10n-{name}"): text for name, text in said.items()}


def _start(block: Block) -> int:
    return block.pieces[0].span.start


def _references(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in found[0])
