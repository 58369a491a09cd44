"""Origins of servers: scheme, host and port, the bounds within which a key may be sent."""

import ipaddress
import re
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_NETLOC = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]@:\\%\s]+)(:[0-9]{1,5})?")
"""Host and port, and nothing that two parsers could read in two ways."""


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
