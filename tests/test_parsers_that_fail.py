"""Parsers that fail at a text: one line for its file, and the other articles go on."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import justhtml
import pyromark
import pytest

from l10n import plugins
from l10n.errors import CatalogError, WorkflowError
from l10n.formats.text.format import PlainText
from l10n.model.version import Version
from l10n.store import jsonl
from l10n.store.workflow_file import load_workflow
from l10n.store.workspace import Workspace
from tests.conftest import WORKFLOW, Newsroom
from tests.test_plugins import Point, clear, installed

__all__ = ["installed"]

TEXT = "Перше речення.\n"
LONG, HEXADECIMAL = "9" * 5000, "0x" + "f" * 4000


class PanicException(BaseException):
    """As a panic in Rust comes to Python."""


def test_a_panic_in_rust_is_a_line_for_its_article(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pyromark.events_with_range

    def panic(text: str, **options: object) -> object:
        if "panic" in text:
            raise PanicException("index out of bounds")
        return real(text, **options)

    monkeypatch.setattr(pyromark, "events_with_range", panic)
    newsroom.article("a.md", "panic\n")
    newsroom.article("b.md", TEXT)
    for command in ("sync", "status", "publish", "coverage"):
        answer = newsroom.l10n(command)
        assert answer.code == 3
        (line,) = answer.err.splitlines()
        assert line.startswith("l10n: articles/a.md: pyromark fails at this text: PanicException")
        assert "L10N-ART-007" in line
    assert newsroom.published("b.md").exists()


def test_a_parser_of_html_that_fails_is_a_line(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise AssertionError("open elements")

    monkeypatch.setattr(justhtml, "JustHTML", fail)
    newsroom.article("a.html", "<p>Перше")
    newsroom.article("b.md", TEXT)
    answer = newsroom.l10n("sync")
    assert answer.code == 3
    assert "articles/a.html: justhtml fails at this text: AssertionError: open" in answer.err
    assert newsroom.catalog("b.md").exists()


FAULT = ""


class Fragile(PlainText):
    """A format of another package that fails in one of its methods."""

    name = "fragile"
    suffixes = (".frag",)

    def __init__(self) -> None:
        if FAULT == "init":
            raise SystemExit(3)
        failing = dict.fromkeys(("parse", "escape", "localize"), self.fail)
        failing["another kind"] = lambda *arguments, **options: "a text"
        if FAULT in failing:
            setattr(self, FAULT if hasattr(self, FAULT) else "parse", failing[FAULT])

    def fail(self, *arguments: object, **options: object) -> None:
        raise PanicException("at last")


@pytest.fixture(params=["init", "parse", "escape", "localize", "another kind"])
def fault(
    request: pytest.FixtureRequest, installed: list[EntryPoint], monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    monkeypatch.setattr(f"{__name__}.FAULT", request.param)
    installed.append(Point("fragile", f"{__name__}:Fragile", plugins.FORMATS.name))
    clear()
    yield request.param
    clear()


def test_a_format_of_another_package_fails_alone(newsroom: Newsroom, fault: str) -> None:
    newsroom.article("a.frag", TEXT)
    newsroom.article("b.md", TEXT)
    codes = {command: newsroom.l10n(command).code for command in ("sync", "publish")}
    assert codes["publish"] == 3
    answer = newsroom.l10n("publish")
    (line,) = answer.err.splitlines()
    assert "fragile" in line
    assert newsroom.published("b.md").exists()


@pytest.mark.parametrize("number", [LONG, f"-{LONG}", HEXADECIMAL, str(2**63)])
@pytest.mark.parametrize("place", ["split = {}", "[engine.pseudo]\nx = [1, {}]", "[publish]\na={}"])
def test_a_number_that_is_too_long_is_a_mistake_with_its_line(number: str, place: str) -> None:
    text = WORKFLOW.partition("[publish]")[0] + place.format(number)
    with pytest.raises(WorkflowError) as caught:
        load_workflow(Path("workflows/news.toml"), text)
    assert caught.value.code == "L10N-WF-019"
    assert caught.value.line == text.count("\n") + 1


@pytest.mark.parametrize("number", [LONG, HEXADECIMAL])
def test_a_number_in_front_matter_leaves_that_out(newsroom: Newsroom, number: str) -> None:
    newsroom.article("a.md", f'+++\ntitle = "Назва"\nn = {number}\n+++\n\n{TEXT}')
    answer = newsroom.l10n("sync")
    assert answer.code == 0
    assert "a number in the front matter is too long; it was left out" in answer.out
    assert "Перше" in newsroom.catalog("a.md").read_text()


@pytest.mark.parametrize("number", [LONG, "9" * 4300, "1e999", "NaN", str(2**63), "[" * 100_000])
def test_a_record_with_a_number_beyond_all_is_damaged(tmp_path: Path, number: str) -> None:
    path = tmp_path / "a.versions.jsonl"
    path.write_text(
        f'{{"id": "a", "kind": "first", "text": "b", "date": "c", "empty": {number}}}\n'
    )
    with pytest.raises(CatalogError):
        jsonl.load(Workspace(tmp_path), path, Version)
