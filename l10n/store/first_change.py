"""When a file first changed after a page was published: git's history tells, else the file."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from l10n.store.git import SECONDS, Git, place_of, started

_COMMITS = 200
"""Commits of one record of versions that are looked into, the newest first."""


class Changes:
    """Asks when files have changed, for one command: no more once git has given no answer."""

    def __init__(self, root: Path) -> None:
        """`root` is a folder of the repository."""
        self._root = root
        self._git = Git()
        self._place = place_of(root)

    def since(self, record: Path, version: str, paths: Iterable[Path]) -> datetime | None:
        """When one of some files first changed after a version was recorded.

        That is the first commit after the one that brought the id of the `version` into its
        `record`. Where git knows of none (no repository, not yet committed, no answer in time), it
        is the newest of the times at which the files were saved; None where they are gone.
        """
        files = tuple(paths)
        published = self._commit_of(record, version)
        if published is not None:
            times = self._listed(("--timestamp", "HEAD", f"^{published}"), files)
            if times:
                return datetime.fromtimestamp(min(int(line.split()[0]) for line in times), UTC)
        saved = [path.stat().st_mtime for path in files if path.is_file()]
        return datetime.fromtimestamp(max(saved), UTC) if saved else None

    def _commit_of(self, record: Path, version: str) -> str | None:
        """The commit that brought a version into its record."""
        commits = self._listed((f"--max-count={_COMMITS}", "HEAD"), (record,))
        place = Path(self._place, os.path.relpath(record, self._root)).as_posix()
        found = None
        for commit in commits:
            # A name of several lines would be another question.
            if "\n" in place or version not in self._text(f"{commit}:{place}"):
                break
            found = commit
        return found

    def _text(self, name: str) -> str:
        return self._git.asked(("--batch",), self._root, f"{name}\n").decode("utf-8", "replace")

    def _listed(self, what: Sequence[str], files: Iterable[Path]) -> list[str]:
        """Lines of `git rev-list` on some files; none where it does not answer."""
        places = tuple(os.path.relpath(path, self._root) for path in files)
        command = ("--literal-pathspecs", "rev-list", *what, "--", *places)
        process = started(command, self._root)
        if process is None:
            return []
        with process:
            try:
                answer, _errors = process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
                return []
        return answer.decode("ascii", "replace").splitlines() if not process.returncode else []
