"""Connections to a server: certificates checked, through a proxy only where one is wanted."""

import errno
import os
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from l10n.net.origin import loopback

if TYPE_CHECKING:
    from urllib3 import PoolManager

CONNECT = 10.0
"""Seconds within which a connection stands, or never will."""


class ProxyUnusableError(Exception):
    """The system names a proxy that is none."""

    def __init__(self, variable: str) -> None:
        """`variable` is what names it: `https_proxy`."""
        super().__init__(variable)
        self.variable = variable


def pool(url: str, timeout: float) -> "PoolManager":
    """The connections to a server, through the system's proxy where there is one for the host.

    Never for this machine: a proxy would look for `localhost` on its own. `timeout` is the seconds
    without a byte. Raises ProxyUnusableError, and ValueError for an address that two parsers read
    in two ways.
    """
    import urllib3

    bounds = urllib3.Timeout(connect=min(CONNECT, timeout), read=timeout)
    parts, read = urlsplit(url), urllib3.util.parse_url(url)
    if (read.scheme, (read.host or "").strip("[]")) != (parts.scheme, parts.hostname):
        raise ValueError("an address that is read in two ways")
    proxy = None if loopback(url) else getproxies().get(parts.scheme)
    if not proxy or proxy_bypass(parts.netloc):
        return urllib3.PoolManager(timeout=bounds, cert_reqs="CERT_REQUIRED")
    way = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    headers = None
    if way.username is not None:
        account = f"{unquote(way.username)}:{unquote(way.password or '')}"
        headers = urllib3.make_headers(proxy_basic_auth=account)
    try:
        return urllib3.ProxyManager(
            f"{way.scheme}://{way.netloc.rpartition('@')[2]}",
            timeout=bounds,
            cert_reqs="CERT_REQUIRED",
            proxy_headers=headers,
        )
    except (ValueError, urllib3.exceptions.HTTPError):
        raise ProxyUnusableError(f"{parts.scheme}_proxy") from None


def system_words(error: BaseException) -> str:
    """The system's own words behind an error; urllib3's name objects in memory."""
    if type(error).__name__ == "ConnectTimeoutError":
        return os.strerror(errno.ETIMEDOUT)
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.strerror:
            return seen.strerror
        inner = seen.args[-1] if seen.args and isinstance(seen.args[-1], BaseException) else None
        seen = inner or seen.__cause__ or seen.__context__
    return type(error).__name__
