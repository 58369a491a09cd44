"""What the tests of model packages share: a server that offers some, and what is left of them."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.engines.argos.index import available, choose
from l10n.engines.argos.models import install as install_model
from l10n.engines.argos.packages import InstalledModel
from l10n.errors import ModelError
from l10n.net.download import Progress
from tests.http_server import Answer, HttpServer, content


class ModelServer(HttpServer):
    """A server of an index and of packages."""

    def put(self, path: str, answer: Answer | bytes) -> str:
        """Answer so at a path; gives the address."""
        self.answers[path] = content(answer) if isinstance(answer, bytes) else answer
        return self.url + path

    def index(self, *entries: object) -> str:
        """Offer these entries; gives the address of the index."""
        return self.put("/index.json", json.dumps(entries).encode())


def offer(server: ModelServer, source: str = "uk", target: str = "en", **more: object) -> object:
    return {
        "package_version": "1.9",
        "argos_version": "1.9.0",
        "from_code": source,
        "from_name": source.upper(),
        "to_code": target,
        "to_name": target.upper(),
        "links": [f"{server.url}/translate-{source}_{target}-1_9.argosmodel"],
        "code": f"translate-{source}_{target}",
        **more,
    }


def install(
    source: str,
    target: str,
    *,
    url: str,
    folder: Path | None = None,
    progress: Progress = lambda done, total: None,
) -> InstalledModel:
    """Install the model for a pair from the index at an address."""
    model = choose(available(url), source, target)
    return install_model(model, folder=folder, progress=progress)


def nothing_left(packages: Path) -> bool:
    """Say that there is no package and nothing half-made anywhere."""
    left = [path for path in packages.parent.rglob("*") if path != packages]
    return all(path.name == ".l10n-models.lock" for path in left)


def failure(call: Callable[[], object]) -> str:
    with pytest.raises(ModelError) as caught:
        call()
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 4
    return str(caught.value)


def rewritten(file: Path, *, drop: str = "", add: dict[str, bytes] | None = None) -> Path:
    """Copy a package file without a member, or with more."""
    result = file.with_name("changed.argosmodel")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if not (drop and info.filename.endswith(drop)):
                new.writestr(info.filename, old.read(info))
        for name, data in (add or {}).items():
            new.writestr(name, data)
    return result
