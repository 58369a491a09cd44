"""Texts and requests that the tests of Argos share."""

from collections.abc import Iterable

from l10n.engines import Draft, Request
from l10n.engines.argos.engine import Argos
from l10n.model.markup import Tagged
from tests.tiny_argos import TABLE

DEMO = {
    "demonstration": True,
    "words": "words.txt",
    "characters": " .,0123456789’абвгґдеєжзиіїйклмнопрстуфхцчшщьюяМ",
    "max_digits": 2,
    "max_words": 5,
    "tags": 2,
    "beam_size": 2,
}


WORDS = "мер\nміста\nсказав\nпро\nподвір’я\n"


def latin(text: str) -> str:
    return "".join(TABLE.get(char, char) for char in text)


def tagged(text: str, pairs: str = "", empties: str = "") -> Tagged:
    return Tagged(text, frozenset(pairs.split()), frozenset(empties.split()))


def one(engine: Argos, text: str | Tagged, pair: tuple[str, str] = ("uk", "en")) -> Draft:
    text = text if isinstance(text, Tagged) else Tagged(text)
    return next(iter(engine.translate([Request(text)], *pair)))


def requests(texts: Iterable[str]) -> list[Request]:
    return [Request(Tagged(text)) for text in texts]


def why(draft: Draft) -> str:
    assert draft.reason is not None
    return draft.reason.text("en")


def demonstrated(demo: Argos, text: str | Tagged) -> Draft:
    return one(demo, text, ("uk", "pl"))
