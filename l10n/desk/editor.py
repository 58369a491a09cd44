"""The responsible editor of a version: whoever runs the command, where anybody knows."""

from collections.abc import Callable
from functools import cache

from l10n.errors import UsageError
from l10n.store.workspace import Workspace


def editor_of(workspace: Workspace, named: str | None) -> Callable[[], str]:
    """The same, once somebody asks: git is not started for a command that publishes nothing.

    Raises UsageError for a name that is none, at once.
    """
    if named is not None:
        given = editor(workspace, named)
        return lambda: given
    return cache(lambda: editor(workspace, None))


def editor(workspace: Workspace, named: str | None) -> str:
    """Who publishes, corrects or takes back: "Name <mail>"; empty where git knows no name.

    Raises UsageError for a name that is none, if one was given.
    """
    from l10n.desk.person import person

    if named is not None:
        return person(workspace, named).shown
    try:
        return person(workspace).shown
    except UsageError:
        # A desk without git publishes as well; the record then says that nobody is known.
        return ""
