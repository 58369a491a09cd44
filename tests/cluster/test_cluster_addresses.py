"""Where a cluster is: addresses, the person's own file, and whoever else answers there."""

import os
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from l10n.engines.cluster.file import cluster_settings
from l10n.engines.cluster.reaching import greet
from l10n.engines.cluster.settings import (
    Certificates,
    ClusterSettings,
    host_and_port,
    scheduler_address,
)
from l10n.errors import EngineError, UsageError
from tests.conftest import Newsroom


@pytest.mark.parametrize(
    ("given", "host", "port"),
    [
        ("tcp://scheduler:8786", "scheduler", 8786),
        (" tls://192.0.2.7:1/ ", "192.0.2.7", 1),
        ("tcp://[2001:db8::1]:8786", "2001:db8::1", 8786),
    ],
)
def test_the_address_of_a_scheduler(given: str, host: str, port: int) -> None:
    assert host_and_port(scheduler_address(given)) == (host, port)


@pytest.mark.parametrize(
    "given",
    ["", "scheduler", "scheduler:8786", "http://a:1", "tcp://a", "tcp://a:0", "tcp://a:99999",
     "tcp://u:p@a:1", "inproc://x:1", "tcp://a:1/x", "tcp://[::g]:1", "ucx://a:1", "tcp://a b:1",
     "tcp://a:1\n", "tcp://\u202ea:1"],
)  # fmt: skip
def test_what_is_no_address_of_a_scheduler(given: str) -> None:
    if given.strip() != given:
        given += "x"
    with pytest.raises(UsageError, match="is not the address of a scheduler"):
        scheduler_address(given)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    monkeypatch.delenv("L10N_CONFIG_FILE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def write(text: str) -> Path:
        path = tmp_path / "config/l10n/config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o600)
        return path

    return write


FILE = """\
[cluster]
address = "tls://scheduler.example.org:8786"
ca = "ca.pem"
certificate = "/etc/l10n/me.pem"
key = "me.key"
resources = {GPU = 1}
texts = 64
"""


def test_the_file_says_where_the_cluster_is(own: Callable[[str], Path]) -> None:
    assert cluster_settings(None) is None
    folder = own(FILE).parent
    expected = ClusterSettings(
        "tls://scheduler.example.org:8786",
        Certificates(f"{folder}/ca.pem", "/etc/l10n/me.pem", f"{folder}/me.key"),
        (("GPU", 1),),
        texts=64,
    )
    assert cluster_settings(None) == expected
    assert cluster_settings("off") is None
    there = cluster_settings("tls://other:1")
    assert there is not None
    assert (there.address, there.texts) == ("tls://other:1", 64)
    local = cluster_settings("local")
    assert local is not None
    assert local.resources == ()


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("[cluster", "CLU-003", None, "is not TOML"),
        ("x = 1_" + "9" * 5000, "CLU-003", None, "is not TOML"),
        ("[cluster]\n\nadress = 'local'", "CLU-004", 3, "did you mean “address”?"),
        ("[cluster]\ntexts = 0", "CLU-005", 2, "cluster.texts = 0 is not allowed"),
        ("[cluster]\nresources = 1", "CLU-005", 2, "{GPU = 1}"),
        ("[cluster]\nresources = {GPU = -1}", "CLU-005", 2, "{GPU = 1}"),
        ("[cluster]\naddress = 'nowhere'", "CLU-001", 2, "“nowhere” is not the address"),
        ("cluster = 'local'", "CLU-004", 1, "there is no key “cluster”"),
    ],
)
def test_a_mistake_in_the_file_has_its_line(
    own: Callable[[str], Path], text: str, code: str, line: int | None, words: str
) -> None:
    path = own(text)
    with pytest.raises(EngineError) as caught:
        cluster_settings(None)
    assert (caught.value.code, caught.value.line) == (f"L10N-{code}", line)
    assert words in str(caught.value)
    assert caught.value.path == path


def test_what_may_be_a_password_is_not_repeated() -> None:
    with pytest.raises(UsageError) as caught:
        scheduler_address("tcp://anna:s3cret@example.org:8786")
    assert "s3cret" not in str(caught.value)
    assert "“example.org:8786” is not the address" in str(caught.value)


