"""Git as a person runs it, and what stands in catalogs at a revision."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_EDITOR": "true",
    "GIT_AUTHOR_NAME": "editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
}


def tried(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run git, however it ends."""
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | ENVIRONMENT,
    )


def git(folder: Path, *arguments: str) -> str:
    """Run git, which has to succeed."""
    found = tried(folder, *arguments)
    assert found.returncode == 0, f"git {arguments}: {found.stdout}{found.stderr}"
    return found.stdout


def catalogs_at(folder: Path, revision: str) -> Iterator[tuple[str, Catalog]]:
    """The catalogs of a revision, by path."""
    names = git(folder, "ls-tree", "-r", "-z", "--name-only", revision, "catalogs").split("\0")
    for name in filter(None, names):
        text = git(folder, "show", f"{revision}:{name}")
        yield name, po.parse(text, Path(name))


def settle(folder: Path) -> int:
    """End what git has stopped at, as a person does; how many catalogs had conflicts.

    Of an article that git could not merge our side is taken. A catalog is taken as it stands.
    """
    stopped = 0
    for line in git(folder, "status", "--porcelain", "-z", "--no-renames").split("\0"):
        state, name = line[:2], line[3:]
        if state not in ("UU", "AA", "UD", "DU", "AU", "UA", "DD"):
            continue
        if name.endswith(".po"):
            stopped += 1
        elif (folder / name).exists() and state in ("UU", "AA"):
            git(folder, "checkout", "-q", "--ours", "--", name)
        git(folder, "add", "-A", "--", name)
    return stopped
