"""PO files that are written plainly: recognized with certainty, and walked with one pattern.

Most PO files are written by a tool, this one, gettext or an editor, and are plain: comments, then
what the text was before, then the message, each line with one text in quotes. `entries` finds each
entry of such a file at once. Whatever else a file holds (a comment between two blank lines, bytes
by number, two texts on a line, damage) is for the reader that takes lines apart one by one.
"""

import re
from collections.abc import Iterator
from functools import cache

from l10n.regex import regex

_TEXT = r'"[^"\\\x00-\x1f\x7f]*+(?:\\["\\nt][^"\\\x00-\x1f\x7f]*+)*+"\n'


def _texts(mark: str) -> str:
    """A pattern of the lines of one text, from behind its keyword on; `mark` begins the others."""
    return f"{_TEXT}(?:{mark}{_TEXT})*+"


@cache
def _pattern(mark: str, before: str) -> re.Pattern[str]:
    """One pattern of an entry whose lines begin with marks: of the message, of what was before.

    It takes a millisecond to make, so it is made when a file is read that has such an entry.
    """
    now, then = _texts(mark), _texts(before)
    former = "".join(
        f"(?:{before}{keyword} {then})?+" for keyword in ("msgctxt", "msgid", "msgid_plural")
    )
    return re.compile(
        rf"((?:#[^~|=\n\x00][^\n\x00]*+\n|#\n)*+)({former})"
        rf"(?:{mark}msgctxt ({now}))?+{mark}msgid ({now})"
        rf"(?:{mark}msgstr ({now})"
        rf"|{mark}msgid_plural ({now})((?:{mark}msgstr\[[0-5]\] {now})++))\n*+"
    )


_PART = regex(r"#~?\| (msgctxt|msgid_plural|msgid) (" + _texts(r"#~?\| ") + ")")
_FORM = regex(r"(?:#~ )?msgstr\[(\d)\] (" + _texts("(?:#~ )?") + ")")
ACTIVE_LINES = '"\n"'
"""What stands between two texts of an entry."""
OBSOLETE_LINES = '"\n#~ "'
"""The like of an obsolete one."""
_ESCAPE = regex(r"\\(.)")
_LETTERS = {"n": "\n", "t": "\t"}

COMMENTS, BEFORE, CONTEXT, SOURCE, TARGET, PLURAL, FORMS = range(1, 8)
"""What the groups of an entry hold: lines as they stand, of a text from behind its keyword on.

Comments and what was before may be empty; a context may be None, and so is the target of a plural,
or the plural and its forms of any other.
"""


def lines(text: str) -> str:
    """A text with LF behind every line, as `entries` wants it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else f"{text}\n"


def entries(text: str) -> Iterator[tuple[re.Match[str] | None, bool]]:
    """The entries in their order, and whether each is obsolete; None, and no more, if in doubt.

    `text` is what `lines` gives.
    """
    active = _pattern("", r"#\| ")
    position = len(text) - len(text.lstrip("\n"))
    while position < len(text):
        match = active.match(text, position)
        obsolete = match is None
        if match is None:
            match = _pattern("#~ ", r"#~\| ").match(text, position)
        yield match, obsolete
        if match is None:
            return
        position = match.end()


def raw_text(texts: str, between: str = ACTIVE_LINES) -> str:
    """The text of lines in quotes, escapes as they stand; `between` is what parts two lines."""
    return texts[1:-2].replace(between, "")


def unescaped(text: str) -> str:
    """A text with its escapes read."""
    if "\\" not in text:
        return text
    if "\\\\" in text:
        return _ESCAPE.sub(_letter, text)
    return text.replace('\\"', '"').replace("\\n", "\n").replace("\\t", "\t")


def text_of(texts: str, between: str = ACTIVE_LINES) -> str:
    """What lines in quotes say, as `raw_text`, with its escapes read."""
    text = texts[1:-2].replace(between, "")
    return unescaped(text) if "\\" in text else text


def raw_forms(texts: str, between: str = ACTIVE_LINES) -> tuple[str, ...] | None:
    """The forms of a plural in their order, escapes as they stand.

    None where they are not numbered from 0.
    """
    found = _FORM.findall(texts)
    if any(int(number) != place for place, (number, _texts) in enumerate(found)):
        return None
    return tuple(raw_text(each, between) for _number, each in found)


def before(texts: str, *, obsolete: bool) -> dict[str, str]:
    """What an entry was before, by keyword."""
    between = '"\n#~| "' if obsolete else '"\n#| "'
    return {keyword: text_of(each, between) for keyword, each in _PART.findall(texts)}


def _letter(escape: re.Match[str]) -> str:
    return _LETTERS.get(escape[1], escape[1])
