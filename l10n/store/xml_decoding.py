"""The bytes of an XML file as text: its encoding found, held to what the file says, bounded."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from l10n.errors import FileError
from l10n.messages import _
from l10n.regex import regex
from l10n.store.xml_events import cut

BLOCK = 1 << 16
"""Bytes that are read at once."""
_HEAD = 1024
"""Bytes at the start that hold the XML declaration, if there is one."""
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WITHOUT_BOM = (
    (regex(rb"<\x00\x00\x00|\x00\x00\x00<", re.DOTALL), "utf-32"),
    (regex(rb"(?:[\t\n\r ]\x00)*<\x00[^\x00]", re.DOTALL), "utf-16-le"),
    (regex(rb"(?:\x00[\t\n\r ])*\x00<\x00", re.DOTALL), "utf-16-be"),
    (regex(rb"\x4c\x6f\xa7\x94"), "ebcdic"),
)
"""How files begin in encodings whose ASCII is not ASCII (XML 1.0, appendix F)."""
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh")
_DECLARED = regex(
    r"<\?xml\s[^>]*?encoding\s*=\s*(?:\"([A-Za-z][\w.-]*)\"|'([A-Za-z][\w.-]*)')", re.ASCII
)
_SINGLE = regex(r"ascii|iso8859-(?:[1-9]|1[0-6])|cp125[0-8]|cp866|koi8-[ru]|mac-(?:cyrillic|roman)")
"""Names, as Python has them, of other encodings that a file may declare: a byte is a letter."""
_NOT_XML = regex(r"[^<]")


def text_blocks(file: IO[bytes], path: Path, error: type[FileError]) -> Iterator[str]:
    """The text of an XML file in blocks, without its byte-order mark; line ends as they stand.

    UTF-8 and UTF-16 are read, and those encodings with a byte for each letter that the file
    declares and is in. Raises `error` for archives, other encodings, and wrong bytes.
    """
    head = _read(file, BLOCK, path, error)
    encoding, skipped = _encoding(head, path, error)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    block, offset, lines, last = head[skipped:], skipped, 1, False
    while not last:
        following = _read(file, BLOCK, path, error)
        last = not following
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, last)
        except UnicodeDecodeError as reason:
            raise error(
                _("byte {offset} is not {encoding}").format(
                    offset=offset - held + reason.start, encoding=_shown(encoding)
                ),
                code="XML-005",
                path=path,
                line=lines + _line_ends(block[: max(reason.start - held, 0)], encoding),
                remedy=_("take the file from where it came once more, or save it as UTF-8"),
            ) from None
        lines += text.count("\n")
        offset += len(block)
        block = following
        yield text


def _read(file: IO[bytes], size: int, path: Path, error: type[FileError]) -> bytes:
    try:
        return file.read(size)
    except OSError as reason:
        raise error(
            _("cannot be read: {reason}").format(reason=reason.strerror or str(reason)),
            code="WS-003",
            path=path,
        ) from None


def _encoding(head: bytes, path: Path, error: type[FileError]) -> tuple[str, int]:
    """The encoding of a file by its first bytes, as Python names it, and the length of its BOM."""
    if head.startswith(_ARCHIVES):
        raise error(
            _("this is an archive, not an XML file"),
            code="XML-002",
            path=path,
            remedy=_("unpack it, and give the file that is in it"),
        )
    mark, found = next((pair for pair in _BOMS if head.startswith(pair[0])), (b"", ""))
    if not found:
        found = next((name for begins, name in _WITHOUT_BOM if begins.match(head)), "")
    if found in ("utf-32", "ebcdic"):
        raise _not_read(found, path, error)
    start = head[len(mark) : _HEAD].decode(found or "latin-1", "replace").lstrip()
    if start == "" or _NOT_XML.match(start):
        raise error(
            _("this is not an XML file"),
            code="XML-001",
            path=path,
            remedy=_("look at whether it is the file that was meant"),
        )
    declared = _DECLARED.match(start)
    name = (declared[1] or declared[2]) if declared else ""
    return _agreed(name, found, head, path=path, error=error), len(mark)


def _agreed(name: str, found: str, head: bytes, *, path: Path, error: type[FileError]) -> str:
    """The encoding that the file is in and says that it is in; raises `error` if they differ."""
    if not name:
        return found or "utf-8"
    try:
        declared = codecs.lookup(name).name
    except LookupError:
        raise _not_read(name, path, error) from None
    seen = found
    if declared in ("utf-8", "utf-16", "utf-16-le", "utf-16-be"):
        seen = found or "utf-8"
    elif _SINGLE.fullmatch(declared):
        seen = found or ("utf-8" if _is_utf8(head) else declared)
    else:
        raise _not_read(name, path, error)
    if seen not in (declared, f"{declared}-le", f"{declared}-be"):
        raise error(
            _("the file says that it is {declared}, and is {found}").format(
                declared=cut(name), found=_shown(seen)
            ),
            code="XML-004",
            path=path,
            line=1,
            remedy=_("write in its first line the encoding that it is in"),
        )
    return seen


def _is_utf8(head: bytes) -> bool:
    """True for bytes that are UTF-8 and no ASCII; text in other encodings hardly ever is."""
    if head.isascii():
        return False
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _not_read(name: str, path: Path, error: type[FileError]) -> FileError:
    return error(
        _("files in {encoding} are not read here").format(encoding=cut(name.upper())),
        code="XML-003",
        path=path,
        remedy=_("save it as UTF-8 with the program that it comes from"),
    )


def _line_ends(data: bytes, encoding: str) -> int:
    return data.decode(encoding, "replace").count("\n")


def _shown(encoding: str) -> str:
    return encoding.upper().removesuffix("-LE").removesuffix("-BE")
