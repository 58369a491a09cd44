"""What people do on a branch: at random, each text that they type with a number of its own."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from l10n.exchange.po import file as po
from l10n.model.catalog import Catalog, Entry, State
from tests.conftest import Newsroom
from tests.histories.repository import git

TOKEN = re.compile(r"zz[a-z]*\d+")
"""What tells one typed text from all others."""
WORDS = ("рада", "міст", "школа", "дощ", "ціни", "мер", "суд", "театр", "вода", "потяг", "хліб")
VERBS = ("чекає", "зростає", "міняється", "почалася", "стоїть", "триває", "повернулася")
ENDS = ("сьогодні", "у місті", "за годину", "знову", "в середу", "без змін", "на площі", "поруч")


@dataclass
class Branch:
    """Somebody at work: edits, syncs and commits."""

    newsroom: Newsroom
    chance: random.Random
    name: str
    typed: int = 0
    done: list[str] = field(default_factory=list)
    """The names of what was done, in order."""

    def work(self, edits: int) -> None:
        """Do some things at random, and commit them."""
        kinds: tuple[Callable[[], None], ...] = (
            *(self.translate, self.translate, self.translate, self.be_unsure, self.accept),
            *(self.comment, self.comment, self.take_a_comment_back, self.mark_again, self.empty),
            *(self.sign, self.flag, self.reword, self.reword, self.add_text, self.drop_text),
            *(self.swap, self.purge, self.sync, self.restyle),
        )
        for _edit in range(edits):
            kind = self.chance.choice(kinds)
            self.done.append(kind.__name__)
            kind()
        if self.chance.random() < 0.7:
            self.sync()
        self.commit()

    def commit(self) -> None:
        """Commit all that is there."""
        git(self.newsroom.root, "add", "-A")
        git(self.newsroom.root, "commit", "-q", "--allow-empty", "-m", " ".join(self.done[-9:]))

    def text(self, kind: str = "t") -> str:
        """A text that nobody else has typed."""
        self.typed += 1
        return f"zz{kind}{self.name}{self.typed}"

    def articles(self) -> list[Path]:
        """The articles that there are."""
        return sorted((self.newsroom.root / "articles").rglob("*.md"))

    def edited(self, change: Callable[[Catalog], Catalog]) -> None:
        """Change any catalog, as an editor does."""
        paths = sorted((self.newsroom.root / "catalogs").rglob("*.po"))
        path = self.chance.choice(paths)
        path.write_text(po.dump(change(po.load(path))), "utf-8")

    def with_entry(self, wanted: Callable[[Entry], bool], change: Callable[[Entry], Entry]) -> None:
        """Change any entry of a kind."""

        def changed(catalog: Catalog) -> Catalog:
            found = [entry for entry in catalog.entries if wanted(entry)]
            if not found:
                return catalog
            chosen = self.chance.choice(found)
            entries = (change(each) if each is chosen else each for each in catalog.entries)
            return replace(catalog, entries=tuple(entries))

        self.edited(changed)

    def translate(self) -> None:
        """Write a translation and finish it."""
        self.with_entry(
            lambda entry: not entry.obsolete,
            lambda entry: replace(
                entry.with_target(f"Said {self.text()}.", State.TRANSLATED), previous=None
            ),
        )

    def be_unsure(self) -> None:
        """Write one and leave it fuzzy."""
        self.with_entry(
            lambda entry: not entry.obsolete,
            lambda entry: entry.with_target(f"Perhaps {self.text()}.", State.DRAFT),
        )

    def accept(self) -> None:
        """Take a draft as it is."""
        self.with_entry(
            lambda entry: entry.state is State.DRAFT and not entry.obsolete,
            lambda entry: replace(entry, state=State.TRANSLATED, previous=None),
        )

    def mark_again(self) -> None:
        """Mark a finished one as one that needs work."""
        self.with_entry(
            lambda entry: entry.state is State.TRANSLATED,
            lambda entry: replace(entry, state=State.DRAFT),
        )

    def empty(self) -> None:
        """Take a target out."""
        self.with_entry(
            lambda entry: bool(entry.target) and not entry.obsolete,
            lambda entry: replace(entry.with_target("", State.EMPTY), previous=None),
        )

    def comment(self) -> None:
        """Add a line to a comment."""
        self.with_entry(
            lambda entry: True,
            lambda entry: replace(
                entry,
                comment="\n".join(filter(None, (entry.comment, f"Look: {self.text('c')}"))),
            ),
        )

    def take_a_comment_back(self) -> None:
        """Delete the first line of a comment."""
        self.with_entry(
            lambda entry: bool(entry.comment) and not entry.obsolete,
            lambda entry: replace(entry, comment=entry.comment.partition("\n")[2]),
        )

    def sign(self) -> None:
        """Save as editors do: the last translator, the date, at times a header of one's own."""
        day, name = self.chance.randrange(10, 28), self.text("h")

        def signed(catalog: Catalog) -> Catalog:
            found = dict(catalog.headers)
            found["PO-Revision-Date"] = f"2026-12-{day} 10:00+0200"
            found["Last-Translator"] = "Olena <olena@example.org>"
            if self.chance.random() < 0.5:
                found["X-Desk"] = name
            return replace(catalog, headers=tuple(found.items()))

        self.edited(signed)

    def flag(self) -> None:
        """Give an entry a flag, or take all away."""
        flags = self.chance.choice((("no-wrap",), ("x-checked",), ()))
        self.with_entry(lambda entry: True, lambda entry: replace(entry, flags=flags))

    def restyle(self) -> None:
        """Save with an editor that folds no lines."""
        self.edited(lambda catalog: catalog)

    def purge(self) -> None:
        """Delete obsolete entries, as Poedit can."""
        if self.chance.random() < 0.3:
            self.edited(lambda catalog: replace(catalog, entries=catalog.active()))

    def in_article(self, change: Callable[[list[str]], None]) -> None:
        """Change the paragraphs of any article."""
        path = self.chance.choice(self.articles())
        paragraphs = path.read_text("utf-8").rstrip("\n").split("\n\n")
        change(paragraphs)
        path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
        if self.chance.random() < 0.8:
            self.sync()

    def reword(self) -> None:
        """Change the last word of a paragraph."""

        def changed(paragraphs: list[str]) -> None:
            place = self.chance.randrange(len(paragraphs))
            first = paragraphs[place].rpartition(" ")[0]
            paragraphs[place] = f"{first} {self.chance.choice(ENDS)}."

        self.in_article(changed)

    def add_text(self) -> None:
        """Add a paragraph."""
        self.in_article(
            lambda paragraphs: paragraphs.insert(
                self.chance.randrange(len(paragraphs) + 1), sentence(self.chance)
            )
        )

    def drop_text(self) -> None:
        """Delete a paragraph."""

        def changed(paragraphs: list[str]) -> None:
            if len(paragraphs) > 3:
                del paragraphs[self.chance.randrange(len(paragraphs))]

        self.in_article(changed)

    def swap(self) -> None:
        """Move a paragraph."""

        def changed(paragraphs: list[str]) -> None:
            moved = paragraphs.pop(self.chance.randrange(len(paragraphs)))
            paragraphs.insert(self.chance.randrange(len(paragraphs) + 1), moved)

        self.in_article(changed)

    def rename(self) -> None:
        """Give an article another name, with all that is its."""
        path = self.chance.choice(self.articles())
        name = path.relative_to(self.newsroom.root / "articles").as_posix()
        answer = self.newsroom.l10n("rename", name, f"moved/{self.name}-{path.name}")
        assert answer.code == 0, answer.err
        self.done.append("rename")
        self.commit()

    def sync(self) -> None:
        """Run `l10n sync`; what was taken out was so on purpose."""
        answer = self.newsroom.l10n("sync", "--accept-removals", "*")
        assert answer.code == 0, answer.err


def sentence(chance: random.Random) -> str:
    """A sentence of any article."""
    words = " і ".join(chance.sample(WORDS, 3))
    return f"{words.capitalize()} {chance.choice(VERBS)} {chance.choice(ENDS)}."
