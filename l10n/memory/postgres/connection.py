"""One connection to a server, opened when it is first needed; what goes wrong is said in a line."""

import asyncio
import os
import ssl
import warnings
from collections.abc import Awaitable, Callable, Mapping
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from l10n.errors import SharedMemoryError
from l10n.lines import display_line
from l10n.memory.postgres.passwords import DEFAULT_PORT, password
from l10n.messages import _
from l10n.model.database_address import DatabaseAddress

if TYPE_CHECKING:
    import asyncpg

T = TypeVar("T")
Act = Callable[["asyncpg.Connection"], Awaitable[T]]

CONNECTING = 5.0
"""Seconds until a server that does not answer counts as one that cannot be reached."""
ANSWERING = 15.0
"""Seconds until a server that was only asked counts as one that does not answer."""
WRITING = 600.0
"""Seconds that one statement may take which writes, or waits until others have written."""
LOST = 30_000
"""Milliseconds without an answer of the system at the other end until a connection is given up."""


_BROKEN = (OSError, EOFError, ValueError, LookupError)
"""What a connection ends with whose other end is gone, or is no server of PostgreSQL."""


class Connection:
    """What one command asks of a server, one thing after another."""

    def __init__(self, address: DatabaseAddress) -> None:
        """Open nothing yet."""
        self._address = address
        self._runner: asyncio.Runner | None = None
        self._db: asyncpg.Connection | None = None

    def run(self, act: Act[T], limit: float | None = None) -> T:
        """Do something with the open connection; raises SharedMemoryError.

        `limit` is in seconds; without one each statement alone is bounded.
        """
        try:
            import asyncpg
        except ImportError:
            raise SharedMemoryError(
                _("a memory in PostgreSQL needs the package asyncpg"),
                code="MEM-050",
                remedy=_("install it: {command}").format(
                    command="pip install 'newsroom-l10n[postgres]'"
                ),
            ) from None
        if self._runner is None:
            self._runner = asyncio.Runner()
            # What the library trips over in a server's bytes ends the connection, and is said then.
            self._runner.get_loop().set_exception_handler(lambda _loop, _context: None)
        try:
            return self._runner.run(self._done(act, limit))
        except asyncpg.PostgresError as error:
            raise _refused(error, self._shown) from None
        except (*_BROKEN, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
            self._end()
            raise SharedMemoryError(
                _("the memory at {host} cannot be reached: {reason}").format(
                    host=self._shown, reason=_words(error)
                ),
                code="MEM-051",
                remedy=_("see that the server runs, and that its address and its certificate fit"),
            ) from None

    def close(self) -> None:
        """End the connection; a server that is gone already is no error."""
        if self._runner is None:
            return
        self._end()
        self._runner.close()
        self._runner = None

    def _end(self) -> None:
        if self._db is not None:
            self._db.terminate()
            self._db = None

    async def _done(self, act: Act[T], limit: float | None) -> T:
        if self._db is None or self._db.is_closed():
            # The library's own limit is not one for each way in which a server may be silent.
            async with asyncio.timeout(CONNECTING):
                self._db = await self._opened()
        async with asyncio.timeout(limit):
            return await act(self._db)

    async def _opened(self) -> "asyncpg.Connection":
        import asyncpg

        address = self._address
        user = address.user or os.environ.get("PGUSER") or getuser()
        known = password(address, user, os.environ)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return await asyncpg.connect(
                host=address.host or None,
                port=address.port or (DEFAULT_PORT if address.host else None),
                user=user,
                # Without one the library would offer this server a password for another.
                password=known if known or address.host else None,
                database=address.database or user,
                ssl=protection(address, os.environ),
                timeout=CONNECTING,
                command_timeout=WRITING,
                server_settings={
                    "application_name": "l10n",
                    # Every statement finds its rows by an index; a plan for each would cost more.
                    "plan_cache_mode": "force_generic_plan",
                    "enable_seqscan": "off",
                    "enable_hashjoin": "off",
                    "enable_mergejoin": "off",
                    "jit": "off",
                    "tcp_user_timeout": str(LOST),
                },
            )

    @property
    def _shown(self) -> str:
        address = self._address
        host = address.host or os.environ.get("PGHOST") or "localhost"
        return display_line(host if address.port is None else f"{host}:{address.port}")


def protection(
    address: DatabaseAddress, environment: Mapping[str, str]
) -> ssl.SSLContext | bool | None:
    """How a connection is protected; raises OSError for certificates that cannot be read.

    On its way to another machine everything is encrypted and the server's certificate checked,
    unless the workflow says otherwise: articles may be under embargo.
    """
    if address.tls == "disable" or (not address.tls and address.is_here):
        return None if not address.host else False
    context = ssl.create_default_context()
    own = Path(environment.get("HOME", "/")) / ".postgresql" / "root.crt"
    if own.is_file():
        context.load_verify_locations(cafile=own)
    if address.tls == "require":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _refused(error: "asyncpg.PostgresError", host: str) -> SharedMemoryError:
    """What the server says no to, in our words."""
    import asyncpg

    if isinstance(error, asyncpg.InvalidAuthorizationSpecificationError):
        return SharedMemoryError(
            _("the memory at {host} does not let you in: {reason}").format(
                host=host, reason=_words(error)
            ),
            code="MEM-052",
            remedy=_("put your password into ~/.pgpass, or ask who looks after the database"),
        )
    if isinstance(error, asyncpg.InsufficientPrivilegeError):
        return SharedMemoryError(
            _("the memory at {host} forbids this: {reason}").format(
                host=host, reason=_words(error)
            ),
            code="MEM-053",
            remedy=_("ask who looks after the database for the right to do it"),
        )
    return SharedMemoryError(
        _("the memory at {host} could not answer: {reason}").format(
            host=host, reason=_words(error)
        ),
        code="MEM-054",
        remedy=_("run the command again; if it stays so, show this line to who looks after it"),
    )


def _words(error: Exception) -> str:
    """What an error says, on one line of bounded length; of silence nothing is said there."""
    if isinstance(error, TimeoutError):
        return _("it does not answer")
    said = str(error).strip() or type(error).__name__
    return display_line(said.splitlines()[0][:200])
