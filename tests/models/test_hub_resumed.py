"""Downloads of models that break off: nothing that came is fetched twice, nothing wrong is kept."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from filelock import FileLock

from l10n.engines.packages.hub import Hub, hub_name
from l10n.engines.packages.parts import Digest, Parts, Remote
from l10n.errors import ModelError
from tests.conftest import Run
from tests.http_server import Answer, Asked, HttpServer, content
from tests.hugging_face import HuggingFace, part

NAME = "hf:owner/tiny-uk-en"
INSTALL = ("models", "install", "--accept-licence")
DATA = bytes(range(256)) * 400
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return Parts(tmp_path / "parts", sleep=lambda seconds: None)


def served(server: HttpServer, *answers: Answer | Callable[[Asked], Answer]) -> Remote:
    """A file that a server answers so, one after the other; the last again and again."""
    left = list(answers)

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        now = left.pop(0) if len(left) > 1 else left[0]
        now(handler, asked)  # type: ignore[call-arg, arg-type]

    server.answers["/x"] = answer
    return Remote(f"{server.url}/x", len(DATA), Digest("sha256", SHA256))


def whole(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    part(DATA, asked)(handler, asked)


def cut(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    part(DATA, asked, most=30_000)(handler, asked)


def another(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    part(b"x" * len(DATA), asked)(handler, asked)


def ignoring(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    content(DATA)(handler, asked)


def elsewhere(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    headers = {"Content_Range": f"bytes 5-{len(DATA) - 1}/{len(DATA)}"}
    content(DATA[5:], status=206, **headers)(handler, asked)


def test_a_download_that_breaks_off_goes_on_by_itself(parts: Parts) -> None:
    with HttpServer() as server:
        arrived = parts.fetch(served(server, cut, cut, whole))
    assert arrived.path.read_bytes() == DATA
    assert [each.headers.get("range") for each in server.asked] == [
        None,
        "bytes=30000-",
        "bytes=60000-",
    ]
    assert all("if-range" in each.headers for each in server.asked[1:])


def test_what_came_is_kept_for_the_next_command(parts: Parts) -> None:
    with HttpServer() as server:
        remote = served(server, cut, content(b"", status=403))
        with pytest.raises(ModelError):
            parts.fetch(remote)
        assert parts.there(remote) == 30_000
        remote = served(server, whole)
        assert parts.fetch(remote).sha256 == SHA256
    assert server.asked[-1].headers["range"] == "bytes=30000-"


@pytest.mark.parametrize("last", [ignoring, whole])
def test_a_server_that_sends_all_again_does_no_harm(parts: Parts, last: Answer) -> None:
    with HttpServer() as server:
        assert parts.fetch(served(server, cut, last)).path.read_bytes() == DATA


def test_a_file_that_changed_meanwhile_is_fetched_anew(parts: Parts) -> None:
    with HttpServer() as server:
        remote = served(server, cut, another)
        with pytest.raises(ModelError) as caught:
            parts.fetch(remote)
        assert "checksum" in str(caught.value)
        assert parts.there(remote) == 0
        assert parts.fetch(served(server, whole)).sha256 == SHA256


def test_a_part_that_is_another_than_asked_for_is_refused(parts: Parts) -> None:
    with HttpServer() as server:
        remote = served(server, cut, elsewhere)
        with pytest.raises(ModelError) as caught:
            parts.fetch(remote)
    assert "another part" in str(caught.value)
    assert parts.there(remote) == 30_000


def test_a_part_that_is_too_long_or_damaged_begins_anew(parts: Parts) -> None:
    with HttpServer() as server:
        remote = served(server, whole)
        parts.folder.mkdir()
        (parts.folder / remote.name).write_bytes(b"z" * (len(DATA) + 1))
        assert parts.fetch(remote).sha256 == SHA256
        for damaged in (len(DATA), 30_000):
            (parts.folder / remote.name).write_bytes(b"z" * damaged)
            assert parts.fetch(remote).sha256 == SHA256


def test_a_busy_server_is_waited_for_as_it_asks(tmp_path: Path) -> None:
    waits: list[float] = []
    parts = Parts(tmp_path / "parts", sleep=waits.append)
    busy = content(b"", status=429, Retry_After="7")
    with HttpServer() as server:
        assert parts.fetch(served(server, busy, whole)).sha256 == SHA256
        assert len(waits) == 1
        assert waits[0] >= 7
        parts.drop(served(server, whole))
        with pytest.raises(ModelError) as caught:
            parts.fetch(served(server, content(b"", status=429, Retry_After="3600")))
    assert "429" in str(caught.value)
    assert len(waits) == 1


def test_a_busy_hub_is_waited_for_as_it_asks(hub: HuggingFace) -> None:
    waits: list[float] = []
    info = "/api/models/owner/tiny-uk-en/revision/main?blobs=true"
    busy = content(b"", status=429, Retry_After="9")
    hub.answers[info] = [busy, content(json.dumps(hub.info()))]
    assert Hub(sleep=waits.append).model(hub_name(NAME)).files
    assert waits == [9]
    hub.answers[info] = busy
    with pytest.raises(ModelError) as caught:
        Hub(sleep=waits.append).model(hub_name(NAME))
    assert "try again later" in str(caught.value)
    assert sum(waits) <= 9 + 120


def test_an_archive_without_checksum_goes_on_only_by_its_etag(parts: Parts) -> None:
    with HttpServer() as server:
        known = served(server, cut, whole)
        remote = Remote(known.url, None, most=len(DATA))
        assert parts.fetch(remote).sha256 == SHA256
        assert server.asked[-1].headers["range"] == "bytes=30000-"
        parts.drop(remote)
        parts.folder.mkdir(exist_ok=True)
        (parts.folder / remote.name).write_bytes(b"of another day")
        assert parts.fetch(remote).sha256 == SHA256
        assert "range" not in server.asked[-1].headers


def test_a_link_in_the_place_of_a_part_is_not_followed(parts: Parts, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("a person's own")
    with HttpServer() as server:
        remote = served(server, whole)
        parts.folder.mkdir()
        (parts.folder / remote.name).symlink_to(mine)
        with pytest.raises(ModelError):
            parts.fetch(remote)
    assert mine.read_text() == "a person's own"


def test_a_file_of_a_model_is_never_written_into(parts: Parts, tmp_path: Path) -> None:
    mine = tmp_path / "model.bin"
    mine.write_bytes(DATA)
    with HttpServer() as server:
        remote = served(server, whole)
        parts.adopt(remote, mine)
        # Whoever adopted it was killed, and a person changed the model after.
        mine.write_bytes(b"a person's own")
        assert parts.fetch(remote).sha256 == SHA256
    assert mine.read_bytes() == b"a person's own"


def test_an_installed_model_is_no_part_before_the_lock_is_had(
    hub: HuggingFace, place: Path, run: Run
) -> None:
    assert run(*INSTALL, NAME).code == 0
    hub.commit = "f" * 40
    with FileLock(place / ".l10n-models.lock"):
        assert "MOD-015" in run(*INSTALL, NAME).err
        assert not list((place / ".l10n-parts").iterdir())
    offered = run("models", "install", NAME)
    assert "Nothing is left to fetch" in offered.out
    assert not list((place / ".l10n-parts").iterdir())


def test_an_install_that_is_killed_goes_on_where_it_was(
    hub: HuggingFace, place: Path, run: Run
) -> None:
    began, killed = threading.Event(), threading.Event()
    weights = hub.files["model.bin"]

    def halting(name: str, data: bytes, asked: Asked) -> Answer:
        def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
            handler.send_response(200)
            handler.send_header("ETag", f'"{hashlib.sha256(data).hexdigest()}"')
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data[: len(data) // 2])
            began.set()
            killed.wait(60)

        whole = part(data, asked)
        return answer if name == "model.bin" and not killed.is_set() else whole

    hub.given = halting
    command = [sys.executable, "-m", "l10n", *INSTALL, NAME]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert began.wait(60)
    kept = place / ".l10n-parts"
    end = time.monotonic() + 60
    while time.monotonic() < end and not _half(kept, len(weights) // 2):
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    killed.set()
    assert not (place / "tiny-uk-en").exists()
    answer = run(*INSTALL, NAME)
    assert answer.code == 0, answer.err
    assert "are here from an earlier attempt" in answer.out
    (last,) = [each for each in hub.store.asked if "range" in each.headers]
    assert last.headers["range"] == f"bytes={len(weights) // 2}-"
    assert [path.name for path in place.iterdir() if path.name[0] != "."] == ["tiny-uk-en"]
    assert not list(place.parent.glob(".l10n-models-*"))


def _half(folder: Path, size: int) -> bool:
    return folder.exists() and any(path.stat().st_size == size for path in folder.iterdir())
