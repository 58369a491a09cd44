"""Locales: tags, names, direction, dates and numbers, by Unicode CLDR through Babel."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from l10n.dataclass import dataclass
from l10n.errors import UsageError
from l10n.messages import _
from l10n.regex import regex

if TYPE_CHECKING:
    from fractions import Fraction

    from babel import Locale

_TAG = regex(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?"
    r"(?:[-_](?P<territory>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:[-_](?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE | re.ASCII,
)
"""Language, script, territory, variants of BCP 47 (RFC 5646, section 2.1); no extensions."""
_RTL_SCRIPTS = frozenset(("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"))
_COMPACT = 2
_THOUSAND = 1000
"""Decimal places of a number that is written with its power of ten."""
_MINUTES = regex(r"[Hh](.)mm")
_OLD: Mapping[str, str] = MappingProxyType({"iw": "he", "in": "id", "ji": "yi", "mo": "ro"})
"""Codes that ISO 639 withdrew."""
_FAMILIAR = frozenset(("ar", "cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "sk", "uk"))
"""Languages that need no look into CLDR, which takes longer than all else at a start."""
_TWO = "nplurals=2; plural=(n != 1);"
_PLURALS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("de", "en", "es", "it", "nl", "pt"), _TWO),
        **dict.fromkeys(("cs", "sk"), "nplurals=3; plural=((n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2);"),
        "fr": "nplurals=2; plural=(n > 1);",
        "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 "
        ": 2);",
        "uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
        "n%100>=20) ? 1 : 2);",
    }
)
"""What Babel has of some familiar languages, for the same reason."""
_GROUPS: Mapping[str, str] = MappingProxyType({"en": ",", "uk": "\N{NO-BREAK SPACE}"})
"""What stands between thousands in the languages that the tool speaks, for the same reason."""
_COUNTRIES: Mapping[str, str] = MappingProxyType(
    {"cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "ua": "uk"}
)
"""Codes of countries that are often written for a language, and are no language's."""


DATE_FORMATS = ("full", "long", "medium", "short")
"""CLDR's own forms of a date."""


def normal(tag: str) -> str:
    """Write a locale tag in its one form: `uk`, `en-GB`, `sr-Latn`; `pt_BR` becomes `pt-BR`.

    Raises UsageError for what is no tag.
    """
    match = _TAG.fullmatch(tag)
    if match is None:
        raise UsageError(
            _("“{tag}” is not a locale").format(tag=tag),
            code="LOC-001",
            remedy=_("write a tag such as uk, en or en-GB"),
        )
    language = match["language"].lower()
    parts = [_OLD.get(language, language)]
    if match["script"]:
        parts.append(match["script"].title())
    if match["territory"]:
        parts.append(match["territory"].upper())
    parts += [part.lower() for part in re.split("[-_]", match["variants"]) if part]
    return "-".join(parts)


def known(tag: str) -> str:
    """Write a locale tag in its one form, as `normal` does, if CLDR knows its language.

    Raises UsageError for what is no tag or an unknown language, with the nearest code as remedy.
    The codes `qaa` to `qtz` are for private use (ISO 639-2) and always known.
    """
    found = normal(tag)
    language = found.split("-")[0]
    if language in _FAMILIAR or re.fullmatch("q[a-t][a-z]", language):
        return found
    from babel import Locale
    from babel.core import get_global

    languages = {key.split("_")[0] for key in get_global("likely_subtags")}
    languages |= set(Locale("en").languages)
    if language in languages:
        return found
    aliases = get_global("language_aliases")
    near = _COUNTRIES.get(language) or str(aliases.get(language, "")).split("_")[0]
    if not near:
        from difflib import get_close_matches

        two = sorted(code for code in languages if len(code) == 2 and code.isalpha())
        near = next(iter(get_close_matches(language, two, 1)), "")
    raise UsageError(
        _("no language has the code “{code}”").format(code=language),
        code="LOC-002",
        remedy=_("did you mean “{name}”?").format(name=near)
        if near
        else _("write a tag such as uk, en or en-GB"),
    )


def pair(text: str) -> tuple[str, str]:
    """Read a pair of locales, source and target, as a person writes it: `uk>en`.

    Raises UsageError for anything else.
    """
    source, arrow, target = text.partition(">")
    if not arrow:
        raise UsageError(
            _("“{text}” is not a pair of locales").format(text=text),
            code="LOC-003",
            remedy=_("write a pair such as {example}").format(example="uk>en"),
        )
    return known(source.strip()), known(target.strip())


