"""A server that is none, or says nothing more, ends in one error: no command waits for ever."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import l10n.memory.postgres as shared
from l10n.errors import SharedMemoryError
from l10n.memory import Query
from l10n.memory.postgres import PostgresMemory
from l10n.model.database_address import database_address
from l10n.tags.renumbering import tagged

QUERY = Query(tagged("Погода"), "uk", "en")


def _said(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!I", len(body) + 4) + body


WELCOME = (
    _said(b"R", struct.pack("!I", 0))
    + _said(b"S", b"server_version\x0015.3\0")
    + _said(b"K", struct.pack("!II", 1, 2))
    + _said(b"Z", b"I")
)
BROKEN = _said(b"1", b"") + _said(b"t", b"\x00\x09") + _said(b"T", b"\x00\x01x") + _said(b"Z", b"I")


@contextmanager
def _server(answer: bytes) -> Iterator[str]:
    """Lets everybody in, answers the first statement so, and says nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    client, _address = listening.accept()
                    kept.append(client)
                    client.recv(65_536)
                    client.sendall(WELCOME)
                    client.recv(65_536)
                    client.sendall(answer)

        kept: list[socket.socket] = []
        threading.Thread(target=serve, daemon=True).start()
        yield f"postgresql://desk@127.0.0.1:{listening.getsockname()[1]}/news"
        # Who waits in accept() is woken.
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        for each in kept:
            each.close()


@pytest.mark.parametrize("answer", [b"", BROKEN, b"D\0\0\0\0xx", b"\x07" * 64])
def test_a_server_that_goes_silent_is_one_error(
    answer: bytes, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shared, "ANSWERING", 0.3)
    with _server(answer) as url:
        memory = PostgresMemory(database_address(url), "kyiv")
        with pytest.raises(SharedMemoryError) as caught:
            memory.search([QUERY])
        memory.close()
    assert caught.value.code in ("L10N-MEM-051", "L10N-MEM-054")
    assert capfd.readouterr().err == ""
