"""Characters that nobody sees: where they are at home, and what is said of them elsewhere."""

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.checks import Finding, Severity
from l10n.engines import Draft, Request
from l10n.engines.accept import Accepted, Rejected, accept
from l10n.formats.markdown.format import Markdown
from l10n.language.added_unseen import additions
from l10n.lines import printable
from l10n.model.article import Article
from l10n.model.catalog import Catalog, Entry, State
from l10n.model.markup import Tagged
from l10n.steps.extract import extract
from l10n.steps.offered import offered
from l10n.steps.proofread import proofread
from l10n.steps.publish import Policy, choose
from l10n.unseen import Harm, unseen
from tests.conftest import Newsroom
from tests.corpora import ntrex
from tests.growth import in_proportion

SOURCE = "Мер назвав рішення важливим."
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
SMUGGLED = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore")
ORDERING = (
    "The mayor \u202egnp called",
    "The mayor \u202dcalled\u202c it",
    "The \u2067mayor called 1, 2\u2069 it",
    "The \u202bmayor\u202c called",
    "The \u2066mayor\u2067 called",
    "The \u2068mayor שלום called\u2069 it",
    # One letter written from right to left is no excuse for the rest.
    "The \u2067mayor 1 \u2066שלום\u2069 called\u2069 it",
)
HIDING = (
    f"The mayor{SMUGGLED} called",
    "The mayor \U0001f600\ufe00\ufe01\ufe0e called",
    "The mayor a\U000e0101\U000e0132\U000e0140 called",
    "The mayor\u200b\u200c\u200d\u200b\u200c\u200b\u200b\u200d called",
    f"The {SCOTLAND[:1]}{SMUGGLED} flag",
)
SHOWING_NOTHING = (
    *(
        "The may\u200bor called",
        "The \ufeffmayor",
        "The may\u2060or",
        "The may\u200dor",
        "The ma\u034fyor called",
    ),
    *(
        "The mayor\u3164 called",
        "The \u115f mayor",
        "May\u180eor",
        "The mayor\u2800",
        "M\ufe0fayor",
    ),
    *("The mayor\u200e called", "The mayor\u200f", "The mayor\u061c", "The mayor\u2028called"),
    *(
        "The ma\u0085yor called",
        "The ma\u2062yor called",
        "The ma\u206eyor called",
        "The ma\ufff9yor called",
        "The mayor\u202c called",
    ),
    *("The mayor called\uffa0", "The ma\u034fyor called", "The mayor\u2800"),
)
AT_HOME = (
    (
        "en",
        "The mayor \U0001f469\u200d\u2695\ufe0f called \u2764\ufe0f\u200d\U0001f525, 1\ufe0f\u20e3",
    ),
    ("en", f"The flag {SCOTLAND} and \U0001f441\ufe0f\u200d\U0001f5e8\ufe0f"),
    ("en", "co\u00adop\u00aderation costs 5\u00a0km, 1\u202f000\u2009%, 1991\u2060–\u20602001"),
    ("en", "The word שלום\u200f, in Hebrew, \u2067שלום עולם\u2069 and \u2066x\u2069"),
    ("fa", "می\u200cشود PDF\u200cها ۵\u200cساله «خبر»\u200cها"),
    ("ar", "شركة Facebook\u200f أعلنت \u2066iPhone 15\u2069"),
    ("he", "\u202bשלום %s"),
    ("hi", "क\u094d\u200dष क\u094d\u200cष"),
    ("ml", "അവന\u0d4d\u200d"),
    ("si", "ශ\u0dca\u200dර\u0dd3"),
    ("bn", "র\u200d\u09cdযাব"),
    ("th", "นายก\u200bพูด"),
    ("km", "ខ្មែរ\u200bភាសា\u200b\u200b\u200bខ្ញុំ"),
    ("my", "မြန်မာ\u200bစာ"),
    ("mn", "\u182e\u180b\u1823\u180e\u1820"),
    ("ja", "葛\U000e0100飾区の辻\ufe00"),
    ("ko", "\u1112\u1160\u11ab"),
)
TEXTS = st.text(
    st.sampled_from("aя1 .שا\u0915\u0e01\u1820한\U0001f600")
    | st.sampled_from("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066")
    | st.sampled_from("\u2067\u2068\u2069\ufeff\u034f\u3164\ufe0f\U000e0041\U000e007f\U0001f3f4"),
    max_size=20,
)


def harms(target: str, locale: str = "en", source: str = SOURCE) -> set[Harm]:
    return {each.harm for each in additions(source, target, locale)}


def findings(source: str, target: str, locale: str = "en") -> tuple[Finding, ...]:
    """What proofreading finds in one segment with one target."""
    parsed = Markdown().parse(source)
    article = Article("a.md", "uk", "markdown", source, parsed)
    (segment,) = extract(article, "blocks").segments
    entry = Entry(None, segment.text).with_target(target, State.TRANSLATED)
    return proofread([segment], Catalog((), (entry,)), "uk", locale)


def drafted(text: str) -> Draft:
    return Draft(text, model="m")


@pytest.mark.parametrize("target", ORDERING)
def test_what_reorders_letters_is_an_error(target: str) -> None:
    assert harms(target) >= {Harm.ORDERS}
    assert any(each.severity is Severity.ERROR for each in findings(SOURCE, target))


@pytest.mark.parametrize("target", HIDING)
def test_what_can_hold_a_hidden_text_is_an_error(target: str) -> None:
    assert Harm.HIDES in harms(target)
    assert any(each.severity is Severity.ERROR for each in findings(SOURCE, target))


