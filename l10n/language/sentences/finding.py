"""The offsets at which sentences begin, from SRX and the tables."""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise

from l10n.language.sentences.places import AHEAD, NEAR, Break, Spot, Verdict
from l10n.language.sentences.possible import settled
from l10n.language.sentences.rules import OPENED, SHORT, hold
from l10n.language.sentences.scan import LONGEST, OPENING, STOP, Scanner, scanner
from l10n.language.sentences.srx import FAR, breaks, compiled, crowded
from l10n.regex import regex

_PARAGRAPH_END = regex(r"[\r\n\u2029](?:(?<=\u2029)|(?:(?<=\r)\n)?[^\S\r\n]*(?:\r\n|[\r\n]))")
_LETTER_OR_DIGIT = regex(r"[^\W_]")
_SHORT, _LONG = 512, 4096
"""Windows of `srx.breaks`: a paragraph as long as the first may be crowded and still be read at
once, and one as long as the second is if it is not crowded."""


def boundaries(text: str, locale: str) -> tuple[int, ...]:
    """Find the offsets, in characters, at which a new sentence begins.

    0 and the end are not among them; white space, and a piece without any letter or digit, belong
    to the sentence before. The rules are LanguageTool's (`segment.srx`), and where they are wrong
    in news those of this package; an unknown language gets those that LanguageTool calls Generic.
    Never raises for any text.
    """
    scan = _scanner(locale)
    lines = "\n" in text or "\r" in text or "\u2029" in text
    if not lines and scan.ends_at_once(text):
        return ()
    cutting = _Cutting(text, scan)
    if lines:
        start = 0
        for match in _PARAGRAPH_END.finditer(text):
            cutting.paragraph(start, match.end())
            start = match.end()
            cutting.add(_after_space(text, start))
        cutting.paragraph(start, len(text))
    else:
        cutting.paragraph(0, len(text))
    return cutting.found()


def sentences(text: str, locale: str) -> tuple[str, ...]:
    """Cut a text into sentences; joined again they are the text."""
    edges = (0, *boundaries(text, locale), len(text))
    return tuple(text[start:end] for start, end in pairwise(edges) if end > start)


class _Cutting:
    """The boundaries of one text, found from its beginning to its end."""

    __slots__ = ("_found", "_letter", "_scanner", "_text")

    def __init__(self, text: str, scan: Scanner) -> None:
        self._text = text
        self._scanner = scan
        self._found: list[int] = []
        self._letter = _letter(text, 0)
        """The first letter or digit of the sentence that was begun last."""

    def paragraph(self, start: int, end: int) -> None:
        """Find what begins within a paragraph."""
        if end - start <= _LONG and self._scanner.marks is not None:
            found, letter = len(self._found), self._letter
            last = self._found[-1] if found else 0
            if self._scanned(start, end):
                return
            del self._found[found:]
            if found:
                self._found[-1] = last
            self._letter = letter
        self._tried(start, end)

    def _scanned(self, start: int, end: int) -> bool:
        """Find what begins within a paragraph by one scan; False where that does not do."""
        text, scan = self._text, self._scanner
        if scan.begins.mask and settled(scan.begins, text[start : min(end, start + NEAR)]).mask:
            return False
        runs, verdicts = scan.runs, scan.verdicts
        paragraph: _Paragraph | None = None
        for match in scan.search.finditer(text, start, end):
            marks = match[0]
            spots = runs[marks] if marks in runs else scan.run(marks)
            if spots is None:
                return False
            if not spots:
                continue
            first, last = match.span()
            if last == end and (len(spots) > 1 or spots[0].offset < len(marks)):
                if end < len(text):
                    return False
            elif last == end:
                break
            if paragraph is None:
                paragraph = _Paragraph(text, start, end, scan)
                if paragraph.is_in_windows():
                    return False
                opens, closes = paragraph.opens, paragraph.closes
            low = first - NEAR if first - start > NEAR else start
            word = text[max(text.rfind(" ", low, first) + 1, low) : first]
            ahead = text[last : last + AHEAD] if end - last > AHEAD else text[last:end]
            live = paragraph.live if opens < first <= closes else paragraph.quiet
            for spot in spots:
                side = spot.own
                bits = side.words.get(word) or side.word(word)
                bits &= (side.nexts.get(ahead) or side.next(ahead)) & live
                verdict = verdicts.get(bits) or scan.verdict(bits)
                place = first + spot.offset
                if place >= end:
                    break
                if verdict.plain and place > self._letter:
                    paragraph.broken, paragraph.unbroken = place, False
                    self._found.append(place)
                    self._letter = place if text[place].isalnum() else _letter(text, place)
                elif self._is_boundary(paragraph, spot, verdict, (first, word, ahead)):
                    self.add(place)
        return paragraph is None or not paragraph.is_read_again()

    def _is_boundary(
        self, paragraph: "_Paragraph", spot: Spot, verdict: Verdict, around: tuple[int, str, str]
    ) -> bool:
        place = around[0] + spot.offset
        begun = max(paragraph.start, self._found[-1]) if self._found else paragraph.start
        if paragraph.breaks(spot, verdict, around):
            if place <= self._letter:
                return True
            rules, table = verdict.goes_on
            if verdict.opened:
                quotes = paragraph.quotes
                opened = (
                    rule for rule, ends in verdict.opened if quotes.may_go_on(ends, begun, place)
                )
                rules += tuple(opened)
        else:
            rules, table = verdict.ends
            if not spot.stop:
                return False
            return bool(rules or table) and hold(rules, table, self._text, begun, place)
        return not (rules or table) or not hold(rules, table, self._text, begun, place)

    def _tried(self, start: int, end: int) -> None:
        """Find what begins within a paragraph by each rule as it stands."""
        text, rules = self._text, self._scanner.rules
        broken = {
            _after_space(text, place) for place in breaks(text, start, end, self._scanner.language)
        }
        stops = {match.end() for match in STOP.finditer(text, start, end)}
        for place in sorted(broken | stops):
            if place >= end:
                break
            begun = max(start, self._found[-1]) if self._found else start
            if place in broken:
                ends = place <= self._letter or not rules.go_on(text, begun, place)
            else:
                ends = rules.end(text, begun, place)
            if ends:
                self.add(place)

    def add(self, place: int) -> None:
        """Begin a sentence; what has no letter or digit yet goes to the one before."""
        if place > self._letter:
            self._found.append(place)
            self._letter = _letter(self._text, place)
        elif self._found and self._found[-1] < place:
            self._found[-1] = place

    def found(self) -> tuple[int, ...]:
        """All boundaries, without one before a last piece that has no letter or digit."""
        if self._found and self._letter == len(self._text):
            self._found.pop()
        return tuple(self._found)


