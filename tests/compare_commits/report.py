"""The report of a comparison: differences by kind, as diffs, bounded on the screen."""

import json
import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tests.compare_commits.differences import Difference, Found

SHOWN = 3
"""Diffs of a kind on the screen; all of them are in its file."""
LINES = 12
"""Lines of one diff on the screen."""
FREQUENT = 3
WIDTH = 120

_GIT_DIFF = (
    *("git", "diff", "--no-index", "--no-color", "--no-ext-diff", "--no-textconv"),
    *("--no-renames", "--text", "--src-prefix=", "--dst-prefix=", "--unified=2"),
)
_HEAD = re.compile(rb"^diff --git [ab]/(\d+) [ab]/\d+$", re.M)
_CONTROL = {number: f"\\x{number:02x}" for number in (*range(9), *range(11, 32), 127)}
_CONTROL |= {0x85: "\\x85", 0x2028: "\\u2028", 0x2029: "\\u2029", 0xFEFF: "\\ufeff"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference and its diff."""

    difference: Difference
    hunks: str


def write(found: Found, names: tuple[str, str], folder: Path) -> str:
    """Write all diffs below a folder, a file for each kind; returns the report for the screen."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.diff"):
        old.unlink()
    head = (
        f"{names[0]} (before) and {names[1]} (after): {found.commands} commands each, "
        f"{found.files:,} files compared."
    )
    lines = [head]
    if found.dates:
        lines.append(f"{found.dates:,} files differ in dates or the tool's version alone.")
    lines += [f"moved: {move} ({count:,} files)" for move, count in sorted(found.moves.items())]
    if not found.differences:
        lines.append("Nothing else differs." if found.moves else "Nothing differs.")
    for kind, group in _by_kind(found.differences):
        path = folder / f"{_slug(kind)}.diff"
        shown = _diffs(group)
        path.write_text("".join(map(_whole, shown)), "utf-8")
        lines += ["", f"== {kind} — {len(group):,} differences, all in {path}", *_summary(shown)]
    text = "\n".join(lines) + "\n"
    (folder / "report.txt").write_text(text, "utf-8")
    return text


def _by_kind(differences: Sequence[Difference]) -> list[tuple[str, list[Difference]]]:
    """Group by kind, the most frequent first."""
    ordered = sorted(differences, key=lambda each: each.kind)
    groups = [(kind, list(group)) for kind, group in groupby(ordered, key=lambda each: each.kind)]
    return sorted(groups, key=lambda pair: (-len(pair[1]), pair[0]))


def _slug(kind: str) -> str:
    return re.sub(r"\W+", "-", kind)[:120].strip("-")


def _whole(shown: Shown) -> str:
    return f"=== {shown.difference.place}\n{shown.hunks}\n"


def _summary(shown: Sequence[Shown]) -> Iterator[str]:
    """The changes that come most often, the first few diffs, and where the rest are."""
    one_sided = any(
        each.difference.before is None or each.difference.after is None for each in shown
    )
    changes: Counter[str] = Counter()
    if not one_sided:
        changes.update(change for each in shown for change in set(_changes(each.hunks)))
    for change, count in changes.most_common(FREQUENT):
        if count > 1:
            yield f"   {count:,} times:"
            yield from _bounded(change, 6, "     ")
    for each in shown[:SHOWN]:
        yield f"  {each.difference.place[:WIDTH]}"
        yield from _bounded(each.hunks, LINES, "    ")
    cases = Counter(f"{each.difference.case}, {each.difference.step}" for each in shown[SHOWN:])
    if cases:
        rest = "; ".join(f"{count:,} in {case}" for case, count in cases.most_common(6))
        yield f"  and {rest}{'; …' if len(cases) > 6 else ''}"


def _changes(hunks: str) -> Iterator[str]:
    """The runs of changed lines of a diff."""
    for changed, run in groupby(hunks.split("\n"), key=lambda line: line[:1] in ("-", "+")):
        if changed:
            yield "\n".join(run)


def _bounded(text: str, most: int, indent: str) -> Iterator[str]:
    lines = text.rstrip("\n").split("\n")
    for line in lines[:most]:
        yield indent + (line if len(line) <= WIDTH else line[:WIDTH] + "…")
    if len(lines) > most:
        yield f"{indent}… {len(lines) - most:,} lines more"


def _readable(path: str, data: bytes) -> str:
    """Make a text that can be compared line by line: a record's fields stand in lines of their own.

    Control characters, which a terminal would not show, become their escapes.
    """
    text = data.decode("utf-8", "replace").translate(_CONTROL)
    if not path.endswith(".jsonl"):
        return text
    return "".join(map(_fields, text.splitlines(keepends=True)))


def _fields(line: str) -> str:
    try:
        record = json.loads(line)
    except ValueError:
        return line
    return "".join(f"{name}: {value}\n" for name, value in record.items()) + "\n"


def _diffs(differences: Sequence[Difference]) -> list[Shown]:
    """Compare many pairs of texts with one run of git; control characters are made visible."""
    hunks: dict[int, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, each in enumerate(differences):
            for side, data in (("a", each.before), ("b", each.after)):
                if data is not None:
                    path = Path(folder, side, str(number))
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(_readable(each.path, data), "utf-8")
        for side in ("a", "b"):
            Path(folder, side).mkdir(exist_ok=True)
        done = subprocess.run(
            [*_GIT_DIFF, "a", "b"],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull},
            capture_output=True,
            check=False,
        )
    pieces = _HEAD.split(done.stdout)[1:]
    for number, piece in zip(pieces[::2], pieces[1::2], strict=True):
        body = piece.decode("utf-8", "replace").strip("\n").split("\n")
        start = next((at for at, line in enumerate(body) if line.startswith("@@")), len(body))
        hunks[int(number)] = "\n".join(body[start:])
    return [
        Shown(each, hunks.get(number) or "(an empty file)")
        for number, each in enumerate(differences)
    ]
