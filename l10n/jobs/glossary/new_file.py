"""New files that terms are handed out in, where a person wants them: over nothing that is there."""

from pathlib import Path

from l10n.errors import UsageError
from l10n.messages import _
from l10n.store.replacing.new_file import put_file
from l10n.store.replacing.writing import unwritable


def put_text(place: Path, text: str) -> None:
    """Write a new file; raises UsageError for one that is there, FileError where it cannot be."""
    try:
        put_file(place, text.encode("utf-8"))
    except FileExistsError:
        raise UsageError(
            _("there is a file of that name already"),
            code="GLO-032",
            path=place,
            remedy=_("name another file, or delete it"),
        ) from None
    except OSError as error:
        raise unwritable(str(place), error) from None
