"""Good files to begin with: the repository's own, and what of ../shared/data is there."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
_MOST = 6_000
"""Bytes of a seed: a fuzzer changes a few bytes at a time, and small files are quickly parsed."""


@cache
def own(pattern: str) -> tuple[bytes, ...]:
    """Files of the repository by a pattern, those of a size to begin with."""
    found = (path.read_bytes() for path in sorted(ROOT.glob(pattern)) if path.is_file())
    return tuple(data for data in found if len(data) <= _MOST)


@cache
def commonmark(step: int = 9) -> tuple[bytes, ...]:
    """Examples of the CommonMark specification; none where it is not there."""
    path = DATA / "commonmark" / "spec.txt"
    if not path.is_file():
        return ()
    fence = "`" * 32
    text = path.read_text("utf-8")
    found = re.findall(rf"^{fence} example\n(.*?)^\.\n", text, re.M | re.S)
    return tuple(each.replace("→", "\t").encode() for each in found[::step])


@cache
def scraped() -> tuple[bytes, ...]:
    """The beginning of a published article, as scraped text; none where it is not there."""
    path = DATA / "seed" / "axios-negotiations.en.txt"
    return (path.read_bytes()[:2_000],) if path.is_file() else ()


@cache
def sentences() -> tuple[bytes, ...]:
    """Some lines of real news; none where they are not there."""
    path = DATA / "ntrex" / "news.uk.txt"
    lines = path.read_bytes().split(b"\n")[:400] if path.is_file() else []
    return tuple(lines[::20])


def zipped(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A small archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


def archives() -> Iterator[bytes]:
    """Parcels and packages, packed in both ways that are read."""
    po = b'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield zipped(("en/a.md.po", po), ("en/b/c.md.po", po), packing=packing)
    yield zipped(
        ("t/metadata.json", b'{"from_code": "uk", "to_code": "en", "package_version": "1.0"}'),
        ("t/sentencepiece.model", b"x"),
        ("t/model/model.bin", b"x"),
        ("t/model/shared_vocabulary.txt", b"x"),
    )
