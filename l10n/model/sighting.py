"""What was last seen of a catalog: enough to tell that something of it is missing."""

from l10n.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry as it was last seen, active or obsolete."""

    key: str
    """First 16 hexadecimal digits of its `key_digest`."""
    source: str
    """The same of its source text alone, without the context."""
    texts: int = 0
    """Targets that a person wrote: 0 or 1, or the forms of a foreign plural entry."""
    comment: bool = False
    """A person wrote a comment."""
    added: bool = False
    """The tool has put it in since a person last saved the file: an editor may not have it yet."""

    @property
    def by_hand(self) -> bool:
        """True if a person wrote anything in it."""
        return self.texts > 0 or self.comment


@dataclass(frozen=True, slots=True)
class Sighting:
    """A catalog as a command took it in, or wrote it."""

    digest: str
    """SHA-256 of the file, hexadecimal."""
    entries: tuple[SeenEntry, ...] = ()
    """In the order of the file."""
    blobs: tuple[str, ...] = ()
    """Names under which git would have the file."""
    last: str = ""
    """Target of the last entry, where a person wrote it: a file that is cut off may end in it."""

    @property
    def by_hand(self) -> bool:
        """True if a person wrote anything in the catalog."""
        return any(entry.by_hand for entry in self.entries)
