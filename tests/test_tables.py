"""Tables fit the terminal: in columns, or where there is no room for them in lines."""

import os
import pty
import re

import pytest

from l10n.cli.tables import Layout, lines, width, wrapped
from tests import forked
from tests.conftest import Newsroom
from tests.forked import Files

HEAD = ("article", "locale", "draft", "published", "next")
ROWS = (
    ("news/tram-line.md", "en", "31", "version 1, up to date", "nothing to publish"),
    ("a.md", "de", "1,204", "no", "may be published with 4 drafts"),
)
LAYOUT = Layout(right=(2,), below=(3, 4))


def laid_out(room: int | None, rows: tuple[tuple[str, ...], ...] = ROWS) -> list[str]:
    return [line for _row, line in lines(LAYOUT, HEAD, rows, room)]


def test_with_room_every_cell_has_its_column() -> None:
    assert laid_out(None) == laid_out(200)
    assert laid_out(None) == [
        "article            locale  draft  published              next",
        "news/tram-line.md  en         31  version 1, up to date  nothing to publish",
        "a.md               de      1,204  no                     may be published with 4 drafts",
    ]


def test_what_has_no_room_goes_under_its_row() -> None:
    assert laid_out(60) == [
        "article            locale  draft",
        "news/tram-line.md  en         31",
        "    version 1, up to date; nothing to publish",
        "a.md               de      1,204",
        "    no; may be published with 4 drafts",
    ]


def test_on_a_phone_a_name_has_a_line_of_its_own() -> None:
    assert laid_out(26) == [
        "article",
        "  locale  draft",
        "news/tram-line.md",
        "  en         31",
        "    version 1, up to date;",
        "    nothing to publish",
        "a.md",
        "  de      1,204",
        "    no; may be published",
        "    with 4 drafts",
    ]


def test_where_columns_have_no_room_numbers_keep_their_heads() -> None:
    heads = ("стаття", "локаль", "до перекладу", "опубліковано", "далі")
    shown = [line for _row, line in lines(LAYOUT, heads, ROWS[:1], 20)]
    assert shown[:3] == ["стаття", "news/tram-line.md", "  локаль en, до"]
    assert shown[3] == "  перекладу 31"


@pytest.mark.parametrize("room", [20, 26, 33, 40, 59, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(room: int) -> None:
    rows = (
        *ROWS,
        ("відділ/дуже-довга-назва-статті-про-міський-транспорт.md", "en", "3", "ні", "далі"),
        ("新聞/電車の路線が変わります.md", "ja", "12", "いいえ", "公開できます"),
        ("x" * 150, "en", "123,456,789,012,345,678", "", "y" * 70),
    )
    assert max(map(width, laid_out(room, rows))) <= room


def test_columns_line_up_by_what_a_terminal_shows() -> None:
    rows = (("новини.md", "uk", "1", "", ""), ("й" + "e\u0301" + "電.md", "en", "2", "", ""))
    shown = laid_out(None, rows)[1:]
    assert len({width(line) for line in shown}) == 1
    assert len({width(re.split("uk|en", line)[0]) for line in shown}) == 1


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("їжак", 4), ("電車", 4), ("e\u0301", 1), ("a\u200bb", 2), ("ＡＢ", 4)],
)
def test_width_is_what_a_terminal_shows(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_path_is_broken_after_a_slash() -> None:
    assert wrapped("politics/rada/vote.md", 12) == ["politics/", "rada/vote.md"]
    assert wrapped("one two", 3) == ["one", "two"]
    assert wrapped("", 10) == [""]


def on_a_terminal(desk: Newsroom, *arguments: str, errors: bool = False, **variables: str) -> str:
    """Run the command on a terminal of its own, and take what it shows."""
    inner, outer = pty.openpty()
    with open(outer, "wb", buffering=0) as terminal, open(os.devnull, "wb") as nowhere:
        files = Files(terminal, terminal if errors else nowhere)
        environment = {**os.environ, **variables}
        process = forked.start(arguments, files, at=desk.root, environment=environment)
    shown = b""
    try:
        while chunk := os.read(inner, 65536):
            shown += chunk
    except OSError:
        # What Linux says at the end of a terminal whose other side is closed.
        pass
    os.close(inner)
    assert process.wait() == 0, shown
    return re.sub("\x1b\\[[0-9;]*m", "", shown.decode()).replace("\r", "")


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("language", ["C.UTF-8", "uk_UA.UTF-8"])
@pytest.mark.sampled(3)
def test_a_status_fits_the_terminal(newsroom: Newsroom, columns: int, language: str) -> None:
    for number in range(3):
        name = f"politics/a-rather-long-name-of-an-article-{number}.md"
        newsroom.article(name, "# Рада\n\nДепутати голосували вчора.\n")
    newsroom.l10n("sync")
    newsroom.l10n("publish", "politics/a-rather-long-name-of-an-article-1.md")
    for command in (["status"], ["coverage"]):
        shown = on_a_terminal(newsroom, *command, COLUMNS=str(columns), LC_ALL=language)
        assert "a-rather-long-name-of-an-article-2.md" in shown
        assert max(map(width, shown.splitlines())) <= columns


def test_progress_begins_with_a_number(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "# Рада\n")
    for command in ("sync", "status", "coverage"):
        shown = on_a_terminal(newsroom, command, errors=True, TERM="xterm-256color", COLUMNS="80")
        assert "None" not in shown
