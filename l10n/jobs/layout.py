"""Layout: a new workspace, and articles copied into one."""

import contextlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.first_workflow import first_workflow
from l10n.desk.proposed_dialect import proposed_dialect, proposed_preset
from l10n.errors import ConflictError, FileError, L10nError, UsageError
from l10n.formats.html.cleaning import Cleaning, clean, is_export
from l10n.glossary.columns import COLUMNS
from l10n.language.locales import known
from l10n.messages import _
from l10n.model.paths import PLAIN
from l10n.model.paths import preset as preset_of
from l10n.store.document import Document, read_document
from l10n.store.merging import ATTRIBUTES, LINES
from l10n.store.places import CATALOGS, GLOSSARY, PUBLISHED, RECORDS, WORKFLOWS
from l10n.store.replacing.writing import unwritable
from l10n.store.workspace import Workspace

GLOSSARY_HEAD = ",".join(COLUMNS) + "\n"
GITIGNORE = "/.l10n/\n/catalogs/**/*.mo\n"
GITATTRIBUTES = "".join(f"{line}\n" for line in LINES)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A workspace that was laid out."""

    made: tuple[Path, ...]
    """The folders and files that were not there."""
    articles: str
    """The folder of the articles."""
    proposed: str = ""
    """The preset that fits the site that the folder holds, where none was named; else empty."""


def lay_out(folder: Path, source: str, targets: Iterable[str], preset: str = "") -> LaidOut:
    """Make the folders and files of a workspace that are not there yet.

    With a preset, articles are where a system has them. Nothing that is already there is changed.
    Raises UsageError for a locale tag that is none, for a source that is the only target too, or
    for a folder that is a workspace already.
    """
    workspace = Workspace(folder)
    try:
        there = workspace.workflow_files()
    except FileError as error:
        raise error.at(path=str(folder / WORKFLOWS)) from error
    if there:
        raise UsageError(
            _("this folder is a workspace already"),
            code="USE-007",
            path=str(folder),
            remedy=_("`l10n status` shows what is in it"),
        )
    spoken = known(source)
    tags = list(dict.fromkeys(known(tag) for tag in targets))
    if tags == [spoken]:
        raise UsageError(
            _("the only target, {locale}, is the language of the articles").format(locale=spoken),
            code="USE-008",
            remedy=_("write the language to translate into"),
        )
    dialect = proposed_dialect(folder)
    text = first_workflow(spoken, tags, dialect, preset=preset)
    paths = preset_of(preset, spoken) if preset else PLAIN
    pages = () if preset else (PUBLISHED,)
    made: list[Path] = []
    try:
        for name in (paths.articles, CATALOGS, RECORDS, *pages, WORKFLOWS):
            if not (folder / name).is_dir():
                (folder / name).mkdir(parents=True)
                made.append(folder / name)
    except OSError as error:
        raise unwritable(error.filename, error) from None
    # The workflow makes it a workspace, so it comes last: a run that is cut short can be run again.
    files = ((".gitignore", GITIGNORE), (ATTRIBUTES, GITATTRIBUTES))
    more = ((GLOSSARY, GLOSSARY_HEAD), (f"{WORKFLOWS}/news.toml", text))
    for name, content in (*files, *more):
        path = folder / name
        if workspace.is_gone(path):
            workspace.write(path, content, None)
            made.append(path)
    fitting = "" if preset else proposed_preset(folder, spoken)
    return LaidOut(tuple(made), paths.articles, fitting)


@dataclass(frozen=True, slots=True)
class Added:
    """An article that was copied in."""

    file: Path
    article: str
    workflow: str | None
    """The workflow that claims it; None where none does."""
    there: bool = False
    """It was there already, with the same text."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file that a word processor made, and what could be cleaned away in it."""

    file: Path
    cleaning: Cleaning


