"""A dialect: the code that it has, the extensions of Markdown, what readers see of its code."""

import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.formats.code.code import Family
from l10n.model.conventions import Conventions

_WORDS = (string.ascii_letters + string.digits + " ").encode()
_ASCII = bytes(range(128))
NONE: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """What a system reads in an article, as data."""

    name: str
    families: tuple[Family, ...] = ()
    """In the order in which they are found: by level, and within a level as they stand."""
    extensions: frozenset[str] = frozenset()
    """Of the Markdown parser: `definitions`, `math`, `wikilinks`, `heading_ids`, `alerts`."""
    shown: Mapping[str, frozenset[str]] = field(default_factory=lambda: NONE)
    """The parameters of shortcodes that readers see; `*` stands for all shortcodes."""
    guard: str = ""
    """Pattern of what no target may say: its first character is written as a reference."""
    line_guard: str = ""
    """Pattern of what no target may say at the start of a line; likewise."""
    first_guard: str = ""
    """Pattern of what no target may say as the first words of an article; likewise."""
    references: str = ""
    """Signs that a backslash does not escape, or of which it makes something else."""
    tight: frozenset[str] = frozenset()
    """Marks of pairs within which a blank is a reference."""
    links_addresses: bool = True
    """It makes links of addresses that stand in a text without any brackets."""
    autop: bool = False
    """In HTML a blank line parts paragraphs, and the end of a line breaks it (`wpautop`)."""

    put_in: Callable[[str], Sequence[tuple[int, str]]] = lambda text: ()
    """What the parser needs put into a text, and where, to read it as the system does."""

    plain_titles: bool = False
    """In the title of a link a backslash escapes nothing."""
    bracketed_titles: frozenset[str] = frozenset(("link", "definition"))
    """Where a title may stand in round brackets; elsewhere they are part of the address."""
    _signs: Mapping[int, tuple[tuple[Family, str, str], ...]] = field(init=False, repr=False)
    """Each family with each of its signs and the marks of that, which are all of it but letters,
    digits and blanks; by the first mark, or the first letter of what has none."""
    _no_signs: bytes = field(init=False, repr=False)
    """Characters of ASCII by which no sign is found."""

    def __post_init__(self) -> None:
        """Put the signs of all families together; raises ValueError for one beyond ASCII."""
        found: dict[int, list[tuple[Family, str, str]]] = {}
        known = bytearray()
        for family, sign in ((each, sign) for each in self.families for sign in each.signs):
            signs = sign.encode("ascii")
            marks = signs.translate(None, _WORDS)
            found.setdefault((marks or signs)[0], []).append((family, sign, marks.decode()))
            known += marks or signs[:1]
        grouped = {first: tuple(those) for first, those in found.items()}
        object.__setattr__(self, "_signs", grouped)
        object.__setattr__(self, "_no_signs", _ASCII.translate(None, known))

    def likely(self, text: str) -> frozenset[Family]:
        """Which families there may be code of in a text: those of which it has a sign.

        Signs are of ASCII, and looked for in what a text has of it first: its marks, which are a
        twentieth of it, then all of its ASCII, which is a fifth in an article of other letters.
        """
        data = text.encode("ascii", "ignore")
        found = data.translate(None, self._no_signs)
        marks, plain = found.decode(), data.decode()
        return frozenset(
            [
                family
                for first in self._signs.keys() & set(found)
                for family, sign, mark in self._signs[first]
                if mark in marks and sign in plain and sign in text
            ]
        )

    def parameters(self, conventions: Conventions) -> Mapping[str, frozenset[str]]:
        """The parameters that readers see, those of a workflow added."""
        if not conventions.shortcodes:
            return self.shown
        found = dict(self.shown)
        for shortcode, names in conventions.shortcodes:
            found[shortcode] = found.get(shortcode, frozenset()) | frozenset(names)
        return MappingProxyType(found)
