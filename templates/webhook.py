"""Start `l10n sync` for an article when a CMS says that it has changed.

    python3 webhook.py /srv/newsroom --secret /etc/l10n/webhook.secret --port 8099

Listens on this machine alone; a web server in front of it has the certificate. A request is
`POST /` with `{"article": "news/story.md"}` as its body and the header

    X-Hub-Signature-256: sha256=<HMAC-SHA-256 of the body, in hexadecimal>

which the CMS makes with the secret that it shares with this program. Needs Python 3.11 and nothing
else; `docs/scale.md` says how it is set up.
"""

import argparse
import hashlib
import hmac
import json
import queue
import re
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath

MOST = 10_000
"""Bytes of a request's body."""
WAITING = 1_000
"""Articles that may wait for their turn."""
SECONDS = 10
"""How long a request may take to arrive."""
SHORTEST = 32
"""Bytes of a secret."""
# What is a pattern to `l10n sync`, ends a line, or is read as an option, is no name here.
NAME = re.compile(r"[^\s*?\[\]\\\x00-\x1f\x7f-][^*?\[\]\\\x00-\x1f\x7f]{0,500}")


class RefusedError(Exception):
    """A request that starts nothing: a status of HTTP, and why."""

    def __init__(self, status: int, why: str) -> None:
        """`why` is the answer's only line."""
        super().__init__(why)
        self.status = status


class Syncs:
    """Syncs one article after another; one that waits already does not wait twice."""

    def __init__(self, workspace: Path, command: list[str]) -> None:
        """`command` is the tool, as a list of words."""
        self.workspace = workspace.resolve()
        self.articles = self.workspace / "articles"
        self.command = command
        self.waiting: queue.Queue[str] = queue.Queue(WAITING)
        self.names: set[str] = set()
        self.lock = threading.Lock()

    def name(self, value: object) -> str:
        """The name of an article that is there, of what a request gave for it."""
        if not isinstance(value, str) or not NAME.fullmatch(value):
            raise RefusedError(400, "no name of an article")
        parts = PurePosixPath(value)
        if parts.is_absolute() or ".." in parts.parts or str(parts) != value:
            raise RefusedError(400, "no name of an article")
        try:
            file = (self.articles / value).resolve()
            there = file.is_relative_to(self.articles.resolve()) and file.is_file()
        except (OSError, RuntimeError):
            # A name that is too long for the disk, a folder that may not be read, a link to itself.
            there = False
        if not there:
            raise RefusedError(404, "there is no such article")
        return value

    def add(self, name: str) -> None:
        """Let an article wait for its sync."""
        with self.lock:
            if name in self.names:
                return
            try:
                self.waiting.put_nowait(name)
            except queue.Full:
                raise RefusedError(503, "too many articles wait") from None
            self.names.add(name)

    def work(self) -> None:
        """Sync what waits, for ever."""
        while True:
            name = self.waiting.get()
            with self.lock:
                # A change from now on is another reason to sync.
                self.names.discard(name)
            words = [*self.command, "-C", str(self.workspace), "sync", "--", name]
            try:
                what: object = subprocess.run(words, check=False).returncode
            except OSError as error:
                # While the tool is being updated, say: the next one may start again.
                what = error
            print(f"{name}: {what}", file=sys.stderr, flush=True)


def handler(secret: bytes, syncs: Syncs) -> type[BaseHTTPRequestHandler]:
    """What answers requests."""

    class Webhook(BaseHTTPRequestHandler):
        timeout = SECONDS

        def do_POST(self) -> None:
            try:
                name = self.article()
                syncs.add(name)
            except RefusedError as refused:
                self.say(refused.status, str(refused))
            else:
                self.say(202, "it will be synced")

        def article(self) -> str:
            length = self.headers.get("Content-Length", "")
            if not (length.isascii() and length.isdecimal()):
                raise RefusedError(411, "no Content-Length")
            if len(length) > 9 or int(length) > MOST:
                raise RefusedError(413, "too long")
            body = self.rfile.read(int(length))
            if len(body) < int(length):
                raise RefusedError(400, "broken off")
            expected = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
            given = self.headers.get("X-Hub-Signature-256", "")
            if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace")):
                raise RefusedError(401, "the signature is not right")
            try:
                return syncs.name(json.loads(body)["article"])
            except (ValueError, TypeError, LookupError, RecursionError):
                raise RefusedError(400, "no JSON with an article") from None

        def say(self, status: int, why: str) -> None:
            body = f"{why}\n".encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        def handle(self) -> None:
            # One who is gone before the answer has nothing to be told, and the log neither.
            with suppress(ConnectionError):
                super().handle()

        def log_message(self, *_arguments: object) -> None:
            """The web server in front of it keeps the log."""

    return Webhook


def main() -> None:
    """Listen until somebody ends it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--secret", type=Path, required=True, help="a file with the secret")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--command", default="l10n", help="the command, with its path")
    given = parser.parse_args()
    try:
        secret = given.secret.read_bytes().strip()
    except OSError as error:
        parser.error(f"the secret cannot be read: {error}")
    if len(secret) < SHORTEST:
        parser.error(f"the secret has fewer than {SHORTEST} bytes")
    if given.secret.stat().st_mode & 0o077:
        parser.error("others can read the secret: chmod 600")
    if not (given.workspace / "articles").is_dir():
        parser.error(f"there is no folder articles in {given.workspace}")
    if shutil.which(given.command) is None:
        parser.error(f"{given.command} is not there: give its path with --command")
    syncs = Syncs(given.workspace, [given.command])
    threading.Thread(target=syncs.work, daemon=True).start()
    with ThreadingHTTPServer(("127.0.0.1", given.port), handler(secret, syncs)) as server:
        print(f"listening on 127.0.0.1:{server.server_port}", file=sys.stderr, flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main()
