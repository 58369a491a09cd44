"""Review on a full screen: source and translation side by side, all that is known below them."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from l10n.cli.review import panels
from l10n.cli.review.editor import edit_outside
from l10n.errors import L10nError
from l10n.jobs.review.keys import Action, key_action
from l10n.jobs.review.review import Review
from l10n.jobs.review.session import Session, Show
from l10n.jobs.review.told import Told, of_error
from l10n.lines import masked, printable
from l10n.messages import _

LOOKS: dict[panels.Look, str] = {
    "plain": "",
    "dim": "dim",
    "tag": "cyan",
    "marked": "bold underline",
    "error": "bold red",
    "warning": "yellow",
    "hint": "blue",
    "gone": "red strike",
    "new": "green underline",
}
"""How parts of lines look, as rich names it."""
NARROW = 72
"""Columns below which source and translation stand one above the other."""
MOMENT = 1.0
"""Seconds between two looks at the files."""


def run(review: Review) -> None:
    """Run a session whose first article is open, until the person quits.

    Ends the command with 143 or 129 for a signal.
    """
    app = ReviewApp(review)
    app.run()
    if app.return_code:
        sys.exit(app.return_code)


def as_text(lines: Iterable[panels.Line]) -> Text:
    """Lines as rich draws them; no markup is read in them."""
    whole = Text()
    for number, line in enumerate(lines):
        whole.append("\n" if number else "")
        for part in line:
            whole.append(part.text, LOOKS[part.look])
    return whole


class Box(TextArea):
    """A text that is edited; Enter saves it, as in Pontoon, and Esc leaves it."""

    LINE_BREAKS = ("shift+enter", "alt+enter", "ctrl+j")
    SAVES = ("enter", "ctrl+enter", "f2")

    class Left(Message):
        """The person is done with the text."""

        def __init__(self, text: str, *, saved: bool) -> None:
            """`saved` tells whether it is to be saved."""
            super().__init__()
            self.text = text
            self.saved = saved

    async def _on_key(self, event: events.Key) -> None:
        if event.key in self.SAVES or event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(self.text, saved=event.key != "escape"))
        elif event.key in self.LINE_BREAKS:
            event.stop()
            event.prevent_default()
            self.insert("\n")

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: what would steer the terminal is masked, in its place."""
        return Text(masked(self.document.get_line(line_index)), end="", no_wrap=True)


class KeysScreen(ModalScreen[None]):
    """All keys; any key leaves it but those that scroll."""

    SCROLLS = ("up", "down", "pageup", "pagedown", "home", "end")

    def compose(self) -> ComposeResult:
        """A table in a frame."""
        table = Table.grid(padding=(0, 2))
        for keys, told in panels.key_rows():
            table.add_row(Text(keys, "bold"), Text(told))
        with VerticalScroll(id="keys-frame") as frame:
            frame.border_title = _("Keys")
            yield Static(table, id="keys-table")

    def on_mount(self) -> None:
        """Let arrows scroll."""
        self.query_one("#keys-frame").focus()

    def on_key(self, event: events.Key) -> None:
        """Leave."""
        event.stop()
        if event.key not in self.SCROLLS:
            self.dismiss()


