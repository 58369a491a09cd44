"""Exports: a page once more, as one file of HTML and as JSON, where the workflow asks for them."""

import base64
import json
import mimetypes
import posixpath
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from l10n.desk.desk import Job
from l10n.desk.page_reading import PageText, read_page, told_by
from l10n.desk.placing import Address, Standing, standing
from l10n.errors import L10nError
from l10n.language.locales import direction
from l10n.model.statement import IPTC
from l10n.model.version import RETRACTION, Version
from l10n.store.document import stamp
from l10n.store.generated import BLANK, MARK, drop_generated, put_generated, sealed
from l10n.store.workspace import Workspace

FORM = 1
"""Number of the shape of the JSON, to be raised when a field changes its meaning."""
MOST = 20_000_000
"""Bytes of pictures that one page takes in; what comes after them stays outside."""
_EMBEDDED = ("image/", "audio/", "video/", "font/", "text/css")


def exported(workspace: Workspace, job: Job) -> Iterator[str]:
    """Bring the exports of a page up to date, and name those that changed.

    They go where the page is taken back. Raises ConflictError where another file is in the place
    of one, L10nError for a page that cannot be read.
    """
    kinds = job.workflow.publish.also
    if not kinds:
        return
    place = standing(workspace, Address(job.name, job.locale))
    current = place.current
    if current is None or place.edited:
        return
    for kind in kinds:
        path = export_path(workspace, job, kind)
        if place.page is None or current.kind == RETRACTION:
            changed = drop_generated(workspace, path)
        else:
            text = place.page.text()
            page = read_page(job.workflow, job.name, text, told_by(current))
            made = _WRITERS[kind](workspace, job, place, page)
            changed = put_generated(workspace, path, sealed(made))
        if changed:
            yield workspace.shown(path)


def export_path(workspace: Workspace, job: Job, kind: str) -> Path:
    """Where an export is."""
    return workspace.root / f"{workspace.layout.export(job.locale, job.name)}.{kind}"


def drop_exports(workspace: Workspace, job: Job) -> None:
    """Remove the exports of an article that goes by another name now."""
    for kind in job.workflow.publish.also:
        drop_generated(workspace, export_path(workspace, job, kind))


def stamps(workspace: Workspace, job: Job) -> list[object]:
    """How the exports of a page look, as JSON has it."""
    paths = (export_path(workspace, job, kind) for kind in job.workflow.publish.also)
    found = map(stamp, paths)
    return [None if each is None else [each.size, each.modified, each.inode] for each in found]


def _json(workspace: Workspace, job: Job, place: Standing, page: PageText) -> str:
    version = _current(place)
    origin = place.history.made_from(version)
    site, workflow = job.workflow.site, job.workflow
    said: dict[str, Any] = {
        MARK: BLANK,
        "form": FORM,
        "article": job.name,
        "locale": job.locale,
        "direction": direction(job.locale),
        "title": page.title,
        "summary": page.summary,
        "authors": list(page.authors),
        "fields": {name: _plain(value) for name, value in page.fields.items()},
        "format": page.format,
        "body": page.body,
        "html": _html_of(page),
        "label": {"text": version.label, "state": version.state} if version.label else None,
        "source_type": IPTC + version.source_type if version.source_type else None,
        "url": site.page_url(job.locale, job.name, workflow.source) or None,
        "alternates": dict(origin.alternates),
        "source": {
            "locale": workflow.source,
            "path": workspace.reference(job.name),
            "sha256": origin.source or None,
            "url": site.original_url(job.name, workflow.source) or None,
        },
        "version": {
            "id": version.id,
            "number": place.history.number(version),
            "kind": version.kind,
            "published": place.history.versions[0].date,
            "updated": version.date,
            "sha256": version.text,
        },
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _plain(value: str | tuple[str, ...]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _current(place: Standing) -> Version:
    assert place.current is not None
    return place.current


def _html_of(page: PageText) -> str:
    """The text of a page as HTML."""
    from l10n.formats.markdown.rendering import rendered

    if page.format == "markdown":
        return rendered(page.body)
    return page.body if page.format == "html" else f"<pre>{escape(page.body)}</pre>\n"


def _html(workspace: Workspace, job: Job, place: Standing, page: PageText) -> str:
    from l10n.formats.html.standing_alone import framed, is_whole, standing_alone

    body = _html_of(page)
    whole = page.format == "html" and is_whole(body)
    text = body if whole else framed(body, page.title, job.locale)
    embed = _Pictures(workspace, job)
    return f"<!-- {MARK}: {BLANK} -->\n{standing_alone(text, embed)}"


class _Pictures:
    """The files that a page refers to, as `data:` addresses; those of the workspace alone."""

    def __init__(self, workspace: Workspace, job: Job) -> None:
        self._workspace = workspace
        self._folder = posixpath.dirname(workspace.layout.page(job.locale, job.name))
        self._rooms = (
            f"{workspace.layout.page_folder(job.locale, job.name)}/",
            f"{workspace.layout.articles}/",
        )
        self._left = MOST

    def __call__(self, url: str) -> str | None:
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        place = posixpath.normpath(posixpath.join(self._folder, unquote(parts.path)))
        kind = mimetypes.guess_type(place, strict=False)[0] or ""
        if not place.startswith(self._rooms) or not kind.startswith(_EMBEDDED) or "\0" in place:
            return None
        try:
            data = self._workspace.read(self._workspace.root / place).data
        except L10nError:
            return None
        if len(data) > self._left:
            return None
        self._left -= len(data)
        return f"data:{kind};base64,{base64.b64encode(data).decode()}"


_WRITERS = {"html": _html, "json": _json}
