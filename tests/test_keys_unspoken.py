"""No key is seen: whatever a server makes of it, nothing printed and nothing written holds it."""

import base64
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.chat_server import completion
from tests.conftest import LONG, Answer, Newsroom
from tests.hostile_answers import OneAnswerServer, raw, redirect
from tests.http_server import Answer as Reply
from tests.http_server import content, cut_off, value
from tests.key_detector import leaks, leaks_in
from tests.libretranslate.desk import LANGUAGES
from tests.tally import Tally

pytestmark = pytest.mark.campaign
SECRET = "sk-Zq7_vB3xK9/pTw2LmR8+dYf4HsJc6NgEa"
TEXTS = ["Рада ухвалила бюджет міста.", "Мер подякував громаді за роботу."]

FORMS: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "in capitals": str.upper,
    "in small letters": str.lower,
    "backwards": lambda key: key[::-1],
    "in percent": lambda key: "".join(f"%{ord(char):02x}" for char in key),
    "in percent where needed": lambda key: quote(key, safe=""),
    "one letter in percent": lambda key: f"%{ord(key[0]):02X}{key[1:]}",
    "in percent twice": lambda key: quote("".join(f"%{ord(char):02X}" for char in key)),
    "in Base64": lambda key: base64.b64encode(key.encode()).decode(),
    "in Base64 after one": lambda key: base64.b64encode(b"x" + key.encode()).decode(),
    "in Base64 after two": lambda key: base64.b64encode(b"xy" + key.encode() + b"z").decode(),
    "in Base64 for addresses": lambda key: base64.urlsafe_b64encode(f"?{key}".encode()).decode(),
    "in Base64 in percent": lambda key: quote(base64.b64encode(f"a:{key}".encode()).decode(), ""),
    "in hexadecimal": lambda key: key.encode().hex(),
    "in escapes of JSON": lambda key: "".join(f"\\u{ord(char):04x}" for char in key),
    "one letter in an escape": lambda key: f"{key[:9]}\\u{ord(key[9]):04X}{key[10:]}",
    "in escapes of Python": lambda key: "".join(f"\\x{ord(char):02x}" for char in key),
    "in references": lambda key: "".join(f"&#{ord(char)};" for char in key),
    "in references by hexadecimal": lambda key: "".join(f"&#x{ord(char):X};" for char in key),
    "in references twice": lambda key: "".join(f"&amp;#{ord(char)};" for char in key),
    "with a slash escaped": lambda key: key.replace("/", "\\/"),
    "over two lines": lambda key: f"{key[:20]}\r\n {key[20:]}",
    "with unseen characters": "\u200b".join,
    "cut off": lambda key: key[:-9],
    "after 180 letters": lambda key: "x" * 180 + key,
    "after 64 kilobytes": lambda key: "<!-- " + "x" * 65_500 + "-->" + key,
}
"""Ways in which a server may write what it was sent."""


SENTENCE = "The council {key} adopted the budget of the city."


def in_json(text: str) -> str:
    """A text inside the quotes of JSON, with its backslashes as they are."""
    return text.replace('"', "").replace("\r\n", "\\n")


def on_a_line(text: str) -> bytes:
    return text.replace("\r\n", "").encode()


def head(*lines: str) -> Callable[[str], Reply]:
    """An answer of HTTP whose head holds the key."""

    def make(key: str) -> Reply:
        return raw(b"\r\n".join([on_a_line(line.format(key=key)) for line in lines] + [b"", b""]))

    return make


def body(text: str, status: int, kind: str = "application/json") -> Callable[[str], Reply]:
    """An answer whose body holds the key; `{key}` is where."""

    def make(key: str) -> Reply:
        said = in_json(key) if kind == "application/json" else key
        return content(text.replace("{key}", said), status=status, kind=kind)

    return make


def translated(text: str) -> str:
    items = [
        {"id": 1, "translation": text or "The council adopted the budget."},
        {"id": 2, "translation": "The mayor thanked the community for its work."},
    ]
    return json.dumps({"translations": items})


