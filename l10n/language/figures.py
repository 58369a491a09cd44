"""Texts without words: what needs no translation, figures that languages write otherwise."""

import re
from collections.abc import Iterator
from unicodedata import decimal

from l10n.dataclass import dataclass
from l10n.language import locales
from l10n.language.locales import FigureStyle
from l10n.language.protected import kept
from l10n.regex import regex

LONGEST = 300
"""The most characters of a text that may be figures; a longer one is for people to look at."""

_EMBED = regex(
    r"\[/?(?:ads?|advert|audio|contact-form(?:-\d+)?|embed|facebook|gallery|gist|iframe|instagram|map"
    r"|playlist|poll|quiz|spotify|telegram|tiktok|toc|tweet|twitter|video|vimeo|youtube)/?\]"
)
"""Shortcodes that are written without any parameter; others are told by theirs."""
_FILE = regex(
    r"[\w.()@+-]+\.(?:avif|avi|bmp|csv|docx?|gif|heic|jpe?g|mov|mp[34]|odt|pdf|png|pptx?|svg|tiff?"
    r"|wav|webm|webp|xlsx?|zip)",
    re.IGNORECASE,
)
_WORDS = regex(r"(?<![\w@#])[^\W\d_]{2,}[ \u00a0][^\W\d_]{2,}")
_SPACES = "\u00a0\u202f\u2009 "
_NOON = regex(
    rf"(?<!\d)(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?[{_SPACES}]?(?P<half>[ap])\.?\s?m\b\.?",
    re.IGNORECASE | re.ASCII,
)
"""A time of the day in English, with the half that it is in."""
_DATE = regex(
    r"(?<![\d.,/])(?:[0-3]?\d(?P<sign>[./])[0-3]?\d(?P=sign)(?:\d{4}|\d\d)"
    r"|\d{4}(?P<other>[./])[01]?\d(?P=other)[0-3]?\d)(?![.,/]?\d)"
)
_RUN = regex(rf"\d+(?:[.,:'’٫٬]\d+|[{_SPACES}]\d{{3}}(?!\d))*")
_ROW = regex(rf"\+?\d++(?:[{_SPACES}]\d++)++(?![.,]\d)")
"""Digits with spaces between them: a number, a telephone, or several numbers."""
_FIGURES = regex(
    rf"(?P<noon>{_NOON.pattern})|(?P<date>{_DATE.pattern})|(?P<row>{_ROW.pattern})"
    rf"|(?P<run>{_RUN.pattern})",
    re.IGNORECASE,
)
_TELEPHONE = regex(r"-\d\d-\d\d")
_SIGN_AFTER = regex(rf"[{_SPACES}]?[%‰°℃℉$€£₴¥]")
_MONEY = "$€£₴¥₽₺₹"
_CLOCK = regex(r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?")
_DOTTED = regex(r"(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)")
_DAY = regex(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
"""A day and its month."""
_NO_STOP_IN_TIMES = ("en-US", "en-CA")
"""Where `9.30` is a number; in other English it may be a time as well."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text of figures as another language writes it."""

    text: str


def is_prose(text: str) -> bool:
    """True if two words stand together outside of anything that is kept: a quick look.

    Such a text is neither figures nor nothing.
    """
    if "{" in text or "[" in text or "%" in text or "<" in text:
        return False
    return _WORDS.search(text) is not None


def is_nothing(text: str) -> bool:
    """True for a text in which there is nothing to translate into any language.

    Addresses, mail, file names, handles, hashtags, placeholders and embeds alone are such.
    """
    if not any(map(str.isalnum, text)):
        return True
    if len(text) > 10 * LONGEST or is_prose(text):
        return False
    return bool(_FILE.fullmatch(text)) or not any(
        map(str.isalnum, "".join(part for part, own in _parts(text) if own))
    )


def is_figures(text: str) -> bool:
    """True for a text of figures: numbers, times, dates, with signs and what `is_nothing` names."""
    if len(text) > LONGEST or is_prose(text) or not any(map(str.isnumeric, text)):
        return False
    rest = "".join(part for part, own in _parts(text) if own)
    if not any(map(str.isalpha, rest)):
        return any(map(str.isnumeric, rest))
    return not any(map(str.isalpha, _NOON.sub("", _SYMBOLS.sub("", rest))))


def rewritten(text: str, pair: tuple[str, str]) -> Rewritten | None:
    """Write figures as the language of the target does, by CLDR; often the text as it is.

    `pair` is the locales of source and target. None where no rule tells: a date in another order,
    what is read in two ways (`1,234` in Ukrainian, `10.05` as a time or a day), a language with
    digits of its own.
    """
    source, target = (locales.figure_style(tag) for tag in pair)
    if pair[0] == pair[1]:
        return Rewritten(text)
    if source is None or target is None or not target.latin:
        return None
    if "%" in text and source.percent_first is not target.percent_first:
        return None
    writer = _Writer(pair, source, target)
    halves = _NOON.search(text) is not None
    done: list[str] = []
    for part, own in _parts(text):
        position = 0
        for match in _FIGURES.finditer(part) if own else ():
            written = writer.write(match)
            # In `7–9 p.m.` the first is of the same half, and does not say so.
            if written is None or (halves and not match["noon"]):
                return None
            done += [part[position : match.start()], written]
            position = match.end()
        done.append(part[position:])
    return Rewritten("".join(done))


_SYMBOLS = regex(r"°[CFK]\b|[A-Z]{1,3}(?=[$])")


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts; False with those that are the same in every language."""
    position = 0
    for match in _EMBED.finditer(text):
        yield from _kept_apart(text[position : match.start()])
        yield match[0], False
        position = match.end()
    yield from _kept_apart(text[position:])


def _kept_apart(text: str) -> Iterator[tuple[str, bool]]:
    position = 0
    for each in kept(text, units=False):
        if not each.figure:
            yield text[position : each.start], True
            yield each.text, False
            position = each.end
    yield text[position:], True


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes single figures of one language as those of another."""

    pair: tuple[str, str]
    source: FigureStyle
    target: FigureStyle

    def write(self, match: re.Match[str]) -> str | None:
        """A figure in the other language; None where no rule tells."""
        if match["noon"]:
            return self._noon(match)
        if match["date"]:
            return match[0] if self._same_dates() else None
        if match["row"] and not self._is_number(match):
            return match[0]
        return self._run(_ascii(match[0]), timely=not _has_sign(match))

    def _is_number(self, row: re.Match[str]) -> bool:
        """True for digits in groups; False for a telephone, and for several numbers."""
        bare = row[0].lstrip("+")
        groups = len(bare.split())
        return (
            self._number(bare, self.source) is not None
            and not (row[0][0] == "+" and groups > 2)
            and not _TELEPHONE.match(row.string, row.end())
        )

    def _may_be_british(self) -> bool:
        tag = self.pair[0]
        if tag.split("-")[0] != "en" or tag in _NO_STOP_IN_TIMES:
            return False
        return self.target.decimal != "." or self.target.time != ":"

    def _same_dates(self) -> bool:
        orders = [locales.day_order(tag) for tag in self.pair]
        return orders[0] == orders[1]

    def _noon(self, match: re.Match[str]) -> str | None:
        languages = {tag.split("-")[0] for tag in self.pair}
        if languages == {"en"}:
            return match[0]
        hour = int(match["hour"])
        if self.pair[0].split("-")[0] != "en" or not 1 <= hour <= 12:
            return None
        later = 12 if match["half"].lower() == "p" else 0
        return locales.format_time(hour % 12 + later, int(match["minute"] or 0), self.pair[1])

    def _run(self, run: str, *, timely: bool) -> str | None:
        """A number or a time; `timely` if no sign beside it says that it is no time."""
        if run.startswith("+"):
            rest = self._run(run[1:], timely=timely)
            return None if rest is None else f"+{rest}"
        if run.isdigit():
            return run
        if ":" in run:
            return self._clock(run)
        if run.count(".") > 1 and not self._number(run, self.source):
            return run if set(run) <= set("0123456789.") else None
        time = _DOTTED.fullmatch(run) if timely else None
        if time is not None and self.source.decimal != ".":
            return self._time(time)
        if time is not None and self._may_be_british():
            return None
        parts = self._number(run, self.source)
        if parts is None:
            same = self._same_dates() if _DAY.fullmatch(run) else self._number(run, self.target)
            return run if same else None
        whole, fraction = parts
        digits = whole.replace(_group_of(whole), "") if not whole.isdigit() else whole
        if len(fraction) == 3 and whole.isdigit() and len(whole) < 4 and whole != "0":
            return run if self.source.decimal == self.target.decimal else None
        if not whole.isdigit():
            if not (self.source.threes and self.target.threes):
                return None
            digits = f"{int(digits):,}".replace(",", self._group(whole))
        return digits + (self.target.decimal + fraction if fraction else "")

    def _group(self, whole: str) -> str:
        """The sign of the target; where both have spaces, the one that was written."""
        sign = _group_of(whole)
        both = sign in _SPACES and self.target.group in _SPACES
        return sign if both else self.target.group

    def _clock(self, run: str) -> str | None:
        if self.target.time in (":", self.source.time):
            return run if run.replace(":", "").isdigit() else None
        found = _CLOCK.fullmatch(run)
        if found is None or not self.target.time:
            return None
        # A score may look like a time, but never begins with a nought, nor do its goals.
        sure = found["minute"][0] == "0" or found["hour"][0] == "0"
        return run.replace(":", self.target.time) if sure else None

    def _time(self, found: re.Match[str]) -> str | None:
        """A time written with a full stop, which may be a day and a month."""
        may_be_day = 1 <= int(found["minute"]) <= 12 and found["hour"] != "0"
        if self.source.time != "." and may_be_day:
            return None
        if not self.target.time:
            return None
        return f"{found['hour']}{self.target.time}{found['minute']}"

    @staticmethod
    def _number(run: str, style: FigureStyle) -> tuple[str, str] | None:
        """Whole and fraction of a number in a style; None where it is none."""
        whole, _sign, fraction = run.partition(style.decimal)
        if not fraction.isdigit() and fraction:
            return None
        if whole.isdigit():
            return whole, fraction
        groups = _GROUPS.fullmatch(whole)
        if groups is None or whole.startswith("0"):
            return None
        sign = groups[1]
        mine = _SPACES if style.group in _SPACES else "'’" if style.group in "'’" else style.group
        return (whole, fraction) if sign in mine else None


_GROUPS = regex(rf"\d{{1,3}}([.,'’{_SPACES}])\d{{3}}(?:\1\d{{3}})*")


def _has_sign(match: re.Match[str]) -> bool:
    """True for a number with a sign of money, a percentage or a temperature."""
    before = match.string[max(match.start() - 1, 0) : match.start()]
    return (before != "" and before in _MONEY) or bool(_SIGN_AFTER.match(match.string, match.end()))


def _group_of(whole: str) -> str:
    return next(char for char in whole if not char.isdigit())


def _ascii(run: str) -> str:
    """The same with the digits and signs that are written from left to right."""
    if run.isascii():
        return run
    return "".join(str(decimal(char, char)) for char in run).replace("٫", ".").replace("٬", ",")
