"""Checks of targets: what may not be published, and that a segment's faults are all named."""

from functools import lru_cache
from itertools import product

import pytest

from l10n import plugins
from l10n.formats.markdown.format import Markdown
from l10n.model.article import Article
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.markup import Tagged, faults
from l10n.model.segment import Segment
from l10n.steps.extract import extract
from l10n.steps.offered import offered
from l10n.steps.proofread import CHECKS, proofread
from l10n.steps.publish import ChosenTargets, Edition, Policy, choose, publish

PAIR = Tagged("<a1>x</a1> y<br2/>", frozenset(("a1",)), frozenset(("br2",)))


def segments(source: str) -> tuple[Segment, ...]:
    parsed = Markdown().parse(source)
    return extract(Article("a.md", "uk", "markdown", source, parsed), "blocks").segments


def found(source: str, target: str) -> list[tuple[str, str]]:
    """Check one segment with one target; give check and severity."""
    (segment,) = segments(source)
    entry = Entry(None, segment.text).with_target(target, State.TRANSLATED)
    findings = proofread([segment], Catalog((), (entry,)), "uk", "en")
    return [(finding.check, finding.severity.value) for finding in findings]


@pytest.mark.parametrize(
    "target",
    [
        *(" ", "\t \n", "\u00a0", "\u200b", "\u2060\u2060", "\ufeff", "\u202f", "\u3000"),
        *("\u2800", "\u3164", "\u115f\u1160", "\u034f", "\ufe0f", "\u0301", "\u00ad", "\u200e"),
    ],
)
def test_a_target_that_shows_nothing_is_an_error(target: str) -> None:
    assert ("blanks", "error") in found("Рада.\n", target)


def test_a_target_of_nothing_but_tags_is_an_error() -> None:
    for target in ("<a1></a1>", " <a1>\u200b</a1>"):
        told = found("Перша [друга](u) третя.\n", target)
        assert [each for each in told if each[1] == "error"] == [("blanks", "error")]


@pytest.mark.parametrize("target", ["…", "—", "?!", "👍"])
def test_a_target_without_letters_and_digits_is_to_be_looked_at(target: str) -> None:
    told = found("Рада.\n", target)
    assert [each for each in told if each[0] == "blanks"] == [("blanks", "warning")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        *(("Рада.", "Council."), ("Рада.", "議会"), ("П’ять.", "5"), ("5 травня", "05/05")),
        *(("2024", "—"), ("Рада.", "<b7>")),
    ],
)
def test_a_target_that_can_be_read_has_nothing_blank(source: str, target: str) -> None:
    assert "blanks" not in [check for check, _severity in found(source, target)]


def test_what_is_left_out_on_purpose_is_not_blank() -> None:
    assert [check for check, _severity in found("Рада.\n", "<omit/>")] == ["omissions"]


def test_a_blank_target_is_not_published_and_says_what_to_do() -> None:
    (segment,) = segments("Рада.\n")
    entry = Entry(None, segment.text).with_target("\u00a0", State.TRANSLATED)
    catalog = Catalog((), (entry,))
    findings = proofread([segment], catalog, "uk", "en")
    choice = choose([segment], offered(catalog, ()), findings, Policy())
    assert choice.targets == ()
    assert [blocker.reason.text("en") for blocker in choice.blockers] == [
        "the target has nothing to read; write <omit/> to leave it out on purpose"
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("<a1>x</a1> y<br2/>", []),
        ("<a1>x</a1/> y<br2/>", ["</a1/> is not written as in the source", "<a1> is not closed"]),
        ("<a1>x</a1> y</br2/>", ["</br2/> is not written as in the source", "<br2/> is missing"]),
        ("<a1>x</a1> y<br2>", ["<br2> is not written as in the source", "<br2/> is missing"]),
        ("<a1/>x y<br2/>", ["<a1/> is not written as in the source", "<a1> is missing"]),
        ("</a1>x<a1> y<br2/>", ["</a1> has no <a1> before it", "<a1> is not closed"]),
    ],
)
def test_every_fault_of_the_tags_is_named(target: str, expected: list[str]) -> None:
    said = [fault.text("en").removeprefix("the tag ") for fault in faults(PAIR, target)]
    assert said == expected


