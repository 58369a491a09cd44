"""Faults: processes killed at any moment, damaged files of every kind, any bytes as an article."""

import itertools
import os
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.desk.desk import open_desk
from l10n.desk.reading import read_source
from l10n.errors import L10nError
from l10n.exchange.po import file as po
from l10n.store import drafts, sent, versions
from l10n.store.workflow_file import load_workflow
from l10n.store.workspace import Workspace
from tests.conftest import LONG, WORKFLOW, Newsroom
from tests.controlled import Event, controlled

pytestmark = pytest.mark.campaign

ARTICLES = 3
TEXT = "# Новина {n}\n\nПерше речення новини {n}. Друге речення, **довше**, про місто {n}.\n"


def write_articles(newsroom: Newsroom, state: object) -> None:
    for number in range(ARTICLES):
        text = TEXT.format(n=number).replace("Друге", f"Друге ({state})")
        newsroom.article(f"a{number:02}.md", text)


def at_file(number: int) -> Callable[[Event], bool]:
    """Stop at the n-th event of a file, from 0: before it is put in place, or just after."""
    numbers = itertools.count()
    return lambda event: event.kind != "draft" and next(numbers) == number


@pytest.mark.parametrize("command", ["sync", "publish"])
def test_the_run_after_a_killed_one_finishes_its_work(
    newsroom: Newsroom, tmp_path: Path, command: str
) -> None:
    moments = range(4 * ARTICLES) if LONG else (2, 5)
    with controlled(newsroom, tmp_path) as control:
        write_articles(newsroom, "new")
        assert control.start("sync").finish() == 0
        path = newsroom.catalog("a00.md")
        catalog = polib.pofile(str(path))
        catalog[1].msgstr, catalog[1].flags = "A person wrote this.", []
        catalog.save()
        for moment in moments:
            write_articles(newsroom, moment)
            if command == "publish":
                assert control.start("sync").finish() == 0
            led = control.start(command)
            led.go_until(at_file(moment))
            led.kill()
            left = {p.name for p in newsroom.root.rglob(".l10n-*") if ".l10n" not in p.parts}
            assert not left
            for again in ("sync", "publish"):
                led = control.start(again)
                assert led.finish() == 0, led.said
    assert "A person wrote this." in path.read_text()
    for number in range(ARTICLES):
        page = newsroom.published(f"a{number:02}.md")
        path = page.with_name(page.name + ".versions.jsonl")
        _file, record = versions.load_versions(Workspace(newsroom.root), path)
        assert len(record) == len(moments)
        for each in record[:-1]:
            assert page.with_name(f"{page.name}.v{each.number}").exists()


def test_a_full_disk_or_closed_folder_is_one_line(newsroom: Newsroom) -> None:
    if os.geteuid() == 0:
        blocked = newsroom.root / "catalogs" / "en"
        blocked.rmdir() if blocked.exists() else None
        blocked.write_text("a file where a folder has to be")
    else:
        (newsroom.root / "catalogs").chmod(0o500)
    newsroom.article("a.md", TEXT.format(n=1))
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert len(answer.err.splitlines()) == 1
    assert "cannot be written" in answer.err or "cannot be read" in answer.err


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("fuzz")
    for name in ("articles", "workflows", "catalogs", "published"):
        (root / name).mkdir()
    (root / "workflows/news.toml").write_text(WORKFLOW)
    return Workspace(root)


SEEDS = (
    b"---\ntitle: a\n---\n\n# b\n\n- [c](d)\n> e *f*\n\n| g |\n|---|\n| h |\n",
    b'<!doctype html><html lang="uk"><p title="x">a <b>c</b><br>&amp;<img alt=y></p>',
    "Новини\n\nЗаголовок\n\nАвтор:\nІмʼя\nДата:\n\nПерший абзац.\n".encode(),
    b'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n#. n\n#: a:1\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
    b'{"key": "a", "target": "b", "engine": "c", "model": "d"}\n',
    WORKFLOW.encode(),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Any bytes, or a good file with some of it cut, doubled or overwritten."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=300))
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _step in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        piece = draw(st.one_of(st.binary(max_size=12), st.just(bytes(data[start:end]) * 2)))
        data[start:end] = piece
    return bytes(data)


quick = settings(
    max_examples=20_000 if LONG else 120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@quick
@given(data=damaged(), suffix=st.sampled_from([".md", ".html", ".txt"]))
def test_any_bytes_as_an_article(workspace: Workspace, data: bytes, suffix: str) -> None:
    desk = open_desk(workspace)
    path = workspace.article_path("x" + suffix)
    path.write_bytes(data)
    try:
        source = read_source(workspace, path.name, desk.workflows[0])
    except L10nError as error:
        assert "\n" not in str(error)
    else:
        for segment in source.segments:
            assert segment.text
            assert "\n" not in segment.text


@quick
@given(data=damaged())
def test_any_bytes_as_a_catalog(data: bytes) -> None:
    try:
        catalog = po.parse_bytes(data, Path("x.po"))
    except L10nError as error:
        assert "\n" not in str(error)
    else:
        again = po.parse_bytes(po.dump(catalog).encode(), Path("x.po"))
        assert po.dump(again) == po.dump(catalog)


@quick
@given(data=damaged())
def test_any_bytes_as_a_record(workspace: Workspace, data: bytes) -> None:
    path = workspace.drafts_path("en", "x.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    for load in (drafts.load_drafts, sent.load_sent, versions.load_versions):
        try:
            load(workspace, path)
        except L10nError as error:
            assert "\n" not in str(error)


@quick
@given(data=damaged())
def test_any_bytes_as_a_workflow(data: bytes) -> None:
    try:
        load_workflow(Path("x.toml"), data.decode("utf-8", "replace"))
    except L10nError as error:
        assert "\n" not in str(error)
