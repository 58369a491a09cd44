"""The glossary of a workspace: all of its files, and what a workflow uses of them."""

from pathlib import Path, PurePath

from l10n.errors import FileError, GlossaryError, WorkflowError
from l10n.glossary.terms import NO_TERMS, Glossary
from l10n.messages import _
from l10n.model.workflow import Workflow
from l10n.store.workspace import Workspace

_SUFFIX = ".csv"
_TABLES = frozenset((".ods", ".tsv", ".xls", ".xlsm", ".xlsx", ".numbers"))
_TERMBASES = frozenset((".tbx", ".sdltb", ".tmx"))


def read_glossary(workspace: Workspace) -> Glossary:
    """Read all files of a workspace's glossary, which may have none.

    Raises GlossaryError for a mistake, or for a file that is no CSV though it looks like terms;
    FileError for what cannot be read.
    """
    places = workspace.glossary_files()
    if places.problems:
        raise places.problems[0]
    files: list[tuple[Path, bytes]] = []
    for path in places:
        shown = Path(workspace.shown(path))
        if path != workspace.glossary_path and not _is_csv(shown):
            continue
        try:
            document = workspace.read_if_there(path)
        except FileError as error:
            raise error.at(path=shown) from error
        if document is not None:
            files.append((shown, document.data))
    if not files:
        return NO_TERMS
    from l10n.glossary.file import load_glossaries

    return load_glossaries(files)


def used_by(workflow: Workflow, glossary: Glossary) -> Glossary:
    """The terms that a workflow uses; raises WorkflowError for a domain that no term has."""
    found = {each.casefold(): each for term in glossary.terms for each in term.domains}
    for index, name in enumerate(workflow.domains or ()):
        if name.casefold() not in found:
            from difflib import get_close_matches

            near = get_close_matches(name.casefold(), found, 1)
            raise WorkflowError(
                _("no term of the glossary has the domain “{name}”").format(name=name),
                code="WF-072",
                path=workflow.path,
                line=workflow.line("domains", index),
                remedy=_("did you mean “{name}”?").format(name=found[near[0]])
                if near
                else _("give a term that domain, or delete it here"),
            )
    return glossary.of(workflow.domains)


def _is_csv(path: PurePath) -> bool:
    """True for CSV; raises GlossaryError for another file that looks like terms."""
    suffix = path.suffix.lower()
    if suffix in _TABLES or suffix in _TERMBASES:
        raise GlossaryError(
            _("the glossary is read from CSV alone"),
            code="GLO-019",
            path=path,
            remedy=_("save it as CSV in UTF-8 here, and keep this file elsewhere")
            if suffix in _TABLES
            else _("`l10n glossary import` makes a CSV file of it; keep this file elsewhere"),
        )
    return suffix == _SUFFIX
