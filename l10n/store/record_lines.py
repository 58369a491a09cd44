"""A record as one line: a flat JSON object, read with all that can be wrong with it."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import partial
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin

from l10n.dataclass import dataclass
from l10n.errors import CatalogError
from l10n.messages import Message, _, packed, unpacked

R = TypeVar("R")
_BEYOND = 2**53
"""Whole numbers up to this are the same in every reader of JSON (RFC 8259, 6)."""
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def line_of(record: Any) -> str:
    """The line of a record, without its newline."""
    parts = [
        f'"{each.name}": {_encoded(value)}'
        for each in _KNOWN[type(record)].values()
        if (value := getattr(record, each.name)) != each.default
    ]
    return f"{{{', '.join(parts)}}}"


def first_of(record: object) -> str:
    """The value of the first field, which stands first in a line; empty where it is no text."""
    first = getattr(record, next(iter(_KNOWN[type(record)])))
    return first if isinstance(first, str) else ""


def _encoded(value: object) -> str:
    return encode_basestring(value) if type(value) is str else _ENCODER.encode(_written(value))


def _written(value: object) -> object:
    if isinstance(value, Message):
        return packed(value)
    if is_dataclass(value):
        known = _KNOWN[type(value)].values()
        values = ((each, getattr(value, each.name)) for each in known)
        return {each.name: _written(mine) for each, mine in values if mine != each.default}
    return [_written(each) for each in value] if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    line: int

    def error(self, message: str, remedy: str | None = None, *, code: str) -> CatalogError:
        return CatalogError(message, code=code, path=self.path, line=self.line, remedy=remedy)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a kind of record."""

    name: str
    default: object
    """MISSING, which no value equals, where it has to be given."""
    is_of: Callable[[object], bool]
    """True for a value of JSON that it may have."""
    taken: Callable[[object, _Place], object] | None
    """That value as it has it; None where it is the same. Raises ValueError, CatalogError."""


class _Kinds(dict[type, Mapping[str, _Field]]):
    """The fields of kinds of records by name: looked at once, and not for every line."""

    def __missing__(self, kind: Any) -> Mapping[str, _Field]:
        found = {each.name: _field(each.name, each.default, each.type) for each in fields(kind)}
        self[kind] = found
        return found


def _field(name: str, default: object, kind: Any) -> _Field:
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        return _Field(name, default, _is_list, _messages if Message in inner else _tuple)
    if Message in inner:
        return _Field(name, default, _is_list, _message)
    nested = next((each for each in inner if is_dataclass(each)), None)
    if nested is not None:
        return _Field(name, default, _is_object, partial(_nested, kind=nested))
    return _Field(name, default, _is_text if kind is str else partial(_is_of, kind=kind), None)


_KNOWN = _Kinds()


def record_of(line: str, kind: type[R], path: Path, number: int) -> R:
    """The record of a line; `path` and `number` of the line are named in errors.

    Raises CatalogError for what is damaged, lacks a field or has one too many.
    """
    if line.startswith(_CONFLICT):
        raise _Place(path, number).error(
            _("a merge conflict was left in the file"),
            _("delete the marker lines and keep the records of both sides"),
            code="REC-001",
        )
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise _Place(path, number).error(
            _("this is not a JSON object"),
            _("delete the line, or take it from git again"),
            code="REC-002",
        ) from None
    if not isinstance(value, dict):
        raise _Place(path, number).error(
            _("this is not a JSON object"), _("delete the line"), code="REC-002"
        )
    return _made(value, kind, _Place(path, number))


def _made(value: dict[str, object], kind: type[R], place: _Place) -> R:
    known = _KNOWN[kind]
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
        elif not each.is_of(value[name]):
            raise place.error(
                _("the field “{name}” has a value of another type").format(name=name),
                code="REC-005",
            )
    try:
        return kind(
            **{
                name: each if (taken := known[name].taken) is None else taken(each, place)
                for name, each in value.items()
            }
        )
    except ValueError:
        raise place.error(
            _("this is not a record that can be read"),
            _("delete the line, or take it from git again"),
            code="REC-006",
        ) from None


def _is_text(value: object) -> bool:
    """True for a text that can be written again: no surrogates."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_list(value: object, depth: int = 4) -> bool:
    """True for a list of such texts, and of such lists."""
    return (
        isinstance(value, list)
        and depth > 0
        and all(_is_text(each) or _is_list(each, depth - 1) for each in value)
    )


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _is_of(value: object, kind: Any) -> bool:
    """True for a value of one of the plain kinds."""
    if isinstance(value, str) and not _is_text(value):
        return False
    if isinstance(value, float) and not math.isfinite(value):
        return False
    if isinstance(value, int) and abs(value) >= _BEYOND:
        return False
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _message(value: object, _place: _Place) -> Message:
    return unpacked(value)


def _messages(value: object, _place: _Place) -> tuple[Message, ...]:
    return tuple(map(unpacked, cast("list[object]", value)))


def _tuple(value: object, _place: _Place) -> object:
    return _frozen(value)


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _nested(value: object, place: _Place, kind: Any) -> object:
    return _made(cast("dict[str, object]", value), kind, place)
