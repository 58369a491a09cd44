"""Translators: who finished the entries of a catalog, as git and the catalog itself tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from l10n.desk.orphans import Where
from l10n.errors import L10nError
from l10n.exchange.po import file as po
from l10n.messages import N_, Message, message
from l10n.model.catalog import Catalog, key_digest
from l10n.model.person import Person, last_translator
from l10n.model.segment import Key
from l10n.model.translator import Evidence, Translator, Translators
from l10n.steps.attribution import Past, Values, attributed, finished
from l10n.store.authors import Authors, FileCommit, UnknownPastError
from l10n.store.identity import identity
from l10n.store.workspace import Workspace

RENAMES = 10
"""How often a catalog may have been renamed and still be followed."""
_AT_ONCE = 50
"""Catalogs of the past that are asked for at a time."""


@dataclass(frozen=True, slots=True)
class _State:
    """A catalog at some time: what it has finished, and who left it so."""

    values: Values
    saved: tuple[str, str]
    """When and by whom it says that it was saved last."""
    parents: tuple[int, ...] = ()
    translator: Translator | None = None
    """Whoever left it so; None where that cannot be told."""
    unknown: Message | None = None
    """Why not."""


class Translations:
    """Finds the translators of catalogs, for one command."""

    def __init__(self, workspace: Workspace, authors: Authors | None = None) -> None:
        """Begin with nothing asked."""
        self._workspace = workspace
        self._authors = authors or Authors(workspace.root)

    @cached_property
    def state(self) -> tuple[str, ...]:
        """What the answers go by besides the catalogs: the commit here, and who works here."""
        return (self._authors.state(), self._here.name, self._here.email)

    @cached_property
    def _here(self) -> Person:
        """Whoever works here, as git knows them; without a name where it does not."""
        told = identity(self._workspace.root)
        return Person(told.get("name") or told.get("email", ""), told.get("email", ""))

    def of(self, where: Where, catalog: Catalog) -> Translators:
        """The translators of a catalog's finished entries; where git cannot tell, why."""
        if not finished(catalog):
            return Translators()
        name, locale = where
        try:
            path = self._workspace.catalog_path(locale, name)
            states = _States(self._authors, catalog, self._here)
            states.begin(path, self._workspace.catalog_path(locale, "").parent)
            origins = attributed(states.count, states.past)
        except UnknownPastError as error:
            return Translators(unknown=error.why)
        known: dict[Key, Translator] = {}
        unknown: Message | None = None
        for entry in catalog.active():
            number = origins.get(key_digest(entry.key))
            if number is None:
                continue
            state = states.state(number)
            if state.translator is None:
                unknown = unknown or state.unknown
            else:
                known[entry.key] = state.translator
        return Translators(known, unknown)


