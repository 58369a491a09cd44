"""Finding what differs between two runs of a case, and naming the kind of each difference."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.compare_commits.cases import Case
from tests.compare_commits.running import Blobs, Snapshot, Taken

JSON_STEPS = ("coverage", "status")
"""Steps whose output is for machines: compared as files are."""

_DATES = re.compile(
    rb'(?<="POT-Creation-Date: )[^\\"]*|(?<="PO-Revision-Date: )[^\\"]*'
    rb'|(?<="X-Generator: l10n )[^\\"]*|(?<="date": ")[^"]*'
)
_RECORD = re.compile(r"drafts|sent|versions")
_NUMBER = re.compile(r"\.v?(\d+)\Z")
_LAST = re.compile(r"[./][^./]*\Z|\A[^./]*\Z")
_LOCALE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_KEYWORD = re.compile(r"(?:#~ )?(?:#\| )?(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ")
_QUOTED = re.compile(r'(?:#~ )?(?:#\| )?"(.*)"')
_COMMENTS = {"#.": "notes", "#:": "places", "#,": "flags", "#=": "flags", "#|": "previous"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One file, or one command's end, that is not the same."""

    kind: str
    case: str
    step: str
    path: str
    before: bytes | None
    """What stood there, dates evened out; None where nothing did."""
    after: bytes | None

    @property
    def place(self) -> str:
        """Where it is, in one line."""
        return f"{self.case}, {self.step}: {self.path}"


@dataclass(slots=True)
class Found:
    """All that was found."""

    differences: list[Difference] = field(default_factory=list)
    moves: Counter[str] = field(default_factory=Counter)
    """How many files lie elsewhere, by the two patterns of their paths."""
    dates: int = 0
    """Files that differ in dates and the tool's version alone."""
    files: int = 0
    """Files that were compared, in every step."""
    commands: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """What counts as a difference."""

    messages: bool = False
    """True to compare what commands print, besides their JSON."""
    dates: bool = False
    """True to take another date or version of the tool for a difference."""


def compare(
    case: Case, runs: tuple[Sequence[Taken], Sequence[Taken]], blobs: Blobs, options: Options
) -> Found:
    """Compare two runs of a case step by step; what a later step only carries on is not told."""
    found = Found()
    seen: dict[str, tuple[str | None, str | None]] = {}
    moved: set[str] = set()
    articles = (name.split("/", 1) for name in case.files if name.startswith("articles/"))
    names = frozenset(name for _folder, name in articles)
    for number, step in enumerate(case.steps):
        before, after = (taken[number] for taken in runs)
        found.commands += 1
        at = Difference("", case.name, step.name, f"l10n {' '.join(step.command)}", None, None)
        found.differences += _of_command(at, (before, after), blobs, options)
        pairs = _paired(before.files, after.files, names)
        found.files += len(pairs)
        for one, other in pairs:
            path = one or other or ""
            if one and other and one != other and path not in moved:
                moved.add(path)
                found.moves[_move(one, other, names)] += 1
            keys = before.files.get(one or ""), after.files.get(other or "")
            if keys[0] == keys[1] or seen.get(path) == keys:
                continue
            seen[path] = keys
            data = tuple(None if key is None else blobs.get(key) for key in keys)
            found.dates += _add(found, replace(at, path=path), (data[0], data[1]), options)
        if step.idle and number:
            found.differences += _restless(at, number, runs, blobs)
    return found


def merged(parts: Iterable[Found]) -> Found:
    """Put together what was found in several cases."""
    whole = Found()
    for part in parts:
        whole.differences += part.differences
        whole.moves += part.moves
        whole.dates += part.dates
        whole.files += part.files
        whole.commands += part.commands
    return whole


def _add(
    found: Found, at: Difference, data: tuple[bytes | None, bytes | None], options: Options
) -> int:
    """Note a difference of a file; returns 1 where nothing but dates differs."""
    if not options.dates:
        data = _even(data[0]), _even(data[1])
    if data[0] == data[1]:
        return 1
    kind = _kind(at.path, *data)
    found.differences.append(replace(at, kind=kind, before=data[0], after=data[1]))
    return 0


