"""Files are written whole or not at all, and never over somebody's work."""

import os
import shutil
import stat
import subprocess
import threading
from pathlib import Path

import pytest

from l10n.errors import ConflictError, FileError, L10nError
from l10n.store.document import Document, read_document
from l10n.store.workspace import Workspace, fault_of_name, find


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for name in ("articles", "workflows"):
        (tmp_path / name).mkdir()
    return Workspace(tmp_path)


def test_a_workspace_is_found_from_below(workspace: Workspace) -> None:
    deep = workspace.root / "articles" / "news"
    deep.mkdir()
    assert find(deep).root == workspace.root


def test_a_folder_outside_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(L10nError, match="l10n init"):
        find(tmp_path)


def test_a_desk_cloned_before_its_first_article_is_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "workflows").mkdir()
    with pytest.raises(L10nError):
        find(tmp_path)
    (tmp_path / "workflows" / "news.toml").write_text("")
    assert find(tmp_path / "workflows").root == tmp_path
    assert list(find(tmp_path).article_names()) == []
    assert find(tmp_path).catalog_locales().names == ()


def test_a_file_that_changed_meanwhile_is_left(workspace: Workspace) -> None:
    path = workspace.article_path("a.md")
    path.write_text("mine")
    before = workspace.read(path)
    path.write_text("a translator's")
    with pytest.raises(ConflictError):
        workspace.write(path, "the tool's", before)
    assert path.read_text() == "a translator's"
    assert os.listdir(path.parent) == ["a.md"]


def test_a_file_that_appeared_meanwhile_is_left(workspace: Workspace) -> None:
    path = workspace.article_path("a.md")
    path.write_text("a person's")
    with pytest.raises(ConflictError):
        workspace.write(path, "the tool's", None)
    assert path.read_text() == "a person's"


def test_a_file_that_vanished_meanwhile_stays_gone(workspace: Workspace) -> None:
    path = workspace.article_path("a.md")
    with pytest.raises(ConflictError):
        workspace.write(path, "new", Document(path, b"old"))
    assert not path.exists()


def test_the_same_text_is_not_written_again(workspace: Workspace) -> None:
    path = workspace.article_path("a.md")
    assert workspace.write(path, "text", None)
    moment = path.stat().st_mtime_ns
    assert not workspace.write(path, "text", workspace.read(path))
    assert path.stat().st_mtime_ns == moment


