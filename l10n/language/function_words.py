"""Small words that lean on the word after them: articles, prepositions, auxiliaries."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from l10n.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Small:
    """The small words of a language, in lower case."""

    articles: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    """Prepositions for what other languages say by a case alone: of, to, by."""
    prepositions: frozenset[str] = frozenset()
    """Other prepositions."""
    conjunctions: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.articles | self.cases | self.prepositions | self.conjunctions | self.auxiliaries


def _small(*kinds: str) -> Small:
    return Small(*(frozenset(words.split()) for words in kinds))


_BY_LANGUAGE: Mapping[str, Small] = MappingProxyType(
    {
        "de": _small(
            "der die das den dem des ein eine einen einem einer eines",
            "von vom zu zum zur",
            "in im ins an am ans auf aus bei beim bis durch für gegen mit nach ohne seit über um "
            "unter vor während wegen zwischen",
            "und oder aber dass ob wenn wie wo warum",
            "ist sind war waren wird werden wurde wurden hat haben hatte hatten",
        ),
        "en": _small(
            "the a an",
            "of to by for with",
            "about above across after against along among around as at before behind below beside "
            "between beyond despite down during from in inside into near off on onto outside over "
            "per since through throughout toward towards under until up upon via within without",
            "and or but that how if when where why whether",
            "is are was were be been has have had will would",
        ),
        "es": _small(
            "el la los las un una unos unas",
            "a al de del por",
            "ante bajo con contra desde durante en entre hacia hasta para según sin sobre tras",
            "y e o u pero que cómo si cuando dónde",
            "es son fue fueron ha han había habían será serán",
        ),
        "fr": _small(
            "le la les l un une",
            "à au aux de du des d par",
            "avant avec chez contre dans depuis derrière dès devant en entre envers jusque malgré "
            "parmi pendant pour sans selon sous sur vers",
            "et ou mais que qu comment si quand où",
            "est sont a ont était étaient avait avaient sera seront",
        ),
        "it": _small(
            "il lo la i gli le l un uno una",
            "a ad al allo alla ai agli alle di del dello della dei degli delle da dal dalla",
            "con contro durante fra in nel nello nella nei nelle per senza sopra sotto su sul "
            "sullo sulla sui sulle tra verso",
            "e ed o ma che come se quando dove",
            "è sono era erano ha hanno aveva sarà saranno",
        ),
        "nl": _small(
            "de het een",
            "van aan door",
            "achter bij binnen in met na naar naast om onder op over per sinds te tegen tijdens "
            "tot tussen uit via voor zonder",
            "en of maar dat hoe als waar",
            "is zijn was waren wordt worden werd werden heeft hebben had",
        ),
        "pl": _small(
            "",
            "",
            "bez dla do ku na nad o od po pod poza przed przez przy spod u w we wśród z za ze",
            "i a lub albo ale że jak gdy gdzie czy",
        ),
        "pt": _small(
            "o a os as um uma uns umas",
            "ao aos à às da das de do dos pela pelas pelo pelos",
            "após até com contra desde durante em entre na nas no nos para perante por sem sob "
            "sobre",
            "e ou mas que como se quando onde",
            "é são foi foram tem têm será serão",
        ),
        "ru": _small(
            "",
            "",
            "без в во для до за из из-за к ко на над о об обо от перед по под при про с со у через",
            "и или но что как если когда где",
        ),
        "uk": _small(
            "",
            "",
            "без біля в від для до з за зі із к крізь на над о об під після по при про проти ради "
            "серед у через щодо",
            "і й та або але що як якщо коли де чи щоб",
        ),
    }
)


def small_words(locale: str) -> Small:
    """The small words of a locale's language; none where they are not known here."""
    return _BY_LANGUAGE.get(re.split("[-_]", locale, maxsplit=1)[0].lower(), Small())
