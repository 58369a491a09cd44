"""Whether the attention that a package gives tells which word stands for which."""

from collections.abc import Sequence

from l10n.tags.aligning import Evidence, align, entropy, word_attention, words

_ENOUGH = 8
"""Words that read the same on both sides, from which on they are the judge."""
_SHARE = 0.4
"""Least share of them at which the model looked at their counterpart most."""
_SPREAD = 0.85
"""Most entropy of a row, from 0 to 1 and on average, where there are too few such words."""


def usable(sentences: Sequence[tuple[str, str, Evidence]]) -> bool:
    """True if the attention of some sentences points at the words that were translated.

    Each comes as source, translation and what is known of the two. Which layer and which heads a
    package gives is a matter of its export, so that the attention of some points at the next
    word, or at the end of the sentence, or at everything.
    """
    hits = total = 0
    spreads: list[float] = []
    for source, translation, evidence in sentences:
        if evidence.attention is None:
            continue
        mine, theirs = words(source), words(translation)
        matrix = word_attention(mine, theirs, evidence.attention)
        if matrix is None:
            continue
        spreads += [entropy(row) for row in matrix]
        for j, i in align(mine, theirs, Evidence()).anchored:
            total += 1
            hits += matrix[j][i] == max(matrix[j])
    if total >= _ENOUGH:
        return hits >= _SHARE * total
    return bool(spreads) and sum(spreads) <= _SPREAD * len(spreads)
