"""A translator at work on catalogs, and commands that are killed meanwhile."""

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from l10n.exchange.po import file as po
from l10n.model.catalog import State
from tests.kills.desk import EDITOR
from tests.kills.killer import Killer, killer
from tests.kills.trial import placed

COMMANDS = (
    ("sync",),
    ("publish",),
    ("receive", "@/parcel"),
    ("send", "--to", "@/out.zip"),
    ("approve", "--all-clean", "--as", EDITOR),
    ("ask", "a.md:1", "Who says so?", "--as", EDITOR),
)


@dataclass
class Translator:
    """Opens a catalog, writes into one entry, and saves it."""

    place: Path
    chance: random.Random
    latest: dict[str, str] = field(default_factory=dict)
    """What was typed last, by the source of its entry."""
    saves: int = 0

    def save(self) -> None:
        """Save as most editors do, beside the file and renamed into its place, or in place."""
        path = self.chance.choice(sorted((self.place / "desk/catalogs").rglob("*.po")))
        catalog = po.load(path)
        plain = [entry for entry in catalog.active() if "<" not in entry.source]
        chosen = self.chance.choice(plain)
        self.saves += 1
        text = f"The translator's number {self.saves}."
        entries = tuple(
            replace(entry.with_target(text, State.TRANSLATED), previous=None)
            if entry is chosen
            else entry
            for entry in catalog.entries
        )
        data = po.dump(replace(catalog, entries=entries))
        if self.chance.random() < 0.7:
            beside = path.with_name("~saving")
            beside.write_text(data, "utf-8")
            beside.replace(path)
        else:
            path.write_text(data, "utf-8")
        self.latest[chosen.source] = text

    def lost(self) -> list[str]:
        """What was typed last and stands neither in a catalog nor where the tool keeps texts."""
        folders = (self.place / "desk/catalogs", self.place / "desk/kept")
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        texts = "\n".join(path.read_text("utf-8") for path in files)
        return [text for text in self.latest.values() if text not in texts]


@contextmanager
def killers_at_once(folder: Path, number: int) -> Iterator[list[Killer]]:
    """Several processes whose forks are commands."""
    with ExitStack() as stack:
        made = []
        for each in range(number):
            (folder / f"killer{each}").mkdir()
            made.append(stack.enter_context(killer(folder / f"killer{each}")))
        yield made


def commanded(killer: Killer, place: Path, chance: random.Random, **how: float) -> bool:
    """Run any command, killed; True if it was."""
    arguments = placed(chance.choice(COMMANDS), place)
    return killer.run(place / "desk", *arguments, **how).killed  # type: ignore[arg-type]


def ended(killer: Killer, place: Path, translator: Translator) -> None:
    """Two syncs that nobody kills leave all that was typed, and the second changes nothing."""
    for _turn in range(2):
        last = killer.run(place / "desk", "sync")
    assert "unchanged" in last.said
    assert "written" not in last.said or "0 catalogs written" in last.said, last.said
    assert not translator.lost()
