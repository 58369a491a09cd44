"""Argos Translate's own placement of tags: `argostranslate.tags.translate_tags` on trees of tags.

A tree is a list of strings and of `{"name": …, "children": […]}`; an empty tag has no children. As
with the translation of plain text, the sentence splitters are stood in for: each text is one
sentence.
"""

import splitters  # noqa: F401, I001

from argostranslate.tags import Tag, translate_tags
from argostranslate.translate import get_translation_from_codes
from loop import serve


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
