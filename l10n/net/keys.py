"""Keys of servers: from the environment or a file of the person's own, never from a workflow.

A workflow comes with a repository, and whoever wrote it chose the address in it. So each key is for
one origin, and is given to no other, whatever address a workflow names.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from l10n.errors import EngineError
from l10n.messages import _
from l10n.net.origin import loopback, origin
from l10n.net.own_file import (
    OpenToOthersError,
    named,
    own_bytes,
    repository_around,
    standard,
)
from l10n.net.secrets import SHORTEST
from l10n.regex import regex
from l10n.shell import shell_word, shell_words
from l10n.store.regular import NotRegularError

_MOST = 1 << 16
"""Bytes that a file of keys may have."""
_FIT = regex(r"[\x21-\x7e]{1,4096}")
"""What can stand in a header: RFC 9110, section 5.5, less the spaces."""


class Key:
    """A key and the origin that it is for; it shows itself to nobody."""

    __slots__ = ("_secret", "origin")

    def __init__(self, secret: str, origin: str) -> None:
        """`origin` is that of its server: `https://api.example.org`."""
        self._secret = secret
        self.origin = origin

    def secret(self) -> str:
        """The key itself, to be sent to its origin."""
        return self._secret

    def __repr__(self) -> str:
        """Whose key it is, without the key."""
        return f"<key for {self.origin}>"

    def __reduce__(self) -> str:
        """Refuse to be written down."""
        raise TypeError("a key is not written down")


def key_for(engine: str, url: str) -> Key | None:
    """The key that may be sent to an engine's server; None where there is none.

    L10N_<ENGINE>_KEY is for the origin that L10N_<ENGINE>_KEY_FOR names. Without that, it is sent
    to servers on this machine only. All else is in the file of keys, by origin.
    Raises EngineError if a key is there that may not be sent, or the file cannot be used.
    """
    server = origin(url)
    name = f"L10N_{re.sub('[^A-Z0-9]', '_', engine.upper())}_KEY"
    secret = os.environ.get(name, "").strip()
    meant = os.environ.get(f"{name}_FOR", "").strip()
    if secret and (_named_origin(meant, f"{name}_FOR") == server if meant else loopback(url)):
        return Key(_fit(secret, name), _encrypted(server))
    path = _path()
    keys = _read(path) if path is not None else {}
    if server in keys:
        return Key(keys[server], _encrypted(server))
    if secret and not meant:
        raise EngineError(
            _("nothing says that the key in {name} may be sent to {server}").format(
                name=name, server=server
            ),
            code="KEY-001",
            remedy=_("if it is this server's key, set {name}={server}").format(
                name=f"{name}_FOR", server=shell_word(server)
            ),
        )
    return None


def borrowed_key(variable: str, meant: str, url: str) -> Key | None:
    """The key that a variable of another program holds, for the one origin that it is meant for.

    None for any other address, and where there is none. Raises EngineError for one that is no key.
    """
    secret = os.environ.get(variable, "").strip()
    if not secret or origin(url) != meant:
        return None
    return Key(_fit(secret, variable), _encrypted(meant))


def _encrypted(server: str) -> str:
    if server.startswith("https:") or loopback(server):
        return server
    raise EngineError(
        _("a key is not sent to {server}: anyone on the way could read it").format(server=server),
        code="KEY-002",
        remedy=_("use an https:// address, or a tunnel to one on this machine"),
    )


def _named_origin(url: str, name: str) -> str:
    try:
        return origin(url)
    except ValueError:
        raise EngineError(
            _("{name} is not the address of a server").format(name=name),
            code="KEY-003",
            remedy=_("write it as {example}").format(example="https://api.example.org"),
        ) from None


def _fit(secret: str, place: str) -> str:
    if _FIT.fullmatch(secret) and len(secret) >= SHORTEST:
        return secret
    if _FIT.fullmatch(secret):
        raise EngineError(
            _("the key in {place} has fewer than {number} characters").format(
                place=place, number=SHORTEST
            ),
            code="KEY-014",
            remedy=_(
                "it could not be told from ordinary words where a server repeats it: take a longer "
                "one, or none where the server wants none"
            ),
        )
    raise EngineError(
        _("the key in {place} has a character that no key can have").format(place=place),
        code="KEY-004",
        remedy=_("copy it again, on one line and without spaces"),
    )


def _path() -> Path | None:
    """The file of keys; None where there is none."""
    given = os.environ.get("L10N_KEYS_FILE")
    if given:
        path = named(given)
        if not path.exists():
            raise EngineError(
                _("the file of keys is not there"),
                code="KEY-005",
                path=path,
                remedy=_("correct or unset L10N_KEYS_FILE"),
            )
        return path
    usual = standard("keys.toml")
    return usual if usual is not None and usual.exists() else None


def _read(path: Path) -> dict[str, str]:
    """The keys of a file, by origin; raises EngineError for a file that others may read."""
    _outside_git(path)
    try:
        data = own_bytes(path, most=_MOST, denied=0o077)
    except OpenToOthersError:
        command = shell_words(["chmod", "600"], [str(path)])
        raise EngineError(
            _("others on this machine can read the keys"),
            code="KEY-007",
            path=path,
            remedy=_("make the file yours alone: {command}").format(command=command),
        ) from None
    except NotRegularError:
        raise EngineError(_("the file of keys is not a file"), code="KEY-006", path=path) from None
    except OSError as error:
        raise EngineError(
            _("the file of keys cannot be read: {why}").format(why=error.strerror or error),
            code="KEY-008",
            path=path,
        ) from None
    if len(data) > _MOST:
        raise EngineError(_("the file of keys is too large"), code="KEY-009", path=path)
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        # What the parser says may quote the line, and a key with it.
        line = re.search(r"at line (\d+)", str(error))
        raise EngineError(
            _("the file of keys is not TOML"),
            code="KEY-010",
            path=path,
            line=int(line[1]) if line else None,
        ) from None
    return _by_origin(values, path)


def _outside_git(path: Path) -> None:
    folder = repository_around(path)
    if folder is not None:
        raise EngineError(
            _("the keys lie in the git repository {folder}").format(folder=folder),
            code="KEY-011",
            path=path,
            remedy=_("move the file out of it, and name it in L10N_KEYS_FILE"),
        )


def _by_origin(values: Mapping[str, object], path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, table in values.items():
        try:
            server = origin(name)
            if name.rstrip("/").count("/") != 2:
                raise ValueError
        except ValueError:
            server = ""
        key = table.get("key") if isinstance(table, dict) and len(table) == 1 else None
        # Neither names nor values are shown: a slip of the pen may have put a key into either.
        if not server or not isinstance(key, str):
            raise EngineError(
                _("the file of keys has an entry that is not a server with its key"),
                code="KEY-012",
                path=path,
                remedy=_("write {example}").format(
                    example='["https://api.example.org"], and below it key = "…"'
                ),
            )
        if server in found:
            raise EngineError(
                _("the file of keys has two keys for {server}").format(server=server),
                code="KEY-013",
                path=path,
            )
        found[server] = _fit(key.strip(), server)
    return found
