"""`l10n models install`."""

import difflib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.console import confirmed, is_terminal, progress, say
from l10n.cli.models_shown import shown_size
from l10n.cli.options import Command
from l10n.errors import ModelError, RefusedError, UsageError
from l10n.messages import _
from l10n.shell import shell_words

if TYPE_CHECKING:
    from l10n.engines.ctranslate2.packages import DescribedModel
    from l10n.jobs.models.offers import Accept, Offer, Wish

_PAIR_OF_ARGOS = "l10n models install uk en"


@click.command(
    "install",
    cls=Command,
    short_help=_("Install a model: from an index, from Hugging Face, from a file."),
    help=_(
        "Install the model from SOURCE to TARGET from the Argos index (`install uk en`), the one "
        "that the catalog calls NAME, one from Hugging Face (`install hf:owner/name@revision`), or "
        "one from a FILE. Its licence is shown before anything is fetched, and what came is "
        "checked before it is unpacked. Broken off, it goes on where it ended."
    ),
)
@click.argument(
    "what", nargs=-1, required=True, metavar=_("SOURCE TARGET | NAME | hf:OWNER/NAME | FILE")
)
@click.option(
    "--index", "url", metavar=_("URL"), help=_("Use this index instead of the public one.")
)
@click.option("--sha256", metavar=_("SUM"), help=_("The checksum that the file must have."))
@click.option(
    "--convert", is_flag=True, help=_("Convert a Marian model, as OPUS-MT publishes them.")
)
@click.option(
    "--pair",
    "pairs",
    multiple=True,
    metavar=_("PAIR"),
    help=_("What the model translates, such as uk>en, if it does not say so itself."),
)
@click.option(
    "--preset",
    metavar=_("NAME"),
    help=_("Its family, if its files do not tell: opus-mt, quickmt, nllb, madlad."),
)
@click.option("--name", metavar=_("NAME"), help=_("What it is to be called here."))
@click.option(
    "--yes",
    "--accept-licence",
    "yes",
    is_flag=True,
    help=_("Accept its licence without a question."),
)
def install_model(what: tuple[str, ...], url: str | None, sha256: str | None, **said: Any) -> None:
    """Install a model."""
    _check_words(what)
    wish = _wish(said)
    if len(what) == 2 and sha256 is None and not any(each.startswith("hf:") for each in what):
        _require_none(wish)
        label, place = _from_index(what, url)
    elif len(what) == 1:
        label, place = _one(what[0], wish, sha256=sha256, yes=said["yes"])
    else:
        raise UsageError(
            _("give a pair of languages or one file; --sha256 goes with a file"),
            code="USE-004",
            remedy=_("for example: {command}").format(command=_PAIR_OF_ARGOS),
        )
    say(_("Installed {model} in {place}").format(model=label, place=place))


def _check_words(what: tuple[str, ...]) -> None:
    from l10n.engines.packages.catalog import named

    if any("://" in each for each in what):
        # It is not repeated: it may hold an account.
        raise UsageError(
            _("an address is neither a pair of languages nor a file"),
            code="USE-013",
            remedy=_("fetch the file first, or name an index with --index"),
        )
    if len(what) == 1 and named(what[0]) is None and _is_language(what[0]):
        raise UsageError(
            _("“{name}” is one language; give two, or a file").format(name=what[0]),
            code="USE-003",
            remedy=_("for example: {command}").format(command=_PAIR_OF_ARGOS),
        )


def _wish(said: dict[str, Any]) -> "Wish":
    from l10n.engines.ctranslate2.presets import PRESETS
    from l10n.jobs.models.offers import Wish, checked_name
    from l10n.language.locales import pair

    preset = said["preset"] or ""
    if preset and preset not in PRESETS:
        raise UsageError(
            _("there is no preset “{name}”").format(name=preset),
            code="USE-122",
            remedy=_("known are: {names}").format(names=", ".join(PRESETS)),
        )
    return Wish(
        name=checked_name(said["name"] or ""),
        pairs=tuple(pair(each) for each in said["pairs"]),
        preset=preset,
        convert=said["convert"],
    )


def _require_none(wish: "Wish") -> None:
    """Refuse what nobody heeds for an Argos package, which says all of it itself."""
    if wish.convert or wish.pairs or wish.preset or wish.name:
        raise UsageError(
            _("--convert, --pair, --preset and --name are not for packages of Argos"),
            code="USE-125",
            remedy=_("leave them out"),
        )


def _from_index(what: tuple[str, ...], url: str | None) -> tuple[str, Path]:
    from l10n.engines.argos.index import available, choose
    from l10n.engines.argos.models import install

    with progress(_("Downloading"), unit="bytes") as advance:
        offered = choose(available(url), what[0], what[1])
        model = install(offered, progress=advance)
    return model.label, model.path


