"""How alike two words sound that are written in Latin or Cyrillic letters: names across scripts.

A name is written in another language by its sound (Джонсон, Johnson) or by its letters (Харків,
Kharkiv), by one of many systems. So each group of letters stands for the sounds that it may have
in any language, and two words are compared sound by sound. This is a rule of scripts; what a
language adds is the endings of its words.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from l10n.regex import regex

_NAMES = "a e i o u p b f v m n t d s z š ž č c k g x h l r j w"
_BIT: Mapping[str, int] = {name: 1 << place for place, name in enumerate(_NAMES.split())}
"""Vowels first; x is the sound of х, č of ч, c of ц, ž of ж and of дж."""
_VOWELS = sum(_BIT[name] for name in "aeiou")

# Letters, then the sounds of each part of them. A figure behind a point is what it costs to
# overhear that part, in tenths of a consonant; j and w are half vowels.
_LATIN = """
a:ae b:bv c:kscčž ck:k ch:čkxšh cz:čcsz d:d e:eai f:fv g:gžhx gh:gfhx h:hxg i:iej j:žjhxc k:k l:l
m:m n:n o:oau p:p ph:fp q:k qu:k,v.2 r:r s:szšž sch:šžs,k.3 sh:šžs,x.2 ss:s sz:šs t:t th:tszfd,h.1
tch:t.05,č tsch:t.05,č tz:t.05,czs ts:t.05,csz u:uaoivw v:vfbu w:vuw x:k.2,szšxh xh:z y:iajeu z:zscž
zh:žčzš dz:d.2,zcž dj:d.2,žčji.3 dzh:d.2,ž dh:dz kh:xhk rz:ržš,zsc.3 ai:aeij ei:eiaj ie:ieaj ee:i
ea:ieaj oo:uo ou:uoaw au:aovw eu:eoiuv ae:eaj oe:oej ue:uiej eau:o ya:j.1,a yu:j.1,u ye:j.1,e
yi:j.1,i yo:j.1,o ia:i.1,aj iu:i.1,u io:i.1,o ł:lvw ś:šs ź:zž ż:ž ć:čc š:š ž:ž č:č ç:szcčž ş:š ğ:gjv
ı:i đ:d ð:dt þ:tf æ:eaj ø:oe œ:eoj ä:eaj ö:oej ü:uiej ą:oa,n.2 ę:e,n.2 ó:uo ng:n,g.2 gn:gk.3,n
kn:k.4,n shch:š,č szcz:š,č mb:m,b.4 ti:tščc,i xc:k,s ier:ie,r.3 ll:lj eil:ej,lj.4 ieu:jeu.1
cch:k.2,čk gli:g.3,l,i isl:i,s.3,l ão:ao,nm.3 sci:scšk,i dż:d.05,ž ń:n dzi:d.2,zdž,i ci:kscčš,i
si:sšz,i zi:zžc,i ui:uw.2,i gue:g,e gui:g,uw.2,i wh:wvux oi:uwo.2,ai oy:ouw.2,aiej ey:eia ay:aei
igh:ai,g.4 ough:ou,gfk.3 eigh:eia,g.4 augh:aou,gfk.3 tio:tščc,i.1,o cio:sšč,i.1,o sio:sšž,i.1,o
cqu:k,v.2 dt:d.2,t bb:b dd:d
"""
_CYRILLIC = """
а:ae б:b в:vuw г:ghx ґ:g д:d е:e є:ji.1,e ж:žj з:zg и:ieju і:iej ї:ji.1,i й:jie к:k л:l м:m н:n
о:oau п:p р:r с:s т:t у:uow ф:f х:xh ц:csk ч:č ш:š щ:š,č ю:ji.1,u я:ji.1,a ы:ie э:e ё:ji.1,oe
дж:d.05,žgjč лл:lj дз:d.2,zc цз:cjzž чж:žčz кс:k,szx тс:t,sc кв:k,vw хв:xh,vw уе:uw.1,e уї:uw.1,i
ау:aow,wuv.1 оу:oaw,wuv.1
"""
_SKIPS: Mapping[str, float] = {
    "h": 0.15, "gh": 0.05, "w": 0.2, "j": 0.5, "й": 0.05, "в": 0.6
}  # fmt: skip
"""What it costs to overhear letters that are often silent."""
_SILENT_AT_END = "tsdxzhr"
"""Latin consonants that French, or English, does not speak at the end of a word."""
_OVERHEARD, _VOWEL, _OTHER_VOWEL, _CLEAR = 0.4, 0.2, 0.12, 1.0


class Sound(NamedTuple):
    """What a group of letters may sound like."""

    sounds: int
    """Bits, one for each sound."""
    skip: float
    """What it costs to find no sound for it in the other word: 1 for a clear consonant."""
    end: int = 0
    """How many letters of the word end with it."""


def _rules(text: str) -> dict[str, tuple[Sound, ...]]:
    made = {}
    for rule in text.split():
        letters, _colon, sounds = rule.partition(":")
        made[letters] = tuple(_sound(letters, part) for part in sounds.split(",") if part)
    return made


def _sound(letters: str, rule: str) -> Sound:
    names, _point, cheap = rule.partition(".")
    bits = sum(_BIT.get(name, 0) for name in set(names))
    vowel = _BIT.get(names[0], 0) & _VOWELS
    skip = float(f"0.{cheap}") if cheap else _SKIPS.get(letters, _VOWEL if vowel else _CLEAR)
    return Sound(bits, skip)


_GROUPS: Mapping[str, tuple[Sound, ...]] = {**_rules(_LATIN), **_rules(_CYRILLIC)}
_GROUP = regex("|".join(sorted(_GROUPS, key=len, reverse=True)))
_DOUBLE = regex(r"([^\W\d_aeiouаеиіоуlл])\1+")
_UNHEARD = frozenset("ьъ’")
_ROUNDING = 1e-9
_LIMIT, _LEAST_LIMIT = 0.6, 1.5
"""Parts of the consonants, and the number of them, up to which a difference is worked out."""
FAR = 9.0
"""The difference between words that have nothing to compare."""


class Spoken:
    """A word as it may sound; made once, compared often."""

    __slots__ = ("all", "clear", "ends", "first", "hard", "sounds", "stem", "text")

    def __init__(self, word: str, endings: frozenset[str] = frozenset()) -> None:
        """Take a word in small letters, and the endings that its language has."""
        self.text = simple(word[:_LONGEST])
        found = []
        for match in _GROUP.finditer(self.text):
            end = match.end()
            group = _GROUPS[match.group()]
            inside = len(match.group()) == len(group)
            for place, each in enumerate(group, 1 - len(group)):
                found.append(Sound(each.sounds, each.skip, end + place if inside else end))
        if len(found) > 2 and self.text[-1] in _SILENT_AT_END and found[-1].skip == _CLEAR:
            found[-1] = found[-1]._replace(skip=_OVERHEARD)
        self.sounds = tuple(found)
        self.clear = sum(1 for each in found if each.skip > _VOWEL)
        """How many of its consonants everybody hears."""
        self.ends = self._stems(endings)
        """After how many sounds it may end, if its ending is taken off."""
        self.first = self._first()
        self.all = 0
        """All that it may sound like."""
        for each in found:
            self.all |= each.sounds
        self.stem = tuple(each for each in found[: min(self.ends, default=0)] if each.skip > _VOWEL)
        """The consonants that are no part of an ending."""
        self.hard = tuple((each.sounds, each.skip) for each in self.stem if not each[0] & _VOWELS)
        """Those of them that are never vowels: what each may sound like, and what it costs."""

    def _stems(self, endings: frozenset[str]) -> frozenset[int]:
        text, count = self.text, len(self.sounds)
        lengths = {len(text) - cut for cut in range(1, 8) if text[-cut:] in endings}
        return frozenset(
            index
            for index, sound in enumerate(self.sounds, 1)
            if index == count or (sound.end >= _STEM and sound.end in lengths)
        )

    def _first(self) -> int:
        """Sounds with which another word has to begin to be like it."""
        bits = 0
        for sound in self.sounds:
            bits |= sound.sounds
            if sound.skip > _OVERHEARD:
                break
        return bits


_LONGEST = 40
"""Letters of a word that are listened to."""
_STEM = 3
"""The least letters that are left of a word when its ending is taken off."""


def simple(word: str) -> str:
    """A word without what nobody hears: doubled letters, soft signs, most marks on letters."""
    if not word.isascii():
        word = "".join(
            letter if letter in _GROUPS else unicodedata.normalize("NFD", letter)[0]
            for letter in word
            if letter not in _UNHEARD
        )
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=1 << 14)
def spoken(word: str, endings: frozenset[str] = frozenset()) -> Spoken:
    """Make a word as it sounds, or give the one that was made before."""
    return Spoken(word, endings)


@lru_cache(maxsize=1 << 14)
def difference(one: Spoken, other: Spoken) -> float:
    """What two words differ in, in consonants that everybody hears; endings count for nothing.

    What is more than half of the first word is FAR.
    """
    if not one.first & other.first:
        return FAR
    limit = max(_LEAST_LIMIT, _LIMIT * one.clear)
    heard = other.all
    unheard = [skip for bits, skip, _end in one.stem if not bits & heard]
    if sum(unheard) > limit:
        return FAR
    heard = one.all
    unheard = [skip for bits, skip in other.hard if not bits & heard]
    if sum(unheard) > limit + _ROUNDING:
        return FAR
    row = [0.0]
    for sound in other.sounds:
        row.append(row[-1] + sound.skip)
    best, last, before = FAR, 0, row
    for index, (bits, skip, _end) in enumerate(one.sounds, 1):
        earlier, before, left = before, row, row[0] + skip
        row, theirs_before = [left], 0
        beside, vowel = before[0], bits & _VOWELS
        for place, (theirs, their_skip, _end) in enumerate(other.sounds):
            cost, beside = beside, before[place + 1]
            if not bits & theirs:
                cost += _OTHER_VOWEL if vowel and theirs & _VOWELS else _CLEAR
                if last & theirs and bits & theirs_before and earlier[place - 1] + 1 < cost:
                    cost = earlier[place - 1] + _CLEAR
            theirs_before = theirs
            if (without_mine := beside + skip) < cost:
                cost = without_mine
            if (left := left + their_skip) > cost:
                left = cost
            row.append(left)
        last = bits
        if min(row) > limit:
            return best
        if index in one.ends:
            best = min(best, *(row[end] for end in other.ends), FAR)
    return best
