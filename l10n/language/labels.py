"""What readers are told of a version that people have not translated throughout."""

from dataclasses import dataclass

from l10n.errors import WorkflowError
from l10n.messages import _

DRAFT = {
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


@dataclass(frozen=True, slots=True)
class Wording:
    """A desk's own words for readers; None where it has none."""

    draft: str | None = None
    partial: str | None = None


NO_WORDING = Wording()


def label(locale: str, *, draft: bool, partial: bool, own: Wording = NO_WORDING) -> str:
    """The notice in the reader's language; empty where there is nothing to say.

    It says that machine drafts stand in a version, that text stands in the source language, or
    both, and nothing that is not so. Raises WorkflowError for what has no wording here and none in
    the workflow.
    """
    language = locale.replace("_", "-").split("-")[0].lower()
    texts: list[str | None] = []
    if draft:
        texts.append(own.draft or DRAFT.get(language))
    if partial:
        texts.append(own.partial or PARTIAL.get(language))
    if None not in texts:
        return " ".join(dict.fromkeys(filter(None, texts)))
    raise WorkflowError(
        _("there is no label in “{locale}” for what people have not translated").format(
            locale=locale
        ),
        code="LOC-004",
        remedy=_('write one in the workflow: [publish.{table}] {locale} = "…"').format(
            table="label" if draft and texts[0] is None else "partial", locale=locale
        ),
    )