def _one(word: str, wish: "Wish", *, sha256: str | None, yes: bool) -> tuple[str, Path]:
    """Install what one word names: a repository, a file, a model of the catalog."""
    from l10n.engines.packages.catalog import ARGOS, named
    from l10n.engines.packages.hub import PREFIX, hub_name
    from l10n.jobs.models.installing import install_archive, install_from_hub
    from l10n.jobs.models.offers import catalog_wish

    chosen = None if os.path.exists(word) else named(word)
    if sha256 is not None and (chosen is not None or word.startswith(PREFIX)):
        raise UsageError(
            _("--sha256 goes with a file alone: a repository names the checksums of its own"),
            code="USE-123",
        )
    if chosen is not None and chosen.origin.startswith(ARGOS):
        _require_none(wish)
        source, _arrow, target = chosen.origin.removeprefix(ARGOS).partition(">")
        return _from_index((source, target), None)
    if chosen is not None:
        wish = catalog_wish(wish, chosen)
    if chosen is not None and not chosen.origin.startswith(PREFIX):
        with _accepting(yes) as (accept, advance):
            return _named(install_archive(chosen, wish, accept=accept, progress=advance))
    if chosen is not None or word.startswith(PREFIX):
        address = word if chosen is None else f"{chosen.origin}@{chosen.revision or 'main'}"
        with _accepting(yes) as (accept, advance):
            return _named(
                install_from_hub(hub_name(address), wish, accept=accept, progress=advance)
            )
    return _from_file(Path(word), wish, sha256=sha256, yes=yes)


def _from_file(path: Path, wish: "Wish", *, sha256: str | None, yes: bool) -> tuple[str, Path]:
    from l10n.engines.argos.archive import SUFFIX, is_argos
    from l10n.engines.argos.models import install_file, require_sum
    from l10n.jobs.models.installing import install_file as install_other

    try:
        if not wish.convert and is_argos(path):
            if path.suffix == SUFFIX:
                _require_none(wish)
            model = install_file(path, sha256=sha256)
            return model.label, model.path
        if sha256 is not None:
            require_sum(path, sha256)
        return _named(install_other(path, wish, accept=lambda offer: _taken(offer, yes=yes)))
    except ModelError as error:
        if error.code != "L10N-MOD-002":
            raise
        raise error.with_remedy(_meant(str(path))) from error


def _meant(word: str) -> str | None:
    from l10n.engines.packages.catalog import recommended

    names = [model.name for model in recommended()]
    near = difflib.get_close_matches(word, names, n=1)
    if not near:
        return None
    command = shell_words(["l10n", "models", "install"], near)
    return _("did you mean {name}?").format(name=command)


def _named(model: "DescribedModel") -> tuple[str, Path]:
    return model.label, model.path


@contextmanager
def _accepting(yes: bool) -> "Iterator[tuple[Accept, Any]]":
    """How a licence is accepted, and a bar that appears once something is fetched."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        shown: list[Any] = []

        def accept(offer: "Offer") -> None:
            _print_offer(offer)
            _require_agreement(offer, yes=yes)

        def advance(done: int, total: int | None) -> None:
            if not shown:
                shown.append(stack.enter_context(progress(_("Downloading"), unit="bytes")))
            shown[0](done, total)

        yield accept, advance


def _taken(offer: "Offer", *, yes: bool) -> None:
    """Show the terms of what a person has got already, and ask where it names any."""
    _print_offer(offer)
    _require_agreement(offer, yes=yes or not offer.licence)


def _print_offer(offer: "Offer") -> None:
    where = f"{offer.origin}@{offer.revision}" if offer.revision else offer.origin
    say(_("{model}: {origin}").format(model=offer.name, origin=where))
    if not offer.licence:
        say(
            _("Licence: not known. Ask its owner what you may do with it: {page}").format(
                page=offer.page
            )
        )
    elif offer.noncommercial:
        text = _(
            "Licence: {licence}. It FORBIDS COMMERCIAL USE, and a newsroom is commercial: {page}"
        )
        say(text.format(licence=offer.licence, page=offer.page), bold=True)
    else:
        say(_("Licence: {licence} ({page})").format(licence=offer.licence, page=offer.page))
    if offer.gated:
        say(_("Its owner decides who may have it: you need a key, and their leave."))
    if offer.size is not None and offer.size <= offer.here:
        text = _("Nothing is left to fetch: {size} are here.")
        say(text.format(size=shown_size(offer.here)))
        return
    if offer.size is not None:
        text = _("To fetch: {size}; free on the disk: {free}; place: {place}")
        say(
            text.format(
                size=shown_size(offer.size - offer.here),
                free=shown_size(offer.free),
                place=offer.place,
            )
        )
    if offer.here:
        text = _("{size} are here from an earlier attempt.")
        say(text.format(size=shown_size(offer.here)))


def _require_agreement(offer: "Offer", *, yes: bool) -> None:
    if yes:
        return
    if is_terminal() and confirmed(_("Install it on these terms?")):
        return
    raise RefusedError(
        _("the licence of {name} was not accepted; nothing was installed").format(name=offer.name),
        code="MOD-041",
        remedy=_("read it, and add --accept-licence"),
    )


def _is_language(name: str) -> bool:
    """True if a name is a locale's, and no file's."""
    from l10n.language.locales import normal

    if os.path.exists(name):
        return False
    try:
        normal(name)
    except UsageError:
        return False
    return True
