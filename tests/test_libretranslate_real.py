"""The engine `libretranslate` beside a real LibreTranslate, with the bundled package."""

import json
import re
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from l10n.engines import Draft, Request
from l10n.engines.libretranslate.engine import LibreTranslate
from l10n.errors import EngineError
from l10n.model.markup import Tagged, faults
from tests.accepting import accepted
from tests.conftest import Newsroom
from tests.http_server import Asked, HttpServer, content, made, refusal
from tests.libretranslate_server import MISSING, ROOT, LibreTranslateServer, installed
from tests.test_http import Waits

pytestmark = pytest.mark.skipif(not installed(), reason=MISSING)

KEY = "9d5e6f0a-news-desk"
SENTENCES = (
    Tagged("У четвер у Кленополі відкрили <b1>нову трамвайну лінію</b1>.", frozenset({"b1"})),
    Tagged("Про це <a1>повідомляє міська рада</a1>.", frozenset({"a1"})),
    Tagged("Третину коштів виділила обласна рада<fn1/>.", frozenset(), frozenset({"fn1"})),
    Tagged("Квиток коштує <b1>12 грн</b1>.", frozenset({"b1"})),
    Tagged("На відкриття прийшли 350 мешканців."),
    Tagged("Трамваї курсують щодня з 6:00 до 23:00."),
)


@pytest.fixture(scope="module")
def server() -> Iterator[LibreTranslateServer]:
    with LibreTranslateServer() as found:
        yield found


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("L10N_LIBRETRANSLATE_KEY", "L10N_LIBRETRANSLATE_KEY_FOR", "L10N_KEYS_FILE"):
        monkeypatch.delenv(name, raising=False)


def drafts(url: str, *texts: Tagged | str, **more: object) -> list[Draft]:
    asked = [Request(text if isinstance(text, Tagged) else Tagged(text)) for text in texts]
    engine = LibreTranslate({"url": url, **more}, sleep=Waits())
    try:
        made = engine.translate(asked, "uk", "en")
        return list(accepted(asked, made, ("uk", "en")))
    finally:
        engine.close()


def failure(url: str, *texts: Tagged | str, **more: object) -> str:
    with pytest.raises(EngineError) as caught:
        drafts(url, *texts, **more)
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)
    return str(caught.value)


# What it drafts


def test_sentences_of_an_article_are_drafted_with_their_tags(
    server: LibreTranslateServer,
) -> None:
    found = drafts(server.url, *SENTENCES)
    for text, draft in zip(SENTENCES, found, strict=True):
        assert not faults(text, draft.text)
        assert draft.model.startswith("LibreTranslate 1.9.6 uk→en, 127.0.0.1:")
    assert re.search(r"<b1>(A )?new tram line</b1>", found[0].text)
    assert "<a1>" in found[1].text
    assert found[2].text.endswith("<fn1/>.")
    assert found[3].text == "A ticket costs <b1>UAH 12</b1>."
    assert found[4].text == "350 residents came to the opening."


def test_a_text_of_two_sentences_is_one_draft(server: LibreTranslateServer) -> None:
    one, other = SENTENCES[3:5]
    both = Tagged(f"{one.text} {other.text}", one.pairs)
    found = drafts(server.url, both, one, other)
    assert found[0].text == f"{found[1].text} {found[2].text}"


def test_the_server_tells_its_pairs_and_version(server: LibreTranslateServer) -> None:
    engine = LibreTranslate({"url": server.url})
    assert engine.pairs() == {("uk", "en"), ("uk", "pl")}
    assert engine.models()[0].startswith("LibreTranslate 1.9.6, 127.0.0.1:")
    with pytest.raises(EngineError, match="does not translate from uk to de"):
        list(engine.translate([Request(SENTENCES[0])], "uk", "de"))


def test_alternatives_carry_the_tags_too(server: LibreTranslateServer) -> None:
    (draft,) = drafts(server.url, SENTENCES[0], alternatives=3)
    assert draft.alternatives
    for other in draft.alternatives:
        assert other != draft.text
        assert not faults(SENTENCES[0], other)


def test_entities_and_addresses_survive_the_server(
    server: LibreTranslateServer,
) -> None:
    texts = (
        "Пишіть на news_desk@example.org.",
        "Про це повідомляє https://example.org/?a=1&copy=2.",
        "Умова &lt;b7&gt; &amp; a.",
    )
    for text, draft in zip(texts, drafts(server.url, *texts), strict=True):
        for wrong in ("©", "<b7>", "news desk@"):
            assert wrong not in draft.text
        assert draft.text or draft.reason
        if draft.text and not draft.doubtful:
            assert [
                word for word in re.findall(r"\S*[@/]\S*", text) if word not in draft.text
            ] == []


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """A desk with the articles of the news desk of this repository."""
    for path in (ROOT / "articles" / "news").glob("*.*"):
        (newsroom.root / "articles").mkdir(exist_ok=True)
        shutil.copy(path, newsroom.root / "articles" / path.name)
    return newsroom


def workflow(desk: Newsroom, url: str, **more: object) -> None:
    settings = {"url": url, **more}
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    desk.workflow(
        'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["libretranslate"]\n'
        '[publish]\nrequire = "draft"\n[engine.libretranslate]\n' + "\n".join(lines) + "\n"
    )


def entries(desk: Newsroom) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((desk.root / "catalogs" / "en").glob("*.po")):
        found |= {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}
    return found


