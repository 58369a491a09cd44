"""Addenda: where the texts that an article has in one locale alone go in. Pure.

An addendum stands beside a block, which its text names. Where no block has that text any more, or
several have, nothing is guessed.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from l10n.dataclass import dataclass
from l10n.formats import Adder, Adding, Format
from l10n.messages import N_, Message, message
from l10n.model.addendum import BEGINNING, Addendum
from l10n.model.article import Article, Block, Edit

_LOOKED_AT = 100
"""Blocks of one text that are asked whether a paragraph can stand beside them."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """An addendum with its block."""

    addendum: Addendum
    block: Block


@dataclass(frozen=True, slots=True)
class Adrift:
    """An addendum that has no place in the article, and why."""

    addendum: Addendum
    reason: Message


class Anchorage:
    """Where the addenda of an article go in one locale."""

    def __init__(
        self, article: Article, format: Format, addenda: Iterable[Addendum], locale: str
    ) -> None:
        """Find the block of each addendum, by its text."""
        addenda = tuple(addenda)
        self.found: tuple[Anchored, ...] = ()
        self.lost: tuple[Adrift, ...] = ()
        self._adder: Adder | None = None
        if addenda and isinstance(format, Adding):
            self._adder = format.adder(article.source, article.parsed, locale)
        if addenda:
            texts = [(_folded(block.reads), block) for block in article.parsed.blocks]
            both = [self._anchored(each, texts) for each in addenda]
            self.found = tuple(each for each in both if isinstance(each, Anchored))
            self.lost = tuple(each for each in both if isinstance(each, Adrift))

    def edits(self, *, strict: bool = False) -> Iterator[Edit]:
        """The edits that put in the addenda that were found a block."""
        for each in self.found:
            edit = self._edit(each.block, each.addendum, strict=strict)
            if edit is not None:
                yield edit

    def _anchored(
        self, addendum: Addendum, texts: Iterable[tuple[str, Block]]
    ) -> Anchored | Adrift:
        """Fields and attributes of the same text are no places, and do not count."""
        named = [block for text, block in texts if _names(addendum.anchor, text)]
        able = [block for block in named[:_LOOKED_AT] if self._edit(block, addendum) is not None]
        if len(able) == 1:
            return Anchored(addendum, able[0])
        anchor = addendum.anchor[:80]
        if able:
            reason = N_("“{anchor}” is the text of {n} blocks of the article")
        elif named:
            reason = N_("no paragraph can stand beside “{anchor}”")
        else:
            reason = N_("the article has no block with the text “{anchor}”")
        return Adrift(addendum, message(reason, anchor=anchor, n=str(len(able))))

    def _edit(self, block: Block, addendum: Addendum, *, strict: bool = False) -> Edit | None:
        return None if self._adder is None else self._adder.edit(block, addendum, strict=strict)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _names(anchor: str, text: str) -> bool:
    anchor = _folded(anchor)
    if anchor == text:
        return True
    start = anchor.removesuffix(BEGINNING).rstrip()
    return start != anchor and text.startswith(start)
