"""What belongs to a file besides its bytes stays: links, owner, permissions, attributes, place."""

import errno
import os
import stat
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from l10n.store.replacing.displaced import System
from l10n.store.replacing.renames import Plain, Renames, native
from l10n.store.workspace import Workspace
from tests.conftest import Newsroom

ROOT = os.geteuid() == 0
OWNER, GROUP = 12_345, 23_456
ACL, DEFAULT_ACL = "system.posix_acl_access", "system.posix_acl_default"


def acl(*entries: tuple[int, int, int]) -> bytes:
    """An access control list as the kernel has it: tag, permissions, id of each entry."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


NOBODY = 0xFFFFFFFF
SHARED = acl((1, 6, NOBODY), (2, 6, OWNER), (4, 4, NOBODY), (16, 6, NOBODY), (32, 0, NOBODY))
"""The owner and one user more may write, the group may read, others may nothing."""


def set_attribute(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"no such attributes here: {error.strerror}")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def rewritten(workspace: Workspace, path: Path) -> os.stat_result:
    """The status of a file that was replaced."""
    before = path.stat()
    assert workspace.write(path, "new", workspace.read(path)) is not None
    after = path.stat()
    assert after.st_ino != before.st_ino
    return after


@pytest.mark.skipif(not ROOT, reason="only root gives files away")
def test_a_file_stays_its_owners(workspace: Workspace) -> None:
    path = workspace.root / "a.po"
    path.write_text("old")
    os.chown(path, OWNER, GROUP)
    path.chmod(0o2664)
    after = rewritten(workspace, path)
    assert (after.st_uid, after.st_gid) == (OWNER, GROUP)
    assert stat.S_IMODE(after.st_mode) == 0o2664


@pytest.mark.skipif(not ROOT, reason="only root may work as another user")
@pytest.mark.parametrize(("groups", "group", "mode"), [([GROUP], GROUP, 0o664), ([], None, 0o644)])
def test_who_may_not_give_a_file_away_gives_no_other_group_more(
    workspace: Workspace, groups: list[int], group: int | None, mode: int
) -> None:
    root = workspace.root
    path = root / "a.po"
    path.write_text("old")
    os.chown(path, OWNER, GROUP)
    path.chmod(0o664)
    for folder in (root, *root.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o777)
    child = os.fork()
    if child == 0:
        code = 9
        try:
            os.setgroups(groups)
            os.setgid(OWNER + 1)
            os.setuid(OWNER + 1)
            workspace.write(path, "new", workspace.read(path))
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert path.read_text() == "new"
    after = path.stat()
    assert (after.st_uid, after.st_gid) == (OWNER + 1, group or OWNER + 1)
    assert stat.S_IMODE(after.st_mode) == mode


def test_extended_attributes_and_acls_stay(workspace: Workspace) -> None:
    path = workspace.root / "a.po"
    path.write_text("old")
    set_attribute(path, "user.comment", "Марія".encode())
    set_attribute(path, ACL, SHARED)
    rewritten(workspace, path)
    assert os.getxattr(path, "user.comment").decode() == "Марія"
    assert os.getxattr(path, ACL) == SHARED


@pytest.mark.skipif(not ROOT, reason="only root has groups that it is not in")
def test_a_new_file_has_the_group_that_its_folder_gives(workspace: Workspace) -> None:
    folder = workspace.root / "catalogs"
    folder.mkdir()
    os.chown(folder, -1, GROUP)
    folder.chmod(0o2775)
    workspace.write(folder / "a.po", "new", None)
    assert (folder / "a.po").stat().st_gid == GROUP


def test_a_new_file_has_the_access_that_its_folder_gives(workspace: Workspace) -> None:
    folder = workspace.root / "catalogs"
    folder.mkdir()
    set_attribute(folder, DEFAULT_ACL, SHARED)
    workspace.write(folder / "a.po", "new", None)
    (folder / "by-hand.po").write_text("x")
    assert os.getxattr(folder / "a.po", ACL) == os.getxattr(folder / "by-hand.po", ACL)


def test_another_name_of_a_file_keeps_the_text(workspace: Workspace) -> None:
    path, other = workspace.root / "a.po", workspace.root / "other.po"
    path.write_text("old")
    os.link(path, other)
    rewritten(workspace, path)
    assert (path.read_text(), other.read_text()) == ("new", "old")


def test_what_a_person_has_linked_stays_linked(newsroom: Newsroom) -> None:
    newsroom.article("a.md", "Рада ухвалила бюджет.\n")
    assert newsroom.l10n("sync").code == 0
    assert newsroom.l10n("send", "--to", newsroom.root.parent / "parcel").code == 0
    assert newsroom.l10n("publish").code == 0
    paths = (
        newsroom.root / "articles/a.md",
        newsroom.catalog("a.md"),
        newsroom.records("a.md"),
        newsroom.records("a.md", "sent"),
        newsroom.published("a.md"),
        newsroom.versions("a.md"),
        newsroom.root / "workflows/news.toml",
        newsroom.root / "glossary.csv",
    )
    shared = newsroom.root / "shared"
    shared.mkdir()
    for number, path in enumerate(paths):
        path.rename(shared / f"{number}-{path.name}")
        path.symlink_to(os.path.relpath(shared / f"{number}-{path.name}", path.parent))
    before = [path.stat().st_mtime_ns for path in paths]
    paths[0].write_text("Рада ухвалила бюджет.\n\nМіст відкрили в середу.\n")
    assert newsroom.l10n("sync").code == 0
    assert newsroom.l10n("send", "--to", newsroom.root.parent / "second").code == 0
    assert newsroom.l10n("publish").code == 0
    assert all(path.is_symlink() for path in paths)
    written = [path.stat().st_mtime_ns != old for path, old in zip(paths, before, strict=True)]
    assert written == [True] * 6 + [False] * 2
    assert "Міст" in paths[1].read_text()
    assert all(newsroom.text("a.md", number).exists() for number in (1, 2))


@dataclass(frozen=True)
class Apart:
    """Renames that lead from no folder to another, as between two file systems."""

    inner: Renames

    def exchange(self, one: Path, other: Path) -> None:
        self._same(one, other)
        self.inner.exchange(one, other)

    def place(self, file: Path, place: Path) -> None:
        self._same(file, place)
        self.inner.place(file, place)

    def _same(self, one: Path, other: Path) -> None:
        if one.parent != other.parent and "kept" not in other.parts:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(other))


def apart(way: Renames, *, told: bool) -> System:
    """A system on whose disks the cache lies apart; without `told` only its renames show that."""
    system = System(renames=Apart(way))
    return replace(system, device=lambda path: int(".l10n" in path.parts)) if told else system


@pytest.fixture(params=[True, False], ids=["another disk", "one disk mounted twice"])
def divided(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "catalogs").mkdir()
    workspace = Workspace(tmp_path, apart(native(), told=request.param))
    yield workspace
    left = [path.name for path in tmp_path.rglob(".l10n-*")]
    assert left == []


def test_files_are_written_where_the_cache_is_on_another_disk(divided: Workspace) -> None:
    path = divided.root / "catalogs" / "a.po"
    assert divided.write(path, "new", None)
    assert divided.write(path, "newer", divided.read(path))
    assert path.read_text() == "newer"
    assert os.listdir(path.parent) == ["a.po"]
    assert divided.remove(divided.read(path))
    assert os.listdir(path.parent) == []


def test_what_a_crash_leaves_on_another_disk_is_cleared(tmp_path: Path) -> None:
    class Killed(Plain):
        def place(self, file: Path, place: Path) -> None:
            os._exit(0)

    (tmp_path / "catalogs").mkdir()
    path = tmp_path / "catalogs" / "a.po"
    child = os.fork()
    if child == 0:
        try:
            Workspace(tmp_path, apart(Killed(), told=True)).write(path, "new", None)
        finally:
            os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    (left,) = os.listdir(path.parent)
    assert left.startswith(".l10n-")
    with Workspace(tmp_path, apart(native(), told=True)).locked():
        assert os.listdir(path.parent) == []


def test_catalogs_may_lie_on_a_disk_of_their_own(newsroom: Newsroom) -> None:
    folder = newsroom.root / "catalogs"
    # Not every machine lets root mount a disk; then it is a folder like any other.
    mount = ["mount", "-t", "tmpfs", "l10n", folder]
    mounted = ROOT and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        newsroom.article("a.md", "Рада ухвалила бюджет.\n")
        assert newsroom.l10n("sync").code == 0
        newsroom.article("a.md", "Рада ухвалила бюджет.\n\nМіст відкрили в середу.\n")
        assert newsroom.l10n("sync").code == 0
        assert "Міст" in newsroom.catalog("a.md").read_text()
        assert list(newsroom.root.rglob(".l10n-*")) == []
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)
