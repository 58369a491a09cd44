"""A session: the entries of one article in one locale, which of them are shown, and where one is.

All of it is pure; what a person decides is done by `review`.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum

from l10n.checks import Severity
from l10n.dataclass import dataclass
from l10n.jobs.review.item import Item, Status
from l10n.messages import N_
from l10n.model.segment import Key


class Show(Enum):
    """Which entries are walked."""

    WAITING = "waiting"
    FINDINGS = "findings"
    EMPTY = "empty"
    DRAFT = "draft"
    TRANSLATED = "translated"
    APPROVED = "approved"
    ALL = "all"


SHOW_NAMES = {
    Show.WAITING: N_("not approved"),
    Show.FINDINGS: N_("with findings"),
    Show.EMPTY: N_("empty"),
    Show.DRAFT: N_("fuzzy"),
    Show.TRANSLATED: N_("translated"),
    Show.APPROVED: N_("approved"),
    Show.ALL: N_("all entries"),
}
"""What each is called."""

_STATUSES = {
    Show.EMPTY: (Status.EMPTY,),
    Show.DRAFT: (Status.DRAFT, Status.REJECTED),
    Show.TRANSLATED: (Status.TRANSLATED, Status.CHANGED),
    Show.APPROVED: (Status.APPROVED,),
}


@dataclass(frozen=True, slots=True)
class Session:
    """Entries in the order in which they are walked; the one that is shown; what is left out."""

    items: tuple[Item, ...] = ()
    """The most worrying first, by what was known when the article was opened."""
    at: Key | None = None
    """The entry that is shown; None where there is none."""
    show: Show = Show.WAITING
    search: str = ""

    @property
    def current(self) -> Item | None:
        """The entry that is shown, which may have left what is walked."""
        return next((item for item in self.items if item.key == self.at), None)

    @property
    def visible(self) -> tuple[Item, ...]:
        """The entries that are walked."""
        return tuple(filter(self.shows, self.items))

    @property
    def waiting(self) -> int:
        """How many entries nobody has approved as they are."""
        return sum(_waits(item) for item in self.items)

    def shows(self, item: Item) -> bool:
        """True for an entry that is walked."""
        if self.search and not _matches(item, _folded(self.search)):
            return False
        if self.show is Show.WAITING:
            return _waits(item)
        if self.show is Show.FINDINGS:
            return any(each.severity is not Severity.HINT for each in item.findings)
        return self.show is Show.ALL or item.status in _STATUSES[self.show]

    def next(self) -> "Session":
        """The next entry that is walked; the same where none follows."""
        return self._at(next(self._after(self.shows), self.current))

    def previous(self) -> "Session":
        """The entry before."""
        found = None
        for item in self.items:
            if item.key == self.at:
                break
            found = item if self.shows(item) else found
        return self._at(found or self.current)

    def next_waiting(self) -> "Session":
        """The next entry that nobody has approved, from the beginning again behind the last."""
        waiting = [item for item in self.items if _waits(item) and item.key != self.at]
        return self._at(next(self._after(_waits), waiting[0] if waiting else self.current))

    def first(self) -> "Session":
        """The first entry that is walked."""
        return self._at(next(iter(self.visible), None))

    def showing(self, show: Show) -> "Session":
        """Walk others; stay where one is, if that is one of them."""
        return replace(self, show=show)._settled()

    def searching(self, text: str) -> "Session":
        """Walk those alone in which a text stands; an empty one stands in all."""
        return replace(self, search=text.strip())._settled()

    def going_to(self, key: Key) -> "Session":
        """Show one entry, walked or not."""
        return replace(self, at=key) if any(item.key == key for item in self.items) else self

    def with_item(self, item: Item) -> "Session":
        """Have one entry anew, in its place."""
        items = tuple(item if each.key == item.key else each for each in self.items)
        return replace(self, items=items)

    def with_items(self, items: tuple[Item, ...]) -> "Session":
        """Have all entries anew; those that were there keep their order, and new ones come first.

        Stay where one is as long as that entry is there.
        """
        place = {item.key: number for number, item in enumerate(self.items)}
        known = sorted((item for item in items if item.key in place), key=lambda i: place[i.key])
        new = replace(self, items=(*(item for item in items if item.key not in place), *known))
        return new if new.current is not None else new.first()

    def _after(self, wanted: Callable[[Item], bool]) -> Iterator[Item]:
        """The wanted entries behind the one that is shown."""
        keys = [item.key for item in self.items]
        start = keys.index(self.at) + 1 if self.at in keys else 0
        return filter(wanted, self.items[start:])

    def _settled(self) -> "Session":
        current = self.current
        return self if current is not None and self.shows(current) else self.first()

    def _at(self, item: Item | None) -> "Session":
        return replace(self, at=None if item is None else item.key)


def opened(items: tuple[Item, ...]) -> Session:
    """A session of the entries of an article, given in its order; at the most worrying one."""
    ordered = sorted(items, key=lambda item: item.worry, reverse=True)
    return Session(tuple(ordered)).first()


def _waits(item: Item) -> bool:
    return item.status is not Status.APPROVED


def _matches(item: Item, text: str) -> bool:
    entry = item.entry
    return any(text in _folded(each) for each in (entry.source, entry.target, entry.comment))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
