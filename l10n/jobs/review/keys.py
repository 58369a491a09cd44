"""Keys: what each does, on a screen and in lines, whatever layout of the keyboard is on.

They are those that translators know: Enter saves and goes on, Alt and an arrow lead to the string
before and behind as in Pontoon; Ctrl with Enter, an arrow, I, F and Z do as in MateCat, as far as a
terminal tells them apart (it takes Ctrl+I for Tab, so the letter alone copies the source here).
Letters stand for MateCat's buttons: T for translated, A for approved.
"""

import unicodedata
from enum import Enum

from l10n.dataclass import dataclass
from l10n.messages import N_


class Action(Enum):
    """What a person may wish."""

    ACCEPT = "accept"
    APPROVE = "approve"
    REJECT = "reject"
    EDIT = "edit"
    EDITOR = "editor"
    FUZZY = "fuzzy"
    COMMENT = "comment"
    ASK = "ask"
    COPY = "copy"
    UNDO = "undo"
    NEXT = "next"
    PREVIOUS = "previous"
    WAITING = "waiting"
    SHOW = "show"
    SEARCH = "search"
    NEXT_ARTICLE = "next article"
    PREVIOUS_ARTICLE = "previous article"
    HELP = "help"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Binding:
    """One action with its keys."""

    action: Action
    letter: str
    """The key without Ctrl or Alt, on a Latin layout; it is the command of the form in lines."""
    others: tuple[str, ...]
    """Other keys on a screen, as Textual names them."""
    told: str
    """What it does: a message template of gettext."""
    argument: str = ""
    """What the form in lines takes behind the letter: a template as well; empty for nothing."""


BINDINGS = (
    Binding(
        Action.ACCEPT,
        "t",
        ("enter", "ctrl+enter"),
        N_("accept: it is translated; go on"),
    ),
    Binding(Action.APPROVE, "a", (), N_("approve: sign it, after accepting it; go on")),
    Binding(Action.REJECT, "r", (), N_("reject with a reason; it is fuzzy again"), N_("REASON")),
    Binding(Action.EDIT, "e", ("f2",), N_("edit the translation here"), N_("TEXT")),
    Binding(Action.EDITOR, "E", ("f4",), N_("edit it in your own editor ($VISUAL, $EDITOR)")),
    Binding(Action.FUZZY, "f", (), N_("mark it as fuzzy: it needs work")),
    Binding(Action.COMMENT, "c", (), N_("write the translator’s comment"), N_("TEXT")),
    Binding(Action.ASK, "Q", (), N_("ask the translator a question"), N_("TEXT")),
    Binding(Action.COPY, "i", (), N_("copy the source into the translation")),
    Binding(Action.UNDO, "u", ("ctrl+z",), N_("undo the last change or signature")),
    Binding(Action.NEXT, "n", ("down", "alt+down", "ctrl+down"), N_("next entry")),
    Binding(Action.PREVIOUS, "p", ("up", "alt+up", "ctrl+up"), N_("previous entry")),
    Binding(Action.WAITING, "w", ("space",), N_("next entry that is not approved")),
    Binding(Action.SHOW, "s", (), N_("show entries of another state"), N_("STATE")),
    Binding(
        Action.SEARCH,
        "/",
        ("ctrl+f",),
        N_("search in source, translation and comment"),
        N_("TEXT"),
    ),
    Binding(Action.NEXT_ARTICLE, "]", (), N_("next article")),
    Binding(Action.PREVIOUS_ARTICLE, "[", (), N_("previous article")),
    Binding(Action.HELP, "?", ("f1", "alt+h"), N_("list the keys")),
    Binding(Action.QUIT, "q", ("ctrl+q", "ctrl+c"), N_("quit; all is saved already")),
)
"""All actions in the order in which they are listed."""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_LAYOUTS = ("йцукенгшщзхїфівапролджєячсмитьбю.", "йцукенгшщзхъфывапролджэячсмитьбю.")
"""What the same keys type on the Ukrainian layout, and on the Russian one."""


def _same_keys() -> dict[str, str]:
    """What each sign of another layout is on the Latin one."""
    # Shift and the key of "/" is "?" on the one layout and "," on the others.
    found = {",": "?"}
    for layout in _LAYOUTS:
        for there, here in zip(layout, _LATIN, strict=True):
            found.setdefault(there, here)
            if there.isalpha() and here.isalpha():
                found.setdefault(there.upper(), here.upper())
    return found


_SAME_KEY = _same_keys()
_BY_LETTER = {binding.letter: binding.action for binding in BINDINGS}
_BY_KEY = {key: binding.action for binding in BINDINGS for key in binding.others}


def letter_action(letter: str) -> Action | None:
    """What a letter stands for; one of another layout is the Latin one on the same key."""
    return _BY_LETTER.get(letter) or _BY_LETTER.get(_SAME_KEY.get(letter, ""))


def key_action(key: str, character: str | None) -> Action | None:
    """What a key of a screen stands for: Textual's name of it, and what it types.

    A terminal that tells Ctrl and a Cyrillic letter gives the name of that letter.
    """
    if key in _BY_KEY:
        return _BY_KEY[key]
    *held, last = key.split("+")
    if held and last.startswith("cyrillic_"):
        try:
            typed = unicodedata.lookup(last.replace("_", " ").upper())
        except KeyError:
            return None
        return _BY_KEY.get("+".join((*held, _SAME_KEY.get(typed, ""))))
    return letter_action(character) if character and not held else None


def binding_of(action: Action) -> Binding:
    """The keys of an action."""
    return next(binding for binding in BINDINGS if binding.action is action)
