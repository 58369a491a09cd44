"""Telephone numbers: digits in groups, as people write them."""

from collections.abc import Iterator

from l10n.language.facts.fact import Fact, Kind
from l10n.regex import regex

_PHONE = regex(
    r"(?<![\w.,+/:])(?:\+\d{1,3}[ \-.]?)?(?:\(\d{2,5}\)[ \-.]?)?"
    r"(?:0[ \-])?\d{2,4}(?:[ \-.]\d{2,4}){1,4}(?![\w,./:]?\d)"
    r"|(?<![\w.,+/:])\+\d{7,15}(?!\d)"
)
_NUMBER = regex(r"\d{1,3}(?:([ .])\d{3})(?:\1\d{3})*+")


def phones(text: str) -> Iterator[Fact]:
    """The telephone numbers of a text."""
    for match in _PHONE.finditer(text):
        written = match.group()
        digits = "".join(filter(str.isdigit, written))
        if not 7 <= len(digits) <= 15:
            continue
        sure = written[0] in "+(" or written.count("-") >= 2 or digits[0] == "0"
        # A number in groups does not begin with a nought; `0 800 123 456` is a hotline's.
        if sure and (digits[0] == "0" or not _NUMBER.fullmatch(written)):
            # With the code of the country, or with a nought for it.
            local = (digits[-9:],) if len(digits) >= 10 else ()
            yield Fact(Kind.PHONE, digits, *match.span(), written, others=local)
