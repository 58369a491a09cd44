"""Where the files of a newsroom stand, by their names alone: nothing here looks at a disk."""

import contextlib
from dataclasses import field
from pathlib import Path, PurePosixPath

from l10n.dataclass import dataclass
from l10n.model.layout import Layout

CATALOGS = "catalogs"
PUBLISHED = "published"
RECORDS = "records"
VERSIONS = "versions"
WORKFLOWS = "workflows"
GLOSSARY = "glossary.csv"
GLOSSARIES = "glossary"
LINKS = "links.csv"
ADDENDA = "addenda"
TABLES = "tables"
MEMORY = "memory"
CACHE = ".l10n"
RECORD = ".versions.jsonl"
TEXTS = ".texts"


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one newsroom's files below one root folder."""

    root: Path
    layout: Layout = field(default_factory=Layout, kw_only=True)
    """Where articles are and pages go, once the workflows are read (`desk.open_desk`)."""

    def article_path(self, name: str) -> Path:
        """Where an article's source stands."""
        return self.root / self.layout.article(name)

    @property
    def articles_folder(self) -> Path:
        """Where all articles are."""
        return self.root / self.layout.articles

    def catalog_path(self, locale: str, name: str) -> Path:
        """Where the catalog of an article stands."""
        return self.root.joinpath(CATALOGS, locale, f"{name}.po")

    def drafts_path(self, locale: str, name: str) -> Path:
        """Where the record of machine drafts stands."""
        return self.root.joinpath(RECORDS, locale, f"{name}.drafts.jsonl")

    def sent_path(self, locale: str, name: str) -> Path:
        """Where the record of what was sent out stands."""
        return self.root.joinpath(RECORDS, locale, f"{name}.sent.jsonl")

    def machine_path(self, locale: str, name: str) -> Path:
        """Where the drafts stand as the machine wrote them."""
        return self.root.joinpath(RECORDS, locale, f"{name}.machine.jsonl")

    def reviews_path(self, locale: str, name: str) -> Path:
        """Where the signatures stand."""
        return self.root.joinpath(RECORDS, locale, f"{name}.reviews.jsonl")

    def questions_path(self, locale: str, name: str) -> Path:
        """Where editors' questions to translators stand."""
        return self.root.joinpath(RECORDS, locale, f"{name}.questions.jsonl")

    def former_path(self, path: Path) -> Path:
        """Where earlier versions of the tool kept a file of `records/`: beside the catalog."""
        return self.root / CATALOGS / path.relative_to(self.root / RECORDS)

    def published_path(self, locale: str, name: str) -> Path:
        """Where the current version stands."""
        return self.root / self.layout.page(locale, name)

    def beside_path(self, locale: str, article: str, file: str) -> Path | None:
        """Where the page of an article finds a file, given by its name below `articles/`.

        That is where the file itself is, if the page is beside its article. None where the
        address that leads there from the page would lead out of the folder of the pages.
        """
        place = self.layout.beside(locale, article, file)
        return self.root / place if place else None

    def versions_path(self, locale: str, name: str) -> Path:
        """Where the record of all versions stands."""
        return self.root.joinpath(VERSIONS, locale, f"{name}{RECORD}")

    def texts_path(self, locale: str, name: str) -> Path:
        """The folder of all texts that were ever published of an article."""
        return self.root.joinpath(VERSIONS, locale, f"{name}{TEXTS}")

    def text_path(self, locale: str, name: str, digest: str) -> Path:
        """Where a text that was published stands; `digest` is its SHA-256, hexadecimal."""
        return self.texts_path(locale, name) / f"{digest[:16]}{PurePosixPath(name).suffix}"

    def former_versions_path(self, locale: str, name: str) -> Path:
        """Where earlier versions of the tool kept the record: beside the page."""
        return self.root.joinpath(PUBLISHED, locale, f"{name}{RECORD}")

    def former_page_path(self, locale: str, name: str) -> Path:
        """Where they kept the page itself."""
        return self.root / PUBLISHED / locale / name

    def former_text_path(self, locale: str, name: str, number: int) -> Path:
        """Where they kept the text of an earlier version."""
        return self.root.joinpath(PUBLISHED, locale, f"{name}.v{number}")

    @property
    def glossary_path(self) -> Path:
        """Where the glossary stands, or its first file."""
        return self.root / GLOSSARY

    @property
    def glossaries_folder(self) -> Path:
        """Where more files of the glossary stand."""
        return self.root / GLOSSARIES

    @property
    def links_path(self) -> Path:
        """Where the table stands that leads addresses of other sites to those in a locale."""
        return self.root / LINKS

    @property
    def addenda_folder(self) -> Path:
        """Where all addenda stand."""
        return self.root / ADDENDA

    def addenda_path(self, locale: str, name: str) -> Path:
        """Where the texts stand that an article has in one locale alone."""
        return self.root.joinpath(ADDENDA, locale, f"{name}.toml")

    @property
    def journal_path(self) -> Path:
        """Where drafts wait for their catalog."""
        return self.root / CACHE / "drafts.jsonl"

    @property
    def index_path(self) -> Path:
        """Where commands keep what they found out about articles."""
        return self.root / CACHE / "index.sqlite"

    @property
    def looks_path(self) -> Path:
        """Where commands keep how all files looked when they last went over them."""
        return self.root / CACHE / "looks.sqlite"

    def preview_path(self, locale: str, name: str) -> Path:
        """Where the preview of an article goes unless a person names a place."""
        return self.root / CACHE / "previews" / locale / f"{name}.html"

    @property
    def sightings_path(self) -> Path:
        """Where commands keep what they last saw of catalogs."""
        return self.root / CACHE / "sightings.sqlite"

    @property
    def translated_path(self) -> Path:
        """Where commands keep which catalogs have translations of which texts."""
        return self.root / CACHE / "translated.sqlite"

    @property
    def memory_path(self) -> Path:
        """Where the index over all translations stands."""
        return self.root / CACHE / "memory.sqlite"

    @property
    def handed_path(self) -> Path:
        """What a shared memory has had from this machine."""
        return self.root / CACHE / "handed.sqlite"

    def memory_basis(self, locale: str, name: str) -> tuple[str, ...]:
        """What the memory has of a catalog is made of: it, signatures, drafts as made, article.

        As texts, since a look at thousands of them is for a fraction of a second.
        """
        root, records = self.root, f"{self.root}/{RECORDS}/{locale}/{name}"
        return (
            f"{root}/{CATALOGS}/{locale}/{name}.po",
            f"{records}.reviews.jsonl",
            f"{records}.machine.jsonl",
            f"{root}/{self.layout.article(name)}",
        )

    def judged_basis(self, locale: str, name: str) -> tuple[str, ...]:
        """What the judgement of an article goes by: it, catalog, signatures, records of drafts.

        As texts, for the same reason.
        """
        root, records = self.root, f"{self.root}/{RECORDS}/{locale}/{name}"
        return (
            f"{root}/{self.layout.article(name)}",
            f"{root}/{CATALOGS}/{locale}/{name}.po",
            f"{records}.reviews.jsonl",
            f"{records}.drafts.jsonl",
        )

    @property
    def memory_folder(self) -> Path:
        """Where the files of other tools stand that belong to the translation memory."""
        return self.root / MEMORY

    def shown(self, path: Path) -> str:
        """Name a path as a person in the workspace would."""
        text, root = str(path), f"{self.root}/"
        if text.startswith(root):
            return text[len(root) :]
        with contextlib.suppress(ValueError):
            return path.relative_to(self.root).as_posix()
        return text

    def reference(self, name: str) -> str:
        """Name an article in `#:` lines."""
        return self.layout.article(name)