OF_BOTH: Mapping[str, Callable[[str], Reply]] = {
    "a status line": head("HTTP/1.1 500 {key}", "Content-Length: 0"),
    "a status line of nonsense": head("{key}"),
    "a header": head("HTTP/1.1 403 No", "X-Key: {key}", "{key}: x", "Content-Length: 0"),
    "a header without a colon": head("HTTP/1.1 500 No", "{key}", "Content-Length: 0"),
    "a wait": head("HTTP/1.1 429 No", "Retry-After: {key}", "Content-Length: 0"),
    "a length": head("HTTP/1.1 200 OK", "Content-Length: {key}"),
    "the host of a redirect": lambda key: redirect(f"http://{key}.example/"),
    "the path of a redirect": lambda key: redirect(f"https://example.org/{key}"),
    "the query of a redirect": lambda key: redirect(f"/x?key={key}"),
    "an account in a redirect": lambda key: redirect(f"http://u:{key}@example.org/"),
    "an error": body('{"error": "the key {key} is wrong"}', 500),
    "an error about the key": body('{"error": "Invalid API key: {key}"}', 403),
    "an error in an error": body('{"error": {"message": "{key}", "type": "x"}}', 400),
    "a detail": body('{"detail": {"message": "{key}"}}', 422),
    "text for an error": body("no {key}", 400, "text/plain"),
    "a page": body("<title>{key}</title><script>{key}</script><p>{key}", 502, "text/html"),
    "a page in place of an answer": body("<p title={key}>Sign in, {key}!", 200, "text/html"),
    "half an answer": body('{"a": "{key}', 200),
    "an answer that breaks off": lambda key: cut_off(on_a_line(key), 9_000),
}
OF_LIBRETRANSLATE: Mapping[str, tuple[str, Callable[[str], Reply]]] = {
    "a translation": (
        "/translate",
        body('{"translatedText": ["' + SENTENCE + '", "The mayor thanked all."]}', 200),
    ),
    "alternatives": (
        "/translate",
        body(
            '{"translatedText": ["The council adopted the budget.", "The mayor thanked all."],'
            ' "alternatives": [["' + SENTENCE + '"], ["{key}"]]}',
            200,
        ),
    ),
    "a language": ("/languages", body('[{"code": "{key}", "name": "{key}"}, {"code": "uk"}]', 200)),
    "a version": ("/spec", body('{"info": {"version": "1.{key}"}}', 200)),
    "a page of settings": ("/frontend/settings", body('{"error": "{key}"}', 500)),
    "a refusal for alternatives": (
        "/translate",
        body('{"error": "alternatives exceed 0 {key}"}', 400),
    ),
}
ANSWERED = json.dumps({"choices": completion(translated(""))["choices"]})
OF_OPENAI: Mapping[str, Callable[[str], Reply]] = {
    "an error for an answer": body('{"error": {"message": "{key}", "code": 400}}', 200),
    "an error about logprobs": body('{"error": {"message": "logprobs {key}"}}', 400),
    "a refusal": body('{"choices": [{"message": {"refusal": "no {key}"}}]}', 200),
    "a model": lambda key: value({**completion(translated(TEXTS[0])), "model": f"m {key}"}),
    "a model in escapes": body(
        json.dumps({**completion(translated(TEXTS[0])), "model": "KEY"}).replace("KEY", "{key}"),
        200,
    ),
    "a fingerprint": lambda key: value({**completion(translated(""), system_fingerprint=key)}),
    "a translation": lambda key: value(completion(translated(SENTENCE.format(key=key)))),
    "a translation in escapes": body(
        json.dumps(completion('[{"id": 1, "translation": "KEY"}]')).replace("KEY", "{key}"), 200
    ),
    "prose": lambda key: value(completion(f"Here is the translation: {key}")),
}


def chosen(channels: Iterable[str], salt: int = 0) -> list[tuple[str, str]]:
    """Channels with the forms that are sent on each; in the short form some, with one each."""
    forms = list(FORMS)
    if LONG:
        return list(product(channels, forms))
    return [
        (channel, forms[(5 * number + salt) % len(forms)])
        for number, channel in enumerate(channels)
        if number % 4 == salt
    ]


