"""The table `[cluster]` of a file of the person's own.

Whoever names a scheduler names who may run programs here, since Dask sends programs. So no
repository can name one: the file lies outside of them, and nobody else may write to it.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.engines.cluster.settings import (
    LOCAL,
    OFF,
    Certificates,
    ClusterSettings,
    scheduler_address,
)
from l10n.errors import EngineError, UsageError
from l10n.messages import _
from l10n.model.engine_settings import SettingKind, Text, Whole
from l10n.net.own_file import (
    OpenToOthersError,
    named,
    own_bytes,
    repository_around,
    standard,
)
from l10n.shell import shell_words
from l10n.store.regular import NotRegularError
from l10n.toml import NumberError, dotted, key_lines, line_of, load, written

VARIABLE = "L10N_CONFIG_FILE"
_TABLE = "cluster"
_MOST = 1 << 16
"""Bytes that the file may have."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Names with amounts above nothing."""

    def fits(self, value: object) -> bool:
        """True for a table of names with amounts."""
        return isinstance(value, dict) and all(
            Text().fits(name) and type(amount) in (int, float) and 0 < amount < float("inf")
            for name, amount in value.items()
        )

    def allowed(self) -> str:
        """How it is written."""
        return _("names with amounts: {example}").format(example="{GPU = 1}")


_KINDS: Mapping[str, SettingKind] = MappingProxyType(
    {
        "address": Text(),
        "ca": Text(),
        "certificate": Text(),
        "key": Text(),
        "resources": Amounts(),
        "texts": Whole(1, 10_000),
        "patience": Whole(1, 86_400),
        "workers": Whole(0, 1024),
    }
)


def cluster_settings(given: str | None) -> ClusterSettings | None:
    """The cluster that an address, `local` or `off` names, or else the file; None for none.

    What else stands in the file goes for an address that is given too. Raises UsageError for what
    is no address, EngineError for a file that cannot be used.
    """
    address = None if given is None else scheduler_address(given)
    path = _path()
    values = _read(path) if path is not None else {}
    chosen = values.get("address", OFF) if address is None else address
    if chosen == OFF:
        return None
    amounts = values.get("resources", {})
    return ClusterSettings(
        address=str(chosen),
        certificates=Certificates(
            *(_beside(path, values.get(name, "")) for name in ("ca", "certificate", "key"))
        ),
        # A cluster of this machine's processors has nothing else to offer.
        resources=tuple(sorted(amounts.items()))
        if isinstance(amounts, dict) and chosen != LOCAL
        else (),
        **{
            name: value
            for name, value in values.items()
            if name in ("texts", "patience", "workers") and isinstance(value, int)
        },
    )


def _beside(path: Path | None, name: object) -> str:
    """A file that is named in the file: as it stands there, relative to the file's folder."""
    if not name or path is None:
        return ""
    return str(path.absolute().parent / named(str(name)))


def _path() -> Path | None:
    """The file; None where there is none."""
    given = os.environ.get(VARIABLE)
    if given:
        path = named(given)
        if not path.exists():
            raise EngineError(
                _("the file of settings is not there"),
                code="CLU-002",
                path=path,
                remedy=_("correct or unset {name}").format(name=VARIABLE),
            )
        return path
    usual = standard("config.toml")
    return usual if usual is not None and usual.exists() else None


def _read(path: Path) -> Mapping[str, object]:
    """The table, held against what it may hold; raises EngineError with line and remedy."""
    text = _text(path)
    try:
        values = load(text)
    except tomllib.TOMLDecodeError as error:
        raise EngineError(
            _("the file of settings is not TOML: {why}").format(why=error),
            code="CLU-003",
            path=path,
        ) from None
    except (NumberError, RecursionError):
        raise EngineError(
            _("the file of settings is not TOML: {why}").format(why="…"), code="CLU-003", path=path
        ) from None
    lines = key_lines(text)
    table = values.get(_TABLE, {})
    if not isinstance(table, dict):
        table = {"": table}
    for name, value in table.items():
        line = line_of(lines, (_TABLE, name))
        kind = _KINDS.get(name)
        shown = dotted((_TABLE, name)) if name else _TABLE
        if kind is None:
            from difflib import get_close_matches

            near = get_close_matches(name, _KINDS, 1)
            raise EngineError(
                _("there is no key “{key}”").format(key=shown),
                code="CLU-004",
                path=path,
                line=line,
                remedy=_("did you mean “{name}”?").format(name=near[0])
                if near
                else _("known are: {names}").format(names=", ".join(_KINDS)),
            )
        if not kind.fits(value):
            raise EngineError(
                _("{key} = {value} is not allowed").format(key=shown, value=written(value)),
                code="CLU-005",
                path=path,
                line=line,
                remedy=_("allowed: {allowed}").format(allowed=kind.allowed()),
            )
    if "address" in table:
        try:
            return {**table, "address": scheduler_address(table["address"])}
        except UsageError as error:
            raise EngineError(
                error.message,
                code=error.code,
                path=path,
                line=line_of(lines, (_TABLE, "address")),
                remedy=error.remedy,
            ) from None
    return table


def _text(path: Path) -> str:
    folder = repository_around(path)
    if folder is not None:
        raise EngineError(
            _("the file of settings lies in the git repository {folder}").format(folder=folder),
            code="CLU-006",
            path=path,
            remedy=_("move the file out of it, and name it in {name}").format(name=VARIABLE),
        )
    try:
        data = own_bytes(path, most=_MOST, denied=0o022)
        if len(data) > _MOST:
            raise OSError(_("it is too large"))
        return data.decode("utf-8-sig")
    except OpenToOthersError:
        command = shell_words(["chmod", "go-w"], [str(path)])
        raise EngineError(
            _("others on this machine can write to the file of settings"),
            code="CLU-007",
            path=path,
            remedy=_("let nobody else write to it: {command}").format(command=command),
        ) from None
    except (NotRegularError, OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise EngineError(
            _("the file of settings cannot be read: {why}").format(why=why),
            code="CLU-008",
            path=path,
        ) from None
