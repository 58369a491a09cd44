"""What hands do between the commands: targets and edits that follow from the text alone."""

import hashlib
import re
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import polib

EDITED = 25
"""Of so many words of four letters or more, an edit doubles one."""

_TAG = re.compile(r"(</?[a-z]+[0-9]+/?>)")
_LETTERS = str.maketrans(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ"
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abvhgdeežzyiïjklmnoprstufhcčšśjuâABVHGDEEŽZYIÏJKLMNOPRSTUFHCČŠŚJUÂ"
    "абцдефґхійклмнопярстувшьиєАБЦДЕФҐХІЙКЛМНОПЯРСТУВШЬИЄ",
)
_FORMS = (
    "",
    "{same}",
    "{text}",
    "{text}",
    "{text}",
    "{reversed}",
    "1991. {text}",
    "# {text}",
    "- {text}: так\\",
    "> {text} | `x` *y* _z_ ~~w~~ [foo]: bar",
    "[foo]: {text} <img onerror=x> &amp; <!-- x -->",
    "“{text}” \"x\" 'y' $z$ ---",
    "\u200f{text}\u2028\u05d0\u05d1 \u4e2d\u6587\u00a0\U0001f600",
    "{text} {{{{ x }}}} {{% y %}} %1$s",
    "=== {text} ===",
    "<omit/>",
)
_WORD = re.compile(r"(?<= )\w{4,}(?= )")


def target(context: str, source: str, human: Mapping[str, str]) -> str:
    """Translate a source text: people's own way for every other line that they translated.

    Elsewhere letters are exchanged and tags kept; now and then the text stays the same, empty, or
    left out, changes the order of its tags, or holds what some format could take for markup.
    """
    digest = hashlib.sha256(f"{context}\0{source}".encode()).digest()
    if digest[0] % 2 and source in human:
        return human[source]
    form = _FORMS[digest[1] % len(_FORMS)]
    return form.format(
        same=source,
        text="".join(map(_exchanged, _TAG.split(source))),
        reversed="".join(map(_exchanged, reversed(_whole(source)))),
    )


def _exchanged(piece: str) -> str:
    return "".join(
        part if _TAG.fullmatch(part) else part.translate(_LETTERS) for part in _TAG.split(piece)
    )


def _whole(source: str) -> list[str]:
    """Cut a text where no tag is open, before and behind each outermost tag."""
    found, depth = [""], 0
    for part in _TAG.split(source):
        if not _TAG.fullmatch(part) or part.endswith("/>"):
            found[-1] += part
        elif part.startswith("</"):
            depth -= 1
            found[-1] += part
            if depth == 0:
                found.append("")
        else:
            if depth == 0:
                found.append("")
            depth += 1
            found[-1] += part
    return found


def fill(folder: Path, human: Mapping[str, str]) -> None:
    """Translate every catalog below a folder with polib, as an editor of PO files would."""
    for path in sorted(folder.rglob("*.po")):
        catalog = polib.pofile(str(path))
        for entry in catalog:
            if entry.obsolete:
                continue
            entry.msgstr = target(entry.msgctxt or "", entry.msgid, human)
            entry.fuzzy = False
        catalog.save()


def edit(folder: Path) -> None:
    """Edit the articles: words come in, and every third loses a paragraph and moves another."""
    words = count(1)

    def doubled(match: re.Match[str]) -> str:
        return f"{match[0]} {match[0]}" if next(words) % EDITED == 0 else match[0]

    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for number, path in enumerate(paths):
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        chunks = _WORD.sub(doubled, text).split("\n\n")
        if number % 3 == 0 and len(chunks) > 6 and path.suffix != ".html":
            del chunks[3]
            chunks[-2], chunks[4] = chunks[4], chunks[-2]
        path.write_bytes("\n\n".join(chunks).encode("utf-8", "surrogateescape"))
