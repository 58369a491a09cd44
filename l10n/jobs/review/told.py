"""What a person is told of a wish."""

from l10n.dataclass import dataclass
from l10n.desk.signing import Outcome
from l10n.errors import L10nError
from l10n.jobs.review.item import Item, Status
from l10n.messages import N_, Message, message


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a wish, for the person."""

    message: Message
    refused: bool = False
    """Nothing was done."""


NOTHING = Told(message(N_("no entry is shown")), refused=True)
"""What is told of any wish where no entry is shown."""


def unacceptable(item: Item) -> Told | None:
    """Why an entry cannot be accepted as it is; None where it can."""
    if item.status is Status.EMPTY:
        return Told(message(N_("it has no translation yet")), refused=True)
    if item.errors:
        return Told(
            message(N_("not with an error: {error}"), error=item.errors[0].message.text()),
            refused=True,
        )
    return None


def of_error(error: L10nError) -> Told:
    """What is told of an error; nothing was done."""
    return Told(Message("{error}", (("error", str(error)),)), refused=True)


def of_outcome(outcome: Outcome, done: str, already: str) -> Told:
    """What is told of a wish to sign; `done` and `already` are message templates."""
    if outcome is Outcome.SIGNED:
        return Told(message(done))
    if outcome is Outcome.ALREADY:
        return Told(message(already))
    told = {
        Outcome.EMPTY: N_("it has no translation yet"),
        Outcome.DRAFT: N_("it is fuzzy"),
        Outcome.CHANGED: N_("it was changed elsewhere meanwhile; look at it again"),
    }
    return Told(message(told[outcome]), refused=True)
