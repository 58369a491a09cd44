"""What it takes to publish a version, and what it says of itself: a workflow's `[publish]`."""

import re
from typing import Literal

from l10n.dataclass import dataclass
from l10n.language.labels import NO_WORDING, Wording
from l10n.model.signing_rules import NO_RULES, SigningRules
from l10n.model.version_rules import NO_VERSION_RULES, VersionRules

Require = Literal["translated", "draft", "approved"]
Fallback = Literal["refuse", "source"]
Addresses = Literal["keep", "relink"]
Export = Literal["html", "json"]
LabelWhen = Literal["unreviewed", "always"]


@dataclass(frozen=True, slots=True)
class Publish:
    """What it takes to publish a version."""

    require: Require = "translated"
    """What an entry must be: finished by a person, at least a machine draft, or signed for."""
    fallback: Fallback = "refuse"
    """Where an entry is not: no version at all, or the source text in its place, with a label."""
    links: Addresses = "keep"
    """Relative addresses stay as they are, and files are copied beside the page; or they are made
    to lead back to `articles/`."""
    also: tuple[Export, ...] = ()
    """In which other forms a page is written, for those who do not build a site from it."""
    label_when: LabelWhen = "unreviewed"
    """Readers are told of what nobody has reviewed alone, or also of what people have reviewed, or
    approved."""
    labels: tuple[tuple[str, Wording], ...] = ()
    """The desk's own wording of the label, by locale."""
    signing: SigningRules = NO_RULES
    """Whose signatures count, and how much may stand as the machine wrote it."""
    versions: VersionRules = NO_VERSION_RULES
    """What is done with corrections and retractions, and when an article may go out."""

    def wording(self, locale: str) -> Wording:
        """The desk's own words in a locale, and in its language where it has none for that."""
        found = dict(self.labels)
        mine = found.get(locale, NO_WORDING)
        return mine.before(found.get(re.split("[-_]", locale)[0], NO_WORDING))


PUBLISH_FINISHED = Publish()
"""Only what people have finished is published: so it is where a workflow says nothing."""