@pytest.fixture
def web() -> Iterator[OneAnswerServer]:
    server = OneAnswerServer()
    with server:
        yield server


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [each for each in os.environ if each.startswith(("L10N_", "XDG_"))]:
        if name != "L10N_CAMPAIGN":
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("l10n.net.http.pause", lambda *_asked, **_busy: 0.0)
    return folder


class Listener:
    """Runs commands, and listens to all that they say and write."""

    def __init__(self, newsroom: Newsroom, home: Path, engine: str, url: str) -> None:
        self.newsroom, self.home, self.heard = newsroom, home, 0
        self.workflow = (
            f'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["{engine}"]\n'
            f'[engine.{engine}]\nurl = "{url}"\ntimeout = 20\nretries = 1\n'
        )
        self.workflow += 'model = "m"\n' if engine == "openai" else "alternatives = 1\n"
        newsroom.article("story.md", "\n\n".join(TEXTS) + "\n")

    def hear(self, what: str, *commands: tuple[str, ...]) -> list[Answer]:
        """Run commands in an empty workspace."""
        self.newsroom.workflow(self.workflow)
        for folder in ("catalogs", "records", ".l10n"):
            for path in sorted((self.newsroom.root / folder).rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
        answers = [self.newsroom.l10n(*command) for command in commands]
        for answer in answers:
            for text in (answer.out, answer.err):
                assert not leaks(text, SECRET), f"{what}: {text}"
                assert "Traceback" not in text, what
        (self.newsroom.root / "workflows/news.toml").unlink()
        for place in (self.newsroom.root, self.home):
            assert not leaks_in(place, SECRET), what
        self.heard += len(commands)
        return answers


SYNC, JSON, ENGINES = ("sync", "story.md"), ("sync", "story.md", "--json"), ("engines",)


@pytest.fixture(params=["C.UTF-8", "uk_UA.UTF-8"] if LONG else ["uk_UA.UTF-8"])
def listener(
    request: pytest.FixtureRequest, newsroom: Newsroom, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, str], Listener]:
    monkeypatch.setenv("LC_ALL", request.param)

    def listen(engine: str, url: str) -> Listener:
        monkeypatch.setenv(f"L10N_{engine.upper()}_KEY", SECRET)
        return Listener(newsroom, home, engine, url)

    return listen


Listen = Callable[[str, str], Listener]


def test_libretranslate_that_repeats_its_key_is_not_quoted(
    web: OneAnswerServer, listener: Listen, tally: Tally
) -> None:
    heard = listener("libretranslate", web.url)
    whole: Mapping[str, tuple[str, Callable[[str], Reply]]] = {
        **{channel: ("/translate", make) for channel, make in OF_BOTH.items()},
        **{f"{each} at once": ("/languages", OF_BOTH[each]) for each in OF_BOTH},
        **OF_LIBRETRANSLATE,
    }
    for channel, form in chosen(whole):
        place, make = whole[channel]
        web.answers = {
            "/languages": value(LANGUAGES),
            "/frontend/settings": value({"charLimit": -1}),
            "/spec": value({"info": {"version": "1.9.6"}}),
            "/translate": value({"translatedText": ["The budget was adopted."] * 2}),
            place: make(FORMS[form](SECRET)),
        }
        heard.hear(f"{channel}, {form}", JSON, SYNC, ENGINES)
    assert all(SECRET in asked.body.decode() for asked in web.at("/translate"))
    tally("keys: libretranslate", commands=heard.heard, leaks=0)


def test_a_chat_server_that_repeats_its_key_is_not_quoted(
    web: OneAnswerServer, listener: Listen, tally: Tally
) -> None:
    heard = listener("openai", f"{web.url}/v1")
    whole = {**OF_BOTH, **OF_OPENAI}
    for channel, form in chosen(whole, 2):
        web.answer = whole[channel](FORMS[form](SECRET))
        heard.hear(f"{channel}, {form}", JSON, SYNC, ENGINES)
    assert all(SECRET in asked.headers["authorization"] for asked in web.asked)
    tally("keys: openai", commands=heard.heard, leaks=0)


