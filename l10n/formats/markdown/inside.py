"""Markdown of one line inside code: a caption in the parameter of a shortcode."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from l10n.dataclass import dataclass
from l10n.formats.bounds import Parts
from l10n.formats.code.masking import Masked
from l10n.formats.code.site import CodeSite
from l10n.formats.code.writing import dropped
from l10n.formats.markdown.blocks import Builder
from l10n.formats.markdown.offsets import Told
from l10n.model.article import ANYWHERE, Block, Problem, Site, Span, line_at

Tell = Callable[[str, int], Told]
"""From a text, and where Markdown begins in it, to what the parser tells of it."""


@dataclass(frozen=True, slots=True)
class InsideSite(Site):
    """A text of Markdown that stands in code: written for Markdown first, then for the code."""

    code: CodeSite
    markdown: Site = ANYWHERE


@dataclass(frozen=True, slots=True)
class Inside:
    """Reads the texts of code, those that are Markdown as such."""

    tell: Tell
    parts: Parts
    starts: tuple[int, ...]
    """Of the lines of the source."""

    def blocks(self, texts: Iterable[Block], source: str) -> Iterator[Block | Problem]:
        """The texts of code; a text of Markdown gives what blocks and problems it has.

        Its addresses are shown in the notes of its tags, and never rewritten.
        """
        for text in texts:
            if isinstance(text.site, CodeSite) and text.site.markdown:
                yield from self._markdown(text, text.site, text.span.of(source))
            else:
                yield text

    def _markdown(self, text: Block, site: CodeSite, raw: str) -> Iterator[Block | Problem]:
        gone = dropped(raw, site)
        kept = [number for number in range(len(raw)) if number not in gone]
        shown = "".join(raw[number] for number in kept) if gone else raw
        # A sign that is dropped belongs to what stands behind it.
        places = [0, *(number + 1 for number in kept)] if gone else range(len(raw) + 1)
        first = text.span.start
        found = Builder(Masked(shown, shown), self.parts).build(self.tell(shown, 0))
        for block in found.blocks:
            own = block.role == "paragraph"
            yield Block(
                text.role if own else block.role,
                tuple(
                    replace(
                        piece,
                        span=Span(first + places[piece.span.start], first + places[piece.span.end]),
                    )
                    for piece in block.pieces
                ),
                text.context if own else block.context,
                InsideSite(site, block.site),
            )
        line = line_at(self.starts, first)
        for problem in found.problems:
            yield replace(problem, line=line + problem.line - 1)
