"""Signatures: what a person has said of one entry's exact text, a line of `….reviews.jsonl`.

A signature covers the SHA-256 of the JSON array [context, source, target], each in NFC, so that it
is void by itself as soon as one of the three changes. Addresses of links are not signed.
"""

from datetime import UTC, datetime
from enum import Enum

from l10n.dataclass import dataclass
from l10n.model.catalog import Entry, digest_of
from l10n.model.segment import Key

DATE = "%Y-%m-%dT%H:%M:%SZ"
_DATE_LENGTH = len("2026-03-14T00:00:00Z")
"""How a signature is dated: ISO 8601, UTC, seconds. Texts of this form sort as what they say."""


class Verdict(Enum):
    """What a signature says of a text."""

    APPROVED = "approved"
    REJECTED = "rejected"
    MINOR = "minor"
    """The source was edited in a trifle: what was approved before is approved as it reads now."""
    WITHDRAWN = "withdrawn"
    """The same person, in the same role, takes back what they said of this text last."""


_VERDICTS = frozenset(each.value for each in Verdict)


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of the record. It holds the texts, so that what has changed since can be shown."""

    signed: str
    """`signed_digest` of the three texts below."""
    context: str | None
    source: str
    target: str
    verdict: str
    """The value of a `Verdict`."""
    who: str
    """`Name <mail>`, as git writes a person; the mail may be missing."""
    date: str
    role: str = ""
    """In which role they signed; empty for none."""
    reason: str = ""
    """Why it was rejected."""
    declared: tuple[str, ...] = ()
    """Of a minor edit, the former source and target."""

    def __post_init__(self) -> None:
        """Refuse what is no signature, or one of another text than it holds; raises ValueError."""
        if self.signed != signed_digest(self.context, self.source, self.target):
            raise ValueError
        if self.verdict not in _VERDICTS or not self.target or not self.who.strip():
            raise ValueError
        if not is_date(self.date):
            raise ValueError
        if len(self.declared) != (2 if self.verdict == Verdict.MINOR.value else 0):
            raise ValueError
        if not all(isinstance(each, str) for each in self.declared):
            raise ValueError

    @property
    def key(self) -> Key:
        """Context and source text of the entry that was signed."""
        return (self.context, self.source)

    @property
    def former(self) -> str:
        """The `signed` of what a minor edit was made of; empty for another signature."""
        return signed_digest(self.context, *self.declared) if self.declared else ""


def signed_digest(context: str | None, source: str, target: str) -> str:
    """Name what is signed: SHA-256, in hexadecimal, of [context, source, target], each in NFC."""
    return digest_of(context, source, target)


def signed_of(entry: Entry) -> str:
    """The digest that a signature of an entry, as it is now, has to have."""
    return signed_digest(entry.context, entry.source, entry.target)


def is_date(text: str) -> bool:
    """True for a moment as records write it, in the one form that sorts right: see `shown_date`."""
    if len(text) != _DATE_LENGTH or text[-1] != "Z":
        return False
    try:
        return datetime.fromisoformat(text[:-1]).isoformat() == text[:-1]
    except ValueError:
        return False


def shown_date(moment: datetime) -> str:
    """A moment as records write it; one without a time zone is in UTC."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    moment = aware.astimezone(UTC)
    # Not strftime: it leaves out the zeros of early years on some systems.
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
