"""Articles copied in: all of them or none, and never over another text."""

from pathlib import Path

import pytest

from l10n.store import workspace
from tests.conftest import Newsroom
from tests.test_cli import NEWS, one_line


def files(folder: Path, *names: str) -> list[Path]:
    made = []
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{NEWS}\nЦе файл {name}.\n")
        made.append(path)
    return made


def articles(newsroom: Newsroom) -> list[str]:
    folder = newsroom.root / "articles"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def test_two_files_of_one_name_are_refused_before_any_write(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    answer = newsroom.l10n("add", *files(tmp_path, "p.md", "x/q.md", "y/q.md"))
    assert answer.code == 5
    assert f"y/q.md: has the same name as {tmp_path}/x/q.md, and another text" in one_line(answer)
    assert articles(newsroom) == []


def test_one_file_named_twice_is_added_once(newsroom: Newsroom, tmp_path: Path) -> None:
    (path,) = files(tmp_path, "q.md")
    answer = newsroom.l10n("add", path, tmp_path / "." / "q.md")
    assert answer.code == 0
    assert answer.out.count("articles/q.md") == 1


def test_what_cannot_be_written_takes_the_others_back(newsroom: Newsroom, tmp_path: Path) -> None:
    one, two = files(tmp_path, "a.md", "b.md")
    newsroom.l10n("add", one)
    (newsroom.root / "articles/b.md").symlink_to(tmp_path / "nowhere/b.md")
    (three,) = files(tmp_path, "0.md")
    answer = newsroom.l10n("add", three, one, two)
    assert answer.code == 3
    assert "b.md" in one_line(answer)
    assert not (newsroom.root / "articles/0.md").exists()
    assert (newsroom.root / "articles/a.md").read_bytes() == one.read_bytes()


def test_a_failure_half_way_takes_back_what_was_written(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = files(tmp_path, "a.md", "b.md")
    (newsroom.root / "articles/sub").mkdir()
    (newsroom.root / "articles/sub/a.md").write_bytes(one.read_bytes())
    write = workspace.write_file
    written: list[Path] = []

    def failing(path: Path, *rest: object) -> None:
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        write(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(workspace, "write_file", failing)
    answer = newsroom.l10n("add", "--to", "sub", *files(tmp_path, "c.md"), one, two)
    assert answer.code == 3
    assert "No space left" in one_line(answer)
    assert articles(newsroom) == ["sub/a.md"]


def test_an_article_that_two_workflows_claim_is_not_added(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    news = newsroom.root / "workflows/news.toml"
    (newsroom.root / "workflows/more.toml").write_text(news.read_text())
    answer = newsroom.l10n("add", *files(tmp_path, "a.md"))
    assert answer.code == 3
    assert "two workflows claim" in one_line(answer)
    assert articles(newsroom) == []


def test_a_symbolic_link_is_read_as_the_file_it_leads_to(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (path,) = files(tmp_path, "far/q.md")
    link = tmp_path / "near" / "link.md"
    link.parent.mkdir()
    link.symlink_to(path)
    answer = newsroom.l10n("add", link)
    assert answer.code == 0, answer.err
    made = newsroom.root / "articles/link.md"
    assert made.read_bytes() == path.read_bytes()
    assert not made.is_symlink()


def test_a_link_out_of_the_workspace_is_no_place_for_an_article(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (newsroom.root / "articles/out").symlink_to(tmp_path)
    answer = newsroom.l10n("add", "--to", "out", *files(tmp_path / "from", "q.md"))
    assert answer.code == 2
    assert "this folder cannot hold articles: articles/out is a symbolic link" in one_line(answer)
    assert not (tmp_path / "q.md").exists()


def test_a_hidden_file_is_no_article(newsroom: Newsroom, tmp_path: Path) -> None:
    (path,) = files(tmp_path, ".q.md")
    answer = newsroom.l10n("add", path)
    assert answer.code == 3
    assert "its name begins with a dot, so that it is hidden — rename the file" in one_line(answer)
    assert newsroom.l10n("add", *files(tmp_path, "p.md"), "--to", ".git").code == 2
    assert not list((newsroom.root / "articles").iterdir())


def test_a_link_to_a_folder_is_no_place_for_an_article(newsroom: Newsroom, tmp_path: Path) -> None:
    (newsroom.root / "articles/real").mkdir()
    (newsroom.root / "articles/link").symlink_to("real")
    answer = newsroom.l10n("add", *files(tmp_path, "q.md"), "--to", "link/")
    assert answer.code == 2
    assert "this folder cannot hold articles: articles/link is a symbolic link" in one_line(answer)
    assert articles(newsroom) == []
