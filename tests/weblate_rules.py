"""Run in the environment of the peers: sees catalogs as a component of Weblate does.

Discovery of components, masks of files and codes of languages follow Weblate 5.14 (trans/discovery,
lang/models, formats); files are read and written by Translate Toolkit, as there.
"""

import glob
import json
import os
import re
import sys

from translate.storage.pypo import pofile
from weblate_language_data.aliases import ALIASES
from weblate_language_data.languages import LANGUAGES

KNOWN = {each[0] for each in LANGUAGES}


def language(code: str) -> str | None:
    """The code by which Weblate knows a language, or None."""
    for each in (code, code.replace("-", "_")):
        for known in KNOWN:
            if known.lower() == each.lower():
                return known
    return ALIASES.get(code.lower().replace("-", "_"))


def seen(path: str) -> list[list[object]]:
    """The units of a file: context, original, translation, whether it needs editing, flags."""
    store = pofile.parsefile(path)
    return [
        [
            unit.getcontext(),
            str(unit.source),
            str(unit.target or ""),
            unit.isfuzzy(),
            sorted(unit.typecomments),
        ]
        for unit in store.units
        if unit.istranslatable() and not unit.isheader() and not unit.isobsolete()
    ]


def components(discovery: dict[str, str]) -> dict[str, dict[str, object]]:
    """Components by mask, each with its files by locale; the working directory is the tree."""
    path_match = re.compile(f"^{discovery['match']}$")
    language_match = re.compile(discovery["language_regex"])
    found: dict[str, dict[str, object]] = {}
    for root, folders, files in os.walk("."):
        for name in (*files, *folders):
            path = os.path.relpath(os.path.join(root, name), ".")
            match = path_match.match(path)
            if match is None or not language_match.match(match["language"]):
                continue
            mask = path[: match.start("language")] + "*" + path[match.end("language") :]
            one = found.setdefault(mask, {"files": {}, "component": match["component"]})
            one["files"][match["language"]] = {"path": path, "units": seen(path)}
    for mask, one in found.items():
        one["globbed"] = sorted(glob.glob(mask))
        one["languages"] = {code: language(code) for code in one["files"]}
    return found


def save(path: str, source: str, target: str) -> None:
    """Translate a unit as Weblate does when it commits."""
    store = pofile.parsefile(path)
    store.wrapper.width = 77
    unit = next(each for each in store.units if each.source == source)
    unit.target = target
    unit.markfuzzy(False)
    store.updateheader(
        add=True,
        last_translator="Olena <olena@example.org>",
        po_revision_date="2026-05-01 10:00+0000",
        x_generator="Weblate 5.14",
    )
    store.savefile(path)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        save(*sys.argv[2:5])
    print(json.dumps(components(json.loads(sys.argv[1]))))
