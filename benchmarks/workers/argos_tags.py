"""Argos Translate's own placement of tags: `argostranslate.tags.translate_tags` on trees of tags.

A tree is a list of strings and of `{"name": …, "children": […]}`; an empty tag has no children. As
with the translation of plain text, the sentence splitters are stood in for: each text is one
sentence.
"""

import sys
from types import ModuleType, SimpleNamespace

from loop import serve


class Whole:
    """Finds one sentence in every text, in no time."""

    def __init__(self, *_given: object, **_options: object) -> None:
        """Need no model."""

    def sentences(self, text: str) -> list[str]:
        """Give the text as its only sentence."""
        return [text]


def _stand_in(name: str, **members: object) -> None:
    module = ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module


_stand_in("stanza")
_stand_in(
    "minisbd", SBDetect=Whole, models=SimpleNamespace(cache_dir="", list_models=lambda: ["uk"])
)

from argostranslate.tags import Tag, translate_tags  # noqa: E402
from argostranslate.translate import get_translation_from_codes  # noqa: E402


def _tree(nodes: list[object], name: str = "") -> Tag:
    tag = Tag(
        [node if isinstance(node, str) else _tree(node["children"], node["name"]) for node in nodes]
    )
    tag.name = name
    return tag


def _nodes(tag: Tag) -> list[object]:
    return [
        child if isinstance(child, str) else {"name": child.name, "children": _nodes(child)}
        for child in tag.children
    ]


def run(trees: list[list[object]], source: str, target: str) -> dict[str, object]:
    translation = get_translation_from_codes(source, target)
    return {"trees": [_nodes(translate_tags(translation, _tree(tree))) for tree in trees]}


serve({"run": run})
