"""A translation in a person's own editor, with what they have to know below it."""

from l10n.cli.review import panels
from l10n.jobs.review.review import Review
from l10n.jobs.review.told import NOTHING, Told
from l10n.messages import N_, _, message
from l10n.store.outside_editor import edited_outside


def edit_outside(review: Review) -> Told:
    """Let a person edit what is shown in $VISUAL or $EDITOR, and save what they saved.

    Raises UsageError without an editor, FileError for what the system refuses.
    """
    item = review.item
    if item is None:
        return NOTHING
    before = review.typed()
    lines = [_("what stands below is not read"), "", item.entry.source, ""]
    lines += [panels.plain(line) for line in panels.detail_lines(item)]
    left = edited_outside(before, "\n".join(lines))
    if left.text is None:
        return Told(message(N_("the editor left no file; nothing was changed")), refused=True)
    if left.failed:
        if left.text != before:
            review.keep_unsaved(left.text)
            words = N_("the editor ended with an error; what you typed is there when you edit")
            return Told(message(words), refused=True)
        return Told(
            message(N_("the editor ended with an error; nothing was changed")), refused=True
        )
    if left.text == before == item.entry.target:
        return Told(message(N_("nothing was changed")))
    return review.save(left.text)
