"""A file that somebody else translated, held against its article block by block."""

from dataclasses import replace
from pathlib import Path

from l10n import plugins
from l10n.desk.desk import Job
from l10n.desk.reading import Source
from l10n.errors import ArticleError, L10nError
from l10n.messages import _
from l10n.model.article import Article
from l10n.steps.comparing import Blocks, blocks, first_difference
from l10n.steps.extract import extract
from l10n.store.document import read_document


def translation_blocks(path: Path, job: Job, source: Source, ours: Blocks) -> Blocks:
    """Take a translation of an article apart; raises ArticleError where the blocks are others."""
    conventions = replace(job.workflow.conventions, language=job.locale)
    # Whatever its suffix: a translation of an article is read as that is.
    format = plugins.format_for(job.name, conventions)
    document = read_document(path)
    try:
        text = document.text()
        assert format is not None, "the article itself was read"
        parsed = format.parse(text, job.workflow.fields)
    except L10nError as error:
        raise error.at(path=path) from error
    article = Article(job.name, job.locale, format=format.name, source=text, parsed=parsed)
    theirs = blocks(extract(article, job.workflow.split).segments)
    place = first_difference(ours, theirs)
    if place is None:
        return theirs
    there, here = (
        each[min(place, len(each) - 1)][0].place.line if each else 1 for each in (theirs, ours)
    )
    raise ArticleError(
        _(
            "has {n} blocks with text, {article} has {m}; they differ first here and in its line "
            "{line}"
        ).format(n=len(theirs), m=len(ours), article=source.article.name, line=here),
        code="CMP-004",
        path=path,
        line=there,
        remedy=_("give the same article in the other language, paragraph for paragraph"),
    )
