"""Bare addresses, which a system makes links of, in a text that puts no blanks around them.

GitHub Flavored Markdown 0.29, section 6.9: an address ends with a blank or a `<`, so that a full
stop of Chinese or the isolate of a right-to-left text would belong to it; goldmark asks for a blank
before it too. Between angle brackets it is the same link in any text.
"""

import unicodedata
from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import islice

from l10n.formats import Edge, Run
from l10n.formats.markdown.held import ADDRESS, bare, may_hold_address
from l10n.formats.markdown.site import TextSite
from l10n.model.article import Block
from l10n.regex import regex

_BRACKETED = regex(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>|\\]*")
_SCHEME = regex(r"(?<![A-Za-z])[A-Za-z]{1,16}://")
_NO_BLANK = regex(r"[^\x00-\x7f]")
_TRIED = 16
"""How many places are tried at which a known address may end."""
NONE: Set[str] = frozenset()
_UNSPACED = (
    *("CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR"),
    *("TIBETAN", "HALFWIDTH KATAKANA"),
)
"""How the names of letters begin that follow an address without a blank."""


def may_hold_linked(block: Block) -> bool:
    """True for a block that had an address outside links: without one, no run of it is cut."""
    return isinstance(block.site, TextSite) and bool(block.site.held.linked)


def around_addresses(run: Run, block: Block) -> Iterator[Run | str]:
    """Cut a run into text and addresses that the block had, as they are written between brackets.

    Only where an address touches what is neither a blank nor a sign of ASCII.
    """
    site = block.site
    known = site.held.linked if isinstance(site, TextSite) and block.role != "alt" else NONE
    position = 0
    if known and may_hold_address(run.text) and not run.text.isascii():
        # What may be an address goes on to the next blank, which may be far.
        most = max(map(len, known)) + _TRIED
        start = 0
        while found := _SCHEME.search(run.text, start):
            size = _size(run.text[found.start() : found.start() + most], known)
            start, end = found.end(), found.start() + size
            if size and _touches(run.text, found.start(), end):
                if found.start() > position:
                    yield _part(run, position, found.start())
                yield f"<{run.text[found.start() : end]}>"
                position = start = end
    if run.text and not position:
        yield run
    elif position < len(run.text):
        yield _part(run, position, len(run.text))


def _size(text: str, known: Set[str]) -> int:
    """The length of a known address at the start of a text; 0 where there is none."""
    whole = ADDRESS.match(text)
    found = whole[0] if whole else ""
    ends = [len(found)]
    ends += [each.start() for each in islice(_NO_BLANK.finditer(found), _TRIED) if _ends(each[0])]
    for end in ends:
        address = bare(found[:end])
        if address in known and _BRACKETED.fullmatch(address) and found.startswith(address):
            return len(address)
    return 0


def _ends(char: str) -> bool:
    return not char.isalnum() or unicodedata.name(char, "").startswith(_UNSPACED)


def _touches(text: str, start: int, end: int) -> bool:
    """True where an address that begins and ends here would not be found as it is."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after and not after.isascii() and not after.isspace():
        return _ends(after)
    return bool(before) and not before.isascii() and not before.isspace()


def _part(run: Run, start: int, end: int) -> Run:
    before = Edge.TAG if start else run.before
    after = Edge.TAG if end < len(run.text) else run.after
    return replace(run, text=run.text[start:end], before=before, after=after)
