"""Translate Toolkit's pofilter as a library: its default checks of every unit, files in memory."""

from optparse import Values

from loop import serve, worked
from translate.filters import checks, pofilter
from translate.storage import po

DEFAULTS = {
    "excludefilters": {},
    "limitfilters": None,
    "includefuzzy": True,
    "includereview": True,
    "autocorrect": False,
}
WORK: list[tuple[pofilter.pocheckfilter, po.pofile]] = []


def start(paths: dict[str, str]) -> dict[str, object]:
    for language, path in paths.items():
        config = checks.CheckerConfig(targetlanguage=language)
        filtering = pofilter.pocheckfilter(Values(DEFAULTS), checkerconfig=config)
        with open(path, "rb") as file:
            WORK.append((filtering, po.pofile(file)))
    return {}


def run() -> dict[str, object]:
    found = 0

    def work() -> None:
        nonlocal found
        for filtering, store in WORK:
            found += sum(len(filtering.filterunit(unit)) for unit in store.units)

    return {"seconds": worked(work), "findings": found}


serve({"start": start, "run": run})
