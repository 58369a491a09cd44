"""The cases of the comparison: a workspace each, and what is done in it step by step."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tests.compare_commits import articles
from tests.compare_commits.targets import edit, fill

Files = Mapping[str, bytes]
"""The files of a workspace, by their paths in it."""

OWN = ("articles", "workflows", "catalogs", "records", "published", "glossary.csv")
"""Where the repository's own workspace keeps its files, whichever of these there are."""

GLOSSARY = """\
term,translation,pair,note,forbidden
президент,president,uk>en,,head of state
уряд,government,uk>en,,
Верховна Рада,Verkhovna Rada,uk>en,the parliament,Supreme Council|Supreme Rada
президент,президент,en>en,,
government,уряд,en>uk,,
"""
_WORKFLOW = """\
source = "{source}"
targets = ["{target}"]
articles = ["{source}/{split}/**"]
split = "{split}"
fields = ["title", "description", "author", "seo.description"]
engines = ["{engine}"]
notes = "{notes}"

[publish]
require = "{require}"
fallback = "source"
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One command, and what hands do before it."""

    name: str
    command: tuple[str, ...]
    hands: Callable[[Path], None] | None = None
    """Is given the workspace's root."""
    idle: bool = False
    """True where there is nothing left to do: no file may change."""


@dataclass(frozen=True, slots=True)
class Case:
    """A workspace and the steps in it."""

    name: str
    files: Files
    steps: tuple[Step, ...]


SYNC = (Step("sync", ("sync",)), Step("sync again", ("sync",), idle=True))
PLAIN = (
    Step("sync", ("sync", "--no-draft")),
    Step("sync again", ("sync", "--no-draft"), idle=True),
)
PUBLISH = (Step("publish", ("publish",)), Step("publish again", ("publish",), idle=True))
COUNT = (
    Step("coverage", ("coverage", "--json"), idle=True),
    Step("status", ("status", "--json"), idle=True),
)


def _edited(root: Path) -> None:
    edit(root / "articles")


def _emptied(root: Path) -> None:
    for name in ("catalogs", "records", "published"):
        shutil.rmtree(root / name, ignore_errors=True)


def _filled(root: Path, *, folder: str, human: Mapping[str, str]) -> None:
    fill(root / folder, human)


EDITED = (Step("sync edited", ("sync",), _edited), Step("publish edited", ("publish",)))


def own(root: Path) -> list[Case]:
    """The repository's own workspace, as it stands and made anew, with its own engines."""
    files: dict[str, bytes] = {}
    for name in OWN:
        place = root / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file():
                files[path.relative_to(root).as_posix()] = path.read_bytes()
    anew = (replace(SYNC[0], hands=_emptied), SYNC[1])
    plain = (replace(PLAIN[0], hands=_emptied), PLAIN[1])
    return [
        Case("own/as it stands", files, (*SYNC, *PUBLISH, *COUNT)),
        Case("own/anew", files, (*anew, *PUBLISH, *COUNT, *EDITED)),
        Case("own/no drafts", files, (*plain, *PUBLISH, *COUNT)),
    ]


def of_corpora(data: Path) -> list[Case]:
    """The corpora, in sentences and in blocks: drafted, translated in place, sent and received."""
    human = articles.references(data)
    sources, pages = articles.examples(data)
    news = {
        "uk/sentences": articles.ukrainian(data, 0),
        "uk/blocks": articles.ukrainian(data, 1),
        "en/sentences": articles.english(data, 2),
        "en/blocks": articles.english(data, 0),
    }
    examples = {"en/sentences": sources, "en/blocks": sources | pages}
    return forms("news", news, human) + forms("commonmark", examples, human)


def forms(name: str, rooms: Mapping[str, Files], human: Mapping[str, str]) -> list[Case]:
    """The ways that articles go; they are given by `<language>/<split>`, then by their names."""

    def translated(folder: str) -> Callable[[Path], None]:
        return partial(_filled, folder=folder, human=human)

    texts = {
        f"articles/{room}/{path}": data
        for room, files in rooms.items()
        for path, data in files.items()
    }
    blocks = {path: data for path, data in texts.items() if path.split("/")[2] == "blocks"}
    in_place = replace(PUBLISH[0], name="publish translated", hands=translated("catalogs"))
    received = Step("receive", ("receive", "parcel"), translated("parcel"))
    sent = Step("send", ("send", "--to", "parcel"))
    drafts, finished = _desk(rooms, "draft"), _desk(rooms, "translated")
    return [
        Case(f"{name}/drafted", texts | drafts, (*SYNC, PUBLISH[0], *COUNT, *EDITED)),
        Case(f"{name}/translated", texts | finished, (*PLAIN, in_place, PUBLISH[1], *EDITED)),
        Case(f"{name}/sent", blocks | finished, (SYNC[0], sent, received, PUBLISH[0])),
    ]


def _desk(rooms: Iterable[str], require: str) -> dict[str, bytes]:
    """Make the glossary and one workflow for each language and split."""
    found = {"glossary.csv": GLOSSARY.encode()}
    for room in rooms:
        source, split = room.split("/")
        target = "en" if source == "uk" else "uk"
        text = _WORKFLOW.format(
            source=source,
            target=target,
            split=split,
            engine="pseudo",
            notes="en" if split == "sentences" else "uk",
            require=require,
        )
        found[f"workflows/{source}-{split}.toml"] = text.encode()
    return found
