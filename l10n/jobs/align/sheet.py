"""What the page of aligned articles shows."""

from collections.abc import Iterable

from l10n import __version__
from l10n.alignment.bead import Bead
from l10n.alignment.sides import Side
from l10n.jobs.align.report import AlignedArticle
from l10n.preview.alignment import AlignmentSheet, Paired, Row


def sheet(articles: Iterable[AlignedArticle], table: str, made: str) -> AlignmentSheet:
    """All articles; `table` is the file in which a person says what is right."""
    return AlignmentSheet(tuple(map(_paired, articles)), table, __version__, made)


def _paired(article: AlignedArticle) -> Paired:
    source, target = article.sides
    return Paired(
        article.source_name,
        article.target_name,
        (source.locale, target.locale),
        tuple(_row(bead, article) for bead in article.beads),
    )


def _row(bead: Bead, article: AlignedArticle) -> Row:
    source, target = article.sides
    return Row(
        source=tuple(source.segments[at].tagged for at in bead.source),
        target=tuple(target.segments[at].tagged for at in bead.target),
        lines=(_line(source, bead.source), _line(target, bead.target)),
        kind=bead.kind,
        moved=bead.moved,
        confidence=bead.confidence if bead.is_pair else None,
        safe=bead.is_pair and bead.confidence >= article.sure,
    )


def _line(side: Side, run: range) -> int:
    return side.segments[run.start].place.line if run else 0
