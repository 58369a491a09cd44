"""Moments: times that a person wrote, with their offset from UTC, without which they are none."""

import re
from datetime import datetime

from l10n.regex import regex

_OFFSET = regex(r"[ \t]+(?=(?:[+-]\d{1,2}(?::?\d\d)?|Z)\Z)", re.ASCII | re.IGNORECASE)
"""YAML 1.1 allows blanks before the offset."""
_LONGEST = 64


def moment(value: object) -> datetime | None:
    """The time of a value of TOML, YAML or JSON; None for what says none, or has no offset.

    RFC 3339, as TOML and YAML have it: `2026-12-01T09:00:00+02:00`.
    """
    found = value
    if isinstance(value, str):
        if len(value) > _LONGEST:
            return None
        try:
            found = datetime.fromisoformat(_OFFSET.sub("", value.strip()))
        except ValueError:
            return None
    if not isinstance(found, datetime) or found.tzinfo is None:
        return None
    return None if found.utcoffset() is None else found
