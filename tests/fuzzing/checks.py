"""Checks: of any two texts, and with any table of a desk's own."""

from collections.abc import Iterable

from l10n.checks import Line, Rules, subject_of
from l10n.checks.catalogue import CHECKS
from l10n.checks.check import Example, Finding
from l10n.checks.own_tables import extended
from l10n.language.tables import read_own
from l10n.model.catalog import Catalog
from l10n.steps.proofread import Checking, judge
from tests.fuzzing import seeds
from tests.fuzzing.laws import Target

PAIRS = (("uk", "en"), ("en", "uk"), ("de", "pl"), ("en", "ja"))
LENGTH = 4_000
"""Characters of a message that repeats the words that are meant."""


def judged(data: bytes) -> None:
    """Two texts, parted by a line end, are checked in several pairs of languages."""
    texts = data.decode("utf-8", "surrogateescape").split("\n")
    lines = tuple(
        Line(source.replace("\r", " ") or "—", target)
        for source, target in zip(texts[::2], texts[1::2], strict=False)
    )
    for pair in PAIRS:
        _look(Example(lines, pair, tags=(("a1", True), ("br2", False))))


def tabled(data: bytes) -> None:
    """A table is refused, or serves all checks."""
    sections = read_own(data.decode("utf-8", "replace"))
    own = {locale: extended(locale, sections) for locale in ("uk", "en")}
    for line in seeds.sentences()[:4]:
        text = line.decode("utf-8")
        for pair in (("uk", "en"), ("en", "uk")):
            rules = Rules(own[pair[0]], own[pair[1]])
            _look(Example((Line(text, text[::-1]), Line(text, text.upper())), pair), rules)


def _look(example: Example, rules: Rules | None = None) -> None:
    subject = subject_of(example)
    segments = [segment for segment, _entry in subject.pairs]
    catalog = Catalog((), tuple({entry.key: entry for _s, entry in subject.pairs}.values()))
    checking = Checking(rules=lambda source, target: rules or subject.rules)
    verdict = judge(segments, catalog, *example.locales, checking)
    again = judge(segments, catalog, *example.locales, checking)
    assert verdict == again, "judged otherwise twice"
    _sound(verdict.findings, catalog)


def _sound(findings: Iterable[Finding], catalog: Catalog) -> None:
    entries = catalog.by_key()
    for each in findings:
        entry = entries[each.key]
        for spans, text in ((each.source, entry.source), (each.target, entry.target)):
            for span in spans:
                assert 0 <= span.start <= span.end <= len(text), f"{each.check}: {span} of {text!r}"
        for language in ("en", "uk"):
            words = each.message.text(language)
            assert words, f"{each.check} says nothing"
            assert len(words) <= LENGTH + len(entry.source) + len(entry.target), each.check


def _pairs() -> tuple[bytes, ...]:
    return tuple(
        f"{line.source}\n{line.target}".encode("utf-8", "surrogateescape")
        for check in CHECKS
        for about in (getattr(check, "about", None),)
        if about is not None
        for line in (*about.fires.lines, *about.passes.lines)
    )


TARGETS = (
    Target("checks", judged, (*_pairs(), *seeds.sentences())),
    Target("tables", tabled, seeds.own("l10n/language/data/*.toml") or (b"[names]\n",)),
)
