"""A record as one line: a flat JSON object, read with all that can be wrong with it."""

import json
import math
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from l10n.errors import CatalogError
from l10n.messages import Message, _, packed, unpacked

R = TypeVar("R")
_BEYOND = 2**53
"""Whole numbers up to this are the same in every reader of JSON (RFC 8259, 6)."""


def line_of(record: Any) -> str:
    """The line of a record, without its newline."""
    return json.dumps(_shown(record), ensure_ascii=False)


def _shown(record: Any) -> dict[str, object]:
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    return {
        each.name: _written(values[each.name])
        for each in fields(record)
        if each.default is MISSING or values[each.name] != each.default
    }


def _written(value: object) -> object:
    if isinstance(value, Message):
        return packed(value)
    if is_dataclass(value):
        return _shown(value)
    return [_written(each) for each in value] if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    line: int

    def error(self, message: str, remedy: str | None = None, *, code: str) -> CatalogError:
        return CatalogError(message, code=code, path=self.path, line=self.line, remedy=remedy)


def record_of(line: str, kind: type[R], path: Path, number: int) -> R:
    """The record of a line; `path` and `number` of the line are named in errors.

    Raises CatalogError for what is damaged, lacks a field or has one too many.
    """
    place = _Place(path, number)
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise place.error(
            _("a merge conflict was left in the file"),
            _("delete the marker lines and keep the records of both sides"),
            code="REC-001",
        )
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise place.error(
            _("this is not a JSON object"),
            _("delete the line, or take it from git again"),
            code="REC-002",
        ) from None
    if not isinstance(value, Mapping):
        raise place.error(_("this is not a JSON object"), _("delete the line"), code="REC-002")
    return _made(value, kind, place)


def _made(value: Mapping[str, object], kind: type[R], place: _Place) -> R:
    known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
    for name in value:
        if name not in known:
            raise place.error(
                _("unknown field “{name}”").format(name=name),
                _("known are: {names}").format(names=", ".join(known)),
                code="REC-003",
            )
    for name, each in known.items():
        if name not in value:
            if each.default is MISSING:
                raise place.error(
                    _("the field “{name}” is missing").format(name=name), code="REC-004"
                )
        elif not _is_of(value[name], each.type):
            raise place.error(
                _("the field “{name}” has a value of another type").format(name=name),
                code="REC-005",
            )
    try:
        return kind(**{name: _taken(each, known[name].type, place) for name, each in value.items()})
    except ValueError:
        raise place.error(
            _("this is not a record that can be read"),
            _("delete the line, or take it from git again"),
            code="REC-006",
        ) from None


def _is_of(value: object, kind: Any) -> bool:
    if get_origin(kind) is tuple or Message in get_args(kind):
        return isinstance(value, list) and _is_text(value)
    if _nested(kind) is not None:
        return isinstance(value, Mapping)
    if isinstance(value, str) and not _is_text(value):
        return False
    if isinstance(value, float) and not math.isfinite(value):
        return False
    if isinstance(value, int) and abs(value) >= _BEYOND:
        return False
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _is_text(value: object, depth: int = 4) -> bool:
    """True for text, and lists of text, that can be written again: no surrogates."""
    if isinstance(value, list):
        return depth > 0 and all(_is_text(each, depth - 1) for each in value)
    return isinstance(value, str) and not any("\ud800" <= char <= "\udfff" for char in value)


def _nested(kind: Any) -> Any:
    """The record that a field of such a kind may hold; None where it holds no record."""
    return next((each for each in get_args(kind) if is_dataclass(each)), None)


def _taken(value: object, kind: Any, place: _Place) -> object:
    """A value of JSON as one of a field's kind; raises ValueError for a message that is none."""
    if isinstance(value, Mapping):
        return _made(value, _nested(kind), place)
    if not isinstance(value, list):
        return value
    if Message in get_args(kind):
        return tuple(map(unpacked, value)) if get_origin(kind) is tuple else unpacked(value)
    return _frozen(value)


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
