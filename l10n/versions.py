"""The record of an article's versions, one JSON object a line."""

import json
from dataclasses import asdict, fields
from pathlib import PurePath

from l10n.errors import FileError
from l10n.messages import _
from l10n.version import Version


def parse_versions(text: str, path: PurePath | str) -> tuple[Version, ...]:
    """Read the record, in order of number; raises FileError with the line of what is damaged."""
    versions: dict[int, Version] = {}
    for line, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        version = _version(row, path, line)
        if versions.setdefault(version.number, version) != version:
            raise FileError(
                _("version {number} stands here twice").format(number=version.number),
                path=path,
                line=line,
                remedy=_("keep one of the two lines"),
            )
    return tuple(versions[number] for number in sorted(versions))


def dump_versions(versions: tuple[Version, ...]) -> str:
    """Write the record, in order of number."""
    return "".join(
        json.dumps(asdict(version), ensure_ascii=False) + "\n"
        for version in sorted(versions, key=lambda version: version.number)
    )


def _version(row: str, path: PurePath | str, line: int) -> Version:
    kinds = {field.name: field.type for field in fields(Version)}
    try:
        value = json.loads(row)
        if not isinstance(value, dict) or not {"number", "text", "source", "date"} <= set(value):
            raise ValueError
        if any(type(item) is not kinds[name] for name, item in value.items()):
            raise ValueError
        return Version(**value)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise FileError(
            _("this line is no record of a version"),
            path=path,
            line=line,
            remedy=_("take the file back from version control"),
        ) from None
