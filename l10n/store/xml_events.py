"""What an XML file is read as: elements and texts in order, and how large they may be."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import IO, NamedTuple

from l10n.dataclass import dataclass
from l10n.errors import FileError

XML = "http://www.w3.org/XML/1998/namespace"
"""The name space of `xml:lang` and `xml:space`."""
_SHOWN = 60
"""Characters of a name that an error shows."""


class Start(NamedTuple):
    """The beginning of an element."""

    name: str
    """As it is written; `uri local` for one that has a name space, where those are read."""
    attributes: dict[str, str]
    line: int
    """From 1."""


class End(NamedTuple):
    """The end of an element."""

    name: str
    line: int


class Text(NamedTuple):
    """All text between two tags; comments and instructions in it are left out."""

    text: str


class Element(NamedTuple):
    """An element with all that is in it."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element | str"]
    """Elements and the texts between them, in order; a long text may be several."""

    def elements(self, name: str = "") -> list["Element"]:
        """Its child elements, those of a name if one is given."""
        found = [child for child in self.children if isinstance(child, Element)]
        return [child for child in found if child.name == name] if name else found

    def text(self) -> str:
        """All text in it, at any depth, without tags."""
        if len(self.children) == 1 and isinstance(self.children[0], str):
            return self.children[0]
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


Event = Start | End | Text | Element


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large the parts of a file may be; a file as a whole may have any size."""

    token: int = 1 << 20
    """Bytes of a tag with its attributes, of a comment, of an instruction."""
    text: int = 1 << 22
    """Characters between two tags, and within an element that is taken as a whole."""
    depth: int = 100
    """Elements that are open at once."""
    attributes: int = 200
    """Attributes of one element."""
    names: int = 10_000
    """Different names of elements, attributes and name spaces."""
    name: int = 1_000
    """Characters of a name."""
    parts: int = 20_000
    """Elements and texts within an element that is taken as a whole."""


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Source:
    """An XML file that is read: where its bytes come from, and how mistakes in it are told."""

    file: IO[bytes]
    path: Path
    """Named in errors."""
    error: type[FileError] = FileError
    namespaces: bool = False
    """Names are resolved to `uri local` (Namespaces in XML 1.0); else they stay as written."""
    unread: Collection[str] = frozenset()
    """Names of elements whose content is not wanted, such as embedded files; no bound on text."""
    taken: Collection[str] = frozenset()
    """Names of elements that come as a whole: as an `Element`, instead of start, content, end."""
    bounds: Bounds = BOUNDS


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A name without its name space or prefix: `seg` of `urn:x seg` and of `tmx:seg`."""
    return name.rpartition(" ")[2].rpartition(":")[2]


def shown(name: str) -> str:
    """A name as an error shows it."""
    return cut(local(name))


def cut(text: str) -> str:
    """A short text of a file as an error shows it, however long it is."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
