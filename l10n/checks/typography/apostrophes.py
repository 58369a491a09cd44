"""Apostrophes: the sign that the language has, or that the desk chose, and one in an article."""

from collections.abc import Iterator

from l10n.checks.check import About, ArticleCheck, Family, Found, Pair, Severity, Subject, example
from l10n.messages import N_, Message, message
from l10n.model.segment import Key
from l10n.regex import regex

_SIGN = regex("(?<=[^\\W\\d_])(?:['’‘ʹ′`´\"“”＇](?=[^\\W\\d_])|ʼ)")
"""What stands between two letters; U+02BC, which is nothing else, behind one."""
_GATE = regex("['’‘ʼʹ′`´\"“”＇]")


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    """The letters of the article count together: a sign used once among others is the slip."""
    table = subject.rules.target
    habits = table.words("typography", "apostrophes")
    allowed = frozenset(habits)
    chosen = subject.rules.style.apostrophe
    seen: dict[str, list[tuple[Pair, int]]] = {}
    for pair in subject.entries:
        if not pair.omitted and not pair.pseudo and _GATE.search(pair.target.plain):
            for match in _SIGN.finditer(pair.target.plain):
                seen.setdefault(match.group(), []).append((pair, match.start()))
    if not seen:
        return
    known = {sign: places for sign, places in seen.items() if sign in allowed}
    if allowed:
        for sign in sorted(seen.keys() - known.keys()):
            told = N_("{sign} is no apostrophe of the language; write {own}")
            text = message(told, sign=sign, own=chosen or habits[0])
            yield from _each(seen[sign], text, Severity.WARNING)
    if chosen:
        for sign in sorted(known.keys() - {chosen}):
            text = message(N_("the desk writes {chosen}, not {sign}"), chosen=chosen, sign=sign)
            yield from _each(known[sign], text, Severity.WARNING)
    elif len(known) > 1:
        most, *others = sorted(known, key=lambda sign: (-len(known[sign]), sign))
        for sign in others:
            text = message(N_("elsewhere the article has {most}, not {sign}"), most=most, sign=sign)
            yield from _each(known[sign], text, Severity.HINT)


def _each(
    places: list[tuple[Pair, int]], text: Message, severity: Severity
) -> Iterator[tuple[Key, Found]]:
    """Tell each entry once, with all its places."""
    by_entry: dict[Key, list[tuple[Pair, int]]] = {}
    for pair, place in places:
        by_entry.setdefault(pair.entry.key, []).append((pair, place))
    for key, mine in by_entry.items():
        spans = tuple(pair.target.plain_span(place, place + 1) for pair, place in mine)
        yield key, Found(text, target=spans, severity=severity)


apostrophes = ArticleCheck(
    About(
        "apostrophes",
        Family.TYPOGRAPHY,
        Severity.WARNING,
        N_("Apostrophes are those of the language, of the desk, and of one kind in an article."),
        fires=example("Президент не зміг.", "The president couldnʼt."),
        passes=example("Five members.", "П’ять членів.", ("en", "uk")),
    ),
    _look,
)
