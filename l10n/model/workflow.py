"""Workflows: the policy of a desk, from `workflows/<name>.toml`."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l10n.dataclass import dataclass
from l10n.model.conditions import ALWAYS, Conditions
from l10n.model.conventions import UNSAID, Conventions
from l10n.model.engine_settings import Value
from l10n.model.gate import Rule
from l10n.model.memory_settings import MEMORY_AS_IT_COMES, MemorySettings
from l10n.model.metadata import Metadata
from l10n.model.paths import PLAIN, Paths
from l10n.model.publishing import PUBLISH_FINISHED, Publish
from l10n.model.site import NO_SITE, Site
from l10n.model.style import NO_STYLE, Style
from l10n.toml import Keys, line_of

Split = Literal["sentences", "blocks"]

NO_LINES: Mapping[Keys, int] = MappingProxyType({})
FIELDS = ("title", "description")
"""The front-matter fields that are translated unless a workflow says otherwise."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of one engine: `[engine.argos] threads = 4`."""

    engine: str
    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class Workflow:
    """How the articles of one desk are translated and published."""

    name: str
    """The file's name without its suffix."""
    source: str
    """The locale of articles that do not declare their own."""
    targets: tuple[str, ...]
    articles: tuple[str, ...]
    """Patterns of names under `articles/`; `matches` says how they are read."""
    paths: Paths = PLAIN
    """Where these articles are, and where their pages go."""
    site: Site = NO_SITE
    """Where those are served."""
    split: Split = "sentences"
    fields: tuple[str, ...] = FIELDS
    conventions: Conventions = UNSAID
    """How its articles are written."""
    engines: tuple[str, ...] = ()
    """Names of engines, the first to be asked first."""
    domains: tuple[str, ...] | None = None
    """The domains of the glossary whose terms it uses, what counts most first; None for all."""
    notes: str = "en"
    """The language of the tool's notes to translators."""
    publish: Publish = PUBLISH_FINISHED
    engine_settings: tuple[Setting, ...] = ()
    plugins: tuple[tuple[str, str], ...] = ()
    """The engines that go under another name than their plug-in's, and that plug-in."""
    conditions: tuple[tuple[str, Conditions], ...] = ()
    """When an engine is asked, where the workflow says so."""
    checks: tuple[tuple[str, str], ...] = ()
    """By name of a check, what its findings are: `error`, `warning`, `hint`, or `off`."""
    styles: tuple[tuple[str, Style], ...] = ()
    """What the desk has settled for the texts in a locale or language."""
    gates: tuple[Rule, ...] = ()
    """What is asked of its catalogs."""
    memory: MemorySettings = MEMORY_AS_IT_COMES
    """How it uses the translation memory."""
    path: Path = field(default=Path(), compare=False, repr=False)
    lines: Mapping[Keys, int] = field(default_factory=lambda: NO_LINES, compare=False, repr=False)
    """In which line of the file each key stands, from 1."""

    @property
    def metadata(self) -> Metadata:
        """What its pages say of themselves."""
        return self.conventions.metadata

    def line(self, *keys: str | int) -> int | None:
        """The line of a key; of the table or list around it where it has none of its own."""
        return line_of(self.lines, keys)

    def settings(self, engine: str) -> Mapping[str, Value]:
        """The settings of one engine, as they stand in the file."""
        return MappingProxyType(
            {each.key: each.value for each in self.engine_settings if each.engine == engine}
        )

    def plugin(self, engine: str) -> str:
        """The plug-in that an engine of this workflow is made by."""
        return dict(self.plugins).get(engine, engine)

    def style(self, locale: str) -> Style:
        """The style of a locale, or of its language; one that settles nothing where none is."""
        found = dict(self.styles)
        return found.get(locale) or found.get(re.split("[-_]", locale)[0]) or NO_STYLE

    def when(self, engine: str) -> Conditions:
        """When an engine is asked."""
        return dict(self.conditions).get(engine, ALWAYS)


def matches(workflow: Workflow, article: str) -> bool:
    """True if a workflow claims an article, given by its name under `articles/`.

    `*` and `?` stand for anything and for one character within a part between slashes, `[ab]` for
    one of several; `**` as a whole part stands for any number of folders, at the end of a pattern
    for all that is below. Upper and lower case differ; composed and decomposed letters do not.
    """
    return names(workflow.articles, article)


def names(patterns: tuple[str, ...], article: str) -> bool:
    """True if one of some patterns stands for an article, as `matches` has it."""
    parts = tuple(_nfc(article).split("/"))
    return any(_fits(parts, pattern) for pattern in _patterns(patterns))


_Piece = re.Pattern[str] | None
"""One part of a pattern; None for `**`."""


@lru_cache(maxsize=64)
def _patterns(articles: tuple[str, ...]) -> tuple[tuple[_Piece, ...], ...]:
    """The patterns of a workflow, ready to compare names with."""
    return tuple(
        tuple(None if part == "**" else re.compile(translate(part)) for part in each.split("/"))
        for each in map(_nfc, articles)
    )


def _fits(parts: tuple[str, ...], pattern: tuple[_Piece, ...]) -> bool:
    # `reached` holds the numbers of parts that the pattern so far can have used up.
    reached = {0}
    for index, piece in enumerate(pattern):
        if piece is None:
            least = min(reached) + (index == len(pattern) - 1)
            reached = set(range(least, len(parts) + 1))
        else:
            reached = {n + 1 for n in reached if n < len(parts) and piece.match(parts[n])}
        if not reached:
            return False
    return len(parts) in reached


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
