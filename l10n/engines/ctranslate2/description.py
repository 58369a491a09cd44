"""`l10n-model.toml`: the small file beside a model that says what it is and how it is asked.

    name = "opus-mt-tc-big-zle-en"
    preset = "opus-mt"                     # opus-mt, quickmt, nllb, madlad; plain for any other
    pairs = ["uk>en", "be>en"]             # "*" is any of [languages]: "*>en", "*>*"
    version = "2022-03-13"
    licence = "CC-BY-4.0"
    origin = "hf:owner/name"               # where it was got
    revision = "…"                         # and which of its states

    [languages]                            # the model's codes of locales, if its tokens name them
    uk = "ukr"

    [files]                                # where the preset's names do not fit
    model = "."                            # the folder of model.bin
    source = "source.spm"
    target = "target.spm"

    [tokens]                               # likewise
    before_source = [">>{target}<<"]
    after_source = ["</s>"]
    before_target = []

    [decoding]
    beam_size = 6
    length_penalty = 1.0
    compute_type = "int8"

    [limits]                               # of a model that knows little, as a demonstration
    demonstration = true

    [sha256]                               # of files, as they were installed
    "model.bin" = "…"

Only `name` has to be there, and `pairs` where the preset is not for any two languages. Everything
that is there is checked, with the line on which it stands.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from l10n.engines.compute_types import COMPUTE_TYPES
from l10n.engines.ctranslate2.presets import PRESETS, Preset, Tokens
from l10n.errors import FileError, ModelError, UsageError
from l10n.language.locales import normal
from l10n.messages import _
from l10n.regex import regex
from l10n.store.text_file import decode, read_bytes
from l10n.toml import Keys, NumberError, dotted, key_lines, line_of, load, written

_ENCODING = "utf-8"
FILE = "l10n-model.toml"
"""What the description is called, in the folder of its model."""
ANY = "*"
"""In a pair: any of the languages."""
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
_KNOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "": ("name", "preset", "pairs", "version", "licence", "origin", "revision"),
        "languages": (),
        "files": ("model", "source", "target"),
        "tokens": ("before_source", "after_source", "before_target"),
        "decoding": ("beam_size", "length_penalty", "compute_type"),
        "limits": (
            *("demonstration", "words", "patterns", "characters"),
            *("max_digits", "max_words", "tags", "least_confidence"),
        ),
        "sha256": (),
    }
)
"""By table, its keys; none for one whose keys are the description's own."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where the parts of a model are, as paths within its folder, with `/`; empty: the preset's."""

    model: str = ""
    """The folder that has `model.bin`; by default `model`, if there is one, else the folder."""
    source: str = ""
    """The SentencePiece model that cuts a source text."""
    target: str = ""
    """The one that joins a translation."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a model wants to be asked; what is not said is the preset's."""

    beam_size: int | None = None
    length_penalty: float | None = None
    compute_type: str | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What `l10n-model.toml` says of a model."""

    name: str
    """For records and the folder: `opus-mt-tc-big-zle-en`."""
    preset: str = "plain"
    """One of `PRESETS`."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Locales, source and target, either of which may be `*`."""
    version: str = ""
    licence: str = ""
    """As the publisher names it: `CC-BY-4.0`, `CC-BY-NC-4.0`; empty if it is not known."""
    origin: str = ""
    """Where it was got: `hf:owner/name`, an address, the name of a file."""
    revision: str = ""
    """Which state of the origin: a commit, a date."""
    languages: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By locale, the model's own code."""
    files: Files = Files()
    tokens: Tokens | None = None
    """None for those of the preset."""
    decoding: Decoding = Decoding()
    limits: Mapping[str, object] = field(default_factory=dict, hash=False)
    """As the `"l10n"` object of an Argos package's `metadata.json`."""
    sha256: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By path within the folder, the checksum that the file had; hexadecimal, lower case."""
    lines: Mapping[Keys, int] = field(default_factory=dict, compare=False, repr=False)
    """Where its keys stand, for messages of those who find a fault later."""

    @property
    def asked(self) -> Preset:
        """The preset that it names."""
        return PRESETS[self.preset]

    @property
    def label(self) -> str:
        """Name and version, or the start of its revision: for notes and records."""
        return f"{self.name} {self.version or self.revision[:12]}".rstrip()

    def line(self, *keys: str | int) -> int | None:
        """The line of a key, or of the table around it."""
        return line_of(self.lines, keys)


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


def write_description(folder: Path, description: Description) -> None:
    """Put a description beside its model, in a folder that is not in its place yet.

    Raises OSError.
    """
    (folder / FILE).write_text(written_description(description), encoding=_ENCODING)


def written_description(description: Description) -> str:
    """The text of a description, as it is read again."""
    lines = [
        f"name = {_quoted(description.name)}",
        f"preset = {_quoted(description.preset)}",
    ]
    if description.pairs:
        pairs = (_quoted(f"{source}>{target}") for source, target in description.pairs)
        lines.append(f"pairs = [{', '.join(pairs)}]")
    for key in ("version", "licence", "origin", "revision"):
        if value := getattr(description, key):
            lines.append(f"{key} = {_quoted(value)}")
    lines += _table("languages", description.languages)
    files, decoding = description.files, description.decoding
    lines += _table("files", {key: getattr(files, key) for key in _KNOWN["files"]})
    if description.tokens is not None:
        lines += ["", "[tokens]"]
        for key in _KNOWN["tokens"]:
            listed = ", ".join(map(_quoted, getattr(description.tokens, key)))
            lines.append(f"{key} = [{listed}]")
    lines += _table("decoding", {key: getattr(decoding, key) for key in _KNOWN["decoding"]})
    lines += _table("limits", description.limits)
    lines += _table("sha256", description.sha256)
    return "\n".join(lines) + "\n"


def _table(name: str, values: Mapping[str, object]) -> Iterator[str]:
    given = {key: value for key, value in values.items() if value not in (None, "")}
    if given:
        yield from ("", f"[{name}]")
    for key, value in given.items():
        shown = key if re.fullmatch("[A-Za-z0-9_-]+", key) else _quoted(key)
        if isinstance(value, bool):
            yield f"{shown} = {str(value).lower()}"
        else:
            yield f"{shown} = {_quoted(value) if isinstance(value, str) else value}"


def _quoted(text: str) -> str:
    """A text as a TOML string: JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class _Reader:
    """Checks the values of a description; the first mistake is a ModelError with its line."""

    def __init__(self, path: Path, lines: Mapping[Keys, int]) -> None:
        self.path = path
        self.lines = lines

    def error(self, keys: Keys, message: str, remedy: str, *, code: str) -> ModelError:
        line = line_of(self.lines, keys)
        return ModelError(message, code=code, path=self.path, line=line, remedy=remedy)

    def description(self, data: Mapping[str, Any]) -> Description:
        tables = [table for table in _KNOWN if table]
        for key, value in data.items():
            if key in tables:
                self.check_table(key, value)
            elif key not in _KNOWN[""]:
                raise self.unknown((key,), (*_KNOWN[""], *tables))
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
            if _KNOWN[table] and key not in _KNOWN[table]:
                raise self.unknown((table, key), _KNOWN[table])

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
