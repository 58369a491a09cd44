"""Put the tags of a source into a translation whose tags a language model got wrong."""

from l10n.engines.reasons.form import bare
from l10n.model.markup import Tagged, TokenKind, faults, tokens
from l10n.tags.place import Evidence, place


def mended(source: Tagged, answer: str) -> str | None:
    """Place all tags anew, led by what the model's own pairs held; None if that does not do."""
    plain = bare(source, answer)
    text = place(source, plain, Evidence(spans=_spans(source, answer))).text if plain else ""
    now = "".join(each.text for each in tokens(text, source) if each.kind is TokenKind.TEXT)
    return text if now.strip() and now == plain and not faults(source, text) else None


def _spans(source: Tagged, answer: str) -> dict[str, str]:
    """What each pair holds that stands in the answer once, opened and closed."""
    items = tokens(answer, source)
    found: dict[str, str] = {}
    for name in source.pairs:
        places = [
            number for number, item in enumerate(items) if _is_tag(item.kind, item.text, name)
        ]
        kinds = [items[number].kind for number in places]
        if kinds == [TokenKind.OPEN, TokenKind.CLOSE]:
            held = items[places[0] : places[1]]
            text = "".join(item.text for item in held if item.kind is TokenKind.TEXT)
            if text.strip():
                found[name] = text
    return found


def _is_tag(kind: TokenKind, text: str, name: str) -> bool:
    return kind is not TokenKind.TEXT and text == name
