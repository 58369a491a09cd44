"""Tags of a source, put into a translation that has none."""

from collections.abc import Callable

from l10n.model.markup import Tagged, Token, TokenKind, faults, write


def placed(text: Tagged, translation: str, lookup: Callable[[str], str | None]) -> str | None:
    """Put all tags of a text into its translation; None if there is no sure place for one.

    Tags around the whole text go around the whole translation. A pair within goes around the
    translation of what it holds, if the phrasebook knows that and it stands there once.
    """
    tokens = list(text.tokens())
    first = next(n for n, token in enumerate(tokens) if token.kind is TokenKind.TEXT)
    last = max(n for n, token in enumerate(tokens) if token.kind is TokenKind.TEXT)
    result = translation
    for number in range(first, last):
        token = tokens[number]
        if token.kind is TokenKind.OPEN:
            close = tokens.index(Token(TokenKind.CLOSE, token.text))
            if close > last:
                return None
            held = "".join(
                each.text for each in tokens[number:close] if each.kind is TokenKind.TEXT
            )
            wanted = lookup(held)
            if not wanted or result.count(wanted) != 1:
                return None
            result = result.replace(wanted, f"<{token.text}>{wanted}</{token.text}>")
        elif token.kind is TokenKind.EMPTY:
            return None
    result = write(tokens[:first]) + result + write(tokens[last + 1 :])
    return None if faults(text, result) else result
