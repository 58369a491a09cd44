"""A desk to review: an article of four entries with drafts, and a session over it."""

from datetime import UTC, datetime
from pathlib import Path

import polib

from l10n.desk.desk import open_desk, wanted
from l10n.desk.entry_addresses import EntryAddress
from l10n.jobs.review.queue import queue
from l10n.jobs.review.review import Review, Reviewer
from l10n.model.person import Person
from l10n.model.signature import Signature
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom

ARTICLE = """\
# Рада ухвалила бюджет

Бюджет зросте на 12 відсотків, повідомила [Олена Коваль](https://example.org/k).

Третє речення. Четверте речення.
"""
HEADLINE = "Рада ухвалила бюджет"
TAGGED = "Бюджет зросте на 12 відсотків, повідомила <a1>Олена Коваль</a1>."
THIRD, FOURTH = "Третє речення.", "Четверте речення."
TARGETS = {
    HEADLINE: "The council passed the budget",
    TAGGED: "The budget will grow by 12 per cent, <a1>Olena Koval</a1> said.",
    THIRD: "The third sentence.",
    FOURTH: "The fourth sentence.",
}
OLENA = Person("Олена Коваль", "olena@example.org")
NAMED = OLENA.shown


def prepared(newsroom: Newsroom) -> Path:
    """Have the article synced with fuzzy targets of people; the catalog."""
    newsroom.article("a.md", ARTICLE)
    newsroom.l10n("sync")
    return filled(newsroom.catalog("a.md"), TARGETS)


def filled(path: Path, targets: dict[str, str]) -> Path:
    """Give entries targets as a PO editor would, fuzzy as they were."""
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = targets.get(entry.msgid, entry.msgstr)
    catalog.save()
    return path


def entry(path: Path, text: str) -> polib.POEntry:
    """One entry, read by polib alone."""
    return next(each for each in polib.pofile(str(path)) if each.msgid == text)


def session(newsroom: Newsroom, person: Person = OLENA, address: str = "") -> Review:
    """A session over all that waits, with its first article open."""
    desk = open_desk(Workspace(newsroom.root))
    found = queue(desk, desk.agenda(wanted(desk, (), ())), named=True)
    lines = EntryAddress(address)
    review = Review(desk, found.jobs, Reviewer(person, lambda: datetime.now(UTC)), lines)
    review.open_article(0)
    return review


def signatures(newsroom: Newsroom) -> list[tuple[str, str]]:
    """What the record says: verdicts and sources, oldest first."""
    workspace = Workspace(newsroom.root)
    found: tuple[Signature, ...] = load_reviews(workspace, workspace.reviews_path("en", "a.md"))[1]
    return [(each.verdict, each.source) for each in sorted(found, key=lambda each: each.date)]
