"""Where sentences begin: LanguageTool's SRX rules, and a few of our own for news."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from l10n.language.sentences.srx import breaks

_PARAGRAPH_END = re.compile(r"(?:\r\n|[\r\n])[^\S\r\n]*(?:\r\n|[\r\n])|\u2029")
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
        yield from breaks(text, start, match.end(), language)
        start = match.end()
        yield start
    yield from breaks(text, start, len(text), language)


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
