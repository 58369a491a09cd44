"""What Apertium's data translate: modes as locales, the packages that hold them, their versions."""

import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from l10n.language.locales import covers

_CODES: Mapping[str, str] = MappingProxyType(
    {
        "afr": "af", "ara": "ar", "arg": "an", "bel": "be", "bre": "br", "bul": "bg", "cat": "ca",
        "ces": "cs", "cym": "cy", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "epo": "eo",
        "est": "et", "eus": "eu", "fas": "fa", "fin": "fi", "fra": "fr", "gle": "ga", "glg": "gl",
        "heb": "he", "hin": "hi", "hun": "hu", "hye": "hy", "ind": "id", "isl": "is", "ita": "it",
        "kat": "ka", "kaz": "kk", "kir": "ky", "lat": "la", "lav": "lv", "lit": "lt", "ltz": "lb",
        "mkd": "mk", "mlt": "mt", "nld": "nl", "nno": "nn", "nob": "nb", "oci": "oc", "pol": "pl",
        "por": "pt", "ron": "ro", "rus": "ru", "slk": "sk", "slv": "sl", "sme": "se", "spa": "es",
        "sqi": "sq", "srd": "sc", "swe": "sv", "tat": "tt", "tur": "tr", "ukr": "uk", "urd": "ur",
        "uzb": "uz", "zlm": "ms",
    }
)  # fmt: skip
"""ISO 639-3, as newer data write languages, to ISO 639-1, as locales do where there is one."""
_SERBO_CROATIAN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"": ("sr-Latn", "hr", "bs"), "SR": ("sr-Latn",), "HR": ("hr",), "BS": ("bs",)}
)
_VARIANTS: Mapping[str, str] = MappingProxyType({"valencia": "valencia", "aran": "aranes"})
"""Apertium's names of dialects that are registered as variants of locales (BCP 47)."""
_CODE = re.compile(r"(?P<language>[a-z]{2,3})(?:_(?P<variant>\w+))?")
_FOLDER = re.compile(r"'?[^'\s]*/(apertium-[a-z]+-[a-z]+)/[^'/]+'?")
_DEBIAN = (
    "afr-nld arg-cat bel-rus br-fr cat-ita cat-srd dan-nor en-gl eng-cat eng-spa eo-ca eo-en eo-es "
    "eo-fr es-gl es-pt es-ro eu-en eu-es fr-es fra-cat fra-frp hbs-eng hbs-mkd hbs-slv ind-zlm "
    "isl-eng isl-swe mkd-bul mkd-eng nno-nob oc-ca oc-es oci-fra pol-szl por-cat pt-gl rus-ukr "
    "spa-arg spa-ast spa-cat spa-ita srd-ita swe-dan swe-nor urd-hin"
)
"""The packages `apertium-…` of Debian 12 and 13."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One direction of translation that is installed."""

    name: str
    """As `apertium` takes it: `eng-spa`, `spa-eng_US`."""
    source: str
    """A locale."""
    target: str
    """A locale."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What is known of a mode from its file."""

    package: str
    """The folder of its data, which Debian names its package after; empty if it is not told."""
    analysis: tuple[str, ...]
    """Arguments of `lt-proc` that take its source apart into words; empty if it has another way."""


def modes(names: Iterable[str]) -> tuple[Mode, ...]:
    """Read names of modes as pairs of locales; what is no pair of languages is left out."""
    found: list[Mode] = []
    for name in sorted(names):
        source, dash, target = name.partition("-")
        if dash:
            found += [
                Mode(name, one, other) for one in _locales(source) for other in _locales(target)
            ]
    return tuple(found)


def chosen(found: Iterable[Mode], source: str, target: str) -> Mode | None:
    """The mode for a pair of locales: the nearest that is not narrower than what is asked."""
    fitting = [
        mode for mode in found if covers(mode.source, source) and covers(mode.target, target)
    ]
    return max(
        fitting,
        key=lambda mode: (mode.target.count("-"), mode.source.count("-"), -len(mode.name)),
        default=None,
    )


def debian_package(source: str, target: str) -> str | None:
    """Name the Debian package that would bring a pair of locales; None if none does."""
    wanted = source.split("-", 1)[0], target.split("-", 1)[0]
    for name in _DEBIAN.split():
        one, other = (_languages(code) for code in name.split("-"))
        if any(
            wanted[0] in here and wanted[1] in there for here, there in ((one, other), (other, one))
        ):
            return f"apertium-{name}"
    return None


def pipeline(file: Path) -> Pipeline:
    """Read the file of a mode: a line of commands between bars; empty where it cannot be read."""
    if not file.is_file():
        # A pipe would wait for its other end.
        return Pipeline("", ())
    try:
        text = file.read_text("utf-8")[:100_000]
    except (OSError, UnicodeDecodeError):
        return Pipeline("", ())
    folder = _FOLDER.search(text)
    try:
        words = shlex.split(text.partition("|")[0])
    except ValueError:
        words = []
    plain = words[:1] == ["lt-proc"] and "$" not in "".join(words)
    return Pipeline(folder[1] if folder else "", tuple(words[1:]) if plain else ())


def _locales(code: str) -> tuple[str, ...]:
    """The locales of a code, none for spellings that no locale tag tells apart."""
    match = _CODE.fullmatch(code)
    if match is None:
        return ()
    language, variant = _CODES.get(match["language"], match["language"]), match["variant"] or ""
    if language == "hbs":
        return _SERBO_CROATIAN.get(variant, ())
    if language == "nb" and not variant:
        return ("nb", "no")
    if not variant:
        return (language,)
    if re.fullmatch("[A-Z]{2}", variant):
        return (f"{language}-{variant}",)
    return (f"{language}-{_VARIANTS[variant]}",) if variant in _VARIANTS else ()


def _languages(code: str) -> frozenset[str]:
    if code == "nor":
        return frozenset(("nb", "nn", "no"))
    return frozenset(locale.split("-")[0] for locale in _locales(code))
