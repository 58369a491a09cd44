"""Markdown: what is a block, how text is written back, links and the label."""

import pytest

from l10n.formats import Edge, Run
from l10n.model.article import Block, Edit, PieceKind
from tests.markdown_laws import ARTICLE, FIELDS, FORMAT, faults, published, rebuild, variants


def read(source: str, *fields: str) -> list[tuple[str, str]]:
    """Role and text of each block, tags shown by their names."""
    parsed = FORMAT.parse(source, fields)
    assert faults(source, parsed) == []
    return [(block.role, shown(block)) for block in parsed.blocks]


def shown(block: Block) -> str:
    forms = {
        PieceKind.TEXT: "{}",
        PieceKind.OPEN: "<{}>",
        PieceKind.CLOSE: "</{}>",
        PieceKind.EMPTY: "<{}/>",
    }
    return "".join(forms[piece.kind].format(piece.text) for piece in block.pieces)


def apply(source: str, edits: tuple[Edit, ...]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        source = source[: edit.span.start] + edit.text + source[edit.span.end :]
    return source


class TestBlocks:
    def test_an_article_reads_as_its_parts(self) -> None:
        assert read(ARTICLE, *FIELDS) == [
            ("field", "A title"),
            ("field", "Some words"),
            ("field", "Some words"),
            ("field", "Some words and more"),
            ("field", "Some words"),
            ("field", "one"),
            ("field", "two"),
            ("field", "Some words"),
            ("heading", "A heading"),
            (
                "paragraph",
                "A paragraph with <i>emphasis</i>, <b>strong</b>, <s>struck</s> and a <a>link</a>. "
                "Another sentence in it, with <code/>, a note<fn/> and <url/>.",
            ),
            ("title", "A title"),
            ("heading", "Setext heading"),
            ("item", "one item"),
            ("item", "a task"),
            ("item", "another <i>item</i>"),
            ("item", "in it"),
            ("paragraph", "loose item"),
            ("paragraph", "second one"),
            ("quote", "a quote goes on"),
            ("cell", "Head"),
            ("cell", "Second <a>x</a>"),
            ("title", "z"),
            ("cell", "cell"),
            ("cell", "<i>other</i> <img/>"),
            ("alt", "alt"),
            ("title", "t"),
            ("cell", "No pipes"),
            ("cell", "at the edge"),
            ("cell", "first"),
            ("cell", "second"),
            ("paragraph", "<img/> and <img/>."),
            ("alt", "An image"),
            ("title", "Its title"),
            ("alt", "<img>a reference</img>"),
            (
                "paragraph",
                "Shortcut <a>a reference</a>, collapsed <a>a reference</a>, full <a>text</a>. "
                "Line<br/>break and raw <html>bold</html> html.",
            ),
            ("footnote", "The note itself."),
            ("title", "Title"),
        ]

    def test_a_context_is_a_role_that_needs_another_translation(self) -> None:
        found = {block.role: block.context for block in FORMAT.parse(ARTICLE, FIELDS).blocks}
        assert found == {
            "field": "author.bio",
            "heading": "heading",
            "paragraph": None,
            "title": "title",
            "item": None,
            "quote": None,
            "cell": None,
            "alt": "alt",
            "footnote": None,
        }

    def test_a_soft_break_is_one_space_whatever_the_prefix(self) -> None:
        source = "> a \n>   b\nlazy\n"
        (block,) = FORMAT.parse(source).blocks
        assert [(p.text, p.span.of(source)) for p in block.pieces] == [
            ("a", "a"),
            (" ", " \n>   "),
            ("b", "b"),
            (" ", "\n"),
            ("lazy", "lazy"),
        ]

    def test_entities_and_escapes_are_pieces_of_their_own(self) -> None:
        source = "a\\*b &amp; c&nbsp;d\n"
        (block,) = FORMAT.parse(source).blocks
        assert [(p.text, p.span.of(source)) for p in block.pieces] == [
            ("a", "a"),
            ("*", "\\*"),
            ("b ", "b "),
            ("&", "&amp;"),
            (" c", " c"),
            ("\xa0", "&nbsp;"),
            ("d", "d"),
        ]

    def test_notes_tell_the_translator_what_a_tag_is(self) -> None:
        source = "[a](u) `c d` ![i](v) x[^n] <https://a.b> <i>y</i>\n\n[^n]: z\n"
        block = FORMAT.parse(source).blocks[0]
        notes = {p.text: p.note for p in block.pieces if p.note}
        assert notes == {
            "a": "u",
            "code": "c d",
            "img": "v",
            "fn": "n",
            "url": "https://a.b",
            "html": "<i>",
        }

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("see [foo] now\n\n[foo]: /u\n", "see [ПЕРЕКЛАД][foo] now"),
            ("see [Foo *b*][] now\n\n[foo *b*]: /u\n", "see [ПЕРЕКЛАД*b*][Foo *b*] now"),
            ("> see [foo\n> bar] now\n\n[foo bar]: /u\n", "see [ПЕРЕКЛАД][foo bar] now"),
            ("see ![foo] now\n\n[foo]: /u\n", "see ![ПЕРЕКЛАД][foo] now"),
            ("see ![foo][] now\n\n[foo]: /u\n", "see ![ПЕРЕКЛАД][foo] now"),
        ],
    )
    def test_a_shortcut_reference_keeps_its_target(self, source: str, target: str) -> None:
        parsed = FORMAT.parse(source)
        text = rebuild(source, parsed, lambda t: "ПЕРЕКЛАД" if t.startswith(("foo", "Foo")) else t)
        assert target in text.replace("\n> ", " ").replace("ПЕРЕКЛАД *b*", "ПЕРЕКЛАД*b*")
        assert {link.url for link in FORMAT.parse(text).links} == {"/u"}

    def test_raw_html_pairs_are_pairs_and_the_rest_is_empty(self) -> None:
        source = "a <b>c <i>d</b> e</i> <br> <span>f</span> <!-- g --> </u>\n"
        assert read(source) == [
            (
                "paragraph",
                "a <html>c <html/>d</html> e<html/> <html/> <html>f</html> <html/> <html/>",
            )
        ]

    def test_inline_code_in_raw_html_is_left_alone(self) -> None:
        source = "a <code>b ![c](d)</code> e <span translate=no>f</span>\n"
        assert read(source) == [("paragraph", "a <html/> e <html/>")]

    def test_raw_html_blocks_are_read_and_what_stays_of_them_is_said(self) -> None:
        source = "<div class='x'>\n</div>\n\ntext\n\n<p>Words</p>\n\n<!-- words -->\n"
        source += "\n<iframe srcdoc='words'></iframe>\n"
        parsed = FORMAT.parse(source)
        assert read(source) == [("paragraph", "text"), ("paragraph", "Words")]
        assert [(p.line, p.message.text("en")) for p in parsed.problems] == [
            (10, "<iframe srcdoc> holds text that is not translated")
        ]

    def test_code_is_not_translated(self) -> None:
        assert read("```\ncode\n```\n\n    more\n\n`only code`\n") == [("paragraph", "<code/>")]

    def test_only_the_first_lines_can_be_front_matter(self) -> None:
        assert read("text\n\n---\ntitle: x\n---\n", "title") == [
            ("paragraph", "text"),
            ("heading", "title: x"),
        ]
        assert read("---\n\ntitle: x\n\n---\n", "title") == [("paragraph", "title: x")]