class _Paragraph:
    """A paragraph under the scan, and what is only looked up where a rule asks."""

    __slots__ = (
        "_ends",
        "_far",
        "_part",
        "_quotes",
        "_scanner",
        "_text",
        "broken",
        "closes",
        "live",
        "opens",
        "quiet",
        "start",
        "unbroken",
    )

    def __init__(self, text: str, start: int, end: int, scan: Scanner) -> None:
        self._part = text if start == 0 and end == len(text) else text[start:end]
        self._text = text
        self._scanner = scan
        self._quotes: _Quotes | None = None
        self._far = 0
        self._ends: dict[int, frozenset[int]] = {}
        self.start = start
        self.broken, self.unbroken = start, False
        """Where SRX broke last, and whether it did not break at a place after that."""
        self.live = scan.live(self._part)
        """Bits of rules that can hold here."""
        self.quiet = self.live & ~scan.quoted
        """Bits of those that do not need a quotation around the place."""
        self.opens = self.closes = 0
        if self.live != self.quiet:
            found = [place for place in map(self._part.find, OPENING) if place >= 0]
            self.opens = start + min(found, default=0)
            self.closes = max(map(text.rfind, scan.closing))

    @property
    def quotes(self) -> "_Quotes":
        """What is quoted in the paragraph, looked up once."""
        if self._quotes is None:
            self._quotes = _Quotes(self._text, self.start, self.start + len(self._part))
        return self._quotes

    def is_in_windows(self) -> bool:
        """True if this is for the rules as they stand: they read crowded marks in windows."""
        return len(self._part) > _SHORT and crowded(self._part)

    def is_read_again(self) -> bool:
        """True if SRX reads the end once more, without what stands before its last break.

        It does so where that break is in the second half of a window (`srx.breaks`).
        """
        if not self.unbroken or self.broken - self.start <= _SHORT // 2 - LONGEST:
            return False
        return self.broken - self.start > _LONG // 2 - LONGEST or crowded(self._part)

    def breaks(self, spot: Spot, verdict: Verdict, around: tuple[int, str, str]) -> bool:
        """True if SRX breaks before a place; the verdict is that of the place itself."""
        first, word, ahead = around
        scan = self._scanner
        for side in spot.candidates:
            one = verdict
            if side is not spot.own:
                bits = side.words.get(word) or side.word(word)
                bits &= (side.nexts.get(ahead) or side.next(ahead)) & self.live
                one = scan.verdicts.get(bits) or scan.verdict(bits)
            if one.clear or self._broken(one, first + side.offset - self.start):
                self.broken, self.unbroken = first + side.offset, False
                return True
        self.unbroken = True
        return False

    def _broken(self, verdict: Verdict, place: int) -> bool:
        for rule, surely, exceptions in verdict.breaks:
            if surely or self._matches(rule, place):
                far = self._reach() if exceptions else 0
                return not any(each.holds(self._part, place, far) for each in exceptions)
        return False

    def _matches(self, rule: Break, place: int) -> bool:
        if not compiled(rule.rule.after).match(self._part, place):
            return False
        ends = self._ends.get(rule.number)
        if ends is None:
            found = compiled(rule.rule.before).finditer(self._part)
            ends = self._ends[rule.number] = frozenset(match.end() for match in found)
        return place in ends

    def _reach(self) -> int:
        if not self._far:
            self._far = FAR[crowded(self._part)]
        return self._far


class _Quotes:
    """Where quotations and brackets open in a paragraph, and where the last ones close."""

    __slots__ = ("_closed", "_opened", "_text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._opened = [match.start() for match in OPENED.finditer(text, start, end)]
        self._closed: dict[str, int] = {}

    def may_go_on(self, marks: str, start: int, place: int) -> bool:
        """True if a quotation may be open at a place, and one of the marks closes it.

        Without marks any quotation or bracket counts that was opened in the sentence. With them
        nothing stands between that and the place which they close already.
        """
        number = bisect_left(self._opened, place)
        last = self._opened[number - 1] if number else -1
        if last < start or last < place - SHORT:
            return False
        if not marks:
            return True
        end = self._closed.get(marks)
        if end is None:
            end = self._closed[marks] = max(map(self._text.rfind, marks))
        return end >= place and all(self._text.find(mark, last + 1, place) < 0 for mark in marks)


@lru_cache(maxsize=64)
def _scanner(locale: str) -> Scanner:
    return scanner(re.split(r"[-_]", locale, maxsplit=1)[0].lower())


def _letter(text: str, start: int) -> int:
    match = _LETTER_OR_DIGIT.search(text, start)
    return match.start() if match else len(text)


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place
