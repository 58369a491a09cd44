"""The person at this machine, as signatures and records name them; nobody is made up."""

import re
import unicodedata
from dataclasses import dataclass

from l10n.errors import UsageError
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.store.identity import identity
from l10n.store.workspace import Workspace

_LONGEST = 200
"""Characters of a name with its address."""
_NAMED = re.compile(r"(?P<name>[^<>]*+)(?:<(?P<email>[^<>]*+)>)?")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs."""

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


def person(workspace: Workspace, named: str | None = None) -> Person:
    """Who signs: the one named, else git's author here; raises UsageError where that is nobody."""
    if named is not None:
        found = parsed_person(named)
        if found is None or not _fit(found):
            raise UsageError(
                _("“{text}” is no name to sign with").format(text=named),
                code="USE-040",
                remedy=_('write it as in git, on one line: "Olena Shevchenko <olena@example.org>"'),
            )
        return found
    told = identity(workspace.root)
    name, email = told.get("name", ""), told.get("email", "")
    found = Person(name or email, email)
    if not found.name:
        raise UsageError(
            _("nobody is named who signs, and git knows no name here"),
            code="USE-041",
            remedy=_('set it with git (`git config user.name "…"`), or name the person with --as'),
        )
    if not _fit(found):
        raise UsageError(
            _("git's name for you, “{text}”, is no name to sign with").format(text=found.shown),
            code="USE-047",
            remedy=_("name the person with --as"),
        )
    return found


def _fit(found: Person) -> bool:
    """True for a name on one line in which every character is seen, and that reads back."""
    return (
        len(found.shown) <= _LONGEST
        and is_plain_line(found.shown)
        and parsed_person(found.shown) == found
    )
