"""A person, as signatures, records and git's commits name them."""

import unicodedata

from l10n.dataclass import dataclass
from l10n.regex import regex

_NAMED = regex(r"(?P<name>[^<>]*+)(?:<(?P<email>[^<>]*+)>)?")

_NOBODY = frozenset({"full name", "automatically generated", "anonymous", "none", "unknown"})
"""Names that tools write into `Last-Translator` for nobody."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who translates or signs."""

    name: str
    email: str = ""

    @property
    def shown(self) -> str:
        """`Name <mail>`, as git writes it; the name alone where there is no address."""
        return f"{self.name} <{self.email}>" if self.email else self.name

    def is_same(self, other: "Person") -> bool:
        """True where two may be one person: the address is the same, or the name is.

        Whoever has two addresses has one name, and who changes the name keeps the address. So of
        two namesakes one has to sign under a name that tells them apart.
        """
        mine, theirs = _folded(self.email), _folded(other.email)
        return bool(mine and mine == theirs) or _folded(self.name) == _folded(other.name)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def parsed_person(text: str) -> Person | None:
    """The person of `Name <mail>` or of a name alone; None for what is neither."""
    match = _NAMED.fullmatch(text.strip())
    if match is None:
        return None
    name, email = match["name"].strip(), (match["email"] or "").strip()
    return Person(name or email, email) if name or email else None


def last_translator(header: str) -> Person | None:
    """The person that `Last-Translator` of a catalog names; None where it names nobody."""
    found = parsed_person(header)
    return None if found is None or found.name.casefold() in _NOBODY else found
