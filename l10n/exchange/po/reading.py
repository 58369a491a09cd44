"""Entries as polib reads them, and how they become those of a catalog."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path

import polib

from l10n.dataclass import dataclass
from l10n.errors import CatalogError
from l10n.exchange.po.contents import Contents, Head, shown
from l10n.exchange.po.lines import Stanza, each_stanza
from l10n.exchange.po.references import reference_reader
from l10n.messages import _
from l10n.model.catalog import Entry, Reference, State
from l10n.model.segment import Key

_BATCH = 1 << 13
"""Characters of messages that polib is given at a time; what it makes of them is far larger."""


class _Lines(str):
    """A text that polib cuts at LF only; `str.splitlines` would cut at U+2028 and U+0085 too."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


class _File(polib.POFile):
    """A file whose header stays an entry; polib would keep neither its order nor its doubles."""

    def find(self, *args: object, **kwargs: object) -> None:
        return None


def strict_contents(text: str, path: Path) -> Contents:
    """Read any PO file, line by line and with polib; raises CatalogError with a line and remedy."""
    reading = Reading(path)
    each_stanza(text, path, reading.take)
    return reading.contents()


@dataclass(slots=True)
class Reading:
    """What has been read of a file: entries whole, and a few that polib has not read yet."""

    path: Path
    waiting: list[Stanza] = field(default_factory=list)
    waits: int = 0
    """Characters of the messages that wait."""
    head: tuple[Stanza, polib.POEntry] | None = None
    seen: set[Key | str] = field(default_factory=set)
    """The keys of all entries; of those without a context, their texts."""
    entries: list[Entry] = field(default_factory=list)
    lines: "array[int]" = field(default_factory=lambda: array("L"))
    """Where each of them begins, from 1."""
    reference: Callable[[str], Reference] = field(default_factory=reference_reader)

    def take(self, stanza: Stanza) -> None:
        """Take one entry; raises CatalogError where its key stands in the file already."""
        self.waiting.append(stanza)
        self.waits += sum(map(len, stanza.message))
        if self.waits >= _BATCH:
            self._read()

    def contents(self) -> Contents:
        """All that was read; raises CatalogError as `take`."""
        self._read()
        head = None
        if self.head is not None:
            stanza, raw = self.head
            said = (text for text in (stanza.comment, stanza.note) if text is not None)
            head = Head.of(stanza.line, raw.msgstr, (*said, *stanza.references), stanza.flags)
        return Contents(head, self.entries, self.lines)

    def _read(self) -> None:
        """Have polib read what waits."""
        for stanza, raw in zip(self.waiting, self._messages(), strict=True):
            key: Key = (raw.msgctxt, raw.msgid)
            short = raw.msgid if raw.msgctxt is None else key
            if short in self.seen:
                raise self._double(stanza.line, key)
            self.seen.add(short)
            if key == (None, "") and not stanza.obsolete:
                if raw.msgstr_plural:
                    raise self._head_of_many(stanza.line)
                self.head = (stanza, raw)
            else:
                self.entries.append(_entry(stanza, raw, self.reference))
                self.lines.append(stanza.line)
        self.waiting.clear()
        self.waits = 0

    def _messages(self) -> Sequence[polib.POEntry]:
        text = _Lines("\n".join(line for stanza in self.waiting for line in stanza.message))
        try:
            return polib.pofile(text, encoding="utf-8", klass=_File)
        except (OSError, ValueError) as reason:
            raise CatalogError(
                _("cannot be read: {reason}").format(reason=reason), code="PO-018", path=self.path
            ) from None

    def _head_of_many(self, line: int) -> CatalogError:
        """GNU gettext would read its first form, most other tools none of it."""
        return CatalogError(
            _("the header stands here with plural forms, of which a header has none"),
            code="PO-024",
            path=self.path,
            line=line,
            remedy=_("delete the line `{line}`, and write `msgstr` for `msgstr[0]`").format(
                line="msgid_plural"
            ),
        )

    def _double(self, line: int, key: Key) -> CatalogError:
        lines = zip(self.entries, self.lines, strict=True)
        first = next((at for entry, at in lines if entry.key == key), None)
        if first is None:
            first = self.head[0].line if self.head else line
        return CatalogError(
            _("the entry “{text}” stands here again; it stands in line {first} already").format(
                text=shown(key[1]), first=first
            ),
            code="PO-019",
            path=self.path,
            line=line,
            remedy=_("delete one of the two, with its comments"),
        )


def _entry(stanza: Stanza, raw: polib.POEntry, reference: Callable[[str], Reference]) -> Entry:
    previous = None
    if raw.previous_msgctxt is not None or raw.previous_msgid is not None:
        text = raw.previous_msgid if raw.previous_msgid is not None else raw.msgid
        previous = (raw.previous_msgctxt, text)
    forms = tuple(raw.msgstr_plural[index] for index in sorted(raw.msgstr_plural))
    target = forms[0] if forms else raw.msgstr
    state = State.DRAFT if "fuzzy" in stanza.flags else State.TRANSLATED
    return Entry(
        context=raw.msgctxt,
        source=raw.msgid,
        target=target,
        state=state if target or any(forms) else State.EMPTY,
        obsolete=stanza.obsolete,
        previous=previous,
        previous_plural=raw.previous_msgid_plural,
        comment=stanza.comment or "",
        note=stanza.note or "",
        flags=tuple(flag for flag in dict.fromkeys(stanza.flags) if flag != "fuzzy"),
        references=tuple(map(reference, stanza.references)),
        plurals=(raw.msgid_plural, forms) if forms else None,
    )
