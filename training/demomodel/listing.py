"""The patterns as a list for the engine: what the package says of the sentences that it knows.

The form is described in `l10n/engines/decoder/patterns.py`. A word that agrees with another is
listed in all its forms: the engine need not tell a slip of grammar from a sentence that it knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from demomodel.entries import Word
from demomodel.grammar import (
    Agree,
    Group,
    Item,
    Slot,
    _agreement,
    _controllers,
    _form,
    patterns,
)
from demomodel.inflect import EUPHONY, agreeing
from demomodel.numbers import MONTH, NUMBERS
from demomodel.patterns import PATTERNS
from demomodel.vocabulary import CLOSED

TOP = ("sentence", "fragment")
DIGITS: dict[str, str] = {
    "amount": "# | #,#",
    "percent": "# %",
    "score": "#:#",
    "nth": "#-й",
    "clock": "#:#",
    "early": "#:#",
    "late": "#:#",
    "date": "# {month.gen}",
}
"""How numbers are written; those that are not here are digits alone."""


class _Listing:
    """The names of a list, each with its alternatives, in the order in which they are needed."""

    def __init__(self) -> None:
        self.names: dict[str, list[str]] = {EUPHONY: ["у", "в"]}

    def pattern(self, items: tuple[Item, ...]) -> str:
        """One template; what it refers to is listed with it."""
        return "".join(map(self._item, items))

    def _item(self, item: Item) -> str:
        if isinstance(item, str):
            return item.replace(EUPHONY.upper(), "^" + EUPHONY).replace(
                EUPHONY, "{" + EUPHONY + "}"
            )
        if isinstance(item, Group):
            return self.pattern(item.items)
        if isinstance(item, Agree):
            return self._words(":".join((item.words[0], *item.labels)), _agreeing(item))
        if item.category == "code":
            return "<>"
        if item.category in PATTERNS:
            if item.category not in self.names:
                self.names[item.category] = []
                for inner in patterns(item.category):
                    self.names[item.category].append(self.pattern(inner.uk))
            return "{" + item.category + "}"
        if item.category in NUMBERS:
            if item.category == "date":
                self._words("month.gen", (month.uk["gen"] for month in MONTH))
            return self._words(item.category, iter(DIGITS.get(item.category, "#").split(" | ")))
        control = item.control.rstrip("0123456789")
        name = item.category + (f".{item.form}" if item.form else "")
        return self._words(name + (f":{control}" if control else ""), _forms(item))

    def _words(self, name: str, words: Iterator[str]) -> str:
        if name not in self.names:
            every = {word.replace(EUPHONY, letter) for word in words for letter in "ув"}
            self.names[name] = sorted(every)
        return "{" + name + "}"


def _agreeing(item: Agree) -> Iterator[str]:
    """Every form that a word can agree in."""
    for chosen in product(*map(_controllers, item.labels)):
        bound = dict(zip(item.labels, chosen, strict=True))
        yield agreeing(item.words[0], _agreement(bound, item.labels))


def _forms(slot: Slot) -> Iterator[str]:
    """Every word of a slot's category, in the form or forms that the slot can ask for."""
    governors = _controllers(slot.control) if slot.control else [Word({}, {})]
    for word, governor in product(CLOSED[slot.category], governors):
        yield _form(word, slot, {slot.control: governor}, "uk")


def listing() -> Iterator[str]:
    """The lines of the list."""
    found = _Listing()
    top = [
        ("" if pattern.low else "^") + found.pattern(pattern.uk)
        for category in TOP
        for pattern in patterns(category)
    ]
    yield "# What the model was trained on: see l10n/engines/decoder/patterns.py."
    for pattern in dict.fromkeys(top):
        yield f"sentence = {pattern}"
    for name, alternatives in found.names.items():
        if name in PATTERNS:
            for alternative in dict.fromkeys(alternatives):
                yield f"{name} = {alternative}"
        else:
            yield f"{name} = {' | '.join(alternatives)}"
