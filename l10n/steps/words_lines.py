"""What became of a text of many lines, a line at a time; what stays far from a change is left out.

Of a page of a thousand lines an editor wants to see the three that changed.
"""

from collections.abc import Iterable, Iterator, Sequence

from l10n.steps.words_diff import Change

Line = tuple[Change, ...]


def changed_lines(changes: Iterable[Change], around: int = 1) -> Iterator[Line | None]:
    """The lines in which something changed, with `around` lines on either side that did not.

    None stands for lines that are left out.
    """
    lines = tuple(_lines(changes))
    shown = _near(lines, around)
    skipped = False
    for line, near in zip(lines, shown, strict=True):
        if near:
            if skipped:
                yield None
            yield line
        skipped = not near
    if skipped and any(shown):
        yield None


def _near(lines: Sequence[Line], around: int) -> list[bool]:
    """Which lines are changed, or stand beside one that is."""
    shown = [False] * len(lines)
    for place, line in enumerate(lines):
        if any(each.kind != "same" for each in line):
            for near in range(max(0, place - around), min(len(lines), place + around + 1)):
                shown[near] = True
    return shown


def _lines(changes: Iterable[Change]) -> Iterator[Line]:
    """Changes parted at the ends of lines; the end of a line that came or went is of its kind."""
    line: list[Change] = []
    for change in changes:
        parts = change.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, part in enumerate(parts):
            if number:
                yield tuple(line)
                line = []
            if part:
                line.append(Change(change.kind, part))
    if line:
        yield tuple(line)
