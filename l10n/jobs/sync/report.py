"""What a sync did, for those who print it."""

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.errors import EngineError, L10nError

if TYPE_CHECKING:
    from l10n.desk.orphans import Orphan
    from l10n.model.article import Problem
    from l10n.steps.leverage import MemoryCounts
    from l10n.steps.merge import Changes
    from l10n.steps.minor import Carried, NotCarried
    from l10n.steps.pretranslate import DraftCounts


@dataclass(frozen=True, slots=True)
class Synced:
    """What happened to one article in one locale."""

    article: str
    locale: str
    written: bool
    changes: "Changes"
    drafts: "DraftCounts"
    memory: "MemoryCounts"
    """What the translation memory gave."""
    segments: int = 0
    """Of the article; 0 where it holds no text to translate."""
    unasked: int = 0
    """Texts that came in while the engines were at work; the next sync drafts them."""


@dataclass(frozen=True, slots=True)
class MinorEdits:
    """What became of one article's edits in one locale that were declared trifles."""

    article: str
    locale: str
    carried: "tuple[Carried, ...]"
    refused: "tuple[NotCarried, ...]"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did; articles in the order of their names, locales in that of `targets`."""

    synced: tuple[Synced, ...] = ()
    """Articles that were looked at because something about them had changed."""
    unchanged: int = 0
    busy: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that another sync has in hand; `errors` tells of them together."""
    problems: "tuple[tuple[str, Problem], ...]" = ()
    """Blocks left as they are, with the article's name."""
    errors: tuple[L10nError, ...] = ()
    """Articles and catalogs that need a person; each was left exactly as it was."""
    warnings: tuple[L10nError, ...] = ()
    """What is wrong with the translation memory: all else is done without it."""
    failures: tuple[EngineError, ...] = ()
    """Engines that could not work."""
    unclaimed: tuple[str, ...] = ()
    """Articles that no workflow claims."""
    unread: Mapping[str, int] = field(default_factory=dict)
    """Suffixes of files under `articles/` that no format reads, with the number of files."""
    orphans: "tuple[Orphan, ...]" = ()
    """Catalogs whose article is gone."""
    pages: tuple[tuple[str, str], ...] = ()
    """Published pages, by name and locale, whose article is gone."""
    dialects: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Workflows that name no dialect, and those that fit the code in their articles."""
    minor: tuple[MinorEdits, ...] = ()
    """What was declared trifles, where there was anything."""
    own: tuple[tuple[str, str], ...] = ()
    """Articles, with the locale, that are in their only target locale already."""
