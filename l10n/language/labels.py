"""What readers are told of how a version was made, where there is something to tell."""

from collections.abc import Collection

from l10n.dataclass import dataclass
from l10n.errors import WorkflowError
from l10n.messages import _

MACHINE = {
    "cs": "Strojový překlad, zatím nezkontrolovaný člověkem.",
    "de": "Maschinelle Übersetzung, noch nicht von einem Menschen geprüft.",
    "en": "Machine translation, not yet reviewed by a person.",
    "es": "Traducción automática, aún no revisada por una persona.",
    "fr": "Traduction automatique, pas encore relue par une personne.",
    "it": "Traduzione automatica, non ancora rivista da una persona.",
    "nl": "Machinevertaling, nog niet door een mens nagekeken.",
    "pl": "Tłumaczenie maszynowe, jeszcze niesprawdzone przez człowieka.",
    "pt": "Tradução automática, ainda não revista por uma pessoa.",
    "sk": "Strojový preklad, zatiaľ neskontrolovaný človekom.",
    "uk": "Машинний переклад, ще не перевірений людиною.",
}
REVIEWED = {
    "cs": "Strojový překlad, zkontrolovaný člověkem.",
    "de": "Maschinelle Übersetzung, von einem Menschen geprüft.",
    "en": "Machine translation, reviewed by a person.",
    "es": "Traducción automática, revisada por una persona.",
    "fr": "Traduction automatique, relue par une personne.",
    "it": "Traduzione automatica, rivista da una persona.",
    "nl": "Machinevertaling, door een mens nagekeken.",
    "pl": "Tłumaczenie maszynowe, sprawdzone przez człowieka.",
    "pt": "Tradução automática, revista por uma pessoa.",
    "sk": "Strojový preklad, skontrolovaný človekom.",
    "uk": "Машинний переклад, перевірений людиною.",
}
APPROVED = {
    "cs": "Strojový překlad, zkontrolovaný a schválený redakcí.",
    "de": "Maschinelle Übersetzung, von der Redaktion geprüft und freigegeben.",
    "en": "Machine translation, reviewed and approved by the editors.",
    "es": "Traducción automática, revisada y aprobada por la redacción.",
    "fr": "Traduction automatique, relue et approuvée par la rédaction.",
    "it": "Traduzione automatica, rivista e approvata dalla redazione.",
    "nl": "Machinevertaling, nagekeken en goedgekeurd door de redactie.",
    "pl": "Tłumaczenie maszynowe, sprawdzone i zatwierdzone przez redakcję.",
    "pt": "Tradução automática, revista e aprovada pela redação.",
    "sk": "Strojový preklad, skontrolovaný a schválený redakciou.",
    "uk": "Машинний переклад, перевірений і затверджений редакцією.",
}
PARTIAL = {
    "cs": "Část článku zatím není přeložena.",
    "de": "Ein Teil des Artikels ist noch nicht übersetzt.",
    "en": "Part of this article is not translated yet.",
    "es": "Una parte del artículo aún no está traducida.",
    "fr": "Une partie de l’article n’est pas encore traduite.",
    "it": "Una parte dell’articolo non è ancora tradotta.",
    "nl": "Een deel van het artikel is nog niet vertaald.",
    "pl": "Część artykułu nie jest jeszcze przetłumaczona.",
    "pt": "Uma parte do artigo ainda não está traduzida.",
    "sk": "Časť článku zatiaľ nie je preložená.",
    "uk": "Частину статті ще не перекладено.",
}


STATES = ("machine", "reviewed", "approved", "partial")
"""What is said of a version; the last beside one of the others, or alone."""
_BUILT_IN = {"machine": MACHINE, "reviewed": REVIEWED, "approved": APPROVED, "partial": PARTIAL}


@dataclass(frozen=True, slots=True)
class Wording:
    """A desk's own words for readers; None where it has none."""

    machine: str | None = None
    """Of a version in which machine drafts stand that nobody has reviewed."""
    reviewed: str | None = None
    """Of one that a machine drafted and people have finished."""
    approved: str | None = None
    """Of such a one that is signed for in all of its entries."""
    partial: str | None = None
    """Of one in which text stands in the source language."""

    def before(self, other: "Wording") -> "Wording":
        """These words, and those of another where there are none."""
        return Wording(*(getattr(self, each) or getattr(other, each) for each in STATES))


NO_WORDING = Wording()


def label(locale: str, states: Collection[str], own: Wording = NO_WORDING) -> str:
    """The notice in the reader's language; empty where there is nothing to say.

    `states` are some of STATES, and nothing is said that is not among them. Raises WorkflowError
    for what has no wording here and none in the workflow.
    """
    language = locale.replace("_", "-").split("-")[0].lower()
    said = [each for each in STATES if each in states]
    texts = {each: getattr(own, each) or _BUILT_IN[each].get(language) for each in said}
    missing = next((each for each in said if not texts[each]), None)
    if missing is None:
        return " ".join(dict.fromkeys(text for text in texts.values() if text))
    raise WorkflowError(
        _("there is no label in “{locale}” that says how a version was made").format(locale=locale),
        code="LOC-004",
        remedy=_('write one in the workflow: [publish.label] {locale} = {{{state} = "…"}}').format(
            state=missing, locale=locale
        ),
    )