def covers(wide: str, tag: str) -> bool:
    """True if a locale is another or a part of it: `en` covers `en-GB`, not the other way."""
    return tag == wide or tag.startswith(wide + "-")


def direction(tag: str) -> str:
    """Direction of writing of a locale, `ltr` or `rtl`, by its likely script."""
    if tag in _FAMILIAR:
        return "rtl" if tag == "ar" else "ltr"
    script = _likely(tag)[1]
    return "rtl" if script in _RTL_SCRIPTS else "ltr"


def og_locale(tag: str) -> str:
    """Write a locale as Open Graph does, with its likely territory: `en_US` for `en`."""
    language, _script, territory = _likely(tag)
    return f"{language}_{territory}" if territory else language


@lru_cache(maxsize=64)
def plural_forms(tag: str) -> str:
    """The value of the `Plural-Forms` header of PO files."""
    if tag in _PLURALS:
        return _PLURALS[tag]
    from babel.core import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        found = get_plural(normal(tag).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return _TWO
    return f"nplurals={found.num_plurals}; plural={found.plural_expr};"


def language_name(tag: str, into: str = "en") -> str:
    """Name a locale in a language; the tag itself where CLDR has no name."""
    from babel import Locale

    found, speaker = _babel(tag), _babel(into) or Locale("en")
    name = speaker.languages.get(tag) if found is None else found.get_display_name(speaker)
    return name or tag


def format_day(moment: str, into: str) -> str:
    """Write the day of an ISO 8601 moment as a language does."""
    from babel.dates import format_date

    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return format_date(day, format="medium", locale=_babel(into) or "en")


def date_pattern_fault(pattern: str) -> str | None:
    """Why a pattern writes no date; None for one that does, and for the names of CLDR's own."""
    from babel.dates import format_date

    if pattern in DATE_FORMATS:
        return None
    try:
        written = format_date(date(2026, 11, 27), pattern, locale="en")
    except (AttributeError, KeyError, ValueError, TypeError) as error:
        return str(error) or "?"
    return None if "27" in written and "\n" not in written else "?"


def write_date(day: date, form: str, into: str) -> str:
    """Write a day as a language does, by one of DATE_FORMATS or a pattern of CLDR."""
    from babel.dates import format_date

    return format_date(day, form, locale=_babel(into) or "en")


def join_date_and_time(day: str, clock: str, into: str) -> str:
    """Put a written date and time together as a language does."""
    from babel.dates import get_datetime_format

    pattern = str(get_datetime_format("medium", locale=_babel(into) or "en"))
    return pattern.replace("{1}", day).replace("{0}", clock)


def script(tag: str) -> str:
    """The script of a locale by ISO 15924: `Latn`; empty where CLDR knows none."""
    return _likely(tag)[1]


def format_list(items: Sequence[str], into: str) -> str:
    """Write names in a row as a language does: `A, B and C`."""
    from babel.lists import format_list as written

    return written(list(items), locale=_babel(into) or "en")


def format_month_day(year: int | None, month: int, day: int | None, into: str) -> str:
    """Write a date as a language does, as far as it is told: `April 18`, `April 2025`."""
    from babel.dates import format_date, format_skeleton, get_month_names

    locale = _babel(into) or "en"
    date = datetime(year or 2000, month, day or 1)  # 2000 has a 29 February
    if day is not None:
        return (
            format_date(date, "long", locale)
            if year
            else format_skeleton("MMMMd", date, locale=locale)
        )
    if year:
        return format_skeleton("yMMMM", date, locale=locale)
    return str(get_month_names("wide", "stand-alone", locale)[month])


def format_weekday(day: int, into: str) -> str:
    """Name a weekday, 1 for Monday, in a language."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", "stand-alone", _babel(into) or "en")[day - 1])


def format_clock(hour: int, minute: int, into: str) -> str:
    """Write a time of the day as a language does: `3:30 PM`."""
    from babel.dates import format_time

    return format_time(time(hour, minute), "short", locale=_babel(into) or "en")


def format_number(value: Decimal | int, into: str) -> str:
    """Write a number as a language does."""
    mark = _GROUPS.get(into)
    if mark is not None and value == int(value):
        return f"{int(value):,}".replace(",", mark)
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_babel(into) or "en")


def format_size(size: int, into: str) -> str:
    """Write bytes as a language does, in thousands: `1.2 MB`, `1,2 МБ`."""
    from babel.units import format_unit

    value, unit = float(size), "byte"
    for larger in ("kilobyte", "megabyte", "gigabyte", "terabyte"):
        if value < _THOUSAND:
            break
        value, unit = value / _THOUSAND, larger
    return format_unit(
        value, f"digital-{unit}", "short", format="#,##0.#", locale=_babel(into) or "en"
    )


def format_tenths(value: float, into: str) -> str:
    """Write a number with one digit behind the mark, as a language does."""
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0.0", locale=_babel(into) or "en")


def format_magnitude(value: Decimal, into: str) -> str:
    """Write a number as a language says it, with all of its digits: `1.5 billion`, `8,214`."""
    from babel.numbers import format_compact_decimal

    scale = max((each for each in (3, 6, 9, 12) if abs(value) >= 10**each), default=0)
    short = value.scaleb(-scale)
    places = max(0, -int(short.normalize().as_tuple().exponent))
    if not scale or places > _COMPACT:
        return format_number(value, into)
    locale = _babel(into) or "en"
    return format_compact_decimal(value, format_type="long", locale=locale, fraction_digits=places)


def format_percent(value: Decimal | int, into: str) -> str:
    """Write a percentage (75 is 75%) as a language does, with all of its digits.

    Ukrainian has a no-break space there (ISO 80000-1, as before any unit), which CLDR leaves out.
    """
    if into in _GROUPS and value == int(value):
        text = f"{format_number(value, into)}%"
    else:
        from babel.numbers import format_percent as percent

        share = Decimal(value) / 100
        text = percent(share, locale=_babel(into) or "en", decimal_quantization=False)
    return text.replace("%", "\u00a0%") if into.replace("_", "-").split("-")[0] == "uk" else text


@dataclass(frozen=True, slots=True)
class FigureStyle:
    """How a language writes numbers and times of the day."""

    decimal: str
    group: str
    """Between groups of digits; a no-break space of some width in many languages."""
    time: str
    """Between hours and minutes; empty where it is no sign alone."""
    threes: bool
    """Digits are grouped by three."""
    latin: bool
    """Its digits are 0 to 9."""
    percent_first: bool


@cache
def figure_style(tag: str) -> FigureStyle | None:
    """How a language writes numbers and times, by CLDR; None where CLDR does not know it."""
    found = _babel(tag)
    if found is None:
        return None
    symbols = found.number_symbols["latn"]
    between = _MINUTES.search(found.time_formats["short"].pattern)
    return FigureStyle(
        decimal=symbols["decimal"],
        group=symbols["group"],
        time=between[1] if between else "",
        threes=found.decimal_formats[None].grouping == (3, 3),
        latin=found.default_numbering_system == "latn",
        percent_first=found.percent_formats[None].pattern.startswith("%"),
    )


def day_order(tag: str) -> str:
    """The order of day, month and year in short dates, with their separator: `d.M.y`."""
    found = _babel(tag)
    pattern = "" if found is None else found.date_formats["short"].pattern
    return re.sub(r"([dMy])\1*", r"\1", pattern.replace("\u200f", ""))


def format_time(hour: int, minute: int, into: str) -> str:
    """Write a time of the day as a language does."""
    from babel.dates import format_time as written

    return written(time(hour, minute), format="short", locale=_babel(into) or "en")


def plural_category(number: "int | Fraction", tag: str) -> str:
    """Which form of a noun a number takes in a language, by CLDR: `one`, `few`, `many`, `other`."""
    found = _babel(tag)
    if found is None:
        return "other"
    # What has no end in decimals takes the form of a fraction, as any other does.
    return found.plural_form(Decimal(number.numerator) / Decimal(number.denominator))


def _likely(tag: str) -> tuple[str, str, str]:
    """Fill in script and territory from CLDR's likely subtags."""
    from babel.core import get_global

    match = _TAG.fullmatch(normal(tag))
    assert match is not None
    language, script, territory = match["language"], match["script"], match["territory"]
    likely = get_global("likely_subtags")
    asked = [part for part in (language, script, territory) if part]
    for known in ("_".join(asked), "_".join(asked[:2]), language):
        full = likely.get(known)
        if full is not None:
            _language, full_script, full_territory = str(full).split("_")[:3]
            return language, script or full_script, territory or full_territory
    return language, script or "", territory or ""


def _babel(tag: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError

    parts = re.split("[-_]", tag)
    parts[0] = _OLD.get(parts[0].lower(), parts[0])
    for size in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:size]))
        except (UnknownLocaleError, ValueError):
            continue
    return None
