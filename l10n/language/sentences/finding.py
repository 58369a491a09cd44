"""The offsets at which sentences begin, from SRX and the tables."""

import re
import sys
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise

from l10n.language.sentences.near import LOOK, NEAR_AFTER, NEAR_BEFORE, NOTHING, UNBROKEN
from l10n.language.sentences.places import AHEAD, NEAR, Break, Spot, Verdict
from l10n.language.sentences.possible import settled
from l10n.language.sentences.rules import OPENED, SHORT, hold
from l10n.language.sentences.scan import LONGEST, STOP, Scanner, scanner
from l10n.language.sentences.srx import FAR, breaks, compiled, crowded
from l10n.regex import regex

_PARAGRAPH_END = regex(r"[\r\n\u2029](?:(?<=\u2029)|(?:(?<=\r)\n)?[^\S\r\n]*(?:\r\n|[\r\n]))")
_LETTER_OR_DIGIT = regex(r"[^\W_]")
_NOWHERE = (sys.maxsize, sys.maxsize)
"""Where a region is when there are no more of them."""
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
    at = 0
    if scan.at_once and not lines:
        match = scan.search.search(text)
        if match is None:
            return ()
        at, last = match.span()
        if last == len(text) and scan.ends_with(match[0]):
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
        cutting.paragraph(0, len(text), at)
    return cutting.found()


def sentences(text: str, locale: str) -> tuple[str, ...]:
    """Cut a text into sentences; joined again they are the text."""
    edges = (0, *boundaries(text, locale), len(text))
    return tuple(text[start:end] for start, end in pairwise(edges) if end > start)


class _Cutting:
    """The boundaries of one text, found from its beginning to its end."""

    __slots__ = ("_found", "_letter", "_region", "_regions", "_scanner", "_text")

    def __init__(self, text: str, scan: Scanner) -> None:
        self._text = text
        self._scanner = scan
        self._found: list[int] = []
        self._letter = _letter(text, 0)
        """The first letter or digit of the sentence that was begun last."""
        self._regions = iter(scan.regions.found(text))
        self._region = next(self._regions, _NOWHERE)

    def paragraph(self, start: int, end: int, at: int = 0) -> None:
        """Find what begins within a paragraph; its first `at` characters have no marks."""
        if end - start <= _LONG and self._scanner.marks is not None:
            found, letter = len(self._found), self._letter
            last = self._found[-1] if found else 0
            if self._scanned(start, end, at):
                return
            del self._found[found:]
            if found:
                self._found[-1] = last
            self._letter = letter
        self._tried(start, end)

    def _scanned(self, start: int, end: int, at: int) -> bool:
        """Find what begins within a paragraph by one scan; False where that does not do."""
        scan, found, letter = self._scanner, self._found, self._letter
        part = self._text if end - start == len(self._text) else self._text[start:end]
        if scan.begins.mask and settled(scan.begins, part[:NEAR]).mask:
            return False
        if end - start > _SHORT and crowded(part):
            return False
        near = scan.near
        broken, unbroken = start, False
        paragraph: _Paragraph | None = None
        opens, closes = self._region
        for match in scan.search.finditer(part, at):
            first, last = match.span()
            before = part[first - NEAR_BEFORE : last] if first >= NEAR_BEFORE else part[:last]
            steps = near[before] if before in near else scan.steps(before, match[0])
            step = steps[part[last : last + NEAR_AFTER]]
            if last + start > opens:
                while closes < first + start:
                    self._region = opens, closes = next(self._regions, _NOWHERE)
                if last + start > opens:
                    step = LOOK
            if step > 0 and (place := first + step + start) > letter:
                found.append(place)
                broken, unbroken = place, False
                letter = last + start
            elif step == UNBROKEN:
                unbroken = True
            elif step != NOTHING:
                self._letter = letter
                if paragraph is None:
                    paragraph = _Paragraph(self._text, part, start, scan)
                paragraph.broken, paragraph.unbroken = broken, unbroken
                live = paragraph.live if last + start > opens else paragraph.live & scan.free
                if not self._asked(paragraph, match, live):
                    return False
                broken, unbroken, letter = paragraph.broken, paragraph.unbroken, self._letter
        self._letter = letter
        return not (unbroken and _is_read_again(part, broken - start))

    def _asked(self, paragraph: "_Paragraph", match: re.Match[str], live: int) -> bool:
        """Ask the rules about the places after a run of marks; False where that does not do."""
        scan, part, start = self._scanner, paragraph.part, paragraph.start
        marks = match[0]
        spots = scan.runs[marks] if marks in scan.runs else scan.run(marks)
        if spots is None:
            return False
        if not spots:
            return True
        first, last = match.span()
        if last == len(part) and (len(spots) > 1 or spots[0].offset < len(marks)):
            if start + last < len(self._text):
                return False
        elif last == len(part):
            return True
        low = max(first - NEAR, 0)
        word = part[max(part.rfind(" ", low, first), low) : first]
        ahead = part[last : last + AHEAD]
        for spot in spots:
            side = spot.own
            bits = side.words.get(word) or side.word(word)
            bits &= (side.nexts.get(ahead) or side.next(ahead)) & live
            verdict = scan.verdicts.get(bits) or scan.verdict(bits)
            place = start + first + spot.offset
            if place >= start + len(part):
                break
            if verdict.plain and place > self._letter:
                paragraph.broken, paragraph.unbroken = place, False
                self.add(place)
            elif self._is_boundary(paragraph, spot, verdict, (start + first, word, ahead)):
                self.add(place)
        return True

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
        "_live",
        "_quotes",
        "_scanner",
        "_text",
        "broken",
        "part",
        "start",
        "unbroken",
    )

    def __init__(self, text: str, part: str, start: int, scan: Scanner) -> None:
        self.part = part
        self.start = start
        self._text = text
        self._scanner = scan
        self._quotes: _Quotes | None = None
        self._far = 0
        self._ends: dict[int, frozenset[int]] = {}
        self._live = 0
        self.broken, self.unbroken = start, False
        """Where SRX broke last, and whether it did not break at a place after that."""

    @property
    def live(self) -> int:
        """Bits of rules that can hold here."""
        if not self._live:
            self._live = self._scanner.live(self.part)
        return self._live

    @property
    def quotes(self) -> "_Quotes":
        """What is quoted in the paragraph, looked up once."""
        if self._quotes is None:
            self._quotes = _Quotes(self._text, self.start, self.start + len(self.part))
        return self._quotes

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
                return not any(each.holds(self.part, place, far) for each in exceptions)
        return False

    def _matches(self, rule: Break, place: int) -> bool:
        if not compiled(rule.rule.after).match(self.part, place):
            return False
        ends = self._ends.get(rule.number)
        if ends is None:
            found = compiled(rule.rule.before).finditer(self.part)
            ends = self._ends[rule.number] = frozenset(match.end() for match in found)
        return place in ends

    def _reach(self) -> int:
        if not self._far:
            self._far = FAR[crowded(self.part)]
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


def _is_read_again(paragraph: str, broken: int) -> bool:
    """True if SRX reads the end once more, without what stands before its last break.

    It does so where that break is in the second half of a window (`srx.breaks`), and it did not
    break at a place after that.
    """
    if broken <= _SHORT // 2 - LONGEST:
        return False
    return broken > _LONG // 2 - LONGEST or crowded(paragraph)


def _letter(text: str, start: int) -> int:
    if text[start : start + 1].isalnum():
        return start
    match = _LETTER_OR_DIGIT.search(text, start)
    return match.start() if match else len(text)


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place
