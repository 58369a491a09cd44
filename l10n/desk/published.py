"""What was published, by the names that people give it: articles, gone or not, and versions."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from l10n.desk.article_patterns import all_articles, article_pattern
from l10n.desk.desk import Desk, Wanted
from l10n.desk.placing import Address
from l10n.errors import FileError, UsageError
from l10n.language import locales
from l10n.messages import _
from l10n.model.version import SHOWN, History, Version
from l10n.store.document import Document
from l10n.store.versions import kept_text
from l10n.store.walking import Listing
from l10n.store.workspace import Workspace


def published(desk: Desk, articles: Iterable[str], wished: Iterable[str]) -> Listing[Address]:
    """The articles that were ever published, of those that a person named; all where none is.

    An article may be gone. Raises UsageError for what was never published.
    """
    found = desk.workspace.page_names()
    names = tuple(article_pattern(desk.workspace, name) for name in articles)
    tags = tuple(locales.normal(tag) for tag in wished)
    for name in names:
        one = Wanted((name,))
        if not found.problems and not any(one.article(each) for _locale, each in found):
            raise all_articles(desk.workspace, name) or _never(
                name, sorted({each for _locale, each in found})
            )
    known = sorted({locale for locale, _name in found})
    for tag in tags:
        if tag not in known and not found.problems:
            raise UsageError(
                _("nothing was ever published in “{locale}”").format(locale=tag),
                code="USE-060",
                remedy=_("versions there are in {locales}").format(locales=", ".join(known))
                if known
                else None,
            )
    wanted = Wanted(names, tags)
    chosen = [
        Address(name, locale)
        for locale, name in found
        if wanted.article(name) and wanted.locale(locale)
    ]
    return Listing(tuple(sorted(chosen, key=lambda at: (at.name, at.locale))), found.problems)


def _never(name: str, known: Sequence[str]) -> UsageError:
    near = get_close_matches(name, known, 1)
    return UsageError(
        _("“{name}” was never published").format(name=name),
        code="USE-061",
        remedy=_("did you mean “{near}”?").format(near=near[0])
        if near
        else _("`l10n log` lists what was"),
    )


def one_address(desk: Desk, article: str, wished: Sequence[str]) -> Address:
    """The one page that a person named; raises UsageError where that are several, or none."""
    found = published(desk, (article,), wished)
    if found.problems and not found.names:
        raise found.problems[0]
    if len(found.names) == 1:
        return found.names[0]
    names = sorted({at.name for at in found})
    if len(names) == 1:
        raise UsageError(
            _("“{name}” was published in {locales}").format(
                name=names[0], locales=", ".join(at.locale for at in found)
            ),
            code="USE-062",
            remedy=_("name one with --locale"),
        )
    raise UsageError(
        _("“{name}” names several articles").format(name=article),
        code="USE-063",
        remedy=_("name one: {names}").format(names=", ".join(names[:5])),
    )


def version_named(history: History, name: str) -> Version:
    """The version of a number, or whose id begins so; raises UsageError for none, or several."""
    found = history.named(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            _("several versions begin with “{name}”").format(name=name),
            code="USE-064",
            remedy=_("write more of the id"),
        )
    raise UsageError(
        _("there is no version “{name}”").format(name=name),
        code="USE-065",
        remedy=_("versions are named by number, here 1 to {last}, or by their id").format(
            last=len(history.versions)
        ),
    )


def text_of(workspace: Workspace, at: Address, version: Version) -> str:
    """The text of a version, empty where it left no page; raises FileError as `bytes_of`."""
    if not version.text:
        return ""
    document = _kept(workspace, at, version)
    try:
        return document.text()
    except FileError as error:
        raise error.at(path=workspace.shown(document.path)) from error


def bytes_of(workspace: Workspace, at: Address, version: Version) -> bytes:
    """The text of a version as it was published; raises FileError for one that is lost."""
    return _kept(workspace, at, version).data


def _kept(workspace: Workspace, at: Address, version: Version) -> Document:
    document = kept_text(workspace, at.locale, at.name, version.text)
    if document is None:
        raise FileError(
            _("the text of version {id} is not kept").format(id=version.id[:SHOWN]),
            code="PUB-040",
            path=workspace.shown(workspace.text_path(at.locale, at.name, version.text)),
            remedy=_("take the file from git, or from a backup"),
        )
    return document
