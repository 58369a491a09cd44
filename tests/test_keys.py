"""Keys: each goes to its own server, and is shown to nobody."""

import copy
import json
import os
import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from l10n.errors import EngineError
from l10n.model.engine_settings import Address
from l10n.net.keys import Key, key_for
from l10n.net.origin import loopback, origin

SECRET = "sk-3b7e91c4"
OTHER = "sk-77ab0d2f"
HERE = "http://127.0.0.1:5000"
THERE = "https://mt.example.org"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in list(os.environ):
        if name.startswith("L10N_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


Write = Callable[..., Path]


@pytest.fixture
def keys(home: Path) -> Write:
    def write(text: str, *, at: Path | None = None, mode: int = 0o600) -> Path:
        path = at or home / "config" / "l10n" / "keys.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(mode)
        return path

    return write


def secret(engine: str, url: str) -> str | None:
    found = key_for(engine, url)
    return None if found is None else found.secret()


def failure(engine: str = "libretranslate", url: str = THERE) -> str:
    with pytest.raises(EngineError) as caught:
        key_for(engine, url)
    assert "\n" not in str(caught.value)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return str(caught.value)


def entry(server: str, key: str = SECRET) -> str:
    return f"[{json.dumps(server)}]\nkey = {json.dumps(key)}\n"


# Which key goes where


def test_without_a_key_anywhere_there_is_none() -> None:
    assert key_for("libretranslate", HERE) is None
    assert key_for("libretranslate", THERE) is None


def test_a_key_from_the_environment_is_for_one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", f" {SECRET}\n")
    assert secret("libretranslate", HERE) == SECRET
    assert secret("openai", HERE) is None


def test_a_key_leaves_only_for_the_server_that_it_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("L10N_OPENAI_KEY", SECRET)
    said = failure("openai", f"{THERE}/v1")
    assert f"L10N_OPENAI_KEY_FOR={THERE}" in said
    monkeypatch.setenv("L10N_OPENAI_KEY_FOR", f"{THERE}:443/v1")
    assert secret("openai", f"{THERE}/v1") == SECRET
    assert secret("openai", "https://mt.example.net/v1") is None
    assert secret("openai", HERE) is None


def test_a_file_holds_a_key_for_each_server(keys: Write) -> None:
    keys(entry(THERE) + entry("https://mt.example.net:8443/", OTHER))
    assert secret("libretranslate", f"{THERE}/translate-me") == SECRET
    assert secret("openai", THERE) == SECRET
    assert secret("openai", "https://mt.example.net:8443/v1") == OTHER
    for url in (
        "https://mt.example.net",
        "https://mt.example.org:8443",
        "https://mt.example.org.example.net",
        "https://sub.mt.example.org",
        HERE,
    ):
        assert secret("openai", url) is None


def test_the_environment_goes_before_the_file_for_its_own_server(
    keys: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys(entry(THERE, OTHER))
    monkeypatch.setenv("L10N_OPENAI_KEY", SECRET)
    assert secret("openai", THERE) == OTHER
    monkeypatch.setenv("L10N_OPENAI_KEY_FOR", THERE)
    assert secret("openai", THERE) == SECRET


@pytest.mark.parametrize("url", ["http://mt.example.org", "http://10.0.0.5:5000"])
def test_no_key_goes_unencrypted_to_another_machine(
    url: str, keys: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys(entry(url))
    assert "anyone on the way could read it" in failure(url=url)
    monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", SECRET)
    monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY_FOR", url)
    assert "anyone on the way could read it" in failure(url=url)


def test_an_unencrypted_server_without_a_key_is_nobodys_worry(keys: Write) -> None:
    keys(entry(THERE))
    assert key_for("libretranslate", "http://10.0.0.5:5000") is None


@pytest.mark.parametrize("url", [HERE, "http://localhost:5000", "http://[::1]:5000"])
def test_on_this_machine_a_key_may_go_unencrypted(url: str, keys: Write) -> None:
    keys(entry(url))
    assert secret("libretranslate", url) == SECRET


# The file


def test_a_file_may_lie_elsewhere(keys: Write, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("L10N_KEYS_FILE", str(keys(entry(THERE), at=home / "desk.toml")))
    assert secret("libretranslate", THERE) == SECRET


def test_without_a_config_folder_the_keys_are_in_the_home_folder(
    keys: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys(entry(THERE), at=home / ".config" / "l10n" / "keys.toml")
    for value in ("", "relative/folder"):
        monkeypatch.setenv("XDG_CONFIG_HOME", value)
        assert secret("libretranslate", THERE) == SECRET


def test_a_file_that_is_named_and_not_there_is_an_error(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_KEYS_FILE", str(home / "none.toml"))
    assert "is not there — correct or unset L10N_KEYS_FILE" in failure()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o777])
def test_a_file_that_others_can_read_is_refused(keys: Write, mode: int) -> None:
    path = keys(entry(THERE), mode=mode)
    assert f"chmod 600 {path}" in failure()


def test_a_file_in_a_git_repository_is_refused(
    keys: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q", str(home / "newsroom")], check=True)
    inside = keys(entry(THERE), at=home / "newsroom" / "deep" / "keys.toml")
    monkeypatch.setenv("L10N_KEYS_FILE", str(inside))
    assert f"in the git repository {home / 'newsroom'}" in failure()
    link = home / "link.toml"
    link.symlink_to(inside)
    monkeypatch.setenv("L10N_KEYS_FILE", str(link))
    assert "in the git repository" in failure()
    monkeypatch.chdir(inside.parent)
    monkeypatch.setenv("L10N_KEYS_FILE", "keys.toml")
    assert "in the git repository" in failure()


def test_a_link_from_a_git_repository_to_keys_is_refused(
    keys: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q", str(home / "newsroom")], check=True)
    link = home / "newsroom" / "keys.toml"
    link.symlink_to(keys(entry(THERE)))
    monkeypatch.setenv("L10N_KEYS_FILE", str(link))
    assert "in the git repository" in failure()


@pytest.mark.parametrize(
    "text",
    [
        f"key = {SECRET}\n",
        f'key = "{SECRET}"\n',
        f'["{THERE}"]\nkey = "{SECRET}\n',
        f'["{THERE}"]\nkey = 7\n',
        f'["{THERE}"]\nkeys = "{SECRET}"\n',
        f'["{THERE}"]\nkey = "{SECRET}"\nkey = "{SECRET}"\n',
        f'["{THERE}"]\nkey = "{SECRET}"\nother = 1\n',
        f'["{THERE}/v1"]\nkey = "{SECRET}"\n',
        f'["mt.example.org"]\nkey = "{SECRET}"\n',
        f'["{SECRET}"]\nkey = "{SECRET}"\n',
        f'["{SECRET}"]\n["{SECRET}"]\n',
        f'["{THERE}"]\nkey = "{SECRET} {SECRET}"\n',
        f'["{THERE}"]\nkey = "{SECRET}\\r\\nHost: a"\n',
        f'["{THERE}"]\nkey = "{SECRET}ї"\n',
        f'["{THERE}"]\nkey = ""\n',
        f'["{THERE}"]\nkey = "{SECRET}"\n["{THERE}:443"]\nkey = "{SECRET}"\n',
        f"{SECRET}\n",
    ],
)
def test_a_mistake_in_the_file_is_told_without_the_key(keys: Write, text: str) -> None:
    path = keys(text)
    said = failure()
    assert str(path) in said or THERE in said


def test_a_file_that_is_not_text_is_an_error(keys: Write) -> None:
    path = keys("")
    path.write_bytes(b"\xff\xfe\x00")
    assert "is not TOML" in failure()
    path.write_bytes(b" " * 200_000)
    assert "too large" in failure()
    path.unlink()
    path.mkdir()
    assert "is not a file" in failure()


@pytest.mark.parametrize("value", [f"{SECRET} {SECRET}", f"{SECRET}\n{SECRET}", "ключ", "a\x01"])
def test_a_key_that_cannot_stand_in_a_header_is_refused_unseen(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", value)
    assert "L10N_LIBRETRANSLATE_KEY" in failure(url=HERE)


def test_a_key_of_seven_characters_is_refused_unseen(
    keys: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", "seven-7")
    said = failure(url=HERE)
    assert "the key in L10N_LIBRETRANSLATE_KEY has fewer than 8 characters" in said
    assert "seven-7" not in said
    keys(entry(THERE, "seven-7"))
    assert f"the key in {THERE} has fewer" in failure()
    monkeypatch.setenv("L10N_LIBRETRANSLATE_KEY", "eight-78")
    assert secret("libretranslate", HERE) == "eight-78"


def test_a_command_for_the_file_can_be_pasted(
    keys: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keys(entry(THERE), at=home / "my keys; ls" / "keys.toml", mode=0o644)
    monkeypatch.setenv("L10N_KEYS_FILE", str(path))
    assert f"chmod 600 '{path}'" in failure()


def test_a_wrong_address_for_a_key_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("L10N_OPENAI_KEY", SECRET)
    monkeypatch.setenv("L10N_OPENAI_KEY_FOR", "api.example.org")
    assert "L10N_OPENAI_KEY_FOR is not the address" in failure("openai")


# What can be seen


def test_a_key_shows_itself_to_nobody() -> None:
    key = Key(SECRET, THERE)
    assert key.secret() == SECRET
    for shown in (repr(key), str(key), f"{key}", f"{key!r}", f"{[key]}", "%s" % key):  # noqa: UP031
        assert SECRET not in shown
    for copied in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            copied(key)
    with pytest.raises(TypeError):
        json.dumps(key)


# Origins

HOSTS = st.sampled_from(["example.org", "EXAMPLE.org", "10.0.0.5", "[::1]", "localhost"])


@given(
    st.sampled_from(["http", "https"]),
    HOSTS,
    st.none() | st.integers(1, 65535),
    st.sampled_from(["", "/", "/v1", "/v1/?x=1#y"]),
)
def test_an_origin_is_the_same_whatever_path_follows(
    scheme: str, host: str, port: int | None, path: str
) -> None:
    base = f"{scheme}://{host}" + (f":{port}" if port else "")
    found = origin(base + path)
    assert found == origin(base) == origin(found)
    assert found.startswith(f"{scheme}://")
    assert found.endswith((":80", ":443")) is ((scheme, port) in (("http", 443), ("https", 80)))


@given(st.text(max_size=40) | st.sampled_from(["ftp://a", "https://", "//a", "http://a:99999"]))
def test_what_is_no_address_has_no_origin(text: str) -> None:
    try:
        found = origin(text)
    except ValueError:
        return
    assert found.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost", True),
        ("http://127.0.0.1:5000", True),
        ("http://127.8.8.8", True),
        ("http://[::1]:80", True),
        ("http://lt.localhost", True),
        ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("http://127.0.0.1@example.org", False),
        ("http://0.0.0.0", False),
        ("http://10.0.0.5", False),
    ],
)
def test_this_machine_is_told_from_others(url: str, here: bool) -> None:
    assert loopback(url) is here


# Addresses that two programs read in two ways


TWO_WAYS = [
    "http://192.0.2.2:18999\\[::1]/v1",
    "http://evil.example\\@127.0.0.1/",
    "http://evil.example[::1]/",
    "http://[::1].evil.example/",
    "http://me@127.0.0.1/",
    "http://127.0.0.1%2f.evil.example/",
    "http://127.0.0.1:80:80/",
    "http://127.0.0.1 .evil.example/",
    "http://127.0.0.1\t.evil.example/",
]


@pytest.mark.parametrize("url", TWO_WAYS)
def test_an_address_read_in_two_ways_gets_no_key(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("L10N_OPENAI_KEY", SECRET)
    assert not loopback(url)
    with pytest.raises((ValueError, EngineError)):
        origin(url)
    assert not Address("https://example.org").fits(url)
    with pytest.raises((ValueError, EngineError)):
        key_for("openai", url)


hosts = st.text(alphabet="abcde.:[]@\\/%?#1 \t\u212a", max_size=20)


@given(hosts)
def test_an_address_that_is_taken_is_read_alike_by_what_connects(host: str) -> None:
    url = f"http://{host}/v1"
    try:
        mine = origin(url)
    except ValueError:
        return
    try:
        theirs = parse_url(url)
    except LocationParseError:
        return
    port = "" if theirs.port in (None, 80) else f":{theirs.port}"
    assert mine.lower() == f"http://{theirs.host}{port}".lower()


# Files of keys that are no files


def test_a_pipe_in_place_of_the_file_of_keys_is_not_waited_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = home / "pipe"
    os.mkfifo(pipe, 0o600)
    monkeypatch.setenv("L10N_KEYS_FILE", str(pipe))
    assert "is not a file" in failure()


def test_the_home_of_nobody_and_endless_brackets_are_one_line(
    keys: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys("a = " + "[" * 5_000)
    assert "TOML" in failure()
    monkeypatch.setenv("L10N_KEYS_FILE", "~nosuchuser/keys")
    assert "is not there" in failure()
