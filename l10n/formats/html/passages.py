"""Passages of a page in another language than its own, as far as what they say of it is credible.

An inline element of a word processor names a language for proofreading: alone in its block it may
be a passage, within a sentence of the page's language it is none.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from l10n.errors import L10nError
from l10n.formats.html.left import language
from l10n.formats.html.names import BLOCKS
from l10n.language.claims import differ, is_credible
from l10n.language.locales import known as known_locale
from l10n.language.locales import language_name
from l10n.regex import regex

_GLANCE = 600
"""Characters by which the language of a passage is judged."""
_NODES = 400
_LONGEST_NAME = 40
"""Letters of the name of a language."""
_UNREAD = frozenset(("script", "style", "template"))
_STYLED = frozenset(("span", "font"))
_PROOFING = regex(r"[A-Z]{2,3}(?:-.*)?")
"""As Word writes it: `EN-US`, `UK`."""
_WORD_PROCESSOR = regex(
    r"""\bmso-|class=["']?Mso|content=["']?(?:Microsoft Word|LibreOffice|OpenOffice)|SCXW\d""",
    re.IGNORECASE,
)


class Spoken(NamedTuple):
    """In which language an element is to be taken."""

    foreign: bool
    """In another than the page's, and to be left alone."""
    language: str
    """Another than the page's, from which it is translated; else empty."""


class Passages:
    """Judges the elements of one page that name a language."""

    def __init__(self, source: str, own: str, *, translated: bool = False) -> None:
        """Take the language of the page; empty if nobody knows it.

        `translated` wants passages translated from their own language, but not words in a sentence.
        """
        self._own = own
        self._translated = translated
        self._processed = _WORD_PROCESSOR.search(source) is not None
        self._blocks: dict[int, bool] = {}
        self._alone: set[int] = set()
        self._others: dict[int, bool] = {}
        self._meant: set[int] = set()
        """What names a language, as a link to another edition does."""

    def judge(self, node: Any, block: Any, around: Spoken) -> Spoken:
        """What an element in a block is to be taken for, by what it says of its language."""
        declared = language(node.attrs) if node.attrs else ""
        if not declared or not self._own:
            return around
        if _names_a_language(node, declared):
            self._meant.add(id(node))
            return Spoken(True, "")
        if around.language and not differ(declared, around.language):
            return around
        if not differ(declared, self._own) or not self._is_credible(node, block, declared):
            return Spoken(False, "")
        passage = node.name in BLOCKS or self._is_of_others(block)
        known = _locale(declared) if self._translated and passage else ""
        return Spoken(not known, known)

    def _is_credible(self, node: Any, block: Any, declared: str) -> bool:
        if node.name in _STYLED and (self._processed or _PROOFING.fullmatch(declared)):
            return self._holds_no_other(block)
        text = _glance(node)
        # One without letters may have them in its attributes.
        return not any(map(str.isalpha, text)) or is_credible(text, declared, self._own)

    def said(self, node: Any, block: Any, foreign: bool) -> str | None:
        """The language in which an element is left alone; None for one of which nothing is said.

        That is a link to another edition, and a word in a sentence of the page's language, which
        translators see there. Empty for an element that is left alone for another reason.
        """
        if not foreign:
            return ""
        if id(node) in self._meant or (node.name not in BLOCKS and not self._is_alone(block)):
            return None
        return language(node.attrs) or None

    def _is_alone(self, block: Any) -> bool:
        """True the first time that a block is asked for in which nothing is the page's own."""
        if id(block) in self._alone:
            return False
        self._alone.add(id(block))
        return self._is_of_others(block)

    def _is_of_others(self, block: Any) -> bool:
        """True if nothing in a block says that it is in the page's own language."""
        known = self._others.get(id(block))
        if known is None:
            known = all(differ(claim, self._own) for _text, claim in _claims(block, self._own))
            self._others[id(block)] = known
        return known

    def _holds_no_other(self, holder: Any) -> bool:
        """True if all text of a block says that it is in one other language, and may be."""
        known = self._blocks.get(id(holder))
        if known is None:
            claims = dict.fromkeys(_claims(holder, self._own))
            texts = " ".join(text for text, _claim in claims)
            named = {claim for _text, claim in claims}
            known = len(named) == 1 and all(
                differ(claim, self._own) and is_credible(texts, claim, self._own) for claim in named
            )
            self._blocks[id(holder)] = known
        return known


def _names_a_language(node: Any, declared: str) -> bool:
    """True for an entry of a list of languages, which each names in itself."""
    if node.name == "a" and not differ(declared, node.attrs.get("hreflang") or "-"):
        return True
    text = " ".join(_glance(node).split())
    if not 0 < len(text) <= _LONGEST_NAME or (known := _locale(declared)) == "":
        return False
    return text.casefold() == language_name(known, known).casefold()


def _locale(tag: str) -> str:
    """A tag in its usual form; empty for one that nobody knows."""
    try:
        return known_locale(tag.lower())
    except L10nError:
        return ""


def _claims(holder: Any, own: str) -> Iterator[tuple[str, str]]:
    """The texts of a block that hold letters, each with the language that it says it is in."""
    around = (language(holder.attrs) if holder.attrs else "") or own
    waiting = [(node, around) for node in reversed(holder.children or ())]
    while waiting:
        node, claim = waiting.pop()
        if node.name == "#text":
            if any(map(str.isalpha, node.data)):
                yield node.data, claim
        elif node.name not in BLOCKS and node.name not in _UNREAD:
            inner = (language(node.attrs) if node.attrs else "") or claim
            waiting += [(child, inner) for child in reversed(node.children or ())]


def _glance(node: Any) -> str:
    """The beginning of the text of an element, without what speaks for itself."""
    parts: list[str] = []
    size = seen = 0
    waiting = list(reversed(node.children or ()))
    while waiting and size < _GLANCE and seen < _NODES:
        each = waiting.pop()
        seen += 1
        if each.name == "#text":
            parts.append(each.data[:_GLANCE])
            size += len(parts[-1])
        elif each.name not in _UNREAD and not (each.attrs and language(each.attrs)):
            waiting += reversed(each.children or ())
    return " ".join(parts)
