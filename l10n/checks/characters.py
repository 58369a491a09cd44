"""Characters: none that a document or a PO file cannot carry."""

from l10n.checks import PerEntry, Severity
from l10n.messages import N_, Message, message
from l10n.model.catalog import Entry
from l10n.model.segment import Segment


def forbidden(text: str) -> str:
    """The characters that may stand in no target: C0 controls but tab and newline, surrogates.

    Noncharacters U+FFFE and U+FFFF count too; XML and HTML forbid the lot.
    """
    return "".join(
        character
        for character in dict.fromkeys(text)
        if (character < " " and character not in "\t\n\r")
        or "\x7f" <= character <= "\x84"
        or "\x86" <= character <= "\x9f"
        or "\ud800" <= character <= "\udfff"
        or character in "\ufffe\uffff"
    )


def _look(_segment: Segment, entry: Entry) -> list[tuple[Severity, Message]]:
    bad = forbidden(entry.target)
    if not bad:
        return []
    names = " ".join(f"U+{ord(character):04X}" for character in bad)
    return [
        (Severity.ERROR, message(N_("characters that cannot be published: {names}"), names=names))
    ]


characters = PerEntry("characters", _look)
