"""Servers of models that mean harm, or are broken: one calm line with a code, and nothing left."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.http_server import Answer, Asked, content, cut_off, endless
from tests.hugging_face import COMMIT, HuggingFace, part, sibling

NAME = "hf:owner/tiny-uk-en"
INSTALL = ("models", "install", "--accept-licence")
INFO = "/api/models/owner/tiny-uk-en/revision/main?blobs=true"


def left(place: Path) -> list[str]:
    """The models that are there, whole or not, and what was prepared beside them."""
    found = [*place.glob("*"), *place.parent.glob(".l10n-models-*")]
    return [path.name for path in found if path.name not in (".l10n-parts", ".l10n-models.lock")]


def listing(*siblings: object, **more: object) -> Answer:
    return content(json.dumps({"sha": COMMIT, "siblings": list(siblings), **more}))


def named(name: object) -> Answer:
    """A listing whose model has an odd name beside it."""
    good = [sibling(each, b"x") for each in ("model.bin", "src.spm.model")]
    return listing(*good, {"rfilename": name, "size": 1, "blobId": "0" * 40})


LISTS: list[tuple[Answer, str]] = [
    (content(b"", status=404), "MOD-030"),
    (content(b"", status=401), "MOD-030"),
    (content(b"", status=403), "MOD-031"),
    (content(b"", status=500), "NET-013"),
    (content("<html>sign in</html>"), "MOD-032"),
    (content("[" * 100_000), "MOD-032"),
    (content("{}"), "MOD-032"),
    (content(json.dumps({"sha": "main", "siblings": []})), "MOD-032"),
    (content(json.dumps({"sha": COMMIT, "siblings": {}})), "MOD-032"),
    (content(json.dumps({"sha": COMMIT, "siblings": [0] * 10_001})), "MOD-032"),
    (content('{"siblings": [' + "1," * 3_000_000 + "1]}"), "MOD-032"),
    (listing(sibling("model.bin", b"x"), sibling("model.bin", b"y")), "MOD-032"),
    (listing(), "MOD-039"),
    (listing(None, 7, [], {"rfilename": 3}, {"rfilename": "model.bin"}), "MOD-039"),
    (listing({"rfilename": "model.bin", "size": True, "blobId": "0" * 40}), "MOD-039"),
    (listing({"rfilename": "model.bin", "size": -1, "blobId": "0" * 40}), "MOD-039"),
    (listing({"rfilename": "model.bin", "size": 9, "blobId": "zz"}), "MOD-039"),
    (listing({"rfilename": "../model.bin", "size": 9, "blobId": "0" * 40}), "MOD-039"),
    (listing({"rfilename": "model.bin", "size": 10**18, "blobId": "0" * 40}), "MOD-040"),
    (listing({"rfilename": "model.bin", "size": 3 * 10**10, "blobId": "0" * 40}), "MOD-034"),
    (endless, "NET-022"),
    (cut_off(b"{", 100), "NET-012"),
    (content(b"", status=302, Location="file:///etc/passwd"), "NET-015"),
    (content(b"", status=302, Location=INFO), "NET-014"),
]


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l10n.jobs.models.installing.free_bytes", lambda folder: 10**10)


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case[1])
def test_a_listing_that_is_none_is_one_line(
    hub: HuggingFace, place: Path, small_disk: None, run: Run, case: tuple[Answer, str]
) -> None:
    answer, code = case
    hub.answers[INFO] = answer
    said = run(*INSTALL, NAME)
    assert said.code == 4, said.out + said.err
    assert f"[L10N-{code}]" in said.err
    assert len(said.err.splitlines()) == 1
    assert left(place) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../.bashrc",
        "/etc/cron.d/x",
        "a\x1b]0;x\x07.spm",
        "..\\x.spm",
        ".spm",
        "a/b.spm",
        "e\u202e.spm",
    ],
)
def test_no_name_of_a_file_leads_anywhere(
    hub: HuggingFace, place: Path, tmp_path: Path, run: Run, name: str
) -> None:
    hub.answers[INFO] = named(name)
    before = sorted(path for path in tmp_path.rglob("*") if place not in path.parents)
    said = run(*INSTALL, NAME)
    assert said.code == 4
    assert "\x1b" not in said.err + said.out
    assert not [each for each in hub.asked if "bashrc" in each.path or "cron" in each.path]
    after = sorted(path for path in tmp_path.rglob("*") if place not in path.parents)
    assert [path for path in after if path not in before] in ([], [tmp_path / "data", place])


def lying(size: int) -> Callable[[str, bytes, Asked], Answer]:
    """A store that says another length than it was to send."""
    return lambda name, data, asked: content((data * 3)[:size])


def bytes_of(other: bytes) -> Callable[[str, bytes, Asked], Answer]:
    return lambda name, data, asked: part((other * len(data))[: len(data)], asked)


def without_length(name: str, data: bytes, asked: Asked) -> Answer:
    def answer(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(data + b"more")
        handler.close_connection = True

    return answer


def going(place: str) -> Callable[[str, bytes, Asked], Answer]:
    return lambda name, data, asked: content(b"", status=302, Location=place)


FILES = [
    (lying(10), "MOD-033"),
    (bytes_of(b"\0"), "MOD-014"),
    (without_length, "NET-022"),
    (lambda name, data, asked: endless, "NET-022"),
    (going("file:///etc/passwd"), "NET-015"),
    (going("ftp://127.0.0.1/x"), "NET-015"),
    (going("/store/again"), "NET-014"),
    (lambda name, data, asked: content(b"", status=404), "MOD-030"),
    (lambda name, data, asked: content(b"", status=206, Content_Range="bytes 9-1/x"), "NET-013"),
]


@pytest.mark.parametrize(("given", "code"), FILES)
def test_a_file_that_is_another_is_one_line_and_no_model(
    hub: HuggingFace,
    place: Path,
    run: Run,
    given: Callable[[str, bytes, Asked], Answer],
    code: str,
) -> None:
    hub.given = given
    hub.files["again"] = b"x" * 5_000
    said = run(*INSTALL, NAME)
    assert said.code == 4, said.out + said.err
    assert f"[L10N-{code}]" in said.err
    assert len(said.err.splitlines()) == 1
    assert left(place) == []
    hub.given = lambda name, data, asked: part(data, asked)
    assert run(*INSTALL, NAME).code == 0


def test_a_description_of_a_repository_is_believed_no_further(
    hub: HuggingFace, place: Path, run: Run
) -> None:
    hub.files["l10n-model.toml"] = b'name = "../../x"\npairs = ["uk>en"]\n'
    said = run(*INSTALL, NAME)
    assert said.code == 4
    assert "CTM-005" in said.err
    hub.files["l10n-model.toml"] = b'name = "own"\npreset = "quickmt"\npairs = ["uk>en"]\n'
    hub.files["l10n-model.toml"] += b'licence = "MIT"\norigin = "hf:known/model"\n'
    assert run(*INSTALL, NAME).code == 0
    text = (place / "own" / "l10n-model.toml").read_text()
    assert 'origin = "hf:owner/tiny-uk-en"' in text
    assert 'licence = "cc-by-4.0"' in text


def test_a_model_that_does_not_load_is_not_installed(
    hub: HuggingFace, place: Path, run: Run
) -> None:
    hub.files["model.bin"] = b"\0" * 9_000
    said = run(*INSTALL, NAME)
    assert said.code == 4
    assert len(said.err.splitlines()) == 1
    assert left(place) == []


@pytest.mark.parametrize(
    "name",
    ["hf:", "hf:owner", "hf:owner/", "hf:a/b/c", "hf:../b", "hf:a/..", "hf:a/b@", "hf:a/b@../main",
     "hf:a/b@x y", "hf:a/b?x", "hf:a\u202e/b", "hf:-a/b", "hf:a/b@-x"],
)  # fmt: skip
def test_a_name_of_no_repository_is_asked_of_nobody(hub: HuggingFace, run: Run, name: str) -> None:
    said = run(*INSTALL, name)
    assert said.code == 2
    assert "USE-120" in said.err
    assert not hub.asked


@pytest.mark.parametrize("address", ["nowhere", "file:///etc", "http://", "https://a b"])
def test_an_endpoint_that_is_none_is_one_line(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", address)
    said = run(*INSTALL, NAME)
    assert said.code == 4
    assert "MOD-029" in said.err