def test_writing_keeps_the_mode(workspace: Workspace) -> None:
    path = workspace.article_path("a.md")
    path.write_text("one")
    path.chmod(0o640)
    workspace.write(path, "two", workspace.read(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_that_leads_out_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret.md"
    secret.write_text("secret")
    link = workspace.article_path("a.md")
    link.symlink_to(secret)
    with pytest.raises(FileError, match="out of the workspace"):
        workspace.read(link)
    with pytest.raises(FileError, match="out of the workspace"):
        workspace.write(link, "overwritten", None)
    assert secret.read_text() == "secret"


@pytest.mark.parametrize("kept", [".git", ".GIT", ".hg"])
def test_a_link_into_what_git_keeps_is_refused(workspace: Workspace, kept: str) -> None:
    config = workspace.root / kept / "config"
    config.parent.mkdir()
    config.write_text("[core]")
    link = workspace.article_path("a.md")
    link.symlink_to(config)
    (workspace.root / "published").symlink_to(kept)
    with pytest.raises(FileError, match=f"leads into {kept}, where another program"):
        workspace.read(link)
    with pytest.raises(FileError, match=f"leads into {kept}, where another program"):
        workspace.write(link, "[core] fsmonitor = theirs", read_document(config))
    with pytest.raises(FileError, match=f"leads into {kept}, where another program"):
        workspace.write(workspace.published_path("hooks", "a.txt"), "theirs", None)
    assert os.listdir(config.parent) == ["config"]
    assert config.read_text() == "[core]"


def test_a_folder_that_leads_out_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside"
    outside.mkdir()
    (workspace.root / "published").symlink_to(outside)
    with pytest.raises(FileError):
        workspace.write(workspace.published_path("en", "a.md"), "text", None)
    assert list(outside.iterdir()) == []


def test_links_to_folders_are_not_walked_and_are_told(workspace: Workspace) -> None:
    (workspace.root / "articles" / "loop").symlink_to(workspace.root)
    (workspace.root / "articles" / "a.md").write_text("x")
    found = workspace.article_names()
    assert list(found) == ["a.md"]
    (problem,) = found.problems
    assert str(problem).startswith("articles/loop: a symbolic link to a folder is not followed — ")


@pytest.mark.parametrize("target", ["loop.md", "gone.md"])
def test_a_link_that_leads_nowhere_is_one_line(workspace: Workspace, target: str) -> None:
    workspace.article_path("a.md").write_text("x")
    workspace.article_path("loop.md").symlink_to(target)
    (workspace.root / "catalogs").mkdir()
    (workspace.root / "catalogs" / "en").symlink_to("en")
    (workspace.root / "workflows" / "news.toml").symlink_to("news.toml")
    found = workspace.article_names()
    assert list(found) == ["a.md"]
    (lost,) = found.problems
    assert str(lost).startswith("articles/loop.md: the symbolic link leads nowhere — ")
    found = workspace.catalog_locales()
    assert list(found) == []
    assert [error.path for error in found.problems] == ["catalogs/en"]
    with pytest.raises(FileError, match="leads nowhere"):
        workspace.read(*workspace.workflow_files())
    for read in (workspace.read, workspace.read_if_there):
        with pytest.raises(FileError) as caught:
            read(workspace.article_path("loop.md"))
        assert str(caught.value).startswith("articles/loop.md: the symbolic link leads nowhere — ")


def test_names_come_in_the_order_of_their_paths(workspace: Workspace) -> None:
    for name in ("b/x.md", "a.md", "b.md", "a/z.md", ".hidden/x.md", "a/.x.md"):
        path = workspace.article_path(name)
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("x")
    names = list(workspace.article_names())
    assert names == sorted(names) == ["a.md", "a/z.md", "b.md", "b/x.md"]


@pytest.mark.parametrize(("text", "byte"), [("перший\nдругий", 0), ("Міст", 2)])
def test_another_encoding_is_named_with_its_remedy(
    workspace: Workspace, text: str, byte: int
) -> None:
    path = workspace.article_path("a.md")
    path.write_bytes(text.encode("cp1251"))
    with pytest.raises(FileError, match="iconv -f WINDOWS-1251 -t UTF-8") as caught:
        workspace.read(path).text()
    assert caught.value.line == 1
    assert f"byte {byte} " in str(caught.value)


def test_the_command_that_converts_a_file_may_be_pasted(workspace: Workspace) -> None:
    path = workspace.article_path("a b.md")
    path.write_bytes("перший".encode("cp1251"))
    with pytest.raises(FileError) as caught:
        workspace.read(path).text()
    assert f"'{path}' > '{path}.utf8'" in str(caught.value.remedy)


@pytest.mark.parametrize("cut", [b"", b"\xff", b"\xff\n\xd1\x80"])
def test_utf8_that_is_cut_off_is_not_to_be_converted(workspace: Workspace, cut: bytes) -> None:
    path = workspace.article_path("a.md")
    path.write_bytes(b"a\n" + "Рада".encode()[:-1] + cut)
    with pytest.raises(FileError, match="damaged or cut off at byte 8") as caught:
        workspace.read(path).text()
    assert caught.value.line == 2
    assert "version control" in str(caught.value.remedy)
    assert "iconv" not in str(caught.value)


def test_the_byte_order_mark_stays(workspace: Workspace) -> None:
    path = workspace.article_path("a.md")
    path.write_bytes(b"\xef\xbb\xbfx\r\n")
    assert workspace.read(path).text() == "\ufeffx\r\n"


@pytest.mark.parametrize(
    "name",
    ["../a.md", "/etc/x.md", "a\nb.md", "a/\x7f.md", "a\\b.md", "x" * 201 + ".md", "\udcff.md"],
)
def test_names_that_cannot_be_articles(name: str) -> None:
    assert fault_of_name(name)


@pytest.mark.parametrize("name", ["a.md", "news/Стаття 1.md", "a..b.md", "-x.md", "a'b\".md"])
def test_names_that_can(name: str) -> None:
    assert fault_of_name(name) is None


def test_two_processes_do_not_write_together(workspace: Workspace) -> None:
    from filelock import FileLock

    (workspace.root / ".l10n").mkdir()
    other = FileLock(workspace.root / ".l10n" / "lock")
    with other, pytest.raises(ConflictError, match="at work"), workspace.locked(wait=0):
        pass


def test_a_lock_that_is_held_is_held_for_filelock_as_well(workspace: Workspace) -> None:
    from filelock import FileLock, Timeout

    other = FileLock(workspace.root / ".l10n" / "lock")
    with workspace.locked() as descriptor:
        assert descriptor is not None
        with pytest.raises(Timeout):
            other.acquire(timeout=0)
    other.acquire(timeout=0)
    other.release()


def test_a_lock_that_is_let_go_is_had_by_who_waits(workspace: Workspace) -> None:
    from filelock import FileLock

    (workspace.root / ".l10n").mkdir()
    other = FileLock(workspace.root / ".l10n" / "lock", thread_local=False)
    other.acquire()
    timer = threading.Timer(0.2, other.release)
    timer.start()
    with workspace.locked(wait=60) as descriptor:
        assert descriptor is not None
        with pytest.raises(ConflictError, match="at work"), workspace.locked(wait=0):
            pass
    timer.join()
    with workspace.locked(wait=0):
        pass


def test_a_cache_that_leads_elsewhere_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    precious = tmp_path.parent / "precious"
    precious.mkdir()
    (precious / ".l10n-thesis").write_text("years of work")
    cache = workspace.root / ".l10n"
    cache.mkdir()
    (cache / "new").symlink_to(precious)
    with (
        pytest.raises(FileError, match="a link or a file where a folder belongs"),
        workspace.locked(),
    ):
        pass
    (cache / "new").unlink()
    shutil.rmtree(cache)
    cache.symlink_to(precious)
    with (
        pytest.raises(FileError, match="a link or a file where a folder belongs"),
        workspace.locked(),
    ):
        pass
    assert os.listdir(precious) == [".l10n-thesis"]


def test_only_its_own_leftovers_are_cleared(workspace: Workspace) -> None:
    new = workspace.root / ".l10n" / "new"
    (new / "folder").mkdir(parents=True)
    (new / ".l10n-left").write_text("half a file")
    (new / "somebody's").write_text("x")
    with workspace.locked():
        assert sorted(os.listdir(new)) == ["folder", "somebody's"]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_stands_in_the_way_of_the_lock_is_one_line(workspace: Workspace, kind: str) -> None:
    cache = workspace.root / ".l10n"
    if kind == "file":
        cache.write_text("x")
    else:
        (cache / "lock").mkdir(parents=True)
    with pytest.raises(FileError), workspace.locked():
        pass


def test_a_lock_is_given_back_after_an_error(workspace: Workspace) -> None:
    with pytest.raises(KeyError), workspace.locked():
        raise KeyError
    with workspace.locked(wait=0):
        pass


def test_folders_nested_beyond_all_measure_are_walked(workspace: Workspace) -> None:
    here = os.open(workspace.root / "articles", os.O_RDONLY)
    for _depth in range(1200):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    (workspace.root / "articles" / "z.md").write_text("x")
    found = list(workspace.article_names())
    # Neither pytest nor shutil removes a tree as deep.
    subprocess.run(["rm", "-rf", workspace.root / "articles" / "d"], check=True)
    assert found == ["z.md"]


def test_a_link_stays_a_link_to_the_file_that_is_written(workspace: Workspace) -> None:
    real = workspace.root / "real.po"
    real.write_text("a", "utf-8")
    link = workspace.catalog_path("en", "a")
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(real)
    workspace.write(link, "b", workspace.read(link))
    assert link.is_symlink()
    assert real.read_text("utf-8") == "b"
