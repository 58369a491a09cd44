"""One value of the front matter as it was written: what a program reads, and nobody translates."""

import json
from itertools import islice
from typing import Any

from l10n.formats.frontmatter.matter import Matter, located
from l10n.formats.frontmatter.yaml import MOST
from l10n.toml import load

OTHER = "…"
"""Stands for a value of YAML that is not made of words, or for several values of one name."""
_MERGED = "<<"
"""The name under which YAML takes over the fields of another mapping."""


def value_of(source: str, matter: Matter, name: str) -> object:
    """The value of a field at the top: of YAML the words as they stand there; None without one.

    Raises MatterError where front matter that may name the field cannot be read.
    """
    content = matter.content.of(source)
    if name not in content:
        return None
    # What is nested too deeply, or too long, is refused before anything is made of it.
    located(source, matter)
    readers = {"yaml": _yaml, "toml": load, "json": json.loads}
    read: Any = readers[matter.kind](content)
    if not isinstance(read, dict):
        return None
    if name not in read:
        return OTHER if matter.kind == "yaml" and _MERGED in read else None
    return "" if read[name] is None else read[name]


def _yaml(content: str) -> dict[str, str]:
    """The names at the top, each with the words of its value."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, str] = {}
    depth, key = 0, None
    for event in islice(yaml.parse(content, Loader=loader), MOST + 1):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            key = None
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth == 2 and key is not None:
                found[key] = OTHER
        elif depth == 1 and isinstance(event, yaml.ScalarEvent):
            if key is None:
                key = event.value
            else:
                # Of two values of one name readers of YAML take one or the other.
                found[key] = OTHER if key in found else event.value
                key = None
        elif depth == 1 and isinstance(event, yaml.AliasEvent) and key is not None:
            found[key] = OTHER
            key = None
    return found