@pytest.mark.parametrize("form", FORMS if LONG else list(FORMS)[::5])
def test_a_draft_that_holds_the_key_is_left_empty(
    web: OneAnswerServer, listener: Listen, form: str
) -> None:
    heard = listener("openai", f"{web.url}/v1")
    written = FORMS[form](SECRET).replace("x" * 180, "").replace("x" * 65_500, "")
    web.answer = OF_OPENAI["a translation"](written)
    for answer in heard.hear(form, JSON):
        left = answer.json["synced"][0]["left_empty"]
        assert [each["entries"] for each in left] == [1], left


def test_a_second_batch_that_fails_says_no_more(web: OneAnswerServer, listener: Listen) -> None:
    heard = listener("libretranslate", web.url)
    heard.workflow += "max_texts = 1\n"
    web.answers["/languages"] = value(LANGUAGES)
    web.answer = value({}, status=404)
    fine = value({"translatedText": ["The council adopted the budget."]})
    web.answers["/translate"] = [fine, OF_BOTH["an error about the key"](SECRET)]
    json_answer, _again = heard.hear("a second batch", JSON, SYNC)
    assert json_answer.code == 4, json_answer
    assert json_answer.json["synced"][0]["drafted"] == 1, json_answer


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9", "https://127.0.0.1:{port}", "http://nowhere.localhost:9"]
)
@pytest.mark.parametrize("engine", ["libretranslate", "openai"])
def test_a_server_out_of_reach_says_no_more(
    web: OneAnswerServer, listener: Listen, engine: str, url: str
) -> None:
    port = web.url.rpartition(":")[2]
    for answer in listener(engine, url.format(port=port)).hear(url, JSON, SYNC):
        assert answer.code == 4


@pytest.mark.parametrize("url", ["http://u:{key}@127.0.0.1:9", "http://127.0.0.1:9/?k={key}"])
def test_an_account_in_a_workflow_is_not_shown(listener: Listen, url: str) -> None:
    for answer in listener("openai", url.format(key=SECRET)).hear(url, SYNC, JSON, ENGINES):
        assert answer.code == 3


def test_a_key_in_a_workflow_is_not_shown(listener: Listen) -> None:
    heard = listener("openai", "http://127.0.0.1:9")
    heard.workflow += f'api_key = "{SECRET}"\n'
    heard.newsroom.workflow(heard.workflow)
    for command in (SYNC, JSON, ENGINES, ("status",)):
        answer = heard.newsroom.l10n(*command)
        assert answer.code == 3
        assert not leaks(answer.out + answer.err, SECRET)


