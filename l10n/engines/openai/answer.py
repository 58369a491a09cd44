"""Read the translations out of what a language model answered, whatever else it wrote."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from json import JSONDecodeError, JSONDecoder

from l10n.dataclass import dataclass

_DECODER = JSONDecoder(strict=False)
"""Takes a raw line break in a string, so that it is found as what it is, and not as bad JSON."""
_STARTS = 1_000
"""Places in an answer at which JSON is looked for."""
_TIMES = 10
"""How often the length of an answer may be read in vain for that."""
_LIST = "translations"
_TEXT = "translation"
_NUMBER = "id"


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What a model answered to a batch."""

    texts: Mapping[int, str] = field(default_factory=dict)
    """The translations, by the numbers of the texts that were asked for."""
    twice: frozenset[int] = frozenset()
    """Numbers that were given more than one translation, which are in none of the texts."""

    @property
    def readable(self) -> bool:
        """True if there was anything in it that was asked for."""
        return bool(self.texts or self.twice)


def read(content: str, count: int) -> ModelAnswer:
    """The translations in an answer to texts 1 to `count`: by number, in any order, in prose.

    Of several pieces of JSON the one with most of what was asked for counts, of equal ones the
    last: a model that thinks aloud ends with what it means. An answer that was cut off, or has a
    slip in its JSON, still gives the items that are whole.
    """
    loose: list[object] = []
    best = ModelAnswer()
    for value in _values(content):
        if isinstance(value, dict) and _NUMBER in value:
            loose.append(value)
            continue
        found = _gathered(_pairs(value, count), count)
        if found.readable and len(found.texts) >= len(best.texts):
            best = found
    items = _gathered(_pairs(loose, count), count)
    return items if not best.readable or len(items.texts) > len(best.texts) else best


def _values(content: str) -> Iterator[object]:
    """Each piece of JSON in a text, the outermost that can be read."""
    at = tries = read_in_vain = 0
    while tries < _STARTS and read_in_vain <= _TIMES * len(content):
        starts = [place for place in (content.find("{", at), content.find("[", at)) if place >= 0]
        if not starts:
            return
        at = min(starts)
        tries += 1
        try:
            value, at = _DECODER.raw_decode(content, at)
        except RecursionError:
            return
        except ValueError as error:
            read_in_vain += _read_up_to(error, content) - at
            at += 1
        else:
            yield value


def _read_up_to(error: ValueError, content: str) -> int:
    """How far a decoder came; of a string without end it tells the beginning."""
    if isinstance(error, JSONDecodeError) and not error.msg.startswith("Unterminated"):
        return error.pos
    return len(content)


def _pairs(value: object, count: int) -> Iterator[tuple[object, object]]:
    """Number and text of each item in any of the forms that models answer in."""
    if isinstance(value, dict):
        value = value.get(_LIST, value)
    if isinstance(value, dict):
        yield from value.items()
        value = [value]
    if not isinstance(value, list):
        return
    for item in value:
        if isinstance(item, dict):
            # The one text that was asked for needs no number.
            yield item.get(_NUMBER, 1 if count == 1 else None), item.get(_TEXT)
        elif count == 1 == len(value):
            yield 1, item


def _gathered(pairs: Iterator[tuple[object, object]], count: int) -> ModelAnswer:
    texts: dict[int, str] = {}
    twice: set[int] = set()
    for given, text in pairs:
        number = _number(given)
        if number is None or not 1 <= number <= count or not isinstance(text, str):
            continue
        if texts.setdefault(number, text) != text:
            twice.add(number)
    return ModelAnswer(
        {key: text for key, text in texts.items() if key not in twice}, frozenset(twice)
    )


def _number(given: object) -> int | None:
    if type(given) is int:
        return given
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 6:
        return int(given)
    return None


def place_of(text: str, content: str) -> tuple[int, int] | None:
    """Where in an answer a translation stands, in characters; None if not in one place."""
    for ascii_only in (False, True):
        written = json.dumps(text, ensure_ascii=ascii_only)
        if content.count(written) == 1:
            start = content.index(written)
            return start, start + len(written)
    return None
