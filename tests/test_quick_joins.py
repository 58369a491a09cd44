"""What is seen at a glance where sentences meet is what a closer look finds."""

from hypothesis import given
from hypothesis import strategies as st

from l10n.formats import Edge
from l10n.model.article import Article, Block, Edit, Piece, PieceKind, Span
from l10n.steps import edges, joins, splice
from l10n.steps.edges import edge_after, edge_before
from l10n.steps.splice import Splice
from tests.test_publish import read

TEXTS = st.text("ab.。」”’ <>/b1я\u0e01\u3042\U0001f389\u00a0", max_size=6)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_glance_at_where_sentences_meet_is_right(a: str, b: str, c: str, d: str) -> None:
    document = read("<p>One <b>one</b>. Two <b>two</b>.</p>", ".html", "sentences")
    first, second = document.segments
    old = (first.text + a, second.text + b)
    new = {0: first.text + c, 1: d + second.text}
    segments = tuple(
        type(each)(each.context, text, each.place)
        for each, text in zip((first, second), old, strict=True)
    )
    if joins._is_spaced((0, 1), segments, new):
        found = joins._meeting((0, 1), segments, new)
        assert not found.differs


@given(st.text(" \n>a\u00a0\t", min_size=2, max_size=8), st.sampled_from("ab"))
def test_what_text_touches_is_a_line_where_one_ends_there(source: str, read_as: str) -> None:
    text = " " if source.isspace() or read_as == "b" else source
    piece = Piece(PieceKind.TEXT, Span(0, len(source)), text)
    block = Block("paragraph", (piece,))
    for place in range(1, len(source)):
        before, after = Span(0, place), Span(place, len(source))
        blank = len(source[:place]) - len(source[:place].rstrip())
        margin = Span(place - blank, place)
        assert edge_before(block, place, source) is edges._text_edge(piece, source, before, margin)
        blank = len(source[place:]) - len(source[place:].lstrip())
        margin = Span(place, place + blank)
        assert edge_after(block, place, source) is edges._text_edge(piece, source, after, margin)
    assert edge_before(block, 0, source) is Edge.LINE


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 4)), max_size=3))
def test_edits_beside_and_within_targets_are_the_same(places: list[tuple[int, int]]) -> None:
    document = read("# One\n\nA [b *c*](d) e. F g.\n\n- h\n- i <!-- j --> k\n", ".md", "sentences")
    article: Article = document.article
    size = len(article.source)
    edits = [Edit(Span(min(at, size), min(at + more, size)), "X") for at, more in places]
    targets = {n: each.text.upper() for n, each in enumerate(document.segments)}
    targets = {n: text.replace("A1", "a1").replace("I1", "i1") for n, text in targets.items()}
    made = Splice(article, document.format, document.segments, targets)
    slow = splice._Rebuilding(made, edits).text()
    assert made.text(edits) == slow
    assert made.text(edits) == slow
