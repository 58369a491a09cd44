"""Answers that no decent server gives: of HTTP, of JSON, and of what each kind of server says."""

import gzip
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

from tests.http_server import Answer, Asked, HttpServer, content, cut_off, endless, hang_up, value


class OneAnswerServer(HttpServer):
    """Gives one answer to whatever has none of its own."""

    answer: Answer = staticmethod(hang_up)

    def _next(self, path: str) -> Answer:
        return super()._next(path) if path in self.answers else self.answer


def raw(data: bytes) -> Answer:
    """Answer with these bytes and no others, then hang up."""

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.close_connection = True
        with suppress(OSError):
            handler.wfile.write(data)

    return answer


def forever(start: bytes, again: bytes, pause: float = 0.0) -> Answer:
    """Answer with the first bytes, then with the others again and again until nobody listens."""

    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.close_connection = True
        with suppress(OSError):
            handler.wfile.write(start)
            while True:
                handler.wfile.write(again)
                time.sleep(pause)

    return answer


def redirect(place: str, status: int = 302) -> Answer:
    return raw(
        f"HTTP/1.1 {status} Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode()
    )


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BOMB = gzip.compress(b" " * 20_000_000)
DEEP = 100_000

OF_HTTP: Mapping[str, Answer] = {
    "nothing": hang_up,
    "garbage": raw(bytes(range(256)) * 20),
    "another protocol": raw(b"220 mail.example.org ESMTP\r\n"),
    "HTTP/0.9": raw(b"<html>hello"),
    "half a status line": raw(b"HTTP/1.1 2"),
    "a status that is no number": raw(b"HTTP/1.1 \xd9\xa2\xd9\xa0\xd9\xa0 OK\r\n\r\n"),
    "a status of 5,000 digits": raw(b"HTTP/1.1 " + b"2" * 5_000 + b" OK\r\n\r\n"),
    "a status below 100": raw(b"HTTP/1.1 007 OK\r\n\r\n{}"),
    "a status above 999": raw(b"HTTP/1.1 1000 OK\r\n\r\n{}"),
    "HTTP/9.9": raw(b"HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
    "a status line without end": raw(b"HTTP/1.1 200 " + b"K" * 200_000),
    "10,000 headers": raw(OK + b"X: y\r\n" * 10_000 + b"\r\n{}"),
    "a header without end": raw(OK + b"X: " + b"y" * 200_000),
    "a header without a colon": raw(OK + b"nonsense\r\nContent-Length: 2\r\n\r\n{}"),
    "a header with ESC and NUL": raw(OK + b"X: \x1b[31m\x00\r\n\x1b]0;x\x07: 1\r\n\r\n{"),
    "a folded header": raw(OK + b"X: a\r\n b\r\n\tc\r\nContent-Length: 1\r\n\r\n{"),
    "a negative length": raw(OK + b"Content-Length: -5\r\n\r\n{}"),
    "a length in Arabic digits": raw(OK + b"Content-Length: \xd9\xa2\r\n\r\n{}"),
    "a length of 5,000 digits": raw(OK + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n{}"),
    "a length beyond all bounds": raw(OK + b"Content-Length: 999999999999999999\r\n\r\n{}"),
    "two lengths": raw(OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
    "less than its length": cut_off(b"[", 900),
    "a chunk of no size": raw(CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n"),
    "a chunk of negative size": raw(CHUNKED + b"-5\r\n{}\r\n0\r\n\r\n"),
    "a chunk of endless size": raw(CHUNKED + b"f" * 60_000 + b"\r\n{}\r\n"),
    "a chunk that is cut off": raw(CHUNKED + b"ff\r\n{}"),
    "an endless chunk extension": raw(CHUNKED + b"2;" + b"x" * 200_000),
    "an unknown encoding": raw(OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n{}"),
    "a gzip bomb": content(BOMB, Content_Encoding="gzip"),
    "a gzip bomb unasked": content(BOMB),
    "no content": raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "not modified": raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
    "another protocol from here on": raw(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n\x00\x01"),
    "a redirect without a place": raw(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
    "a redirect to itself": redirect("/"),
    "a redirect to a file": redirect("file:///etc/passwd"),
    "a redirect to nowhere": redirect("http://["),
    "a redirect to a steered line": redirect("http://a\x1b[31m/\u202e"),
    "a redirect of 60,000 characters": redirect("http://nowhere.invalid/" + "a" * 60_000),
    "a redirect to another machine": redirect("https://nowhere.invalid/x"),
    "an endless body": endless,
    "401": value({"error": "who are you"}, status=401),
    "404": content("\x1b[2J<h1>404</h1>", status=404, kind="text/html"),
    "413": value({"error": "request (60) exceeds text limit (0)"}, status=413),
    "429 with a day to wait": value({"error": "slow"}, status=429, Retry_After="86400"),
    "429 with a wait of no time": value({"error": "slow"}, status=429, Retry_After="9" * 6_000),
    "500 in script": content("<script " * 8_192, status=500, kind="text/html"),
    "500 in tags": content("<" * 65_536, status=500, kind="text/html"),
    "500 in style": content("<style>" + "</sty" * 13_000, status=500, kind="text/html"),
    "500 in nested errors": content('{"error":' * 7_000 + "1" + "}" * 7_000, status=500),
    "500 in UTF-16": content("боляче".encode("utf-16"), status=500),
    "500 in control characters": content(bytes(range(32)) * 2_000, status=500),
    "500 in reordered lines": content("\u202e\u2066\u2028\x9b31m" * 99, status=500),
    "999": raw(b"HTTP/1.1 999 Whatever\r\nContent-Length: 0\r\n\r\n"),
}
"""What says nothing of use, whoever is asked."""

SLOW: Mapping[str, Answer] = {
    "silence": forever(b"", b"", 0.05),
    "a head that drips": forever(OK + b"X: ", b"y", 0.02),
    "a body that drips": forever(OK + b"\r\n", b" ", 0.02),
    "a body of single bytes": forever(CHUNKED, b"1\r\n \r\n"),
    "no end of 100 Continue": forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "no end of trailers": forever(CHUNKED + b"0\r\n", b"X: y\r\n"),
    "no end of a chunk's size": forever(CHUNKED, b"0", 0.02),
}
"""What never comes to its end."""

OF_JSON: Mapping[str, bytes] = {
    "no bytes": b"",
    "null": b"null",
    "true": b"true",
    "not a number": b"NaN",
    "infinity": b"-Infinity",
    "a number": b"7",
    "5,000 digits": b"9" * 5_000,
    "4,000 digits": b"9" * 4_000,
    "1e999": b"1e999",
    "a fraction of a million digits": b"0." + b"3" * 1_000_000,
    "a text": b'"\\u001b[31m"',
    "an empty list": b"[]",
    "a list of lists": b"[[[]]]",
    "a list of everything": b'[null, true, 1.5, "x", {}, [], NaN]',
    "an empty object": b"{}",
    "an object that is not closed": b'{"translatedText": ["a", ',
    "too deep a list": b"[" * DEEP + b"]" * DEEP,
    "too deep an object": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "nearly too deep": b"[" * 900 + b"]" * 900,
    "half a character": b'{"code": "\\ud800", "error": "\\udfff"}',
    "not UTF-8": b"\xff\xfe{}",
    "a byte-order mark": b"\xef\xbb\xbf{}",
    "NUL": b'{"a": "\x00"}',
    "one key many times": b"{" + b'"a":1,' * 50_000 + b'"a":2}',
    "an error that is no text": b'{"error": [[1]], "message": {"detail": 3}}',
    "an error that is the answer": b'{"error": {"message": "\\u001b]0;x\\u0007no", "code": 1e9}}',
}


def of_languages() -> Iterator[tuple[str, object]]:
    """Lists of languages of a LibreTranslate server."""
    yield "8,000 languages into all others", [{"code": f"x{n}"} for n in range(8_000)]
    yield (
        "500 languages into 500",
        [
            {"code": f"a{chr(97 + n // 26)}{chr(97 + n % 26)}", "targets": ["en"] * 500}
            for n in range(500)
        ],
    )
    yield "codes that are none", [{"code": "uk\x1b[31m"}, {"code": "en\u202e"}, {"code": ""}]
    yield "codes of another type", [{"code": ["uk"]}, {"code": None}]
    yield "a code of a million letters", [{"code": "u" * 1_000_000, "targets": ["en"]}]
    yield "targets of another type", [{"code": "uk", "targets": {"en": 1}}, {"code": "en"}]
    yield "targets that are lists", [{"code": "uk", "targets": [["en"], None, 3]}, {"code": "en"}]
    yield "a letter that another becomes", [{"code": "u\u212a", "targets": ["en"]}, {"code": "en"}]


def of_translations() -> Iterator[tuple[str, Callable[[list[str]], object]]]:
    """Answers of a LibreTranslate server to some texts."""

    def each(make: Callable[[str], object]) -> Callable[[list[str]], object]:
        return lambda texts: {"translatedText": [make(text) for text in texts]}

    yield "one text for all", lambda texts: {"translatedText": "all"}
    yield "a text too few", lambda texts: {"translatedText": ["x"] * (len(texts) - 1)}
    yield "100,000 texts", lambda texts: {"translatedText": ["x"] * 100_000}
    yield "lists for texts", each(lambda text: [text])
    yield "numbers for texts", each(lambda text: 3)
    yield "no texts", each(lambda text: None)
    yield "empty texts", each(lambda text: "")
    yield "spaces", each(lambda text: " \n\t\u2028" * 99)
    yield "escapes", each(lambda text: "Hello \x1b[31m world \x9b2J")
    yield "NUL", each(lambda text: "Hello \x00 world")
    yield "other directions", each(lambda text: "Hello \u202e world \u2066")
    yield "a megabyte of words", each(lambda text: "word " * 200_000)
    yield "a megabyte of tags", each(lambda text: "<b1>" * 250_000)
    yield "a megabyte of references", each(lambda text: "&lt;" * 250_000)
    yield "a megabyte of one letter", each(lambda text: "a" * 1_000_000)
    yield "a page", each(lambda text: "<script>alert(1)</script>")
    yield "code", each(lambda text: "{{ site.secret }} {% raw %}")
    yield "its own source", each(lambda text: text)
    yield "a template", each(lambda text: "Hello {0.__class__} %s %(a)s")
    yield (
        "100,000 alternatives",
        lambda texts: {
            "translatedText": ["Hello world again"] * len(texts),
            "alternatives": [["Hello there world"] * 100_000] * len(texts),
        },
    )
    yield (
        "alternatives of another type",
        lambda texts: {
            "translatedText": ["Hello world again"] * len(texts),
            "alternatives": [{"a": 1}] * len(texts),
        },
    )


def of_chats() -> Iterator[tuple[str, object]]:
    """Answers of a server of the OpenAI chat API."""

    def said(content_: object, **more: object) -> dict[str, object]:
        choice = {"message": {"content": content_}, "finish_reason": "stop", **more}
        return {"model": "m", "choices": [choice]}

    yield "no choices", {"choices": []}
    yield "choices that are none", {"choices": {"0": 1}}
    yield "100,000 choices", {"choices": [{}] * 100_000}
    yield "a message of another type", {"choices": [{"message": "hello"}]}
    yield "content of another type", said({"text": "hello"})
    yield "content in 100,000 parts", said([{"type": "text", "text": "a"}] * 100_000)
    yield "a model of a million letters", {**said("{}"), "model": "\x1b[31m" + "m" * 1_000_000}
    yield "a refusal without end", {"choices": [{"message": {"refusal": "no " * 300_000}}]}
    yield "a megabyte of prose", said("word " * 200_000)
    yield "brackets", said("[" * 190_000)
    yield "braces", said('{"a":' * 30_000)
    yield "500 lists that never close", said("[" * 500 + "1," * 90_000)
    yield "5,000 digits for a number", said('[{"id": ' + "1" * 5_000 + ', "translation": "x"}]')
    yield "strings without end", said('["' * 90_000)
    yield (
        "a translation with escapes",
        said('{"translations": [{"id": 1, "translation": "\\u001b[31m"}]}'),
    )
    yield (
        "a translation of 100,000 letters",
        said(json.dumps({"translations": [{"id": 1, "translation": "word " * 20_000}]})),
    )
    yield "half a character", said('[{"id": 1, "translation": "\\ud800"}]')
    yield "tokens of another type", said("{}", logprobs={"content": [{"bytes": 10**9}] * 9})
    yield (
        "a token of many bytes",
        said("{}", logprobs={"content": [{"bytes": [300], "logprob": 0}]}),
    )
    yield "an error of every type", {"error": [["no"]], "choices": None}
    yield "an error without end", {"error": {"message": "sorry " * 200_000, "code": 10**400}}


def of_indexes() -> Iterator[tuple[str, object]]:
    """Indexes of models."""
    fine = {"from_code": "uk", "to_code": "en", "package_version": "1.9", "links": []}
    yield "no links", [fine]
    yield (
        "links that are none",
        [{**fine, "links": ["file:///etc/passwd", 3, None, "javascript:1"]}],
    )
    yield "links to nowhere", [{**fine, "links": ["http://[", "http://", "https://@/"]}]
    yield "20,000 packages", [fine] * 20_000
    yield "names that are nested", [{**fine, "from_name": {"a": [[]]}}]
    yield "a version that is true", [{**fine, "package_version": True}]
    yield "a version that steers", [{**fine, "package_version": "1\x1b[2J"}]
    yield "codes that climb", [{**fine, "from_code": "../..", "to_code": "en"}]
    yield "a checksum that is none", [{**fine, "sha256": "x"}]
    yield "an entry of each type", [None, 1, "x", [], {}, True, fine]
