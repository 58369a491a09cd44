"""Addenda that no page takes in: of an article that is not there, for a locale of no workflow."""

from collections.abc import Iterator

from l10n.desk.desk import Desk, Wanted
from l10n.errors import AddendumError, L10nError
from l10n.messages import _


def stray_addenda(desk: Desk, wanted: Wanted) -> Iterator[L10nError]:
    """An error for each file of addenda that stands where none is read, if all was asked for.

    Such a note would never reach its readers, and nobody would hear of it.
    """
    workspace = desk.workspace
    if wanted.articles or wanted.locales or workspace.is_gone(workspace.addenda_folder):
        return
    listing = workspace.addenda_names()
    yield from listing.problems
    for locale, name in listing:
        try:
            workflow = desk.workflow_of(name)
        except L10nError:
            # Two workflows claim it, which is told of the article.
            continue
        there = workspace.is_file(workspace.article_path(name))
        if workflow is None or locale not in workflow.targets or not there:
            yield AddendumError(
                _("no article takes in these addenda"),
                code="ADD-006",
                path=workspace.shown(workspace.addenda_path(locale, name)),
                remedy=_("they belong into addenda/LOCALE/ARTICLE.toml, suffix included"),
            )
