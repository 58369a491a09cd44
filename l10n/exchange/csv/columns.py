"""The columns of such a table, and how a cell is written that a spreadsheet would compute."""

import re

ROLE, BEFORE, AFTER = "role", "before", "after"
STATE, MACHINE, DESK, ARTICLE = "state", "machine", "desk", "article"
DATE, WHO, NOTE = "date", "who", "note"
MORE = (ROLE, BEFORE, AFTER, STATE, MACHINE, DESK, ARTICLE, DATE, WHO, NOTE)
"""The columns behind the texts; each may be missing."""
YES = "yes"
"""What stands in the column `machine` of a text that a machine wrote."""

_COMPUTED = re.compile(r"'*[=+\-@\t\r]")
_SHIELDED = re.compile(r"''*[=+\-@\t\r]")


def shielded(text: str) -> str:
    """A text as a cell has it: with an apostrophe before what would be a formula."""
    return f"'{text}" if _COMPUTED.match(text) else text


def unshielded(cell: str) -> str:
    """The text of a cell."""
    return cell[1:] if _SHIELDED.match(cell) else cell
