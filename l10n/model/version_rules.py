"""What a desk has settled for versions: corrections, retractions, and when a text may go out."""

import re
from datetime import datetime
from typing import Literal

from l10n.dataclass import dataclass

Retraction = Literal["notice", "remove"]


@dataclass(frozen=True, slots=True)
class VersionRules:
    """A workflow's rules for what is published again, taken back, or not published yet."""

    retraction: Retraction = "notice"
    """What becomes of a page that is taken back: a notice stands in its place, or it is removed."""
    retracted: tuple[tuple[str, str], ...] = ()
    """The desk's own words for that notice, by locale; `{date}` stands for the day."""
    correction_notice: bool = False
    """Whether a correction puts a dated notice into the page."""
    corrected: tuple[tuple[str, str], ...] = ()
    """The desk's own words for it, likewise."""
    together: bool = False
    """Whether an article is published in all target locales or in none."""
    release_field: str = "release_at"
    """The front-matter field that says when an article may be published; empty for none."""
    releases: tuple[tuple[str, datetime], ...] = ()
    """By pattern of names, when articles may be published, with the offset from UTC."""

    def words(self, texts: tuple[tuple[str, str], ...], locale: str) -> str | None:
        """The desk's own words in a locale or its language; None where there are none."""
        found = dict(texts)
        return found.get(locale) or found.get(re.split("[-_]", locale)[0])


NO_VERSION_RULES = VersionRules()
