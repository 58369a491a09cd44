"""Tagged texts for property tests."""

from hypothesis import strategies as st

from l10n.model.markup import Tagged, Token, TokenKind, write

WORD = st.text(alphabet="абвгд12 .,«»<>kmx_\u00a0", min_size=1, max_size=12)
"""Words, white space, and what might be taken for a tag."""


@st.composite
def tagged_texts(draw: st.DrawFn) -> Tagged:
    """Well-nested tags among words."""
    items: list[Token] = []
    names: list[str] = []
    pairs, empties = set(), set()
    for number in range(1, draw(st.integers(0, 8)) + 1):
        items.append(Token(TokenKind.TEXT, draw(WORD)))
        kind = draw(st.sampled_from(["open", "empty", "close"]))
        if kind == "open":
            names.append(f"a{number}")
            pairs.add(f"a{number}")
            items.append(Token(TokenKind.OPEN, f"a{number}"))
        elif kind == "empty":
            name = draw(st.sampled_from(["br", "fn", "code"])) + str(number)
            empties.add(name)
            items.append(Token(TokenKind.EMPTY, name))
        elif names:
            items.append(Token(TokenKind.CLOSE, names.pop()))
    items.append(Token(TokenKind.TEXT, draw(WORD)))
    items += [Token(TokenKind.CLOSE, name) for name in reversed(names)]
    return Tagged(write(items), frozenset(pairs), frozenset(empties))
