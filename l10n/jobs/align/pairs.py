"""Which articles belong together: two files, two folders, or a table of files."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.errors import FileError, L10nError, UsageError
from l10n.jobs.align.csv_rows import rows_of
from l10n.messages import _
from l10n.regex import regex
from l10n.store.text_file import read_text
from l10n.store.walking import walk

TABLE = ".csv"


@dataclass(frozen=True, slots=True)
class Pair:
    """The files of an article and of what may be its translation."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Pairs:
    """What a person named."""

    name: str
    """By which what is made of them goes."""
    pairs: tuple[Pair, ...]
    problems: tuple[L10nError, ...] = ()
    """Files that have no counterpart, and what could not be looked into."""


def pairs_of(source: Path, target: Path | None) -> Pairs:
    """The pairs that a person named; raises UsageError for what goes not together.

    Files of two folders belong together that have the same name; else the same name without suffix;
    else that without a locale at its end or in its path (`a.uk.md`, `uk/a.html`).
    """
    if target is None:
        if source.suffix.lower() != TABLE:
            raise UsageError(
                _("it is not said what this is to be aligned with"),
                code="ALN-001",
                path=source,
                remedy=_("name the translation too, or a .csv of pairs alone"),
            )
        return _of_table(source)
    if source.is_dir() and target.is_dir():
        return _of_folders(source, target)
    for one, other in ((source, target), (target, source)):
        if one.is_dir() and not other.is_dir():
            raise UsageError(
                _("a folder is aligned with a folder, and a file with a file"),
                code="ALN-002",
                path=one,
                remedy=_("name two of a kind"),
            )
    return Pairs(_bare(source), (Pair(source, target),))


def _of_table(path: Path) -> Pairs:
    """Each row a source and a target, from the folder of the table; a head is passed over."""
    pairs: list[Pair] = []
    problems: list[L10nError] = []
    for line, row in rows_of(read_text(path), path):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) < 2 or not (cells[0] and cells[1]):
            problems.append(_no_pair(path, line))
        elif not (line == 1 and not _is_file(path, cells[0])):
            pairs.append(Pair(path.parent / cells[0], path.parent / cells[1]))
    return Pairs(path.stem, tuple(pairs), tuple(problems))


def _is_file(table: Path, cell: str) -> bool:
    return plugins.is_read(cell) or (table.parent / cell).exists()


def _no_pair(path: Path, line: int) -> FileError:
    return FileError(
        _("this row does not name two files"),
        code="ALN-004",
        path=path,
        line=line,
        remedy=_("write the article in the first column, its translation in the second"),
    )


def _of_folders(source: Path, target: Path) -> Pairs:
    ours, theirs = walk(source, str(source)), walk(target, str(target))
    left = [name for name in ours if plugins.is_read(name)]
    right = [name for name in theirs if plugins.is_read(name)]
    found: dict[str, str] = {}
    for form in (_whole, _without_suffix, _without_locale):
        found |= _alike(
            [name for name in left if name not in found],
            [name for name in right if name not in found.values()],
            form,
        )
    pairs = tuple(Pair(source / name, target / found[name]) for name in sorted(found))
    lone = [source / name for name in left if name not in found]
    lone += [target / name for name in right if name not in found.values()]
    problems = (*ours.problems, *theirs.problems, *map(_lonely, lone))
    return Pairs(_bare(source), pairs, problems)


def _lonely(path: Path) -> FileError:
    return FileError(
        _("no file of the other folder has its name"),
        code="ALN-005",
        path=path,
        remedy=_("name the two files, or list them in a .csv"),
    )


def _alike(left: Sequence[str], right: Sequence[str], form: Callable[[str], str]) -> dict[str, str]:
    """Names that have a form in common that none else of either side has."""
    forms: tuple[defaultdict[str, list[str]], ...] = (defaultdict(list), defaultdict(list))
    for side, names in zip(forms, (left, right), strict=True):
        for name in names:
            side[form(name)].append(name)
    ours, theirs = forms
    return {
        names[0]: theirs[key][0]
        for key, names in ours.items()
        if len(names) == 1 and len(theirs.get(key, ())) == 1
    }


_LOCALE = regex(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_ENDING = regex(r"[._-](?:[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)$")


def _whole(name: str) -> str:
    return name


def _without_suffix(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def _without_locale(name: str) -> str:
    return "/".join(_bare_parts(PurePosixPath(name).with_suffix("")))


def _bare_parts(path: PurePosixPath) -> Iterator[str]:
    *folders, last = path.parts
    yield from (each for each in folders if not _LOCALE.fullmatch(each))
    yield _ENDING.sub("", last)


def _bare(path: Path) -> str:
    """The name of a file or folder, by which what is made of it goes.

    A folder that is called by its language is known by the one around it.
    """
    whole = path.absolute()
    if whole.is_file():
        return _ENDING.sub("", whole.stem)
    names = [name for name in (whole.name, whole.parent.name) if not _LOCALE.fullmatch(name)]
    return names[0] if names and names[0] else "articles"