class ReviewApp(App[None]):
    """The screen of one session."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    TITLE = "l10n review"
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = """
    Screen { layout: vertical; }
    #head { height: auto; max-height: 3; background: $primary; color: $text; padding: 0 1; }
    #page { height: 1fr; }
    #texts { layout: horizontal; height: auto; }
    #texts > Container { width: 1fr; height: auto; border: round $foreground 50%;
        border-title-color: $foreground; padding: 0 1; }
    .narrow #texts { layout: vertical; }
    .narrow #texts > Container { width: 100%; }
    #source, #target, #details { height: auto; width: 100%; }
    #details { padding: 0 1; }
    #box { height: auto; max-height: 16; min-height: 4; display: none; border: none; padding: 0; }
    #ask { height: auto; max-height: 8; min-height: 3; display: none; border: round $accent; }
    #told { height: auto; max-height: 4; padding: 0 1; text-style: bold; }
    #foot { height: 1; background: $panel; padding: 0 1;
        text-overflow: ellipsis; text-wrap: nowrap; }
    KeysScreen { align: center middle; }
    #keys-frame { width: 90%; max-width: 100; height: auto; max-height: 100%;
        border: round $accent; padding: 0 1; background: $surface; }
    """

    def __init__(self, review: Review) -> None:
        """`review` has its first article open."""
        super().__init__()
        self.review = review
        self._asks: Callable[[str], Told | None] | None = None
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Head, texts, details, what was told, the keys that are needed most."""
        yield Static(id="head", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            with Container(id="texts"):
                with Container(id="source-frame"):
                    yield Static(id="source", markup=False)
                with Container(id="target-frame"):
                    yield Static(id="target", markup=False)
                    yield Box(id="box", soft_wrap=True, tab_behavior="focus")
            yield Static(id="details", markup=False)
        yield Box(id="ask", soft_wrap=True, tab_behavior="focus")
        yield Static(id="told", markup=False)
        yield Static(panels.footer_line(), id="foot", markup=False)

    def on_mount(self) -> None:
        """Show the first entry, and look at the files from time to time."""
        self.set_focus(None)
        self.query_one("#source-frame").border_title = _("Source")
        self.query_one("#target-frame").border_title = _("Translation")
        self._fit(self.size.width)
        self.show()
        self.set_interval(MOMENT, self.look_at_files)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.exit, None, 128 + number)

    def on_resize(self, event: events.Resize) -> None:
        """Put the texts side by side where there is room."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        self.screen.set_class(width < NARROW, "narrow")

    @property
    def editing(self) -> bool:
        """True while the person types a text."""
        return bool(self.query_one("#box").display or self.query_one("#ask").display)

    def look_at_files(self) -> None:
        """Show anew what somebody else has saved; not while the person types."""
        if self.editing or len(self.screen_stack) > 1:
            return
        told = self.review.refresh()
        if told is not None:
            self.show(told)

    def show(self, told: Told | None = None) -> None:
        """Draw the entry that is shown, and what became of the last wish."""
        review, item = self.review, self.review.item
        head = f"{panels.head_line(review)}\n{panels.progress_line(review)}"
        self.query_one("#head", Static).update(Text(head))
        source, target, details = (
            self.query_one(name, Static) for name in ("#source", "#target", "#details")
        )
        self.query_one("#texts").display = item is not None
        if item is None:
            details.update(Text(printable(panels.nothing_line(review))))
        else:
            source.update(as_text(panels.source_lines(item)))
            target.update(as_text(panels.target_lines(item)))
            details.update(as_text(panels.detail_lines(item)))
        self.tell(told)

    def tell(self, told: Told | None) -> None:
        """Say what became of a wish."""
        line = self.query_one("#told", Static)
        line.display = told is not None
        if told is not None:
            text = printable(told.message.text())
            line.update(Text(f"! {text}", "red") if told.refused else Text(f"= {text}", "green"))

    async def on_event(self, event: events.Event) -> None:
        """Do what a key stands for at once; while a text is edited, keys are that text's.

        At once, since what is typed right behind a key that opens a text belongs into the text.
        """
        mine = isinstance(event, events.Key) and not event.is_forwarded
        if mine and len(self.screen_stack) == 1 and not self.editing:
            assert isinstance(event, events.Key)
            self._pressed(event)
        else:
            await super().on_event(event)

    def _pressed(self, event: events.Key) -> None:
        page = self.query_one("#page", VerticalScroll)
        if event.key in ("pagedown", "pageup"):
            page.scroll_page_down() if event.key == "pagedown" else page.scroll_page_up()
            return
        action = key_action(event.key, event.character)
        if action is None:
            return
        if action is not Action.QUIT:
            self._leaving = False
        try:
            self._do(action)
        except L10nError as error:
            self.show(of_error(error))

    def _do(self, action: Action) -> None:
        review = self.review
        opens: dict[Action, Callable[[], None]] = {
            Action.EDIT: lambda: self._edit(review.typed()),
            Action.COPY: lambda: self._edit(review.item.entry.source if review.item else ""),
            Action.EDITOR: self._edit_outside,
            Action.COMMENT: self._comment,
            Action.ASK: self._ask_translator,
            Action.REJECT: self._reject,
            Action.SEARCH: self._search,
            Action.HELP: self._open_keys,
            Action.QUIT: self._quit,
        }
        if action in opens:
            opens[action]()
            return
        does: dict[Action, Callable[[], Told | None]] = {
            Action.ACCEPT: lambda: self._decided(review.accept),
            Action.APPROVE: lambda: self._decided(review.approve),
            Action.FUZZY: review.mark_fuzzy,
            Action.UNDO: review.undo,
            Action.NEXT: lambda: review.move(Session.next),
            Action.PREVIOUS: lambda: review.move(Session.previous),
            Action.WAITING: lambda: review.move(Session.next_waiting),
            Action.SHOW: self._show_others,
            Action.NEXT_ARTICLE: lambda: self._article(1),
            Action.PREVIOUS_ARTICLE: lambda: self._article(-1),
        }
        self.show(does[action]())
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def _decided(self, decide: Callable[[], Told]) -> Told:
        told = decide()
        if not told.refused:
            self.review.move(Session.next)
        return told

    def _show_others(self) -> Told | None:
        every = list(Show)
        here = every.index(self.review.session.show)
        self.review.showing(every[(here + 1) % len(every)])
        return None

    def _article(self, step: int) -> Told | None:
        number = self.review.number + step
        if not 0 <= number < len(self.review.jobs):
            return panels.no_other_article()
        self.review.open_article(number)
        return None

    def _edit(self, text: str) -> None:
        if self.review.item is None:
            return
        box = self.query_one("#box", Box)
        box.load_text(text)
        self.query_one("#target").display = False
        box.display = True
        box.move_cursor(box.document.end)
        # At once, so that what is typed right behind the key goes into the text.
        self.set_focus(box)
        self.query_one("#foot", Static).update(panels.editing_line())

    def _ask(self, title: str, text: str, answer: Callable[[str], Told | None]) -> None:
        ask = self.query_one("#ask", Box)
        ask.border_title = title
        ask.load_text(text)
        ask.display = True
        ask.move_cursor(ask.document.end)
        self.set_focus(ask)
        self._asks = answer

    def _comment(self) -> None:
        item = self.review.item
        if item is not None:
            self._ask(_("Translator’s comment"), item.entry.comment, self.review.comment)

    def _ask_translator(self) -> None:
        if self.review.item is not None:
            self._ask(_("Question to the translator"), "", self.review.ask)

    def _reject(self) -> None:
        if self.review.item is not None:
            self._ask(
                _("Why is it rejected?"),
                "",
                lambda text: self._decided(lambda: self.review.reject(text)),
            )

    def _search(self) -> None:
        def search(text: str) -> None:
            self.review.searching(text)

        self._ask(_("Search"), self.review.session.search, search)

    def on_box_left(self, event: Box.Left) -> None:
        """Save what was typed, or remember it."""
        box, ask = self.query_one("#box", Box), self.query_one("#ask", Box)
        answer, self._asks = self._asks, None
        told: Told | None = None
        try:
            if ask.display:
                told = answer(event.text) if event.saved and answer is not None else None
            elif event.saved:
                told = self.review.save(event.text)
            else:
                told = self.review.keep_unsaved(event.text)
        except L10nError as error:
            told = of_error(error)
        box.display = ask.display = False
        self.query_one("#target").display = True
        self.query_one("#foot", Static).update(panels.footer_line())
        self.set_focus(None)
        self.show(told)

    def _edit_outside(self) -> None:
        try:
            with self.suspend():
                told = edit_outside(self.review)
        except SuspendNotSupported:
            told = panels.no_editor_here()
        self.show(told)

    def _open_keys(self) -> None:
        self.push_screen(KeysScreen())

    async def action_quit(self) -> None:
        """Leave, from wherever the person is; what is typed is not lost by the first time."""
        box = self.query_one("#box", Box)
        if self.editing:
            self.on_box_left(Box.Left(box.text, saved=False))
        else:
            self._quit()

    def action_help_quit(self) -> None:
        """Leave as well: nothing has to be saved first."""
        self._quit()

    def _quit(self) -> None:
        if self.review.unsaved and not self._leaving:
            self._leaving = True
            self.show(panels.unsaved_texts(self.review.unsaved))
            return
        self.exit()
