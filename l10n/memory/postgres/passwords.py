"""A person's password for a database: from the file that PostgreSQL's own programs read.

A workflow comes with a repository and may name any server, so a password goes to the server that
its owner wrote it down for, and to no other.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from l10n.model.database_address import DatabaseAddress
from l10n.store.regular import reading

DEFAULT_PORT = 5432
_FIELDS = 5
_LARGEST = 1 << 20
"""Bytes of a password file."""


def password(address: DatabaseAddress, user: str, environment: Mapping[str, str]) -> str:
    """The password of an account; empty where none is known.

    `PGPASSWORD` counts where `PGHOST` names the same server. Source of the format: PostgreSQL's
    manual, "The Password File". A file that others may read is not used, as there.
    """
    if "PGPASSWORD" in environment and environment.get("PGHOST", "") == address.host:
        return environment["PGPASSWORD"]
    named = environment.get("PGPASSFILE")
    path = Path(named) if named else Path(environment.get("HOME", "/")) / ".pgpass"
    try:
        if os.stat(path).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            return ""
        with reading(path) as file:
            text = file.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""
    port = str(address.port or DEFAULT_PORT)
    wanted = (address.host or "localhost", port, address.database or user, user)
    for line in text.splitlines():
        fields = _fields(line)
        if line.startswith("#") or len(fields) != _FIELDS:
            continue
        if all(each in ("*", want) for each, want in zip(fields, wanted, strict=False)):
            return fields[-1]
    return ""


def _fields(line: str) -> list[str]:
    """The parts of a line; a backslash frees the colon or backslash behind it."""
    found, at = [""], 0
    while at < len(line):
        sign = line[at]
        if sign == "\\" and at + 1 < len(line):
            at += 1
            found[-1] += line[at]
        elif sign == ":":
            found.append("")
        else:
            found[-1] += sign
        at += 1
    return found
