"""Real news through the whole of it: 123 articles, a human translation, foreign tools, edits."""

import html
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from markdown_it import MarkdownIt

from l10n.desk.desk import Desk, Wanted, open_desk
from l10n.jobs.layout import lay_out
from l10n.jobs.publish import PublishReport, ReleaseOptions, Result, release
from l10n.jobs.sync import sync
from l10n.store.workspace import Workspace
from tests.corpora import News, ntrex
from tests.structure import OTHERS_OFF

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORKFLOW = 'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nsplit = "{split}"\n'
TAG = re.compile(r"</?[a-z]+[0-9]+/?>")


def markdown(lines: Sequence[str]) -> str:
    """Make an article with headings, emphasis, links, quotations and lists.

    What a line becomes depends on the line alone, not on its place.
    """
    parts = [f"# {escaped(lines[0])}"]
    for line in lines[1:]:
        number = len(line)
        words = [escaped(word) for word in line.split(" ")]
        if number % 3 == 1 and len(words) > 4:
            words[2] = (
                f"*{words[2]}*" if number % 2 else f"[{words[2]}](https://n.example/{number})"
            )
        text = re.sub(r"\A(\d+)([.)])", r"\1\\\2", re.sub(r"\A([-+=])", r"\\\1", " ".join(words)))
        before = {5: "> ", 7: "- ", 8: "- ", 9: "## "}.get(number % 10, "")
        parts.append(before + text)
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|~&!])", r"\\\1", text)


def page(lines: Sequence[str]) -> str:
    """Make an HTML document with the same things in it."""
    shown = [html.escape(line, quote=False) for line in lines]
    parts = [f"<h1>{shown[0]}</h1>"]
    for line in shown[1:]:
        number = len(line)
        words = line.split(" ")
        if number % 3 == 1 and len(words) > 4:
            address = f'<a href="https://n.example/{number}">'
            words[2] = f"<em>{words[2]}</em>" if number % 2 else f"{address}{words[2]}</a>"
        element = {5: "blockquote", 9: "h2"}.get(number % 10, "p")
        parts.append(f"<{element}>{' '.join(words)}</{element}>")
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="uk"><body>\n<article>\n{body}\n</article>\n</body></html>\n'
    )


def plain(lines: Sequence[str]) -> str:
    return "\n\n".join(lines) + "\n"


WRITERS: tuple[tuple[str, Callable[[Sequence[str]], str]], ...] = (
    ("md", markdown),
    ("html", page),
    ("txt", plain),
)


def read_markdown(text: str) -> list[str]:
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type == "inline":
            kinds = ("text", "text_special", "softbreak")
            children = [child for child in token.children or () if child.type in kinds]
            found.append("".join(child.content or " " for child in children))
    return found


