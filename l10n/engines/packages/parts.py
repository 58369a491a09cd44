"""Files on their way: fetched in parts, kept where a download breaks off, checked once whole.

Each lies under the name of the checksum that it has to have, so what is there of it is good for
whatever lists that file, and is never taken for another.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.engines.packages.download import writing
from l10n.errors import ModelError
from l10n.messages import _
from l10n.net.download import PATIENCE, Begun, Patience, Progress, StatusError, Wanted, opened
from l10n.net.keys import Key
from l10n.net.origin import public_address
from l10n.net.waiting import LONGEST_ASKED, pause
from l10n.store.regular import descriptor, reading

NAME = ".l10n-parts"
"""The folder, among the models."""
KEPT_DAYS = 30
"""Days after which a part is thrown away that nobody went on with."""
_ATTEMPTS = 4
"""Further ones in a row that bring nothing."""
_AGAIN = frozenset((408, 429, 500, 502, 503, 504))
_BROKEN = frozenset(f"L10N-NET-{number}" for number in ("007", "011", "012", "017", "020", "021"))
"""Codes of what another attempt may mend."""
_MOST_ETAG = 300
MARGIN = 64_000_000
"""Bytes that stay free on the disk."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What the bytes of a file have to give."""

    kind: str
    """`sha256`, or `git` for the SHA-1 of git's object, which has the size before the bytes."""
    value: str
    """Hexadecimal, lower case."""

    @property
    def label(self) -> str:
        """As people name it."""
        return f"SHA-256 {self.value}" if self.kind == "sha256" else f"git {self.value}"


@dataclass(frozen=True, slots=True)
class Remote:
    """A file of a server."""

    url: str
    size: int | None
    """Bytes, if they are known before."""
    digest: Digest | None = None
    """None if nobody has said it."""
    key: Key | None = None
    most: int = 0
    """Bytes that it may have where its size is not known."""

    @property
    def name(self) -> str:
        """What its part is called."""
        if self.digest is not None:
            return f"{self.digest.kind}-{self.digest.value}"
        return f"url-{hashlib.sha256(self.url.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A whole file."""

    path: Path
    sha256: str


