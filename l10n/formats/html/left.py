"""What readers of a page see and translators do not: text in elements that are left alone."""

from typing import Any, NamedTuple

from l10n.regex import regex

_TAG = regex(r"<[^>]*(?:>|\Z)")
_UNREAD = frozenset(("script", "style", "metadata"))


class Left(NamedTuple):
    """An element with text that is not handed out."""

    start: int
    name: str
    """As a person would look for it: `svg`, `iframe srcdoc`."""
    language: str = ""
    """The other language that it is in, if that is why."""


def holder(node: Any) -> str:
    """Name an element that is left alone with words in it; empty for any other."""
    if node.name == "iframe":
        inner = _TAG.sub(" ", node.attrs.get("srcdoc") or "")
        return "iframe srcdoc" if any(map(str.isalnum, inner)) else ""
    return ""


def readable(node: Any) -> bool:
    """True if an element holds a letter or digit of its own language that is not kept as is."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each.name == "#text":
            if any(map(str.isalnum, each.data)):
                return True
        elif each is node or not (each.name in _UNREAD or _apart(each)):
            waiting += each.children or ()
            content = getattr(each, "template_content", None)
            waiting += () if content is None else (content,)
    return False


def language(attributes: dict[str, str | None]) -> str:
    """The language that an element says it is in; empty if it does not say or not know."""
    found = attributes.get("lang") or attributes.get("xml:lang") or ""
    return "" if found.lower() == "und" else found


def _apart(node: Any) -> bool:
    """True if an element speaks for itself: it is kept as it is, or names a language."""
    attributes = node.attrs
    if not attributes:
        return False
    kept = (attributes.get("translate") or "").lower() == "no"
    return kept or bool(language(attributes))