def test_a_proxy_that_repeats_its_account_is_not_quoted(
    web: OneAnswerServer, listener: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`web` is the proxy; the server behind it has no key."""
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    proxy = web.url.replace("http://", f"http://desk:{quote(SECRET, safe='')}@")
    monkeypatch.setenv("http_proxy", proxy)
    heard = listener("openai", "http://chat.example.org/v1")
    monkeypatch.delenv("L10N_OPENAI_KEY")
    basic = base64.b64encode(f"desk:{SECRET}".encode()).decode()
    for said in (SECRET, basic, quote(SECRET, safe="")):
        web.answer = body('{"error": "no {key}"}', 407)(said)
        heard.hear(said, SYNC, JSON)
    assert web.asked[0].headers["proxy-authorization"] == f"Basic {basic}"


# Indexes of models


TOKEN = SECRET.replace("/", "-").replace("+", "-")


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    pytest.importorskip("argostranslate", reason="the extra argos is not installed")
    from argostranslate import settings as upstream  # type: ignore[import-untyped]

    monkeypatch.setattr(upstream, "package_dirs", [tmp_path / "packages"])
    return tmp_path / "packages"


def entry(key: str, **more: object) -> dict[str, object]:
    return {"from_code": "uk", "to_code": "en", "package_version": "1", "links": [key], **more}


OF_INDEX: Mapping[str, Callable[[str], Reply]] = {
    **{name: make for name, make in OF_BOTH.items() if "breaks off" not in name},
    "a version": lambda key: value([entry("http://127.0.0.1:9", package_version=key[:32])]),
    "a link": lambda key: value([entry(f"http://127.0.0.1:9/?k={key}")]),
    "an account in a link": lambda key: value([entry(f"http://u:{key}@127.0.0.1:9/")]),
    "a link of nonsense": lambda key: value([entry(f"http://{key}@[/")]),
    "a checksum": lambda key: value([entry("http://127.0.0.1:9", sha256=key)]),
    "a name": lambda key: value([entry("http://127.0.0.1:9", from_name=key)]),
}


@pytest.fixture(params=["C.UTF-8", "uk_UA.UTF-8"])
def log(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> pytest.LogCaptureFixture:
    """All that is logged, where the tool speaks one language or the other."""
    monkeypatch.setenv("LC_ALL", request.param)
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.usefixtures("packages")
def test_tokens_of_an_index_are_not_shown(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally, log: pytest.LogCaptureFixture
) -> None:
    tried = chosen(OF_INDEX, 3)
    for channel, form in tried:
        web.answer = OF_INDEX[channel](FORMS[form](TOKEN))
        for command in (["available"], ["available", "--json"], ["install", "uk", "en"]):
            url = f"{web.url}/index.json?token={TOKEN}"
            answer = newsroom.l10n("models", *command, "--index", url)
            assert not leaks(answer.out + answer.err, TOKEN), f"{channel}, {form}: {answer}"
            assert "Traceback" not in answer.err, channel
    assert log.records
    assert not leaks(log.text, TOKEN)
    assert not leaks_in(newsroom.root.parent, TOKEN)
    tally("keys: indexes", commands=3 * len(tried), leaks=0)


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize(
    "url",
    [
        "{web}/index.json?token={key}",
        "http://desk:{key}@127.0.0.1:9/index.json",
        "https://{key}@example.org/index.json",
        "http://desk:{key}/x@127.0.0.1:9/index.json",
        "http://desk:x?{key}@127.0.0.1:9/index.json",
        "desk:{key}@127.0.0.1/index.json",
        "ftp://desk:{key}@127.0.0.1/index.json#{key}",
        "http://127.0.0.1:9/?k={key}",
        "https://127.0.0.1:9/#{key}",
        "http://[{key}",
    ],
)
@pytest.mark.parametrize("place", ["option", "variable", "argument"])
def test_an_account_in_the_address_of_an_index_is_not_shown(
    newsroom: Newsroom, web: OneAnswerServer, monkeypatch: pytest.MonkeyPatch, url: str, place: str
) -> None:
    address = url.format(web=web.url, key=TOKEN)
    if place == "variable":
        from argostranslate import settings as upstream

        monkeypatch.setattr(upstream, "package_index", address)
    if place == "argument" and "://" in address:
        answers = [newsroom.l10n("models", "install", address)]
    else:
        more = ["--index", address] if place == "option" else []
        answers = [
            newsroom.l10n("models", *command, *more)
            for command in (["available"], ["install", "uk", "en"], ["available", "--json"])
        ]
    for answer in answers:
        assert answer.code in (2, 4), answer
        if url != "http://[{key}":
            assert not leaks(answer.out + answer.err, TOKEN), answer


def test_a_key_too_short_to_be_told_from_words_is_refused(
    listener: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listener("openai", "http://127.0.0.1:9")
    monkeypatch.setenv("L10N_OPENAI_KEY", "EMPTY12")
    for answer in heard.hear("a short key", SYNC):
        assert "L10N-KEY-014" in answer.err
        assert "EMPTY12" not in answer.err


def test_the_detector_finds_a_key_in_every_form() -> None:
    for form, make in FORMS.items():
        assert leaks(f"the key {make(SECRET)} is", SECRET), form
    assert not leaks("the key [***] is of no use, see https://example.org/keys", SECRET)
