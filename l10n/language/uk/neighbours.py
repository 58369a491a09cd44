"""What stands beside a word of a Ukrainian text, and which cases that leaves to it."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.language.passage import Passage
from l10n.language.uk.cases import EVERY, Cases, adjective_cases
from l10n.language.uk.readings import Class, readings
from l10n.regex import regex

_FAR = 4
"""Words that are looked at on each side."""
_GOVERNED = """
G без біля від од до для крім окрім навколо довкола близько після проти серед посеред коло щодо
G стосовно замість протягом упродовж впродовж внаслідок заради ради поверх вище нижче напередодні
G наприкінці всередині усередині поблизу уздовж вздовж відносно шляхом задля
D завдяки всупереч назустріч наперекір
A про через крізь
AL на о об
L при
GAL в у
AIG за поза
AI над під понад попід перед
GI між поміж з із зі
"""
_PRONOUNS = """
N:m цей той мій твій свій наш ваш весь увесь один такий який кожен сам
G:mn A:m цього того мого твого свого нашого вашого всього усього одного самого
D:mn L:mn цьому тому моєму твоєму своєму нашому вашому всьому усьому одному самому
I:mn D:p цим тим нашим вашим одним самим
I:mn D:p L:mn моїм твоїм своїм
N:f ця та моя твоя своя наша ваша вся уся одна сама
G:f цієї тієї моєї твоєї своєї нашої вашої всієї усієї однієї самої
D:f L:f цій тій моїй твоїй своїй нашій вашій всій усій одній самій
A:f цю ту мою твою свою нашу вашу всю усю одну саму
I:f цією тією моєю твоєю своєю нашою вашою всією усією однією самою
N:n A:n це те моє твоє своє наше ваше все усе одне саме
N:p A:p ці ті мої твої свої наші ваші всі усі одні самі
G:p A:p L:p цих тих моїх твоїх своїх наших ваших всіх усіх одних самих
I:p цими тими моїми твоїми своїми нашими вашими всіма усіма одними самими
"""
_PAUCAL = frozenset(("два", "дві", "три", "чотири", "обидва", "обидві"))
_NUMBERS = """
п'ять шість сім вісім дев'ять десять двадцять тридцять сорок п'ятдесят сто двісті триста
тисяча тисячі тисяч мільйон мільйони мільйонів мільярд мільярди мільярдів кілька декілька багато
скільки стільки більшість десятки сотні чимало безліч низка низки
"""
_MANY = frozenset(_NUMBERS.split())
_OBLIQUE = """
двох трьох чотирьох п'яти шести семи восьми десяти кількох
"""
_OBLIQUE_NUMBERS = frozenset(_OBLIQUE.split())
_UNDECLINED = frozenset(("його", "її", "їх", "їхній"))
_JOINING = frozenset(("та", "і", "й", "або", "чи"))
_SMALL_WORDS = """
не ні а але що як якщо коли де бо то ж же б би ще вже й і та чи або у в на з із зі за до від про
по під над для без це він вона вони ми ви я ти
"""
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that are no nouns and no adjectives, however they might be read."""
_ADJECTIVE_LOOK = regex(r"[^аеєиіїоуюя'](?:ого|ому|ої|ими|их)$")


def _cases(cases: str, bearers: str = "mfnp") -> Cases:
    return frozenset(bearer + case for bearer in bearers for case in cases)


def _prepositions() -> Mapping[str, Cases]:
    found: dict[str, Cases] = {}
    for line in _GOVERNED.strip().splitlines():
        cases, *words = line.split()
        found |= dict.fromkeys(words, _cases(cases))
    return MappingProxyType(found)


def _pronouns() -> Mapping[str, Cases]:
    found: dict[str, Cases] = {}
    for line in _PRONOUNS.strip().splitlines():
        tags = [word for word in line.split() if ":" in word]
        cases = frozenset(case for tag in tags for case in _cases(tag[0], tag.partition(":")[2]))
        for word in line.split()[len(tags) :]:
            found[word] = found.get(word, frozenset()) | cases
            if tags == ["N:m"]:
                found[word] |= {"mA"}
    return MappingProxyType(found)


