"""Relinking: how a relative address of an article must read in the published place."""

import posixpath
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from l10n.desk.desk import Desk, Job
from l10n.desk.publishability import assess
from l10n.errors import L10nError
from l10n.store.workspace import ARTICLES, PUBLISHED, fault_of_name

Ready = Callable[[str, str], bool]
"""Says whether an article (by name) has a version in a locale, or gets one now."""


def readiness(desk: Desk, jobs: Iterable[Job]) -> Ready:
    """Look at what is published, and at what these jobs let be published."""
    due = {(job.name, job.locale): job for job in jobs}

    @cache
    def ready(name: str, locale: str) -> bool:
        # A link may name anything; what cannot be an article is none, and is not looked for.
        if fault_of_name(name) is not None:
            return False
        if desk.workspace.published_path(locale, name).is_file():
            return True
        job = due.get((name, locale))
        try:
            return job is not None and assess(desk, job).publishable
        except L10nError:
            return False

    return ready


def moved(url: str, name: str, locale: str, ready: Ready) -> str:
    """Give a relative address as it must read in the published place.

    A link to an article that is published in the same locale stays as it is, since the tree is
    the same there; any other relative link is made to lead back to the source's own tree.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return url
    folder = posixpath.dirname(name)
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(ARTICLES, folder, path))
    inside = target.removeprefix(f"{ARTICLES}/")
    if target.startswith(f"{ARTICLES}/") and ready(inside, locale):
        return url
    start = str(PurePosixPath(PUBLISHED, locale, folder))
    way = quote(posixpath.relpath(target, start), safe="/~!$&'()*+,;=:@")
    if path.endswith("/"):
        way += "/"
    return url.replace(parts.path, way, 1) if way != parts.path else url
