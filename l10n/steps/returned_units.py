"""Units of an XLIFF file that came back, as the entries that they are of.

What another tool made of a unit is a matter of a line: its entry is found by its name or its text,
its codes become our tags, and what does not fit is told and kept, never dropped.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.errors import CatalogError
from l10n.exchange.po.references import quote_path
from l10n.exchange.xliff.pieces import Form, Piece, Pieces, plain
from l10n.exchange.xliff.reading import ReturnedFile, ReturnedUnit
from l10n.exchange.xliff.words import unit_id
from l10n.lines import collapsed, display_line, one_line
from l10n.messages import N_, _, message
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.markup import Tagged, Token, TokenKind, faults, write
from l10n.model.segment import Key
from l10n.model.sent_record import HEADER
from l10n.tags.renumbering import tagged

OTHER = N_("Another translation: {text}")
_KINDS = {
    Form.TEXT: TokenKind.TEXT,
    Form.OPEN: TokenKind.OPEN,
    Form.CLOSE: TokenKind.CLOSE,
    Form.EMPTY: TokenKind.EMPTY,
}


@dataclass(frozen=True, slots=True)
class Matched:
    """A file as a catalog, and what is wrong with some of its units."""

    catalog: Catalog
    problems: tuple[CatalogError, ...]


def heading(file: ReturnedFile) -> Catalog:
    """The headers that a PO file of this origin has: whose it is, and which parcel it was."""
    headers = [("X-L10n-Article", quote_path(file.original, spaces=True))]
    headers.append(("Language", file.target_locale))
    if file.parcel:
        headers.append((HEADER, file.parcel))
    return Catalog(headers=tuple(headers))


def matched(file: ReturnedFile, ours: Catalog, path: Path, *, language: str = "en") -> Matched:
    """Find the entry of each unit among ours, and give what came back as a catalog.

    `path` is named in problems, and `language` is that of comments that keep a second text.
    """
    work = _Matching(ours, path, language)
    for unit, entry in work.pairs(file.units):
        work.take(unit, entry)
    return Matched(replace(heading(file), entries=tuple(work.found.values())), tuple(work.problems))


class _Matching:
    def __init__(self, ours: Catalog, path: Path, language: str) -> None:
        self.path = path
        self.language = language
        self.found: dict[Key, Entry] = {}
        self.problems: list[CatalogError] = []
        self.by_name: dict[str, Entry] = {}
        self.by_text: dict[str, list[Entry]] = {}
        for entry in sorted(ours.entries, key=lambda each: each.obsolete):
            if entry.plurals is None:
                self.by_name.setdefault(unit_id(entry.key), entry)
                text = _compared(tagged(entry.source).plain())
                self.by_text.setdefault(text, []).append(entry)

    def pairs(self, units: Sequence[ReturnedUnit]) -> Iterator[tuple[ReturnedUnit, Entry | None]]:
        """Each unit with its entry of ours, if it has one.

        Left out, and told, is a translation that may be of several.
        """
        nameless: dict[str, list[ReturnedUnit]] = {}
        for unit in units:
            if self._named(unit) is None:
                nameless.setdefault(_compared(plain(unit.source)), []).append(unit)
        seen: Counter[str] = Counter()
        for unit in units:
            text = _compared(plain(unit.source))
            named = self._named(unit)
            if named is not None:
                same = text == _compared(tagged(named.source).plain())
                yield unit, named if same else None
                continue
            known = self._known(unit, text)
            seen[text] += 1
            if len(known) < 2:
                yield unit, known[0] if known else None
            elif len(known) == len(nameless[text]):
                yield unit, known[seen[text] - 1]
            elif unit.target:
                self._tell_several(unit)

    def _named(self, unit: ReturnedUnit) -> Entry | None:
        return next((self.by_name[name] for name in unit.names if name in self.by_name), None)

    def _known(self, unit: ReturnedUnit, text: str) -> list[Entry]:
        """The entries with the text of a unit, those of its role if there are any."""
        known = self.by_text.get(text, [])
        if unit.context is not None:
            known = [entry for entry in known if entry.context == unit.context] or known
        return [entry for entry in known if not entry.obsolete] or known[:1]

    def take(self, unit: ReturnedUnit, ours: Entry | None) -> None:
        """Make an entry of a unit, and put it with the others.

        Of a text that is not here only a translation is of use.
        """
        names = _Names(unit.source, ours)
        if ours is not None:
            key = ours.key
        elif unit.target and plain(unit.source).strip():
            key = (unit.context, names.written(unit.source))
            self._tell_unknown(unit)
        else:
            return
        target, state = names.written(unit.target), unit.state
        # What it was like when it went out is nobody's mistake elsewhere, unless called finished.
        if ours is None or target != ours.target or _finished(state) > _finished(ours.state):
            wrong = names.wrong(unit.target, tagged(key[1]), target)
            if wrong:
                state = State.DRAFT
                self._tell_codes(unit, key[1], wrong)
        entry = Entry(*key, comment=unit.comment).with_target(target, state)
        self.found[key] = self._both(unit, self.found.get(key), entry)

    def _both(self, unit: ReturnedUnit, first: Entry | None, entry: Entry) -> Entry:
        """One entry of two units that are the same entry's."""
        if first is None:
            return entry
        comment = "\n".join(dict.fromkeys(filter(None, (first.comment, entry.comment))))
        if not entry.target or entry.target == first.target:
            state = max(first.state, entry.state, key=_finished)
            return replace(first.with_target(first.target, state), comment=comment)
        if not first.target:
            return replace(entry, comment=comment)
        text = message(OTHER, text=one_line(entry.target)).text(self.language)
        self.problems.append(
            CatalogError(
                _("“{text}” comes twice, with two translations").format(text=_shown(entry.source)),
                code="XLF-004",
                path=self.path,
                line=unit.line,
                remedy=_("the second one stands in the comment of the entry; choose one"),
            )
        )
        return replace(first, comment="\n".join(filter(None, (comment, text))))

    def _tell_several(self, unit: ReturnedUnit) -> None:
        self.problems.append(
            CatalogError(
                _("which “{text}” is meant is not told; not taken: {translation}").format(
                    text=_shown(plain(unit.source)), translation=display_line(plain(unit.target))
                ),
                code="XLF-003",
                path=self.path,
                line=unit.line,
                remedy=_("put the translation into the catalog by hand"),
            )
        )

    def _tell_unknown(self, unit: ReturnedUnit) -> None:
        """Say of a translated unit that nothing here has its text."""
        named = self._named(unit)
        if named is None:
            self.problems.append(
                CatalogError(
                    _("no entry has the text “{text}”").format(text=_shown(plain(unit.source))),
                    code="XLF-007",
                    path=self.path,
                    line=unit.line,
                    remedy=_("look in the catalog, where its translation is kept"),
                )
            )
            return
        self.problems.append(
            CatalogError(
                _("the original “{text}” was changed in the other tool").format(
                    text=_shown(named.source)
                ),
                code="XLF-005",
                path=self.path,
                line=unit.line,
                remedy=_("look in the catalog, where its translation is kept"),
            )
        )

    def _tell_codes(self, unit: ReturnedUnit, source: str, wrong: str) -> None:
        self.problems.append(
            CatalogError(
                _("the tags in the translation of “{text}” are not right: {reason}").format(
                    text=_shown(source), reason=wrong
                ),
                code="XLF-006",
                path=self.path,
                line=unit.line,
                remedy=_("it was taken as a draft; put the tags right in the catalog"),
            )
        )