class TestLinks:
    SOURCE = (
        "[a](/b) ![i](<c d> 't') <https://auto.x> [r] [e]() [p](x(y)z)\n\n| a |\n|-|\n"
        "| [x](a\\|b) |\n\n> [r]: /ref&amp;x\n>   'title'\n"
    )

    def test_addresses_are_those_of_links_images_and_definitions(self) -> None:
        links = FORMAT.parse(self.SOURCE).links
        assert [(link.url, link.span.of(self.SOURCE)) for link in links] == [
            ("/b", "/b"),
            ("c d", "c d"),
            ("", ""),
            ("x(y)z", "x(y)z"),
            ("a|b", "a\\|b"),
            ("/ref&x", "/ref&amp;x"),
        ]

    @pytest.mark.parametrize(
        ("source", "written"),
        [
            ('[r]\n\n[r]: https://e.x "Підказка"\n', 'https://e.x "ПІДКАЗКА"\n'),
            ("[r]\n\n[r]: <a b>\n  'it\\'s\n  two'\n", "<a b>\n  'IT\\'S TWO'\n"),
            ("> [r]\n>\n> [r]: u\n> (a &amp; b\n> c)\n", "u\n> (A & B C)\n"),
            ('[r]: u "x"\n[q]: v "y"\ntext [r]\n', ': u "X"\n[q]: v "Y"\nTEXT [R][r]\n'),
            ('- [r]: u "x"\n\n  text\n', '- [r]: u "X"\n\n  TEXT\n'),
        ],
    )
    def test_the_title_of_a_definition_is_a_block(self, source: str, written: str) -> None:
        for text in (source, source.replace("\n", "\r\n")):
            parsed = FORMAT.parse(text)
            assert faults(text, parsed) == []
            assert ("title", "title") in [(block.role, block.context) for block in parsed.blocks]
            assert published(text, str.upper).replace("\r\n", "\n").endswith(written)

    def test_a_definition_without_a_title_has_no_block(self) -> None:
        source = "[r]\n\n[r]: u\n[r]: v 'not shown'\n[q]: w ''\n"
        assert read(source) == [("paragraph", "<a>r</a>")]
        assert FORMAT.parse(source).problems == ()

    @pytest.mark.parametrize(
        "url",
        [
            *("../x.md", "a b", "", "a(b", "a)b", "<x>", "a&amp;b", "a\\b", "a'b", 'a"b', "*a*"),
            *(
                "[a]",
                "a?b=c&d=e#f",
                "шлях/файл.md",
                "a<b c>d",
                "x (y) z",
                "\\",
                "a_b_",
                "javascript:x",
            ),
        ],
    )
    def test_another_address_reads_back_wherever_it_is_written(self, url: str) -> None:
        parsed = FORMAT.parse(self.SOURCE)
        edits = tuple(Edit(link.span, FORMAT.relink(link, url)) for link in parsed.links)
        text = apply(self.SOURCE, edits)
        again = FORMAT.parse(text)
        assert [link.url for link in again.links] == [url] * 6
        plain = [(b.role, [p.text for p in b.pieces]) for b in parsed.blocks]
        assert [(b.role, [p.text for p in b.pieces]) for b in again.blocks] == plain

    def test_what_no_address_can_hold_is_percent_encoded(self) -> None:
        link = FORMAT.parse(self.SOURCE).links[4]
        assert FORMAT.relink(link, "a\n`|") == "a%0A%60%7C"


