"""Rename: an article goes to another name with its catalogs, records and published pages."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Job
from l10n.desk.exports import drop_exports
from l10n.desk.joint_release import settle
from l10n.desk.stale_links import StaleLink, stale_links
from l10n.desk.whole import Catalogs
from l10n.errors import ConflictError, L10nError, UsageError
from l10n.messages import _, ngettext
from l10n.model.catalog import Catalog, DraftRecord, Entry
from l10n.model.draft_records import records_by_entry, typed_here
from l10n.model.machine_draft import MachineDraft
from l10n.model.question import QuestionRecord
from l10n.model.sent_record import SentRecord
from l10n.model.signature import Signature
from l10n.shell import shell_words
from l10n.store import jsonl
from l10n.store.document import BOM, Document
from l10n.store.drafts import load_drafts
from l10n.store.replacing.attributes import carry_over
from l10n.store.settled import Patience, read_settled
from l10n.store.versions import load_versions
from l10n.store.workspace import Workspace

_TURNS = 10
"""How often what is saved to an old place follows to the new one before the command gives up."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """What became of one article."""

    old: str
    new: str
    moved: tuple[tuple[str, str], ...]
    """The files that went with it, each by its path in the workspace before and after."""
    kept: tuple[str, ...] = ()
    """Published pages that stay under the old name: the new one has versions of its own."""
    claimed: bool = True
    """False where no workflow claims the new name."""


@dataclass(frozen=True, slots=True)
class RenameReport:
    """What a rename did."""

    renamed: tuple[Renamed, ...]
    links: tuple[StaleLink, ...] = ()
    """What a person has to put right: no article's text is changed."""
    errors: tuple[L10nError, ...] = ()
    """Articles that could not be looked at for such links."""


def rename(desk: Desk, old: str, new: str) -> RenameReport:
    """Move an article, or all of a folder, with everything that belongs to it.

    An article that a person has renamed already takes over what its old name has left behind. A
    `new` that ends in `/` is a folder to move into. Everything is looked at before anything is
    moved, and copied before anything is removed: a run that was cut short is finished by the same
    command. What is saved under an old name meanwhile goes to the new one. Raises UsageError for
    names that cannot be, ConflictError where both names are taken.
    """
    workspace, patience = desk.workspace, Patience()
    with Catalogs(desk) as catalogs, workspace.locked():
        unmoved = settle(desk)
        plans = [_plan(desk, catalogs, *pair) for pair in _pairs(workspace, old, new)]
        for plan in plans:
            for move in plan.moves:
                move.put(workspace)
        for plan in plans:
            for move in plan.moves:
                move.clear(workspace, patience)
        for plan in plans:
            _drop_exports(desk, plan.old)
    links, errors = stale_links(desk, {plan.old: plan.new for plan in plans})
    return RenameReport(tuple(plan.done(desk) for plan in plans), tuple(links), (*unmoved, *errors))


def _drop_exports(desk: Desk, old: str) -> None:
    """Remove what was made from pages of the former name; the next publish makes it anew."""
    workflow = desk.workflow_of(old)
    if workflow is not None:
        for locale in workflow.targets:
            drop_exports(desk.workspace, Job(old, locale, workflow))


@dataclass(frozen=True, slots=True)
class _Move:
    """One file that goes to another place."""

    documents: tuple[Document, ...]
    """What stands at the old place, or at two of them for records of an earlier version."""
    path: Path
    data: bytes
    before: Document | None
    """What stands at the new place."""

    def put(self, workspace: Workspace) -> None:
        if self.before is None or self.before.data != self.data:
            workspace.write(self.path, self.data, self.before)
        if self.before is None:
            # Where somebody takes a file away meanwhile, its removal tells.
            with contextlib.suppress(OSError):
                carry_over(self.documents[0].path, self.path)

    def clear(self, workspace: Workspace, patience: Patience) -> None:
        """Remove what stands at the old place; what was saved there meanwhile follows first."""
        for document in self.documents:
            self._clear(workspace, document, patience)
            _remove_empty(workspace, document.path.parent)

    def _clear(self, workspace: Workspace, document: Document, patience: Patience) -> None:
        moved = self.data
        for _turn in range(_TURNS):
            if workspace.remove(document):
                return
            saved = read_settled(workspace, document.path, patience)
            if saved is None:
                return
            if document.data != moved:
                # Records, which only commands write.
                break
            there = workspace.read_if_there(self.path)
            if there is None or there.data != moved:
                break
            workspace.write(self.path, saved.data, there)
            document, moved = saved, saved.data
        raise ConflictError(
            _("changed while it was worked on; left as it is"),
            code="WS-015",
            path=workspace.shown(document.path),
            remedy=_("run the command again"),
        )