def _finished(state: State) -> int:
    return (State.EMPTY, State.DRAFT, State.TRANSLATED).index(state)


def _compared(text: str) -> str:
    return collapsed(unicodedata.normalize("NFC", text))


def _shown(text: str) -> str:
    """A text as a problem shows it."""
    line = display_line(text)
    return line if len(line) <= 60 else line[:59] + "…"


class _Names:
    """What the codes of one unit are called in its entry."""

    def __init__(self, source: Pieces, ours: Entry | None) -> None:
        """Lay the codes of a source beside the tags of our text, in order.

        Where they differ, or the text is not here, a code is the tag that it says it is; else the
        codes of a text that is not here are numbered by their order.
        """
        self.names: dict[str, str] = {}
        codes = [piece for piece in source if piece.form is not Form.TEXT]
        tags = [] if ours is None else _tags(tagged(ours.source))
        self.known = {token.text for token in tags}
        if [_KINDS[each.form] for each in codes] == [each.kind for each in tags]:
            called = [token.text for token in tags]
        else:
            called = [each.name if each.name in self.known else "" for each in codes]
        if ours is None:
            called = _made_up(codes)
            self.known = set(called)
        for code, name in zip(codes, called, strict=True):
            for key in code.keys if name else ():
                self.names.setdefault(key, name)

    def written(self, pieces: Pieces) -> str:
        """A text with our tags; a code that is none of them goes, the text in it stays."""
        return write(
            [
                Token(_KINDS[piece.form], piece.text or self.name(piece))
                for piece in pieces
                if piece.form is Form.TEXT or self.name(piece)
            ]
        )

    def name(self, code: Piece) -> str:
        """The tag that a code is; empty if it is none."""
        found = next((self.names[key] for key in code.keys if key in self.names), "")
        return found or (code.name if code.name in self.known else "")

    def wrong(self, pieces: Pieces, source: Tagged, target: str) -> str:
        """What is wrong with the codes of a target, in one line; empty if nothing is."""
        for piece in pieces:
            if piece.form is not Form.TEXT and not self.name(piece):
                return message(N_("there is a code that the original does not have")).text()
        found = faults(source, target) if target else ()
        return found[0].text() if found else ""


def _tags(source: Tagged) -> list[Token]:
    return [token for token in source.tokens() if token.kind is not TokenKind.TEXT]


def _made_up(codes: Sequence[Piece]) -> list[str]:
    """Tags for the codes of a text that is not here: what they say they are, else numbered."""
    told = [code.name for code in codes]
    if all(told):
        return told
    names: list[str] = []
    opened: list[str] = []
    for code in codes:
        if code.form is Form.CLOSE and opened:
            names.append(opened.pop())
            continue
        number = len(set(names)) + 1
        names.append(f"{'x' if code.form is Form.EMPTY else 'g'}{number}")
        if code.form is Form.OPEN:
            opened.append(names[-1])
    return names
