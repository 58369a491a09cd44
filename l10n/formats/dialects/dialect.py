"""A dialect: the code that it has, the extensions of Markdown, what readers see of its code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.formats.code.code import Family
from l10n.model.conventions import Conventions

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
    _first_bytes: frozenset[bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Put together how the signs of all families begin."""
        signs = (sign for family in self.families for sign in family.signs)
        object.__setattr__(
            self, "_first_bytes", frozenset(sign[:1].encode("ascii") for sign in signs)
        )

    def likely(self, text: str) -> frozenset[Family]:
        """Which families there may be code of in a text: those of which it has a sign.

        Signs are of ASCII, and looked for in what a text has of it first: in an article of other
        letters that is a fifth.
        """
        signs = text.encode("ascii", "ignore")
        there = frozenset([each for each in self._first_bytes if each in signs])
        found = [each for each, sign in _beginning_with(self, there) if sign in signs]
        return frozenset([each for each in found if each.may_be_in(text)])

    def parameters(self, conventions: Conventions) -> Mapping[str, frozenset[str]]:
        """The parameters that readers see, those of a workflow added."""
        if not conventions.shortcodes:
            return self.shown
        found = dict(self.shown)
        for shortcode, names in conventions.shortcodes:
            found[shortcode] = found.get(shortcode, frozenset()) | frozenset(names)
        return MappingProxyType(found)


@lru_cache(256)
def _beginning_with(
    dialect: Dialect, first_bytes: frozenset[bytes]
) -> tuple[tuple[Family, bytes], ...]:
    """The signs that begin so; those of most articles of a site begin with the same few."""
    return tuple(
        (family, sign.encode("ascii"))
        for family in dialect.families
        for sign in family.signs
        if sign[:1].encode("ascii") in first_bytes
    )
