"""Talking to a server: whatever it does, the command comes to an end with one line or an answer."""

import datetime
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from l10n.errors import EngineError
from l10n.net.http import AnswerError, Client, RequestLimits, Server
from l10n.net.keys import Key
from tests.http_server import (
    HttpServer,
    content,
    cut_off,
    dripping,
    endless,
    hang_up,
    made,
    refusal,
    value,
)

SECRET = "sk-3b7e91c4"
CLIENT = Client("libretranslate", "libretranslate")
FINE = value({"fine": True})


@pytest.fixture
def web() -> Iterator[HttpServer]:
    with HttpServer() as server:
        yield server


class Waits(list[float]):
    """Seconds that would have been waited."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def client(
    web: HttpServer, *, retries: int = 4, timeout: float = 20, most: int = 1 << 20
) -> tuple[Server, Waits]:
    waits = Waits()
    key = Key(SECRET, web.url)
    server = Server(
        CLIENT,
        web.url,
        RequestLimits(timeout, retries, most),
        key=key,
        sleep=waits,
    )
    return server, waits


def failure(server: Server, path: str = "/x") -> EngineError:
    with pytest.raises(EngineError) as caught:
        server.post(path, {"q": ["а"]}, headers={"Authorization": f"Bearer {SECRET}"})
    line = str(caught.value)
    assert "\n" not in line
    assert server.origin in line
    assert " — " in line, "no remedy"
    assert SECRET not in line
    assert SECRET not in repr(caught.value)
    chain: BaseException | None = caught.value
    while chain is not None:
        assert SECRET not in str(chain)
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
    return caught.value


# What goes over the wire


def test_json_goes_and_comes_with_every_character_as_it_is(web: HttpServer) -> None:
    text = "Їжак & <b>ґанок</b> &amp; «лапки»\n\t\\ 🇺🇦 \u2028 \x7f"
    web.answers["/v1/x"] = made(lambda asked: asked.json)
    server = Server(CLIENT, f"{web.url}/v1/", RequestLimits(20, 0))
    assert server.post("x", {"q": [text]}) == {"q": [text]}
    assert server.post("/x", [text, 1.5, None]) == [text, 1.5, None]


def test_a_key_that_a_server_repeats_in_its_answer_is_cut_out(web: HttpServer) -> None:
    web.answers["/x"] = made(lambda asked: {"model": SECRET, "said": [f"key {SECRET}!"]})
    server, _waits = client(web)
    assert server.post("/x", 1) == {"model": "[***]", "said": ["key [***]!"]}


def test_one_connection_serves_many_requests(web: HttpServer) -> None:
    ports: list[int] = []

    def answer(handler: object, asked: object) -> None:
        ports.append(handler.client_address[1])  # type: ignore[attr-defined]
        FINE(handler, asked)  # type: ignore[arg-type]

    web.answers["/x"] = answer
    server, _waits = client(web)
    for _turn in range(5):
        server.post("/x", 1)
    assert len(set(ports)) == 1
    server.close()


def test_a_key_of_another_server_cannot_be_given_to_a_client() -> None:
    with pytest.raises(ValueError, match="another origin"):
        Server(
            CLIENT,
            "https://api.example.net",
            RequestLimits(1, 0),
            key=Key(SECRET, "https://api.example.org"),
        )


def test_nothing_follows_a_redirect_to_another_server(web: HttpServer) -> None:
    with HttpServer() as thief:
        thief.answers["/x"] = FINE
        for status in (301, 302, 303, 307, 308):
            web.answers["/x"] = content(b"", status=status, Location=f"{thief.url}/x")
            server, waits = client(web)
            assert thief.url in str(failure(server))
            assert not waits
        assert not thief.asked


def test_a_redirect_within_the_server_is_not_followed_either(web: HttpServer) -> None:
    web.answers["/x"] = content(b"", status=308, Location="/y")
    web.answers["/y"] = FINE
    server, _waits = client(web)
    assert "redirects /x" in str(failure(server))
    assert not web.at("/y")


def test_a_proxy_is_not_asked_for_a_server_on_this_machine(
    web: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.answers["/x"] = FINE
    with HttpServer() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.url)
        server, _waits = client(web)
        assert server.post("/x", 1) == {"fine": True}
        assert not proxy.asked


def test_a_proxy_is_asked_for_a_server_elsewhere(
    web: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.setenv("http_proxy", web.url.replace("http://", "http://desk:pass%20word@"))
    web.answers["http://mt.example.org/x"] = FINE
    server = Server(CLIENT, "http://mt.example.org", RequestLimits(20, 0))
    assert server.get("/x") == {"fine": True}
    assert web.asked[0].headers["proxy-authorization"] == "Basic ZGVzazpwYXNzIHdvcmQ="


# What fails


def test_a_server_that_is_not_there_is_tried_and_then_named(web: HttpServer) -> None:
    with HttpServer() as gone:
        url = gone.url
    waits = Waits()
    server = Server(CLIENT, url, RequestLimits(5, 4), sleep=waits)
    said = str(failure(server))
    assert "cannot be reached: Connection refused" in said
    assert "start the server" in said
    assert len(waits) == 4
    for seconds, base in zip(waits, (1, 2, 4, 8), strict=True):
        assert base / 2 <= seconds <= base


def test_a_host_that_does_not_exist_is_an_error() -> None:
    server = Server(CLIENT, "http://nowhere.invalid", RequestLimits(5, 0))
    assert "cannot be reached" in str(failure(server))


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_that_recovers_in_time_is_not_an_error(web: HttpServer, status: int) -> None:
    web.answers["/x"] = [refusal(status), refusal(status), refusal(status), FINE]
    server, waits = client(web)
    assert server.post("/x", 1) == {"fine": True}
    assert len(web.asked) == 4
    assert len(waits) == 3


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_does_not_recover_is_given_up(web: HttpServer, status: int) -> None:
    web.answers["/x"] = refusal(status, "overloaded")
    server, _waits = client(web, retries=2)
    error = failure(server)
    assert isinstance(error, AnswerError)
    assert (error.status, error.server_words) == (status, "overloaded")
    assert f"answered {status} to /x: overloaded" in str(error)
    assert len(web.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 422, 451, 501])
def test_what_an_attempt_would_not_change_is_not_tried_again(web: HttpServer, status: int) -> None:
    web.answers["/x"] = refusal(status, "no way")
    server, waits = client(web)
    error = failure(server)
    assert isinstance(error, AnswerError)
    assert error.status == status
    assert len(web.asked) == 1
    assert not waits


def test_a_refused_key_is_what_the_person_is_told_to_check(web: HttpServer) -> None:
    web.answers["/x"] = refusal(403, "Invalid API key")
    server, _waits = client(web)
    assert "L10N_LIBRETRANSLATE_KEY" in str(failure(server))


def test_a_server_is_waited_for_as_long_as_it_asks(web: HttpServer) -> None:
    then = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=60)
    date = format_datetime(then, usegmt=True)
    web.answers["/x"] = [
        refusal(429, Retry_After="7"),
        refusal(503, Retry_After=date),
        refusal(429, Retry_After="soon"),
        FINE,
    ]
    server, waits = client(web)
    server.post("/x", 1)
    assert 7 <= waits[0] <= 10
    assert 50 <= waits[1] <= 60
    assert 20 <= waits[2] <= 40


def test_a_server_that_asks_for_an_hour_is_given_up_at_once(web: HttpServer) -> None:
    web.answers["/x"] = refusal(429, "Slowdown: 80 per day", Retry_After="3600")
    server, waits = client(web)
    assert "80 per day" in str(failure(server))
    assert not waits


def test_a_server_may_ask_for_two_minutes_in_all(web: HttpServer) -> None:
    web.answers["/x"] = refusal(429, "slowly", Retry_After="50")
    server, waits = client(web, retries=20)
    failure(server)
    assert waits == [50, 50]


def test_a_limit_per_minute_is_outwaited(web: HttpServer) -> None:
    web.answers["/x"] = refusal(429, "Slowdown: 80 per 1 minute")
    server, waits = client(web)
    failure(server)
    assert sum(waits) > 60


@pytest.mark.parametrize(
    "answer",
    [
        content(b"", kind="application/json"),
        content("<!DOCTYPE html><title>Sign in</title><script>var a</script>", kind="text/html"),
        content('{"translatedText": ["a", '),
        content(b"\xff\xfe{}"),
        content('{"translatedText": ["\\ud800"]}'),
        content("[" * 200_000),
        content("1" * 10_000),
    ],
    ids=["nothing", "html", "half", "not-utf8", "surrogate", "deep", "huge-number"],
)  # fmt: skip
def test_what_is_no_json_is_an_error_that_shows_its_beginning(
    web: HttpServer, answer: object
) -> None:
    web.answers["/x"] = answer  # type: ignore[assignment]
    server, _waits = client(web)
    error = failure(server)
    assert isinstance(error, AnswerError)
    assert error.status == 200
    assert "did not answer /x with JSON" in str(error)
    assert len(str(error)) < 500
    assert "<" not in error.server_words
    assert "var a" not in error.server_words


def test_a_surrogate_pair_is_one_character(web: HttpServer) -> None:
    web.answers["/x"] = content('["\\ud83d\\ude00"]')
    server, _waits = client(web)
    assert server.post("/x", 1) == ["😀"]


@pytest.mark.parametrize("answer", [hang_up, cut_off(b'{"fine"', 900)], ids=["silent", "middle"])
def test_a_server_that_breaks_off_is_asked_again(web: HttpServer, answer: object) -> None:
    web.answers["/x"] = [answer, answer, FINE]  # type: ignore[list-item]
    server, waits = client(web)
    assert server.post("/x", 1) == {"fine": True}
    assert len(waits) == 2


def test_a_server_that_always_breaks_off_is_given_up(web: HttpServer) -> None:
    web.answers["/x"] = cut_off(b'{"fine"', 900)
    server, _waits = client(web, retries=1)
    assert "broke off" in str(failure(server))


@pytest.mark.parametrize("head", [True, False], ids=["head", "body"])
def test_a_server_that_drips_is_given_up_in_time(web: HttpServer, head: bool) -> None:
    web.answers["/x"] = dripping(b" ", head=head)
    server, waits = client(web, retries=1, timeout=0.5)
    assert "did not answer within 0.5 seconds" in str(failure(server))
    assert len(waits) == 1


def test_a_server_too_slow_twice_is_not_asked_a_third_time(web: HttpServer) -> None:
    web.answers["/x"] = dripping(b" ")
    server, waits = client(web, retries=20, timeout=0.3)
    assert "raise timeout" in str(failure(server))
    assert len(waits) == 1


def test_a_server_always_ready_with_a_byte_is_given_up_in_time(web: HttpServer) -> None:
    def answer(handler: BaseHTTPRequestHandler, asked: object) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        with suppress(OSError):
            while True:
                handler.wfile.write(b"1\r\n \r\n" * 20)

    web.answers["/x"] = answer
    server, _waits = client(web, retries=0, timeout=0.3, most=1 << 40)
    assert "did not answer within 0.3 seconds" in str(failure(server))


def test_nobody_listens_to_a_server_that_is_given_up(web: HttpServer) -> None:
    def answer(handler: BaseHTTPRequestHandler, asked: object) -> None:
        handler.close_connection = True
        with suppress(OSError):
            while True:
                handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    web.answers["/x"] = answer
    server, _waits = client(web, retries=0, timeout=0.3)
    before = set(threading.enumerate())
    failure(server)
    end = time.monotonic() + 30
    while (left := _listening() - before) and time.monotonic() < end:
        time.sleep(0.02)
    assert not left


def _listening() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if "_receive" in thread.name}


def test_a_server_that_sends_too_much_is_given_up(web: HttpServer) -> None:
    web.answers["/x"] = endless
    server, waits = client(web, most=1 << 20)
    assert "sent more than 1 MB" in str(failure(server))
    assert not waits


def test_a_server_without_a_certificate_is_not_talked_to(web: HttpServer, tmp_path: Path) -> None:
    pem = tmp_path / "own.pem"
    made_ = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=127.0.0.1", "-keyout", pem, "-out", tmp_path / "cert.pem"],
        check=False, capture_output=True,
    )  # fmt: skip
    assert made_.returncode == 0, made_.stderr
    web.secure(tmp_path / "cert.pem", pem)
    web.answers["/x"] = FINE
    waits = Waits()
    url = web.url.replace("http:", "https:")
    server = Server(CLIENT, url, RequestLimits(20, 3), sleep=waits)
    said = str(failure(server))
    assert "cannot prove" in said
    assert "certificate" in said
    assert not waits
    assert not web.asked


# What is shown


@pytest.mark.parametrize("status", [200, 401, 500])
def test_a_server_that_says_the_key_aloud_is_not_quoted_with_it(
    web: HttpServer, status: int
) -> None:
    body = f"the key {SECRET} is\x1b[31m unknown\n"
    web.answers["/x"] = content(body, status=status, kind="text/plain")
    server, _waits = client(web, retries=0)
    error = failure(server)
    assert isinstance(error, AnswerError)
    assert "the key [***] is" in error.server_words
    assert "\x1b" not in str(error)


def test_the_key_is_in_no_log(web: HttpServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    web.answers["/x"] = [hang_up, refusal(503), FINE]
    server, _waits = client(web)
    server.post("/x", {"api_key": SECRET}, headers={"Authorization": f"Bearer {SECRET}"})
    assert caplog.records
    assert SECRET not in caplog.text
    assert all(SECRET not in str(record.args) for record in caplog.records)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": "wrong"}, "wrong"),
        ({"error": {"message": "wrong", "type": "x"}}, "wrong"),
        ({"detail": "wrong"}, "wrong"),
        ({"message": "wrong\nand\tlong"}, "wrong and long"),
        ({"error": "x" * 900}, "x" * 199 + "…"),
        ([1], "[1]"),
    ],
)
def test_an_error_is_told_in_the_words_of_the_server(
    web: HttpServer, body: object, said: str
) -> None:
    web.answers["/x"] = content(json.dumps(body), status=400)
    server, _waits = client(web)
    error = failure(server)
    assert isinstance(error, AnswerError)
    assert error.server_words == said


# The person at the terminal


def test_ctrl_c_ends_the_command_while_a_server_dawdles(web: HttpServer) -> None:
    web.answers["/x"] = dripping(b" ")
    script = (
        "import signal\n"
        "from l10n.net.http import Client, RequestLimits, Server\n"
        # A shell has what it runs in the background ignore Ctrl-C, and its children inherit that.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"Server(Client('openai', 'openai'), {web.url!r}, RequestLimits(1e6, 0)).get('/x')\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stderr=subprocess.PIPE, env=dict(os.environ)
    )
    try:
        while not web.asked and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=300)
    finally:
        process.kill()
    assert b"KeyboardInterrupt" in err


def test_no_thread_is_left_behind_by_answers(web: HttpServer) -> None:
    web.answers["/x"] = FINE
    server, _waits = client(web)
    server.post("/x", 1)
    before = set(threading.enumerate())
    for _turn in range(20):
        server.post("/x", 1)
    end = time.monotonic() + 5
    while (left := set(threading.enumerate()) - before) and time.monotonic() < end:
        time.sleep(0.02)
    assert not [thread for thread in left if "_receive" in thread.name]
