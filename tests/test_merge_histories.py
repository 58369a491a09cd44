"""Branches with work of all kinds, joined by real git: nothing that anybody typed is missing."""

import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog, Entry, State
from tests.conftest import LONG, WORKFLOW, Newsroom, Run
from tests.histories.branch import TOKEN, Branch, sentence
from tests.histories.repository import catalogs_at, git, settle, tried
from tests.tally import Tally

pytestmark = pytest.mark.campaign

BATCHES = 60 if LONG else 1
HISTORIES = 5 if LONG else 2
"""Of each batch."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("histories") / "newsroom"


def lay_out(root: Path, run: Run) -> None:
    """A desk with two articles in a repository."""
    chance = random.Random(20261127)
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    newsroom = Newsroom(root, run)
    assert newsroom.l10n("init").code == 0
    newsroom.workflow(WORKFLOW)
    for name in ("a.md", "news/b.md"):
        newsroom.article(name, "\n\n".join(sentence(chance) for _each in range(6)) + "\n")
    assert newsroom.l10n("sync").code == 0
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "desk")


@dataclass
class History:
    """Two branches and what both go back to."""

    newsroom: Newsroom
    chance: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    comparable: bool = False
    """True where the branches are merged once, so that the other way can be compared."""

    @property
    def root(self) -> Path:
        return self.newsroom.root

    def grow(self) -> None:
        """Work before the fork, then on both branches."""
        common = Branch(self.newsroom, self.chance, "b")
        common.work(self.chance.randrange(4, 12))
        git(self.root, "branch", "fork")
        git(self.root, "switch", "-q", "-c", "side")
        theirs = Branch(self.newsroom, self.chance, "s")
        for _commit in range(self.chance.randrange(1, 4)):
            theirs.work(self.chance.randrange(2, 8))
        if self.chance.random() < 0.2:
            theirs.rename()
        git(self.root, "switch", "-q", "main")
        ours = Branch(self.newsroom, self.chance, "m")
        for _commit in range(self.chance.randrange(1, 4)):
            ours.work(self.chance.randrange(2, 8))
        self.counts["edits"] += sum(len(each.done) for each in (common, theirs, ours))

    def until_done(self, *command: str) -> None:
        """Join branches, and go on wherever git stops."""
        ended = tried(self.root, *command)
        for _stop in range(20):
            assert "Traceback" not in ended.stderr, ended.stderr
            if ended.returncode == 0:
                return
            self.counts["stops"] += 1
            self.counts["catalogs with conflicts"] += settle(self.root)
            again = (
                ("commit", "-q", "--no-edit")
                if command[0] == "merge"
                else (command[0], "--continue")
            )
            ended = tried(self.root, *again)
            if "is now empty" in ended.stdout + ended.stderr:
                ended = tried(self.root, command[0], "--skip")
        raise AssertionError(ended.stdout + ended.stderr)


def merge(history: History) -> None:
    """One branch into the other; what comes of it is the same the other way round."""
    if history.comparable:
        git(history.root, "switch", "-q", "--detach", "theirs")
        history.until_done("merge", "-q", "--no-ff", "-m", "merge", "ours")
        git(history.root, "branch", "other-way")
        git(history.root, "switch", "-q", "main")
    history.until_done("merge", "-q", "--no-ff", "-m", "merge", "side")


def rebase(history: History) -> None:
    git(history.root, "switch", "-q", "-C", "main-then", "side")
    history.until_done("rebase", "-q", "main")


def pick(history: History) -> None:
    history.until_done("cherry-pick", "--keep-redundant-commits", "--allow-empty", "fork..side")


def cross(history: History) -> None:
    """Each branch merges the other, both go on, and are merged again."""
    git(history.root, "branch", "before")
    git(history.root, "branch", "-f", "fork-too", "side")
    merge(history)
    Branch(history.newsroom, history.chance, "mm").work(2)
    git(history.root, "switch", "-q", "side")
    history.until_done("merge", "-q", "--no-ff", "-m", "merge", "before")
    Branch(history.newsroom, history.chance, "ss").work(2)
    git(history.root, "branch", "-f", "theirs")
    git(history.root, "switch", "-q", "main")
    git(history.root, "branch", "-f", "ours")
    git(history.root, "branch", "-f", "fork", "before")
    history.until_done("merge", "-q", "--no-ff", "-m", "again", "side")


def stash(history: History) -> None:
    """What is not committed yet comes back onto what another has done."""
    git(history.root, "switch", "-q", "--detach", "fork")
    git(history.root, "restore", "-s", "side", "--", "catalogs")
    git(history.root, "stash", "push", "-q")
    git(history.root, "switch", "-q", "main")
    tried(history.root, "stash", "pop")
    history.counts["catalogs with conflicts"] += settle(history.root)
    git(history.root, "add", "-A")
    git(history.root, "commit", "-q", "--allow-empty", "-m", "popped")


WAYS: dict[str, Callable[[History], None]] = {
    "merge": merge,
    "rebase": rebase,
    "cherry-pick": pick,
    "criss-cross": cross,
    "stash": stash,
}


def tokens(catalogs: Iterable[Catalog]) -> set[str]:
    """The numbers of all typed texts, wherever they stand."""
    return {
        token
        for catalog in catalogs
        for text in (
            catalog.comment,
            *(value for _name, value in catalog.headers),
            *(text for each in catalog.entries for text in (each.target, each.comment)),
        )
        for token in TOKEN.findall(text)
    }


def finished(catalogs: Iterable[Catalog]) -> set[tuple[str, str]]:
    return {
        (each.source, each.target)
        for catalog in catalogs
        for each in catalog.entries
        if each.state is State.TRANSLATED
    }


Entries = dict[tuple[str, str], Entry]
"""By article and source; the article is named by what no rename changes."""


def entries(catalogs: Iterable[Catalog]) -> Entries:
    return {
        ((catalog.header("X-L10n-Article") or "")[-4:], each.source): each
        for catalog in catalogs
        for each in catalog.entries
    }


def check_entries(before: Entries, mine: Entries, other: Entries, found: Entries) -> None:
    """What one side has finished, and the other has not touched, is finished."""
    for one, two in ((mine, other), (other, mine)):
        for key, entry in one.items():
            was, there = before.get(key), two.get(key)
            untouched = (was is None) is (there is None) and (
                was is None
                or there is None
                or (was.target, was.state) == (there.target, there.state)
            )
            if entry.state is State.TRANSLATED and untouched:
                assert found[key].target == entry.target, key
                assert found[key].state is State.TRANSLATED, key


def check_both_ways(one: Entries, other: Entries) -> None:
    """Merged into one another, both branches are the same but for which text stands."""
    assert one.keys() == other.keys()
    for key, entry in one.items():
        assert entry.obsolete is other[key].obsolete, key
        assert entry.state is other[key].state, key


def check(root: Path) -> list[Catalog]:
    """All catalogs can be read by us and by gettext."""
    found = []
    for path in sorted((root / "catalogs").rglob("*.po")):
        found.append(po.load(path))
        checked = subprocess.run(
            ["msgfmt", "--check", "--output-file=/dev/null", path],
            capture_output=True,
            check=False,
            text=True,
        )
        assert checked.returncode == 0, checked.stderr
    return found


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_typed_on_two_branches_is_lost_by_joining_them(
    base: Path, tmp_path: Path, run: Run, tally: Tally, batch: int
) -> None:
    if not base.exists():
        lay_out(base, run)
    counts: Counter[str] = Counter()
    for number in range(HISTORIES):
        seed = batch * HISTORIES + number
        root = tmp_path / f"{seed}"
        shutil.copytree(base, root)
        way = list(WAYS)[seed % len(WAYS)]
        history = History(Newsroom(root, run), random.Random(seed), counts)
        history.grow()
        try:
            joined(history, way)
        except AssertionError as error:
            error.add_note(f"history {seed}, {way}: {git(root, 'log', '--all', '--format=%s')}")
            raise
        shutil.rmtree(root)
        counts["histories"] += 1
        counts[way] += 1
    tally("git: branches joined", **counts, lost=0)


def joined(history: History, way: str) -> None:
    """Join the branches, and hold what has to hold then."""
    root = history.root
    git(root, "branch", "fork-too", "fork")
    git(root, "branch", "ours", "main")
    git(root, "branch", "theirs", "side")
    history.comparable = way == "merge"
    WAYS[way](history)
    before, more, mine, other = (
        [catalog for _name, catalog in catalogs_at(root, revision)]
        for revision in ("fork", "fork-too", "ours", "theirs")
    )
    found = check(root)
    was, ours, theirs = tokens((*before, *more)), tokens(mine), tokens(other)
    taken_out = {token for token in was if token not in ours or token not in theirs}
    wanted = (ours | theirs) - taken_out
    assert wanted <= tokens(found), f"lost: {wanted - tokens(found)}"
    unfinished = finished(found) - finished(mine) - finished(other)
    assert not unfinished, f"finished by nobody: {unfinished}"
    if history.comparable:
        check_entries(*(entries(each) for each in (before, mine, other, found)))
        other_way = [catalog for _name, catalog in catalogs_at(root, "other-way")]
        check_both_ways(entries(found), entries(other_way))
        assert tokens(found) == tokens(other_way)
    history.counts["texts typed"] += len(wanted)
    for _turn in range(2):
        answer = history.newsroom.l10n("sync")
        assert answer.code == 0, answer.err
    assert "0 catalogs written" in answer.out, answer.out
    assert wanted <= tokens(check(root))
