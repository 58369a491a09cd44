"""Keep from a model what it may not change: stand-ins for it, and its way back into the result."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.engines.decoder.limits import ModelLimits
from l10n.language.protected import kept, units_stay
from l10n.model.markup import Tagged, Token, TokenKind
from l10n.regex import regex
from l10n.tags.units import Unit

STAND_INS = ("QX{}Z", "7{}93")
"""Forms of words that models copy, as they do names and numbers that they have never seen."""
_SLOTS = ("code",)
"""Empty tags that stand in a sentence as a word does."""
_NAME = "kept"
_WORD_BEFORE = regex(r"(\w(?:</[a-z]+\d+>){0,9})((?:<[a-z]+\d+>){0,9})\Z")
_WORD_AFTER = regex(r"\A((?:</[a-z]+\d+>){0,9})((?:<[a-z]+\d+>){0,9}\w)")
_CODE_POINT = regex(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence in which something has been replaced."""

    unit: Unit
    """The sentence as it is given to the model."""
    hidden: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By the name of an empty tag, or by a stand-in, what has to stand in its place again."""
    stand_ins: bool = False

    def back(self, text: str, source: Tagged) -> str | None:
        """Put everything back into a result; None if it is not there once.

        What may not change is parted from a word at its side by a space; so is a tag that stood
        between spaces.
        """
        for mark, content in self.hidden.items():
            shown = mark if self.stand_ins else f"<{mark}/>"
            if text.count(shown) != 1:
                return None
            before, after = text.split(shown)
            if self.stand_ins and (before[-1:].isdigit() or after[:1].isdigit()):
                return None
            left, right = _spaced(content, source.text)
            if left and before.strip() and not self.stand_ins:
                before = before.rstrip() + " "
            tag = content.startswith("<")
            if left or not tag:
                before = _WORD_BEFORE.sub(r"\1 \2", before)
            if right or not tag:
                after = _WORD_AFTER.sub(r"\1 \2", after)
            text = before + content + after
        return text


def _spaced(content: str, source: str) -> tuple[bool, bool]:
    """Whether white space stands before, and after, something in its source."""
    before, _found, after = source.partition(content)
    return before[-1:].isspace(), after[:1].isspace()


def shielded(unit: Unit, limits: ModelLimits, *, figures: bool = False) -> Masked:
    """Make an empty tag of each stretch that no translation changes.

    Of figures with units, which a model may write in its own way, only those that a demonstration
    model does not know, unless all are asked for.
    """
    hidden: dict[str, str] = {}
    items: list[Token] = []
    number = 0
    plain = unit.plain()
    if not kept(plain):
        return Masked(unit)
    whole = "".join(item.text for item in unit.tokens)
    units = units_stay(plain)
    for item in unit.tokens:
        if item.kind is not TokenKind.TEXT:
            items.append(item)
            continue
        done = 0
        for each in kept(item.text, units):
            if each.figure and not figures and not _unknown(each.text, limits):
                continue
            number += 1
            while f"{_NAME}{number}" in whole:
                number += 1
            name = f"{_NAME}{number}"
            hidden[name] = each.text
            items.append(Token(TokenKind.TEXT, item.text[done : each.start]))
            items.append(Token(TokenKind.EMPTY, name))
            done = each.end
        items.append(Token(TokenKind.TEXT, item.text[done:]))
    return Masked(Unit(tuple(item for item in items if item.text)), hidden)


def _unknown(figure: str, limits: ModelLimits) -> bool:
    if not limits.demonstration:
        return False
    known = limits.characters
    return bool(_CODE_POINT.search(figure)) or (
        known is not None and any(char not in known for char in figure)
    )


def replaced(shield: Masked, form: str) -> Masked | None:
    """Write stand-ins for all that is shielded, and for the tags of code.

    None if there is nothing to stand in for, or if the sentence holds a stand-in already.
    """
    hidden: dict[str, str] = {}
    items: list[Token] = []
    whole = "".join(item.text for item in shield.unit.tokens)
    for item in shield.unit.tokens:
        if item.kind is TokenKind.EMPTY and (
            item.text in shield.hidden or item.text.startswith(_SLOTS)
        ):
            mark = form.format(len(hidden) + 1)
            if mark in whole:
                return None
            hidden[mark] = shield.hidden.get(item.text, f"<{item.text}/>")
            items.append(Token(TokenKind.TEXT, mark))
        else:
            items.append(item)
    return Masked(Unit(_joined(items)), hidden, stand_ins=True) if hidden else None


def has_slots(unit: Unit) -> bool:
    """True if a sentence has an empty tag that stands as a word does."""
    return any(
        item.kind is TokenKind.EMPTY and item.text.startswith(_SLOTS) for item in unit.tokens
    )


def _joined(items: Sequence[Token]) -> tuple[Token, ...]:
    """Make one token of texts that follow each other."""
    result: list[Token] = []
    for item in items:
        if result and item.kind is result[-1].kind is TokenKind.TEXT:
            result[-1] = Token(TokenKind.TEXT, result[-1].text + item.text)
        else:
            result.append(item)
    return tuple(result)
