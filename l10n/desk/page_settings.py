"""What decides on pages besides the files of their articles, by a name that changes with it."""

from l10n import __version__
from l10n.desk.checking import Checkings
from l10n.desk.desk import Desk
from l10n.model.workflow import Workflow
from l10n.store.document import stamp
from l10n.store.index import digest

FORM = 9
"""Number of the shape of answers, to be raised when a command keeps something else."""


class PageSettings:
    """The settings of one command; nothing that reads or checks articles is imported for them."""

    def __init__(self, desk: Desk, checkings: Checkings) -> None:
        """Look at the files that decide on all pages."""
        self._workspace = desk.workspace
        self._of: dict[str, str] = {}
        # The glossary, which is among its files, decides whether a draft in a record may stand in a
        # version, too.
        self._checks = checkings.stamps
        self._links = repr(stamp(desk.workspace.links_path))

    def of(self, workflow: Workflow) -> str:
        """A digest of all, besides files of articles, that decides on what becomes of them."""
        settings = self._of.get(workflow.name)
        if settings is None:
            value = [__version__, FORM, self._checks, self._links, repr(workflow)]
            if workflow.publish.signing.two_pairs_of_eyes:
                from l10n.desk.translators import Translations

                # Who translated is asked of git, which another commit may have tell otherwise.
                value += Translations(self._workspace).state
            settings = self._of[workflow.name] = digest(value)
        return settings
