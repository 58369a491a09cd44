"""Which locale a model's code of a language means, and which of its codes are for a locale."""

import re
from collections.abc import Collection, Iterable, Mapping

from l10n.engines.codes import locales_for
from l10n.engines.ctranslate2.presets import Preset
from l10n.errors import UsageError
from l10n.language.locales import normal

_OWN: Mapping[str, str] = {"pbt": "ps", "quy": "qu", "pob": "pt-BR"}
"""Codes of FLORES-200 and OPUS that CLDR has no language for."""


def languages_in(tokens: Iterable[str], preset: Preset) -> dict[str, str]:
    """By locale, the model's own code, for all languages that a vocabulary has tokens of."""
    if not preset.language:
        return {}
    pattern = re.compile(preset.language)
    found: dict[str, str] = {}
    for token in tokens:
        match = pattern.fullmatch(token)
        if match and (locale := locale_meant(match[1])):
            found.setdefault(locale, match[1])
    return found


def locale_meant(code: str) -> str:
    """The locale of a code such as `ukr`, `ukr_Cyrl`, `zho_Hant`, `uk`, `pt_br`; empty for none."""
    from babel.core import get_global

    language, _mark, part = code.partition("_")
    alias = _OWN.get(language) or get_global("language_aliases").get(language) or language
    try:
        locale = normal(alias)
        if not part or "-" in locale:
            return locale
        with_part = normal(f"{locale}-{part}")
    except UsageError:
        return ""
    likely = str(get_global("likely_subtags").get(locale, ""))
    return locale if len(part) == 4 and part.title() in likely.split("_") else with_part


def chosen(locale: str, there: Collection[str]) -> str | None:
    """The best of some locales for a locale; None if there is none."""
    return next((each for each in locales_for(locale) if each in there), None)
