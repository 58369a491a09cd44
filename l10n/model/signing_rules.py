"""What a desk asks of signatures before it publishes: keys of a workflow's `[publish]`."""

from decimal import Decimal

from l10n.dataclass import dataclass
from l10n.model.person import Person, parsed_person

ANYBODY = "*"


@dataclass(frozen=True, slots=True)
class SigningRules:
    """The rules besides `require`; those that are not set allow everything."""

    two_pairs_of_eyes: bool = False
    """An approval of whoever translated the entry last does not count."""
    max_unedited: Decimal | None = None
    """The largest share of source words, from 0 to 1, whose translation may stand as the machine
    wrote it."""
    roles: tuple[str, ...] = ()
    """The roles in each of which somebody has to approve every entry."""
    approvers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By role, who may sign in it: `Name <mail>`, a name, an address, or `*` for anybody."""

    def may_sign(self, person: Person, role: str) -> bool:
        """True if a person's approval in a role counts; all do where no approvers are named."""
        if not self.approvers:
            return True
        people = dict(self.approvers).get(role, ())
        return ANYBODY in people or any(_is_meant(each, person) for each in people)

    def may_declare(self, person: Person) -> bool:
        """True if a person may carry approvals over an edit: whoever may sign in some role."""
        roles = [role for role, _people in self.approvers]
        return not roles or any(self.may_sign(person, role) for role in roles)


def _is_meant(written: str, person: Person) -> bool:
    """True if a person of the workflow is this one: by address where it has one, else by name."""
    meant = parsed_person(written)
    if meant is None:
        return False
    if "@" in meant.name and not meant.email:
        meant = Person(meant.name, meant.name)
    if meant.email:
        return meant.email.casefold() == person.email.casefold()
    return meant.is_same(Person(person.name))


NO_RULES = SigningRules()
