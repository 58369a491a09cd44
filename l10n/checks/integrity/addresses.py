"""Addresses: of pages and of mail, as the text of an article has them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.text import Text
from l10n.language.protected import Kept
from l10n.messages import N_, message
from l10n.regex import regex

_KINDS = ("address", "mail")
_SCHEME = regex(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_PART = regex(r"[/?&=#]")
_PAGE = regex(r"//|^www\.|[/@]", re.IGNORECASE)
"""What is written for a machine; `Amazon.com` alone is a name that may be translated."""


def _look(pair: Pair) -> Iterable[Found]:
    return _compared(pair) if pair.source.kept or pair.target.kept else ()


def _compared(pair: Pair) -> Iterator[Found]:
    mine, theirs = _addresses(pair.source), _addresses(pair.target)
    if not mine and not theirs:
        return
    languages = _languages(pair)
    source = [(each, _essence(each.text, languages)) for each in mine]
    target = [(each, _essence(each.text, languages)) for each in theirs]
    missing, added = _without(source, target), _without(target, source)
    for each, essence in missing:
        other = next((other for other in added if _stands_for(other[0], each)), None)
        if other is None:
            yield _lost(pair, each)
            continue
        added.remove(other)
        if essence.split("/")[0] != other[1].split("/")[0] or not _translated(pair, other[0]):
            yield _changed(pair, each, other[0])
    for each, _essence_of in added:
        if _is_page(each):
            text = message(N_("the source has no “{address}”"), address=each.text)
            span = pair.target.span(each.start, each.end)
            yield Found(text, target=(span,), severity=Severity.HINT)


def _addresses(text: Text) -> list[Kept]:
    return [each for each in text.kept if each.kind in _KINDS]


def _languages(pair: Pair) -> frozenset[str]:
    """The parts of an address that name the language of a page."""
    found: set[str] = set()
    for table in (pair.source.table, pair.target.table):
        found |= {table.language, table.locale.lower(), *table.words("integrity", "address-parts")}
    return frozenset(found)


def _essence(address: str, languages: frozenset[str]) -> str:
    """What is left of an address of how it is written: its language, too."""
    bare = unquote(_SCHEME.sub("", address, count=1)).casefold().rstrip("/.,;:!?")
    first, *others = _PART.split(bare)
    labels = first.split(".")
    if len(labels) > 2 and labels[0] in languages:
        labels = labels[1:]
    return "/".join([".".join(labels), *(each for each in others if each not in languages)])


_Seen = tuple[Kept, str]


def _without(some: list[_Seen], others: list[_Seen]) -> list[_Seen]:
    """The addresses that the other side has fewer of."""
    left = Counter(essence for _each, essence in others)
    found = []
    for each in some:
        left[each[1]] -= 1
        if left[each[1]] < 0:
            found.append(each)
    return found


def _is_page(each: Kept) -> bool:
    return _PAGE.search(each.text) is not None


def _stands_for(other: Kept, each: Kept) -> bool:
    return other.kind == each.kind and _is_page(other) is _is_page(each)


def _translated(pair: Pair, other: Kept) -> bool:
    """True for the address of a page in the language of the target."""
    table = pair.target.table
    names = {table.language, table.locale.lower(), *table.words("integrity", "address-parts")}
    return not names.isdisjoint(re.split(r"[/?&=#.]", other.text.lower()))


def _changed(pair: Pair, each: Kept, other: Kept) -> Found:
    text = N_("the source has the address “{address}”; the target has “{other}”")
    severity = None if _is_page(each) else Severity.WARNING
    return Found(
        message(text, address=each.text, other=other.text),
        (pair.source.span(each.start, each.end),),
        (pair.target.span(other.start, other.end),),
        severity,
    )


def _lost(pair: Pair, each: Kept) -> Found:
    severity = Severity.WARNING if _is_page(each) else Severity.HINT
    text = message(N_("the address “{address}” is missing"), address=each.text)
    return Found(text, (pair.source.span(each.start, each.end),), severity=severity)


addresses = EntryCheck(
    About(
        "addresses",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("Addresses of pages and of mail are those of the source."),
        fires=example("Пишіть на desk@example.org.", "Write to desk@example.com."),
        passes=example("Див. https://example.org/uk/a.", "See https://example.org/en/a/."),
    ),
    _look,
)
