"""The same with Translate Toolkit: `read|write FILE N`."""

import sys

from translate.storage.tmx import tmxfile

what, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
if what == "write":
    store = tmxfile(sourcelanguage="uk", targetlanguage="en")
    for number in range(count):
        store.addtranslation(
            f"Рада міста № {number} <a1>ухвалила</a1> рішення про ремонт мосту через річку.",
            "uk",
            f"City council no. {number} <a1>decided</a1> to repair the bridge across the river.",
            "en",
        )
    store.savefile(path)
else:
    store = tmxfile.parsefile(path)
    assert sum(1 for unit in store.units if unit.source and unit.target) == count
