"""Origins of servers: scheme, host and port, the bounds within which a key may be sent."""

import ipaddress
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}


def origin(url: str) -> str:
    """Give the origin of an address as RFC 6454 writes it: `https://api.example.org`.

    Raises ValueError for what is no address of a server.
    """
    parts = urlsplit(url)
    host, port = parts.hostname, parts.port
    if parts.scheme not in _PORTS or not host:
        raise ValueError
    if ":" in host:
        host = f"[{host}]"
    return f"{parts.scheme}://{host}" + ("" if port in (None, _PORTS[parts.scheme]) else f":{port}")


def loopback(url: str) -> bool:
    """Say whether an address is on this machine: `localhost`, `127.0.0.1`, `[::1]`."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
