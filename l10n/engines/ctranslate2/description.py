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
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.engines.ctranslate2.presets import PRESETS, Preset, Tokens
from l10n.toml import Keys, line_of

_ENCODING = "utf-8"
FILE = "l10n-model.toml"
"""What the description is called, in the folder of its model."""
ANY = "*"
"""In a pair: any of the languages."""
KNOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
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
    lines += _table("files", {key: getattr(files, key) for key in KNOWN["files"]})
    if description.tokens is not None:
        lines += ["", "[tokens]"]
        for key in KNOWN["tokens"]:
            listed = ", ".join(map(_quoted, getattr(description.tokens, key)))
            lines.append(f"{key} = [{listed}]")
    lines += _table("decoding", {key: getattr(decoding, key) for key in KNOWN["decoding"]})
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
