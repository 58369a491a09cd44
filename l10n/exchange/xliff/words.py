"""Words that writers and reader of XLIFF share: name spaces, states, what codes are called."""

from types import MappingProxyType

from l10n.model.catalog import State, key_digest
from l10n.model.segment import Key
from l10n.regex import regex

TOOL = "l10n"
"""Who made a file, and who wrote a note in it."""
TRANSLATOR = "translator"
"""Who wrote a note that is an entry's comment."""
ROLE = "x-l10n-role"
"""The type of a context that is an entry's."""
SENT = "l10n-sent"
"""The category of the note that names the parcel, in a file of version 2."""
ROLE_NOTE = "l10n-role"
"""The category of the note that is an entry's context, in a file of version 2."""
CHARACTER = "x-l10n-character"
"""The type of a placeholder that stands for a character which no XML file can hold."""

NAMESPACE_1 = "urn:oasis:names:tc:xliff:document:1.2"
NAMESPACE_2 = "urn:oasis:names:tc:xliff:document:2.0"
"""That of versions 2.0 and 2.1 alike."""
NAMESPACES = (NAMESPACE_1, "urn:oasis:names:tc:xliff:document:1.1", NAMESPACE_2, "")
"""Those that are read; a file without one is taken for a file of version 1."""
MEMOQ = "MQXliff"
TRADOS = "http://sdl.com/FileTypes/SdlXliff/1.0"
PHRASE = "http://www.memsource.com/mxlf/2.0"

FINISHED = frozenset(("translated", "signed-off", "final", "reviewed"))
"""States of both versions in which a text is finished; every other is a draft's."""
FINISHED_IN_MEMOQ = frozenset(
    (
        "manuallyconfirmed",
        "assembledandconfirmed",
        "confirmed",
        "proofread",
        "reviewer1confirmed",
        "reviewer2confirmed",
    )
)
FINISHED_IN_TRADOS = frozenset(("translated", "approvedtranslation", "approvedsignoff"))
SUGGESTED = frozenset(
    (
        "exact-match",
        "fuzzy-match",
        "id-match",
        "leveraged-glossary",
        "leveraged-inherited",
        "leveraged-mt",
        "leveraged-repository",
        "leveraged-tm",
        "mt-suggestion",
        "rejected-grammar",
        "rejected-inaccurate",
        "rejected-length",
        "rejected-spelling",
        "tm-suggestion",
    )
)
"""What version 1.2 calls a target that nobody has looked at, where no state is given."""

PAIRS = MappingProxyType(
    {
        "a": "link",
        "b": "bold",
        "em": "italic",
        "i": "italic",
        "strong": "bold",
        "u": "underlined",
    }
)
"""What version 1.2 calls our paired tags, where it has a word for one (section 2.4)."""
EMPTIES = MappingProxyType({"br": "lb", "img": "image"})

_STYLES = frozenset(
    ("b", "br", "del", "em", "i", "ins", "mark", "q", "s", "small", "strong", "sub", "sup", "u")
)
_SUB_TYPES = MappingProxyType(
    {"b": "xlf:b", "br": "xlf:lb", "em": "xlf:i", "i": "xlf:i", "strong": "xlf:b", "u": "xlf:u"}
)

_CHARACTER = regex(r"U\+([0-9A-F]{4,6})")


def unit_id(key: Key) -> str:
    """Name a unit by its entry: 16 hexadecimal digits of the digest of its key."""
    return key_digest(key)[:16]


def code_type(name: str, *, paired: bool) -> str:
    """What version 1.2 calls a tag, by its kind: `bold`, `x-code`."""
    kind = kind_of(name)
    return (PAIRS if paired else EMPTIES).get(kind, f"x-{kind}")


def code_types(name: str) -> dict[str, str]:
    """What version 2 calls a tag: its `type`, and its `subType` where it has one."""
    kind = kind_of(name)
    if kind in _STYLES:
        sub = _SUB_TYPES.get(kind)
        return {"type": "fmt", "subType": sub} if sub else {"type": "fmt"}
    return {"type": {"a": "link", "img": "image"}.get(kind, "other")}


def kind_of(name: str) -> str:
    """A tag's name without its number."""
    return name.rstrip("0123456789")


def character_name(character: str) -> str:
    """How a placeholder names the character that it stands for: `U+FFFE`."""
    return f"U+{ord(character):04X}"


def named_character(name: str) -> str:
    """The character that a placeholder stands for; empty for what names none."""
    match = _CHARACTER.fullmatch(name)
    return chr(int(match[1], 16)) if match and int(match[1], 16) <= 0x10FFFF else ""


def state_of(told: str) -> State:
    """The state of an entry that a tool calls `told`, of a unit that has a target."""
    return State.TRANSLATED if told in FINISHED else State.DRAFT
