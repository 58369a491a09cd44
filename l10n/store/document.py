"""A file as it was read, and how it looked: what a write compares before it replaces anything."""

import hashlib
import os
from dataclasses import field
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.store.text_file import decode, read_whole

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file looks from outside; every save changes it, unless two fall into one clock tick."""

    size: int
    """Bytes."""
    modified: int
    """Nanoseconds since 1970, as the next."""
    changed: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result) -> "Stamp":
        """The stamp of a file whose status the system gave."""
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def stamp(path: Path | str) -> Stamp | None:
    """The stamp of a file that is not read; None where there is none.

    What the system does not let be seen has a stamp that no file has.
    """
    try:
        return Stamp.of(os.stat(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        return Stamp(size=-1, modified=error.errno or 0, changed=0, inode=0)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read."""

    path: Path
    data: bytes
    stamp: Stamp | None = field(default=None, compare=False)
    """How it looked when these bytes were read; None where nobody looked."""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def text(self) -> str:
        """Decode as UTF-8, newlines and byte-order mark kept; raises FileError with the offset."""
        text = decode(self.data, self.path)
        return BOM + text if self.data.startswith(BOM.encode()) else text


def read_document(path: Path) -> Document:
    """Read a regular file of at most MAX_BYTES; raises FileError in every other case."""
    data, found = read_whole(path)
    return Document(path, data, Stamp.of(found))
