import json
import os
import shutil
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.errors import EngineError, ModelError
from l10n.model.markup import Tagged
from l10n.net.download import PATIENCE, Patience, Progress

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
pytest.importorskip("ctranslate2", reason="the extra argos is not installed")

from l10n.engines import Request
from l10n.engines.argos.archive import check, unpack
from l10n.engines.argos.download import download, fetch
from l10n.engines.argos.engine import Argos
from l10n.engines.argos.index import available, choose, index_url
from l10n.engines.argos.models import install as install_model
from l10n.engines.argos.models import install_file, remove
from l10n.engines.argos.packages import InstalledModel, installed, survey
from tests.tiny_argos import archive as zipped
from tests.tiny_argos import package

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """A server on this machine that answers as it is told."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)

    def at(self, path: str, answer: Answer | bytes) -> str:
        self.answers[path] = content(answer) if isinstance(answer, bytes) else answer
        return self.url + path

    def index(self, *entries: object) -> str:
        return self.at("/index.json", json.dumps(entries).encode())


def content(data: bytes, length: int | None = None) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data) if length is None else length))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.answers.get(self.path, status(404))(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Web(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of clients that hang up: here they are meant to."""

    web = Web(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    web.block_on_close = False
    found = Server(f"http://127.0.0.1:{web.server_address[1]}")
    thread = threading.Thread(target=web.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield found
    web.shutdown()
    web.server_close()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def argosmodel(model: Path) -> Path:
    return zipped(model, model.parent / "uk_en.argosmodel")


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return tmp_path / "argos" / "packages"


def offer(server: Server, source: str = "uk", target: str = "en", **more: object) -> object:
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
    patience: Patience = PATIENCE,
) -> InstalledModel:
    """Install the model for a pair from the index at an address."""
    model = choose(available(url, patience=patience), source, target)
    return install_model(model, folder=folder, progress=progress, patience=patience)


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


# The whole way


def test_a_model_is_listed_installed_used_and_removed(
    server: Server, argosmodel: Path, packages: Path
) -> None:
    data = argosmodel.read_bytes()
    url = server.index(offer(server), offer(server, "en", "de"))
    server.at("/translate-uk_en-1_9.argosmodel", data)
    listed = available(url)
    assert [(found.source, found.target, found.version) for found in listed] == [
        ("en", "de", "1.9"),
        ("uk", "en", "1.9"),
    ]
    seen: list[tuple[int, int | None]] = []
    found = install(
        "uk",
        "en",
        url=url,
        folder=packages,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert found.path == packages / "translate-uk_en-1_9"
    assert seen[-1] == (len(data), len(data))
    with Argos(folders=[packages]) as engine:
        (draft,) = engine.translate([Request(Tagged("мер"))], "uk", "en")
        assert draft.text == "mer"
    assert remove("uk", "en", folders=[packages]) == (found,)
    assert nothing_left(packages)


def test_a_model_is_installed_from_a_file(argosmodel: Path, packages: Path) -> None:
    found = install_file(argosmodel, folder=packages)
    assert (found.source, found.target, found.version) == ("uk", "en", "1.9")
    assert (found.path / "model" / "model.bin").is_file()
    assert [path.name for path in packages.parent.iterdir()] == ["packages"]


def test_a_regional_locale_installs_the_package_of_its_language(
    server: Server, argosmodel: Path, packages: Path
) -> None:
    server.at("/translate-uk_en-1_9.argosmodel", argosmodel.read_bytes())
    url = server.index(offer(server))
    assert install("uk-UA", "en-GB", url=url, folder=packages).source == "uk"


def test_a_newer_version_takes_the_place_of_an_older_one(tmp_path: Path, packages: Path) -> None:
    for version in ("1.2", "1.9", "1.9"):
        folder = package(tmp_path / version / str(time.monotonic_ns()), version=version)
        install_file(zipped(folder, tmp_path / "new.argosmodel"), folder=packages)
        found = survey([packages], bundled=tmp_path / "none").models
        assert [model.version for model in found] == [version]
        assert len([path for path in packages.iterdir() if path.is_dir()]) == 1


def test_a_model_without_a_config_of_newer_converters_is_a_package(
    model: Path, tmp_path: Path
) -> None:
    file = rewritten(zipped(model, tmp_path / "a.argosmodel"), drop="model/config.json")
    assert check(file).source == "uk"


def test_the_second_link_is_tried_when_the_first_is_gone(
    server: Server, argosmodel: Path, packages: Path
) -> None:
    links = ["ipfs://Qm", f"{server.url}/gone", server.at("/there", argosmodel.read_bytes())]
    url = server.index(offer(server, links=links))
    assert install("uk", "en", url=url, folder=packages).version == "1.9"


# The index


@pytest.mark.parametrize("data", [b"", b"<html>", b"{}", b"[" * 100_000, b"\xff\xfe[]", b"3"])
def test_what_is_no_index_is_said_in_one_line(server: Server, data: bytes) -> None:
    url = server.at("/index.json", data)
    assert "is not an index" in failure(lambda: available(url))


def test_entries_that_are_no_translation_models_are_left_out(server: Server) -> None:
    url = server.index(
        3,
        {},
        {"from_code": "uk"},
        offer(server, "../x", "en"),
        offer(server, type="sbd"),
        offer(server, links=None),
        offer(server, "en", "uk", links=["file:///etc/passwd"]),
    )
    assert [(found.source, found.links) for found in available(url)] == [("en", ()), ("uk", ())]


@pytest.mark.parametrize("checksum", [1, 10**63, ["0" * 64], {}, "", "0" * 63, "x" * 64])
def test_a_checksum_that_is_none_is_no_missing_checksum(
    server: Server, argosmodel: Path, packages: Path, checksum: object
) -> None:
    server.at("/translate-uk_en-1_9.argosmodel", argosmodel.read_bytes())
    url = server.index(offer(server, sha256=checksum), offer(server, "en", "de", sha256=None))
    assert [(found.source, found.target) for found in available(url)] == [("en", "de")]
    failure(lambda: install("uk", "en", url=url, folder=packages))
    assert nothing_left(packages)


@pytest.mark.parametrize(
    "more",
    [
        {"package_version": "1.9\x1b[2J"},
        {"package_version": "1\n2"},
        {"package_version": {"a": 1}},
        {"from_name": "Ukrainian\x1b]0;x\x07"},
        {"to_name": "English\nuk  en  9"},
        {"from_code": "uk\n"},
        {"to_code": "en\x1b"},
    ],
)
def test_what_would_steer_a_terminal_is_no_model(server: Server, more: dict[str, object]) -> None:
    entry = offer(server)
    assert isinstance(entry, dict)
    url = server.index({**entry, **more}, offer(server, "en", "de"))
    assert [(found.source, found.target) for found in available(url)] == [("en", "de")]


def test_a_pair_that_is_only_reached_through_another_language_says_how(server: Server) -> None:
    url = server.index(offer(server), offer(server, "en", "de"))
    said = failure(lambda: install("uk", "de", url=url))
    assert "l10n models install uk en" in said
    assert "l10n models install en de" in said


def test_a_language_that_is_not_known_suggests_a_near_one(server: Server) -> None:
    url = server.index(offer(server))
    assert "did you mean uk?" in failure(lambda: install("ukr", "en", url=url))
    assert "models available" in failure(lambda: install("uk", "zz", url=url))


def test_the_address_of_the_index_is_that_of_upstream(monkeypatch: pytest.MonkeyPatch) -> None:
    from argostranslate import settings as upstream

    for base in ("http://mirror.test/a", "http://mirror.test/a/"):
        monkeypatch.setattr(upstream, "package_index", base)
        assert index_url() == "http://mirror.test/a/index.json"


# On the way


def slow(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    content(b"x" * 100, length=1_000)(handler)
    handler.close_connection = True


def cut_in_a_chunk(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"400\r\nabc")


def not_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x" * 100_000)


MISBEHAVIOUR = [
    (status(404), "answered 404"),
    (status(403), "answered 403"),
    (status(500), "answered 500"),
    (status(302, Location="/package"), "too often"),
    (status(302, Location="file:///etc/passwd"), "not safe"),
    (status(302, Location="ftp://127.0.0.1/x"), "not safe"),
    (status(302), "answered 302"),
    (slow, "does not answer"),
    (cut_off, "broke off after 100 of 1000"),
    (cut_in_a_chunk, "broke off"),
    (not_http, "cannot be fetched"),
    (content(b"", length=5_000_000_000), "larger than"),
    (content(b"<html>not here</html>"), "not a whole ZIP"),
    (content(b""), "not a whole ZIP"),
]


@pytest.mark.parametrize(("answer", "words"), MISBEHAVIOUR)
def test_a_server_that_misbehaves_is_one_line_and_leaves_nothing(
    server: Server, packages: Path, answer: Answer, words: str
) -> None:
    url = server.index(offer(server, links=[server.at("/package", answer)]))
    patience = Patience(idle=0.3)
    said = failure(lambda: install("uk", "en", url=url, folder=packages, patience=patience))
    assert words in said
    assert nothing_left(packages)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    content(b"[", length=1_000)(handler)
    drip(handler)


def dripping_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
    drip(handler)


def dripping_chunk(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    drip(handler)


def drip(handler: BaseHTTPRequestHandler) -> None:
    with suppress(OSError):
        for _ in range(60):
            handler.wfile.write(b"0")
            time.sleep(0.05)


@pytest.mark.parametrize("answer", [dripping, dripping_head, dripping_chunk])
def test_a_server_that_drips_is_given_up(server: Server, tmp_path: Path, answer: Answer) -> None:
    url = server.at("/x", answer)
    patience = Patience(within=0.3)
    assert "too slowly" in failure(lambda: fetch(url, most=10_000, patience=patience))
    assert "too slowly" in failure(
        lambda: download(url, tmp_path / "x", most=10_000, patience=patience)
    )


def test_a_long_download_goes_on_as_long_as_it_keeps_its_pace(
    server: Server, tmp_path: Path
) -> None:
    def steady(handler: BaseHTTPRequestHandler) -> None:
        content(b"", length=8_000)(handler)
        for _ in range(8):
            time.sleep(0.1)
            handler.wfile.write(b"x" * 1_000)

    url, file = server.at("/x", steady), tmp_path / "x"
    download(url, file, most=10_000, patience=Patience(within=0.4, pace=5_000))
    assert file.stat().st_size == 8_000
    slow = Patience(within=0.4, pace=50_000)
    assert "too slowly" in failure(lambda: download(url, file, most=10_000, patience=slow))


def test_a_download_without_a_length_ends_at_the_limit(server: Server, tmp_path: Path) -> None:
    url = server.at("/x", endless)
    assert "larger than" in failure(lambda: download(url, tmp_path / "x", most=1_000_000))


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "uk", "", "http://", "http://[", "http://a b"],
)
def test_an_address_that_is_none_is_one_line(url: str) -> None:
    failure(lambda: fetch(url, most=10))


def test_no_network_is_one_line() -> None:
    assert "cannot be reached" in failure(lambda: fetch("http://127.0.0.1:1/x", most=10))
    said = failure(lambda: fetch("http://nowhere.invalid/x", most=10))
    assert "nowhere.invalid" in said


def test_a_full_disk_is_one_line(server: Server) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    url = server.at("/x", b"x" * 100_000)
    assert "disk is full" in failure(lambda: download(url, full, most=1_000_000))


def test_a_folder_that_may_not_be_written_is_one_line(argosmodel: Path) -> None:
    place = Path("/proc/l10n/packages")
    if not Path("/proc/self").exists():
        pytest.skip("this system has no /proc")
    failure(lambda: install_file(argosmodel, folder=place))


def test_an_interruption_at_any_point_leaves_nothing_or_the_old_model(
    server: Server, argosmodel: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.index(offer(server))
    server.at("/translate-uk_en-1_9.argosmodel", argosmodel.read_bytes())

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install("uk", "en", url=url, folder=packages, progress=interrupt)
    assert nothing_left(packages)
    for name in ("unpack", "Decoder", "_read"):
        with monkeypatch.context() as patch:
            patch.setattr(f"l10n.engines.argos.models.{name}", interrupt)
            with pytest.raises(KeyboardInterrupt):
                install("uk", "en", url=url, folder=packages)
        assert nothing_left(packages)
    install("uk", "en", url=url, folder=packages)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "package":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    failure(lambda: install("uk", "en", url=url, folder=packages))
    monkeypatch.undo()
    assert [path.name for path in packages.iterdir() if path.is_dir()] == ["translate-uk_en-1_9"]
    assert len(list(packages.parent.iterdir())) == 1


def test_what_a_killed_process_left_behind_is_cleared(argosmodel: Path, packages: Path) -> None:
    left = packages.parent / ".l10n-models-packages-abc"
    other = packages.parent / ".l10n-models-others-abc"
    for folder in (left, other):
        folder.mkdir(parents=True)
    install_file(argosmodel, folder=packages)
    assert not left.exists()
    assert other.exists()


def test_two_at_a_time_are_refused(argosmodel: Path, packages: Path) -> None:
    from filelock import FileLock

    packages.mkdir(parents=True)
    with FileLock(packages / ".l10n-models.lock"):
        assert "another process" in failure(lambda: install_file(argosmodel, folder=packages))


# Checksums


def test_a_checksum_is_compared_where_it_is_known(
    server: Server, argosmodel: Path, packages: Path
) -> None:
    import hashlib

    data = argosmodel.read_bytes()
    right = hashlib.sha256(data).hexdigest()
    server.at("/translate-uk_en-1_9.argosmodel", data)
    url = server.index(offer(server, sha256="0" * 64))
    assert "checksum" in failure(lambda: install("uk", "en", url=url, folder=packages))
    wrong = failure(lambda: install_file(argosmodel, sha256="0" * 64, folder=packages))
    assert right in wrong
    assert "64 hexadecimal" in failure(lambda: install_file(argosmodel, sha256="12"))
    assert nothing_left(packages)
    install("uk", "en", url=server.index(offer(server, sha256=right.upper())), folder=packages)
    install_file(argosmodel, sha256=right.upper(), folder=packages)


def test_a_package_for_another_pair_than_the_index_says_is_refused(
    server: Server, argosmodel: Path, packages: Path
) -> None:
    server.at("/translate-en_de-1_9.argosmodel", argosmodel.read_bytes())
    url = server.index(offer(server, "en", "de"))
    assert "uk → en, not for en → de" in failure(
        lambda: install("en", "de", url=url, folder=packages)
    )


# Hostile archives


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


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "translate-uk_en-1_9/../../evil",
        "/etc/evil",
        "C:/evil",
        "C:evil",
        "a\\..\\evil",
        "translate-uk_en-1_9//x",
        "translate-uk_en-1_9/./x",
        "translate-uk_en-1_9/x\x07",
        "..",
        "translate-uk_en-1_9/" + "x" * 201,
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(
    argosmodel: Path, packages: Path, name: str
) -> None:
    file = rewritten(argosmodel, add={name: b"evil"})
    assert "leads out" in failure(lambda: install_file(file, folder=packages))
    assert nothing_left(packages)


def test_a_name_cut_by_a_zero_byte_is_refused(argosmodel: Path) -> None:
    file = rewritten(argosmodel, add={"translate-uk_en-1_9/xQevil": b""})
    file.write_bytes(file.read_bytes().replace(b"xQevil", b"x\0evil"))
    failure(lambda: check(file))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_special_files_are_refused(argosmodel: Path, kind: int) -> None:
    file = rewritten(argosmodel)
    with zipfile.ZipFile(file, "a") as stream:
        info = zipfile.ZipInfo("translate-uk_en-1_9/link")
        info.external_attr = (kind | 0o777) << 16
        stream.writestr(info, "/etc/passwd")
    assert "link or a special file" in failure(lambda: check(file))


@pytest.mark.parametrize("name", ["translate-uk_en-1_9/README.md", "translate-uk_en-1_9/readme.MD"])
def test_a_name_that_is_there_twice_is_refused(argosmodel: Path, name: str) -> None:
    file = rewritten(argosmodel, add={"translate-uk_en-1_9/README.md": b"a"})
    with zipfile.ZipFile(file, "a") as stream:
        if name.endswith("README.md"):
            with pytest.warns(UserWarning, match="Duplicate"):
                stream.writestr(name, b"b")
        else:
            stream.writestr(name, b"b")
    assert "twice" in failure(lambda: check(file))


def test_a_file_that_is_also_a_folder_is_refused(argosmodel: Path) -> None:
    top = "translate-uk_en-1_9"
    file = rewritten(argosmodel, add={f"{top}/a": b"", f"{top}/a/b": b""})
    assert "both a file and a folder" in failure(lambda: check(file))


def test_a_bomb_is_refused_before_it_is_unpacked(argosmodel: Path) -> None:
    file = rewritten(argosmodel, add={"translate-uk_en-1_9/bomb": b"\0" * 70_000_000})
    assert "far too large" in failure(lambda: check(file))


def test_too_many_files_are_refused(argosmodel: Path) -> None:
    top = "translate-uk_en-1_9"
    file = rewritten(argosmodel, add={f"{top}/{number}": b"" for number in range(5_000)})
    assert "more than 5000 files" in failure(lambda: check(file))


@pytest.mark.parametrize(
    "part", ["metadata.json", "sentencepiece.model", "model/model.bin", "shared_vocabulary.json"]
)
def test_a_package_that_misses_a_part_is_refused(argosmodel: Path, part: str) -> None:
    said = failure(lambda: check(rewritten(argosmodel, drop=part)))
    assert f"{part.removesuffix('.json') if 'vocab' in part else part} is missing" in said


def test_files_outside_the_one_folder_are_refused(argosmodel: Path) -> None:
    for name in ("other/x", "x"):
        assert "one folder" in failure(lambda n=name: check(rewritten(argosmodel, add={n: b""})))


def test_what_a_mac_adds_to_an_archive_is_left_out(argosmodel: Path, packages: Path) -> None:
    file = rewritten(argosmodel, add={"__MACOSX/translate-uk_en-1_9/._x": b"x"})
    assert install_file(file, folder=packages).source == "uk"


@pytest.mark.parametrize(
    "metadata",
    [
        b"",
        b"[]",
        b"\xff",
        b"{}",
        b'{"from_code": "../x", "to_code": "en", "package_version": "1"}',
        b'{"from_code": "uk", "to_code": "en", "package_version": "../1"}',
        b'{"from_code": "uk", "to_code": "en", "package_version": 1}',
        b'{"from_code": "uk", "to_code": "en", "package_version": "1", "type": "sbd"}',
    ],
)
def test_metadata_of_the_wrong_form_is_refused(argosmodel: Path, metadata: bytes) -> None:
    file = rewritten(
        argosmodel, drop="metadata.json", add={"translate-uk_en-1_9/metadata.json": metadata}
    )
    assert "metadata.json" in failure(lambda: check(file))


@pytest.mark.parametrize("part", ["model/model.bin", "sentencepiece.model"])
def test_a_model_that_does_not_load_is_not_installed(
    argosmodel: Path, packages: Path, part: str
) -> None:
    file = rewritten(argosmodel, drop=part, add={f"translate-uk_en-1_9/{part}": b"junk" * 100})
    assert "cannot be used" in failure(lambda: install_file(file, folder=packages))
    assert nothing_left(packages)


@pytest.mark.parametrize("checksum", [None, "0" * 64])
def test_a_device_or_a_pipe_is_refused_at_once(tmp_path: Path, checksum: str | None) -> None:
    pipe = tmp_path / "pipe.argosmodel"
    os.mkfifo(pipe)
    for path in (Path("/dev/zero"), pipe, tmp_path):
        assert "not a file" in failure(lambda place=path: install_file(place, sha256=checksum))


def test_an_archive_that_is_cut_or_changed_is_refused(argosmodel: Path, packages: Path) -> None:
    data = argosmodel.read_bytes()
    file = argosmodel.with_name("cut.argosmodel")
    for cut in (0, 10, len(data) // 2, len(data) - 10):
        file.write_bytes(data[:cut])
        failure(lambda: install_file(file, folder=packages))
    changed = bytearray(data)
    changed[len(data) // 2] ^= 0xFF
    file.write_bytes(changed)
    failure(lambda: install_file(file, folder=packages))
    assert nothing_left(packages)


def test_a_file_that_is_not_there_or_a_folder_is_one_line(tmp_path: Path) -> None:
    assert "no such file" in failure(lambda: install_file(tmp_path / "x"))
    failure(lambda: install_file(tmp_path))
    failure(lambda: install_file(tmp_path / "x", sha256="0" * 64))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A package file with all parts but without weights, quick to damage and check."""
    file = tmp_path_factory.mktemp("small") / "a.argosmodel"
    metadata = b'{"from_code": "uk", "to_code": "en", "package_version": "1.0"}'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as stream:
        for name, data in (
            ("metadata.json", metadata),
            ("sentencepiece.model", b"s" * 50),
            ("model/model.bin", bytes(range(256))),
            ("model/shared_vocabulary.json", b"[]"),
        ):
            stream.writestr(f"a/{name}", data)
    return file.read_bytes()


@given(where=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=4))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_damage_gives_a_package_or_one_line(
    small: bytes, tmp_path: Path, where: list[tuple[float, int]]
) -> None:
    changed = bytearray(small)
    for place, value in where:
        changed[int(place * (len(changed) - 1))] = value
    file = tmp_path / "a.argosmodel"
    file.write_bytes(changed)
    target = tmp_path / "out"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    with suppress(ModelError):
        unpack(check(file), target)
    assert {path.name for path in tmp_path.iterdir()} == {"a.argosmodel", "out"}


# Removing


def test_the_bundled_model_cannot_be_removed(
    tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(tmp_path / "bundled", limits={"demonstration": True})
    monkeypatch.setattr(
        "l10n.engines.argos.packages.survey.__kwdefaults__", {"bundled": tmp_path / "bundled"}
    )
    assert [model.bundled for model in installed([packages])] == [True]
    assert "part of l10n" in failure(lambda: remove("uk", "en", folders=[packages]))
    assert (tmp_path / "bundled").is_dir()


def test_removing_what_is_not_there_lists_what_is(argosmodel: Path, packages: Path) -> None:
    install_file(argosmodel, folder=packages)
    assert "installed are: uk en" in failure(lambda: remove("en", "de", folders=[packages]))


def test_the_index_may_hold_two_versions_and_the_newer_is_installed(
    server: Server, argosmodel: Path, packages: Path
) -> None:
    new = server.at("/new", argosmodel.read_bytes())
    url = server.index(
        offer(server, package_version="1.5"),
        offer(server, package_version="1.10", links=[new]),
        offer(server, package_version="1.9"),
    )
    assert [found.version for found in available(url)] == ["1.10", "1.9", "1.5"]
    assert install("uk", "en", url=url, folder=packages).path.parent == packages


# Without the extra


def test_without_argos_translate_the_bundled_model_is_listed_and_one_line_says_so(
    tmp_path: Path,
) -> None:
    code = """
import sys
for name in ("argostranslate", "ctranslate2", "sentencepiece"):
    sys.modules[name] = None
from l10n.cli import main
main(sys.argv[1:])
"""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )

    listed = call("models", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    assert [model["bundled"] for model in json.loads(listed.stdout)] == [True]
    assert listed.stderr.count("\n") == 1
    assert "Argos Translate is not installed" in listed.stderr
    assert call("models", "list").returncode == 0
    refused = call("models", "remove", "uk", "en")
    assert refused.returncode == 4
    assert "Argos Translate is not installed" in refused.stderr


def test_without_argos_translate_the_engine_cannot_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "argostranslate", None)
    with Argos() as engine, pytest.raises(EngineError, match="Argos Translate is not installed"):
        engine.models()
