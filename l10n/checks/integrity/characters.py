"""Characters: none that a document or a PO file cannot carry."""

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.messages import N_, message


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


def _look(pair: Pair) -> list[Found]:
    bad = forbidden(pair.entry.target)
    if not bad:
        return []
    names = " ".join(f"U+{ord(character):04X}" for character in bad)
    return [Found(message(N_("characters that cannot be published: {names}"), names=names))]


characters = EntryCheck(
    About(
        "characters",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("The target holds no character that a document or a PO file cannot carry."),
        fires=example("Рада.", "The Rada\x07."),
        passes=example("Рада.", "The Rada\u00a0."),
    ),
    _look,
)
