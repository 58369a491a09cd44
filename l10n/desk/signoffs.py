"""Signoffs: what people signed of an article's translation, and how its texts came to be."""

from collections.abc import Iterable, Iterator, Mapping

from l10n.desk.desk import Job
from l10n.desk.translators import Translations
from l10n.model.catalog import Catalog, DraftRecord, Entry
from l10n.model.composition import Composition
from l10n.model.person import last_translator
from l10n.model.segment import Key
from l10n.model.translator import NOBODY_ASKED, Evidence
from l10n.steps.approval import approvals
from l10n.steps.shares import Drafted, composition
from l10n.steps.signoff import Signoff
from l10n.store.machine_drafts import load_machine_drafts
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace


class Signoffs:
    """What is on record of the translations of one command, besides the catalogs themselves."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin with nothing read."""
        self._workspace = workspace
        self.translations = Translations(workspace)

    def of(self, job: Job, catalog: Catalog) -> Signoff:
        """The signatures of a catalog, with what its workflow asks of them.

        Raises L10nError for a record that cannot be read.
        """
        path = self._workspace.reviews_path(job.locale, job.name)
        _file, signatures = load_reviews(self._workspace, path)
        publish = job.workflow.publish
        signed = approvals(catalog.entries, signatures)
        translators = NOBODY_ASKED
        if publish.signing.two_pairs_of_eyes and any(each.approved for each in signed.values()):
            translators = self.translations.of((job.name, job.locale), catalog)
        return Signoff(
            signed,
            required=publish.require == "approved",
            rules=publish.signing,
            translators=translators,
        )

    def made_of(
        self,
        job: Job,
        texts: Mapping[Key, Entry | None],
        records: Iterable[DraftRecord],
        signoff: Signoff,
    ) -> Composition:
        """How texts came to be, None for one in the source language, as `composition` has them."""
        path = self._workspace.machine_path(job.locale, job.name)
        _file, remembered = load_machine_drafts(self._workspace, path)
        drafts = [*_drafted(records)]
        drafts += (Drafted(e.key, e.digest, e.engine, e.model) for e in remembered)
        translators = signoff.translators.known.items()
        names = {key: each.person.shown for key, each in translators}
        return composition(texts, drafts, signoff.approvals, names)

    def translators_of(self, job: Job, made: Signoff, catalog: Catalog) -> tuple[str, ...]:
        """Whoever finished a catalog's entries, by name, as far as git or its head knows them.

        Git is asked for it, so this is for where a name is written down. What it does not have yet
        is nobody's in a record that will last, but whoever saved the catalog last stands for it, if
        its head names a person.
        """
        found = made.translators
        if found == NOBODY_ASKED:
            found = self.translations.of((job.name, job.locale), catalog)
        sure = [e for e in found.known.values() if e.evidence is not Evidence.UNCOMMITTED]
        people = {each.person.shown for each in sure}
        last = last_translator(catalog.header("Last-Translator") or "")
        if (found.unknown or len(sure) < len(found.known)) and last is not None:
            people.add(last.shown)
        return tuple(sorted(people))


def _drafted(records: Iterable[DraftRecord]) -> Iterator[Drafted]:
    for each in records:
        # What another article's translation was taken from is no draft of an engine; if a machine
        # wrote it there, that is remembered.
        if each.target and each.engine:
            beside = bool(each.text)
            yield Drafted(each.key, each.target, each.engine, each.model, beside=beside)
