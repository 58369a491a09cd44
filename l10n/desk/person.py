"""The person at this machine, as signatures and records name them; nobody is made up."""

from l10n.errors import UsageError
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.person import Person, parsed_person
from l10n.store.identity import identity
from l10n.store.workspace import Workspace

_LONGEST = 200
"""Characters of a name with its address."""


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
