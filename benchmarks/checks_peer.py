"""Translate Toolkit's pofilter: what its default checks say of the same texts.

It is GPL, and so a command of its own: PO files in, PO files with its remarks out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from benchmarks import peers
from benchmarks.processes import Ran, run

NAME = "pofilter"
COMMAND = peers.HOME / "bin" / "pofilter"
_REMARK = re.compile(r"\(pofilter\) ([\w-]+):")


@dataclass(frozen=True, slots=True)
class Told:
    """What it says of each text: the names of its checks."""

    names: tuple[frozenset[str], ...]
    ran: Ran


def ready() -> bool:
    """True if it is installed."""
    return COMMAND.is_file()


def write(path: Path, texts: Sequence[tuple[str, str]], language: str) -> None:
    """Write a PO file of sources and targets; the number of each is its context."""
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": language}
    for number, (source, target) in enumerate(texts):
        catalog.append(polib.POEntry(msgctxt=str(number), msgid=source, msgstr=target))
    catalog.save(str(path))


def told(folder: Path, texts: Sequence[tuple[str, str]], language: str) -> Told:
    """Run it over some texts; raises FailedError if it fails."""
    given, made = folder / f"{language}.po", folder / f"{language}-told.po"
    write(given, texts, language)
    made.unlink(missing_ok=True)
    options = ["--progress=none", f"--language={language}"]
    ran = run([COMMAND, *options, given, made], folder=folder, log=folder / "pofilter")
    names = [frozenset[str]()] * len(texts)
    if made.is_file():
        for entry in polib.pofile(str(made), encoding="utf-8"):
            names[int(entry.msgctxt)] = frozenset(_REMARK.findall(entry.tcomment))
    return Told(tuple(names), ran)
