"""What Hugging Face serves, on this machine: the list of a repository, files, a store elsewhere.

By its documentation (https://huggingface.co/docs/hub/api) and what its own client expects: large
files are led on to a signed address at another host, small ones to another path, and both answer
`Range` with `If-Range`.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.http_server import Answer, Asked, HttpServer, content, refusal

COMMIT = "0123456789abcdef0123456789abcdef01234567"
SIGNATURE = "X-Amz-Signature=0f1e2d3c4b5a6978"
SMALL = 4_096
"""Bytes from which on a file is stored elsewhere; here, where models are tiny."""


def blob_id(data: bytes) -> str:
    """The name that git gives a file's bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def sibling(name: str, data: bytes) -> dict[str, Any]:
    """How a file is listed."""
    listed: dict[str, Any] = {"rfilename": name, "size": len(data), "blobId": blob_id(data)}
    if len(data) > SMALL:
        digest = hashlib.sha256(data).hexdigest()
        listed["lfs"] = {"sha256": digest, "size": len(data), "pointerSize": 134}
    return listed


def part(data: bytes, asked: Asked, *, most: int | None = None) -> Answer:
    """Answer with a file, or the part of it that is asked for; `most` cuts the answer off."""
    etag = f'"{hashlib.sha256(data).hexdigest()}"'
    wanted = re.fullmatch("bytes=([0-9]+)-", asked.headers.get("range", ""))
    same = asked.headers.get("if-range", etag) == etag
    start = int(wanted[1]) if wanted and same else 0

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        if start >= len(data) and start:
            content(b"", status=416, Content_Range=f"bytes */{len(data)}")(handler, asked)
            return
        handler.send_response(206 if start else 200)
        handler.send_header("ETag", etag)
        handler.send_header("Content-Length", str(len(data) - start))
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        handler.end_headers()
        sent = data[start:] if most is None else data[start : start + most]
        handler.wfile.write(sent)
        if most is not None:
            handler.close_connection = True

    return answer


@dataclass
class HuggingFace(HttpServer):
    """One repository, `owner/name` at COMMIT, which the branch `main` is."""

    files: dict[str, bytes] = field(default_factory=dict)
    card: dict[str, Any] = field(default_factory=dict)
    gated: bool | str = False
    key: str = ""
    """Asked for before files are given out."""
    store: HttpServer = field(default_factory=HttpServer)
    """Where large files are: another origin."""
    given: Callable[[str, bytes, Asked], Answer] = lambda name, data, asked: part(data, asked)
    """How the store answers for a file."""
    repository: str = "owner/tiny-uk-en"
    commit: str = COMMIT

    def holds(self, folder: Path) -> "HuggingFace":
        """Have the files of a model's folder, without its description."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != "l10n-model.toml":
                self.files[path.name] = path.read_bytes()
        return self

    def info(self) -> dict[str, Any]:
        """What it says of the repository."""
        return {
            "id": self.repository,
            "sha": self.commit,
            "gated": self.gated,
            "cardData": self.card,
            "tags": ["translation"],
            "siblings": [sibling(name, data) for name, data in self.files.items()],
        }

    def asked_files(self) -> list[str]:
        """The files that were fetched, by their names, once for each request."""
        return [each.path.partition("?")[0].rsplit("/", 1)[-1] for each in self.store.asked]

    def __enter__(self) -> "HuggingFace":
        self.store.__enter__()
        self.store._next = self._stored  # type: ignore[method-assign]
        super().__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        super().__exit__(*error)
        self.store.__exit__(*error)

    def _next(self, path: str) -> Answer:
        if path in self.answers:
            return super()._next(path)
        place = path.partition("?")[0]
        for revision in (self.commit, "main"):
            if place == f"/api/models/{self.repository}/revision/{revision}":
                return content(json.dumps(self.info()))
            prefix = f"/{self.repository}/resolve/{revision}/"
            if place.startswith(prefix) and place.removeprefix(prefix) in self.files:
                return self._led_on(place.removeprefix(prefix))
        return refusal(404, "Repository not found")

    def _led_on(self, name: str) -> Answer:
        """To where a file is: beside it, or at another host with a signed address."""

        def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
            if self.key and asked.headers.get("authorization") != f"Bearer {self.key}":
                status = 401 if "authorization" not in asked.headers else 403
                headers = {"X_Error_Code": "GatedRepo"}
                content("Access is restricted", status=status, **headers)(handler, asked)
                return
            data = self.files[name]
            large = len(data) > SMALL
            place = f"{self.store.url}/store/{name}?{SIGNATURE}" if large else f"/cache/{name}"
            if not large:
                self.answers[place] = lambda on, request: part(data, request)(on, request)
            found = {"X_Repo_Commit": self.commit, "Location": place}
            content(b"", status=302 if large else 307, **found)(handler, asked)

        return answer

    def _stored(self, path: str) -> Answer:
        name = path.partition("?")[0].removeprefix("/store/")

        def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
            self.given(name, self.files[name], asked)(handler, asked)

        return answer
