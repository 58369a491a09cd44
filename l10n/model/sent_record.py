"""What went out to translators: the record of an entry, and the name of the copy it went in."""

import hashlib

from l10n.dataclass import dataclass
from l10n.model.catalog import Entry, key_digest, text_digest


@dataclass(frozen=True, slots=True)
class SentRecord:
    """One entry as `l10n send` gave it out."""

    key: str
    """`key_digest` of the entry."""
    target: str
    """`text_digest` of the target that it had; of the empty text where it had none."""
    state: str
    """`empty`, `draft` or `translated`."""
    date: str
    """When it was sent, or came back: ISO 8601, UTC, seconds."""
    parcel: str = ""
    """The copy that it went out in (`parcel_id`)."""


HEADER = "X-L10n-Sent"
"""The header of a copy that names its parcel."""


def parcel_id(data: bytes, date: str) -> str:
    """Name a copy: 12 hexadecimal digits of the SHA-256 of the date and the catalog's bytes."""
    return hashlib.sha256(date.encode() + b"\0" + data).hexdigest()[:12]


def sent_record(entry: Entry, date: str, parcel: str = "") -> SentRecord:
    """Make the record of an entry that is given out now."""
    digest = text_digest(entry.target)
    return SentRecord(
        key_digest(entry.key), digest, state=entry.state.value, date=date, parcel=parcel
    )
