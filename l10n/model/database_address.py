"""The address of a database, as a workflow names it: it never holds a secret."""

from typing import Literal, cast, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

from l10n.dataclass import dataclass
from l10n.regex import regex

Tls = Literal["", "disable", "require", "verify-full"]

LONGEST = 1_000
"""Characters of an address."""
_SCHEMES = ("postgresql", "postgres")
_ODD = regex(r"[\s<>\"`{}|\\^#]")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where a database is."""

    host: str = ""
    """A name or an IP address; empty where the environment of each person says it (`PGHOST`)."""
    port: int | None = None
    user: str = ""
    """Empty where each person's own name on the system is meant."""
    database: str = ""
    tls: Tls = ""
    """How the connection is protected. Empty: with a certificate that is checked, but on this
    machine without any."""

    @property
    def is_here(self) -> bool:
        """True for a server of this machine."""
        return not self.host or self.host in _LOOPBACK


def database_address(url: str) -> DatabaseAddress:
    """Read `postgresql://user@host:port/database?sslmode=require`; raises ValueError.

    A password is none of it, nor anything else that would name a file of the machine.
    """
    parts = urlsplit(url)
    plain = url.isprintable() and not _ODD.search(url) and len(url) <= LONGEST
    if not plain or parts.scheme not in _SCHEMES or "://" not in url or parts.fragment:
        raise ValueError("no address of PostgreSQL")
    host, database = parts.hostname or "", unquote(parts.path.removeprefix("/"))
    if parts.password is not None or "," in parts.netloc or "/" in database or "%" in host:
        raise ValueError("a password, several hosts or a folder")
    if parts.port == 0:
        raise ValueError("no port")
    asked = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    if len(asked) > 1 or any(name != "sslmode" for name, _value in asked):
        raise ValueError("settings that a workflow may not make")
    tls = asked[0][1] if asked else ""
    if tls not in get_args(Tls) or (asked and not tls):
        raise ValueError("no mode of TLS")
    return DatabaseAddress(
        host=host,
        port=parts.port,
        user=unquote(parts.username or ""),
        database=database,
        tls=cast(Tls, tls),
    )