def test_a_blocked_segment_names_all_errors_in_ones_language() -> None:
    (segment,) = segments("Перша [друга](u) третя.\n")
    entry = Entry(None, segment.text).with_target("</a1>x<a1>\x07", State.TRANSLATED)
    catalog = Catalog((), (entry,))
    findings = proofread([segment], catalog, "uk", "en")
    (blocker,) = choose([segment], offered(catalog, ()), findings, Policy()).blockers
    assert blocker.reason.text("en") == (
        "</a1> has no <a1> before it; the tag <a1> is not closed; "
        "characters that cannot be published: U+0007"
    )
    assert blocker.reason.text("uk").count("; ") == 2
    assert "closes" not in blocker.reason.text("uk")


# Where a tag may stand

MARKDOWN_PAIRS = {
    "a": "[{word}](https://example.org/{word})",
    "b": "**{word}**",
    "i": "_{word}_",
    "s": "~~{word}~~",
    "html": "<u>{word}</u>",
}
MARKDOWN_EMPTIES = {
    "code": "`{word}`",
    "fn": "[^{word}]",
    "img": "![]({word}.png)",
    "br": "\\\n",
    "url": "<https://example.org/{word}>",
}
HTML_PAIRS = {
    "a": '<a href="{word}">{word}</a>',
    **{name: f"<{name}>{{word}}</{name}>" for name in ("b", "em", "i", "s", "nobr", "ruby", "sup")},
    "span": '<span id="{word}">{word}</span>',
}
HTML_EMPTIES = {
    "code": "<code>{word}</code>",
    "img": '<img src="{word}">',
    "br": "<br>",
    "button": "<button>{word}</button>",
    "wbr": "<wbr>",
}
ALL = {
    ".md": (MARKDOWN_PAIRS, MARKDOWN_EMPTIES),
    ".html": (HTML_PAIRS, HTML_EMPTIES),
}
TIGHT = (
    "x <A>{} y</A> z",
    "x <A>y {}</A> z",
    "x <A>y{}</A> z",
    "x <A>{}y</A> z",
    "x <A>{}</A> z",
    "x<A>{}</A>z",
    "x<A>y{}</A>z",
    "<A>{}</A> z",
    "x <A>{}</A>",
    "x <A>y</A>{} z",
    "x {}<A>y</A> z",
    "x <A>y{} </A>z",
    "x <A>y{}.</A> z",
)


def document(suffix: str, *tags: str) -> str:
    """Write an article with one paragraph, in which the tags stand beside one another."""
    body = " and ".join(tag.format(word=f"word{n}") for n, tag in enumerate(tags))
    if suffix == ".html":
        return f"<p>Some {body} here.</p>\n"
    notes = [f"\n[^word{n}]: A note.\n" for n, tag in enumerate(tags) if tag.startswith("[^")]
    return f"Some {body} here.\n{''.join(notes)}"


def nested(suffix: str, outer: str, inner: str, form: str) -> tuple[list[str], bool]:
    """Put one tag into another in a target; give what the check says and whether it is published.

    `{}` in a form is where the inner one goes.
    """
    return judged(suffix, document(suffix, outer, inner), form)


TAGS = tuple(check for check in CHECKS if check.name == "tags")


@lru_cache(maxsize=1)
def _read(suffix: str, source: str) -> tuple[Article, tuple[Segment, ...]]:
    """An article and its segments; many targets in a row are tried with each."""
    format = plugins.format_for(f"x{suffix}")
    article = Article(f"x{suffix}", "en", format.name, source, format.parse(source))
    return article, extract(article, "blocks").segments


def judged(suffix: str, source: str, form: str) -> tuple[list[str], bool]:
    """Do the same with the first and the last tag of any article."""
    format = plugins.format_for(f"x{suffix}")
    article, every = _read(suffix, source)
    segment = every[0]
    first, *_more, last = segment.place.tags
    inner = f"<{last.name}/>" if last.close is None else f"<{last.name}>v</{last.name}>"
    target = form.replace("A>", f"{first.name}>").replace("{}", inner)
    assert faults(segment.tagged, target) == ()
    entry = Entry(None, segment.text).with_target(target, State.TRANSLATED)
    findings = proofread([segment], Catalog((), (entry,)), "en", "de", TAGS)
    done = publish(
        article,
        format,
        every,
        ChosenTargets(((0, target),), (), 0, 0, 1),
        Edition("en"),
    )
    errors = [
        finding.message.text("en") for finding in findings if finding.severity.value == "error"
    ]
    return errors, not done.blockers


