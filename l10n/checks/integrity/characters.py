"""Characters: none that a document or a PO file cannot carry."""

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.signs import in_target
from l10n.messages import N_, message
from l10n.regex import regex

_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def forbidden(text: str) -> str:
    """The characters that may stand in no target: C0 controls but tab and newline, surrogates.

    Noncharacters U+FFFE and U+FFFF count too; XML and HTML forbid the lot.
    """
    return "".join(dict.fromkeys(_FORBIDDEN.findall(text)))


def _look(pair: Pair) -> list[Found]:
    if not _FORBIDDEN.search(pair.entry.target):
        return []
    bad = forbidden(pair.entry.target)
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
    in_target(map(chr, (*range(0x20), *range(0x7F, 0xA0)))),
)
