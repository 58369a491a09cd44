"""How a page says what its counterparts in other languages are: in its head, in its front matter.

Sources: HTML Standard, 4.6.6 (`alternate`, `hreflang`) and RFC 6596 (`canonical`); Google Search
Central, "Tell Google about localized versions of your page", for `x-default`.
"""

import json

from l10n.model.counterparts import Alternates

KINDS = ("html", "yaml", "toml")


def links(alternates: Alternates) -> str:
    """Elements for the head of a page of HTML."""
    return "".join(
        f'<link rel="alternate" hreflang="{tag}" href="{quoted(url)}">' for tag, url in alternates
    )


def listed(alternates: Alternates, kind: str) -> str:
    """A value of front matter: a list of tables with `lang` and `url`, on one line.

    JSON is YAML too.
    """
    sign = " = " if kind == "toml" else ": "
    names = ("lang", "url") if kind == "toml" else ('"lang"', '"url"')
    items = (
        f"{{{names[0]}{sign}{_string(tag)}, {names[1]}{sign}{_string(url)}}}"
        for tag, url in alternates
    )
    return f"[{', '.join(items)}]"


def exchanged(text: str, before: Alternates, after: Alternates) -> str | None:
    """A page with other counterparts; None where it does not name those before in one place."""
    forms = [(links(before), links(after))]
    forms += [(listed(before, kind), listed(after, kind)) for kind in ("yaml", "toml")]
    there = [(old, new) for old, new in forms if old and text.count(old) == 1]
    if len(there) != 1:
        return None
    old, new = there[0]
    return text.replace(old, new)


def quoted(url: str) -> str:
    """An address as the value of an attribute in double quotes."""
    return url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _string(text: str) -> str:
    """A string as YAML, TOML and JSON have it: addresses are ASCII."""
    return json.dumps(text)
