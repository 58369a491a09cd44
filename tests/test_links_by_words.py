"""Links that go by the words of a heading are said, since the words change."""

import pytest

from l10n import plugins
from l10n.desk.heading_words import by_words
from l10n.model.article import Article
from l10n.model.conventions import Conventions


def said(dialect: str, source: str) -> list[tuple[int, str]]:
    format = plugins.format_for("a.md", Conventions(dialect))
    assert format is not None
    article = Article("a.md", "en", format.name, source, format.parse(source))
    return [(each.line, each.message.text("en")) for each in by_words(article)]


@pytest.mark.parametrize(
    ("dialect", "link", "shown"),
    [
        ("obsidian", "[[Mill#The wheel]]", "Mill#The wheel"),
        ("obsidian", "[[#The wheel|see it]]", "#The wheel"),
        ("pandoc", "[The wheel]", "The wheel"),
        ("pandoc", "[the wheel][]", "the wheel"),
        ("pandoc", "[see it][The wheel]", "The wheel"),
    ],
)
def test_a_link_by_words_is_said(dialect: str, link: str, shown: str) -> None:
    source = f"# The wheel\n\nText with {link} in it.\n"
    assert said(dialect, source) == [
        (3, f"the link “{shown}” goes by the words of a heading, which change")
    ]


@pytest.mark.parametrize(
    ("dialect", "link"),
    [
        ("obsidian", "[[Mill]] and [[Mill#^a1]]"),
        ("pandoc", "[The mill], [The wheel](a.md) and [The wheel]{.note}"),
        ("pandoc", "[The wheel]\n\n[the wheel]: a.md"),
        ("github", "[The wheel]"),
    ],
)
def test_other_links_are_not_said(dialect: str, link: str) -> None:
    assert said(dialect, f"# The wheel\n\nText with {link}\n") == []
