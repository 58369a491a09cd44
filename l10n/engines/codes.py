"""The codes of languages that Argos Translate and LibreTranslate have of their own."""

import re

from l10n.language.locales import normal

_CODES: dict[str, tuple[str, ...]] = {
    "pt-BR": ("pb", "pt"),
    "pt": ("pt", "pb"),
    "zh-Hant": ("zt",),
    "zh-TW": ("zt",),
    "zh-HK": ("zt",),
    "zh-MO": ("zt",),
    "no": ("nb", "no"),
    "nb": ("nb", "no"),
    "fil": ("tl", "fil"),
    "iw": ("he",),
    "in": ("id",),
}
_LOCALES = {"pb": "pt-BR", "zt": "zh-Hant"}


def argos_codes(locale: str) -> tuple[str, ...]:
    """The codes under which Argos Translate may know a locale, best first.

    Its index has codes of its own: `pb` is Brazilian Portuguese, `zt` traditional Chinese.
    """
    language, *rest = re.split("[-_]", locale)
    language = language.lower()
    for part in rest:
        shaped = part.title() if len(part) == 4 else part.upper()
        if f"{language}-{shaped}" in _CODES:
            return _CODES[f"{language}-{shaped}"]
    return _CODES.get(language, (language,))


def locale_of(code: str) -> str:
    """The locale that a code of Argos Translate means."""
    return _LOCALES.get(code, code)


def locales_for(locale: str) -> tuple[str, ...]:
    """The locales whose models serve a locale, best first: its own, its language's.

    `pt` takes a model for `pt-BR`, `nb` one for `no`; traditional Chinese takes none that is for
    `zh`. The same as Argos packages are chosen.
    """
    tag = normal(locale)
    parts = tag.split("-")
    codes = [locale_of(code) for code in argos_codes(tag)]
    wider = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    found = [each for each in wider if each != parts[0] or each in codes]
    return tuple(dict.fromkeys([*found, *codes]))
