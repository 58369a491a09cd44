"""What a site generator would deploy that is no page: Jekyll copies the folder it is started in.

Source: Jekyll's documentation, "Configuration Options", `exclude`.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from l10n.desk.desk import Desk
from l10n.errors import ConflictError, L10nError
from l10n.messages import _
from l10n.model.paths import PRESETS
from l10n.store.places import CATALOGS, MEMORY, RECORDS, TABLES, VERSIONS, WORKFLOWS

_CONFIGURATIONS = ("_config.yml", "_config.yaml")
_ROOMS = (CATALOGS, RECORDS, VERSIONS, WORKFLOWS, TABLES, MEMORY, "addenda", "kept")


def exposed(desk: Desk) -> Iterator[L10nError]:
    """Name the tool's own folders that Jekyll would put into the site, earlier texts with them."""
    jekyll = PRESETS["jekyll"].pages
    if not any(each.paths.pages == jekyll for each in desk.workflows):
        return
    workspace = desk.workspace
    for name in _CONFIGURATIONS:
        document = workspace.read_if_there(workspace.root / name)
        if document is None:
            continue
        left = _excluded(document.text())
        there = [room for room in _ROOMS if (workspace.root / room).is_dir()]
        open_ = [room for room in there if not any(fnmatchcase(room, each) for each in left)]
        if open_:
            yield ConflictError(
                _("Jekyll would deploy {folders}").format(
                    folders=", ".join(f"{room}/" for room in open_)
                ),
                code="PUB-033",
                path=name,
                remedy=_("add to it: {line}").format(line=f"exclude: [{', '.join(open_)}]"),
            )


def _excluded(text: str) -> tuple[str, ...]:
    """The patterns of what is left out; none where nobody can read them."""
    import yaml

    try:
        found: Any = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return ()
    names = found.get("exclude") if isinstance(found, dict) else None
    listed = names if isinstance(names, list) else []
    return tuple(each.strip("/") for each in listed if isinstance(each, str))
