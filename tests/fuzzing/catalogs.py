"""PO files: read, written again, merged, received, checked and published."""

from itertools import pairwise
from pathlib import Path

from l10n import plugins
from l10n.exchange.po import file as po
from l10n.model.article import Article
from l10n.model.catalog import Catalog, DraftRecord, key_digest, text_digest
from l10n.model.counts import count
from l10n.steps.extract import extract
from l10n.steps.merge import merge
from l10n.steps.merge_catalogs import Sides, merge_catalogs
from l10n.steps.offered import offered
from l10n.steps.proofread import proofread
from l10n.steps.publish import Edition, Policy, choose, publish
from l10n.steps.receive import receive
from tests.fuzzing import seeds
from tests.fuzzing.laws import Target

TEXT = "# Новина\n\nПерше речення. Друге, **довше**, [про](x) місто.\n\nТретє.\n"
PATH = Path("a.md.po")


def _article() -> Article:
    format = plugins.format_for("a.md")
    assert format is not None
    return Article("a.md", "uk", format="markdown", source=TEXT, parsed=format.parse(TEXT))


ARTICLE = _article()
SEGMENTS = extract(ARTICLE).segments
FRESH = merge(SEGMENTS, None, path="articles/a.md").catalog


def read(data: bytes) -> None:
    """What was read and written is read as the same."""
    catalog = po.parse_bytes(data, PATH)
    text = po.dump(catalog)
    again = po.parse_bytes(text.encode(), PATH)
    assert again == catalog, "the catalog that was written is another"
    assert po.dump(again) == text, "it is written otherwise the second time"


def united(data: bytes) -> None:
    """Two catalogs of anybody's are merged, and nothing that either side typed is missing."""
    first, _nul, second = data.partition(b"\0\0")
    ours, theirs = po.parse_bytes(first, PATH), po.parse_bytes(second, PATH)
    made = merge_catalogs(Sides(FRESH, ours, theirs), kept=lambda text: f"Also: {text}").catalog
    text = po.dump(made)
    assert po.parse_bytes(text.encode(), PATH) == made
    said = "\n".join((*_texts(made), *(entry.comment for entry in made.entries)))
    for side in (ours, theirs):
        for each in _texts(side):
            assert all(line in said for line in each.split("\n")), f"lost in a merge: {each!r}"


def used(data: bytes) -> None:
    """A catalog of anybody's is merged without loss, received, checked and published."""
    found = po.parse_bytes(data, PATH)
    merged = merge(SEGMENTS, found, path="articles/a.md").catalog
    missing = _texts(found) - _texts(merged)
    assert not missing, f"lost in a merge: {missing}"
    assert merge(SEGMENTS, merged, path="articles/a.md").catalog == merged, "merged otherwise twice"
    count(merged)
    findings = proofread(SEGMENTS, merged, "uk", "en")
    made = [
        DraftRecord(key_digest(entry.key), text_digest(entry.target), "argos")
        for entry in merged.entries
        if entry.target
    ]
    policy = Policy(drafts=True, source_for_missing=True)
    choice = choose(SEGMENTS, offered(merged, made), findings, policy)
    format = plugins.format_for("a.md")
    assert format is not None
    publish(ARTICLE, format, SEGMENTS, choice, Edition("en", label="A draft."))
    received = receive(FRESH, found, origin="a.po").catalog
    missing = {line for text in _texts(found) for line in text.split()} - set(_whole(received))
    assert not missing, f"lost on arrival: {missing}"
    again = receive(received, found, origin="a.po").catalog
    assert _texts(again) == _texts(received), "a second delivery changes something"


def _texts(catalog: Catalog) -> set[str]:
    """All that people may have written."""
    plurals = (each for entry in catalog.entries if entry.plurals for each in entry.plurals[1])
    return {entry.target for entry in catalog.entries} | set(plurals) - {""}


def _whole(catalog: Catalog) -> list[str]:
    """All words of targets and comments."""
    comments = (entry.comment for entry in catalog.entries)
    return [word for text in (*_texts(catalog), *comments) for word in text.split()]


SMALL = b"""# c
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# t
#. n
#: a%20b:1 c:2
#, fuzzy, c-format
#| msgctxt "x"
#| msgid "y"
msgctxt "heading"
msgid "a"
msgstr "b"

msgid "p"
msgid_plural "q"
msgstr[0] "r"
msgstr[1] "s"

#~ msgid "o"
#~ msgstr "l"
"""
DONE = po.dump(FRESH).replace('msgstr ""', 'msgstr "Ready <b1>x</b1>."').encode()
SEEDS = (
    SMALL,
    DONE,
    po.dump(FRESH).encode(),
    *seeds.own("catalogs/**/*.po"),
    *seeds.own("tests/samples/*.po"),
)
PAIRS = tuple(first + b"\0\0" + second for first, second in pairwise(SEEDS))
TARGETS = (
    Target("po", read, SEEDS),
    Target("catalogs", used, SEEDS),
    Target("merges", united, PAIRS),
)
