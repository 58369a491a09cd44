"""Downloads: whatever a server does, the command ends with one line or a whole file."""

import subprocess
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from l10n.engines.argos.index import available, choose
from l10n.engines.argos.models import install
from l10n.engines.packages.download import download, fetch
from l10n.net.download import Patience
from tests.argos_models.desk import ModelServer, failure, nothing_left, offer
from tests.http_server import Answer, Asked, content, cut_off, dripping, endless


def silent(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    """Send nothing, and keep the connection."""


def cut_in_a_chunk(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"400\r\nabc")
    handler.close_connection = True


def not_http(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    handler.close_connection = True


def far_too_long(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000000000")
    handler.end_headers()


def no_length(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "many")
    handler.end_headers()


def to(place: str, status: int = 302) -> Answer:
    return content(b"", status=status, Location=place)


MISBEHAVIOUR = [
    (content(b"", status=404), "answered 404"),
    (content(b"", status=403), "answered 403"),
    (content(b"", status=500), "answered 500"),
    (to("/package"), "too often"),
    (to("file:///etc/passwd"), "not safe"),
    (to("ftp://127.0.0.1/x"), "not safe"),
    (content(b"", status=302), "answered 302"),
    (silent, "does not answer"),
    (cut_off(b"x" * 100, 1_000), "broke off after 100 of 1000"),
    (cut_in_a_chunk, "broke off"),
    (not_http, "cannot be fetched"),
    (no_length, "a wrong length"),
    (far_too_long, "larger than"),
    (content(b"<html>not here</html>"), "not a whole ZIP"),
    (content(b""), "not a whole ZIP"),
]


@pytest.mark.parametrize(("answer", "words"), MISBEHAVIOUR)
def test_a_server_that_misbehaves_is_one_line_and_leaves_nothing(
    server: ModelServer, packages: Path, answer: Answer, words: str
) -> None:
    url = server.index(offer(server, links=[server.put("/package", answer)]))
    patience = Patience(idle=0.3 if answer is silent else 30)
    model = choose(available(url), "uk", "en")
    said = failure(lambda: install(model, folder=packages, patience=patience))
    assert words in said
    assert nothing_left(packages)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_file_that_moved_is_fetched_from_its_new_place(server: ModelServer, status: int) -> None:
    server.put("/b", b"here")
    server.put("/a/x", to("../b", status))
    assert fetch(server.put("/old", to("/a/x", status)), most=10) == b"here"


def test_a_server_elsewhere_cannot_lead_to_this_machine(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", server.url)
    server.answers["http://models.example.org/x"] = to(server.put("/x", b"secret"))
    said = failure(lambda: fetch("http://models.example.org/x", most=10))
    assert "not safe" in said
    assert [asked.path for asked in server.asked] == ["http://models.example.org/x"]


def secured(server: ModelServer, folder: Path) -> tuple[str, Path]:
    """Make a server a certificate of its own; its https address, and the certificate."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key,
         "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    server.secure(certificate, key)
    return server.url.replace("http:", "https:"), certificate


def test_nothing_leads_from_https_to_http(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer() as plain:
        plain.put("/x", b"changed on the way")
        url, certificate = secured(server, tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        server.put("/x", to(f"{plain.url}/x"))
        assert "not safe" in failure(lambda: fetch(f"{url}/x", most=100))
        assert not plain.asked
        plain.put("/y", to(f"{url}/y"))
        server.put("/y", b"safe")
        assert fetch(f"{plain.url}/y", most=100) == b"safe"


def test_a_server_without_a_certificate_is_not_fetched_from(
    server: ModelServer, tmp_path: Path
) -> None:
    url, _certificate = secured(server, tmp_path)
    server.put("/x", b"anything")
    assert "cannot prove" in failure(lambda: fetch(f"{url}/x", most=100))


def test_no_key_goes_along_with_a_download(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login desk password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("L10N_OPENAI_KEY", "secret")
    fetch(server.put("/x", content(b"x", Set_Cookie="a=b")), most=10)
    fetch(f"{server.url}/x", most=10)
    for asked in server.asked:
        assert not {"authorization", "cookie"} & set(asked.headers)
        assert "secret" not in str(asked)


def dripping_chunk(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"0")
            time.sleep(0.05)


@pytest.mark.parametrize(
    "answer",
    [dripping(b"["), dripping(b"[", head=True), dripping_chunk],
    ids=["body", "head", "chunk"],
)
def test_a_server_that_drips_is_given_up(
    server: ModelServer, tmp_path: Path, answer: Answer
) -> None:
    url = server.put("/x", answer)
    patience = Patience(within=0.3)
    assert "too slowly" in failure(lambda: fetch(url, most=10_000, patience=patience))
    assert "too slowly" in failure(
        lambda: download(url, tmp_path / "x", most=10_000, patience=patience)
    )


def test_a_long_download_goes_on_as_long_as_it_keeps_its_pace(
    server: ModelServer, tmp_path: Path
) -> None:
    """The first part takes longer than the first bytes may: what has come buys time for more."""
    came, seconds = threading.Event(), 0.0

    def halting(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "8000")
        handler.end_headers()
        handler.wfile.write(b"x" * 7_000)
        came.wait(30)
        with suppress(OSError):
            handler.wfile.write(b"x" * 1_000)

    def went(done: int, total: int | None) -> None:
        nonlocal seconds
        if done >= 7_000:
            seconds += 65
            if steady:
                came.set()

    url, file = server.put("/x", halting), tmp_path / "x"
    steady = True
    patience = Patience(within=60, pace=100, clock=lambda: seconds)
    download(url, file, most=10_000, progress=went, patience=patience)
    assert file.stat().st_size == 8_000
    came.clear()
    steady = False
    hasty = Patience(within=60, pace=10_000, clock=lambda: seconds)
    failed = failure(lambda: download(url, file, most=10_000, progress=went, patience=hasty))
    came.set()
    assert "too slowly: 7000 bytes in 65 seconds" in failed


def test_a_download_without_a_length_ends_at_the_limit(server: ModelServer, tmp_path: Path) -> None:
    url = server.put("/x", endless)
    assert "larger than" in failure(lambda: download(url, tmp_path / "x", most=1_000_000))


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "uk", "", "http://", "http://[", "http://a b"],
)
def test_an_address_that_is_none_is_one_line(url: str) -> None:
    failure(lambda: fetch(url, most=10))


def test_no_network_is_one_line() -> None:
    assert "cannot be reached" in failure(lambda: fetch("http://127.0.0.1:1/x", most=10))
    said = failure(lambda: fetch("http://nowhere.invalid/x", most=10))
    assert "nowhere.invalid" in said


def test_a_full_disk_is_one_line(server: ModelServer) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    url = server.put("/x", b"x" * 100_000)
    assert "disk is full" in failure(lambda: download(url, full, most=1_000_000))
