"""Where sentences begin: LanguageTool's SRX rules, and a few of our own for news."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from choppa import SrxDocument

GENERIC = "lt"
"""LanguageTool maps Lithuanian to its rule set `Generic`, made for languages without their own."""

_PROSE = (4096, 128, 100)
_CROWDED = (512, 64, 8)
"""How to look at a paragraph: the window and, at its end, the margin where nothing is decided yet;
how far one part of an SRX exception looks back (100 is choppa's default, and Java's)."""

_PARAGRAPH_END = re.compile(r"(?:\r\n|[\r\n])[^\S\r\n]*(?:\r\n|[\r\n])|\u2029")
_STOP = re.compile(r"[.!?…:]\s")
_MARK = re.compile(r"[^\w\s]")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_FAR = 64


@dataclass(frozen=True, slots=True)
class _Join:
    """Where SRX would break and a sentence goes on all the same."""

    before: re.Pattern[str]
    """Ends where the break would be."""
    after: re.Pattern[str]
    languages: tuple[str, ...] = ()
    """Empty: all languages."""


def _join(before: str, after: str, *languages: str) -> _Join:
    return _Join(re.compile(rf"(?:{before})\Z"), re.compile(after), languages)


_MONTHS = "січ|лют|бер|берез|квіт|трав|черв|лип|серп|вер|верес|жовт|лист|листоп|груд"
_TIMES = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Eastern|Central|Mountain|Pacific"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[A-Z]{1,3}T|UTC)"
)
_SAYS = r"(?:said|says|added|adds|asked|asks|told|replied|wrote|writes|reported|reports)\b"
# Found in the Ukrainian and English news of NTREX-128, where LanguageTool's rules cut these.
_JOINS = (
    # "Як так?" – запитав він. (LanguageTool knows the quotes » and “ only)
    _join(r"[.!?…][\"'”’»“]*\s+", r"[-–—]\s+[a-zа-яіїєґ]", "uk"),
    # 5 трав. 1990 р.; о 10 год. 30 хв.
    _join(rf"\d\s(?:{_MONTHS})\.\s+", r"\d{4}\b", "uk"),
    _join(r"\d\sгод\.\s+", r"\d{1,2}\sхв\b", "uk"),
    # Latin names in Ukrainian text: Dr. PawPaw; "Washington, D.C"
    _join(r"\b(?:Mr|Mrs|Ms|Dr|St)\.\s+", r"[A-Z]", "uk"),
    _join(r"\b[A-Z]\.", r"[A-Z]\b", "uk"),
    # at 10 a.m. Monday; 7 p.m. ET
    _join(r"\b[ap]\.m\.\s+", _TIMES, "en"),
    _join(r"\b(?:Sens|Reps|Govs|Gens|Det|Drs|Profs|Messrs)\.\s+", r"[A-Z]", "en"),
    # Why? she asked. "Ready?" Mr Hammel asked.
    _join(r"[!?]\s+", r"[a-z]+\b", "en"),
    _join(r"[!?…][\"'”’]+\s+", rf"(?:[A-Z][\w’'.-]*\s+){{1,3}}{_SAYS}", "en"),
)


def boundaries(text: str, locale: str) -> tuple[int, ...]:
    """Find the offsets, in characters, at which a new sentence begins.

    0 and the end are not among them; white space, and a piece without any letter or digit, belong
    to the sentence before. The rules are LanguageTool's (`segment.srx`) as choppa applies them;
    an unknown language gets those that LanguageTool calls Generic. Never raises for any text.
    """
    language = re.split(r"[-_]", locale, maxsplit=1)[0].lower()
    joins = _joins(language)
    found: list[int] = []
    first = _letter(text, 0)
    for place in _candidates(text, language):
        begin = _after_space(text, place)
        if begin >= len(text):
            break
        if begin <= first:
            if found and found[-1] < begin:
                found[-1] = begin
            continue
        before = text[max(0, begin - _FAR) : begin]
        if any(j.after.match(text, begin) and j.before.search(before) for j in joins):
            continue
        found.append(begin)
        first = _letter(text, begin)
    if found and first == len(text):
        found.pop()
    return tuple(found)


def sentences(text: str, locale: str) -> tuple[str, ...]:
    """Cut a text into sentences; joined again they are the text."""
    edges = (0, *boundaries(text, locale), len(text))
    return tuple(text[start:end] for start, end in pairwise(edges) if end > start)


def _candidates(text: str, language: str) -> Iterator[int]:
    """The places where SRX breaks, paragraph by paragraph, in rising order."""
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        yield from _windows(text, start, match.end(), language)
        start = match.end()
        yield start
    yield from _windows(text, start, len(text), language)


def _windows(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """The breaks of one paragraph; a long one is taken in turns.

    SRX exceptions look ahead to the end of what they are given, at every stop.
    """
    while start < end:
        part = text[start : min(end, start + _PROSE[0])]
        size, margin, far = _CROWDED if _crowded(part) else _PROSE
        part = part[:size]
        settled = end if start + size >= end else start + size - margin
        last = start
        for place in _breaks(part, start, language, far):
            if place > settled:
                break
            last = place
            yield place
        start = last if last - start > size // 2 else settled


def _breaks(text: str, offset: int, language: str, far: int) -> Iterator[int]:
    """The ends of the pieces into which SRX cuts a text that stands at an offset."""
    from choppa import SrxTextIterator

    code = f"{language if _known(language) else GENERIC}_two"
    for part in SrxTextIterator(
        _rules(), code, text, len(text), max_lookbehind_construct_length=far
    ):
        offset += len(part)
        yield offset


def _crowded(text: str) -> bool:
    """True if stops or marks stand so close that SRX would take for ever.

    Some exceptions span up to four stops in brackets, and the time to find that there is no bracket
    grows with the fourth power of the stops in reach: 600 characters of ". " take 15 seconds in
    English, 5,000 take 26 in German. Prose stays far below both limits.
    """
    return _thick(_STOP, text, 16) or _thick(_MARK, text, 120)


def _thick(pattern: re.Pattern[str], text: str, many: int) -> bool:
    places = [match.start() for match in pattern.finditer(text)]
    return any(later - place <= 400 for place, later in zip(places, places[many:], strict=False))


def _letter(text: str, start: int) -> int:
    match = _LETTER_OR_DIGIT.search(text, start)
    return match.start() if match else len(text)


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


@cache
def _joins(language: str) -> tuple[_Join, ...]:
    return tuple(join for join in _JOINS if not join.languages or language in join.languages)


@cache
def _rules() -> "SrxDocument":
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    document = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    for entry in document.language_map_list:
        # The marks of the OpenOffice plugin Anaphraseus: they never stand in an article, and the
        # rule with nothing before the break is tried at every character.
        rules = entry.language_rule.rules
        rules[:] = [
            rule
            for rule in rules
            if r"<0\}" not in rule.after_pattern and r"\{0>" not in rule.before_pattern
        ]
    return document


@cache
def _known(language: str) -> bool:
    code = f"{language}_two"
    return any(
        entry.language_pattern.pattern.startswith("(") and entry.matches(code)
        for entry in _rules().language_map_list
    )