def test_a_file_that_others_may_write_is_refused(own: Callable[[str], Path]) -> None:
    own(FILE).chmod(0o622)
    with pytest.raises(EngineError, match="others on this machine can write"):
        cluster_settings(None)


def test_a_file_in_a_repository_is_refused(own: Callable[[str], Path], tmp_path: Path) -> None:
    own(FILE)
    (tmp_path / ".git").mkdir()
    with pytest.raises(EngineError, match="lies in the git repository"):
        cluster_settings(None)


def test_a_file_that_is_named_has_to_be_there(
    own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_CONFIG_FILE", "/nowhere/config.toml")
    with pytest.raises(EngineError, match="the file of settings is not there"):
        cluster_settings(None)


@pytest.mark.parametrize("kind", ["folder", "pipe", "large", "latin"])
def test_a_file_that_is_none_is_refused(own: Callable[[str], Path], kind: str) -> None:
    path = own("")
    if kind == "large":
        path.write_text("#" * 70_000)
    elif kind == "latin":
        path.write_bytes(b"# \xe9")
    else:
        path.unlink()
        path.mkdir() if kind == "folder" else os.mkfifo(path, 0o600)
    with pytest.raises(EngineError, match="the file of settings cannot be read"):
        cluster_settings(None)


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A server that says this to whoever comes, and then waits."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held = []

        def serve() -> None:
            while True:
                try:
                    connection, _address = server.accept()
                except OSError:
                    return
                held.append(connection)
                connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        for each in held:
            each.close()


GREETING = struct.pack("<QQQ", 16, 1, 0)


def test_a_scheduler_is_known_by_its_greeting() -> None:
    with answering(GREETING) as address:
        greet(address, None, patience=5)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"", "has not answered within"),
        (b"\x10", "has not answered within"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "is no scheduler of Dask"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "is no scheduler of Dask"),
        (struct.pack("<QQ", 1 << 40, 1), "is no scheduler of Dask"),
        (struct.pack("<QQ", 100, 1 << 40), "is no scheduler of Dask"),
        (struct.pack("<QQ", 100, 0), "is no scheduler of Dask"),
    ],
)
def test_whoever_else_answers_is_told_from_a_scheduler(answer: bytes, words: str) -> None:
    with answering(answer) as address, pytest.raises(EngineError, match=words):
        greet(address, None, patience=0.2)


def test_a_server_that_has_no_tls_is_told_of() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    with answering(GREETING) as address, pytest.raises(EngineError, match="over TLS"):
        greet(address.replace("tcp", "tls"), context, patience=5)


def test_nobody_at_the_address_is_one_calm_line(newsroom: Newsroom) -> None:
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    newsroom.article("a.md", "Новина.\n")
    answer = newsroom.l10n("sync", "--cluster", "tcp://127.0.0.1:1")
    assert answer.code == 4
    assert "no scheduler can be reached at tcp://127.0.0.1:1: Connection refused" in answer.err
    assert answer.err.count("\n") == 1
    assert newsroom.catalog("a.md").exists()


def test_a_certificate_that_is_not_named_is_named(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    newsroom.article("a.md", "Новина.\n")
    settings = tmp_path / "config.toml"
    monkeypatch.setenv("L10N_CONFIG_FILE", str(settings))
    for text, why in (("", "ca is missing"), ('ca = "none.pem"\n', "none.pem: No such file")):
        settings.write_text(f"[cluster]\n{text}")
        settings.chmod(0o600)
        answer = newsroom.l10n("sync", "--cluster", "tls://127.0.0.1:1")
        assert answer.code == 4
        assert why in answer.err
        assert "Errno" not in answer.err


def test_without_drafting_no_cluster_is_asked(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Новина.\n")
    answer = newsroom.l10n("sync", "--no-draft", "--cluster", "tcp://127.0.0.1:1")
    assert (answer.code, answer.err) == (0, "")


def test_with_nothing_to_do_no_cluster_is_asked(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Новина.\n")
    assert newsroom.l10n("sync").code == 0
    answer = newsroom.l10n("sync", "--cluster", "tcp://127.0.0.1:1")
    assert (answer.code, answer.err) == (0, "")
    assert "1 unchanged" in answer.out
