"""The workflow that a new workspace begins with: every setting once, with what it is for."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from l10n.messages import _, language

WIDTH = 88


def first_workflow(
    source: str, targets: Sequence[str], dialect: str = "", *, preset: str = ""
) -> str:
    """TOML text of a workflow, with comments in the person's language.

    Without a dialect there is its comment alone; without a preset of paths there is no such table.

    Its notes to translators are in that language too, where the tool speaks it.
    """
    listed = ", ".join(f'"{tag}"' for tag in targets)
    parts = (
        (_("How this desk works: `l10n sync --help`, `l10n publish --help`."), ""),
        (
            _("The language that articles are written in, unless an article says otherwise."),
            f'source = "{source}"',
        ),
        (_("The languages that they are translated into."), f"targets = [{listed}]"),
        (_("Which files under articles/ belong to this desk."), 'articles = ["**"]'),
        (
            _('What is translated at once: "sentences" or whole "blocks" (paragraphs).'),
            'split = "sentences"',
        ),
        (
            _("Fields of the front matter that are translated."),
            'fields = ["title", "description"]',
        ),
        (
            _(
                "The system that articles are written for, so that their shortcodes stay whole: "
                '"hugo", "jekyll", "wordpress" or another.'
            ),
            f'dialect = "{dialect}"' if dialect else "",
        ),
        (
            _(
                "What becomes of a passage that says that it is in another language than its "
                'article: "leave" it as it is, or "translate" it from its own language.'
            ),
            'foreign = "leave"',
        ),
        (
            _("Engines that draft what is empty, in this order; [] for none."),
            'engines = ["argos"]',
        ),
        (
            _('The language of the tool\'s notes to translators: "en" or "uk".'),
            f'notes = "{language().split("_")[0].split("-")[0]}"',
        ),
    )
    publishing = (
        (
            _(
                'What an entry must be to be published: "translated", "approved" where an editor '
                'has to sign for it, or "draft" to publish machine drafts too, with a label that '
                "tells readers."
            ),
            'require = "translated"',
        ),
        (
            _(
                'What to do where an entry is not ready: "refuse" to publish, or put the "source" '
                "text in its place, with a label."
            ),
            'fallback = "refuse"',
        ),
    )
    taxonomies = (
        (
            _(
                "What tags and categories are called in other languages stands in a table for each "
                "field of the front matter, such as [taxonomies.tags]; a term that is missing "
                "stays as it is, and `l10n sync` says so. A term is written: {example}"
            ).format(example=_example(targets)),
            "",
        ),
    )
    paths = (
        (
            _("Where articles are and pages go: as this system has them."),
            f'preset = "{preset}"',
        ),
    )
    placed = f"\n[paths]\n{_text(paths)}" if preset else ""
    return f"{_text(parts)}{placed}\n[publish]\n{_text(publishing)}\n{_text(taxonomies)}"


def _example(targets: Sequence[str]) -> str:
    """How one term is written, with its translations into all targets."""
    each = [f'{tag} = "…"' for tag in targets]
    return f'"…" = {{ {", ".join(each)} }}'


def _text(parts: Iterable[tuple[str, str]]) -> str:
    """Settings, each below its comment, with a blank line between them."""
    written = (
        "".join(f"# {line}\n" for line in wrap(comment, WIDTH, break_on_hyphens=False))
        + (f"{setting}\n" if setting else "")
        for comment, setting in parts
    )
    return "\n".join(written)
