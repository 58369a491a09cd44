"""The catalogs of the repository's messages: `python -m tests.messages` brings them up to date.

Each package has one catalog for each language; that of `l10n/` holds the messages of click too,
which speaks for us in usages and usage errors. No places are noted: they would change with every
edit.
"""

import io
import os
import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import l10n

ROOT = Path(__file__).parent.parent
LANGUAGES = ("uk",)
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
FOREIGN = {**KEYWORDS, "gettext": None}
OF_CLICK = "click"


@dataclass(frozen=True)
class Source:
    """One message of the sources, and whether only click says it."""

    singular: str
    plural: str | None
    of_click: bool


@dataclass(frozen=True)
class Package:
    """A package that says something to people, and its catalogs under `locale/`."""

    folder: Path
    project: str
    with_click: bool = False

    @property
    def domain(self) -> str:
        return self.folder.name

    def po_path(self, language: str) -> Path:
        return self.folder / "locale" / language / "LC_MESSAGES" / f"{self.domain}.po"

    def mo_path(self, language: str) -> Path:
        return self.po_path(language).with_suffix(".mo")

    def sources(self) -> dict[str, Source]:
        """Every message by its singular, sorted."""
        return dict(_sources(self))

    def read(self, language: str) -> Catalog:
        """The catalog of a language; a new one where there is none yet."""
        path = self.po_path(language)
        if not path.exists():
            return Catalog(
                locale=language,
                domain=self.domain,
                project=self.project,
                version=l10n.__version__,
                msgid_bugs_address="",
                language_team=language,
                fuzzy=False,
            )
        with path.open("rb") as file:
            return read_po(file, locale=language, domain=self.domain)


L10N = Package(ROOT / "l10n", "newsroom-l10n", with_click=True)
PACKAGES = (L10N, Package(ROOT / "plugins/l10n-apertium/l10n_apertium", "l10n-apertium"))


@cache
def _sources(package: Package) -> dict[str, Source]:
    found: dict[str, Source] = {}
    places = [(package.folder, KEYWORDS, False)]
    if package.with_click:
        places.append((Path(click.__file__).parent, FOREIGN, True))
    for folder, keywords, of_click in places:
        for singular, plural in _extract(folder, keywords):
            known = found.get(singular, Source(singular, None, of_click))
            found[singular] = Source(singular, plural or known.plural, known.of_click)
    return dict(sorted(found.items()))


def _extract(
    folder: Path, keywords: dict[str, tuple[int, ...] | None]
) -> Iterator[tuple[str, str | None]]:
    # Most files mark nothing, and Babel takes each to pieces in Python.
    marks = re.compile(rf"\b(?:{'|'.join(keywords)})\s*\(")
    for path in sorted(folder.rglob("*.py")):
        if not marks.search(path.read_text("utf-8")):
            continue
        rows = extract_from_file("python", path, keywords=keywords)
        for _line, message, _comments, _context in rows:
            if isinstance(message, str):
                yield message, None
            else:
                yield message[0], message[1]


def updated(old: Catalog, found: dict[str, Source]) -> Catalog:
    """The catalog with just these messages; translations are kept, near ones become fuzzy."""
    template = Catalog(project=old.project, version=old.version, creation_date=old.creation_date)
    for each in found.values():
        identity = each.singular if each.plural is None else (each.singular, each.plural)
        template.add(identity, auto_comments=[OF_CLICK] if each.of_click else [])
    template.header_comment = old.header_comment
    new = read_po(io.BytesIO(po_bytes(old)), locale=old.locale, domain=old.domain)
    new.update(template, update_header_comment=False)
    new.obsolete.clear()
    for message in new:
        message.flags = _flags(message)
    return new


def _flags(message: Message) -> set[str]:
    """Say which placeholders a message has: Babel's guess takes `50 % of` for one of printf's."""
    kept = {flag for flag in message.flags if not flag.endswith("-format")}
    text = message.id if isinstance(message.id, str) else message.id[-1]
    if message.id and "%(" in text:
        kept.add("python-format")
    elif message.id and fields(text):
        kept.add("python-brace-format")
    return kept


def fields(text: str) -> frozenset[str]:
    """Name the placeholders of a message: `{name}` in braces, or `%(name)s`."""
    if "%(" in text:
        return frozenset(part.split(")")[0] for part in text.split("%(")[1:])
    return frozenset(name for _text, name, _form, _as in string.Formatter().parse(text) if name)


def po_bytes(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalog, no_location=True, sort_output=True, ignore_obsolete=True)
    return buffer.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Compile a catalog; the same bytes for the same catalog, fuzzy messages left out."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def translated(message: Message) -> bool:
    texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return not message.fuzzy and bool(texts) and all(texts)


def _replace(path: Path, data: bytes) -> bool:
    """Write a file in one step, if it has other bytes."""
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(data)
    os.replace(beside, path)
    return True


def main() -> int:
    """Bring every catalog up to date, compile it, and print what waits for a translator."""
    missing = 0
    for package in PACKAGES:
        found = package.sources()
        for language in LANGUAGES:
            catalog = updated(package.read(language), found)
            for path, data in (
                (package.po_path(language), po_bytes(catalog)),
                (package.mo_path(language), mo_bytes(catalog)),
            ):
                if _replace(path, data):
                    print(f"wrote {path.relative_to(ROOT)}")
            for message in sorted(catalog, key=lambda each: str(each.id)):
                if message.id and not translated(message):
                    missing += 1
                    kind = "fuzzy" if message.fuzzy else "untranslated"
                    print(f"{package.domain}, {language}: {kind}: {message.id!r}")
        print(f"{package.domain}: {len(found)} messages")
    print(f"{missing} to translate")
    return 1 if missing else 0


def active(catalog: Catalog) -> Iterator[Message]:
    """Its messages without its head."""
    return (message for message in catalog if message.id)


def singular(message: Message) -> str:
    """What it says in English, of one thing if it counts."""
    return message.id if isinstance(message.id, str) else message.id[0]


if __name__ == "__main__":
    sys.exit(main())
