"""A pipe, a socket or a folder in the place of any file: each command says so and hangs on none."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.store import regular
from l10n.store.text_file import read_bytes
from l10n.store.workspace import Workspace
from tests.conftest import LONG, WORKFLOW, Newsroom
from tests.tally import Tally
from tests.unprivileged import answers

pytestmark = pytest.mark.campaign

TEXT = "# Новина\n\nПерше речення.\n"
COMMANDS = (
    ["sync"],
    ["status"],
    ["publish"],
    ["coverage"],
    ["send", "--to", "{out}/fresh"],
    ["send", "--to", "{out}/fresh.zip"],
    ["receive", "{out}/back"],
    ["rename", "news", "old"],
    ["engines"],
)
READ_BY_ALL = {
    "articles/news/a.md",
    "catalogs/en/news/a.md.po",
    "records/en/news/a.md.drafts.jsonl",
    "records/en/news/a.md.sent.jsonl",
    "published/en/news/a.md",
    "versions/en/news/a.md.versions.jsonl",
    "workflows/news.toml",
    "glossary.csv",
}
CACHE = {
    ".l10n/index.sqlite",
    ".l10n/index.sqlite-journal",
    ".l10n/index.sqlite-wal",
    ".l10n/sightings.sqlite",
    ".l10n/sightings.sqlite-journal",
    ".l10n/drafts.jsonl",
    ".l10n/claims",
    ".l10n/lock",
    ".l10n/new/.l10n-left",
}


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    # The name of a socket may be 108 bytes long.
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.fchdir(here)
    os.close(here)


def folder(path: Path) -> None:
    path.mkdir()


KINDS = (pipe, listener, folder) if LONG else (pipe,)
"""Nobody may make a device without the powers of root; those of the system are tried below."""


@pytest.fixture
def out(newsroom: Newsroom) -> Path:
    """Where parcels are; the desk has one article that was published and sent."""
    place = newsroom.root.parent / "out"
    newsroom.article("news/a.md", TEXT)
    for command in (["sync"], ["publish"], ["send", "--to", place / "back"]):
        assert newsroom.l10n(*command).code == 0
    return place


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", sorted(READ_BY_ALL | CACHE))
@pytest.mark.sampled(2)
def test_what_is_no_file_is_a_line_in_every_command(
    newsroom: Newsroom, out: Path, name: str, kind: Callable[[Path], None], tally: Tally
) -> None:
    path = newsroom.root / name
    path.unlink(missing_ok=True)
    kind(path)
    # Otherwise there would be nothing to do.
    if name != "articles/news/a.md":
        newsroom.article("news/a.md", TEXT + "\nДруге.\n")
    tried = COMMANDS if LONG or name in READ_BY_ALL else COMMANDS[:3]
    commands = [[word.format(out=out) for word in command] for command in tried]
    made = answers(newsroom.run, newsroom.root, commands)
    for answer in made:
        assert "Traceback" not in answer.err
        assert answer.code in (0, 1, 3, 5), answer
        # A refusal to publish is an answer.
        assert answer.err if answer.code > 1 else answer.code or not answer.err, answer
    if name in READ_BY_ALL:
        assert any("this is not a file" in answer.err for answer in made)
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    with Workspace(newsroom.root).locked(wait=0):
        pass
    tally("what is no file", files=1, commands=len(made), hangs=0, tracebacks=0)


def test_what_a_person_names_is_read_if_it_is_a_file(newsroom: Newsroom, out: Path) -> None:
    os.mkfifo(out / "a.po")
    os.mkfifo(out / "a.zip")
    os.mkfifo(out / "a.md")
    (out / "zero.po").symlink_to("/dev/zero")
    (out / "zero.zip").symlink_to("/dev/zero")
    (out / "zero.md").symlink_to("/dev/zero")
    names = [f"{stem}.{end}" for stem in ("a", "zero") for end in ("po", "zip", "md")]
    commands = [["add" if name.endswith(".md") else "receive", out / name] for name in names]
    made = answers(newsroom.run, newsroom.root, commands)
    for name, answer in zip(names, made, strict=True):
        assert answer.code == 3
        (line,) = answer.err.splitlines()
        assert f"{name}: " in line
        assert "this is not a file" in line


def test_what_stands_where_a_parcel_goes_is_not_opened(newsroom: Newsroom, out: Path) -> None:
    os.mkfifo(out / "to.zip")
    (out / "to/en/news").mkdir(parents=True)
    os.mkfifo(out / "to/en/news/a.md.po")
    commands = [["send", "--to", out / "to.zip"], ["send", "--to", out / "to"]]
    for answer in answers(newsroom.run, newsroom.root, commands):
        assert answer.code in (2, 3)
        assert len(answer.err.splitlines()) == 1


def test_the_files_of_a_new_workspace_are_not_opened(newsroom: Newsroom) -> None:
    place = newsroom.root.parent / "fresh"
    place.mkdir()
    for name in (".gitignore", ".gitattributes", "glossary.csv"):
        os.mkfifo(place / name)
    (answer,) = answers(newsroom.run, place, [["init"]])
    assert answer.code == 0, answer.err
    assert ".gitignore" not in answer.out


def test_a_pipe_for_keys_or_a_model_is_not_waited_for(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = newsroom.root.parent / "keys.toml"
    os.mkfifo(keys)
    monkeypatch.setenv("L10N_KEYS_FILE", str(keys))
    newsroom.workflow(WORKFLOW.replace('"pseudo"', '"openai"') + OPENAI)
    os.mkfifo(newsroom.root / "x.argosmodel")
    newsroom.article("a.md", TEXT)
    commands = [["sync"], ["models", "install", newsroom.root / "x.argosmodel"]]
    asked, installed = answers(newsroom.run, newsroom.root, commands)
    assert asked.code == installed.code == 4
    assert "the file of keys is not a file" in asked.err
    assert "this is not a file" in installed.err


OPENAI = """
[engine.openai]
url = "https://api.example.invalid/v1"
model = "x"
"""


def test_a_pipe_put_there_at_the_last_moment_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    # As if a file had stood there when it was looked at.
    monkeypatch.setattr(regular, "require_regular", lambda *_path, **_how: None)
    with pytest.raises(regular.NotRegularError):
        regular.reading(tmp_path / "pipe")


@pytest.mark.skipif(not Path("/proc/self/mounts").is_file(), reason="there is no /proc")
def test_a_file_that_tells_no_size_is_read_to_its_end() -> None:
    path = Path("/proc/self/mounts")
    assert path.stat().st_size == 0
    assert read_bytes(path) == path.read_bytes() != b""
