"""A real LibreTranslate server on this machine, with packages of our own and nothing else.

It runs in an environment of its own (`make libretranslate`), in a folder of its own, and asks the
network for nothing: two packages are the least that it does not want to fill up, each holds a
sentence splitter, and the index of what could be downloaded is empty.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType, TracebackType

from tests.splitter import splitter

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".venv-libretranslate"
DEMO = ROOT / "l10n" / "bundled" / "translate-uk_en-demo"
MISSING = "LibreTranslate is not installed: make libretranslate"
_START = 90.0
"""Seconds within which it has to be ready."""
_NONE: Mapping[str, str] = MappingProxyType({})


def installed() -> bool:
    """True if the environment stands."""
    return (HOME / "stamp").is_file()


class LibreTranslateServer(AbstractContextManager["LibreTranslateServer"]):
    """A server that stands from `with` on, and can be stopped and started again in between."""

    def __init__(
        self,
        packages: Sequence[Path] = (DEMO,),
        *options: str,
        variables: Mapping[str, str] = _NONE,
    ) -> None:
        """Take folders of Argos packages, and the options and variables of `libretranslate`."""
        self._temporary = tempfile.TemporaryDirectory(prefix="l10n-libretranslate-")
        self.folder = Path(self._temporary.name)
        self._options = options
        self._variables = variables
        self._process: subprocess.Popen[bytes] | None = None
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._lay_out(packages)

    def __enter__(self) -> "LibreTranslateServer":
        """Start it."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it, and remove what it wrote."""
        self.stop()
        self._temporary.cleanup()

    def start(self) -> None:
        """Start the process and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    HOME / "bin" / "libretranslate",
                    *("--host", "127.0.0.1", "--port", str(self._port)),
                    *("--disable-files-translation", *self._options),
                ],
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + _START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise AssertionError(f"LibreTranslate did not start:\n{self.log()}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def add_key(self, key: str, *, per_minute: int, characters: int = 0) -> None:
        """Issue a key, as an operator does; `characters` is the limit for a text, 0 for none."""
        command: list[str | Path] = [HOME / "bin" / "ltmanage", "keys", "add", str(per_minute)]
        command += ["--key", key, "--char-limit", str(characters)]
        subprocess.run(
            command, cwd=self.folder, env=self._environment(), check=True, capture_output=True
        )

    def log(self) -> str:
        """What it printed."""
        return (self.folder / "log").read_text("utf-8", "replace")

    def _answers(self) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def _environment(self) -> dict[str, str]:
        dropped = ("ARGOS_", "LT_", "PYTHON")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        homes = {f"XDG_{kind}_HOME": str(self.folder) for kind in ("DATA", "CONFIG", "CACHE")}
        own = {
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "ARGOS_PACKAGES_DIR": str(self.folder / "packages"),
            "ARGOS_PACKAGE_INDEX": "http://127.0.0.1:9/",
        }
        return {**kept, **homes, **own, **self._variables}

    def _lay_out(self, packages: Sequence[Path]) -> None:
        index = self.folder / "argos-translate" / "index.json"
        index.parent.mkdir()
        index.write_text("[]", "ascii")
        for number, package in enumerate(packages):
            _install(package, self.folder / "packages" / f"package{number}")
        if len(packages) == 1:
            # From the same language, so that the first pair stays without a detour.
            _install(packages[0], self.folder / "packages" / "second", to_code="pl")


def _install(package: Path, target: Path, **other: str) -> None:
    """Put a package in place with a splitter; the large files are the package's own."""
    target.mkdir(parents=True)
    for path in package.iterdir():
        if path.name not in ("metadata.json", "minisbd", "stanza"):
            (target / path.name).symlink_to(path.resolve(), path.is_dir())
    shutil.rmtree(target / "minisbd", ignore_errors=True)
    (target / "minisbd").mkdir()
    (target / "minisbd" / "rules.onnx").write_bytes(splitter())
    metadata = json.loads((package / "metadata.json").read_text("utf-8"))
    if "to_code" in other:
        metadata["to_name"] = other["to_code"]
    (target / "metadata.json").write_text(json.dumps(metadata | other), "utf-8")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
