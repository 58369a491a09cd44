"""A server of the OpenAI chat API on loopback that answers, or misbehaves, as a test tells it."""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "gemma3:12b"
_FIRST = ('{"headline"', '{"terms"', '{"segments"')


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def prompt(self) -> str:
        return "\n".join(each["content"] for each in self.body["messages"])

    @property
    def data(self) -> Any:
        """The JSON of the user's message, without the reminder after it."""
        user = self.body["messages"][-1]["content"]
        start = min(user.index(key) for key in _FIRST if key in user)
        return json.JSONDecoder().raw_decode(user, start)[0]

    @property
    def segments(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.data["segments"]
        return found

    @property
    def texts(self) -> list[str]:
        return [each["text"] for each in self.segments]


@dataclass(frozen=True)
class Raw:
    """An answer of HTTP, byte by byte if need be."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    break_off: int | None = None
    """Bytes after which the connection is cut."""
    hang: bool = False
    """Send the head and nothing else until the server is stopped."""


Script = Callable[[Asked], "Raw | Mapping[str, Any] | str"]
"""Makes an answer: of HTTP, the JSON of an answer, or what the model writes."""


def completion(content: str | None, finish: str = "stop", **more: Any) -> dict[str, Any]:
    """The answer of a server whose model wrote something."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content},
                "finish_reason": finish,
            }
        ],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        **more,
    }


def error(status: int, said: str, **headers: str) -> Raw:
    """An error as OpenAI words it."""
    body = json.dumps({"error": {"message": said, "type": "invalid_request_error"}}).encode()
    return Raw(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


def translations(texts: Mapping[int, str]) -> str:
    """Write an answer as it was asked for."""
    items = [{"id": number, "translation": text} for number, text in texts.items()]
    return json.dumps({"translations": items}, ensure_ascii=False)


def translating(table: Mapping[str, str]) -> Script:
    """Answer with the translations of a table, in the form asked for."""

    def script(asked: Asked) -> str:
        return translations({each["id"]: table[each["text"]] for each in asked.segments})

    return script


class ChatServer:
    """Where it listens, what it was asked, and what it does."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[Asked] = []
        self.gets: list[str] = []
        self.stopped = threading.Event()
        self.url = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length", "0"))
        asked = Asked(handler.path, dict(handler.headers), json.loads(handler.rfile.read(length)))
        self.asked.append(asked)
        made = self.script(asked)
        if isinstance(made, str):
            made = completion(made)
        if not isinstance(made, Raw):
            made = Raw(body=json.dumps(made).encode())
        self.send(handler, made)

    def send(self, handler: BaseHTTPRequestHandler, made: Raw) -> None:
        handler.send_response(made.status)
        for name, value in {"Content-Type": "application/json", **made.headers}.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(made.body)))
        handler.end_headers()
        if made.hang:
            self.stopped.wait(60)
            return
        handler.wfile.write(made.body[: made.break_off])
        handler.wfile.flush()
        if made.break_off is not None:
            handler.close_connection = True
            with suppress(OSError):
                handler.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving(script: Script) -> Iterator[ChatServer]:
    """Run a server in a thread for as long as the block lasts."""
    chat = ChatServer(script)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            with suppress(ConnectionError):
                chat.answer(self)

        def do_GET(self) -> None:
            chat.gets.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    chat.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield chat
    finally:
        chat.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
