"""Nothing that a server or a model says steers the terminal of who asks it."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.conftest import LONG, Run
from tests.http_server import Answer, Asked, HttpServer, content, value
from tests.steering import ALL, EACH, HELD, Desk, Hostile
from tests.tally import Tally

CHAT = "/v1/chat/completions"
PATHS = ("/languages", "/translate", "/v1/models", CHAT, "/index.json")
SERVERS = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["libretranslate", "openai"]

[engine.libretranslate]
url = "{url}"
retries = 0

[engine.openai]
url = "{url}/v1"
model = {model}
retries = 0
"""


def answers(evil: Hostile) -> Iterator[dict[str, Answer | list[Answer]]]:
    """Servers that answer everything with a text that steers."""
    text = evil.text
    languages = [{"code": code, "name": text, "targets": ["en", text]} for code in ("uk", text)]
    yield {
        "/languages": value(languages),
        "/frontend/settings": value({"charLimit": text}),
        "/translate": value({"translatedText": [text], "alternatives": [[text]]}),
        "/v1/models": value({"data": [{"id": text}]}),
        "/v1/chat/completions": value({"choices": [{"message": {"content": text}}]}),
        "/index.json": value([{"from_code": text, "to_code": "en", "links": [text], "type": text}]),
    }
    for status in (302, 400, 403, 429, 500):
        headers = {"Location": evil.flat.encode("ascii", "ignore").decode()} if status < 400 else {}
        refused = content(
            text.encode("utf-8", "replace"), status=status, kind="text/html", **headers
        )
        said = value({"error": {"message": text}, "detail": text}, status=status)
        for each in (refused, said):
            yield dict.fromkeys(
                ("/languages", "/translate", "/v1/models", CHAT, "/index.json"), each
            )

    def broken(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        line = f"HTTP/1.1 500 {evil.flat}\r\nA {evil.flat}\r\n: {evil.flat}\r\n\r\n"
        handler.wfile.write(line.encode())
        handler.close_connection = True

    yield dict.fromkeys(PATHS, broken)


@pytest.mark.campaign
@pytest.mark.parametrize("evil", [ALL, HELD, *EACH] if LONG else [ALL])
def test_no_answer_of_a_server_steers(
    evil: Hostile, tmp_path: Path, run: Run, tally: Tally
) -> None:
    desk = Desk(tmp_path, evil, run)
    desk("init", desk.root, at=tmp_path)
    (desk.root / "articles/a.md").write_text("# Рада\n\nМер назвав рішення ради важливим.\n")
    for answer in answers(evil):
        with HttpServer() as web:
            web.answers.update(answer)
            workflow = SERVERS.format(url=web.url, model=Hostile(evil.flat).toml)
            (desk.root / "workflows/news.toml").write_text(workflow)
            desk("engines")
            desk("sync")
            desk("sync", "--json")
            desk("status", "--drafts")
            desk("models", "available", "--index", f"{web.url}/index.json")
            desk("models", "install", "uk", "en", "--index", f"{web.url}/index.json")
            assert web.asked
    tally("terminal: output of commands", **desk.counts())
    assert not desk.found, "\n".join(desk.found)[:20_000]


def test_no_installed_model_steers(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = pytest.importorskip("argostranslate.settings")
    places = tmp_path / ALL.name
    for number, wrong in enumerate((b"{", b"[]", json.dumps({"from_code": ALL.text}).encode())):
        (places / f"{ALL.name}{number}").mkdir(parents=True)
        (places / f"{ALL.name}{number}/metadata.json").write_bytes(wrong)
    named = {"from_code": "uk", "to_code": "en", "package_version": ALL.text, "type": ALL.text}
    for name in ("model.bin", "config.json", "sentencepiece.model"):
        path = (
            places / ALL.name / ("model" if "." in name and name != "sentencepiece.model" else "")
        )
        path.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(ALL.utf8)
    (places / ALL.name / "metadata.json").write_text(json.dumps(named))
    monkeypatch.setattr(settings, "package_dirs", [places])
    desk = Desk(tmp_path, ALL, run)
    desk("init", desk.root, at=tmp_path)
    (desk.root / "articles/a.md").write_text("# Рада\n\nМер назвав рішення ради важливим.\n")
    for command in (["models", "list"], ["engines"], ["sync"], ["models", "remove", "uk", "en"]):
        desk(*command)
    assert "evil" in desk.said
    assert not desk.found, "\n".join(desk.found)[:20_000]
