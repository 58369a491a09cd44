"""An editor in a process of its own: it opens files, changes them and saves them, again and again.

    python tests/editor.py KIND SAVES ROOT FILE…

It knows nothing of l10n. Each save of a file puts a new number into it, `zz<n>zz`; before the next
save of that file the number is looked for where a person would: in the file, in versions of it, in
`kept/`. It ends after so many saves, or when its input ends, and prints what it saw as JSON.
"""

import json
import os
import random
import re
import select
import sys
import time
from pathlib import Path

NUMBER = re.compile(rb"zz\d+zz")
FIRST = re.compile(rb'(\nmsgstr ")(?!")')
"""Where the first translation of a catalog begins."""


def rename(path: Path, data: bytes) -> None:
    """Save as vim and gedit do."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_bytes(data)
    os.replace(beside, path)


def truncate(path: Path, data: bytes) -> None:
    """Save as Poedit does."""
    path.write_bytes(data)


def slow(path: Path, data: bytes) -> None:
    """Save in place and piece by piece, as over a slow line."""
    piece = len(data) // 3 + 1
    with path.open("r+b", buffering=0) as file:
        pause(5)
        for start in range(0, len(data), piece):
            file.write(data[start : start + piece])
            pause(5)
        file.truncate(len(data))


def pause(milliseconds: float) -> None:
    time.sleep(random.uniform(0, milliseconds) / 1000)


KINDS = {"rename": rename, "truncate": truncate, "slow": slow}


def changed(data: bytes, number: bytes) -> bytes:
    """The text with a new number: in the place of the last one, else in the first translation."""
    if NUMBER.search(data):
        return NUMBER.sub(number, data, count=1)
    if data.startswith((b"#", b"msgid")):
        return FIRST.sub(rb"\1" + number, data, count=1)
    return data + b"\n" + number + b"\n"


def read(path: Path) -> bytes:
    """What stands there; nothing, where for a moment nothing does."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def elsewhere(root: Path, path: Path, number: bytes) -> bool:
    """True if a number stands in a version of the file or in `kept/`."""
    versions = (root / "versions").rglob(f"{path.name}.texts/*")
    kept = (root / "kept").rglob(f"{path.name}*")
    return any(number in read(each) for each in (*kept, *versions))


def found(root: Path, path: Path, number: bytes) -> str:
    """Where a number is: `in place`, `kept` or `lost`; what is in hand is waited for."""
    for _look in range(40):
        if number in read(path):
            return "in place"
        if elsewhere(root, path, number):
            return "kept"
        time.sleep(0.05)
    return "lost"


def main(kind: str, saves: int, root: Path, paths: list[Path]) -> dict[str, object]:
    """Save until there is nothing left to do."""
    last: dict[Path, bytes] = {}
    counts = {"saves": 0, "in place": 0, "kept": 0, "lost": 0}
    lost: list[str] = []

    def check(path: Path) -> None:
        where = found(root, path, last[path])
        counts[where] += 1
        if where == "lost":
            lost.append(f"{path.name}: {last[path].decode()}")

    while counts["saves"] < saves and not select.select([sys.stdin], [], [], 0)[0]:
        path = random.choice(paths)
        if path in last:
            check(path)
        data = read(path)
        if not data:
            continue
        number = b"zz%dzz" % counts["saves"]
        new = changed(data, number)
        if number not in new:
            continue
        KINDS[kind](path, new)
        counts["saves"] += 1
        last[path] = number
        pause(20 if kind == "slow" else 10)
    # All that is still at work ends before the last look.
    print("done", flush=True)
    sys.stdin.read()
    for path in last:
        check(path)
    return {**counts, "which": lost}


if __name__ == "__main__":
    print(
        json.dumps(
            main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), [*map(Path, sys.argv[4:])])
        )
    )
