"""A version: one published state of one article in one locale, and the history of all of them."""

import hashlib
import heapq
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, field, fields, replace

from l10n.dataclass import dataclass
from l10n.regex import regex

FIRST = "first"
UPDATE = "update"
CORRECTION = "correction"
RETRACTION = "retraction"
CONFIRMED = "confirmed"
KINDS = (FIRST, UPDATE, CORRECTION, RETRACTION, CONFIRMED)
SHORTEST = 4
"""Characters of an id by which a version may be named."""
SHOWN = 8
"""Characters of an id that are shown."""

_OF_THE_TOOL = regex(r"\.versions\.jsonl\Z|\.v[0-9]+\Z")
_NUMBER = regex(r"[0-9]{1,9}\Z")
_DIGEST = regex(r"[0-9a-f]{64}\Z")
_DATE = regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Version:
    """The record of one published text; it is never changed once it is written.

    Digests are SHA-256, in hexadecimal; they are empty where that is not known.
    """

    id: str
    """SHA-256 of the record without this field, as `identity` writes it."""
    kind: str
    """One of KINDS. `confirmed` is no version of its own: later sources gave the text of its parent
    again, to the letter, and it says what they were."""
    text: str
    """Digest of the page's bytes; empty for a retraction that left no page."""
    date: str
    """When it was published: ISO 8601, UTC, seconds."""
    parents: tuple[str, ...] = ()
    """Ids of the versions that it took the place of; several where two branches had published."""
    source: str = ""
    """Digest of the article's bytes that it was made from."""
    catalog: str = ""
    """Digest of the targets that stand in it (`publishability.catalog_digest`)."""
    template: str = ""
    """Digest of what else decides on the page: label, notices, addresses, metadata."""
    glossary: str = ""
    """Digest of the desk's terms that its texts hold."""
    targets: str = ""
    """Of records from before `versions/`: targets, addresses and label in one digest."""
    empty: int = 0
    """Entries that stand in the source language."""
    draft: int = 0
    """Entries that stand as machine drafts."""
    translated: int = 0
    left: int = 0
    """Parts of the article that could not be taken in; they stand in the source language."""
    accepted: int = 0
    """Of the translated entries, machine drafts that a person finished without a change."""
    edited: int = 0
    """Of the translated entries, machine drafts that a person changed."""
    people: int = 0
    """Of the translated entries, those that no machine is known to have drafted."""
    approved: int = 0
    """Of the translated entries, those that somebody signed for."""
    words: int = 0
    """Words of the source, of all entries; those that follow are counted by source words too."""
    raw_words: int = 0
    """Those that stand as a machine wrote them, and nobody finished."""
    accepted_words: int = 0
    edited_words: int = 0
    people_words: int = 0
    approved_words: int = 0
    translators: tuple[str, ...] = ()
    """Who translated, as far as the catalog says."""
    approvers: tuple[tuple[str, ...], ...] = ()
    """Who signed: name, role, first and last date, number of entries."""
    engines: tuple[tuple[str, str], ...] = ()
    """Engines whose drafts stand in it, changed or not, each with its model."""
    editor: str = ""
    """Who published it: "Name <mail>"."""
    reason: str = ""
    """Why, in the desk's words."""
    notice: str = ""
    """What readers were told of a correction or retraction, in their language."""
    label: str = ""
    """The label that tells readers how it was made; empty for none."""
    state: str = ""
    """Which label that is, by its name in the workflow."""
    source_type: str = ""
    """IPTC's digital source type, by the last part of its URI; empty where it is not known."""
    by_hand: bool = False
    """True for a text that a person changed in place and that the tool kept."""
    interrupted: bool = False
    """True for a page whose own record was lost with a command that was cut short."""
    restores: str = ""
    """Id of the earlier version whose text it brought back."""
    files: tuple[tuple[str, str], ...] = ()
    """The copies of files that stand beside its text, under `published/<locale>/`, each with its
    digest."""

    alternates: tuple[tuple[str, str], ...] = ()
    """The tags of languages, and `x-default`, with the addresses that its text names for them."""
    linked: bool = False
    """True for one that differs from the version before in those addresses alone."""

    def __post_init__(self) -> None:
        """Raise ValueError for what no record of ours says.

        A record comes with a repository, and what it names may be replaced and removed.
        """
        digests = (*self.parents, self.text, self.source, self.catalog, self.template)
        digests += (self.glossary, self.targets, self.restores, self.id)
        if self.kind not in KINDS or not _DATE.match(self.date):
            raise ValueError
        if not all(isinstance(each, str) and is_digest(each) for each in digests if each):
            raise ValueError
        if not self.text and self.kind != RETRACTION:
            raise ValueError
        if any(getattr(self, each.name) < 0 for each in fields(self) if each.type is int):
            raise ValueError
        lists: tuple[tuple[object, ...], ...] = (*self.approvers, *self.engines, *self.files)
        lists = (*lists, *self.alternates, self.translators, self.parents)
        if not all(isinstance(some, tuple) and all(map(_is_text, some)) for some in lists):
            raise ValueError
        if not all(len(each) == 2 for each in (*self.engines, *self.files, *self.alternates)):
            raise ValueError
        if not all(_is_copy(name) for name, _digest in self.files):
            raise ValueError
        if not all(len(each) == 5 and _NUMBER.match(each[4]) for each in self.approvers):
            raise ValueError


_NAMELESS = ("id",)
_FIELDS = tuple((each.name, each.default) for each in fields(Version) if each.name not in _NAMELESS)


