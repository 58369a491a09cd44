"""Names that the reader and the writer of TMX share: what we call the properties of a unit."""

import json
from types import MappingProxyType

from l10n.regex import regex
from l10n.store.xml_writing import UNHELD

TOOL = "l10n"
"""Who made a file, as its head says; what bears it was written here, and is read to the letter."""
ROLE = "x-context"
"""Translate Toolkit and Weblate keep the context of an entry there, too."""
BEFORE = "x-l10n-before"
AFTER = "x-l10n-after"
STATE = "x-l10n-state"
MACHINE = "x-l10n-machine"
DESK = "x-l10n-desk"
ARTICLE = "x-l10n-article"

CHARACTER = "x-l10n-character"
"""The type of a placeholder that stands for a character which no XML file can hold."""
JSON = "x-l10n-json"
"""The encoding of a note or property that holds such characters: a string of JSON."""

TYPES = MappingProxyType(
    {"a": "link", "b": "bold", "br": "lb", "i": "italic", "img": "image", "u": "ulined"}
)
"""What TMX calls the kinds of our tags, where it has a word for one (1.4b, section 2.4)."""
KINDS = MappingProxyType({value: key for key, value in TYPES.items()})

_NUMBERED = regex(r"U\+([0-9A-F]{4,6})")


def holdable(text: str) -> tuple[str, dict[str, str]]:
    """A note or property as XML can hold it, with the attributes that say how to read it."""
    if UNHELD.search(text) is None:
        return text, {}
    return json.dumps(text), {"o-encoding": JSON}


def held(text: str, encoding: str) -> str:
    """What `holdable` was given; the text itself where it cannot have been."""
    if encoding != JSON:
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, str) else text


def character_name(character: str) -> str:
    """How a placeholder names the character that it stands for: `U+0007`."""
    return f"U+{ord(character):04X}"


def named_character(name: str) -> str | None:
    """The character that a placeholder stands for; None for what names none."""
    match = _NUMBERED.fullmatch(name)
    if match is None or int(match[1], 16) > 0x10FFFF:
        return None
    return chr(int(match[1], 16))