class TestEscape:
    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("Plain text, with 5 * 3 - 2 (and more): 10%.", None),
            ("snake_case and __init__.py", "snake_case and \\_\\_init\\_\\_.py"),
            ("1991. The year", "1991\\. The year"),
            ("In 1991. The year", None),
            ("- dash", "\\- dash"),
            ("-5 degrees", None),
            ("a - b", None),
            ("#hashtag", None),
            ("# no heading", "\\# no heading"),
            ("about ~5 km", None),
            ("[sic]", "\\[sic\\]"),
            ("R&D, A & B", None),
            ("&lt;", "&amp;lt;"),
            ("a < b > c", None),
            ("a <b> c", "a \\<b> c"),
            ("Hello!", None),
            ("https://evil.example/x", "https\\://evil.example/x"),
            ("www.evil.example", "www\\.evil.example"),
            ("(_www.evil.example_", "(\\_www\\.evil.example\\_"),
            ("wwwww. Hm", None),
            ("C:\\dir", "C:\\\\dir"),
            ("a | b", "a \\| b"),
            ("$5 and $6", None),
            ("«Слово» — п'ять", None),
        ],
    )
    def test_only_what_would_be_markup_is_escaped(self, text: str, written: str | None) -> None:
        source = "a paragraph\n"
        (block,) = FORMAT.parse(source).blocks
        found = FORMAT.escape(Run(text), block, source, strict=False)
        assert found == (written or text)

    def test_an_address_that_the_block_had_is_written_as_it_was(self) -> None:
        source = "see https://known.example/a.\n"
        linked = "[see](https://known.example/a)\n"
        other = rebuild(linked, FORMAT.parse(linked), lambda _text: "https://known.example/a")
        assert other == "[https\\://known.example/a](https://known.example/a)\n"
        assert rebuild(source, FORMAT.parse(source), str.swapcase) != source
        changed = rebuild(source, FORMAT.parse(source), lambda t: f"{t} http://x.y")
        assert changed == "see https://known.example/a. http\\://x.y\n"

    @pytest.mark.parametrize(
        ("source", "written"),
        [
            ("[x](u): text\n", "[y](u): y\n"),
            ("a [x](u): text\n", "y [y](u): y\n"),
            ("a [x][r]: text\n\n[r]: u\n", "y [y][r]: y\n\n[r]: u\n"),
            ("[^1]\\: text\n\n[^1]: note\n", "[^1]\\: y\n\n[^1]: y\n"),
            ("a[^1]: text\n\n[^1]: note\n", "y[^1]: y\n\n[^1]: y\n"),
        ],
    )
    def test_a_colon_is_escaped_only_where_a_definition_could_arise(
        self, source: str, written: str
    ) -> None:
        change = lambda text: ": y" if text.startswith(":") else "y"  # noqa: E731
        assert published(source, change) == written

    def test_a_mark_before_a_link_does_not_make_an_image_of_it(self) -> None:
        source = "text [a](b)\n"
        parsed = FORMAT.parse(source)
        first = parsed.blocks[0]
        written = FORMAT.escape(Run("Hi!", Edge.LINE, Edge.TAG), first, source, strict=False)
        assert written == "Hi\\!"

    def test_strict_text_never_breaks_the_rules_of_emphasis(self) -> None:
        source = "a*b*c __d__ ~~e~~ f\n"
        for change in (lambda t: f"«{t}»", lambda t: f"\u00a0{t}\u00a0", lambda t: f"*{t}*"):
            published(source, change)


