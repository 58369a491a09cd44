"""Connections to a server: certificates checked, through a proxy only where one is wanted."""

import errno
import logging
import os
import re
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass
from weakref import WeakSet

from l10n.net.origin import loopback
from l10n.net.secrets import NO_SECRETS, Secrets, secrets_of
from l10n.regex import regex

if TYPE_CHECKING:
    from urllib3 import PoolManager

CONNECT = 10.0
"""Seconds within which a connection stands, or never will."""


class _WithoutPaths(logging.Filter):
    """Keeps tokens in addresses, and what servers say, out of a log that somebody turns on."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Cut them off; no line is dropped."""
        record.exc_info = None
        if isinstance(record.args, tuple):
            record.args = tuple(map(_loggable, record.args))
        return True


_PATH = regex("(?<![:/])/[^/].*", re.DOTALL)


def _loggable(value: object) -> object:
    if isinstance(value, BaseException):
        return type(value).__name__
    return _PATH.sub("/…", value) if isinstance(value, str) else value


_WITHOUT_PATHS = _WithoutPaths()


class ProxyUnusableError(Exception):
    """The system names a proxy that is none."""

    def __init__(self, variable: str) -> None:
        """`variable` is what names it: `https_proxy`."""
        super().__init__(variable)
        self.variable = variable


class Lines:
    """The sockets of a pool, so that one that is in use can be cut off from another thread."""

    def __init__(self) -> None:
        """None yet."""
        self._lock = threading.Lock()
        self._open: WeakSet[socket.socket] = WeakSet()
        self._is_cut = False

    def add(self, line: socket.socket) -> None:
        """Know of one, for as long as it is used; one that comes too late is cut at once."""
        with self._lock:
            self._open.add(line)
        if self._is_cut:
            self.cut()

    def cut(self) -> None:
        """End them all: what waits for one of them waits no longer."""
        with self._lock:
            self._is_cut = True
            for line in self._open:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)


def pool(url: str, timeout: float, lines: Lines) -> "PoolManager":
    """The connections to a server, through the system's proxy where there is one for the host.

    Never for this machine: a proxy would look for `localhost` on its own. `timeout` is the seconds
    without a byte. Raises ProxyUnusableError, and ValueError for an address that two parsers read
    in two ways.
    """
    import urllib3

    for part in ("connection", "connectionpool"):
        logging.getLogger(f"urllib3.{part}").addFilter(_WITHOUT_PATHS)
    bounds = urllib3.Timeout(connect=min(CONNECT, timeout), read=timeout)
    parts, read = urlsplit(url), urllib3.util.parse_url(url)
    if (read.scheme, (read.host or "").strip("[]")) != (parts.scheme, parts.hostname):
        raise ValueError("an address that is read in two ways")
    proxy = _proxy(url)
    if not proxy:
        return _told(urllib3.PoolManager(timeout=bounds, cert_reqs="CERT_REQUIRED"), lines)
    way = urlsplit(proxy)
    headers = None
    if way.username is not None:
        account = f"{unquote(way.username)}:{unquote(way.password or '')}"
        headers = urllib3.make_headers(proxy_basic_auth=account)
    try:
        manager = urllib3.ProxyManager(
            f"{way.scheme}://{way.netloc.rpartition('@')[2]}",
            timeout=bounds,
            cert_reqs="CERT_REQUIRED",
            proxy_headers=headers,
        )
    except (ValueError, urllib3.exceptions.HTTPError):
        raise ProxyUnusableError(f"{parts.scheme}_proxy") from None
    return _told(manager, lines)


def _told(manager: "PoolManager", lines: Lines) -> "PoolManager":
    """Let a pool tell of the sockets that it opens."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            lines.add(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            lines.add(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return manager


def proxy_account(url: str) -> Secrets:
    """The account at the proxy that leads to a server, which a proxy may repeat."""
    try:
        return secrets_of(_proxy(url))
    except ValueError:
        return NO_SECRETS


def _proxy(url: str) -> str:
    """The address of the system's proxy for a server; empty where there is none."""
    parts = urlsplit(url)
    proxy = "" if loopback(url) else getproxies().get(parts.scheme, "")
    if not proxy or proxy_bypass(parts.netloc):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


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
