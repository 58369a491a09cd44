"""A changed catalog put into its file: whatever line does not have to change stays to the byte.

People's files have line ends, a byte-order mark, wrapping and an order of comments of their own; a
file that is written anew for one word is a change that nobody can read in git.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import CatalogError
from l10n.exchange.po.file import contents, dump, parse
from l10n.exchange.po.writing import comment_lines, headers_text, string_lines
from l10n.model.catalog import Catalog, Entry, State
from l10n.regex import regex
from l10n.store.document import BOM
from l10n.store.text_file import decode

_LINE = regex(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_KINDS = {".": "note", ":": "places", ",": "flags", "=": "flags", "|": "previous"}
_BEFORE_NOTES = ("comment", "blank")
"""What gettext writes before the notes of an entry."""
_HEAD = ("msgctxt", "msgid")


def rewritten(data: bytes, path: Path, new: Catalog) -> bytes:
    """The bytes of a PO file with those lines changed that have to be, so that it reads as `new`.

    Where `new` differs in more than headers and active entries, or the file is laid out as nobody
    expects, it is written whole, as `dump` does. Raises CatalogError for a file that is damaged,
    and for a text that no PO file can hold.
    """
    mark = BOM if data.startswith(BOM.encode()) else ""
    text = decode(data, path, error=CatalogError)
    read = contents(text, path)
    places = read.places()
    head = None if read.head is None else read.head.line
    old = read.catalog()
    if old == new:
        return data
    file = _File(_LINE.findall(text))
    changed = _changed(old, new)
    if changed is not None and (head is not None or old.headers == new.headers):
        # From the end, so that places before it stay true.
        for key in sorted(changed, key=lambda key: places[key], reverse=True):
            file.patch(places[key] - 1, *changed[key])
        if old.headers != new.headers and head is not None:
            file.replace_text(file.stanza(head - 1), headers_text(new), wrap=True)
        spliced = "".join(file.lines)
        if _reads_as(spliced, path, new):
            return (mark + spliced).encode()
    return dump(new).encode()


def _reads_as(text: str, path: Path, wanted: Catalog) -> bool:
    try:
        return parse(text, path) == wanted
    except CatalogError:
        return False


Changes = dict[tuple[str | None, str], tuple[Entry, Entry]]


def _changed(old: Catalog, new: Catalog) -> Changes | None:
    """The active entries that differ, as they were and as they are to be; None if more differs."""
    same = replace(new, headers=old.headers, entries=old.entries)
    if same != old or len(old.entries) != len(new.entries):
        return None
    found: Changes = {}
    for before, after in zip(old.entries, new.entries, strict=True):
        if before == after:
            continue
        if before.key != after.key or before.obsolete or after.obsolete:
            return None
        found[before.key] = (before, after)
    return found


@dataclass(frozen=True, slots=True)
class _Stanza:
    """Where one entry stands: indexes of lines."""

    begin: int
    """Its first comment."""
    message: int
    """Its first keyword."""
    text: int
    """Its `msgstr`."""
    end: int


@dataclass(slots=True)
class _File:
    """The lines of a file, each with its end."""

    lines: list[str]

    @property
    def newline(self) -> str:
        """How its lines end: as the first one does."""
        first = self.lines[0] if self.lines else "\n"
        return first[len(first.rstrip("\r\n")) :] or "\n"

    def stanza(self, message: int) -> _Stanza:
        """The entry whose first keyword stands in a line."""
        lines = self.lines
        begin = message
        while begin and _is_comment(lines[begin - 1]):
            begin -= 1
        while begin < message and not lines[begin].strip():
            begin += 1
        text = end = message
        for number in range(message, len(lines)):
            line = lines[number].strip()
            if line.startswith("#") or (text > message and line.startswith(_HEAD)):
                break
            if line.startswith("msgstr") and text == message:
                text = number
            if line:
                end = number + 1
        return _Stanza(begin, message, text, end)

    def patch(self, message: int, before: Entry, after: Entry) -> None:
        """Change what differs of the entry whose first keyword stands in a line."""
        place = self.stanza(message)
        if before.target != after.target and after.plurals is None:
            self.replace_text(place, after.target, wrap="no-wrap" not in after.flags)
        kept: dict[str, list[str]] = {}
        order: list[tuple[str, str]] = []
        for line in self.lines[place.begin : place.message]:
            kind = _kind(line)
            kept.setdefault(kind, []).append(line)
            order.append((kind, line))
        made: dict[str, list[str]] = {}
        if before.comment != after.comment:
            made["comment"] = self._ended(comment_lines("#", after.comment))
        if before.note != after.note:
            made["note"] = self._ended(comment_lines("#.", after.note))
        if before.previous != after.previous:
            made["previous"] = self._ended(_previous_lines(after))
        # An entry without a target may have the flag too, which means nothing there.
        fuzzy = after.state is State.DRAFT
        if fuzzy is not any("fuzzy" in _flags(line) for line in kept.get("flags", [])):
            made["flags"] = self._ended(_flag_lines(kept.get("flags", []), fuzzy=fuzzy))
        self.lines[place.begin : place.message] = _arranged(order, made)

    def replace_text(self, place: _Stanza, text: str, *, wrap: bool) -> None:
        """Write the translation of an entry anew."""
        last = self.lines[place.end - 1]
        new = self._ended(string_lines("msgstr", text, wrap=wrap))
        if last.rstrip("\r\n") == last:
            new[-1] = new[-1].rstrip("\r\n")
        self.lines[place.text : place.end] = new

    def _ended(self, lines: Iterable[str]) -> list[str]:
        return [f"{line}{self.newline}" for line in lines]


def _arranged(order: list[tuple[str, str]], made: dict[str, list[str]]) -> list[str]:
    """The comments of an entry, those of some kinds made anew.

    What is new stands where the first of its kind did, else where gettext writes it.
    """
    found: list[str] = []
    left = dict(made)
    for kind, line in order:
        if kind in left:
            found += left.pop(kind)
        if kind not in made:
            found.append(line)
    first = left.pop("comment", [])
    note = left.pop("note", [])
    place = next(
        (n for n, line in enumerate(found) if _kind(line) not in _BEFORE_NOTES), len(found)
    )
    found[place:place] = note
    return [*first, *found, *left.pop("flags", []), *left.pop("previous", [])]


def _previous_lines(entry: Entry) -> list[str]:
    if entry.previous is None:
        return []
    context, source = entry.previous
    wrap = "no-wrap" not in entry.flags
    lines = [] if context is None else [*string_lines("msgctxt", context, "#| ", wrap=wrap)]
    return [*lines, *string_lines("msgid", source, "#| ", wrap=wrap)]


def _flag_lines(lines: list[str], *, fuzzy: bool) -> list[str]:
    """Lines of flags with `fuzzy`, or without it."""
    rest = [[flag for flag in _flags(line) if flag and flag != "fuzzy"] for line in lines]
    if fuzzy:
        rest = [["fuzzy", *(rest[0] if rest else [])], *rest[1:]]
    return ["#, " + ", ".join(flags) for flags in rest if flags]


def _flags(line: str) -> list[str]:
    return [flag.strip() for flag in line.strip()[2:].split(",")]


def _is_comment(line: str) -> bool:
    """True for a line of comments, and for one that holds nothing."""
    bare = line.strip()
    return not bare or (bare.startswith("#") and not bare.startswith("#~"))


def _kind(line: str) -> str:
    bare = line.strip()
    return _KINDS.get(bare[1:2], "comment") if bare else "blank"
