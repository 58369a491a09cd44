"""One value of the front matter as it was written: what a program reads, and nobody translates."""

import json
from itertools import islice
from typing import Any

import yaml

from l10n.formats.frontmatter.matter import Matter, located
from l10n.formats.frontmatter.yaml import MOST
from l10n.toml import load

OTHER = "…"
"""Stands for a value of YAML that is not made of words."""


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
    if not isinstance(read, dict) or name not in read:
        return None
    return "" if read[name] is None else read[name]


def _yaml(content: str) -> dict[str, str]:
    """The names at the top, each with the words of its value."""
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
                found.setdefault(key, OTHER)
        elif depth == 1 and isinstance(event, yaml.ScalarEvent):
            if key is None:
                key = event.value
            else:
                found.setdefault(key, event.value)
                key = None
        elif depth == 1 and isinstance(event, yaml.AliasEvent) and key is not None:
            found.setdefault(key, OTHER)
            key = None
    return found
