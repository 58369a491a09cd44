"""Leads: what stood where the addresses of an article lead, so that what comes or goes is seen.

The article itself stays as it is when the target of a link goes, so what is found out of it holds
only as long as its addresses lead to what they led to.
"""

import posixpath
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from l10n.errors import FileError
from l10n.store.index import Answer
from l10n.store.workspace import Workspace

if TYPE_CHECKING:
    from l10n.desk.targets import Finder, Target

LEADS = "leads"
"""In an answer: the addresses of the article, each with what it led to."""
EMBEDS = "embeds"
"""The same of files that a note takes in by their names."""
OUTSIDE = "outside"
"""What begins the lead of an address to something that is there beside the articles."""

Leads = Mapping[str, str]


class Led:
    """Where addresses lead in one command; a finder is imported once there is an address."""

    def __init__(self, workspace: Workspace, finder: "Finder | None" = None) -> None:
        """Look for nothing yet; `finder` is one that the command has."""
        self._workspace = workspace
        self._finder = finder
        self._known: dict[tuple[str, str], str] = {}
        """By folder and address, what articles of one folder mostly have in common."""
        self.outside: dict[str, bool] = {}
        """The paths beside the articles that addresses lead to, and whether something was there."""

    def as_before(self, name: str, answer: Answer) -> bool:
        """True if the addresses of an article lead to what they led to when it was read.

        False where nobody can tell: whoever reads the article says why.
        """
        leads, embeds = answer.get(LEADS), answer.get(EMBEDS)
        if not leads and not embeds:
            return True
        try:
            same = self._same(name, leads or {}, embeds or {})
            if same:
                self.note(leads or {})
            return same
        except (FileError, AttributeError, TypeError):
            # The index is a cache, and somebody may have changed it by hand.
            return False

    def note(self, leads: Leads) -> None:
        """Take up where the addresses of an article lead that was just read."""
        for lead in leads.values():
            kind, _space, path = lead.partition(" ")
            # What lies above the workspace is never looked for.
            beside = not path.startswith("..") and self._workspace.layout.name(path) is None
            if path and beside:
                self.outside[path] = kind == OUTSIDE

    def _same(self, name: str, leads: Leads, embeds: Leads) -> bool:
        known = (self._lead(url, name) == before for url, before in leads.items())
        finder = self._found()
        taken = (lead_of(finder.embedded(page, name)) == led for page, led in embeds.items())
        return all(known) and all(taken)

    def _lead(self, url: str, name: str) -> str:
        key = (posixpath.dirname(name), url)
        lead = self._known.get(key)
        if lead is None:
            lead = self._known[key] = lead_of(self._found().of(url, name))
        return lead

    def _found(self) -> "Finder":
        if self._finder is None:
            from l10n.desk.targets import Finder

            self._finder = Finder(self._workspace)
        return self._finder


def lead_of(target: "Target") -> str:
    """What stands where an address leads, in a line; empty for what is not looked for."""
    return f"{target.lead.value} {target.path}" if target.path else ""


def leads_of(finder: "Finder", name: str, urls: Iterable[str]) -> dict[str, str]:
    """Where addresses of an article lead, without those that lead elsewhere."""
    found = {url: lead_of(finder.of(url, name)) for url in urls}
    return {url: lead for url, lead in found.items() if lead}
