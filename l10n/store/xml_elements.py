"""Elements of XML files that are put together whole, or passed over, out of a stream of events."""

from collections.abc import Callable, Collection, Iterator
from typing import NoReturn

from l10n.errors import FileError
from l10n.messages import _
from l10n.store.xml_events import Element, End, Event, Source, Start, Text, local, shown


def root_of(
    events: Iterator[Event], names: Collection[str], otherwise: Callable[[str], FileError]
) -> Start:
    """The root element of a file, by the names that it may have in any name space.

    Raises the error that `otherwise` makes, of the name as an error shows it, for any other.
    """
    first = next(events)
    if isinstance(first, Start) and local(first.name) in names:
        return first
    raise otherwise(shown(first.name) if isinstance(first, Start | End) else "")


def whole(start: Start, events: Iterator[Event], source: Source) -> Element:
    """The element that has just begun with all that is in it; the events are read to its end.

    Where the names of such elements are known before, `Source.taken` is faster.
    """
    collected = Collected(source)
    collected.open(*start)
    for event in events:
        if isinstance(event, End):
            if made := collected.close():
                return made
        elif isinstance(event, Start):
            collected.open(*event)
        elif isinstance(event, Text):
            collected.add(event.text)
        else:
            collected.take(event)
    raise AssertionError


def skipped(events: Iterator[Event]) -> None:
    """Read on to the end of the element that has just begun."""
    depth = 1
    while depth:
        event = next(events)
        if isinstance(event, Start):
            depth += 1
        elif isinstance(event, End):
            depth -= 1


class Collected:
    """An element that is being put together, within bounds."""

    def __init__(self, source: Source) -> None:
        """Nothing is open yet."""
        self.source = source
        self.stack: list[Element] = []
        self.most, self.longest = source.bounds.parts, source.bounds.text
        self.parts = self.size = 0

    def open(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Begin an element in the innermost open one."""
        made = Element(name, attributes, line, [])
        if self.stack:
            self.stack[-1].children.append(made)
        self.stack.append(made)
        self.parts += 1
        if self.parts > self.most:
            self._refuse()

    def add(self, text: str) -> None:
        """Add a text to the innermost open element."""
        self.stack[-1].children.append(text)
        self.parts += 1
        self.size += len(text)
        if self.size > self.longest:
            self._refuse()

    def take(self, element: Element) -> None:
        """Add an element that is complete."""
        self.stack[-1].children.append(element)
        self.size += len(element.text())
        self.parts += 1
        if self.size > self.longest or self.parts > self.most:
            self._refuse()

    def close(self) -> Element | None:
        """End the innermost open element; the outermost, if it was that."""
        made = self.stack.pop()
        if self.stack:
            return None
        self.parts = self.size = 0
        return made

    def _refuse(self) -> NoReturn:
        raise self.source.error(
            _("<{name}> holds too much").format(name=shown(self.stack[0].name)),
            code="XML-014",
            path=self.source.path,
            line=self.stack[0].line,
            remedy=_("look at whether the file is damaged"),
        )
