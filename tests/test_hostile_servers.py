"""Servers that mean harm: whatever they answer, a command ends with a line, and nothing gets in."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.argos import index as argos_index
from l10n.net.download import Patience
from tests.chat_server import completion, translations
from tests.conftest import LONG, Answer, Newsroom
from tests.hostile_answers import (
    OF_HTTP,
    OF_JSON,
    SLOW,
    OneAnswerServer,
    of_chats,
    of_indexes,
    of_languages,
    of_translations,
)
from tests.http_server import Answer as Reply
from tests.http_server import Asked, content, made, value
from tests.libretranslate.desk import LANGUAGES
from tests.tally import Tally

pytestmark = pytest.mark.campaign
T = TypeVar("T")

WORKFLOW = """\
source = "uk"
targets = ["en"]
articles = ["**"]
engines = ["{engine}"]

[engine.{engine}]
url = "{url}"
timeout = {timeout}
retries = 0
"""
LIBRETRANSLATE, OPENAI = "libretranslate", "openai"
TEXTS = ["Рада ухвалила бюджет міста.", "Мер **подякував** громаді за роботу."]
LEAST_FILES = frozenset(
    (".gitattributes", ".gitignore", ".l10n", "articles", "catalogs", "glossary.csv", "published")
)


@pytest.fixture
def web() -> Iterator[OneAnswerServer]:
    server = OneAnswerServer()
    with server:
        yield server


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No keys, no proxy and no models of this machine."""
    for name in [each for each in os.environ if each.startswith(("L10N_", "ARGOS_"))]:
        if name != "L10N_CAMPAIGN":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("l10n.net.http.pause", lambda *_asked, **_busy: 0.0)


