"""A server on this machine that answers as a test tells it to, however badly."""

import json
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    """By name in lower case."""
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answer = Callable[[BaseHTTPRequestHandler, Asked], None]


def content(
    data: bytes | str, *, status: int = 200, kind: str = "application/json", **headers: str
) -> Answer:
    """Answer with some bytes; `Retry_After` is the header `Retry-After`."""
    written = data.encode() if isinstance(data, str) else data

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(written)))
        handler.end_headers()
        handler.wfile.write(written)

    return answer


def value(found: object, *, status: int = 200, **headers: str) -> Answer:
    """Answer with JSON."""
    return content(json.dumps(found), status=status, **headers)


def refusal(status: int, said: str = "no", **headers: str) -> Answer:
    """Refuse as LibreTranslate does."""
    return value({"error": said}, status=status, **headers)


def made(make: Callable[[Asked], object]) -> Answer:
    """Answer with JSON that depends on the request."""

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        value(make(asked))(handler, asked)

    return answer


def cut_off(data: bytes, length: int) -> Answer:
    """Promise more bytes than come."""

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(length))
        handler.end_headers()
        handler.wfile.write(data)
        handler.close_connection = True

    return answer


def hang_up(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def dripping(data: bytes, *, head: bool = False) -> Answer:
    """Send a byte each 50 ms, of the body or of the head, without end."""

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        if not head:
            handler.send_response(200)
            handler.end_headers()
        with suppress(OSError):
            while True:
                for byte in b"HTTP/1.1 200 OK\r\nX: " + data * 99 if head else data:
                    handler.wfile.write(bytes([byte]))
                    time.sleep(0.05)
        handler.close_connection = True

    return answer


def endless(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    """Send bytes as fast as can be, without end."""
    handler.send_response(200)
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b" " * 65536)
    handler.close_connection = True


@dataclass
class HttpServer(AbstractContextManager["HttpServer"]):
    """Answers each path by what stands for it: a list in turn, its last again and again."""

    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                headers = {name.lower(): text for name, text in self.headers.items()}
                asked = Asked(self.command, self.path, headers, self.rfile.read(length))
                server.asked.append(asked)
                server._next(self.path)(self, asked)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Web(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, request: object, client_address: object) -> None:
                """Say nothing of clients that hang up: here they are meant to."""

        self._web = Web(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._web.server_address[1]}"

    def __enter__(self) -> "HttpServer":
        threading.Thread(target=self._web.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._web.shutdown()
        self._web.server_close()

    def secure(self, certificate: Path, key: Path) -> None:
        """Answer by https from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._web.socket = context.wrap_socket(self._web.socket, server_side=True)

    def at(self, path: str) -> list[Asked]:
        """The requests for a path."""
        return [asked for asked in self.asked if asked.path == path]

    def _next(self, path: str) -> Answer:
        found = self.answers.get(path, refusal(404, "Not Found"))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found
