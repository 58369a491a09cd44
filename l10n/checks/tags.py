"""Tags: none lost, doubled, invented or malformed in a target."""

from l10n.catalog import Entry
from l10n.checks import PerEntry, Severity
from l10n.markup import OMIT, TAG, faults
from l10n.messages import N_, Message, message
from l10n.segment import Segment


def _look(segment: Segment, entry: Entry) -> list[tuple[Severity, Message]]:
    if entry.target.strip() == OMIT:
        return []
    found = [(Severity.ERROR, fault) for fault in faults(segment.tagged, entry.target)]
    own = segment.tagged.names
    literal = {match.group() for match in TAG.finditer(segment.text)}
    for match in TAG.finditer(entry.target):
        if match["name"] not in own and match.group() not in literal:
            text = message(
                N_("{tag} is no tag of this segment and will be printed"), tag=match.group()
            )
            found.append((Severity.WARNING, text))
    return found


tags = PerEntry("tags", _look)
