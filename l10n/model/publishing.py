"""What it takes to publish a version, and what it says of itself: a workflow's `[publish]`."""

import re
from dataclasses import dataclass
from typing import Literal

Require = Literal["translated", "draft"]
Fallback = Literal["refuse", "source"]
Addresses = Literal["keep", "relink"]


@dataclass(frozen=True, slots=True)
class Publish:
    """What it takes to publish a version."""

    require: Require = "translated"
    """What an entry must be: finished by a person, or at least a machine draft."""
    fallback: Fallback = "refuse"
    """Where an entry is not: no version at all, or the source text in its place, with a label."""
    links: Addresses = "keep"
    """Relative addresses stay as they are, and files are copied beside the page; or they are made
    to lead back to `articles/`."""
    labels: tuple[tuple[str, str], ...] = ()
    """The desk's own wording of the label where machine drafts stand in a version, by locale."""
    partial: tuple[tuple[str, str], ...] = ()
    """The desk's own wording where text stands in the source language, by locale."""

    def label_for(self, locale: str) -> str | None:
        """The desk's own label for drafts; None where it has none for a locale or its language."""
        return _for(self.labels, locale)

    def partial_for(self, locale: str) -> str | None:
        """The desk's own label for text in the source language, likewise."""
        return _for(self.partial, locale)


def _for(labels: tuple[tuple[str, str], ...], locale: str) -> str | None:
    found = dict(labels)
    return found.get(locale) or found.get(re.split("[-_]", locale)[0])


PUBLISH_FINISHED = Publish()
"""Only what people have finished is published: so it is where a workflow says nothing."""