def identity(version: Version) -> str:
    """The name of a version: SHA-256, in hexadecimal, of its record without `id`.

    That is one JSON object in UTF-8: fields that say nothing are left out, keys are sorted, and no
    blanks stand between them.
    """
    values = ((name, getattr(version, name), default) for name, default in _FIELDS)
    said = {
        name: value for name, value, default in values if default is MISSING or value != default
    }
    data = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def named(version: Version) -> Version:
    """The same with its id."""
    return replace(version, id=identity(version))


@dataclass(frozen=True, slots=True)
class History:
    """All versions of an article in a locale. Numbers are not stored: they count the order.

    A version comes after its parents; those of two branches go by date, then by id.
    """

    versions: tuple[Version, ...] = ()
    """In order."""
    confirmations: tuple[Version, ...] = ()
    """Those of kind CONFIRMED, in order of date."""
    _numbers: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def heads(self) -> tuple[Version, ...]:
        """The versions that no other took the place of, in order; several after a git merge."""
        replaced = {parent for each in self.versions for parent in each.parents}
        return tuple(each for each in self.versions if each.id not in replaced)

    def current(self, page: str | None) -> Version | None:
        """The version that counts: the newest; of several heads the one whose text the page has.

        `page` is the digest of the page, None where there is none.
        """
        heads = self.heads
        return next((each for each in reversed(heads) if each.text == page), None) or (
            heads[-1] if heads else None
        )

    def number(self, version: Version) -> int:
        """The number of a version, from 1."""
        return self._numbers[version.id]

    def parents(self, version: Version) -> tuple[Version, ...]:
        """The versions that it took the place of, as far as their records are there, in order."""
        known = (self._numbers.get(each) for each in version.parents)
        return tuple(self.versions[n - 1] for n in sorted(n for n in known if n is not None))

    @property
    def notices(self) -> tuple[str, ...]:
        """What readers were told of corrections, which later versions tell them too, in order."""
        told = (each.notice for each in self.versions if each.kind == CORRECTION)
        return tuple(dict.fromkeys(filter(None, told)))

    @property
    def retraction(self) -> Version | None:
        """The retraction that nothing has taken the place of, the newest; it goes before all else.

        Where one branch took back what another published again, it stays back.
        """
        return next((each for each in reversed(self.heads) if each.kind == RETRACTION), None)

    def is_held(self, version: Version) -> bool:
        """True where a version brought back another one than the newest that was made."""
        made = (each for each in reversed(self.versions) if not each.restores and not each.linked)
        newest = next((each for each in made if each.kind != RETRACTION), None)
        return bool(version.restores) and newest is not None and newest.id != version.restores

    def made(self, version: Version) -> Version:
        """The version itself, or that of which it differs in addresses of counterparts alone."""
        while version.linked and (parents := self.parents(version)):
            version = parents[-1]
        return version

    def before(self, version: Version) -> Version | None:
        """The version before one, as readers saw it: none that was taken back, none by hand.

        Of one that brought back an earlier version, that before the earlier one.
        """
        known = {each.id: each for each in self.versions}
        here = self.made(known.get(version.restores, version))
        while parents := self.parents(here):
            here = known.get(parents[-1].restores, parents[-1])
            if here.kind != RETRACTION and not here.by_hand and here.text != version.text:
                return here
        return None

    def named(self, name: str) -> tuple[Version, ...]:
        """The versions of a number, or whose id begins so (at least four characters)."""
        if _NUMBER.match(name) and 0 < int(name) <= len(self.versions):
            return (self.versions[int(name) - 1],)
        prefix = name.casefold()
        if len(prefix) < SHORTEST:
            return ()
        return tuple(each for each in self.versions if each.id.startswith(prefix))

    def of_text(self, text: str) -> Version | None:
        """The newest version of a text, given by its digest."""
        return next((each for each in reversed(self.versions) if each.text == text), None)

    def made_from(self, version: Version) -> Version:
        """What a version was made from, as it was last confirmed: itself, or a confirmation."""
        mine = (each for each in reversed(self.confirmations) if version.id in each.parents)
        return next(mine, version)


def history(records: Iterable[Version]) -> History:
    """Put versions in order, each once."""
    every = {each.id: each for each in records}
    versions = {id: each for id, each in every.items() if each.kind != CONFIRMED}
    confirmations = sorted(
        (each for each in every.values() if each.kind == CONFIRMED),
        key=lambda each: (each.date, each.id),
    )
    children: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    for each in versions.values():
        known = {parent for parent in each.parents if parent in versions and parent != each.id}
        waiting[each.id] = len(known)
        for parent in known:
            children.setdefault(parent, []).append(each.id)
    ready = [(versions[id].date, id) for id, count in waiting.items() if not count]
    heapq.heapify(ready)
    order: list[Version] = []
    while ready:
        _date, id = heapq.heappop(ready)
        order.append(versions[id])
        for child in children.get(id, ()):
            waiting[child] -= 1
            if not waiting[child]:
                heapq.heappush(ready, (versions[child].date, child))
    numbers = {each.id: number for number, each in enumerate(order, 1)}
    return History(tuple(order), tuple(confirmations), numbers)


def is_own_name(name: str) -> bool:
    """True for a name that files of the tool had beside pages: records, texts of versions."""
    return bool(_OF_THE_TOOL.search(name.casefold()))


def is_digest(text: str) -> bool:
    """True for a SHA-256 in hexadecimal."""
    return bool(_DIGEST.match(text))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_copy(name: str) -> bool:
    if is_own_name(name):
        return False
    return all(part and not part.startswith(".") for part in name.split("/"))
