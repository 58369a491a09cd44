"""Hostile files of the formats that are XML, one table for all of their readers."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from l10n.exchange.tbx.reading import of_file as tbx
from l10n.exchange.tmx.reading import of_file as tmx
from l10n.exchange.xliff.reading import parse_bytes as xliff

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class Reader:
    """A format: how a file of it is read, and a file with a place for any text."""

    read: Callable[[io.BytesIO], object]
    """Reads a file to its end; raises L10nError for one that it refuses."""
    before: str
    """The file up to a text of it; `{}` is where an attribute may stand."""
    after: str
    root: str

    def file(self, text: str = "x", attribute: str = "", head: str = HEAD) -> bytes:
        """A file with something in the place of a text, an attribute, and what is before it."""
        return f"{head}{self.before.format(attribute)}{text}{self.after}".encode()


def _tmx(file: io.BytesIO) -> int:
    return sum(1 for _unit in tmx(file, Path("a.tmx")).units())


def _tbx(file: io.BytesIO) -> int:
    return sum(1 for _term in tbx(file, Path("a.tbx")).terms())


def _xliff(file: io.BytesIO) -> int:
    return sum(len(each.units) for each in xliff(file.read(), Path("a.xlf")))


READERS = {
    "tmx": Reader(
        _tmx,
        '<tmx version="1.4"><header srclang="uk"/><body><tu {}><tuv xml:lang="en"><seg>y</seg>'
        '</tuv><tuv xml:lang="uk"><seg>',
        "</seg></tuv></tu></body></tmx>",
        "tmx",
    ),
    "tbx": Reader(
        _tbx,
        '<martif type="TBX" xml:lang="uk"><text><body><termEntry {}><langSet xml:lang="en"><tig>'
        '<term>y</term></tig></langSet><langSet xml:lang="uk"><tig><term>',
        "</term></tig></langSet></termEntry></body></text></martif>",
        "martif",
    ),
    "xliff 1.2": Reader(
        _xliff,
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.md" '
        'source-language="uk" target-language="en" datatype="plaintext"><body><trans-unit id="1" '
        "{}><source>y</source><target>",
        "</target></trans-unit></body></file></xliff>",
        "xliff",
    ),
    "xliff 2.1": Reader(
        _xliff,
        '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="uk" '
        'trgLang="en"><file id="f"><unit id="1" {}><segment><source>y</source><target>',
        "</target></segment></unit></file></xliff>",
        "xliff",
    ),
}

Shape = Callable[[Reader], bytes]


def _bomb(reader: Reader) -> bytes:
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'{HEAD}<!DOCTYPE {reader.root} [<!ENTITY e0 "ha">{names}]>'
    return reader.file("&e9;", head=head)


def _grammar(inner: str, text: str) -> Shape:
    return lambda reader: reader.file(text, head=f"{HEAD}<!DOCTYPE {reader.root} {inner}>")


def _declared(name: str, codec: str) -> Shape:
    head = f'<?xml version="1.0" encoding="{name}"?>'
    return lambda reader: reader.file("Чому?", head=head).decode().encode(codec, "replace")


def _text(make: Callable[[], str]) -> Shape:
    return lambda reader: reader.file(make())


def _attribute(make: Callable[[], str]) -> Shape:
    return lambda reader: reader.file(attribute=make())


REFUSED: dict[str, Shape] = {
    "an entity bomb": _bomb,
    "a quadratic entity": _grammar(f'[<!ENTITY e "{"x" * 9_999}">]', "&e;" * 9_999),
    "a file of this machine": _grammar('[<!ENTITY e SYSTEM "file:///etc/passwd">]', "&e;"),
    "a file of a server": _grammar('[<!ENTITY e SYSTEM "http://127.0.0.1:9/">]', "&e;"),
    "a parameter entity": _grammar('[<!ENTITY % e SYSTEM "file:///dev/zero"> %e;]', "x"),
    "entities that are elsewhere": _grammar('SYSTEM "http://127.0.0.1:9/x.dtd"', "&e;"),
    "attributes by default": _grammar('[<!ATTLIST tu x CDATA "y">]', "x"),
    "a ZIP file": lambda reader: b"PK\x03\x04" + reader.file(),
    "a gzip file": lambda reader: b"\x1f\x8b\x08\x00" + b"\0" * 99,
    "nothing": lambda reader: b"",
    "NULs": lambda reader: b"\0" * 4_096,
    "a NUL in a text": _text(lambda: "a\0b"),
    "a picture": lambda reader: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "UTF-7": _declared("UTF-7", "utf-7"),
    "UTF-32": _declared("UTF-32", "utf-32"),
    "EBCDIC": _declared("IBM037", "cp037"),
    "an encoding that lies": _declared("UTF-8", "cp1251"),
    "another that lies": _declared("UTF-16", "utf-8"),
    "a third that lies": _declared("windows-1251", "utf-8"),
    "an encoding with a long name": _declared("x" * 900, "utf-8"),
    "a codec that unpacks": _declared("zlib", "utf-8"),
    "half a surrogate": lambda reader: reader.file("%%").replace(b"%%", b"\xed\xa0\x80"),
    "a reference to a surrogate": _text(lambda: "&#xD800;"),
    "a reference to nothing": _text(lambda: "&#99999999999999999999;"),
    "two marks": lambda reader: b"\xef\xbb\xbf\xef\xbb\xbf" + reader.file(),
    "half a file": lambda reader: reader.file("x" * 200)[:-60],
    "a huge attribute": _attribute(lambda: f'a="{"x" * 3_000_000}"'),
    "many attributes": _attribute(lambda: "".join(f"a{n}='' " for n in range(40_000))),
    "a million attributes": _attribute(lambda: "".join(f"a{n}='' " for n in range(1_000_000))),
    "a long name": _text(lambda: f"<{'x' * 100_000}/>"),
    "many names": _text(lambda: "".join(f"<x{n}/>" for n in range(20_000))),
    "deep elements": _text(lambda: "<x>" * 100_000),
    "an endless comment": _text(lambda: "<!--" + "x " * 2_000_000),
    "an endless instruction": _text(lambda: "<?x " + "x " * 2_000_000),
    "an endless section": _text(lambda: "<![CDATA[" + "x " * 4_000_000),
    "an endless text": _text(lambda: "x " * 4_000_000),
    "many empty elements": _text(lambda: "<x/>" * 400_000),
    "a tag that never ends": _text(lambda: "<x " + " " * 3_000_000),
    "another format": lambda reader: b"<html><body/></html>",
    "a root of another case": lambda reader: reader.file().replace(b"<", b"<X", 1),
}
READ: dict[str, Shape] = {
    "many comments": _text(lambda: "<!---->" * 100_000),
    "many instructions": _text(lambda: "<?x?>" * 100_000),
    "many sections": _text(lambda: "<![CDATA[]]>" * 90_000),
    "many entities": _text(lambda: "&lt;&#38;" * 9_000),
    "many brackets": _text(lambda: "&lt;a1&gt;" * 9_000),
    "many codes": _text(lambda: '<ph id="1">&lt;b&gt;</ph>' * 3_000),
    "codes that open": _text(lambda: '<bpt id="1" i="1">&lt;b&gt;</bpt>' * 3_000),
    "codes that close": _text(lambda: '<ept id="1" i="1">&lt;/b&gt;</ept>' * 3_000),
    "codes in codes": _text(lambda: "<hi>" * 60 + "x" + "</hi>" * 60),
    "a grammar that is named": _grammar('SYSTEM "http://127.0.0.1:9/x.dtd"', "x"),
    "control characters": _text(lambda: "&#9;&#10;&#13;\u0085\u2028\u202e"),
}
"""What a reader gets to the end of, whatever it makes of it."""


class Stream(io.RawIOBase):
    """A file that is made while it is read: a beginning, and then one block again and again."""

    def __init__(self, start: bytes, block: bytes, size: int) -> None:
        super().__init__()
        self.size = size
        self.given = 0
        self._blocks = self._made(start, block)
        self._rest = b""

    def _made(self, start: bytes, block: bytes) -> Iterator[bytes]:
        yield start
        while self.given < self.size:
            yield block

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size:
            more = next(self._blocks, None)
            if more is None:
                break
            self._rest += more
        given, self._rest = self._rest[:size], self._rest[size:]
        self.given += len(given)
        return given
