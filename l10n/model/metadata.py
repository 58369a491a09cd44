"""What a workflow says of a page's own account of itself: `[metadata]`."""

import re
from typing import TYPE_CHECKING, Literal

from l10n.dataclass import dataclass

if TYPE_CHECKING:
    from l10n.model.statement import Party

Kind = Literal["date", "byline", "section"]
KINDS: tuple[Kind, ...] = ("date", "byline", "section")
Names = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Each name of the source with what it is called, by locale."""


@dataclass(frozen=True, slots=True)
class Selector:
    """Elements of HTML: by their name, their classes, one attribute; what is empty fits any."""

    element: str = ""
    classes: tuple[str, ...] = ()
    attribute: str = ""
    value: str = ""
    """Of the attribute; for `class`, `rel` and `itemprop` one word of it."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """How dates, bylines and sections get into another language, and what a page says of itself."""

    label: bool = True
    """What readers are told of how a version was made is said to machines as well."""
    linked_data: bool = True
    """The article's own block of schema.org says what the version is."""
    translator: "Party | None" = None
    """Who translates for the desk, by the desk's own word."""
    fields: tuple[tuple[Kind, tuple[str, ...]], ...] = ()
    """Names of fields of the front matter, by what they hold for readers."""
    elements: tuple[tuple[Kind, tuple[Selector, ...]], ...] = ()
    """Elements of HTML, likewise."""
    date_formats: tuple[tuple[str, str], ...] = ()
    """By locale: `full`, `long`, `medium`, `short`, or a pattern of CLDR."""
    people: Names = ()
    """How the desk spells names of people."""
    sections: Names = ()
    """What the desk's sections are called."""

    def kind_of(self, field: str) -> Kind | None:
        """What a field of the front matter holds for readers; None for any other field."""
        return next((kind for kind, names in self.fields if field in names), None)

    def date_format(self, locale: str) -> str:
        """How dates are written in a locale."""
        found = dict(self.date_formats)
        return found.get(locale) or found.get(re.split("[-_]", locale)[0]) or "long"


NO_METADATA = Metadata()
"""A workflow that says nothing of it."""
