"""Figures: what a locale writes as the article does is no entry; the rest is drafted by rule."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from l10n.language.claims import differ
from l10n.language.figures import is_figures, rewritten
from l10n.messages import N_, message
from l10n.model.draft import Draft
from l10n.model.markup import Tagged, Token, TokenKind, tokens, write
from l10n.model.segment import Segment

if TYPE_CHECKING:
    from l10n.engines.chain import TextOutcome

ENGINE = "figures"
"""What records and notes call the rule, as they do engines."""
MODEL = "Unicode CLDR"


def to_translate(segments: Iterable[Segment], pair: tuple[str, str]) -> Iterator[Segment]:
    """Leave out the segments that the target locale writes as they stand.

    That is figures, and passages in its own language.
    """
    for segment in segments:
        if segment.place.language and not differ(segment.place.language, pair[1]):
            continue
        if segment.place.figures and _by_rule(segment.tagged, pair) == segment.text:
            continue
        yield segment


def by_rule(text: Tagged, pair: tuple[str, str]) -> "TextOutcome | None":
    """A draft of a text of figures; None for any other text, and where no rule tells."""
    if not is_figures(text.plain()):
        return None
    found = _by_rule(text, pair)
    if found is None:
        return None
    from l10n.engines.chain import TextOutcome

    remark = message(
        N_("no engine was asked; figures are written by the rules of the locale {locale}"),
        locale=pair[1],
    )
    return TextOutcome(ENGINE, Draft(found, MODEL, remarks=(remark,)))


def _by_rule(text: Tagged, pair: tuple[str, str]) -> str | None:
    """The text with its figures as the target locale writes them, tags where they stand."""
    done: list[Token] = []
    for token in tokens(text.text, text):
        if token.kind is not TokenKind.TEXT:
            done.append(token)
            continue
        found = rewritten(token.text, pair)
        if found is None:
            return None
        done.append(Token(TokenKind.TEXT, found.text))
    return write(done)
