"""The index of packages that Argos Translate offers, or another of its form."""

import difflib
from collections.abc import Sequence

from l10n.dataclass import dataclass
from l10n.engines.argos.packages import CODE, VERSION, directories, version_key
from l10n.engines.codes import argos_codes
from l10n.engines.packages.download import fetch
from l10n.errors import ModelError
from l10n.messages import _
from l10n.net.answers import json_value
from l10n.net.download import PATIENCE, Patience
from l10n.net.origin import public_address
from l10n.net.secrets import secrets_of
from l10n.regex import regex
from l10n.shell import shell_words

MAX_INDEX = 4_000_000
"""Largest index, in bytes; the public one has 32 kB."""
MAX_OFFERS = 10_000
"""Packages that an index may offer; the public one has about 100."""
MAX_LINKS = 4
"""Addresses of a package that are tried."""
_SHA256 = regex("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class AvailableModel:
    """One package that an index offers."""

    source: str
    """The index's code of the source language: `uk`."""
    target: str
    source_name: str
    """The language's English name."""
    target_name: str
    version: str
    links: tuple[str, ...]
    """Where it can be fetched from; only http and https."""
    sha256: str | None = None
    """Checksum of the package file, where the index gives one."""


def index_url() -> str:
    """Where the index of packages is, as Argos Translate's own settings have it.

    ARGOS_PACKAGE_INDEX names another. Raises ModelError where Argos Translate is not installed.
    """
    directories()
    from argostranslate import settings  # type: ignore[import-untyped]

    base = str(settings.package_index)
    return base if base.endswith(".json") else base.rstrip("/") + "/index.json"


def available(
    url: str | None = None, *, patience: Patience = PATIENCE
) -> tuple[AvailableModel, ...]:
    """List what an index offers, by default that of Argos Translate; by pair, best first.

    Entries for anything but translation, or without a pair, are left out, and so are those whose
    checksum is none, or whose version or names could not be shown as they are. Raises ModelError
    if the index cannot be fetched or is none.
    """
    url = url or index_url()
    try:
        entries = json_value(fetch(url, most=MAX_INDEX, patience=patience), secrets_of(url))
    except (ValueError, RecursionError):
        raise _no_index(url) from None
    if not isinstance(entries, list) or len(entries) > MAX_OFFERS:
        raise _no_index(url)
    found = [model for entry in entries if (model := _entry(entry))]
    found.sort(key=lambda model: version_key(model.version), reverse=True)
    return tuple(sorted(found, key=lambda model: (model.source, model.target)))


def choose(models: Sequence[AvailableModel], source: str, target: str) -> AvailableModel:
    """The first model for a pair of locales, a region's before its language's.

    Raises ModelError where there is none, with the way through another language if there is one.
    """
    for start in argos_codes(source):
        for end in argos_codes(target):
            for model in models:
                if (model.source, model.target) == (start, end) and model.links:
                    return model
    raise ModelError(
        _("the index has no model from {source} to {target}").format(source=source, target=target),
        code="MOD-008",
        remedy=_suggested(models, argos_codes(source)[0], argos_codes(target)[0]),
    )


def _suggested(models: Sequence[AvailableModel], source: str, target: str) -> str:
    pairs = {(model.source, model.target) for model in models if model.links}
    sources, targets = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    for code, known in ((source, sources), (target, targets)):
        if code not in known:
            near = difflib.get_close_matches(code, sorted(known), n=1, cutoff=0.5)
            if near:
                return _("did you mean {code}?").format(code=near[0])
            return _("the command l10n models available lists all pairs")
    through = [code for code in targets if {(source, code), (code, target)} <= pairs]
    if through:
        middle = min(through, key=lambda code: (code != "en", code))
        return _("there is a way through {code}: {first}, then {second}").format(
            code=middle,
            first=shell_words(["l10n", "models", "install"], [source, middle]),
            second=shell_words(["l10n", "models", "install"], [middle, target]),
        )
    return _("the command l10n models available lists all pairs")


def _no_index(url: str) -> ModelError:
    return ModelError(
        _("{url} is not an index of models").format(url=public_address(url)),
        code="MOD-009",
        remedy=_("check the address, and ARGOS_PACKAGE_INDEX if it is set"),
    )


def _entry(entry: object) -> AvailableModel | None:
    if not isinstance(entry, dict) or entry.get("type", "translate") != "translate":
        return None
    source, target = entry.get("from_code"), entry.get("to_code")
    if not (isinstance(source, str) and isinstance(target, str)):
        return None
    if not (CODE.fullmatch(source) and CODE.fullmatch(target)):
        return None
    links = entry.get("links")
    given = [link for link in links if isinstance(link, str)] if isinstance(links, list) else []
    checksum = entry.get("sha256")
    # A checksum that cannot be read is not a missing one: nothing would be compared.
    if checksum is not None and not is_checksum(checksum):
        return None
    try:
        names = _text(entry.get("from_name")) or source, _text(entry.get("to_name")) or target
        version = _text(entry.get("package_version"))
    except ValueError:
        return None
    if not all(name.isprintable() for name in names) or not VERSION.fullmatch(version or "0"):
        return None
    return AvailableModel(
        source,
        target,
        *names,
        version,
        tuple(link for link in given if link.startswith(("http://", "https://")))[:MAX_LINKS],
        checksum and checksum.lower(),
    )


def _text(value: object) -> str:
    """A text of an entry, or a number that some write for one; empty for none.

    Raises ValueError for anything else.
    """
    if value is None:
        return ""
    if isinstance(value, str | float) or type(value) is int:
        return str(value)
    raise ValueError


def is_checksum(value: object) -> bool:
    """True for a SHA-256 in hexadecimal, of either case."""
    return isinstance(value, str) and _SHA256.fullmatch(value.lower()) is not None
