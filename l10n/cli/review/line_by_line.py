"""Review in lines: an entry is printed, a command is read; for pipes and plain terminals."""

import sys
from collections.abc import Callable
from typing import TextIO

from l10n.cli.console import ask, say
from l10n.cli.review import panels
from l10n.cli.review.editor import edit_outside
from l10n.errors import L10nError
from l10n.jobs.review.keys import Action, letter_action
from l10n.jobs.review.review import Review
from l10n.jobs.review.session import SHOW_NAMES, Session, Show
from l10n.jobs.review.told import Told
from l10n.messages import _


class LineByLine:
    """One session in lines."""

    def __init__(self, review: Review, read: Callable[[], str | None]) -> None:
        """`review` has its first article open; `read` gives what was typed, None at the end."""
        self._review = review
        self._read = read
        self._going = True

    def run(self) -> None:
        """Show entries and do what is typed, until the person quits or the input ends."""
        self._show()
        while self._going:
            line = self._read()
            if line is None:
                return
            told = self._review.refresh()
            if told is not None:
                # What was typed was meant for what was shown: it is shown anew first.
                self._tell(told)
                self._show()
                continue
            self._command(line.strip())

    def _command(self, line: str) -> None:
        if not line:
            self._show()
            return
        action = letter_action(line[0])
        if action is None or (len(line) > 1 and line[1] != " " and line[0] not in "/."):
            say(_("“{text}” is no command; ? lists them").format(text=line))
            return
        argument = line[1:].strip()
        try:
            told = self._do(action, argument)
        except L10nError as error:
            say(str(error))
            return
        if told is not None:
            self._tell(told)
        if self._going and action is not Action.HELP and not (told is not None and told.refused):
            self._show()

    def _do(self, action: Action, argument: str) -> Told | None:
        review = self._review
        simple: dict[Action, Callable[[], Told | None]] = {
            Action.FUZZY: review.mark_fuzzy,
            Action.COPY: review.copy_source,
            Action.UNDO: review.undo,
            Action.NEXT: lambda: review.move(Session.next),
            Action.PREVIOUS: lambda: review.move(Session.previous),
            Action.WAITING: lambda: review.move(Session.next_waiting),
            Action.COMMENT: lambda: review.comment(argument),
            Action.ASK: lambda: review.ask(argument),
            Action.EDIT: lambda: self._edited(argument),
            Action.EDITOR: lambda: edit_outside(review),
            Action.SHOW: lambda: self._showing(argument),
            Action.SEARCH: lambda: review.searching(argument),
            Action.NEXT_ARTICLE: lambda: self._article(1),
            Action.PREVIOUS_ARTICLE: lambda: self._article(-1),
            Action.HELP: self._help,
            Action.QUIT: self._quit,
        }
        if action in simple:
            return simple[action]()
        decided: dict[Action, Callable[[], Told]] = {
            Action.ACCEPT: review.accept,
            Action.APPROVE: review.approve,
            Action.REJECT: lambda: review.reject(argument),
        }
        told = decided[action]()
        if not told.refused:
            review.move(Session.next)
        return told

    def _edited(self, text: str) -> Told | None:
        if not text:
            say(_("write the translation behind the letter: e TEXT"))
            return None
        return self._review.save(text)

    def _showing(self, name: str) -> None:
        by_name = {each.value: each for each in Show}
        by_name |= {_(told): each for each, told in SHOW_NAMES.items()}
        if name in by_name:
            self._review.showing(by_name[name])
        else:
            every = ", ".join(_(SHOW_NAMES[each]) for each in Show)
            say(_("write which behind the letter: {states}").format(states=every))

    def _article(self, step: int) -> Told | None:
        number = self._review.number + step
        if not 0 <= number < len(self._review.jobs):
            return panels.no_other_article()
        self._review.open_article(number)
        return None

    def _help(self) -> None:
        rows = panels.command_rows()
        width = max(len(letters) for letters, _told in rows)
        for letters, told in rows:
            say(f"{letters:{width}}  {told}")

    def _quit(self) -> None:
        self._going = False

    def _tell(self, told: Told) -> None:
        say(f"= {told.message.text()}" if not told.refused else f"! {told.message.text()}")

    def _show(self) -> None:
        review, item = self._review, self._review.item
        say()
        say(panels.head_line(review), bold=True)
        say(panels.progress_line(review))
        if item is None:
            say(panels.nothing_line(review))
            return
        for line in panels.source_lines(item):
            say(f"< {panels.plain(line)}")
        for line in panels.target_lines(item):
            say(f"> {panels.plain(line)}")
        for line in panels.detail_lines(item):
            say(f"  {panels.plain(line)}")


def line_reader() -> Callable[[], str | None]:
    """Reads lines of the standard input; with a prompt where a person types them."""
    stream = sys.stdin
    prompt = stream is not None and stream.isatty()

    def read() -> str | None:
        while stream is not None:
            if prompt:
                ask("l10n> ")
            line = _line_of(stream)
            if line:
                return line.rstrip("\r\n")
            if line is not None:
                if prompt:
                    # Leave the line of the prompt.
                    say()
                return None
            say(_("this line is not UTF-8, and is left out"))
        return None

    return read


def _line_of(stream: TextIO) -> str | None:
    """The next line, an empty text at the end; None for a line that is no UTF-8."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        return stream.readline()
    try:
        line: bytes = buffer.readline()
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None
