"""An engine as somebody else would write one: it looks whole segments up in a file of its own."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.engines import Draft, Request
from l10n.errors import EngineError
from l10n.messages import message
from l10n.model.engine_settings import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    file: str
    loose: bool = False


class Lookup:
    name = "lookup"
    settings = Settings

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        self._settings = read(Settings, settings or {}, self.name)

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("uk", "en")})

    def models(self) -> tuple[str, ...]:
        return (self._read()[1],)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        table, label = self._read()
        for request in requests:
            plain = request.text.plain()
            found, doubt = table.get(plain, []), None
            if not found and self._settings.loose:
                found = [each + plain[-1] for each in table.get(plain[:-1], [])]
                doubt = message("found with another stop")
            if not found:
                yield Draft("", label, message("not in the file"))
                continue
            remarks = (message("{n} translations", n=len(found)),) if len(found) > 1 else ()
            yield Draft(
                found[0],
                label,
                doubt,
                doubtful=doubt is not None,
                confidence=0.7 if doubt else 1.0,
                alternatives=tuple(found[1:]),
                remarks=remarks,
            )

    def _read(self) -> tuple[dict[str, list[str]], str]:
        path = Path(self._settings.file)
        try:
            text = path.read_text("utf-8")
        except OSError as error:
            raise EngineError(
                f"cannot be read: {error.strerror}", code="LOOKUP-001", path=path
            ) from error
        found: dict[str, list[str]] = {}
        for number, line in enumerate(text.splitlines(), 1):
            source, tab, target = line.partition("\t")
            if not tab:
                raise EngineError("the line has no tab", code="LOOKUP-002", path=path, line=number)
            found.setdefault(source, []).append(target)
        return found, f"table {hashlib.sha256(text.encode()).hexdigest()[:8]}"


class Careless(Lookup):
    """One whose settings are declared by no dataclass."""

    name = "careless"
    settings = dict

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        self._settings = read(type("Settings", (), {}), settings or {}, self.name)


class Plain:
    """One that declares no settings, and says itself what is wrong with them."""

    name = "plain"

    def __init__(self, settings: Mapping[str, object]) -> None:
        if settings:
            raise EngineError(f"plain has no setting {', '.join(settings)}", code="PLAIN-001")
        raise RuntimeError("no luck")
