"""`accept` on real news: what people translated is taken, what machines wrote is seen through.

`python -m tests.test_accept_corpora` prints the figures that docs/engines.md gives.
"""

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from l10n.engines import Draft, Request
from l10n.engines.accept import Accepted, Rejected, accept
from l10n.messages import Joined, Message
from l10n.model.markup import Tagged
from tests.corpora import aligned

NTREX = ("ntrex/news.uk.txt", "ntrex/news.en.txt")
FLORES = "flores-dev-uk-en/uk.txt"
MACHINES = tuple(
    f"flores-dev-uk-en/{name}-output.en.txt" for name in ("bergamot-tiny", "google", "microsoft")
)
HUMAN = (
    (*NTREX, ("uk", "en")),
    (*reversed(NTREX), ("en", "uk")),
    (FLORES, "flores-dev-uk-en/en.txt", ("uk", "en")),
    ("flores-dev-uk-en/en.txt", FLORES, ("en", "uk")),
    ("wmt22-uk-en/source.uk.txt", "wmt22-uk-en/reference.en.txt", ("uk", "en")),
    ("wmt22-uk-en/reference.en.txt", "wmt22-uk-en/source.uk.txt", ("en", "uk")),
)
_SMALL = re.compile(r"(?<![\w.,:/-])[2-9](?![\w:/-]|[.,]\d)")
REFUSED = 0.003
"""The share of good translations that may be left empty."""
DOUBTED = 0.035
"""The share of good translations that may be doubted."""


def verdicts(
    pairs: Iterable[tuple[str, str]], locales: tuple[str, str]
) -> list[tuple[str, str, Accepted | Rejected]]:
    return [
        (source, target, accept(Request(Tagged(source)), Draft(target, "m"), locales))
        for source, target in pairs
    ]


def share(found: list[tuple[str, str, Accepted | Rejected]]) -> tuple[float, float]:
    """The shares that are refused and doubted."""
    refused = sum(isinstance(verdict, Rejected) for _source, _target, verdict in found)
    doubted = sum(
        isinstance(verdict, Accepted) and verdict.draft.doubtful
        for _source, _target, verdict in found
    )
    return refused / len(found), doubted / len(found)


@pytest.mark.parametrize(("source", "target", "locales"), HUMAN)
@pytest.mark.sampled(3)
def test_good_translations_are_taken(source: str, target: str, locales: tuple[str, str]) -> None:
    refused, doubted = share(verdicts(aligned(source, target), locales))
    assert refused <= REFUSED
    assert doubted <= DOUBTED


@pytest.mark.parametrize("target", MACHINES)
@pytest.mark.sampled(2)
def test_good_machine_output_is_taken(target: str) -> None:
    sound = [pair for pair in aligned(FLORES, target) if "&" not in pair[1]]
    refused, doubted = share(verdicts(sound, ("uk", "en")))
    assert refused == 0
    assert doubted <= 0.005


def test_entities_in_machine_output_are_decoded_and_doubted() -> None:
    coded = [pair for pair in aligned(FLORES, MACHINES[1]) if "&#39;" in pair[1]]
    assert len(coded) > 100
    for _source, target, verdict in verdicts(coded, ("uk", "en")):
        assert isinstance(verdict, Accepted)
        assert verdict.draft.doubtful
        assert "&#39;" not in verdict.draft.text
        assert target.count("&#39;") <= verdict.draft.text.count("'")


def test_the_translation_of_another_sentence_is_mostly_seen() -> None:
    """Numbers, names with signs and length tell one sentence from the next in most cases."""
    pairs = aligned(*NTREX)
    shifted = zip([pair[0] for pair in pairs], [pair[1] for pair in pairs][1:], strict=False)
    refused, doubted = share(verdicts(shifted, ("uk", "en")))
    assert refused + doubted > 0.5


def test_a_small_number_that_became_another_is_seen() -> None:
    changed = [
        (source, _SMALL.sub(lambda digit: str((int(digit[0]) + 2) % 10), target, count=1))
        for source, target in aligned(*NTREX)
        if _SMALL.search(target)
    ]
    assert len(changed) > 30
    refused, doubted = share(verdicts(changed, ("uk", "en")))
    assert refused + doubted > 0.95


def _templates(reason: Message | None) -> list[str]:
    parts = reason.parts if isinstance(reason, Joined) else (reason,)
    return [part.template for part in parts if part is not None]


def _print() -> None:
    for source, target, locales in (*HUMAN, *((FLORES, name, ("uk", "en")) for name in MACHINES)):
        found = verdicts(aligned(source, target), locales)
        refused, doubted = share(found)
        print(f"{target} {len(found)} refused {refused:.2%} doubtful {doubted:.2%}")
        reasons: Counter[str] = Counter()
        for _source, _target, verdict in found:
            if isinstance(verdict, Rejected):
                reasons.update(f"refused: {each}" for each in _templates(verdict.reason))
            elif verdict.draft.doubtful:
                reasons.update(_templates(verdict.draft.reason))
        for template, number in reasons.most_common():
            print(f"  {number:4} {template}")


if __name__ == "__main__":
    _print()
