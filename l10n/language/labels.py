"""What readers are told of a version that people have not translated throughout."""

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


def label(locale: str, *, draft: bool, partial: bool, own: str | None = None) -> str:
    """The notice in the reader's language; empty where there is nothing to say.

    `own` is the desk's own wording from its workflow, used for either case. Raises WorkflowError
    for a language that has no wording here and none in the workflow.
    """
    if not draft and not partial:
        return ""
    if own:
        return own
    language = locale.replace("_", "-").split("-")[0].lower()
    if language not in DRAFT:
        raise WorkflowError(
            _("there is no label in “{locale}” for what people have not translated").format(
                locale=locale
            ),
            code="LOC-004",
            remedy=_('write one in the workflow: [publish.label] {locale} = "…"').format(
                locale=locale
            ),
        )
    texts = [DRAFT[language]] if draft else []
    if partial:
        texts.append(PARTIAL[language])
    return " ".join(texts)
