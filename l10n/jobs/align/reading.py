"""Reading an article to be aligned, wherever it lies: its texts, its language, its date."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.errors import ArticleError, L10nError
from l10n.language import locales
from l10n.messages import _
from l10n.model.article import Article
from l10n.model.segment import Segment
from l10n.model.workflow import Workflow
from l10n.regex import regex
from l10n.steps.extract import extract
from l10n.store.document import Document, read_document

_DATED = (
    regex(
        r"^[\"']?(?:date|published|publishdate|pubdate)[\"']?\s*[:=]\s*[\"']?"
        r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?",
        re.IGNORECASE | re.MULTILINE,
    ),
    regex(
        r"(?:article:published_time[\"'] content|<time[^<>]{0,200}? datetime)="
        r"[\"'](\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?",
        re.IGNORECASE,
    ),
)
_HEAD = 20_000
"""Characters in which an article says when it was published."""


@dataclass(frozen=True, slots=True)
class Text:
    """One side of a pair."""

    path: Path
    segments: tuple[Segment, ...]
    said: str
    """The locale that it declares itself; empty for most."""
    date: str
    """When it was published, by its own word or that of its file: ISO 8601, UTC."""


def read(path: Path, workflow: Workflow, locale: str) -> Text:
    """Read an article and take it apart; raises L10nError.

    `locale` is what it is read in where it does not declare its own.
    """
    conventions = replace(workflow.conventions, language=locale)
    format = plugins.format_for(path.name, conventions)
    if format is None:
        raise ArticleError(
            _("no format reads this suffix"),
            code="ART-001",
            path=path,
            remedy=_("articles end in {suffixes}").format(suffixes=", ".join(plugins.suffixes())),
        )
    document = read_document(path)
    try:
        source = document.text()
        parsed = format.parse(source, workflow.fields)
        said = locales.normal(parsed.locale) if parsed.locale else ""
    except L10nError as error:
        raise error.at(path=path) from error
    article = Article(path.name, said or locale, format=format.name, source=source, parsed=parsed)
    return Text(path, extract(article).segments, said, _date(source, document))


def _date(source: str, document: Document) -> str:
    for pattern in _DATED:
        found = pattern.search(source, 0, _HEAD)
        if found is not None:
            day, clock = found[1], found[2] or "00:00"
            try:
                moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC)
            except ValueError:
                continue
            return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    if document.stamp is None:
        return ""
    moment = datetime.fromtimestamp(document.stamp.modified // 10**9, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