def _even(data: bytes | None) -> bytes | None:
    return None if data is None else _DATES.sub(b"...", data)


def _of_command(
    at: Difference, taken: tuple[Taken, Taken], blobs: Blobs, options: Options
) -> Iterator[Difference]:
    """Compare the ends of a command and what it printed."""
    before, after = taken
    if before.code != after.code:
        ends = (f"exit code {each.code}\n".encode() + blobs.get(each.err) for each in taken)
        yield replace(at, kind="exit codes", before=next(ends), after=next(ends))
    error = blobs.get(after.err)
    if b"Traceback (most recent call last)" in error:
        yield replace(at, kind="tracebacks", before=b"", after=error)
    wanted = (
        [("output", before.out, after.out)] if at.step in JSON_STEPS or options.messages else []
    )
    wanted += [("error output", before.err, after.err)] if options.messages else []
    for name, one, other in wanted:
        data = blobs.get(one), blobs.get(other)
        if not options.dates:
            data = _even(data[0]) or b"", _even(data[1]) or b""
        if data[0] == data[1]:
            continue
        kind = f"messages of {at.step.split()[0]}"
        if at.step in JSON_STEPS and name == "output":
            kind = f"{at.step} --json: {_fields(*data)}"
        path = f"{at.path} ({name})"
        yield replace(at, kind=kind, path=path, before=data[0], after=data[1])


def _restless(
    at: Difference, number: int, runs: tuple[Sequence[Taken], Sequence[Taken]], blobs: Blobs
) -> Iterator[Difference]:
    """Name the files that a step changed although there was nothing left to do."""
    for name, taken in zip(("before", "after"), runs, strict=True):
        old, new = taken[number - 1].files, taken[number].files
        for path in sorted(set(old) | set(new)):
            if old.get(path) != new.get(path):
                yield replace(
                    at,
                    kind=f"changed with nothing to do, in the code {name}",
                    path=path,
                    before=blobs.get(old.get(path)),
                    after=blobs.get(new.get(path)),
                )


def _paired(
    before: Snapshot, after: Snapshot, names: frozenset[str]
) -> list[tuple[str | None, str | None]]:
    """Pair the files of two snapshots; a record or text that lies elsewhere keeps its partner."""
    pairs: list[tuple[str | None, str | None]] = [(path, path) for path in before if path in after]
    new = {path: _identity(path, names) for path in after if path not in before}
    waiting = {key: path for path, key in new.items() if key is not None}
    for path in before:
        if path not in after:
            key = _identity(path, names) if waiting else None
            other = None if key is None else waiting.pop(key, None)
            pairs.append((path, other))
            new.pop(other or "", None)
    pairs += [(None, path) for path in new]
    return sorted(pairs, key=lambda pair: pair[0] or pair[1] or "")


def _identity(path: str, names: frozenset[str]) -> tuple[str, ...] | None:
    """What a record or an earlier version is of, wherever it lies; None for any other file."""
    found = _article(path, names)
    if found is None:
        return None
    rest = path.replace(found, "", 1)
    record, number = _RECORD.search(rest), _NUMBER.search(rest)
    if record is None and number is None:
        return None
    locale = next((part for part in rest.split("/") if _LOCALE.fullmatch(part)), "")
    kind = record[0] if record and path.endswith(".jsonl") else ""
    return found, locale, kind, number[1] if number else ""


def _article(path: str, names: frozenset[str]) -> str | None:
    """The longest name of an article that a path holds."""
    parts = path.split("/")
    for start in range(len(parts)):
        name = "/".join(parts[start:])
        while name and name not in names:
            name = _LAST.sub("", name)
        if name:
            return name
    return None


def _move(one: str, other: str, names: frozenset[str]) -> str:
    """Describe a move with the article's name, its locale and a version's number left open."""
    found = _article(one, names) or ""
    shown = []
    for path in (one, other):
        opened = _NUMBER.sub(".v<n>", path.replace(found, "<article>", 1))
        parts = ["<locale>" if _LOCALE.fullmatch(part) else part for part in opened.split("/")]
        shown.append("/".join(parts))
    return " → ".join(shown)


