"""Reading `l10n-model.toml`: every value is checked, the first mistake told with its line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from l10n.engines.compute_types import COMPUTE_TYPES
from l10n.engines.ctranslate2.description import ANY, FILE, KNOWN, Decoding, Description, Files
from l10n.engines.ctranslate2.presets import PRESETS, Tokens
from l10n.errors import FileError, ModelError, UsageError
from l10n.language.locales import normal
from l10n.messages import _
from l10n.regex import regex
from l10n.store.text_file import decode, read_bytes
from l10n.toml import Keys, NumberError, dotted, key_lines, line_of, load, written

_LONGEST = 2**18
"""Characters of a description; one of two hundred languages has eight thousand."""
_NAME = regex(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")
"""What a model may be called; it becomes the name of its folder."""
_LINE = regex(r"\S(?:[^\r\n\t]{0,498}\S)?")
_PART = regex(r"[0-9A-Za-z_.+-]{1,200}")
_TOKEN = regex(r"[!-~▁]{1,64}")
_CODE = regex(r"[A-Za-z][0-9A-Za-z_-]{1,31}")
_SHA256 = regex(r"[0-9a-f]{64}")
_MOST = 2_000
"""Pairs, languages and files that a description may list."""
_MOST_TOKENS = 64
"""Tokens before or after a text."""


def read_description(folder: Path) -> Description:
    """Read the description in a model's folder; raises ModelError with file, line and remedy."""
    path = folder / FILE
    try:
        data = read_bytes(path)
    except FileError as error:
        raise _unreadable(path, error) from error
    return decode_description(path, data)


def decode_description(path: Path, data: bytes) -> Description:
    """Read the bytes of a description; raises ModelError as `read_description`."""
    try:
        return load_description(path, decode(data, path))
    except FileError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: FileError) -> ModelError:
    return ModelError(
        _("the description of the model cannot be read: {why}").format(why=error.message),
        code="CTM-001",
        path=path,
        line=error.line,
        remedy=_("install the model again"),
    )


def load_description(path: Path, text: str) -> Description:
    """Read the text of a description; raises ModelError for the first mistake."""
    try:
        if len(text) > _LONGEST:
            raise tomllib.TOMLDecodeError("> 256 KiB")
        data = load(text)
    except (tomllib.TOMLDecodeError, NumberError, RecursionError) as reason:
        found = re.search(r"\(at line (\d+), column \d+\)$", str(reason))
        line = getattr(reason, "line", None) or (int(found[1]) if found else None)
        raise ModelError(
            _("this is not TOML: {reason}").format(
                reason=re.sub(r" \(at [^()]*\)$", "", str(reason)) or type(reason).__name__
            ),
            code="CTM-002",
            path=path,
            line=line or len(text.rstrip().split("\n")),
            remedy=_('write `key = "value"` on each line'),
        ) from None
    return _Reader(path, key_lines(text)).description(data)


