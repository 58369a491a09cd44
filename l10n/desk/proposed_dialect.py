"""Which dialect a newsroom's articles are likely written in, told by the files of its system."""

from collections.abc import Iterator
from pathlib import Path

_SIGNS = (
    ("hugo", ("hugo.toml", "hugo.yaml", "hugo.json", "config/_default", "archetypes/default.md")),
    ("jekyll", ("_config.yml", "_config.yaml", "_config.toml", "_layouts", "_posts")),
    ("docusaurus", ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs")),
    ("mkdocs", ("mkdocs.yml", "mkdocs.yaml")),
    ("myst", ("myst.yml", "conf.py", "docs/conf.py", "_toc.yml")),
    ("obsidian", (".obsidian",)),
    ("wordpress", ("wp-config.php", "wp-content", "wp-config-sample.php")),
)
"""Files and folders that each system has at the root of a site. A `_config.yml` that stands
beside a `_toc.yml` is Jupyter Book's, which reads MyST."""


def proposed_dialect(folder: Path) -> str:
    """The dialect that fits a folder, or the repository that it lies in; empty where none is told.

    Looks at names alone, and reads nothing.
    """
    for place in _places(folder.absolute()):
        found = [name for name, signs in _SIGNS if any((place / sign).exists() for sign in signs)]
        if found:
            return "myst" if found == ["jekyll", "myst"] else found[0]
    return ""


def _places(folder: Path) -> Iterator[Path]:
    """The folder and those around it, up to the root of its repository."""
    yield folder
    around = list(folder.parents)
    root = next((n for n, each in enumerate((folder, *around)) if (each / ".git").exists()), 0)
    yield from around[:root]


def proposed_preset(folder: Path, source: str) -> str:
    """The preset of paths that fits the site in a folder; empty where it holds none.

    `source` is the language of the articles: Hugo may have a folder for each.
    """
    found = [name for name, signs in _SIGNS if any((folder / sign).exists() for sign in signs)]
    if found[:1] == ["hugo"] and (folder / "content").is_dir():
        return "hugo-folders" if (folder / "content" / source).is_dir() else "hugo-files"
    if found == ["jekyll"] and (folder / "_posts").is_dir():
        return "jekyll"
    if found[:1] == ["docusaurus"] and (folder / "docs").is_dir():
        return "docusaurus"
    return ""