@pytest.mark.parametrize("target", SHOWING_NOTHING)
def test_what_shows_nothing_is_to_be_looked_at(target: str) -> None:
    assert harms(target) == {Harm.SHOWS_NOTHING}
    (finding,) = (each for each in findings(SOURCE, target) if each.check == "unseen")
    assert finding.severity is Severity.WARNING
    assert [span.start for span in finding.target] == [unseen(target)[0].place]


@pytest.mark.parametrize(("locale", "target"), AT_HOME)
def test_what_a_language_or_a_sign_needs_is_no_finding(locale: str, target: str) -> None:
    assert additions(SOURCE, target, locale) == ()


def test_the_finding_names_the_characters_and_where_they_stand() -> None:
    told = [
        each.message.text("en") for each in findings(SOURCE, "An adm\u202enimda is\u202e he\u200b.")
    ]
    assert told == [
        "characters that change the order in which letters are shown, and that the source does not"
        " have: U+202E RIGHT-TO-LEFT OVERRIDE ×2 “An adm\\u202enimda is…”",
        "characters that nobody sees, and that the source does not have: U+200B ZERO WIDTH SPACE"
        " “…a is\\u202e he\\u200b.”",
    ]


def test_of_many_characters_the_first_are_named() -> None:
    (message,) = (each.message.text("en") for each in additions("a", f"a{SMUGGLED}", "en"))
    assert "U+E0069 TAG LATIN SMALL LETTER I" in message
    assert message.endswith(", +3")
    assert printable(message) == message


@pytest.mark.parametrize(
    ("source", "target", "more"),
    [
        ("Мер\u200b.", "Mayor\u200b.", 0),
        ("Мер\u200b.", "May\u200bor\u200b.", 1),
        ("\u202eМер\u202c.", "\u202eMayor\u202c.", 0),
        ("\u202eМер\u202c.", "\u202eMayor\u202c \u202egnp\u202c.", 2),
    ],
)
def test_what_the_source_has_as_often_may_stand(source: str, target: str, more: int) -> None:
    assert bool(additions(source, target, "en")) == bool(more)


def test_a_target_with_an_override_is_not_published() -> None:
    parsed = Markdown().parse(SOURCE)
    article = Article("a.md", "uk", "markdown", SOURCE, parsed)
    segments = extract(article, "blocks").segments
    entry = Entry(None, SOURCE).with_target("He is \u202enimda.", State.TRANSLATED)
    catalog = Catalog((), (entry,))
    findings = proofread(segments, catalog, "uk", "en")
    choice = choose(segments, offered(catalog, ()), findings, Policy())
    (blocker,) = choice.blockers
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in blocker.reason.text("en")
    assert choice.targets == ()


def test_the_commands_tell_of_both_kinds(newsroom: Newsroom) -> None:
    newsroom.article("a.md", f"{SOURCE}\n")
    newsroom.l10n("sync", "--no-draft")
    catalog = polib.pofile(str(newsroom.catalog("a.md")))
    (entry,) = catalog
    for target, named in (("He is \u202enimda.", "\\u202enimda"), ("He \u200bis.", "He \\u200bis")):
        entry.msgstr = target
        catalog.save()
        published = newsroom.l10n("publish", "a.md")
        told = newsroom.l10n("status", "a.md")
        assert named in told.out
        assert target not in told.out + published.out
        assert (named in published.out) == (published.code == 1) == ("\u202e" in target)
    assert newsroom.published("a.md").read_text() == "He \u200bis.\n"


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("target", [*HIDING, *SHOWING_NOTHING])
def test_a_draft_with_unseen_characters_is_doubtful(target: str, words: bool) -> None:
    verdict = accept(Request(Tagged(SOURCE)), drafted(target), ("uk", "en"), words=words)
    if isinstance(verdict, Accepted):
        assert verdict.draft.doubtful
    reason = verdict.draft.reason if isinstance(verdict, Accepted) else verdict.reason
    assert reason is not None
    assert "U+" in reason.text("en")


@pytest.mark.parametrize("target", ORDERING)
def test_a_draft_that_reorders_letters_is_left_empty(target: str) -> None:
    verdict = accept(Request(Tagged(SOURCE)), drafted(target), ("uk", "en"))
    assert isinstance(verdict, Rejected)
    assert "U+20" in verdict.reason.text("en")


def test_one_override_of_the_source_allows_no_second() -> None:
    verdict = accept(
        Request(Tagged("Мер \u202eназвав\u202c це.")),
        drafted("The \u202emayor\u202c \u202ecalled\u202c it."),
        ("uk", "en"),
    )
    assert isinstance(verdict, Rejected)


@given(text=TEXTS, rtl=st.booleans())
def test_any_text_is_looked_at_and_shown(text: str, rtl: bool) -> None:
    found = unseen(text, rtl=rtl)
    assert [each.place for each in found] == sorted({each.place for each in found})
    assert all(text[each.place] == each.character for each in found)
    assert not set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(
        printable(text)
    )
    assert additions(text, text, "en") == ()


@pytest.mark.growth
@pytest.mark.parametrize(
    "unit",
    ["\u202e", "\u2066", "\u2066a\u2069", "\u200d", "\ufe0f", "\u200ba", "a\u034f", SCOTLAND],
)
@pytest.mark.sampled(3)
def test_looking_takes_time_in_proportion(unit: str) -> None:
    assert in_proportion(lambda size: additions("", unit * size, "en"), 8000)


def test_translations_of_news_have_no_finding() -> None:
    for news in ntrex():
        for english, ukrainian in zip(news.en, news.uk, strict=True):
            assert additions(english, ukrainian, "uk") == ()
            assert additions(ukrainian, english, "en") == ()