class _Reader:
    """Checks the values of a description; the first mistake is a ModelError with its line."""

    def __init__(self, path: Path, lines: Mapping[Keys, int]) -> None:
        self.path = path
        self.lines = lines

    def error(self, keys: Keys, message: str, remedy: str, *, code: str) -> ModelError:
        line = line_of(self.lines, keys)
        return ModelError(message, code=code, path=self.path, line=line, remedy=remedy)

    def description(self, data: Mapping[str, Any]) -> Description:
        tables = [table for table in KNOWN if table]
        for key, value in data.items():
            if key in tables:
                self.check_table(key, value)
            elif key not in KNOWN[""]:
                raise self.unknown((key,), (*KNOWN[""], *tables))
        preset = self.text(data, "preset", re.compile("|".join(PRESETS)), ", ".join(PRESETS))
        languages = self.strings(data, "languages", _CODE, _("a code such as ukr_Cyrl"))
        found = Description(
            name=self.needed_name(data),
            preset=preset or "plain",
            version=self.text(data, "version", _PART, _("letters, digits, dots and hyphens")),
            licence=self.text(data, "licence", _LINE, "CC-BY-4.0"),
            origin=self.text(data, "origin", _LINE, "hf:owner/name"),
            revision=self.text(data, "revision", _PART, _("letters, digits, dots and hyphens")),
            languages={self.locale(("languages", key), key): languages[key] for key in languages},
            files=Files(**self.paths(data.get("files", {}))),
            decoding=self.decoding(data.get("decoding", {})),
            limits=data.get("limits", {}),
            sha256=self.strings(data, "sha256", _SHA256, _("64 hexadecimal digits")),
            lines=self.lines,
        )
        for key in found.sha256:
            self.inside(("sha256", key), key)
        tokens = self.tokens(data.get("tokens", {}), found.asked.tokens)
        return replace(found, pairs=self.pairs(data, found), tokens=tokens)

    def needed_name(self, data: Mapping[str, Any]) -> str:
        allowed = _("letters, digits, dots and hyphens")
        name = self.text(data, "name", _NAME, allowed)
        if not name:
            raise self.error(
                ("name",),
                _("the description names no model"),
                _("write a line such as {example}").format(example='name = "opus-mt-uk-en"'),
                code="CTM-004",
            )
        return name

    def check_table(self, table: str, value: object) -> None:
        if not isinstance(value, dict):
            raise self.wrong((table,), value, f"[{table}]")
        if len(value) > _MOST:
            raise self.too_many((table,))
        for key in value:
            if KNOWN[table] and key not in KNOWN[table]:
                raise self.unknown((table, key), KNOWN[table])

    def text(
        self, data: Mapping[str, Any], key: str, pattern: re.Pattern[str], allowed: str
    ) -> str:
        value = data.get(key, "")
        if value == "":
            return ""
        fits = isinstance(value, str) and value.isprintable() and pattern.fullmatch(value)
        if not fits:
            raise self.wrong((key,), value, allowed)
        return str(value)

    def strings(
        self, data: Mapping[str, Any], table: str, pattern: re.Pattern[str], allowed: str
    ) -> dict[str, str]:
        found: dict[str, str] = data.get(table, {})
        for key, value in found.items():
            if not isinstance(value, str) or not pattern.fullmatch(value):
                raise self.wrong((table, key), value, allowed)
        return found

    def locale(self, keys: Keys, tag: str) -> str:
        try:
            return normal(tag)
        except UsageError as error:
            remedy = _("write a tag such as uk, en or en-GB")
            raise self.error(keys, error.message, remedy, code="CTM-006") from None

    def pairs(self, data: Mapping[str, Any], found: Description) -> tuple[tuple[str, str], ...]:
        listed = data.get("pairs", [f"{ANY}>{ANY}"] if found.asked.every_pair else [])
        allowed = '["uk>en"]'
        if not isinstance(listed, list) or not listed:
            raise self.wrong(("pairs",), listed, allowed)
        if len(listed) > _MOST:
            raise self.too_many(("pairs",))
        result: dict[tuple[str, str], None] = {}
        for number, each in enumerate(listed):
            keys: Keys = ("pairs", number)
            source, arrow, target = each.partition(">") if isinstance(each, str) else ("", "", "")
            if not arrow:
                raise self.wrong(keys, each, allowed)
            pair = self.side(keys, source), self.side(keys, target)
            result[pair] = None
        return tuple(result)

    def side(self, keys: Keys, text: str) -> str:
        return ANY if text.strip() == ANY else self.locale(keys, text.strip())

    def paths(self, table: Mapping[str, Any]) -> dict[str, str]:
        return {key: self.inside(("files", key), value) for key, value in table.items()}

    def inside(self, keys: Keys, value: object) -> str:
        """A path that leads nowhere else than into the folder."""
        parts = value.split("/") if isinstance(value, str) else []
        if value == ".":
            return "."
        if not parts or any(not _PART.fullmatch(each) or not each.strip(".") for each in parts):
            raise self.error(
                keys,
                _("{value} is no file in the folder of the model").format(value=written(value)),
                _("name a file that lies beside {file}").format(file=FILE),
                code="CTM-007",
            )
        return "/".join(parts)

    def tokens(self, table: Mapping[str, Any], others: Tokens) -> Tokens | None:
        if not table:
            return None
        given: dict[str, tuple[str, ...]] = {}
        for key, listed in table.items():
            if not isinstance(listed, list) or len(listed) > _MOST_TOKENS:
                raise self.wrong(("tokens", key), listed, '["</s>"]')
            for number, each in enumerate(listed):
                if not isinstance(each, str) or not _TOKEN.fullmatch(each):
                    raise self.wrong(("tokens", key, number), each, '["</s>"]')
            given[key] = tuple(listed)
        return replace(others, **given)

    def decoding(self, table: Mapping[str, Any]) -> Decoding:
        beam, penalty = table.get("beam_size"), table.get("length_penalty")
        if beam is not None and (type(beam) is not int or not 1 <= beam <= 32):
            allowed = _("a whole number from {low} to {high}").format(low=1, high=32)
            raise self.wrong(("decoding", "beam_size"), beam, allowed)
        if penalty is not None and (type(penalty) not in (int, float) or not 0 <= penalty <= 5):
            allowed = _("a number from {low} to {high}").format(low=0, high=5)
            raise self.wrong(("decoding", "length_penalty"), penalty, allowed)
        compute = table.get("compute_type")
        if compute is not None and compute not in COMPUTE_TYPES:
            raise self.wrong(("decoding", "compute_type"), compute, ", ".join(COMPUTE_TYPES))
        return Decoding(beam, None if penalty is None else float(penalty), compute)

    def wrong(self, keys: Keys, value: object, allowed: str) -> ModelError:
        return self.error(
            keys,
            _("{key} = {value} is not allowed").format(key=dotted(keys), value=written(value)),
            _("allowed: {allowed}").format(allowed=allowed),
            code="CTM-005",
        )

    def too_many(self, keys: Keys) -> ModelError:
        return self.error(
            keys,
            _("{key} lists more than {most}").format(key=dotted(keys), most=_MOST),
            _("leave out what is not needed"),
            code="CTM-008",
        )

    def unknown(self, keys: Keys, known: tuple[str, ...]) -> ModelError:
        near = get_close_matches(str(keys[-1]), known, 1)
        return self.error(
            keys,
            _("there is no key “{key}”").format(key=dotted(keys)),
            _("did you mean “{name}”?").format(name=near[0])
            if near
            else _("known are: {names}").format(names=", ".join(known)),
            code="CTM-003",
        )