class TestLocalize:
    LABEL = "Draft: *not* reviewed [yet]"
    WRITTEN = "> *Draft: \\*not\\* reviewed \\[yet\\]*"

    @pytest.mark.parametrize(
        "body",
        [
            *("text\n", "- list\n", "    code\n", "Setext\n===\n", "[a]: /x\n\n[a]\n", "> quote\n"),
            *(
                "===\n",
                "---\n",
                "<div>\nx\n</div>\n",
                "| a |\n|-|\n",
                "\n\ntext",
                "1. x",
                "",
                "# x",
            ),
            *("***", "\ttabbed", "```\ncode", "[^1]: x\n\ny[^1]", "> *other*\n> quote\n"),
        ],
    )
    @pytest.mark.parametrize("matter", ["", "---\ntitle: x\n---\n", "---\n---", "+++\nx=1\n+++\n"])
    def test_the_label_is_a_quote_of_its_own_and_disturbs_nothing(
        self, body: str, matter: str
    ) -> None:
        if matter and not matter.endswith("\n") and body:
            matter += "\n"
        for source in variants(matter + body):
            parsed = FORMAT.parse(source)
            text = apply(source, FORMAT.localize(source, parsed, "en", self.LABEL))
            again = FORMAT.parse(text)
            assert (again.blocks[0].role, shown(again.blocks[0])) == (
                "quote",
                f"<i>{self.LABEL}</i>",
            )
            assert [(b.role, shown(b)) for b in again.blocks[1:]] == [
                (b.role, shown(b)) for b in parsed.blocks
            ]
            assert len(again.links) == len(parsed.links)
            assert text.replace("\r\n", "\n").count(self.WRITTEN + "\n") == 1
            assert "\r\n" not in source or "\n" not in text.replace("\r\n", "")

    def test_the_label_stands_after_the_front_matter(self) -> None:
        source = "---\ntitle: x\n---\n# Head\n"
        (edit,) = FORMAT.localize(source, FORMAT.parse(source), "en", "Draft")
        assert apply(source, (edit,)) == "---\ntitle: x\n---\n\n> *Draft*\n\n# Head\n"

    def test_without_label_and_language_nothing_changes(self) -> None:
        source = "---\ntitle: x\n---\n# Head\n"
        assert FORMAT.localize(source, FORMAT.parse(source), "en", "") == ()
