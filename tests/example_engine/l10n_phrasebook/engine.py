"""The engine `phrasebook`: whole segments that the newsroom has translated before."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from l10n.engines import Draft, Request
from l10n.errors import EngineError
from l10n.messages import message
from l10n.model.markup import Tagged
from l10n_phrasebook.table import Table, key, load
from l10n_phrasebook.tags import placed

_STOPS = ".!?…"
_SETTINGS = {"file": str, "loose": bool}


class Phrasebook:
    """Drafts the texts that stand in a table, and leaves all others to the next engine."""

    name = "phrasebook"

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        """Take the settings of `[engine.phrasebook]`; raises EngineError for a mistake.

        `file` is the table. `loose` says whether a phrase may differ in its final stop; such a
        draft is doubtful.
        """
        given = dict(settings or {})
        for name, value in given.items():
            if name not in _SETTINGS:
                raise EngineError(
                    f"the engine phrasebook has no setting {name}",
                    code="PHRASEBOOK-001",
                    remedy=f"the settings are {', '.join(_SETTINGS)}",
                )
            if type(value) is not _SETTINGS[name]:
                raise EngineError(
                    f"the engine phrasebook cannot use {name} = {value}", code="PHRASEBOOK-002"
                )
        if not given.get("file"):
            raise EngineError(
                "the engine phrasebook needs the setting file",
                code="PHRASEBOOK-003",
                remedy='write file = "phrases.tsv" into [engine.phrasebook]',
            )
        self._file = Path(str(given["file"])).expanduser()
        self._loose = bool(given.get("loose", False))
        self._table: Table | None = None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Give the pairs of locales that the table has columns for."""
        return self._read().pairs()

    def models(self) -> tuple[str, ...]:
        """Name the state of the table, so that a changed table makes new drafts."""
        return (self._label(),)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        """Draft what the table knows, one draft for each text, in order."""
        phrases = self._read().phrases(source, target)
        for request in requests:
            yield self._draft(request.text, phrases)

    def close(self) -> None:
        """Forget the table; it is read again if it is needed again."""
        self._table = None

    def _read(self) -> Table:
        if self._table is None:
            self._table = load(self._file)
        return self._table

    def _label(self) -> str:
        return f"{self._file.stem} {self._read().digest}"

    def _draft(self, text: Tagged, phrases: Mapping[str, tuple[str, ...]]) -> Draft:
        plain = text.plain()
        found, exact = phrases.get(key(plain), ()), True
        if not found and self._loose:
            found, exact = _without_stop(plain, phrases), False
        if not found:
            return Draft("", self._label(), message("the phrasebook does not have it"))
        drafts = [_tagged(text, each, phrases) for each in found]
        sure = [draft for draft in drafts if draft is not None]
        if not sure:
            return Draft(
                "",
                self._label(),
                message("the phrasebook has it, but without a place for its tags"),
            )
        others = tuple(sure[1:])
        return Draft(
            sure[0],
            self._label(),
            None if exact else message("the phrasebook has it with another stop"),
            doubtful=not exact,
            confidence=1.0 if exact else 0.7,
            alternatives=others,
            remarks=(message("the phrasebook has {n} translations", n=len(sure)),)
            if others
            else (),
        )


def _tagged(text: Tagged, translation: str, phrases: Mapping[str, tuple[str, ...]]) -> str | None:
    if not text.names:
        return translation

    def lookup(phrase: str) -> str | None:
        return next(iter(phrases.get(key(phrase), ())), None)

    return placed(text, translation, lookup)


def _without_stop(plain: str, phrases: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Look a phrase up with and without its stop, and give the translations its own."""
    bare = plain.rstrip(_STOPS)
    stop = plain[len(bare) :]
    for other in ("", *_STOPS):
        found = phrases.get(key(bare + other), ())
        if found:
            return tuple(each.rstrip(_STOPS) + stop for each in found)
    return ()