def exports(desk: Desk, files: Iterable[Path], folder: str) -> tuple[Export, ...]:
    """Find the files in which something can be cleaned away; nothing is changed.

    Raises an L10nError for a file that cannot be read, or is too large.
    """
    found: list[Export] = []
    for file in dict.fromkeys(files):
        format = plugins.BUILT_IN_SUFFIXES.get(file.suffix.lower())
        if format != "html":
            continue
        text = read_document(file).text()
        if is_export(text):
            cleaning = _cleaning(desk, text, f"{folder.strip('/')}/{file.name}".lstrip("/"))
            if cleaning.changes:
                found.append(Export(file, cleaning))
    return tuple(found)


def _cleaning(desk: Desk, text: str, name: str) -> Cleaning:
    workflow = desk.workflow_of(name)
    return clean(text, workflow.source if workflow else "")


def add(
    desk: Desk, files: Iterable[Path], folder: str, cleaned: Collection[Path] = ()
) -> tuple[Added, ...]:
    """Copy articles into a folder below `articles/`; all of them or none.

    The articles of the files named in `cleaned` are cleaned of what a word processor left in them;
    the files themselves stay as they are, and an article that is there as its file came is cleaned
    too. A symbolic link is read as the file that it leads to.
    Raises an L10nError for a file that no format reads, that is not UTF-8, whose name cannot be an
    article's, or whose place is taken by another text, be it one of those to be added.
    """
    workspace = desk.workspace
    below = folder.strip("/")
    fault = workspace.fault_of_article(f"{below}/x".lstrip("/")) or workspace.fault_of_folder(below)
    if fault is not None:
        raise UsageError(
            _("this folder cannot hold articles: {why}").format(why=fault),
            code="USE-009",
            path=folder,
            remedy=_("give a folder below articles/"),
        )
    plans: dict[str, _Plan] = {}
    for file in files:
        name = f"{folder.strip('/')}/{file.name}".lstrip("/")
        fault = workspace.fault_of_article(name)
        if fault is not None:
            raise FileError(fault, code="ART-004", path=str(file), remedy=_("rename the file"))
        if not plugins.is_read(name):
            raise UsageError(
                _("no format reads this suffix"),
                code="USE-010",
                path=str(file),
                remedy=_("articles end in {suffixes}").format(
                    suffixes=", ".join(plugins.suffixes())
                ),
            )
        document = replace(read_document(file), path=file.absolute())
        text, own = document.text(), document.data
        if file in cleaned:
            document = replace(document, data=_cleaning(desk, text, name).text().encode())
        if name in plans:
            if plans[name].document.data == document.data:
                continue
            raise ConflictError(
                _("has the same name as {other}, and another text").format(
                    other=plans[name].document.path
                ),
                code="ART-005",
                path=document.path,
                remedy=_("add them one by one, each to a folder of its own with --to"),
            )
        target = workspace.article_path(name)
        workspace.guard(target)
        before = workspace.read_if_there(target)
        # What was added as it came, and nobody has touched, may be cleaned now.
        if before is not None and before.data not in (document.data, own):
            raise ConflictError(
                _("another text is already there under this name"),
                code="ART-006",
                path=workspace.shown(target),
                remedy=_("edit that file in place, or add this one under another name"),
            )
        workflow = desk.workflow_of(name)
        there = before is not None and before.data == document.data
        added = Added(file, name, workflow.name if workflow else None, there=there)
        plans[name] = _Plan(added, target, document, before)
    made: list[tuple[_Plan, Document]] = []
    with workspace.locked():
        try:
            for plan in plans.values():
                written = workspace.write(plan.target, plan.document.data, plan.before)
                if written is not None:
                    made.append((plan, written))
        except L10nError:
            for plan, document in made:
                # The first error says what is wrong; what stays is found to be there already.
                with contextlib.suppress(L10nError):
                    if plan.before is None:
                        workspace.remove(document)
                    else:
                        workspace.write(plan.target, plan.before.data, document)
            raise
    return tuple(plan.added for plan in plans.values())


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written for one article, once all have been looked at."""

    added: Added
    target: Path
    document: Document
    before: Document | None
