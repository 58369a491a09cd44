"""How the articles of a desk are checked: which checks run, and what they go by."""

from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import plugins
from l10n.desk.desk import Desk
from l10n.desk.terms import read_glossary, used_by
from l10n.errors import CheckError, FileError, WorkflowError
from l10n.glossary.terms import Glossary
from l10n.messages import _
from l10n.model.workflow import Workflow
from l10n.store.document import stamp
from l10n.store.index import digest
from l10n.store.workflow_values import near

if TYPE_CHECKING:
    from l10n.checks import Check, DeskCheck, Rules, Severity
    from l10n.language.tables import Section, Table
    from l10n.steps.proofread import Checking

_OFF = "off"


def every_check() -> "tuple[Check, ...]":
    """All checks that there are; raises CheckError for one that cannot be loaded."""
    from l10n.checks.catalogue import CHECKS, DESK_CHECKS

    return (*CHECKS, *DESK_CHECKS, *plugins.checks())


class Checkings:
    """The checking of each workflow of a desk; files of the workspace are read when first needed.

    So are the checks themselves: a command that finds nothing to check imports none.

    Raises WorkflowError for a check that nobody offers, CheckError for one of another package that
    cannot be loaded, TableError for a table of the desk's own that cannot be used.
    """

    def __init__(self, desk: Desk, *, strict: bool = True) -> None:
        """Hold what the workflows say of checks against those that there are.

        Not `strict` is for what can do without checks of other packages: where one of those cannot
        be loaded, all of them are left out, and the built-in ones run.
        """
        self._workspace = desk.workspace
        self._made: dict[str, Checking] = {}
        self._glossaries: dict[str, Glossary] = {}
        self._rules_of: dict[tuple[str, str, str], Rules] = {}
        self.foreign: tuple[Check, ...] | None = None
        """The checks of other packages; None where one of them cannot be loaded."""
        try:
            self.foreign = plugins.checks()
        except CheckError:
            if strict:
                raise
        if self.foreign is not None:
            for workflow in desk.workflows:
                self._refuse_unknown(workflow)
        self._own = {path.stem: self._own_table(path) for path in self._workspace.table_files()}
        self._tables: dict[str, Table] = {}

    @cached_property
    def checks(self) -> "tuple[Check, ...]":
        """All checks, built in or not."""
        from l10n.checks.catalogue import CHECKS, DESK_CHECKS
        from l10n.checks.silencing import silencing

        every: tuple[Check, ...] = (*CHECKS, *DESK_CHECKS, *(self.foreign or ()))
        if not self.foreign:
            return every
        named = silencing([each.name for each in every])
        return tuple(named if each.name == named.name else each for each in every)

    def of(self, workflow: Workflow) -> "Checking":
        """How the articles of a workflow are checked."""
        from l10n.checks import Severity
        from l10n.steps.proofread import Checking

        made = self._made.get(workflow.name)
        if made is None:
            levels = dict(workflow.checks)
            made = self._made[workflow.name] = Checking(
                tuple(each for each in self.checks if levels.get(each.name) != _OFF),
                {name: Severity(level) for name, level in workflow.checks if level != _OFF},
                partial(self._rules, workflow),
            )
        return made

    def level(self, workflow: Workflow, check: "DeskCheck") -> "Severity | None":
        """What a workflow makes of the findings of a check of the whole desk; None for nothing."""
        from l10n.checks import Severity

        level = dict(workflow.checks).get(check.name)
        if level is None:
            return check.about.severity
        return None if level == _OFF else Severity(level)

    @cached_property
    def stamps(self) -> str:
        """Names the files, besides workflows, that decide on findings, as they look now."""
        workspace = self._workspace
        files = (
            *workspace.glossary_files(),
            *workspace.table_files(),
            *plugins.files_of(plugins.CHECKS),
        )
        return digest([[str(path), repr(stamp(path))] for path in files])

    def _rules(self, workflow: Workflow, source: str, target: str) -> "Rules":
        from l10n.checks import Rules

        key = (workflow.name, source, target)
        if key not in self._rules_of:
            self._rules_of[key] = Rules(
                self.table(source),
                self.table(target),
                style=workflow.style(target),
                terms=self.glossary_of(workflow).for_pair(source, target),
            )
        return self._rules_of[key]

    def table(self, locale: str) -> "Table":
        """What is known of the language of a locale, with what the desk has added."""
        from l10n.language.tables import table_of

        found = self._tables.get(locale)
        if found is None:
            table = table_of(locale)
            own = self._own.get(table.language)
            found = self._tables[locale] = table.extended(own) if own else table
        return found

    def _own_table(self, path: Path) -> "Mapping[str, Section]":
        """What the desk adds to the tool's own table of a language: `tables/<language>.toml`."""
        from l10n.checks.own_tables import extended
        from l10n.language.tables import read_own

        document = self._workspace.read(path)
        shown = self._workspace.shown(path)
        try:
            sections = read_own(document.text())
            extended(path.stem, sections)
            return sections
        except FileError as error:
            raise error.at(path=shown) from error

    @cached_property
    def glossary(self) -> Glossary:
        """All terms of the workspace; raises GlossaryError or FileError."""
        return read_glossary(self._workspace)

    def glossary_of(self, workflow: Workflow) -> Glossary:
        """The terms that a workflow uses; raises GlossaryError, FileError or WorkflowError."""
        if workflow.name not in self._glossaries:
            self._glossaries[workflow.name] = used_by(workflow, self.glossary)
        return self._glossaries[workflow.name]

    def _refuse_unknown(self, workflow: Workflow) -> None:
        known = (*plugins.BUILT_IN_CHECKS, *(check.name for check in self.foreign or ()))
        for name, _level in workflow.checks:
            if name in known:
                continue
            raise WorkflowError(
                _("there is no check named {name}").format(name=name),
                code="WF-024",
                path=workflow.path,
                line=workflow.line("checks", name),
                remedy=near(name, known) or _("`l10n check --list` names all checks"),
            )
