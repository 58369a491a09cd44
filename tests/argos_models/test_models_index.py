"""The index of models: what is read of it, and what it leads to."""

from pathlib import Path

import pytest

from l10n.engines.argos.index import available, index_url
from tests.argos_models.desk import ModelServer, failure, install, nothing_left, offer


@pytest.mark.parametrize("data", [b"", b"<html>", b"{}", b"[" * 100_000, b"\xff\xfe[]", b"3"])
def test_what_is_no_index_is_said_in_one_line(server: ModelServer, data: bytes) -> None:
    url = server.put("/index.json", data)
    assert "is not an index" in failure(lambda: available(url))


def test_entries_that_are_no_translation_models_are_left_out(server: ModelServer) -> None:
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
    server: ModelServer, argosmodel: Path, packages: Path, checksum: object
) -> None:
    server.put("/translate-uk_en-1_9.argosmodel", argosmodel.read_bytes())
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
def test_what_would_steer_a_terminal_is_no_model(
    server: ModelServer, more: dict[str, object]
) -> None:
    entry = offer(server)
    assert isinstance(entry, dict)
    url = server.index({**entry, **more}, offer(server, "en", "de"))
    assert [(found.source, found.target) for found in available(url)] == [("en", "de")]


def test_a_pair_reached_through_another_language_says_how(server: ModelServer) -> None:
    url = server.index(offer(server), offer(server, "en", "de"))
    said = failure(lambda: install("uk", "de", url=url))
    assert "l10n models install uk en" in said
    assert "l10n models install en de" in said


def test_a_language_that_is_not_known_suggests_a_near_one(server: ModelServer) -> None:
    url = server.index(offer(server))
    assert "did you mean uk?" in failure(lambda: install("ukr", "en", url=url))
    assert "models available" in failure(lambda: install("uk", "zz", url=url))


def test_the_address_of_the_index_is_that_of_upstream(monkeypatch: pytest.MonkeyPatch) -> None:
    from argostranslate import settings as upstream

    for base in ("http://mirror.test/a", "http://mirror.test/a/"):
        monkeypatch.setattr(upstream, "package_index", base)
        assert index_url() == "http://mirror.test/a/index.json"
