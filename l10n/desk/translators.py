"""Translators: who finished the entries of a catalog, as git and the catalog itself tell."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from l10n.desk.orphans import Where
from l10n.desk.past_catalogs import NOTHING, PastCatalog, PastCatalogs
from l10n.messages import N_, Message, message
from l10n.model.catalog import Catalog, key_digest
from l10n.model.person import Person, last_translator
from l10n.model.segment import Key
from l10n.model.translator import Evidence, Translator, Translators
from l10n.steps.attribution import Past, attributed, finished
from l10n.store.authors import Authors, FileCommit, UnknownPastError
from l10n.store.identity import identity
from l10n.store.workspace import Workspace

RENAMES = 10
"""How often a catalog may have been renamed and still be followed."""
_AT_ONCE = 50
"""Catalogs of the past that are asked for at a time."""
_KEPT = 200
"""What was read of them that is kept in memory."""


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
            self._authors.begin()
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
            try:
                known[entry.key] = states.translator(number)
            except UnknownPastError as error:
                unknown = unknown or error.why
        return Translators(known, unknown)


class _States:
    """The states of one catalog, the newest first: number 0 is as it stands, then as in commits.

    Those of the past are read when they are asked for, and some of them kept.
    """

    def __init__(self, authors: Authors, catalog: Catalog, here: Person) -> None:
        self._authors = authors
        self._newest = PastCatalog.of(catalog)
        self._worker = here
        self._commits: list[FileCommit] = []
        self._places: dict[str, int] = {}
        self._past = PastCatalogs()
        self._read: OrderedDict[str, PastCatalog | None] = OrderedDict()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._commits) + 1

    def begin(self, path: Path, folder: Path) -> None:
        """Ask for the commits of a catalog, which may have had other names in the folder."""
        self._add(self._authors.past(path))
        for _rename in range(RENAMES):
            if not self._commits or self._commits[-1].cut:
                return
            before = self._former(self._commits[-1], folder)
            if not before:
                return
            # The commit that brought the file comes from what it was before.
            self._commits[-1] = replace(self._commits[-1], parents=(before[0].name,))
            self._add([each for each in before if each.name not in self._places])

    def past(self, number: int) -> Past:
        """What a state had finished, and the states that it was made from."""
        if number == 0:
            return Past(self._readable([1] if self._commits else []), self._newest.values)
        commit = self._commits[number - 1]
        found = self._catalog(commit.file) or NOTHING
        return Past(self._readable(self._before(commit)), found.values)

    def _before(self, commit: FileCommit) -> list[int]:
        before = () if commit.cut else commit.parents
        return [self._places[each] for each in before if each in self._places]

    def _readable(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Some states, or those before them where a catalog was gone or could not be read.

        Whoever brings it back, or takes the marks of a conflict out of it, has not translated it.
        """
        found: dict[int, None] = {}
        waiting, seen = list(reversed(numbers)), set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            commit = self._commits[number - 1]
            if commit.cut or self._catalog(commit.file) is not None:
                found[number] = None
            else:
                waiting += reversed(self._before(commit))
        return tuple(found)

    def translator(self, number: int) -> Translator:
        """Whoever made a state what it is; raises UnknownPastError where that cannot be told."""
        if number == 0:
            found = self._in_head(self._newest, number, "")
            if found is None and not self._worker.name:
                raise UnknownPastError(
                    message(N_("it is not committed, and git knows no name here"))
                )
            return found or Translator(self._worker, Evidence.UNCOMMITTED)
        commit = self._commits[number - 1]
        if commit.cut or not commit.author.name:
            raise UnknownPastError(message(N_("git has no more of its history here")))
        then = self._catalog(commit.file) or NOTHING
        found = self._in_head(then, number, commit.date)
        return found or Translator(commit.author, Evidence.COMMIT, commit.date)

    def _in_head(self, state: PastCatalog, number: int, date: str) -> Translator | None:
        """Whoever the head of a catalog names, if that head came with this state."""
        who = last_translator(state.saved[1])
        parents = (self._commits[each - 1] for each in self.past(number).parents)
        before = [(self._catalog(each.file) or NOTHING).saved for each in parents]
        return (
            None if who is None or state.saved in before else Translator(who, Evidence.HEADER, date)
        )

    def _add(self, commits: Sequence[FileCommit]) -> None:
        for each in commits:
            self._commits.append(each)
            self._places[each.name] = len(self._commits)

    def _former(self, commit: FileCommit, folder: Path) -> Sequence[FileCommit]:
        """The past of the file that this one was renamed from; empty where it is new."""
        best: tuple[int, tuple[FileCommit, ...]] = (0, ())
        removed = self._authors.removed_in(commit, folder)
        for path, since in islice((e for e in removed if e[0].suffix == ".po"), _AT_ONCE):
            past = self._authors.past(path, since)
            if past and past[0].file == commit.file:
                return past
            mine, old = self._catalog(commit.file), self._catalog(past[0].file) if past else None
            shared = len(mine.values.items() & old.values.items()) if mine and old else 0
            if shared > best[0]:
                best = (shared, past)
        return best[1]

    def _catalog(self, file: str) -> PastCatalog | None:
        """A catalog of the past by the name of its bytes; some are read together, some kept."""
        if file and file not in self._read:
            first = next((n for n, e in enumerate(self._commits) if e.file == file), 0)
            some = [file, *(each.file for each in self._commits[first : first + _AT_ONCE])]
            wanted = [each for each in some if each and each not in self._read]
            for name, data in self._authors.contents(wanted):
                self._authors.check_time()
                self._read[name] = self._past.read(data)
            self._read.setdefault(file, None)
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return self._read.get(file)
