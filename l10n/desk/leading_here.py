"""Links that lead to an article, in all others: readers may follow them when it is taken back."""

from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import quote

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.reading import read_source
from l10n.desk.targets import Finder, Lead
from l10n.errors import L10nError
from l10n.model.article import line_at, line_starts


@dataclass(frozen=True, slots=True)
class Leading:
    """A link of another article."""

    article: str
    line: int
    """In the article that it stands in, from 1."""
    name: str
    """The article that it leads to."""


def leading_here(desk: Desk, names: Collection[str]) -> tuple[list[Leading], list[L10nError]]:
    """The first link of each other article to each of some; they may be gone.

    An article in which no name of theirs stands is not taken apart.
    """
    workspace = desk.workspace
    forms = {PurePosixPath(name).stem for name in names}
    wanted = tuple(form.encode() for stem in forms for form in (stem, quote(stem)))
    finder = Finder(workspace, desk.claims)
    links: list[Leading] = []
    listing = workspace.article_names()
    errors = list(listing.problems)
    for article in listing if names else ():
        try:
            workflow = desk.workflow_of(article)
            if workflow is None or not plugins.is_read(article):
                continue
            data = workspace.read(workspace.article_path(article)).data
            if not any(form in data for form in wanted):
                continue
            source = read_source(workspace, article, workflow)
        except L10nError as error:
            errors.append(error.kept())
            continue
        starts = line_starts(source.article.source)
        told: set[str] = set()
        for link in source.article.parsed.links:
            target = finder.of(link.url, article)
            # An article that is gone is found no more, but its name is in the address.
            there = target.lead in (Lead.ARTICLE, Lead.NOTHING)
            if there and target.name in names and target.name not in {article, *told}:
                told.add(target.name)
                line = line_at(starts, link.span.start)
                links.append(Leading(article, line, target.name))
    return links, errors