_PREPOSITIONS = _prepositions()
_DETERMINERS = _pronouns()


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a word."""

    allowed: Cases | None = None
    """The cases that a preposition or a number leaves to it; None if there is neither."""
    agreeing: Cases | None = None
    """The cases of adjectives directly before it; None if there is none."""
    after: Class | None = None
    """What kind of word stands directly before it, where neither of the two does."""

    def left_of(self, cases: Cases) -> Cases:
        """Those of some cases that remain."""
        for bound in (self.allowed, self.agreeing):
            cases = cases if bound is None else cases & bound
        return cases

    @property
    def nominal(self) -> bool:
        """A noun must follow."""
        return self.allowed is not None or self.agreeing is not None


def before(passage: Passage, index: int) -> Left:
    """What stands before a word, some words far."""
    agreeing: Cases | None = None
    for place in range(index - 1, max(-1, index - 1 - _FAR), -1):
        if not passage.joined(place):
            break
        word = passage.word(place)
        allowed = _counted(word, agreeing is not None)
        if allowed is None:
            allowed = _PREPOSITIONS.get(word)
        if allowed is not None:
            return Left(allowed, agreeing)
        if word in _UNDECLINED:
            continue
        cases = attribute_cases(word)
        if cases is None:
            return Left(None, agreeing, _kind(word))
        agreeing = cases if agreeing is None else agreeing & cases or agreeing
    return Left(None, agreeing)


def has_its_noun(passage: Passage, index: int, cases: Cases) -> bool:
    """True if a noun follows that a word may be the adjective of, in one of some cases."""
    for place in range(index + 1, index + 1 + _FAR):
        if not passage.joined(place - 1):
            return False
        word = passage.word(place)
        if passage.written(place)[:1].isupper():
            return False
        if word in _JOINING:
            following = attribute_cases(passage.word(place + 1))
            if following is None or following.isdisjoint(cases):
                return False
            continue
        if word in _SMALL or word in _PREPOSITIONS or word == passage.word(index):
            return False
        found = readings(word)
        nouns = [each for each in found if each.kind is Class.NOUN]
        attribute = attribute_cases(word)
        if any(not cases.isdisjoint(each.cases) for each in nouns if each.listed or not attribute):
            return True
        if found and (attribute is None or attribute.isdisjoint(cases)):
            return False
    return False


@lru_cache(maxsize=1 << 14)
def attribute_cases(word: str) -> Cases | None:
    """The cases of an adjective or a pronoun that stands before nouns; None for another word."""
    if word in _DETERMINERS:
        return _DETERMINERS[word]
    if word in _SMALL or word in _PREPOSITIONS:
        return None
    found = readings(word)
    adjectives = [each for each in found if each.kind is Class.ADJECTIVE]
    if any(each.listed for each in adjectives):
        return frozenset(case for each in adjectives for case in each.cases)
    if not found and _ADJECTIVE_LOOK.search(word):
        return adjective_cases(word)
    return None


@lru_cache(maxsize=1 << 14)
def _counted(word: str, described: bool) -> Cases | None:
    """The cases that a number leaves to what it counts; None for another word."""
    if word in _PAUCAL:
        return frozenset(("pN", "pA", "pG") if described else ("pN", "pA"))
    if word in _MANY:
        return frozenset(("pG",))
    if word in _OBLIQUE_NUMBERS:
        return frozenset(("pG", "pA", "pL"))
    if not (word.isascii() and word.isdigit()) or len(word) == 4:
        return None
    tens, ones = int(word[-2:]) // 10, int(word[-1])
    if tens == 1 or ones in (0, 5, 6, 7, 8, 9):
        return frozenset(("pG", "mG", "fG", "nG"))
    if ones == 1:
        return EVERY
    return frozenset(("pN", "pA", "pG", "mG", "fG", "nG"))


@lru_cache(maxsize=1 << 14)
def _kind(word: str) -> Class | None:
    """What kind of word one is without doubt."""
    if word in _SMALL:
        return Class.OTHER
    kinds = {each.kind for each in readings(word)}
    return kinds.pop() if len(kinds) == 1 else None
