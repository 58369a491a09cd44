"""Outer space: white space before or after the text, where the source has none, and the reverse."""

from collections.abc import Iterable, Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.messages import N_, message
from l10n.model.article import Span


def _look(pair: Pair) -> Iterable[Found]:
    source, target = pair.source.raw, pair.target.raw
    if source == source.strip() and target == target.strip():
        return ()
    return _compared(pair)


def _compared(pair: Pair) -> Iterator[Found]:
    """What `msgfmt --check` (GNU gettext's manual, section "Checking for errors") asks of a line
    end at either end holds of a blank too: programs put texts together.
    """
    source, target = pair.source.raw, pair.target.raw
    before, after = _outer(target)
    first, last = _outer(source)
    if not pair.target.normal.strip():
        return
    if before and not first:
        yield _found(N_("white space before the first word, where the source has none"), 0, before)
    if first and not before:
        yield _found(N_("the source begins with white space, the target does not"), 0, 0)
    size = len(target)
    if after and not last:
        text = N_("white space after the last word, where the source has none")
        yield _found(text, size - after, size)
    if last and not after:
        yield _found(N_("the source ends with white space, the target does not"), size, size)


def _outer(text: str) -> tuple[int, int]:
    """The number of blanks before a text and after it."""
    return len(text) - len(text.lstrip()), len(text) - len(text.rstrip())


def _found(text: str, start: int, end: int) -> Found:
    return Found(message(text), target=(Span(start, end),))


outer_space = EntryCheck(
    About(
        "outer-space",
        Family.INTEGRITY,
        Severity.WARNING,
        N_("The target begins and ends with white space only where the source does."),
        fires=example("Рада ухвалила.", "The Rada passed it. "),
        passes=example("Рада ухвалила.", "The Rada passed it."),
    ),
    _look,
)
