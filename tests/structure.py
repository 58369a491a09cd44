"""What a target must be to stand in a document at all, whatever else checks ask of its words."""

from l10n.checks import Check
from l10n.checks.catalogue import CHECKS, DESK_CHECKS

STRUCTURE = ("tags", "omissions", "blanks", "lines", "characters", "unseen")
"""The checks without which a target of any words could not be placed, or not be read."""
STRUCTURAL: tuple[Check, ...] = tuple(check for check in CHECKS if check.name in STRUCTURE)
OTHERS_OFF = "[checks]\n" + "".join(
    f'{check.name} = "off"\n' for check in (*CHECKS, *DESK_CHECKS) if check.name not in STRUCTURE
)
"""For the end of a workflow whose targets are made by a rule, and are no translations."""
