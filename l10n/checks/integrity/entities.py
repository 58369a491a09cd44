"""Entities: `&quot;` for a character, which readers would see as it stands."""

import html
from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.signs import in_target
from l10n.messages import N_, message
from l10n.regex import regex

_ENTITY = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_HTML = regex(rf"{_ENTITY.pattern}|</?[A-Za-z]")


def _look(pair: Pair) -> Iterator[Found]:
    """Targets are text, so that nothing in them is decoded; some engines answer in HTML.

    A source that has any such text speaks of HTML, or is HTML.
    """
    text = pair.target.normal
    if "&" not in text or _HTML.search(pair.source.normal):
        return
    found = [each for each in _ENTITY.finditer(text) if html.unescape(each.group()) != each.group()]
    if found:
        entity = found[0].group()
        told = N_("“{entity}” is printed as it stands; write {character}")
        yield Found(
            message(told, entity=entity, character=html.unescape(entity)),
            target=tuple(pair.target.span(*each.span()) for each in found),
        )


entities = EntryCheck(
    About(
        "entities",
        Family.INTEGRITY,
        Severity.ERROR,
        N_("The target has characters, not HTML’s names for them, which readers would see."),
        fires=example("«Так», — сказав він.", "&quot;Yes,&quot; he said."),
        passes=example("Q&A; «Марш & Ко».", "Q&A; March & Co."),
    ),
    _look,
    in_target("&"),
)
