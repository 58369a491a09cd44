"""What readers are told of a text that was corrected, or taken back, in their language."""

from collections.abc import Mapping
from datetime import date

from l10n.errors import WorkflowError
from l10n.messages import _

CORRECTED: Mapping[str, str] = {
    "cs": "Opraveno {date}.",
    "de": "Korrigiert am {date}.",
    "en": "Corrected on {date}.",
    "es": "Corregido el {date}.",
    "fr": "Corrigé le {date}.",
    "it": "Corretto il {date}.",
    "nl": "Gecorrigeerd op {date}.",
    "pl": "Poprawiono {date}.",
    "pt": "Corrigido em {date}.",
    "sk": "Opravené {date}.",
    "uk": "Виправлено {date}.",
}
RETRACTED: Mapping[str, str] = {
    "cs": "Tento článek byl {date} stažen.",
    "de": "Dieser Artikel wurde am {date} zurückgezogen.",
    "en": "This article was retracted on {date}.",
    "es": "Este artículo fue retirado el {date}.",
    "fr": "Cet article a été retiré le {date}.",
    "it": "Questo articolo è stato ritirato il {date}.",
    "nl": "Dit artikel is op {date} ingetrokken.",
    "pl": "Ten artykuł został wycofany {date}.",
    "pt": "Este artigo foi retirado em {date}.",
    "sk": "Tento článok bol {date} stiahnutý.",
    "uk": "Цю статтю відкликано {date}.",
}
_DATE = "{date}"


def notice(built_in: Mapping[str, str], locale: str, day: date, own: str | None, table: str) -> str:
    """A dated notice; `own` is the desk's wording, None where it has none.

    Raises WorkflowError for a language without a wording, which names the table to write it in.
    """
    language = locale.replace("_", "-").split("-")[0].lower()
    words = own or built_in.get(language)
    if words is None:
        raise WorkflowError(
            _("there is no notice in “{locale}” of what was changed or taken back").format(
                locale=locale
            ),
            code="LOC-010",
            remedy=_('write one in the workflow: [publish.{table}] {locale} = "…"').format(
                table=table, locale=locale
            ),
        )
    return words.replace(_DATE, _shown(day, locale))


def _shown(day: date, locale: str) -> str:
    """A date as it is written in a locale; as ISO has it where its names of months are unknown."""
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        known = Locale.parse(locale, sep="-")
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    return format_date(day, format="long", locale=known)
