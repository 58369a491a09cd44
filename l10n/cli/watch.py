"""`l10n watch`."""

import time
from collections.abc import Iterable
from dataclasses import field, replace
from typing import TYPE_CHECKING, Self

import click

from l10n.cli.common_lines import followed_lines
from l10n.cli.console import desk_again, desk_here, say, shown_article, tell_of_rescues, warn
from l10n.cli.options import Command, choice, now
from l10n.cli.publish import published_lines
from l10n.cli.sync_shown import told_lines
from l10n.dataclass import dataclass
from l10n.errors import L10nError
from l10n.messages import _, language, ngettext

if TYPE_CHECKING:
    from l10n.desk.desk import Desk, Wanted
    from l10n.jobs.coverage.report import Covered
    from l10n.jobs.publish import Release
    from l10n.store.watching import Saved, Watcher

SHOWN = 20
"""Articles that are told of one by one after a save; of more, numbers are summed up."""
LOOKS = 20
"""How often it is looked whether another sync is done with an article, before that is told."""
PAUSE = 0.1
"""Seconds between two of these looks."""


@click.command(
    "watch",
    cls=Command,
    help=_(
        "Wait for saves in the workspace, and do at each what `l10n sync` and `l10n publish` do, "
        "for what it concerns of ARTICLES (by default of all). Ctrl-C ends it with exit code 0, "
        "or with 130 in the middle of work."
    ),
)
@choice
@click.option(
    "--no-draft", is_flag=True, help=_("Ask no memory and no engine; leave new entries empty.")
)
@click.option("--no-publish", is_flag=True, help=_("Bring catalogs up to date, and no pages."))
def command(
    articles: tuple[str, ...], locales: tuple[str, ...], *, no_draft: bool, no_publish: bool
) -> None:
    """Watch, until somebody ends it."""
    from l10n.desk.desk import wanted
    from l10n.desk.saved import files, folders
    from l10n.store.watching import Watcher

    desk = desk_here()
    which = wanted(desk, articles, locales)
    watch = _Watch(which, draft=not no_draft, publish=not no_publish)
    with Watcher(folders(desk), files(desk)) as watcher, watch:
        if watcher.polls:
            warn(
                _(
                    "the system has no watches left (fs.inotify.max_user_watches), so all files "
                    "are looked at every second"
                )
            )
        watch.all(desk)
        say(_("Waiting for saves; Ctrl-C ends it."))
        _wait(watcher, watch, desk)


def _wait(watcher: "Watcher", watch: "_Watch", desk: "Desk") -> None:
    """Take up one save after the other, until an interruption while nothing is at work."""
    saves = iter(watcher)
    while True:
        try:
            saved = next(saves)
        except KeyboardInterrupt:
            return
        desk = watch.take(desk, saved)