def _kind(path: str, before: bytes | None, after: bytes | None) -> str:
    """Name the kind of file, and which parts of it differ."""
    top, suffix = path.partition("/")[0], path.rpartition(".")[2]
    if path.endswith(".jsonl"):
        record = _RECORD.search(path.rpartition("/")[2])
        what = f"{record[0] if record else 'other'} records"
    elif suffix == "po":
        what = "catalogs" if top == "catalogs" else f"catalogs in {top}/"
    elif top == "published":
        text = _NUMBER.sub("", path)
        what = f"published {text.rpartition('.')[2]}" + (", earlier" if text != path else "")
    else:
        what = top
    if before is None or after is None:
        return f"{what}: only {'after' if before is None else 'before'}"
    if path.endswith(".jsonl"):
        return f"{what}: {_of_records(before, after)}"
    return f"{what}: {_of_catalogs(before, after)}" if suffix == "po" else what


def _of_catalogs(before: bytes, after: bytes) -> str:
    """Name the parts of two catalogs that differ."""
    old, new = (_entries(data.decode("utf-8", "replace")) for data in (before, after))
    parts: set[str] = set()
    if set(old) - set(new):
        parts.add("entries gone")
    if set(new) - set(old):
        parts.add("entries new")
    for key in set(old) & set(new):
        for name in {*old[key], *new[key]}:
            one, other = old[key].get(name, ()), new[key].get(name, ())
            if one != other:
                same = "".join(map(_unwrapped, one)) == "".join(map(_unwrapped, other))
                parts.add("wrapping" if same else name)
    return ", ".join(sorted(parts)) or "order"


def _unwrapped(line: str) -> str:
    """What a line adds to its text: the words of a comment, or all that stands in the quotes."""
    quoted = _QUOTED.fullmatch(line)
    return quoted[1] if quoted else "".join(line.split())[2:]


def _entries(text: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Read the entries of a catalog roughly: lines by part, by what identifies the entry."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for block in text.split("\n\n"):
        parts: dict[str, tuple[str, ...]] = {}
        name = "comments"
        for line in block.split("\n"):
            keyword = _KEYWORD.match(line)
            if keyword:
                name = "previous" if "#| " in line[:6] else keyword[1]
            elif line.startswith("#") and not line.startswith(('#~ "', '#| "', '#~ #| "')):
                name = _COMMENTS.get(line[:2], "comments")
            parts[name] = (*parts.get(name, ()), _KEYWORD.sub("", line))
        texts = (parts.get("msgctxt", ()), parts.get("msgid", ()))
        key = "\0".join("".join(map(_unwrapped, lines)) for lines in texts)
        key += "\0~" if block.rpartition("\n")[2].startswith("#~") else ""
        if key == "\0" and "msgstr" in parts:
            parts["header"] = parts.pop("msgstr")
        found[key] = parts
    return found


def _of_records(before: bytes, after: bytes) -> str:
    """Name the fields of two files of records that differ."""
    old, new = (_records(data.decode("utf-8", "replace")) for data in (before, after))
    parts: set[str] = set()
    if set(old) - set(new):
        parts.add("records gone")
    if set(new) - set(old):
        parts.add("records new")
    for key in set(old) & set(new):
        names = {*old[key], *new[key]}
        parts |= {name for name in names if old[key].get(name) != new[key].get(name)}
    return ", ".join(sorted(parts)) or "order"


def _records(text: str) -> dict[str, Mapping[str, object]]:
    found: dict[str, Mapping[str, object]] = {}
    for line in filter(None, text.split("\n")):
        try:
            record = json.loads(line)
        except ValueError:
            record = {"key": line}
        key = str(record.get("key", record.get("number", line)))
        while key in found:
            key += "+"
        found[key] = record
    return found


def _fields(before: bytes, after: bytes) -> str:
    """Name the keys of two JSON texts under which values differ."""
    try:
        old, new = (Counter(_leaves(json.loads(data))) for data in (before, after))
    except ValueError:
        return "no JSON"
    return ", ".join(sorted({leaf[0] for leaf in (old - new) + (new - old)})) or "order"


def _leaves(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, str(name) if not isinstance(each, (Mapping, list)) else key)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, key)
    else:
        yield key, str(value)
