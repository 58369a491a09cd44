"""The attributes of a tag, and what they say."""

from l10n.formats.html.scan import SPACE, Attribute, HtmlToken
from l10n.formats.html.text import decode


def first(token: HtmlToken, name: str) -> Attribute | None:
    """The attribute of a name; the first of several counts."""
    return next((item for item in token.attributes if item.name == name), None)


def value(source: str, token: HtmlToken, name: str) -> str:
    """The value of an attribute, decoded and stripped; empty if there is none."""
    found = first(token, name)
    if found is None or found.quote is None:
        return ""
    return decode(source, found.start, found.end).strip(SPACE)
