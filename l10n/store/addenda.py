"""Reading `addenda/<locale>/<article>.toml`: texts that an article has in one locale alone."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from l10n.errors import AddendumError
from l10n.language.locales import direction
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.addendum import BEGINNING, Addendum, Place
from l10n.regex import regex
from l10n.store.workspace import Workspace
from l10n.toml import Keys, NumberError, key_lines, line_of, load

_TABLE = "addendum"
_PLACES: tuple[Place, ...] = ("before", "after")
_KNOWN = (*_PLACES, "text")
_LONGEST = 2**18
"""Characters of a file."""
_MOST = 100
"""Addenda of an article in a locale."""
_PARAGRAPHS = regex(r"\n[ \t]*\n\s*")


def read_addenda(workspace: Workspace, locale: str, name: str) -> tuple[Addendum, ...]:
    """The addenda of an article in a locale, in their order; raises AddendumError, FileError."""
    document = workspace.read_if_there(workspace.addenda_path(locale, name))
    if document is None:
        return ()
    return load_addenda(Path(workspace.shown(document.path)), document.text(), locale)


def load_addenda(path: Path, text: str, locale: str) -> tuple[Addendum, ...]:
    """Read a file of addenda; raises AddendumError for the first mistake, with line and remedy."""
    text = text.removeprefix("\ufeff")
    try:
        if len(text) > _LONGEST:
            raise tomllib.TOMLDecodeError("> 256 KiB")
        data = load(text)
    except (tomllib.TOMLDecodeError, NumberError, RecursionError) as reason:
        found = re.search(r"\(at line (\d+), column \d+\)$", str(reason))
        raise AddendumError(
            _("this is not TOML: {reason}").format(
                reason=re.sub(r" \(at [^()]*\)$", "", str(reason)) or type(reason).__name__
            ),
            code="ADD-001",
            path=path,
            line=int(found[1]) if found else len(text.rstrip().split("\n")),
            remedy=_("write texts in quotes, and a table for each: [[addendum]]"),
        ) from None
    return tuple(_Reader(path, text, locale).addenda(data))


class _Reader:
    def __init__(self, path: Path, text: str, locale: str) -> None:
        self.path = path
        self.lines = key_lines(text)
        self.backward = direction(locale) == "rtl"

    def error(self, keys: Keys, message: str, remedy: str, *, code: str) -> AddendumError:
        line = line_of(self.lines, keys)
        return AddendumError(message, code=code, path=self.path, line=line, remedy=remedy)

    def addenda(self, data: Mapping[str, Any]) -> Iterator[Addendum]:
        tables = data.get(_TABLE, [])
        for key in data:
            if key != _TABLE or not isinstance(tables, list):
                raise self.unknown((key,))
        if len(tables) > _MOST:
            raise self.error(
                (_TABLE, _MOST),
                _("there are more than {most} addenda").format(most=_MOST),
                _("what has so much to add is an article of its own"),
                code="ADD-005",
            )
        for number, table in enumerate(tables):
            keys: Keys = (_TABLE, number)
            if not isinstance(table, dict):
                raise self.unknown(keys)
            for key in table:
                if key not in _KNOWN:
                    raise self.unknown((*keys, key))
            yield from self.of(keys, table)

    def of(self, keys: Keys, table: Mapping[str, Any]) -> Iterator[Addendum]:
        places = [each for each in _PLACES if each in table]
        if len(places) != 1 or "text" not in table:
            raise self.error(
                keys,
                _("an addendum needs `text`, and either `before` or `after`"),
                _("say beside which text of the article it stands"),
                code="ADD-003",
            )
        place = places[0]
        anchor = self.plain((*keys, place), table[place])
        if not anchor.removesuffix(BEGINNING).strip():
            raise self.wrong((*keys, place))
        line = line_of(self.lines, (*keys, place))
        for paragraph in self.paragraphs((*keys, "text"), table["text"]):
            yield Addendum(place, anchor, paragraph, line)

    def paragraphs(self, keys: Keys, value: object) -> list[str]:
        """A blank line parts paragraphs; other line ends are blanks."""
        if not isinstance(value, str):
            raise self.wrong(keys)
        value = value.replace("\r\n", "\n").strip()
        return [self.plain(keys, each) for each in _PARAGRAPHS.split(value)]

    def plain(self, keys: Keys, value: object) -> str:
        text = re.sub(r"[ \t\n]+", " ", value).strip() if isinstance(value, str) else ""
        if not is_plain_line(text, rtl=self.backward):
            raise self.wrong(keys)
        return text

    def wrong(self, keys: Keys) -> AddendumError:
        return self.error(
            keys,
            _("this is no text for readers"),
            _("write a text in quotes, in which each character is seen"),
            code="ADD-004",
        )

    def unknown(self, keys: Keys) -> AddendumError:
        return self.error(
            keys,
            _("there is no “{key}” in addenda").format(key=str(keys[-1])[:60]),
            _("write tables [[addendum]] with `before` or `after`, and `text`"),
            code="ADD-002",
        )
