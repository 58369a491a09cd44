"""Visible dates, bylines and sections in another language: declared edits, no entries. Pure."""

from collections.abc import Iterator, Sequence

from l10n.formats import Edge, Format, Run
from l10n.formats.visible import Visible
from l10n.messages import N_, message
from l10n.model.article import Article, Block, Edit, Problem, line_at, line_starts
from l10n.model.metadata import Metadata

_LACKING = {
    "byline": N_(
        "nobody knows how “{text}” is written in {locales}; it stays: name it in [metadata.names]"
    ),
    "section": N_(
        "“{text}” has no name in {locales} in [metadata.section_names] of the workflow; it stays"
    ),
}


def visible_edits(
    article: Article, format: Format, metadata: Metadata, locale: str
) -> Iterator[Edit]:
    """Write what tables and rules translate, in the place of what stands there.

    In its own language an article stays as it is.
    """
    marked = _marked(article)
    if not marked or locale == article.locale:
        return
    visible = Visible(metadata, article.locale)
    for block in marked:
        text = visible.written(block, article.locale, locale)
        if text is not None and text != block.reads:
            run = Run(text, Edge.LINE, Edge.LINE)
            written = format.escape(run, block, article.source, strict=False)
            yield Edit(block.span, written)


def visible_problems(
    article: Article, metadata: Metadata, targets: Sequence[str]
) -> Iterator[Problem]:
    """Name what stays as it is in a locale, since no table says how it reads there."""
    marked = _marked(article)
    if not marked:
        return
    visible = Visible(metadata, article.locale)
    starts: tuple[int, ...] = ()
    for block in marked:
        missing = tuple(
            each
            for each in targets
            if each != article.locale and visible.written(block, article.locale, each) is None
        )
        if missing and block.table in _LACKING:
            starts = starts or line_starts(article.source)
            text = message(_LACKING[block.table], text=block.reads, locales=", ".join(missing))
            # A plain scalar of YAML begins a character early.
            line = line_at(starts, block.span.end)
            yield Problem(line, text, locales=missing)


def _marked(article: Article) -> list[Block]:
    return [block for block in article.parsed.blocks if block.table]
