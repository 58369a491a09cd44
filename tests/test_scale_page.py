"""docs/scale.md: its settings are those that there are, and its webhook and its cron line work."""

import contextlib
import hashlib
import hmac
import http.client
import importlib.util
import io
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from l10n.engines.cluster.file import cluster_settings
from tests.conftest import Newsroom

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/scale.md").read_text("utf-8")
SECRET = "0123456789abcdef0123456789abcdef"
L10N = Path(sys.executable).with_name("l10n")


def webhook() -> Any:
    """The program of the page, as a module."""
    found = importlib.util.spec_from_file_location("webhook", ROOT / "templates/webhook.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def lines(start: str) -> str:
    """A line of the page's examples that begins so."""
    return next(line.strip() for line in PAGE.splitlines() if line.strip().startswith(start))


def test_the_file_of_settings_on_the_page_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = re.search(r"^    \[cluster\]\n(?:    .+\n)+", PAGE, re.M)
    assert block is not None
    path = tmp_path / "config.toml"
    path.write_text(re.sub("^    ", "", block[0], flags=re.M))
    path.chmod(0o600)
    monkeypatch.setenv("L10N_CONFIG_FILE", str(path))
    found = cluster_settings(None)
    assert found is not None
    assert found.address == "tls://10.0.0.1:8786"


def test_the_defaults_on_the_page_are_those_there_are() -> None:
    found = cluster_settings("tcp://a:1")
    rows = dict(re.findall(r"^\| `(texts|patience|workers)` \|[^|]*\| (\d+) \|", PAGE, re.M))
    assert found is not None
    assert rows == {name: str(getattr(found, name)) for name in rows}
    assert len(rows) == 3


@dataclass
class Hook:
    """The program of the page at work."""

    port: int
    process: "subprocess.Popen[str]"

    def post(self, body: bytes, **headers: str) -> int:
        """Send a request, signed unless it says otherwise; the status of the answer."""
        signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        sent = {"X-Hub-Signature-256": f"sha256={signature}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("POST", "/", body, sent)
        return connection.getresponse().status

    def ask(self, article: object) -> int:
        return self.post(json.dumps({"article": article}).encode())


@pytest.fixture
def hook(newsroom: Newsroom, tmp_path: Path) -> Iterator[Hook]:
    """Started by the command line of the page."""
    (tmp_path / "webhook.secret").write_text(SECRET + "\n")
    (tmp_path / "webhook.secret").chmod(0o600)
    command = lines("python3 webhook.py ")
    command = command.replace("python3 webhook.py", f"{sys.executable} {ROOT}/templates/webhook.py")
    command = command.replace("/srv/newsroom", str(newsroom.root)).replace("8099", "0")
    process = subprocess.Popen(
        [*shlex.split(command), "--command", str(L10N)],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        port = int(process.stderr.readline().rpartition(":")[2])
        yield Hook(port, process)
    finally:
        process.kill()
        process.communicate()


def test_the_webhook_of_the_page_starts_a_sync(newsroom: Newsroom, hook: Hook) -> None:
    newsroom.article("news/story.md", "Нова бібліотека.\n")
    newsroom.article("news/other.md", "Новий парк.\n")
    code = re.search(r"```python\n(.*?)```", PAGE, re.S)
    assert code is not None
    told = {"L10N_WEBHOOK": f"http://127.0.0.1:{hook.port}/", "L10N_WEBHOOK_SECRET": SECRET}
    done = subprocess.run(
        [sys.executable, "-c", code[1]],
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "202\n", done.stderr
    assert hook.process.stderr is not None
    assert hook.process.stderr.readline() == "news/story.md: 0\n"
    assert newsroom.catalog("news/story.md").exists()
    assert not newsroom.catalog("news/other.md").exists()


def test_what_the_webhook_refuses_starts_nothing(newsroom: Newsroom, hook: Hook) -> None:
    newsroom.article("story.md", "Нова бібліотека.\n")
    outside = newsroom.root.parent / "secret.md"
    outside.write_text("Таємниця.\n")
    (newsroom.root / "articles/link.md").symlink_to(outside)
    body = json.dumps({"article": "story.md"}).encode()
    assert hook.post(body, X_Hub_Signature_256="sha256=" + "0" * 64) == 401
    assert hook.post(body, X_Hub_Signature_256="") == 401
    assert hook.post(body, X_Hub_Signature_256="sha256=\u00e9") == 401
    assert hook.post(b" " * 10_001 + body) == 413
    assert hook.post(body, Content_Length="9" * 5_000) == 413
    assert hook.post(body, Content_Length="-1") == 411
    assert hook.post(b"[" * 5_000) == 400
    assert hook.post(b"\xff") == 400
    strange = [
        "../secret.md",
        "/etc/passwd",
        "*",
        "st?ry.md",
        "-h",
        "a/../story.md",
        "",
        "./story.md",
    ]
    strange += ["story.md\n", "a\x00", "x" * 600, None, 7, ["story.md"], "story.md/", "[s]tory.md"]
    assert {hook.ask(name) for name in strange} == {400}
    (newsroom.root / "articles/loop.md").symlink_to("loop.md")
    missing = ("none.md", "link.md", "loop.md", "x" * 300, f"story.md/{'x' * 300}")
    assert {hook.ask(name) for name in missing} == {404}
    assert not newsroom.catalog("story.md").exists()
    assert hook.ask("story.md") == 202


def test_a_slow_request_holds_up_nobody(newsroom: Newsroom, hook: Hook) -> None:
    newsroom.article("story.md", "Нова бібліотека.\n")
    with socket.create_connection(("127.0.0.1", hook.port)) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\n")
        assert hook.ask("story.md") == 202


@pytest.mark.parametrize(("mode", "secret"), [(0o644, SECRET), (0o600, "short")])
def test_the_webhook_wants_a_secret_that_is_one(
    newsroom: Newsroom, tmp_path: Path, mode: int, secret: str
) -> None:
    path = tmp_path / "secret"
    path.write_text(secret)
    path.chmod(mode)
    command = [sys.executable, ROOT / "templates/webhook.py", newsroom.root, "--secret", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "secret" in done.stderr


def test_the_webhook_says_at_once_what_it_lacks(newsroom: Newsroom, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    wrong = [
        ([newsroom.root, "--secret", tmp_path / "none"], "cannot be read"),
        ([tmp_path / "none", "--secret", secret], "articles"),
        ([newsroom.root, "--secret", secret, "--command", tmp_path / "none"], "--command"),
    ]
    for words, told in wrong:
        command = [sys.executable, ROOT / "templates/webhook.py", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
        assert done.returncode == 2
        assert told in done.stderr
        assert "Traceback" not in done.stderr


def test_the_webhook_survives_a_command_that_goes_away(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("one.md", "Нова бібліотека.\n")
    newsroom.article("two.md", "Новий парк.\n")
    command = tmp_path / "tool"
    command.symlink_to("/bin/true")
    syncs = webhook().Syncs(newsroom.root, [str(command)])
    command.unlink()
    written = io.StringIO()
    with contextlib.redirect_stderr(written):
        threading.Thread(target=syncs.work, daemon=True).start()
        syncs.add("one.md")
        while "one.md: " not in written.getvalue():
            time.sleep(0.01)
        command.symlink_to("/bin/true")
        syncs.add("two.md")
        while "two.md: 0" not in written.getvalue():
            time.sleep(0.01)
    assert "No such file" in written.getvalue()


def test_the_cron_line_of_the_page_syncs(newsroom: Newsroom, tmp_path: Path) -> None:
    if shutil.which("flock") is None:
        pytest.skip("flock is not installed")
    newsroom.article("story.md", "Нова бібліотека.\n")
    # Whoever cleans up may delete it, and it is made by the first command.
    shutil.rmtree(newsroom.root / ".l10n", ignore_errors=True)
    command = lines("*/5 * * * *").removeprefix("*/5 * * * * ")
    command = command.replace("/srv/newsroom", str(newsroom.root))
    command = command.replace("/opt/l10n/bin/l10n", str(L10N))
    # What cron gives a user's line.
    given = {**os.environ, "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run(["sh", "-c", command], env=given, check=False)
    assert done.returncode == 0
    assert "1 catalog written" in (tmp_path / "l10n.log").read_text()


def test_the_webhook_is_a_file_of_its_own() -> None:
    """It is copied to a server that may have nothing but Python."""
    text = (ROOT / "templates/webhook.py").read_text("utf-8")
    imported = re.findall(r"^(?:from|import) (\w+)", text, re.M)
    assert set(imported) <= sys.stdlib_module_names
