"""Damage to tags, addresses and placeholders, which are first put into both sides."""

import re
from random import Random

from benchmarks.damage.kind import Good, Kind, put, tidy, with_target

_WORD = re.compile(r"[^\W_]+(?:[’'\-.,:][^\W_]+)*")
_ANCHOR = re.compile(r"(?<![\w.,:-])(?:\d[\d.,:]*\d|\d|[A-Za-z][A-Za-z0-9-]{2,})(?![\w-])")
_HOSTS = ("https://example.org/news/", "https://www.example.com/2024/05/", "http://news.example/a/")
_SLUGS = ("kyiv-report", "budget-vote", "summit-talks", "grain-deal", "power-grid")
_HANDLES = ("@pressdesk", "@news_kyiv", "@ReporterOne", "@minister_ua", "@desk2024")
_MAILS = ("desk@example.org", "press@example.com", "tips@news.example", "editor@example.net")
_HOLDERS = ("{name}", "%(count)s", "%s", "{0}", "{{ title }}")


def _anchors(good: Good) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Figures and Latin words that stand once on each side: spans in source and target."""
    found = []
    for match in _ANCHOR.finditer(good.target):
        word = re.compile(rf"(?<![\w.,:-]){re.escape(match.group())}(?![\w-])")
        theirs, mine = list(word.finditer(good.source)), list(word.finditer(good.target))
        if len(theirs) == len(mine) == 1:
            found.append((theirs[0].span(), mine[0].span()))
    return found


def _around(text: str, span: tuple[int, int], name: str) -> str:
    return put(text, span, f"<{name}>{text[slice(*span)]}</{name}>")


def _free(good: Good) -> bool:
    return "<" not in good.source + good.target


def _anchored(good: Good, chance: Random) -> Good | None:
    """A pair of tags around a word that is the same on both sides."""
    found = _anchors(good) if _free(good) else []
    if not found or len(_WORD.findall(good.target)) < 8:
        return None
    theirs, mine = chance.choice(found)
    source = _around(good.source, theirs, "a1")
    return with_target(good, source, _around(good.target, mine, "a1"), (("a1", True),))


def _spans(text: str, shares: tuple[float, ...]) -> list[tuple[int, int]] | None:
    words = [match.span() for match in _WORD.finditer(text)]
    if len(words) < 6:
        return None
    return [words[min(int(share * len(words)), len(words) - 1)] for share in shares]


def _tagged(good: Good, chance: Random) -> Good | None:
    """A pair of tags around a word: one that both sides have, else at the same share of each."""
    anchored = _anchored(good, chance)
    if anchored or not _free(good):
        return anchored
    shares = (chance.random(),)
    theirs, mine = _spans(good.source, shares), _spans(good.target, shares)
    if not theirs or not mine:
        return None
    source = _around(good.source, theirs[0], "a1")
    return with_target(good, source, _around(good.target, mine[0], "a1"), (("a1", True),))


def _twice_tagged(good: Good, chance: Random) -> Good | None:
    """Two pairs of tags, each around a word, the second behind the first."""
    shares = (0.2, 0.7)
    theirs, mine = _spans(good.source, shares), _spans(good.target, shares)
    if not _free(good) or not theirs or not mine or theirs[0] == theirs[1] or mine[0] == mine[1]:
        return None
    source = _around(_around(good.source, theirs[1], "b2"), theirs[0], "a1")
    target = _around(_around(good.target, mine[1], "b2"), mine[0], "a1")
    return with_target(good, source, target, (("a1", True), ("b2", True)))


def _tag_dropped(good: Good, chance: Random) -> str:
    return good.target.replace("<a1>", "").replace("</a1>", "")


def _half_dropped(good: Good, chance: Random) -> str:
    return good.target.replace(chance.choice(("<a1>", "</a1>")), "")


def _tag_moved(good: Good, chance: Random) -> str | None:
    """The pair around another word, three or more words away."""
    at = good.target.index("<a1>")
    bare = _tag_dropped(good, chance)
    words = [match.span() for match in _WORD.finditer(bare)]
    mine = next(number for number, span in enumerate(words) if span[1] > at)
    others = [span for number, span in enumerate(words) if abs(number - mine) >= 3]
    others = [span for span in others if span[1] - span[0] > 3]
    return _around(bare, chance.choice(others), "a1") if others else None


def _tag_crossed(good: Good, chance: Random) -> str:
    start = good.target.replace("</a1>", "")
    return (
        start.replace("</b2>", "</a1></b2>")
        if chance.random() < 0.5
        else start.replace("<b2>", "<b2></a1>")
    )


def _tag_reversed(good: Good, chance: Random) -> str:
    return good.target.replace("</a1>", "\0").replace("<a1>", "</a1>").replace("\0", "<a1>")


def _tag_doubled(good: Good, chance: Random) -> str | None:
    words = [
        match.span() for match in re.finditer(r"(?<![<\w/])[^\W\d_]{4,}(?![\w>])", good.target)
    ]
    at = good.target.index("<a1>")
    end = good.target.index("</a1>")
    others = [span for span in words if span[1] < at or span[0] > end + 5]
    return _around(good.target, chance.choice(others), "a1") if others else None


def _tag_emptied(good: Good, chance: Random) -> str:
    start, end = good.target.index("<a1>"), good.target.index("</a1>")
    inner = good.target[start + 4 : end]
    return put(good.target, (start, end + 5), f"<a1></a1>{inner}")


def _tag_misspelt(good: Good, chance: Random) -> str:
    return good.target.replace("<a1>", chance.choice(("<a 1>", "<a2>", "<A1>", "<а1>")))


def _with(words: tuple[str, ...], more: tuple[str, ...] = ("",)):
    """Put one of some words, in brackets or behind a dash, before the last sign of both sides."""

    def prepare(good: Good, chance: Random) -> Good | None:
        if len(good.source) < 30 or good.source[-1] not in ".!?" or good.target[-1] not in ".!?":
            return None
        word = chance.choice(words) + chance.choice(more)
        if word in good.source:
            return None
        text = chance.choice((f" ({word})", f": {word}", f" — {word}"))
        sides = (f"{side[:-1]}{text}{side[-1]}" for side in (good.source, good.target))
        return with_target(good, *sides)

    return prepare


_URL = re.compile(r"https?://[\w./-]*\w")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_MAIL = re.compile(r"[\w.]+@[\w.]*\w")
_HOLDER = re.compile(r"\{\{ \w+ \}\}|\{\w+\}|%\(\w+\)s|%s")


def _one_letter(pattern: re.Pattern[str], first: int):
    """Change one letter or digit of an address, from so many signs behind its start."""

    def spoil(good: Good, chance: Random) -> str | None:
        match = pattern.search(good.target)
        if match is None:
            return None
        places = [
            at for at in range(match.start() + first, match.end()) if good.target[at].isalnum()
        ]
        at = chance.choice(places)
        kin = "0123456789" if good.target[at].isdigit() else "abdeghklmnoprstuvz"
        other = chance.choice([sign for sign in kin if sign != good.target[at].lower()])
        return put(good.target, (at, at + 1), other)

    return spoil


def _gone(pattern: re.Pattern[str]):
    def spoil(good: Good, chance: Random) -> str | None:
        match = pattern.search(good.target)
        if match is None:
            return None
        cut = put(good.target, match.span(), "").replace(" ()", "")
        return tidy(re.sub(r"[:—]\s*(?=[.!?]$)", "", cut))

    return spoil


_ADDRESS = _with(_HOSTS, _SLUGS)

KINDS = (
    Kind("tag-dropped", "tags", "both halves of a pair go", _tag_dropped, _tagged),
    Kind("tag-half-dropped", "tags", "one half of a pair goes", _half_dropped, _tagged),
    Kind(
        "tag-moved",
        "tags moved",
        "a pair around a figure or Latin word that both sides have stands three or more words away",
        _tag_moved,
        _anchored,
    ),
    Kind("tag-crossed", "tags", "two pairs cross", _tag_crossed, _twice_tagged),
    Kind(
        "tag-reversed",
        "tags",
        "the closing half stands before the opening one",
        _tag_reversed,
        _tagged,
    ),
    Kind("tag-doubled", "tags", "a pair stands a second time", _tag_doubled, _tagged),
    Kind("tag-emptied", "tags", "the words of a pair stand behind it", _tag_emptied, _tagged),
    Kind(
        "tag-misspelt",
        "tags",
        "an opening tag with a blank, another number, a capital or a Cyrillic letter",
        _tag_misspelt,
        _tagged,
    ),
    Kind(
        "url-changed",
        "addresses",
        "one letter or digit of a URL's path or host",
        _one_letter(_URL, 8),
        _ADDRESS,
    ),
    Kind("url-dropped", "addresses", "a URL goes", _gone(_URL), _ADDRESS),
    Kind(
        "handle-changed",
        "addresses",
        "one letter or digit of a @handle",
        _one_letter(_HANDLE, 1),
        _with(_HANDLES),
    ),
    Kind("handle-dropped", "addresses", "a @handle goes", _gone(_HANDLE), _with(_HANDLES)),
    Kind(
        "email-changed",
        "addresses",
        "one letter of an e-mail address",
        _one_letter(_MAIL, 0),
        _with(_MAILS),
    ),
    Kind(
        "placeholder-changed",
        "addresses",
        "one letter of a placeholder (`{name}`, `%(count)s`, `%s`)",
        _one_letter(_HOLDER, 1),
        _with(_HOLDERS),
    ),
    Kind("placeholder-dropped", "addresses", "a placeholder goes", _gone(_HOLDER), _with(_HOLDERS)),
)
