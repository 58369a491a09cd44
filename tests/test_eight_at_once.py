"""Eight processes sync, sign, ask, publish and save the same catalogs at once: nothing is lost."""

import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from l10n.exchange.po import file as po
from l10n.model.catalog import State
from l10n.store.questions import load_questions
from l10n.store.reviews import load_reviews
from l10n.store.workspace import Workspace
from tests.at_once import at_once
from tests.conftest import LONG, Answer, Newsroom
from tests.tally import Tally

pytestmark = pytest.mark.campaign

SECONDS = 60
"""How long they work in the long form."""
ROUNDS = 2
"""What each does in the short form."""
PAUSE = (0.1, 0.8) if LONG else (0, 0.1)
"""Seconds between two saves."""
ARTICLES = ("a.md", "news/b.md")
TEXT = "# Новина\n\nРада ухвалила бюджет. Міст **відкрили**.\n\nШкола чекає на дітей.\n"
MAY_END = {0, 1, 5}
"""Done, the answer is no, or something else had the files in hand: the command is run again."""
LETTERS = str.maketrans("0123456789", "abcdefghij")
"""Numbers in a translation would be found wrong."""


@dataclass(frozen=True)
class Work:
    """What one process does, again and again."""

    newsroom: Newsroom
    number: int

    def rounds(self) -> Iterator[int]:
        """Count rounds for a minute, or in the short form a few."""
        end, done = time.monotonic() + SECONDS, 0
        while time.monotonic() < end if LONG else done < ROUNDS:
            yield done
            done += 1

    def command(self, *arguments: object) -> Answer:
        """Run a command, which may have to be run again."""
        answer = self.newsroom.l10n(*arguments)
        assert answer.code in MAY_END, (arguments, answer)
        return answer

    def repeated(self, *arguments: object) -> dict[str, Any]:
        """Run one command all the time."""
        codes = [self.command(*arguments).code for _round in self.rounds()]
        return {"did": arguments[0], "codes": codes}

    def sync(self) -> object:
        return self.repeated("sync")

    def publish(self) -> object:
        return self.repeated("publish", "--json")

    def sign(self) -> dict[str, Any]:
        """Approve whatever is clean; tells whose and what was said to be signed."""
        who, signed, codes = f"Ada {self.number} <ada@example.org>", [], []
        for _round in self.rounds():
            answer = self.command("approve", "--all-clean", "--as", who, "--json")
            codes.append(answer.code)
            signed += [
                [who, each["target"]]
                for catalog in answer.json
                for each in catalog["entries"]
                if each["outcome"] == "signed"
            ]
        return {"did": "approve", "signed": signed, "codes": codes}

    def ask(self) -> dict[str, Any]:
        """Ask, and tell what was said to be asked."""
        asked, codes = [], []
        for number in self.rounds():
            question = f"Question {number}, says who?"
            place = f"{ARTICLES[number % len(ARTICLES)]}:5"
            answer = self.command("ask", place, question, "--as", "Ed <ed@example.org>")
            codes.append(answer.code)
            asked += [question] if answer.code == 0 else []
        return {"did": "ask", "asked": asked, "codes": codes}

    def save(self) -> dict[str, Any]:
        """Translate one entry after another of one catalog, and save as editors do."""
        path = self.newsroom.catalog(ARTICLES[self.number % len(ARTICLES)])
        chance = random.Random(self.number)
        latest: dict[str, str] = {}
        for number in self.rounds():
            catalog = po.load(path)
            chosen = chance.choice([each for each in catalog.active() if "<" not in each.source])
            text = f"The council saved zz{number}x{self.number}.".translate(LETTERS)
            entries = tuple(
                replace(each.with_target(text, State.TRANSLATED), previous=None)
                if each is chosen
                else each
                for each in catalog.entries
            )
            beside = path.with_name(f"~saving{self.number}")
            beside.write_text(po.dump(replace(catalog, entries=entries)), "utf-8")
            beside.replace(path)
            latest[chosen.source] = text
            time.sleep(chance.uniform(*PAUSE))
        return {"did": "save", "latest": list(latest.values()), "codes": [0] * (number + 1)}


def test_eight_processes_at_once_lose_nothing(newsroom: Newsroom, tally: Tally) -> None:
    for name in ARTICLES:
        newsroom.article(name, TEXT)
    assert newsroom.l10n("sync").code == 0
    kinds: tuple[Callable[[Work], object], ...] = (
        *(Work.sync, Work.sync, Work.sign, Work.sign, Work.ask, Work.publish),
        *(Work.save, Work.save),
    )
    told = at_once(
        [
            lambda kind=kind, number=number: kind(Work(newsroom, number))  # type: ignore[misc]
            for number, kind in enumerate(kinds)
        ]
    )
    hold(newsroom, told)
    for _turn in range(2):
        last = newsroom.l10n("sync")
        assert last.code == 0, last.err
    assert "0 catalogs written" in last.out, last.out
    assert newsroom.l10n("approve", "--all-clean", "--as", "Ada <ada@example.org>").code == 0
    assert newsroom.l10n("publish").code == 0
    hold(newsroom, told)
    counts: Counter[str] = Counter()
    for each in told:
        counts[each["did"]] += len(each["codes"])
        counts["told to run again"] += each["codes"].count(5)
        counts["signatures"] += len(each.get("signed", ()))
    tally("eight processes at once", processes=len(told), **counts, lost=0)


def hold(newsroom: Newsroom, told: list[Any]) -> None:
    """All that was typed and signed so far is there, and every file can be read."""
    workspace = Workspace(newsroom.root)
    typed = ""
    for path in sorted((newsroom.root / "catalogs").rglob("*.po")):
        po.load(path)
        checked = ["msgfmt", "--check", "--output-file=/dev/null", str(path)]
        subprocess.run(checked, check=True, capture_output=True)
        typed += path.read_text("utf-8")
    kept = [path for path in (newsroom.root / "kept").rglob("*") if path.is_file()]
    typed += "".join(path.read_text("utf-8") for path in kept)
    signed, asked = set[tuple[str, str]](), set[str]()
    for name in ARTICLES:
        _file, signatures = load_reviews(workspace, workspace.reviews_path("en", name))
        signed |= {(each.who, each.target) for each in signatures}
        _file, questions = load_questions(workspace, workspace.questions_path("en", name))
        asked |= {each.text for each in questions}
        newsroom.history(name)
    for each in told:
        assert all(text in typed for text in each.get("latest", ())), each
        assert {tuple(pair) for pair in each.get("signed", ())} <= signed, each
        assert set(each.get("asked", ())) <= asked, each
    left = [path for path in newsroom.root.rglob(".l10n-*") if ".l10n" not in path.parts]
    assert not left