@pytest.mark.parametrize("suffix", ALL)
def test_only_what_cannot_stand_inside_a_tag_is_an_error(
    suffix: str,
) -> None:
    pairs, empties = ALL[suffix]
    refused = set()
    for (outer, first), (inner, second) in product(pairs.items(), (pairs | empties).items()):
        errors, published = nested(suffix, first, second, "x <A>y {} w</A> z")
        assert bool(errors) is not published, (outer, inner, errors)
        refused |= set() if published else {(outer, inner)}
    both = {".md": {("a", "a"), ("a", "fn")}, ".html": {("a", "a"), ("nobr", "nobr")}}
    assert refused == both[suffix]


@pytest.mark.parametrize("suffix", ALL)
def test_an_empty_tag_at_an_edge_is_an_error_where_it_cannot_be(
    suffix: str,
) -> None:
    pairs, empties = ALL[suffix]
    for outer, inner, form in product(pairs, empties, TIGHT):
        errors, published = nested(suffix, pairs[outer], empties[inner], form)
        assert bool(errors) is not published, (outer, inner, form, errors)


@pytest.mark.parametrize("suffix", ALL)
def test_no_tag_that_can_be_published_is_an_error(suffix: str) -> None:
    pairs, _empties = ALL[suffix]
    for outer, inner, form in product(pairs, pairs, TIGHT):
        errors, published = nested(suffix, pairs[outer], pairs[inner], form)
        assert not (errors and published), (outer, inner, form, errors)


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ("<A>x{}</A>", "the tag <fn2/> cannot stand inside <a1>"),
        ("{}<A>x</A>", "the tag <fn2/> cannot stand right before <a1>"),
        ("<A>x</A>{}", None),
        ("{} <A>x</A>", None),
    ],
)
def test_a_footnote_that_a_link_would_swallow_is_an_error(form: str, error: str | None) -> None:
    source = "On [Monday](https://example.org)[^1] it was.\n\n[^1]: A note.\n"
    assert judged(".md", source, form) == ([error] if error else [], error is None)


@pytest.mark.parametrize("suffix", ALL)
def test_a_link_in_a_link_is_an_error_at_any_depth(suffix: str) -> None:
    pairs = ALL[suffix][0]
    source = document(suffix, pairs["a"], pairs["b"], pairs["a"])
    errors, _published = judged(suffix, source, "<A>x <b2>y {} z</b2></A>")
    assert errors == ["the tag <a3> cannot stand inside <a1>"]


def test_parts_of_ruby_are_an_error_in_one_another() -> None:
    source = "<p><b>c</b> <ruby>漢<rt>kan</rt></ruby> <ruby>字<rt>ji</rt></ruby></p>\n"
    inner = "<b1>c</b1> <ruby2>k<rt3>k {}</rt3></ruby2> <ruby4>j</ruby4>"
    assert judged(".html", source, inner) == (["the tag <rt5> cannot stand inside <rt3>"], False)
    outside = "<b1>c</b1> <ruby2>k</ruby2> <rt3>k</rt3> <ruby4>j</ruby4>{}"
    assert judged(".html", source, outside) == ([], True)


@pytest.mark.parametrize("mark", ["**", "*", "_", "~~"])
@pytest.mark.parametrize("line", ["\\\n", "  \n"])
def test_a_line_break_that_ends_emphasis_is_an_error_in_markdown(mark: str, line: str) -> None:
    source = f"Some {mark}word{mark} and{line}more.\n"
    errors, published = judged(".md", source, "x <A>y{}</A> z")
    assert len(errors) == 1
    assert errors[0].startswith("the tag <br2/> cannot stand right before </")
    assert not published
    assert judged(".md", source, "x <A>y{}w</A> z") == ([], True)


def test_a_nesting_that_the_source_has_is_no_error() -> None:
    source = "<p>Some <a href='u'>one <b>two <a href='v'>three</a></b></a> here.</p>\n"
    article = Article("x.html", "en", "html", source, plugins.format_for("x.html").parse(source))
    (segment,) = extract(article, "blocks").segments
    entry = Entry(None, segment.text).with_target(segment.text, State.TRANSLATED)
    findings = proofread([segment], Catalog((), (entry,)), "en", "de")
    assert [finding.check for finding in findings if finding.severity.value != "hint"] == []


@pytest.mark.parametrize("mark", ["**", "*", "_", "~~"])
def test_emphasis_of_nothing_is_an_error_in_markdown(mark: str) -> None:
    source = f"Some {mark}word{mark} and[^1] more.\n\n[^1]: A note.\n"
    errors, published = judged(".md", source, "x <A></A>{} z")
    assert len(errors) == 1
    assert errors[0].endswith("> has nothing in it")
    assert not published
    assert judged(".md", source, "x <A>y</A>{} z") == ([], True)