class Parts:
    """The folder of files on their way."""

    def __init__(
        self,
        folder: Path,
        *,
        patience: Patience = PATIENCE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`folder` is made when something is put there."""
        self.folder = folder
        self._patience = patience
        self._sleep = sleep

    def there(self, remote: Remote) -> int:
        """Bytes of a file that are here already."""
        try:
            return (self.folder / remote.name).stat(follow_symlinks=False).st_size
        except OSError:
            return 0

    def clear(self, *, days: float = KEPT_DAYS) -> None:
        """Throw away what nobody went on with for so long."""
        oldest = time.time() - days * 86_400
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.stat(follow_symlinks=False).st_mtime < oldest:
                    path.unlink()

    def adopt(self, remote: Remote, installed: Path) -> None:
        """Take a file of a model that is here for the one of the same size; `fetch` checks it.

        For whoever holds the lock of the models: another process may be writing that very part.
        """
        with suppress(OSError):
            if self.here(remote, installed) and not self.there(remote):
                self.folder.mkdir(parents=True, exist_ok=True)
                os.link(installed, self.folder / remote.name)

    def here(self, remote: Remote, installed: Path) -> int:
        """Bytes that need not be fetched if that file of a model is taken for the one."""
        if there := self.there(remote):
            return there if remote.size is None else min(there, remote.size)
        try:
            size = installed.stat().st_size
        except OSError:
            return 0
        return size if size == remote.size else 0

    def drop(self, remote: Remote) -> None:
        """Throw away what is here of a file."""
        for path in (self.folder / remote.name, self._note(remote)):
            with writing(path), suppress(FileNotFoundError):
                path.unlink()

    def fetch(self, remote: Remote, *, progress: Progress = lambda done, total: None) -> Arrived:
        """Fetch a file, from where it was cut off; it stays here until it is dropped.

        A server that is busy or breaks off is asked again. Raises ModelError; what has come by then
        is kept, but for a whole file that is not the one that was wanted.
        """
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        earlier = self.there(remote) > 0
        self._completed(remote, progress)
        try:
            return self._checked(remote)
        except ModelError:
            if not earlier:
                raise
        # What was here from before was of another file: without it, it may well be right.
        self._completed(remote, progress)
        return self._checked(remote)

    def _completed(self, remote: Remote, progress: Progress) -> None:
        """Fetch what is missing of a file, in as many attempts as it takes."""
        failed, waited = 0, 0.0
        while remote.size is None or self.there(remote) != remote.size:
            before = self.there(remote)
            try:
                self._attempt(remote, progress)
                break
            except StatusError as error:
                if error.status == 416 and before:
                    self.drop(remote)
                    continue
                waited += error.retry_after or 0
                failed += 1
                if error.status not in _AGAIN or failed > _ATTEMPTS or waited > LONGEST_ASKED:
                    raise
                self._sleep(pause(failed - 1, error.retry_after, busy=error.status == 429))
            except ModelError as error:
                failed = 1 if self.there(remote) > before else failed + 1
                if error.code not in _BROKEN or failed > _ATTEMPTS:
                    raise self._kept(remote, error) from error
                self._sleep(pause(failed - 1, None))

    def _attempt(self, remote: Remote, progress: Progress) -> None:
        """One request; what comes is added to what is here."""
        part = self.folder / remote.name
        start, validator = self.there(remote), self._validator(remote)
        # Without checksum and validator nobody could tell whether the rest is of the same file.
        if (remote.size is not None and start > remote.size) or not (remote.digest or validator):
            self.drop(remote)
            start = 0
        if self._is_adopted(part):
            # Not whole any more: whoever has changed the model would find it overwritten.
            self.drop(remote)
            start = 0
        most = remote.most if remote.size is None else remote.size
        wanted = Wanted(remote.url, most, key=remote.key, start=start, validator=validator)
        begun, blocks = opened(wanted, patience=self._patience, progress=progress)
        self._require_size(remote, begun)
        require_room(self.folder, (begun.total or 0) - begun.start)
        with writing(part), os.fdopen(descriptor(part, _WRITING), "r+b") as stream:
            stream.truncate(begun.start)
            if begun.validator != validator:
                note = descriptor(self._note(remote), _WRITING | os.O_TRUNC)
                with os.fdopen(note, "wb") as file:
                    file.write(begun.validator.encode())
            stream.seek(begun.start)
            done = begun.start
            for block in blocks:
                done += len(block)
                if done > most:
                    raise _wrong_size(remote, done)
                stream.write(block)
                # What is written is on its way to the disk also if this process is killed.
                stream.flush()
        if remote.size is not None and done != remote.size:
            raise _wrong_size(remote, done)

    @staticmethod
    def _is_adopted(part: Path) -> bool:
        """True for a part that is a file of a model, too."""
        try:
            return part.stat(follow_symlinks=False).st_nlink > 1
        except OSError:
            return False

    def _require_size(self, remote: Remote, begun: Begun) -> None:
        if None not in (remote.size, begun.total) and begun.total != remote.size:
            raise _wrong_size(remote, begun.total or 0)

    def _checked(self, remote: Remote) -> Arrived:
        """Read the whole file again; raises ModelError, and throws it away, for another one."""
        path = self.folder / remote.name
        size = self.there(remote)
        sha256, git = hashlib.sha256(), hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
        with writing(path), reading(path) as stream:
            while block := stream.read(1 << 20):
                sha256.update(block)
                if remote.digest is not None and remote.digest.kind == "git":
                    git.update(block)
        if remote.digest is not None:
            found = replace(
                remote.digest,
                value=(git if remote.digest.kind == "git" else sha256).hexdigest(),
            )
            if found != remote.digest:
                self.drop(remote)
                raise ModelError(
                    _("the checksum of {place} is {digest}, not {wanted}").format(
                        place=public_address(remote.url),
                        digest=found.label,
                        wanted=remote.digest.label,
                    ),
                    code="MOD-014",
                    remedy=_("what came was thrown away: try again, or get it from another place"),
                )
        return Arrived(path, sha256.hexdigest())

    def _kept(self, remote: Remote, error: ModelError) -> ModelError:
        if error.code not in _BROKEN or not self.there(remote):
            return error
        return error.with_remedy(_("run the same command again: it goes on where this one ended"))

    def _note(self, remote: Remote) -> Path:
        """Where stands what the server called the file that a part is of."""
        return self.folder / f"{remote.name}.etag"

    def _validator(self, remote: Remote) -> str:
        try:
            with reading(self._note(remote)) as stream:
                return stream.read(_MOST_ETAG).decode("ascii")
        except (OSError, ValueError):
            return ""


def free_bytes(place: Path) -> int:
    """Bytes free on the disk of a folder that may not be there yet."""
    there = next((each for each in (place, *place.parents) if os.path.isdir(each)), place)
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return 0


def require_room(place: Path, missing: int, free: int | None = None) -> None:
    """Raise ModelError where a disk has not the room for so many more bytes."""
    free = free_bytes(place) if free is None else free
    if missing > 0 and missing + MARGIN > free:
        raise ModelError(
            _("the model needs {size} MB, and {free} MB are free").format(
                size=-(-missing // 1_000_000), free=free // 1_000_000
            ),
            code="MOD-034",
            path=place,
            remedy=_("make room, or set {variable} to a folder on another disk").format(
                variable="L10N_MODELS_DIR"
            ),
        )


_WRITING = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW


def _wrong_size(remote: Remote, size: int) -> ModelError:
    return ModelError(
        _("{url} has {found} bytes, not {wanted}").format(
            url=public_address(remote.url), found=size, wanted=remote.size or remote.most
        ),
        code="MOD-033",
        remedy=_("try again later, or get it from another place"),
    )
