"""What a translation keeps: addresses, names with @ and #, placeholders, figures, numbers."""

from collections import Counter
from collections.abc import Iterable

from l10n.engines.reasons.form import bare, shown
from l10n.glossary.keeping import stretches
from l10n.glossary.terms import Status, Term
from l10n.language.numbers import other_numbers
from l10n.language.protected import kept, lost, restored
from l10n.language.quantities import other_quantities
from l10n.messages import N_, Message, message
from l10n.model.markup import Tagged
from l10n.regex import regex

_HARD = regex(r"://|^www\.|^[^@]+@|^[{<%$]|^\[(?:/|.*=)")
"""Addresses and placeholders; `Booking.com` may be a name written otherwise."""
_BRACKETS = regex(r"(?<!\[)\[+([^\[\]]{1,200})\]+")
_PAGE = regex(r"(?<![\w.@/:-])(?:[a-z][a-z0-9-]+\.)+[a-z]{2,24}/[^\s<>\"«»“”„]+")
"""A page of a site, whatever its domain ends in."""
_SITE = regex(
    r"(?<![\w.@/:-])(?:[a-z][a-z0-9-]+\.)+[a-z]{2,24}(?![\w@/-]|\.\w)"
    r"|(?<!\S):[A-Za-z_]\w*"
)
"""What may be the domain of one, or a placeholder of some frameworks; or a space is missing."""
_WORDS = regex(r"^\[\w+[^\[\]=]*\s[^\[\]=]*\]$")
"""`[the show]`, but neither `[name]` nor `[gallery ids=…]`."""
_NAME = regex(r"/?[A-Za-z][\w.-]*(?:\s.*)?")


def mended(source: Tagged, text: str) -> tuple[str, Message | None]:
    """A text with what was mangled in it as in the source, and a remark if anything was."""
    before = bare(source, source.text)
    mangled = lost(before, bare(source, text))
    if not mangled:
        return text, None
    found = restored(before, text)
    if found is None or lost(before, bare(source, found)):
        return text, None
    return found, message(N_("written as in the source: {text}"), text=shown(mangled))


def missing(before: str, after: str) -> Message | None:
    """What may not change and is not in a translation; texts without tags."""
    found = lost(before, after)
    return _gone(found) if found else None


def gone(before: str, after: str) -> Message | None:
    """As `missing`, unless only figures are: those may be put into words, with a doubt."""
    found = lost(before, after)
    if not found:
        return None
    figures = {part.text for part in kept(before) if part.figure}
    return None if figures.issuperset(found) else _gone(found)


def added(before: str, after: str) -> Message | None:
    """An address or a placeholder that only the translation has."""
    found = [text for text in _added(before, after) if _HARD.search(text)]
    found += [text for text in _PAGE.findall(after) if text not in before]
    return message(N_("the model added: {text}"), text=shown(found[0])) if found else None


def doubts(before: str, after: str, pair: tuple[str, str]) -> tuple[Message, ...]:
    """Figures put into words, other numbers, names and brackets that came in or are gone."""
    found: list[Message] = []
    lacking = lost(before, after)
    brackets = _brackets(before), _brackets(after)
    # Where both have as many, those that hold words are an editor's, and are translated.
    surplus = after.count("[") - before.count("[")
    dropped = brackets[0] - brackets[1]
    lacking += tuple(text for text in dropped if surplus < 0 or not _WORDS.search(text))
    more = brackets[1] - brackets[0] if surplus > 0 else ()
    if lacking:
        found.append(_gone(tuple(dict.fromkeys(lacking))))
    numbers = (*other_numbers(before, after, pair), *other_quantities(before, after, pair))
    if numbers:
        found.append(
            message(
                N_("the numbers are not those of the source: {numbers}"), numbers=shown(numbers)
            )
        )
    sites = [text for text in _SITE.findall(after) if text not in before]
    if extra := dict.fromkeys([*_added(before, after), *more, *sites]):
        found.append(message(N_("its source does not have: {text}"), text=shown(tuple(extra))))
    return tuple(found)


def without_kept(text: str) -> str:
    """A text without what no translation changes."""
    found = kept(text)
    if not found:
        return text
    pieces, done = [], 0
    for part in found:
        pieces.append(text[done : part.start])
        done = part.end
    return " ".join([*pieces, text[done:]])


def without_terms(text: str, terms: Iterable[Term], pair: tuple[str, str]) -> str:
    """A text of a pair without the terms of the glossary that are not translated."""
    kept_terms = [term for term in terms if term.status is Status.KEEP]
    if not kept_terms:
        return text
    found = sorted(place for term in kept_terms for place in stretches(term, text, pair[1]))
    pieces, done = [], 0
    for start, end in found:
        pieces.append(text[done : max(done, start)])
        done = max(done, end)
    return " ".join([*pieces, text[done:]])


def _gone(items: tuple[str, ...]) -> Message:
    return message(N_("it lacks what must stay unchanged: {items}"), items=shown(items))


def _added(before: str, after: str) -> list[str]:
    """The addresses, @names, #hashtags and placeholders that only the translation has."""
    now = Counter(part.text for part in kept(after) if not part.figure)
    if not now:
        return []
    there = Counter(part.text for part in kept(before) if not part.figure)
    return [text for text in now - there if text not in before]


def _brackets(text: str) -> Counter[str]:
    """What stands in square brackets and may be a placeholder, for all that it may be words."""
    if "[" not in text:
        return Counter()
    return Counter(match.group() for match in _BRACKETS.finditer(text) if _NAME.fullmatch(match[1]))