class _States:
    """The states of one catalog, the newest first; those of the past are read when asked for."""

    def __init__(self, authors: Authors, catalog: Catalog, here: Person) -> None:
        self._authors = authors
        self._newest = catalog
        self._worker = here
        self._commits: list[FileCommit] = []
        self._folder = Path()
        self._places: dict[str, int] = {}
        self._catalogs: dict[str, Catalog | None] = {}
        self._made: dict[int, _State] = {}
        self._renames = RENAMES

    @property
    def count(self) -> int:
        """How many there are; more may come when one of them is asked for."""
        return len(self._commits) + 1

    def begin(self, path: Path, folder: Path) -> None:
        """Ask for the commits of a catalog, which may have had other names in the folder."""
        self._folder = folder
        self._add(self._authors.past(path))
        # Renames are followed before anything is attributed, so that all states have a number.
        while self._renames and self._commits and not self._commits[-1].cut:
            self._renames -= 1
            before = self._former(self._commits[-1])
            if not before:
                return
            self._link(before)

    def _add(self, commits: Sequence[FileCommit]) -> None:
        for each in commits:
            self._places[each.name] = len(self._commits) + 1
            self._commits.append(each)

    def _link(self, before: Sequence[FileCommit]) -> None:
        """Let the commit that brought the file come from what it was before."""
        last = self._commits[-1]
        self._commits[-1] = replace(last, parents=(before[0].name,))
        self._add([each for each in before if each.name not in self._places])

    def _former(self, commit: FileCommit) -> Sequence[FileCommit]:
        """The past of the file that this one was renamed from; empty where it is new."""
        mine = self._catalog(commit.file)
        if mine is None:
            return ()
        values = finished(mine)
        best: tuple[int, tuple[FileCommit, ...]] = (0, ())
        for path, since in self._removed(commit):
            past = self._authors.past(path, since)
            old = self._catalog(past[0].file) if past else None
            shared = len(values.items() & finished(old).items()) if old else 0
            if shared > best[0]:
                best = (shared, past)
        return best[1]

    def _removed(self, commit: FileCommit) -> Iterator[tuple[Path, str]]:
        """Catalogs of the same locale that went when this one came; some are enough."""
        found = self._authors.removed_in(commit, self._folder)
        for number, (path, since) in enumerate(each for each in found if each[0].suffix == ".po"):
            if number < _AT_ONCE:
                yield path, since

    def past(self, number: int) -> Past:
        state = self.state(number)
        return Past(state.parents, state.values)

    def state(self, number: int) -> _State:
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = self._here() if number == 0 else self._then(number)
        return made

    def _here(self) -> _State:
        """The catalog as it stands, by whoever works here as far as git does not have it."""
        why = message(N_("it is not committed, and git knows no name here"))
        made = _State(
            finished(self._newest),
            _saved(self._newest),
            parents=(1,) if self._commits and self._commits[0].file else (),
            translator=Translator(self._worker, Evidence.UNCOMMITTED)
            if self._worker.name
            else None,
            unknown=why,
        )
        return self._with_header(made, "")

    def _then(self, number: int) -> _State:
        commit = self._commits[number - 1]
        catalog = self._catalog(commit.file)
        if catalog is None:
            why = message(N_("the catalog of an earlier commit cannot be read"))
            return _State({}, ("", ""), unknown=why)
        if commit.cut or not commit.author.name:
            why = message(N_("git has no more of its history here"))
            return _State(finished(catalog), _saved(catalog), unknown=why)
        parents = tuple(self._places[each] for each in commit.parents if each in self._places)
        made = _State(
            finished(catalog),
            _saved(catalog),
            parents=parents,
            translator=Translator(commit.author, Evidence.COMMIT, commit.date),
        )
        return self._with_header(made, commit.date)

    def _with_header(self, state: _State, date: str) -> _State:
        """The state by whoever its header says, if the header came with it and names a person."""
        who = last_translator(state.saved[1])
        before = [self._saved_in(each) for each in state.parents]
        if who is None or state.saved in before:
            return state
        return replace(state, translator=Translator(who, Evidence.HEADER, date))

    def _saved_in(self, number: int) -> tuple[str, str]:
        catalog = self._catalog(self._commits[number - 1].file)
        return ("", "") if catalog is None else _saved(catalog)

    def _catalog(self, file: str) -> Catalog | None:
        """A catalog of the past by the name of its bytes; some are read together."""
        if file and file not in self._catalogs:
            first = next((n for n, e in enumerate(self._commits) if e.file == file), 0)
            some = [each.file for each in self._commits[first : first + _AT_ONCE] if each.file]
            for name, data in self._authors.contents([file, *some]):
                self._catalogs[name] = _parsed(name, data)
            self._catalogs.setdefault(file, None)
        return self._catalogs.get(file)


def _parsed(name: str, data: bytes) -> Catalog | None:
    try:
        return po.parse_bytes(data, Path(name))
    except L10nError:
        return None


def _saved(catalog: Catalog) -> tuple[str, str]:
    return (
        (catalog.header("PO-Revision-Date") or "").strip(),
        (catalog.header("Last-Translator") or "").strip(),
    )
