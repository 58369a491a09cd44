"""Origins of servers: scheme, host and port, the bounds within which a key may be sent."""

import ipaddress
from urllib.parse import urlsplit

from l10n.lines import display_line
from l10n.regex import regex

_PORTS = {"http": 80, "https": 443}
_NETLOC = regex(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]@:\\%\s]+)(:[0-9]{1,5})?")
"""Host and port, and nothing that two parsers could read in two ways."""

_CUT = regex("[?#]")
_SCHEME = regex(r"(?i)https?:/{0,2}")
_SHOWN = 200
"""Characters of an address that are shown."""


def origin(url: str) -> str:
    """The origin of an address as RFC 6454 writes it: `https://api.example.org`.

    Raises ValueError for what is no address of a server.
    """
    parts = urlsplit(url)
    # A parser that ends the host at a backslash would connect to another than the one found here.
    if "\\" in url or not url.isprintable() or not _NETLOC.fullmatch(parts.netloc):
        raise ValueError
    host, port = parts.hostname, parts.port
    if parts.scheme not in _PORTS or not host:
        raise ValueError
    if ":" in host:
        host = f"[{host}]"
    return f"{parts.scheme}://{host}" + ("" if port in (None, _PORTS[parts.scheme]) else f":{port}")


def public_address(url: str) -> str:
    """An address as it may be shown: one short line, without an account, a query or a fragment."""
    before = _CUT.split(url, maxsplit=1)[0]
    try:
        origin(url)
        account = "@" in (before if urlsplit(url).path else url)
    except ValueError:
        # A password may hold the very signs that end the host.
        account = "@" in url
    if account:
        scheme = _SCHEME.match(url)
        # Without one before the cut, what stands there may be the beginning of a password.
        there = before.rpartition("@")[2] if "@" in before else ""
        before = (scheme[0] if scheme else "") + "…" + there
    shown = display_line(before[:_SHOWN])
    return shown + "…" if len(before) > _SHOWN else shown


def loopback(url: str) -> bool:
    """True for an address on this machine: `localhost`, `127.0.0.1`, `[::1]`."""
    try:
        host = urlsplit(origin(url)).hostname or ""
    except ValueError:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