def some(items: Iterable[T], salt: int, *, least: int = 4) -> list[T]:
    """All of a kind in the long form; else every few, another few for each salt."""
    found = list(items)
    step = 1 if LONG else max(1, len(found) // least)
    return list(islice(found, salt % step, None, step))


def desk(newsroom: Newsroom, engine: str, url: str, *, timeout: int = 20) -> Newsroom:
    text = WORKFLOW.format(engine=engine, url=url, timeout=timeout)
    if engine == OPENAI:
        text += 'model = "m"\n'
    newsroom.workflow(text)
    newsroom.article("story.md", "\n\n".join(TEXTS) + "\n")
    return newsroom


def polite(web: OneAnswerServer) -> OneAnswerServer:
    """Let a server be a LibreTranslate server that misbehaves only where it translates."""
    web.answers |= {
        "/languages": value(LANGUAGES),
        "/frontend/settings": value({"charLimit": -1, "keyRequired": False}),
        "/spec": value({"info": {"version": "1.9.6"}}),
    }
    return web


def harmless(answer: Answer, what: str) -> None:
    """The command ended with drafts or with one line for each failure, and steered nothing."""
    assert answer.code in (0, 4), f"{what}: {answer}"
    lines = answer.err.splitlines()
    assert bool(lines) is (answer.code == 4), f"{what}: {answer}"
    for line in lines:
        assert line.startswith("l10n: "), f"{what}: {answer}"
        assert line.endswith("]"), f"{what}: {answer}"
        assert len(line) < 1_000, f"{what}: {len(line)}"
        assert "ENG-" not in line, f"{what}: {line}"
    for text in (answer.out, answer.err):
        assert "Traceback" not in text, what
        assert all(char.isprintable() for char in text.replace("\n", "")), f"{what}: {text!r}"


def untouched(newsroom: Newsroom, what: str) -> None:
    """Nothing stands outside of what a workspace has, and the catalog is whole."""
    names = {path.name for path in newsroom.root.iterdir()}
    assert names <= {*LEAST_FILES, "workflows", "records", ".git"}, f"{what}: {names}"
    catalog = newsroom.catalog("story.md")
    if catalog.exists():
        text = catalog.read_text("utf-8")
        assert TEXTS[0] in text, what
        assert all(char.isprintable() for char in text.replace("\n", "")), what
    assert (newsroom.root / "articles/story.md").read_text() == "\n\n".join(TEXTS) + "\n"


def synced(newsroom: Newsroom, what: str) -> Answer:
    answer = newsroom.l10n("sync", "story.md")
    harmless(answer, what)
    untouched(newsroom, what)
    return answer


def replies() -> Mapping[str, Reply]:
    """Answers that are of use to nobody."""
    return {**OF_HTTP, **{name: content(data) for name, data in OF_JSON.items()}}


@pytest.mark.parametrize("engine", [LIBRETRANSLATE, OPENAI])
def test_an_answer_of_no_use_costs_a_line(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally, engine: str
) -> None:
    tried = some(replies().items(), len(engine), least=8)
    url = polite(web).url if engine == LIBRETRANSLATE else f"{web.url}/v1"
    desk(newsroom, engine, url)
    for name, web.answer in tried:
        synced(newsroom, name)
    tally(f"servers: {engine} against sync", answers=len(tried), harm=0)


def test_a_server_of_no_use_costs_its_row_of_the_list(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally
) -> None:
    tried = some(replies().items(), 5, least=6)
    desk(newsroom, LIBRETRANSLATE, web.url)
    for name, web.answer in tried:
        answer = newsroom.l10n("engines")
        harmless(answer, name)
        assert "libretranslate" in answer.out
    tally("servers: libretranslate against engines", answers=len(tried), harm=0)


@pytest.mark.parametrize("place", ["/languages", "/frontend/settings", "/spec"])
def test_one_page_of_no_use_is_no_worse(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally, place: str
) -> None:
    tried = some(replies().items(), len(place), least=3)
    desk(newsroom, LIBRETRANSLATE, polite(web).url)
    web.answer = value({"translatedText": [""] * len(TEXTS)})
    for name, web.answers[place] in tried:
        harmless(newsroom.l10n("engines"), name)
        synced(newsroom, name)
    tally("servers: one page of libretranslate", answers=len(tried), harm=0)


@pytest.mark.parametrize("engine", [LIBRETRANSLATE, OPENAI] if LONG else [LIBRETRANSLATE])
def test_what_never_ends_is_given_up(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally, engine: str
) -> None:
    tried = list(SLOW.items()) if LONG else [list(SLOW.items())[3 if engine == OPENAI else 5]]
    url = polite(web).url if engine == LIBRETRANSLATE else f"{web.url}/v1"
    desk(newsroom, engine, url, timeout=1)
    for name, web.answer in tried:
        answer = synced(newsroom, name)
        assert "NET-008" in answer.err, name
    tally("servers: endless answers", answers=len(tried), harm=0)


def test_lists_of_languages_are_taken_for_what_they_are(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally
) -> None:
    tried = some(of_languages(), 1)
    desk(newsroom, LIBRETRANSLATE, polite(web).url)
    web.answer = value({"translatedText": [""] * len(TEXTS)})
    for name, listed in tried:
        web.answers["/languages"] = value(listed)
        harmless(newsroom.l10n("engines"), name)
        synced(newsroom, name)
    tally("servers: lists of languages", answers=len(tried), harm=0)


def _made_of(make: Callable[[list[str]], object], asked: Asked) -> object:
    return make(asked.json["q"])


def test_translations_are_taken_for_what_they_are(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally
) -> None:
    tried = some(of_translations(), 2)
    desk(newsroom, LIBRETRANSLATE, polite(web).url)
    newsroom.workflow((newsroom.root / "workflows/news.toml").read_text() + "alternatives = 2\n")
    for name, make in tried:
        web.answer = made(partial(_made_of, make))
        synced(newsroom, name)
    tally("servers: translations", answers=len(tried), harm=0)


def test_chats_are_taken_for_what_they_are(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally
) -> None:
    tried = some(of_chats(), 3)
    desk(newsroom, OPENAI, f"{web.url}/v1")
    for name, said in tried:
        web.answer = value(said)
        synced(newsroom, name)
    tally("servers: chats", answers=len(tried), harm=0)


# Indexes and models


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder of models, and little patience with servers."""
    pytest.importorskip("argostranslate", reason="the extra argos is not installed")
    from argostranslate import settings as upstream  # type: ignore[import-untyped]

    monkeypatch.setattr(upstream, "package_dirs", [tmp_path / "packages"])
    patience = Patience(idle=1.0, within=1.0)
    defaults = {**(argos_index.available.__kwdefaults__ or {}), "patience": patience}
    monkeypatch.setattr(argos_index.available, "__kwdefaults__", defaults)
    return tmp_path / "packages"


def fetched(newsroom: Newsroom, web: OneAnswerServer, name: str) -> None:
    for command in (["available"], ["install", "uk", "en"]):
        answer = newsroom.l10n("models", *command, "--index", f"{web.url}/index.json")
        harmless(answer, name)
        if command[0] == "install":
            assert answer.code == 4, name
    untouched(newsroom, name)


@pytest.mark.usefixtures("packages")
def test_an_index_of_no_use_costs_a_line(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally
) -> None:
    desk(newsroom, OPENAI, web.url)
    tried = [*some(replies().items(), 7, least=5)]
    tried += [(name, value(listed)) for name, listed in some(of_indexes(), 1)]
    tried += SLOW.items() if LONG else ()
    for name, web.answer in tried:
        fetched(newsroom, web, name)
    tally("servers: indexes", answers=len(tried), harm=0)


def test_a_package_of_no_use_costs_a_line(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally, packages: Path
) -> None:
    desk(newsroom, OPENAI, web.url)
    offered = {"from_code": "uk", "to_code": "en", "package_version": "1.9"}
    web.answers["/index.json"] = value([{**offered, "links": [f"{web.url}/a.argosmodel"]}])
    tried = [each for each in some(replies().items(), 9) if each[0] != "an endless body"]
    for name, web.answer in tried:
        fetched(newsroom, web, name)
        left = [path.name for path in packages.rglob("*") if path.is_file()]
        assert left == [".l10n-models.lock"], name
    tally("servers: packages", answers=len(tried), harm=0)


# Good answers with something wrong in them


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
GOOD: Mapping[str, object] = {
    "/languages": LANGUAGES,
    "/frontend/settings": {"charLimit": -1, "keyRequired": False},
    "/spec": {"info": {"version": "1.9.6"}},
    "/translate": {
        "translatedText": ["The council adopted the budget.", "The mayor thanked them."],
        "alternatives": [["The council passed the budget."], []],
    },
    "/v1/chat/completions": {
        **completion(translations({1: "The council adopted the budget.", 2: "The mayor."})),
        "usage": None,
    },
    "/index.json": [{"from_code": "uk", "to_code": "en", "package_version": "1", "links": []}],
}


def places(value_: object, way: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The way to each value in a value."""
    yield way
    inner: Iterable[tuple[object, object]] = ()
    if isinstance(value_, dict):
        inner = value_.items()
    elif isinstance(value_, list):
        inner = enumerate(value_)
    for key, each in inner:
        yield from places(each, (*way, key))


def changed(value_: object, way: tuple[object, ...], new: object) -> object:
    """A value with another in one place."""
    if not way:
        return new
    if isinstance(value_, dict):
        return {k: changed(v, way[1:], new) if k == way[0] else v for k, v in value_.items()}
    assert isinstance(value_, list)
    return [changed(v, way[1:], new) if n == way[0] else v for n, v in enumerate(value_)]


@st.composite
def mutations(draw: Callable[..., object]) -> tuple[str, bytes]:
    """An endpoint, and its good answer with another value in one place, or with bytes changed."""
    path = str(draw(st.sampled_from(sorted(GOOD))))
    way = draw(st.sampled_from(list(places(GOOD[path]))))
    assert isinstance(way, tuple)
    data = json.dumps(changed(GOOD[path], way, draw(values))).encode()
    if draw(st.booleans()):
        return path, data
    at = draw(st.integers(0, len(data)))
    assert isinstance(at, int)
    other = draw(st.binary(max_size=4))
    assert isinstance(other, bytes)
    return path, data[:at] + other + data[at + len(other) :]


def test_a_good_answer_with_one_thing_wrong_is_no_worse(
    newsroom: Newsroom, web: OneAnswerServer, tally: Tally
) -> None:
    pytest.importorskip("argostranslate", reason="the extra argos is not installed")
    counted = 0

    @settings(max_examples=2_000 if LONG else 15, deadline=None)
    @given(mutations())
    def tried(mutation: tuple[str, bytes]) -> None:
        nonlocal counted
        counted += 1
        path, data = mutation
        web.answers |= {each: value(good) for each, good in GOOD.items()}
        web.answers[path] = content(data)
        chat = path.startswith("/v1")
        if path == "/index.json":
            harmless(newsroom.l10n("models", "available", "--index", web.url + path), repr(data))
            return
        desk(newsroom, OPENAI if chat else LIBRETRANSLATE, web.url + "/v1" * chat)
        synced(newsroom, repr(data))

    tried()
    tally("servers: mutations of good answers", answers=counted, harm=0)


# What answers cost


HEAVY: Mapping[str, Callable[[], object]] = {
    "/languages": lambda: [{"code": f"{chr(97 + n % 26)}x{n}"} for n in range(8_000)],
    "/translate": lambda: {"translatedText": ["слово " * 100_000, "<b1>" * 150_000]},
    "/v1/chat/completions": lambda: {"choices": [{"a": 0}] * 1_500_000},
    "/index.json": lambda: [{"a": 0}] * 480_000,
}
ENOUGH = 700 << 20
"""Bytes of memory for a command and the largest answer; the tool alone takes 150 MB of these."""


@pytest.mark.parametrize("place", HEAVY if LONG else ["/languages"])
def test_the_memory_for_an_answer_is_bounded(
    newsroom: Newsroom, web: OneAnswerServer, place: str
) -> None:
    polite(web).answers[place] = value(HEAVY[place]())
    chat = place.startswith("/v1")
    desk(newsroom, OPENAI if chat else LIBRETRANSLATE, web.url + "/v1" * chat)
    index = place == "/index.json"
    command = ["models", "available", "--index", web.url + place] if index else ["sync"]
    done = subprocess.run(
        [sys.executable, "-m", "l10n", "-C", newsroom.root, *command],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ENOUGH, ENOUGH)),
    )
    harmless(Answer(done.returncode, done.stdout, done.stderr), place)