def test_a_desk_drafts_its_articles_with_a_server(
    desk: Newsroom, server: LibreTranslateServer
) -> None:
    workflow(desk, server.url)
    answer = desk.l10n("sync")
    assert answer.code == 0, answer.err
    found = entries(desk)
    assert len(found) > 50
    assert sum(map(bool, found.values())) > 0.9 * len(found)
    catalog = desk.catalog("tram-line.md").read_text()
    assert "LibreTranslate 1.9.6 uk→en, 127.0.0.1:" in catalog
    records = desk.root / "records" / "en" / "tram-line.md.drafts.jsonl"
    assert '"libretranslate"' in records.read_text()
    assert desk.l10n("publish").code == 0


# Limits and keys


def test_a_servers_limits_are_kept_to() -> None:
    long = "Трамваї курсують щодня, " * 20
    options = ("--batch-limit", "3", "--char-limit", "150")
    with LibreTranslateServer((ROOT / "l10n/bundled/translate-uk_en-demo",), *options) as small:
        found = drafts(small.url, *SENTENCES, long)
    assert all(draft.text for draft in found[:-1])
    assert found[-1].text == ""
    assert found[-1].reason is not None
    assert "the server takes 150" in found[-1].reason.text("en")


def test_a_server_with_keys_translates_for_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    options = ("--api-keys", "--require-api-key-origin", "desk.example.org")
    with LibreTranslateServer(
        (ROOT / "l10n/bundled/translate-uk_en-demo",), *options, "--char-limit", "150"
    ) as locked:
        locked.add_key(KEY, per_minute=100, characters=2000)
        assert "wants a key" in failure(locked.url, *SENTENCES)
        monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", "a-wrong-key")
        said = failure(locked.url, *SENTENCES)
        assert "Invalid API key" in said
        assert "check the key" in said
        monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", KEY)
        # The limit of a key goes before the server's.
        long = "Трамваї курсують щодня з 6:00 до 23:00. " * 5
        assert all(draft.text for draft in drafts(locked.url, *SENTENCES, long))
        assert KEY not in locked.log()


def test_a_limit_per_minute_is_waited_for_and_then_told() -> None:
    package = ROOT / "l10n/bundled/translate-uk_en-demo"
    with LibreTranslateServer((package,), "--req-limit", "2") as busy:
        waits = Waits()
        engine = LibreTranslate({"url": busy.url, "max_texts": 1, "retries": 2}, sleep=waits)
        given: list[str] = []
        with pytest.raises(EngineError, match=r"answered 429 .*2 per 1 minute"):
            given.extend(
                draft.text
                for draft in engine.translate([Request(text) for text in SENTENCES[3:]], "uk", "en")
            )
    assert given
    assert all(given)
    assert sum(waits) > 15


# Outages


def test_what_was_drafted_before_an_outage_stays() -> None:
    with LibreTranslateServer() as server:
        engine = LibreTranslate({"url": server.url, "max_texts": 1, "retries": 1}, sleep=Waits())
        texts = [Request(Tagged(text.plain())) for text in SENTENCES]
        found = iter(engine.translate(texts, "uk", "en"))
        first = [next(found).text, next(found).text]
        server.stop()
        with pytest.raises(EngineError, match=r"cannot be reached|broke off"):
            next(found)
        server.start()
        rest = [draft.text for draft in engine.translate(texts[2:], "uk", "en")]
        assert first + rest == [draft.text for draft in drafts(server.url, *map(_plain, SENTENCES))]


def _plain(text: Tagged) -> str:
    return text.plain()


def test_a_sync_goes_on_where_an_outage_ended_the_last(desk: Newsroom) -> None:
    with LibreTranslateServer() as server, HttpServer() as between:
        answered: list[str] = []

        def pass_on(asked: Asked) -> object:
            request = urllib.request.Request(
                server.url + asked.path,
                data=asked.body or None,
                headers={"Content-Type": "application/json"},
            )
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as got:
                found = json.loads(got.read())
            if asked.path == "/translate":
                answered.extend(asked.json["q"])
            return found

        for path in ("/languages", "/spec", "/frontend/settings"):
            between.answers[path] = made(pass_on)
        gone = refusal(503, "down for maintenance")
        between.answers["/translate"] = [made(pass_on), made(pass_on), gone]
        workflow(desk, between.url, max_texts=20, retries=0)
        first = desk.l10n("sync")
        assert first.code == 4
        assert "down for maintenance" in first.err
        before = {source: target for source, target in entries(desk).items() if target}
        assert len(before) > 20
        done = set(answered)
        answered.clear()
        between.answers["/translate"] = made(pass_on)
        second = desk.l10n("sync")
        assert second.code == 0, second.err
        after = entries(desk)
        assert {source: after[source] for source in before} == before
        assert sum(map(bool, after.values())) > 0.9 * len(after)
        again = {text for text in answered if text in done and text in before}
        assert not again, "drafted twice"


def test_a_server_that_is_no_libretranslate_is_told(desk: Newsroom) -> None:
    with HttpServer() as other:
        other.answers["/languages"] = content("<html>It works!</html>", kind="text/html")
        workflow(desk, other.url)
        answer = desk.l10n("sync")
    assert answer.code == 4
    assert "check url in [engine.libretranslate]" in answer.err
    assert "Traceback" not in answer.err
