"""Units of the translation memories of other tools, read from TMX one after another.

What OmegaT, Trados, memoQ, Phrase, Weblate and Translate Toolkit write is understood, TMX 1.1 to
1.4b; what they say of a unit besides is taken where a unit has a place for it.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO

from l10n.dataclass import dataclass
from l10n.errors import FileError, UsageError
from l10n.exchange.tmx.inline import Both, both, pieces
from l10n.exchange.tmx.terms import (
    AFTER,
    ARTICLE,
    BEFORE,
    DESK,
    MACHINE,
    ROLE,
    STATE,
    TOOL,
    held,
)
from l10n.language import locales
from l10n.lines import kept_lines, one_line
from l10n.messages import _
from l10n.model.markup import Tagged
from l10n.model.unit import Standing, Unit
from l10n.regex import regex
from l10n.store.regular import reading
from l10n.store.text_file import file_errors
from l10n.store.xml_faults import Lenient
from l10n.store.xml_reading import (
    Element,
    Source,
    Start,
    cut,
    local,
    root_of,
    shown,
    skipped,
    whole,
    xml_events,
)

_VARIANTS = 200
"""Texts of one unit."""
_LENGTH = 100_000
"""Characters of one text, and elements in it."""
_ALL = "*all*"
_DATE = regex(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", re.ASCII)
_SEGMENT = regex(r"<[^<>]*+>")
_STANDINGS = {each.name.lower(): each for each in Standing}
_MACHINES = ("mt", "nmt", "machinetranslation", "adaptivemachinetranslation", "machine")
_BEFORE = (BEFORE, "prev", "x-context-pre")
_AFTER = (AFTER, "next", "x-context-post")
_ARTICLE = (ARTICLE, "file", "x-document", "filename")
_DESK = (DESK, "project", "x-project")
_ORIGIN = ("x-origin", "origin")
"""What the tools call it, ours first: OmegaT, memoQ, Phrase and Trados (in small letters)."""


@dataclass(slots=True)
class TmxReading(Lenient):
    """A TMX file that is being read; what is wrong with single units is a list, no exception."""

    sources: Collection[str] = ()
    """Locales that are translated from: they decide what is the source where a file leaves it
    open (`srclang="*all*"`); otherwise the first text of each unit is."""
    tool: str = ""
    """Who made the file, as it says."""

    def units(self) -> Iterator[Unit]:
        """Each text with each translation; raises FileError where the file cannot be read on.

        `standing` is what a file of ours says, and IMPORTED in all others: whoever takes units from
        elsewhere decides how much that counts. Units without a translation are left out.
        """
        srclang = ""
        events = xml_events(self.source)
        root_of(events, ("tmx",), self._not_tmx)
        for event in events:
            if isinstance(event, Element):
                yield from self._of(event, srclang)
            if not isinstance(event, Start):
                continue
            name = local(event.name)
            if name == "header":
                srclang = event.attributes.get("srclang", "")
                self.tool = event.attributes.get("creationtool", "")
                skipped(events)
            elif name == "tu":
                yield from self._of(whole(event, events, self.source), srclang)
            elif name != "body":
                skipped(events)

    def _not_tmx(self, name: str) -> FileError:
        return self.source.error(
            _("the file begins with <{name}>, and is no TMX").format(name=name),
            code="TMX-001",
            path=self.source.path,
            remedy=_("export the memory as TMX with the program that it comes from"),
        )

    def _of(self, tu: Element, srclang: str) -> Iterator[Unit]:
        variants = list(self._variants(tu))
        if len(variants) > _VARIANTS:
            self.problem(
                _("the unit has more than {limit} texts").format(limit=_VARIANTS),
                code="TMX-004",
                line=tu.line,
            )
            return
        wanted = tu.attributes.get("srclang", "") or srclang
        chosen = self._source_of(variants, wanted)
        if chosen is None:
            if len(variants) > 1:
                self.problem(
                    _("no text of the unit is in its source language, {locale}").format(
                        locale=shown(wanted)
                    ),
                    code="TMX-003",
                    line=tu.line,
                )
            return
        details = _details(tu)
        for each in variants:
            if each is not chosen and each.locale != chosen.locale:
                yield from self._pair(chosen, each, details)

    def _variants(self, tu: Element) -> Iterator["_Variant"]:
        for tuv in tu.children:
            if isinstance(tuv, str) or local(tuv.name) != "tuv":
                continue
            seg = _seg(tuv)
            tag = tuv.attributes.get("xml:lang") or tuv.attributes.get("lang", "")
            try:
                locale = _locale(tag)
            except UsageError as reason:
                self.problem(reason.message, code="TMX-002", line=tuv.line, remedy=reason.remedy)
                continue
            if seg is not None and _size(seg) > _LENGTH:
                self.problem(
                    _("the text has more than {limit} characters").format(limit=_LENGTH),
                    code="TMX-005",
                    line=tuv.line,
                )
            elif seg is not None:
                yield _Variant(locale, tuv, seg)

    def _source_of(self, variants: Sequence["_Variant"], wanted: str) -> "_Variant | None":
        if wanted.strip().lower() in ("", _ALL):
            for locale in self.sources:
                if (found := _of_locale(variants, locale)) is not None:
                    return found
            return variants[0] if variants else None
        try:
            return _of_locale(variants, locales.normal(wanted.strip()))
        except UsageError:
            return None

    def _pair(
        self, source: "_Variant", target: "_Variant", details: Mapping[str, str]
    ) -> Iterator[Unit]:
        ours = self.tool == TOOL
        waiting = [(source.seg, target.seg)]
        while waiting:
            first, second = waiting.pop()
            found = both(pieces(first), pieces(second), ours=ours)
            if not ours:
                found = _normal(found)
            if _has_words(found.source) and found.target.strip():
                yield _unit(found, source.locale, target, _joined(details, _details(target.tuv)))
            waiting += reversed(found.subs)


@dataclass(frozen=True, slots=True)
class _Variant:
    """A text of a unit in one language."""

    locale: str
    tuv: Element
    seg: Element


@contextmanager
def opened(
    path: Path, *, sources: Collection[str] = (), error: type[FileError] = FileError
) -> Iterator[TmxReading]:
    """Open a TMX file; raises `error` if it cannot be opened. See `TmxReading.sources`."""
    with file_errors(path, error):
        file = reading(path)
    with file:
        yield TmxReading(Source(file, path, error, taken={"tu"}), sources)


def of_file(file: IO[bytes], path: Path, *, sources: Collection[str] = ()) -> TmxReading:
    """Read bytes of anywhere as a TMX file; `path` is named in errors."""
    return TmxReading(Source(file, path, taken={"tu"}), sources)


@lru_cache(maxsize=256)
def _locale(tag: str) -> str:
    """A locale tag in its one form; a file has few, and says them with each text."""
    return locales.normal(cut(tag.strip()))


def _of_locale(variants: Sequence[_Variant], locale: str) -> _Variant | None:
    """The first text in a locale; if there is none, in its language."""
    same = (each for each in variants if each.locale == locale)
    language = locale.split("-", maxsplit=1)[0]
    near = (each for each in variants if each.locale.split("-", maxsplit=1)[0] == language)
    return next(same, None) or next(near, None)


def _has_words(text: Tagged) -> bool:
    return bool((text.plain() if text.text.startswith("<") else text.text).strip())


def _seg(tuv: Element) -> Element | None:
    for child in tuv.children:
        if not isinstance(child, str) and local(child.name) == "seg":
            return child
    return None


def _size(element: Element) -> int:
    """Characters of a text and its codes, and elements in it."""
    size = 0
    for child in element.children:
        size += len(child) if isinstance(child, str) else 1 + _size(child)
    return size


def _details(element: Element) -> dict[str, str]:
    """What a `tu` or `tuv` says of itself: properties, notes, dates and people, by our names."""
    found: dict[str, str] = {}
    notes: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            continue
        name = local(child.name)
        if name not in ("note", "prop"):
            continue
        text = held(child.text(), child.attributes.get("o-encoding", ""))
        kind = child.attributes.get("type", "").strip()
        if name == "note" and text:
            notes.append(text)
        # The numbers by which Trados knows a context are not the context.
        elif name == "prop" and kind != "x-Context":
            found.setdefault(kind.lower(), text)
    if notes:
        found["note"] = "\n".join(notes)
    given = element.attributes
    if given:
        date = max(_date(given.get("changedate", "")), _date(given.get("creationdate", "")))
        who = given.get("changeid") or given.get("creationid")
        found |= {"date": date} if date else {}
        found |= {"who": who} if who else {}
    return found


def _joined(whole: Mapping[str, str], part: Mapping[str, str]) -> dict[str, str]:
    """What is said of a unit, and of its translation, which goes before."""
    if "note" not in part:
        return {**whole, **part}
    notes = (each["note"] for each in (whole, part) if "note" in each)
    joined = {**whole, **part}
    return joined | {"note": "\n".join(notes)} if "note" in joined else joined


def _date(value: str) -> str:
    """A date of TMX in our form; empty for what is none."""
    match = _DATE.fullmatch(value.strip())
    if match is None:
        return ""
    year, month, day, hour, minute, second = match.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"


def _normal(found: Both) -> Both:
    """Texts of other tools in the form that ours have."""
    source = found.source
    text = type(source)(one_line(source.text), source.pairs, source.empties)
    return Both(text, kept_lines(found.target), found.subs)


def _unit(found: Both, source_locale: str, target: _Variant, details: Mapping[str, str]) -> Unit:
    origin = _first(details, _ORIGIN).lower().replace(" ", "")
    return Unit(
        source=found.source,
        target=found.target,
        source_locale=source_locale,
        target_locale=target.locale,
        context=details.get(ROLE),
        before=_neighbour(details, _BEFORE),
        after=_neighbour(details, _AFTER),
        standing=_STANDINGS.get(details.get(STATE, ""), Standing.IMPORTED),
        machine=details.get(MACHINE) == "yes" or origin in _MACHINES,
        desk=_first(details, _DESK),
        article=_first(details, _ARTICLE),
        date=details.get("date", ""),
        who=details.get("who", ""),
        note=details.get("note", ""),
    )


def _first(details: Mapping[str, str], names: Sequence[str]) -> str:
    for name in names:
        if value := details.get(name):
            return value
    return ""


def _neighbour(details: Mapping[str, str], names: Sequence[str]) -> str:
    """A text beside a unit; memoQ writes it with its tags."""
    if own := details.get(names[0]):
        return own
    return one_line(_SEGMENT.sub("", _first(details, names[1:])))
