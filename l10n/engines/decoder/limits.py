"""What a demonstration model says of itself that it can translate."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, product
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.engines.compute_types import COMPUTE_TYPES
from l10n.engines.decoder.patterns import SLOT, Patterns
from l10n.errors import ModelError
from l10n.messages import N_, Message, _, message
from l10n.model.markup import TokenKind
from l10n.regex import regex
from l10n.store.regular import reading
from l10n.store.text_file import MAX_BYTES
from l10n.tags.units import Unit

_WORD = regex(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_DIGITS = regex(r"\d+")
_APOSTROPHES = str.maketrans("'ʼ", "’’")
UNKNOWN_SENTENCE = N_("the demonstration model knows these words, but no sentence like this")
_SHOWN = 3
_MOST_READINGS = 256
"""Ways to read a sentence: eight empty tags."""
_BESIDE = "\N{OBJECT REPLACEMENT CHARACTER}"
_SPACE_BESIDE = regex(rf"\s*{_BESIDE}(?=[{_BESIDE}\s]|[^\w\s]|\Z)")
"""A tag that stands beside a word, with the space before it where that parts nothing else."""


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """The `"l10n"` object of a package's `metadata.json`; what is not said is not limited."""

    demonstration: bool = False
    """True for a model that knows its word list and nothing else."""
    words: frozenset[str] | None = None
    """All words it was trained on, casefolded, with ’ as apostrophe."""
    patterns: Path | None = None
    """The list of the sentences that those words make (`patterns`), read when it is needed."""
    characters: frozenset[str] | None = None
    max_digits: int | None = None
    """Longest run of digits."""
    max_words: int | None = None
    """Most words in a sentence."""
    tags: int = 0
    """Most tags in a sentence that it carries as `<1>…</1>` and `<2/>`."""
    beam_size: int | None = None
    least_confidence: float = 0.0
    """Below it a translation is invented more often than right; as `Decoded.probability`."""
    compute_type: str | None = None
    """CTranslate2's name for the arithmetic that it wants."""


def read_limits(folder: Path, metadata: Mapping[str, object]) -> ModelLimits:
    """Read what a package declares; raises ModelError where it is not of the right form."""
    declared = metadata.get("l10n", {})
    if not isinstance(declared, dict):
        raise _wrong(folder, "l10n")
    counts: dict[str, int | None] = {}
    for key in ("max_digits", "max_words", "tags", "beam_size"):
        value = declared.get(key)
        if value is not None and (type(value) is not int or value < 0):
            raise _wrong(folder, key)
        counts[key] = value
    demonstration = declared.get("demonstration", False)
    characters = declared.get("characters")
    least = declared.get("least_confidence", 0.0)
    compute_type = declared.get("compute_type")
    if not isinstance(demonstration, bool):
        raise _wrong(folder, "demonstration")
    if characters is not None and not isinstance(characters, str):
        raise _wrong(folder, "characters")
    if type(least) not in (int, float) or not 0 <= least <= 1:
        raise _wrong(folder, "least_confidence")
    if compute_type is not None and compute_type not in COMPUTE_TYPES:
        raise _wrong(folder, "compute_type")
    return ModelLimits(
        demonstration=demonstration,
        words=_read_words(folder, declared),
        patterns=_list(folder, declared, "patterns"),
        characters=None if characters is None else frozenset(decoded_form(characters)),
        max_digits=counts["max_digits"],
        max_words=counts["max_words"],
        tags=counts["tags"] or 0,
        beam_size=counts["beam_size"],
        least_confidence=float(least),
        compute_type=compute_type,
    )


def decoded_form(text: str) -> str:
    """The text with the one form of apostrophes that a demonstration model knows."""
    return text.translate(_APOSTROPHES)


def beyond(limits: ModelLimits, unit: Unit) -> Message | None:
    """Why a sentence is outside what the model was trained on; None if it is not."""
    text = decoded_form(unit.plain())
    words = [match.group() for match in _WORD.finditer(text)]
    if limits.words is not None:
        unknown = dict.fromkeys(word for word in words if word.casefold() not in limits.words)
        if unknown:
            return message(
                N_("the demonstration model does not know: {words}"),
                words=", ".join(list(unknown)[:_SHOWN]),
            )
    if limits.characters is not None:
        strange = dict.fromkeys(char for char in text if char not in limits.characters)
        if strange:
            return message(
                N_("the demonstration model does not know the characters: {characters}"),
                characters=" ".join(list(strange)[:_SHOWN]),
            )
    runs = [match.group() for match in _DIGITS.finditer(text)]
    if limits.max_digits is not None and any(len(run) > limits.max_digits for run in runs):
        return message(
            N_("the demonstration model takes numbers of at most {limit} digits"),
            limit=limits.max_digits,
        )
    if limits.max_words is not None and len(words) > limits.max_words:
        return message(
            N_("the demonstration model takes sentences of at most {limit} words"),
            limit=limits.max_words,
        )
    if len(unit.tags) > limits.tags:
        return message(
            N_("the demonstration model takes at most {limit} tags in a sentence"),
            limit=limits.tags,
        )
    return None


def readings(unit: Unit) -> Iterator[str]:
    """The texts that a sentence may be, each empty tag in the place of a word or beside one."""
    count = sum(item.kind is TokenKind.EMPTY for item in unit.tokens)
    for chosen in islice(product((_BESIDE, SLOT), repeat=count), _MOST_READINGS):
        signs = iter(chosen)
        text = "".join(
            item.text if item.kind is TokenKind.TEXT else next(signs)
            for item in unit.tokens
            if item.kind in (TokenKind.TEXT, TokenKind.EMPTY)
        )
        yield decoded_form(_SPACE_BESIDE.sub("", text).replace(_BESIDE, ""))


def invented(source: str, target: str) -> bool:
    """True if the runs of digits of a draft are other than those of its source."""
    return Counter(_DIGITS.findall(source)) != Counter(_DIGITS.findall(target))


def _read_words(folder: Path, declared: Mapping[str, object]) -> frozenset[str] | None:
    path = _list(folder, declared, "words")
    if path is None:
        return None
    lines = _lines(path)
    return frozenset(decoded_form(line.strip()).casefold() for line in lines if line.strip())


def read_patterns(path: Path) -> Patterns:
    """The sentences that a package lists; raises OSError or ValueError where it cannot be read."""
    return Patterns.of(decoded_form(_text(path)).split("\n"))


def _list(folder: Path, declared: Mapping[str, object], key: str) -> Path | None:
    """The file that a package names under a key; None if it names none."""
    name = declared.get(key)
    if name is None:
        return None
    if not isinstance(name, str) or Path(name).name != name or not os.path.isfile(folder / name):
        raise _wrong(folder, key)
    return folder / name


def _lines(path: Path) -> list[str]:
    try:
        return _text(path).split("\n")
    except (OSError, ValueError) as error:
        raise ModelError(
            _("a list that the model declares cannot be read"),
            code="MOD-025",
            path=path,
            remedy=_("install the model again"),
        ) from error


def _text(path: Path) -> str:
    with reading(path) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError("the list is too long")
    return data.decode("utf-8")


def _wrong(folder: Path, key: str) -> ModelError:
    return ModelError(
        _("the value of “{key}” is of the wrong kind").format(key=key),
        code="MOD-026",
        path=folder / "metadata.json",
        remedy=_("install the model again"),
    )
