"""Letters of two alphabets that look alike, and words in which they are mixed."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.regex import regex

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_ALPHABETS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "LATIN": regex(f"[{_LATIN}]"),
        "CYRILLIC": regex(f"[{_CYRILLIC}]"),
        "GREEK": regex(f"[{_GREEK}]"),
    }
)
"""By Unicode's word for a script, its letters; signs of units (µ, Ω) are Greek."""
_MEETING = regex(
    f"[{_LATIN}][{_CYRILLIC}{_GREEK}]|[{_CYRILLIC}][{_LATIN}{_GREEK}]|[{_GREEK}][{_LATIN}{_CYRILLIC}]"
)
_ANY_LATIN = regex(f"[{_LATIN}{_GREEK}]")
_ANY_OTHER = regex(f"[{_CYRILLIC}{_GREEK}]")
_RUN = regex(r"[^\W\d_]+")
_SHARED = dict(
    zip(
        "АВЕЅЗІЇЈКМНОРСТУХҐаеѕіїјкорсухһԁԛԝ",
        "ABESЗIÏJKMHOPCTYXҐaesiïjkopcyxhdqw",
        strict=True,
    )
)
TO_LATIN: Mapping[int, str] = MappingProxyType(
    {ord(mine): other for mine, other in _SHARED.items() if mine != other}
)
"""For `str.translate`: Cyrillic letters as the Latin ones that they look like."""
TO_CYRILLIC: Mapping[int, str] = MappingProxyType(
    {ord(other): chr(mine) for mine, other in TO_LATIN.items()}
)
"""The other way."""
_ENDING = 5
"""Letters that an ending has, put to a foreign word without a hyphen, at most."""
_STEM = 3
"""Letters that such a word has, at least."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """A run of letters in which alphabets are mixed."""

    text: str
    start: int
    """In characters, as is `end`, which is the first behind it."""
    end: int
    script: str
    """Whose letters are the strangers: the fewer ones, and of two equals those that are not of the
    language."""
    letters: str
    """The strangers, each once, in order."""
    places: tuple[int, ...]
    """Where they stand in the text."""
    ending: bool
    """A foreign word with an ending of one's own: `PDFки`, `iPhoneом`. Nothing is hidden in it."""


def mixed(text: str, own: frozenset[str]) -> Iterator[Mixed]:
    """The runs of letters in which alphabets are mixed, where `own` are those of the language."""
    if text.isascii() or not _ANY_LATIN.search(text) or not _ANY_OTHER.search(text):
        return
    if not _MEETING.search(text):
        return
    for run in _RUN.finditer(text):
        if not run.group().isascii() and _MEETING.search(run.group()):
            found = _mixed(run, own)
            if found:
                yield found


def _mixed(run: re.Match[str], own: frozenset[str]) -> Mixed | None:
    text, start = run.group(), run.start()
    places = {
        script: tuple(match.start() for match in pattern.finditer(text))
        for script, pattern in _ALPHABETS.items()
    }
    scripts = [script for script, found in places.items() if found]
    if len(scripts) < 2 or _is_unit(text, places["GREEK"]):
        return None
    strange = min(scripts, key=lambda script: (len(places[script]), script in own))
    return Mixed(
        text,
        start,
        run.end(),
        strange,
        "".join(dict.fromkeys(text[place] for place in places[strange])),
        tuple(start + place for place in places[strange]),
        _has_ending(text, places, own),
    )


def _is_unit(text: str, greek: tuple[int, ...]) -> bool:
    """True for a sign with a unit or a name: `μm`, `kΩ`, `ΔT`."""
    return len(greek) == 1 and len(text) <= _STEM


def _has_ending(text: str, places: Mapping[str, tuple[int, ...]], own: frozenset[str]) -> bool:
    latin, ours = places["LATIN"], places["CYRILLIC"]
    return (
        "CYRILLIC" in own
        and not places["GREEK"]
        and len(latin) >= _STEM
        and len(ours) <= _ENDING
        and latin[-1] == len(latin) - 1
        and text[len(latin) :].islower()
        and not all(letter in TO_CYRILLIC.values() or ord(letter) in TO_CYRILLIC for letter in text)
    )
