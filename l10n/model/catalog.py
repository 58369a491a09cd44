"""The PO side: entries, their states, and the records of what a machine wrote."""

from dataclasses import replace
from enum import Enum
from hashlib import sha256
from json.encoder import encode_basestring
from unicodedata import normalize

from l10n.dataclass import dataclass
from l10n.lines import has_control
from l10n.messages import N_, Message, message
from l10n.model.memory_origin import MemoryOrigin
from l10n.model.segment import Key


class State(Enum):
    """How far an entry is."""

    EMPTY = "empty"
    DRAFT = "draft"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Reference:
    """One place of an entry: `#: articles/news/a.md:12`."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One segment of a catalog with its translation and all that a PO file says of it."""

    context: str | None
    source: str
    target: str = ""
    state: State = State.EMPTY
    obsolete: bool = False
    previous: tuple[str | None, str] | None = None
    """Context and text that the target was made for, where the source has changed since (`#|`)."""
    previous_plural: str | None = None
    """The previous msgid_plural of a foreign plural entry; kept as it is."""
    comment: str = ""
    """What a translator wrote (`#`); lines joined with a newline."""
    note: str = ""
    """What the tool tells the translator (`#.`); lines joined with a newline."""
    flags: tuple[str, ...] = ()
    """Flags other than `fuzzy`."""
    references: tuple[Reference, ...] = ()
    plurals: tuple[str, tuple[str, ...]] | None = None
    """msgid_plural and the msgstr[] values of a foreign plural entry; kept as they are."""

    @property
    def key(self) -> Key:
        """Context and source text."""
        return (self.context, self.source)

    def with_note(self, note: str) -> "Entry":
        """The same with another note; a sync asks this of every entry, and `replace` is slow."""
        return Entry(
            self.context,
            self.source,
            self.target,
            self.state,
            self.obsolete,
            self.previous,
            self.previous_plural,
            self.comment,
            note,
            self.flags,
            self.references,
            self.plurals,
        )

    def with_target(self, target: str, state: State) -> "Entry":
        """Set target and state together; no target is EMPTY whatever was asked for."""
        return replace(self, target=target, state=state if target else State.EMPTY)


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file: its head and its entries, active ones in article order, obsolete ones last."""

    headers: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    comment: str = ""
    """The comment above the header entry."""
    header_fuzzy: bool = False

    def header(self, name: str) -> str | None:
        """Look up a header by its exact name."""
        return next((value for key, value in self.headers if key == name), None)

    def active(self) -> tuple[Entry, ...]:
        """The entries that the article has now."""
        return tuple(entry for entry in self.entries if not entry.obsolete)

    def obsolete(self) -> tuple[Entry, ...]:
        """The entries that the article no longer has."""
        return tuple(entry for entry in self.entries if entry.obsolete)

    def by_key(self) -> dict[Key, Entry]:
        """The active entries by key."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """What became of one entry when memory and engines were asked: a draft, or why there is none.

    An entry whose target still equals a record's is the machine's. Where the entry holds a person's
    text that is no translation of its source yet, the draft stands here, with its text.
    """

    key: str
    """`key_digest` of the entry."""
    target: str = ""
    """`text_digest` of the draft; empty where the entry was left empty."""
    engine: str = ""
    """The engine's name: `argos`. Of an entry left empty, all that were asked: `argos, openai`."""
    model: str = ""
    """The model and its version: `translate-uk_en 1.9`."""
    doubtful: bool = False
    confidence: float | None = None
    """How sure the engine was, from 0 to 1, to two digits; None where it could not tell."""
    reason: Message | None = None
    """Why it is doubtful, or why the entry was left empty."""
    remarks: tuple[Message, ...] = ()
    """What else a reviewer has to know, such as what was changed in the engine's words."""
    alternatives: tuple[str, ...] = ()
    """Other translations that the engine offered."""
    text: str = ""
    """The draft itself, where it is kept beside a person's text; empty where the entry has it."""
    settings: str = ""
    """Names what decided on a draft that is kept here: with other settings it is not used."""
    article: str = ""
    """Another article, whose translation of the same text the target is; no engine made it."""
    memory: MemoryOrigin | None = None
    """What the target was made of, where the translation memory gave it; no engine made it."""

    def __post_init__(self) -> None:
        """Refuse a record that tells nothing; raises ValueError."""
        if not self.target and self.reason is None:
            raise ValueError
        givers = (bool(self.engine), bool(self.article), self.memory is not None)
        if self.target and sum(givers) != 1:
            raise ValueError
        if self.memory is not None and (not self.target or self.text):
            raise ValueError
        if bool(self.text) is not bool(self.settings):
            raise ValueError
        if self.text and self.target != text_digest(self.text):
            raise ValueError
        # No engine's draft is accepted with one, and no catalog could hold it.
        if has_control(self.text):
            raise ValueError
        if not all(isinstance(each, str) for each in self.alternatives):
            raise ValueError

    @property
    def is_of_target(self) -> bool:
        """True for the record of a draft that an engine or the memory gave the entry."""
        return bool(self.target) and not self.text and not self.article

    @property
    def by_engine(self) -> bool:
        """True for the record of a draft that an engine made and the entry was filled with."""
        return self.is_of_target and self.memory is None

    @property
    def doubt(self) -> Message | None:
        """Why the draft is doubtful; None if it is not."""
        if not self.doubtful:
            return None
        return self.reason or message(N_("the engine is not sure of it"))


def key_digest(key: Key) -> str:
    """Name an entry: SHA-256, in hexadecimal, of the JSON array [context, source], each in NFC."""
    return digest_of(*key)


def text_digest(text: str) -> str:
    """Name a target: SHA-256, in hexadecimal, of the JSON array [text], in NFC."""
    return digest_of(text)


def digest_of(*texts: str | None) -> str:
    """SHA-256, in hexadecimal, of the JSON array of some texts, each in NFC."""
    parts = (
        "null" if text is None else encode_basestring(normalize("NFC", text)) for text in texts
    )
    return sha256(f"[{','.join(parts)}]".encode("utf-8", "surrogatepass")).hexdigest()
