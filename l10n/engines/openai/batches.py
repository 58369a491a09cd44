"""Batches of texts for a language model: neighbours of one article, within bounds."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from l10n.engines import Request
from l10n.engines.openai.prompt import CONTEXT, TERMS, earlier_of, size_of

T = TypeVar("T")


def batches(
    requests: Sequence[Request], max_texts: int, max_characters: int
) -> Iterator[tuple[Request, ...]]:
    """Part texts into batches, in order; each is of one headline, so of one article as a rule.

    The characters of a batch are those of its texts, of the context that goes with them, and of
    their terms. A text that is longer by itself is a batch of its own.
    """
    batch: list[Request] = []
    size = 0
    for request in requests:
        cost = _cost(request, batch[-1] if batch else None)
        full = len(batch) == max_texts or size + cost > max_characters
        if batch and (full or request.title != batch[-1].title):
            yield tuple(batch)
            batch, size = [], 0
            cost = _cost(request, None)
        batch.append(request)
        size += cost
    if batch:
        yield tuple(batch)


def _cost(request: Request, previous: Request | None) -> int:
    size = len(request.text.text) + min(len(request.after), CONTEXT)
    earlier = earlier_of(request)
    if earlier is not None:
        size += len(earlier.source) + len(earlier.target)
    if previous is None or previous.text.plain() != request.before:
        size += min(len(request.before), CONTEXT)
    else:
        size -= min(len(previous.after), CONTEXT)
    known = frozenset(previous.terms[:TERMS]) if previous is not None else ()
    return size + sum(map(size_of, (each for each in request.terms[:TERMS] if each not in known)))


def smaller(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Part items into runs of at most so many, as even as can be."""
    runs = -(-len(items) // size)
    done = 0
    for number in range(runs):
        end = done + (len(items) - done) // (runs - number)
        yield items[done:end]
        done = end