@dataclass(frozen=True, slots=True)
class _Plan:
    old: str
    new: str
    moves: tuple[_Move, ...]
    """The article first: once it is gone nothing makes its catalogs anew."""
    kept: tuple[str, ...]

    def done(self, desk: Desk) -> Renamed:
        shown = desk.workspace.shown
        return Renamed(
            self.old,
            self.new,
            tuple((shown(move.documents[0].path), shown(move.path)) for move in self.moves),
            self.kept,
            claimed=desk.workflow_of(self.new) is not None,
        )


def _pairs(workspace: Workspace, old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Old and new names of all that is to be moved; raises UsageError for names that cannot be."""
    known = _known(workspace, old)
    inside = [name for name in sorted(known) if name.startswith(f"{old}/")]
    pairs: tuple[tuple[str, str], ...]
    if old in known:
        target = f"{new}{PurePosixPath(old).name}" if new.endswith("/") else new
        pairs = ((old, target.lstrip("/")),)
    elif inside:
        folder = new.strip("/")
        pairs = tuple((name, f"{folder}/{name[len(old) + 1 :]}".lstrip("/")) for name in inside)
    else:
        raise UsageError(
            _("there is no article, catalog or page “{name}”").format(name=old),
            code="REN-001",
            remedy=_("`l10n status` lists the articles"),
        )
    # As a walk of the folder names them.
    pairs = tuple((before, PurePosixPath(after).as_posix()) for before, after in pairs)
    for before, after in pairs:
        fault = workspace.fault_of_article(after) or workspace.fault_of_folder(
            PurePosixPath(after).parent.as_posix()
        )
        if fault is not None or not PurePosixPath(after).name:
            raise UsageError(
                _("“{name}” cannot be an article's name: {why}").format(
                    name=after, why=fault or _("it names no file")
                ),
                code="REN-002",
                remedy=_("give another name"),
            )
        if os.path.isdir(workspace.article_path(after)):
            command = shell_words(("l10n", "rename"), (before, f"{after}/"))
            raise UsageError(
                _("“{name}” is a folder").format(name=after),
                code="REN-009",
                remedy=_("to move into it: {command}").format(command=command),
            )
        if before == after:
            raise UsageError(
                _("the new name is the old one"), code="REN-003", remedy=_("give another name")
            )
    # In a folder, what is left of articles that were deleted goes along with the others.
    if all(workspace.is_gone(workspace.article_path(name)) for pair in pairs for name in pair):
        before, after = pairs[0]
        raise UsageError(
            _("there is no article “{old}”, and none “{new}”").format(old=before, new=after),
            code="REN-004",
            remedy=_("name the article that it has become"),
        )
    return pairs


def _known(workspace: Workspace, old: str) -> frozenset[str]:
    """All names that anything stands under.

    Raises the error of a folder that cannot be read where something of `old` may stand in it.
    """
    articles = workspace.article_names()
    others = workspace.catalogs() + workspace.page_names() + workspace.record_names()
    for problem in (*articles.problems, *others.problems):
        if _in_the_way(workspace, problem, old):
            raise problem
    return frozenset((*articles, *(name for _locale, name in others)))


def _in_the_way(workspace: Workspace, problem: L10nError, old: str) -> bool:
    place = PurePosixPath(str(problem.path))
    folder = "".join(f"{part}/" for part in place.parts[_depth(workspace, place) :])
    return f"{old}/".startswith(folder) or folder.startswith(f"{old}/")


def _plan(desk: Desk, catalogs: Catalogs, old: str, new: str) -> _Plan:
    workspace = desk.workspace
    article = _article(workspace, old, new)
    moves = [] if article is None else [article]
    kept: list[str] = []
    for locale in _locales(desk):
        records = _records(workspace, locale, old, new)
        catalog = _catalog(workspace, catalogs, locale, old, new)
        # Records go first: a draft without its record would count as a person's work.
        moves += [*records, *([] if catalog is None else [catalog])]
        moves += _addenda(workspace, locale, old, new)
        pages = tuple(_pages(workspace, locale, old, new))
        if _same_format(old, new) and all(_free(move) for move in pages):
            moves += pages
        elif pages:
            kept.append(workspace.shown(workspace.published_path(locale, old)))
    return _Plan(old, new, tuple(moves), tuple(kept))


def _article(workspace: Workspace, old: str, new: str) -> _Move | None:
    """The article itself; None where a person has moved it already, or deleted it."""
    before = workspace.read_if_there(workspace.article_path(old))
    after = workspace.read_if_there(workspace.article_path(new))
    if before is None:
        return None
    if after is not None and after.path.samefile(before.path):
        # A link, or a disk on which a.md and A.md are one file: removing one would remove both.
        raise ConflictError(
            _("is the same file as {other}").format(other=workspace.reference(old)),
            code="REN-008",
            path=workspace.reference(new),
            remedy=_("give a third name first"),
        )
    if after is not None and after.data != before.data:
        raise ConflictError(
            _("there is an article of this name already, with another text"),
            code="REN-005",
            path=workspace.reference(new),
            remedy=_("give another name, or remove one of the two articles first"),
        )
    if not _same_format(old, new):
        raise UsageError(
            _("“{new}” is of another format than “{old}”").format(old=old, new=new),
            code="REN-006",
            remedy=_("keep the suffix {suffix}").format(suffix=PurePosixPath(old).suffix),
        )
    return _Move((before,), workspace.article_path(new), before.data, after)


def _same_format(old: str, new: str) -> bool:
    return plugins.format_for(old) == plugins.format_for(new)


def _locales(desk: Desk) -> tuple[str, ...]:
    """The locales that anything may stand in, targets of a workflow or not."""
    found = (*desk.workspace.catalog_locales(), *desk.targets)
    others = desk.workspace.page_names() + desk.workspace.record_names()
    return tuple(dict.fromkeys((*found, *(locale for locale, _name in others))))


def _catalog(
    workspace: Workspace, catalogs: Catalogs, locale: str, old: str, new: str
) -> _Move | None:
    """The catalog, where there is one; raises ConflictError where the new name has its own."""
    before, theirs = catalogs.read(old, locale)
    path = workspace.catalog_path(locale, new)
    if before is None or theirs is None:
        return None
    after, ours = catalogs.read(new, locale)
    if ours is not None:
        own = _human(workspace, locale, new, ours) - _human(workspace, locale, old, theirs)
        if own:
            number = len(own)
            raise ConflictError(
                ngettext(
                    "has {n} translation of its own; nothing was moved",
                    "has {n} translations of its own; nothing was moved",
                    number,
                ).format(n=number),
                code="REN-007",
                path=workspace.shown(path),
                remedy=_("bring both into one catalog, and remove the other"),
            )
    catalogs.note_moved((old, locale), (new, locale))
    return _Move((before,), path, before.data, after)


def _human(workspace: Workspace, locale: str, name: str, catalog: Catalog) -> set[tuple[Any, ...]]:
    """What a person wrote into a catalog: targets and comments, each with its key."""
    _document, records = load_drafts(workspace, workspace.drafts_path(locale, name))
    by_entry = records_by_entry(records)

    def by_hand(entry: Entry) -> bool:
        return bool(entry.comment) or typed_here(entry, by_entry)

    entries = filter(by_hand, catalog.entries)
    return {(entry.key, entry.target, entry.comment) for entry in entries}


def _records(workspace: Workspace, locale: str, old: str, new: str) -> Iterator[_Move]:
    """The records of drafts and of what was sent; those of both names are one set."""
    kinds: tuple[tuple[Any, type[Any]], ...] = (
        (workspace.drafts_path, DraftRecord),
        (workspace.sent_path, SentRecord),
    )
    for place, kind in kinds:
        path = place(locale, old)
        before, records = jsonl.load_both(workspace, path, kind)
        former, _records_there = jsonl.load(workspace, workspace.former_path(path), kind)
        documents = tuple(each for each in (before, former) if each is not None)
        if documents:
            after, more = jsonl.load_both(workspace, place(locale, new), kind)
            data = jsonl.dump((*records, *more)).encode()
            yield _Move(documents, place(locale, new), data, after)
    yield from _histories(workspace, locale, old, new)


def _histories(workspace: Workspace, locale: str, old: str, new: str) -> Iterator[_Move]:
    """The records to which lines are only added: they stay in their order, behind those there."""
    kinds: tuple[tuple[Any, type[Any]], ...] = (
        (workspace.machine_path, MachineDraft),
        (workspace.reviews_path, Signature),
        (workspace.questions_path, QuestionRecord),
    )
    for place, kind in kinds:
        before, _records = jsonl.load(workspace, place(locale, old), kind)
        if before is not None:
            after, _more = jsonl.load(workspace, place(locale, new), kind)
            lines = filter(str.strip, before.text().removeprefix(BOM).split("\n"))
            data = jsonl.with_lines(b"" if after is None else after.data, lines)
            yield _Move((before,), place(locale, new), data, after)


def _addenda(workspace: Workspace, locale: str, old: str, new: str) -> Iterator[_Move]:
    """Its texts for the locale alone; raises ConflictError where the new name has its own."""
    document = workspace.read_if_there(workspace.addenda_path(locale, old))
    if document is None:
        return
    path = workspace.addenda_path(locale, new)
    move = _Move((document,), path, document.data, workspace.read_if_there(path))
    if not _free(move):
        raise ConflictError(
            _("has addenda of its own; nothing was moved"),
            code="REN-010",
            path=workspace.shown(path),
            remedy=_("bring both into one file, and remove the other"),
        )
    yield move


def _pages(workspace: Workspace, locale: str, old: str, new: str) -> Iterator[_Move]:
    """The page, all texts that were published, and their record, which goes last."""
    record = workspace.versions_path(locale, old)
    _document, versions = load_versions(workspace, record)
    if not versions:
        return
    texts = dict.fromkeys(version.text for version in versions if version.text)
    places = [
        (workspace.text_path(locale, old, text), workspace.text_path(locale, new, text))
        for text in texts
    ]
    places.append((workspace.published_path(locale, old), workspace.published_path(locale, new)))
    places.append((record, workspace.versions_path(locale, new)))
    for before, after in places:
        document = workspace.read_if_there(before)
        if document is not None:
            there = workspace.read_if_there(after)
            yield _Move((document,), after, document.data, there)


def _free(move: _Move) -> bool:
    """True where nothing else stands in the new place."""
    return move.before is None or move.before.data == move.data


def _remove_empty(workspace: Workspace, folder: Path) -> None:
    """Remove a folder that is empty now, and those around it; `en/` in `catalogs/` stays."""
    with contextlib.suppress(OSError):
        place = PurePosixPath(workspace.shown(folder))
        while len(place.parts) > _depth(workspace, place):
            (workspace.root / place).rmdir()
            place = place.parent


def _depth(workspace: Workspace, folder: PurePosixPath) -> int:
    """How many parts of a path are the workspace's own: `articles`, or `catalogs/en`."""
    articles = PurePosixPath(workspace.layout.articles)
    return len(articles.parts) if folder.is_relative_to(articles) else 2
