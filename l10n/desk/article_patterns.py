"""Articles as a person names them on a command line: by name, folder or pattern."""

from collections.abc import Sequence
from pathlib import Path

from l10n.errors import UsageError
from l10n.messages import _
from l10n.store.workspace import Workspace


def trimmed(workspace: Workspace, pattern: str) -> str:
    """An article's name, or a pattern of names, as a person may write it: with its folder."""
    folder = f"{workspace.layout.articles}/"
    path = Path(pattern)
    if path.is_absolute():
        pattern = f"{workspace.shown(path)}/"
    return pattern.removeprefix("./").removeprefix(folder).rstrip("/")


def article_pattern(workspace: Workspace, given: str) -> str:
    """What `trimmed` leaves of what is given; raises UsageError where that is nothing.

    Not all articles are meant so: it may be what became of `articles/$name` without a name.
    """
    pattern = trimmed(workspace, given)
    if pattern:
        return pattern
    if not given:
        raise UsageError(
            _("the name of an article is empty"),
            code="USE-032",
            remedy=_("`l10n status` lists the articles"),
        )
    folder = workspace.articles_folder
    raise _whole(given) if workspace.root / given == folder else _unknown(given, ())


def unknown(workspace: Workspace, pattern: str, known: Sequence[str]) -> UsageError:
    """The error of a pattern that is nothing of what is `known`."""
    return all_articles(workspace, pattern) or _unknown(pattern, known)


def all_articles(workspace: Workspace, pattern: str) -> UsageError | None:
    """The error of a name that is that of the folder of all articles; None for another."""
    return _whole(pattern) if pattern == workspace.layout.articles else None


def _whole(name: str) -> UsageError:
    return UsageError(
        _("“{name}” is the folder of all articles").format(name=name),
        code="USE-031",
        remedy=_("name an article or a folder in it; most commands take all where none is named"),
    )


def _unknown(pattern: str, known: Sequence[str]) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(pattern, known, 1)
    return UsageError(
        _("there is no article or folder “{name}”").format(name=pattern),
        code="USE-001",
        remedy=_("did you mean “{near}”?").format(near=near[0])
        if near
        else _("`l10n status` lists the articles"),
    )
