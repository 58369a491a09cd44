"""What TBX calls things, in its edition of 2008 (MARTIF) and of 2019, and what we add to it."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.glossary.terms import Part, Status

NAMESPACE = "urn:iso:std:iso:30042:ed-2"

PREFERRED = "preferredTerm-admn-sts"
ADMITTED = "admittedTerm-admn-sts"
DEPRECATED = "deprecatedTerm-admn-sts"
FULL, SHORT, VARIANT, ACRONYM = "fullForm", "shortForm", "variant", "acronym"
"""Values of `termType`."""

OURS = "l10n: "
"""How a note begins that says what TBX-Basic has no place for: `l10n: kind = person`."""
KIND, PAIR, LATER, NOTE = "kind", "pair", "later mention", "note"
KEEP = Status.KEEP.value

PARTS: Mapping[Part, str] = MappingProxyType(
    {
        Part.NOUN: "noun",
        Part.PROPER_NOUN: "properNoun",
        Part.VERB: "verb",
        Part.ADJECTIVE: "adjective",
        Part.ADVERB: "adverb",
        Part.OTHER: "other",
    }
)


class Edition(Enum):
    """An edition of the standard."""

    MARTIF = "2008"
    """ISO 30042:2008: what most tools read."""
    ISO_2019 = "2019"
    """ISO 30042:2019, with data categories as attributes (DCA)."""


@dataclass(frozen=True, slots=True)
class Names:
    """What an edition calls its elements."""

    root: str
    header: str
    entry: str
    language: str
    term: str


NAMES: Mapping[Edition, Names] = MappingProxyType(
    {
        Edition.MARTIF: Names("martif", "martifHeader", "termEntry", "langSet", "tig"),
        Edition.ISO_2019: Names("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec"),
    }
)
ENTRIES = frozenset(names.entry for names in NAMES.values())
LANGUAGES = frozenset(names.language for names in NAMES.values())
TERMS = frozenset((*(names.term for names in NAMES.values()), "ntig"))
