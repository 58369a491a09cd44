"""What a shared memory keeps of a unit, and what it finds it by."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from l10n.dataclass import dataclass
from l10n.memory.tables import near, rank
from l10n.memory.text import FORM, grams, kept, key, masked, normalized, salt_of
from l10n.model.markup import Tagged
from l10n.model.unit import Standing, Unit

FORM_OF_TEXTS = int(FORM.split()[0])
"""The number of the way in which texts are read. Which Unicode a machine knows is none of it:
letters that only some know are compared as they stand."""
_SIGN = 1 << 31
_PLAIN = ("context", "before", "after", "desk", "article", "date", "who", "note")


@dataclass(frozen=True, slots=True)
class Sketched:
    """What a unit is found by."""

    salt: str
    key: int
    length: int
    """Characters of the masked text."""
    hashes: list[int]
    norm: int
    rank: int
    near: int | None


def sketched(unit: Unit, stops: Sequence[Mapping[int, int]]) -> Sketched:
    """Read the text of a unit; `stops` are the frequent grams, the last version of them counts."""
    salt = salt_of(unit.source_locale, unit.target_locale)
    text = normalized(unit.source)
    plain = masked(text, unit.source_locale)
    return Sketched(
        salt=salt,
        key=key(plain, salt),
        length=len(plain),
        hashes=signed(kept(grams(plain, salt), stops or ({},))),
        norm=key(text, salt),
        rank=rank(unit),
        near=near(unit.context, unit.before, unit.after),
    )


def signed(hashes: Sequence[int]) -> list[int]:
    """Hashes as integers of four bytes have them in PostgreSQL."""
    return [each - _SIGN for each in hashes]


def data_of(unit: Unit) -> str:
    """A unit in one line of JSON, as a database of any encoding can hold it."""
    values: dict[str, Any] = {"source": unit.source.text, "target": unit.target}
    values |= {name: getattr(unit, name) for name in _PLAIN if getattr(unit, name)}
    if unit.context == "":
        values["context"] = ""
    values["standing"] = int(unit.standing)
    if unit.machine:
        values["machine"] = True
    if unit.source.names:
        values["pairs"] = sorted(unit.source.pairs)
        values["empties"] = sorted(unit.source.empties)
    written = json.dumps(values, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        written = json.dumps(values)
    return written


def unit_of(source: str, target: str, data: str) -> Unit:
    """The unit again, of its locales and its line; raises ValueError for what is none."""
    values = json.loads(data)
    if not isinstance(values, dict):
        raise ValueError("no unit")
    plain = {name: values[name] for name in _PLAIN if name in values}
    texts = (values.get("source"), values.get("target"), *plain.values())
    if not all(isinstance(each, str) for each in texts):
        raise ValueError("no text")
    return Unit(
        source=Tagged(
            values["source"],
            frozenset(map(str, values.get("pairs", ()))),
            frozenset(map(str, values.get("empties", ()))),
        ),
        target=values["target"],
        source_locale=source,
        target_locale=target,
        standing=Standing(values.get("standing", Standing.IMPORTED)),
        machine=values.get("machine") is True,
        **plain,
    )