@dataclass(slots=True)
class _Watch:
    """What is done at each save, and what was done so far."""

    wanted: "Wanted"
    draft: bool
    publish: bool
    catalogs: int = 0
    pages: int = 0
    _refused: dict[tuple[str, str], "Release"] = field(default_factory=dict)
    """What was told of pages that stay as they are: it is not told again at each save."""
    _told: set[str] = field(default_factory=set)
    """Errors of the last look, likewise."""

    def all(self, desk: "Desk") -> None:
        """Bring everything up to date that was asked for."""
        self._work(desk, self.wanted, self.wanted)

    def take(self, before: "Desk", saved: "Saved") -> "Desk":
        """Look at what was saved; the desk as it is now."""
        from l10n.desk.saved import Touched, dependent, touched

        try:
            desk = desk_again(before)
        except L10nError as error:
            self._tell([error])
            return before
        found = Touched(everything=True) if saved.beside else touched(desk, saved.paths)
        if found.everything:
            self.all(desk)
            return desk
        found = found.within(self.wanted)
        if found.articles or found.files:
            pages = dependent(desk, found)
            self._work(desk, self._exactly(found.articles), self._exactly(pages))
        return desk

    def _exactly(self, names: Iterable[str]) -> "Wanted":
        return replace(self.wanted, articles=tuple(sorted(names)), exact=True)

    def _work(self, desk: "Desk", catalogs: "Wanted", pages: "Wanted") -> None:
        """Sync and publish; what goes wrong is said, and the next save is waited for."""
        errors: list[L10nError] = []
        changed: set[str] = set()
        try:
            if catalogs.articles or not catalogs.exact:
                changed |= self._synced(desk, catalogs, errors)
            if self.publish and (pages.articles or not pages.exact):
                changed |= self._published(desk, pages, errors)
            if 0 < len(changed) <= SHOWN:
                _covered(desk, self._exactly(changed))
        except L10nError as error:
            errors.append(error.kept())
        self._tell(errors)
        tell_of_rescues(desk.workspace)

    def _synced(self, desk: "Desk", which: "Wanted", errors: list[L10nError]) -> set[str]:
        """Sync; the articles of which a catalog was written."""
        from l10n.jobs.sync import sync

        changed: set[str] = set()
        for look in range(1, LOOKS + 1):
            report = sync(desk, which, now=now(), draft=self.draft)
            synced = tuple(each for each in report.synced if each.written)
            told_lines(replace(report, synced=synced), every=False)
            self.catalogs += len(synced)
            changed |= {each.article for each in synced}
            wait = bool(report.busy) and look < LOOKS
            # Another command that sees the same saves has an article in hand for a moment.
            errors += (*report.warnings, *report.failures)
            errors += (each for each in report.errors if not wait or each.code != "L10N-WS-017")
            if not wait:
                break
            time.sleep(PAUSE)
            which = self._exactly({name for name, _locale in report.busy})
        return changed

    def _published(self, desk: "Desk", which: "Wanted", errors: list[L10nError]) -> set[str]:
        """Publish; the articles of which a page was written, or is refused unlike before."""
        from l10n.desk.editor import editor_of
        from l10n.jobs.publish import ReleaseOptions, Result, release

        options = ReleaseOptions(now(), editor=editor_of(desk.workspace, None))
        report = release(desk, which, options)
        new: list[Release] = []
        for each in report.releases:
            where = (each.article, each.locale)
            if each.result is Result.UNCHANGED:
                self._refused.pop(where, None)
            elif each.result is Result.PUBLISHED:
                new.append(each)
            elif self._refused.get(where) != each:
                self._refused[where] = each
                new.append(each)
        published_lines(new)
        followed_lines(report.followed)
        errors += report.errors
        self.pages += sum(each.result is Result.PUBLISHED for each in new)
        return {each.article for each in new}

    def _tell(self, errors: Iterable[L10nError]) -> None:
        """Say what is wrong, once as long as it is."""
        found = {str(each): each for each in errors}
        for text, each in found.items():
            if text not in self._told:
                warn(each)
        self._told = set(found)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *error: object) -> None:
        """Say what was done, whatever ended it."""
        catalogs = ngettext("{n} catalog written", "{n} catalogs written", self.catalogs)
        pages = ngettext("{n} version published", "{n} versions published", self.pages)
        say(f"{catalogs.format(n=self.catalogs)}, {pages.format(n=self.pages)}")


def _covered(desk: "Desk", which: "Wanted") -> None:
    """Say how far the articles are that were saved."""
    from l10n.jobs.coverage import cover

    report = cover(desk, which)
    for each in report.covered:
        # Of what is in no catalog yet no share can be told.
        if each.there:
            say(_coverage_line(each))


def _coverage_line(each: "Covered") -> str:
    from l10n.language.locales import format_percent

    counts, findings = each.counts, each.finding_counts
    share = _("{share} translated").format(share=format_percent(counts.percent(), language()))
    parts = [share]
    for n, text in (
        (counts.empty.entries, ngettext("{n} empty", "{n} empty", counts.empty.entries)),
        (counts.draft.entries, ngettext("{n} draft", "{n} drafts", counts.draft.entries)),
        (findings.errors, ngettext("{n} error", "{n} errors", findings.errors)),
    ):
        if n:
            parts.append(text.format(n=n))
    return f"{shown_article(each.article)} → {each.locale}: {', '.join(parts)}"
