"""Articles to align, from lists of texts."""

from collections.abc import Sequence

from l10n.alignment.sides import Side
from l10n.model.article import Span
from l10n.model.segment import Place, Segment


def segments(blocks: Sequence[Sequence[str]], role: str = "paragraph") -> tuple[Segment, ...]:
    """The texts of some blocks, one block a list."""
    made: list[Segment] = []
    for number, block in enumerate(blocks):
        for text in block:
            span = Span(len(made), len(made) + 1)
            made.append(Segment(None, text, Place(number, span, line=len(made) + 1, role=role)))
    return tuple(made)


def sides(
    source: Sequence[Sequence[str]], target: Sequence[Sequence[str]], pair: str = "uk-en"
) -> tuple[Side, Side]:
    """Both sides of a pair."""
    one, other = pair.split("-")
    return Side(segments(source), one, other), Side(segments(target), other, one)


UK = [
    ["Рада ухвалила закон про бюджет на 2026 рік."],
    ["За документ проголосували 262 депутати.", "Проти висловилися лише сім."],
    ["Прем'єр-міністр Юлія Свириденко подякувала парламенту за швидку роботу."],
    ["Опозиція критикує видатки на дороги у Львівській області."],
    ["Закон набуде чинності 1 січня, коли його підпише президент."],
]
EN = [
    ["The Rada passed the budget law for 2026."],
    ["262 deputies voted for the document.", "Only seven were against."],
    ["Prime Minister Yuliia Svyrydenko thanked parliament for its swift work."],
    ["The opposition criticises spending on roads in the Lviv region."],
    ["The law takes effect on 1 January, once the president signs it."],
]
