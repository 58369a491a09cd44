"""The most similar text: which one wins, by definition."""

from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from l10n.model.markup import TAG
from l10n.model.segment import Key
from l10n.steps.similar import SHORT, THRESHOLD, Match, Pool


def by_definition(
    keys: Sequence[Key], key: Key, distance: Callable[[Key], float]
) -> tuple[Key, float] | None:
    """Compare a text with all others one by one, as the rules of `Pool.best` say."""
    plain = TAG.sub("", key[1])
    if sum(char.isalnum() and not char.isdecimal() for char in plain) < 3:
        return None
    least = next((score for length, score in SHORT if len(plain) < length), THRESHOLD)
    scored = [(fuzz.ratio(plain, TAG.sub("", text)), (c, text)) for c, text in keys]
    able = [(score, other) for score, other in scored if score >= least]
    if not able:
        return None
    ranked = [
        (-score, other[0] != key[0], distance(other), place, other)
        for place, (score, other) in enumerate(able)
    ]
    best = min(ranked, key=lambda each: each[:4])
    return best[4], -best[0]


words = st.sampled_from(
    ["рада", "Рада", "бюджет", "міста", "на", "рік", "<b1>", "</b1>", "2", "漢"]
)
texts = st.one_of(
    st.lists(words, min_size=1, max_size=9).map(" ".join),
    st.text(st.characters(codec="utf-8"), max_size=12),
)
keys = st.tuples(st.sampled_from([None, "title"]), texts)


@given(st.lists(keys, max_size=12, unique=True), keys, st.integers(1, 4))
def test_the_winner_is_the_one_that_the_rules_name(found: list[Key], key: Key, step: int) -> None:
    def distance(other: Key) -> float:
        return len(other[1]) % step

    match = Pool(found).best(key, distance)
    wanted = by_definition(found, key, distance)
    assert match == (None if wanted is None else Match(*wanted))


@given(st.lists(texts, min_size=1, max_size=8, unique=True), st.data())
def test_an_edited_text_is_compared_by_the_same_rules(
    found: list[str], data: st.DataObject
) -> None:
    edited = data.draw(st.sampled_from(found)) + data.draw(st.sampled_from(["", "!", " так", "é"]))
    pool = [(None, text) for text in found]
    match = Pool(pool).best((None, edited))
    wanted = by_definition(pool, (None, edited), lambda key: 0)
    assert match == (None if wanted is None else Match(*wanted))