class Paragraphs(HTMLParser):
    """Reads the text of each block of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("h1", "h2", "p", "blockquote"):
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1] += data


def read_back(name: str, text: str) -> list[str]:
    """Read the paragraphs of an article with a reader that is not ours."""
    if name.endswith(".md"):
        found = read_markdown(text)
    elif name.endswith(".html"):
        found = Paragraphs(text).found
    else:
        found = text.split("\n\n")
    return [fold(part) for part in found]


def fold(text: str) -> str:
    return " ".join(re.sub(r"[ \t\r\n]+", " ", text).strip().split(" "))


@dataclass(frozen=True)
class Newsroom:
    """A workspace with news in it, and the human translation of every line."""

    desk: Desk
    articles: dict[str, News]
    english: dict[str, str]

    def source(self, name: str) -> Path:
        return self.desk.workspace.article_path(name)

    def catalog(self, name: str) -> Path:
        return self.desk.workspace.catalog_path("en", name)

    def published(self, name: str) -> str:
        return self.desk.workspace.published_path("en", name).read_bytes().decode()

    def write(self, name: str, lines: Sequence[str]) -> None:
        self.source(name).write_text(dict(WRITERS)[name.rpartition(".")[2]](lines), "utf-8")

    def lines(self, name: str) -> list[str]:
        return [fold(self.english[fold(line)]) for line in self.articles[name].uk]

    def sync(self) -> None:
        report = sync(self.desk, Wanted(), now=NOW)
        assert report.errors == ()
        assert report.problems == ()

    def release(self) -> PublishReport:
        report = release(self.desk, Wanted(), ReleaseOptions(NOW))
        assert report.errors == ()
        refused = [each for each in report.releases if each.result is Result.REFUSED]
        assert [(each.article, each.blockers[0].reason.text()) for each in refused] == []
        return report


def newsroom(root: Path, split: str, news: Iterable[News]) -> Newsroom:
    lay_out(root, "uk", ["en"])
    (root / "workflows/news.toml").write_text(WORKFLOW.format(split=split) + OTHERS_OFF, "utf-8")
    articles, english = {}, {}
    for number, each in enumerate(news):
        suffix, _write = WRITERS[number % 3]
        articles[f"{each.name}.{suffix}"] = each
        for uk, en in zip(each.uk, each.en, strict=True):
            english.setdefault(fold(uk), en)
    made = Newsroom(open_desk(Workspace(root)), articles, english)
    for name, each in articles.items():
        made.write(name, each.uk)
    return made


def with_tags(source: str, text: str) -> str:
    """Put the tags of a source around words of its translation, as a translator would."""
    words = fold(text).split(" ")
    for number, (name, _inner) in enumerate(re.findall(r"<([a-z]+[0-9]+)>(.*?)</\1>", source)):
        place = min(number * 2 + 1, len(words) - 1)
        words[place] = f"<{name}>{words[place]}</{name}>"
    return " ".join(words)


def translate(room: Newsroom, name: str) -> None:
    """Fill in the human English with polib, as an editor of PO files would."""
    catalog = polib.pofile(str(room.catalog(name)))
    for entry in catalog:
        if not entry.obsolete and not entry.msgstr:
            english = room.english[fold(TAG.sub("", entry.msgid))]
            entry.msgstr = with_tags(entry.msgid, english)
    catalog.save()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """All the news, whole blocks, translated and published."""
    made = newsroom(tmp_path_factory.mktemp("ntrex") / "newsroom", "blocks", ntrex())
    assert len(made.articles) == 123
    made.sync()
    for name in made.articles:
        translate(made, name)
    made.release()
    return made


def test_everything_is_published_in_order(room: Newsroom) -> None:
    for name in room.articles:
        assert read_back(name, room.published(name)) == room.lines(name), name
    for name in room.articles:
        source = room.source(name).read_text("utf-8")
        for mark in ("](https://", "<a href=", "<em>", "\n> ", "\n- ", "\n## "):
            assert room.published(name).count(mark) == source.count(mark), (name, mark)


def test_a_second_sync_and_release_change_nothing(room: Newsroom) -> None:
    before = {name: room.catalog(name).read_bytes() for name in room.articles}
    room.sync()
    # polib wraps lines in its own way: the tool writes them anew only where it has a reason.
    assert {name: room.catalog(name).read_bytes() for name in room.articles} == before
    assert {each.result for each in room.release().releases} == {Result.UNCHANGED}


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
def test_every_catalog_passes_msgfmt(room: Newsroom) -> None:
    for name in room.articles:
        answer = run("msgfmt", "--check", "-o", os.devnull, room.catalog(name))
        assert answer == "", name


def run(*command: str | Path) -> str:
    """Run a tool; give what it says."""
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def entries(path: Path) -> dict[str, polib.POEntry]:
    return {TAG.sub("", entry.msgid): entry for entry in polib.pofile(str(path))}


def test_edited_and_moved_paragraphs_keep_their_translations(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "newsroom", "blocks", ntrex()[:45])
    room.sync()
    for name in room.articles:
        translate(room, name)
    edited: list[tuple[str, str, str]] = []
    for name, news in room.articles.items():
        lines = list(news.uk)
        # One word more makes another text of a very short line.
        long = [number for number in range(2, len(lines)) if len(lines[number]) > 40]
        for number in long[::10]:
            old = lines[number]
            lines[number] = f"Учора {old}"
            edited.append((name, fold(old), fold(lines[number])))
        # The rest changes places: the first paragraph becomes the last.
        lines.append(lines.pop(1))
        room.write(name, lines)
    assert len(edited) > 45
    room.sync()
    for name, old, new in edited:
        entry = entries(room.catalog(name))[new]
        assert entry.fuzzy, new
        assert fold(TAG.sub("", entry.previous_msgid or "")) == old
        assert fold(TAG.sub("", entry.msgstr)) == fold(room.english[old])
    changed = {(name, new) for name, _old, new in edited}
    for name, news in room.articles.items():
        found = entries(room.catalog(name))
        for line in map(fold, news.uk):
            if not any((name, line) == (n, o) for n, o, _new in edited):
                assert not found[line].fuzzy
                assert not found[line].obsolete
                assert fold(TAG.sub("", found[line].msgstr)) == fold(room.english[line])
        fuzzy = {(name, text) for text, entry in found.items() if entry.fuzzy}
        assert {each for each in fuzzy if not found[each[1]].obsolete} <= changed

    for name, news in room.articles.items():
        room.write(name, news.uk[:2])
    room.sync()
    for name, news in room.articles.items():
        found = entries(room.catalog(name))
        assert all(found[fold(line)].obsolete for line in set(news.uk[2:]) - set(news.uk[:2]))
    for name, news in room.articles.items():
        room.write(name, news.uk)
    room.sync()
    room.release()
    for name in room.articles:
        assert read_back(name, room.published(name)) == room.lines(name), name


def in_twos(news: News) -> News:
    """Make paragraphs of two lines each."""
    uk, en = (tuple(map(" ".join, batched(lines))) for lines in (news.uk, news.en))
    return News(news.name, uk, en)


def batched(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    yield lines[:1]
    for start in range(1, len(lines), 2):
        yield lines[start : start + 2]


def test_sentences_that_move_to_a_neighbour_are_published_whole(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "newsroom", "sentences", map(in_twos, ntrex()[::3]))
    room.sync()
    omitted = 0
    for name, news in room.articles.items():
        catalog = polib.pofile(str(room.catalog(name)))
        waiting = [(fold(line), fold(room.english[fold(line)])) for line in news.uk]
        for entry in catalog:
            text = fold(TAG.sub("", entry.msgid))
            line = next((pair for pair in waiting if pair[0].startswith(text)), None)
            if line is not None:
                entry.msgstr = with_tags(entry.msgid, line[1])
                waiting.remove(line)
            else:
                entry.msgstr = "<omit/>"
                omitted += 1
        assert waiting == [], name
        catalog.save()
    assert omitted > 200
    room.release()
    for name in room.articles:
        assert read_back(name, room.published(name)) == room.lines(name), name
